"""The evidence sheet for the Ministry's evaluation of public service (PEKPPP): what a queue system can show of it.

By the six aspects of the evaluation with their weights (docs/reports.md names where they were read); each line names
its source, so that an assessor can look it up. What the hall has to add by hand (decrees, forums) has a line of its own
and stays empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain import skm
from shared.domain.hall_data.hall import Hall, Service
from shared.domain.statistics.period import ReportPeriod
from shared.domain.statistics.statistics_rows import Statistics
from shared.reports import chart_choice, contents, first_page, tables, written
from shared.reports.contents import ReportAbout
from shared.reports.document import Cell, Chapter, Document, FigureColumn, FigureTable, ValueKind
from shared.reports.first_page import Counted
from shared.reports.opinion_contents import OpinionFacts, needed_and_had
from shared.reports.survey_sequel import after_survey, followed_up, publications

_VISIBLE = ("needs", "procedure", "completion", "fee", "product", "complaints")
"""The six components of a service standard that the public sees, as keys of a service in the hall file."""

_DATA_OF_THE_HALL = ("data MPP", "data of the hall")
_DATA_OF_SERVICES = ("data layanan", "data of services")
_SURVEY = ("survei (SKM)", "survey (SKM)")
_SURVEY_PERIODS = ("masa survei", "survey periods")
_FOLLOW_UP_LIST = ("daftar tindak lanjut", "follow-up list")
_RECORDS_OF_VISITS = ("catatan kunjungan", "records of visits")
_RECORDS_OF_SERVICES = ("catatan layanan", "records of services")
_RECORDS_OF_COUNTERS = ("catatan loket", "records of counters")
_RECORDS_OF_BOOKINGS = ("catatan reservasi", "records of bookings")
_ESTIMATES_ON_TICKETS = ("perkiraan di tiket", "estimates on tickets")
_OPEN_DATA = ("data terbuka", "open data")

_PUBLICATION = ("Publikasi hasil SKM (tanggal dan tempat)", "Publication of the survey's results (date and place)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is gathered: visits with what they are compared with, and what people said."""

    now: Counted
    before: Counted | None
    said: OpinionFacts


def evaluation(hall: Hall, period: ReportPeriod, seen: Evidence, about: ReportAbout) -> Document:
    """The whole sheet."""
    lang, now = about.lang, seen.now
    return Document(
        lang=lang,
        title=written.either(lang, "Bukti dukung PEKPPP", "Evidence for the PEKPPP"),
        hall=written.words(hall.hall.name, lang),
        period=written.period(period, lang),
        about=contents.part_of(hall, about),
        made=about.made,
        marks=contents.marks(now.statistics.marks, lang),
        figures=first_page.figures(now, seen.before, lang),
        sections=(
            *_aspects(hall, seen, about),
            _charts(hall, now, lang),
            after_survey(hall, period, seen.said.follows, lang),
            _by_hand(lang, published=bool(publications(hall, period, lang))),
        ),
        definitions=contents.definitions(now.statistics, lang),
    )


def _aspects(hall: Hall, seen: Evidence, about: ReportAbout) -> Iterable[Chapter]:
    lang, statistics = about.lang, seen.now.statistics
    services = [
        service
        for code, service in hall.service.items()
        if about.agency is None or hall.agency_of(code) == about.agency
    ]
    aspects: tuple[tuple[str, str, list[tuple[Cell, ...]]], ...] = (
        ("1. Kebijakan pelayanan (bobot 24%)", "1. Service policy (weighs 24%)", _policy(hall, services, seen, lang)),
        ("2. Profesionalisme SDM (bobot 25%)", "2. Professional staff (weighs 25%)", _staff(statistics, lang)),
        ("3. Sarana dan prasarana (bobot 18%)", "3. Facilities (weighs 18%)", _facilities(hall, statistics, lang)),
        (
            "4. Sistem informasi pelayanan publik (bobot 11%)",
            "4. Information system (weighs 11%)",
            _system(hall, statistics, lang),
        ),
        (
            "5. Konsultasi dan pengaduan (bobot 10%)",
            "5. Consultation and complaints (weighs 10%)",
            _complaints(hall, services, lang),
        ),
        ("6. Inovasi (bobot 12%)", "6. Innovation (weighs 12%)", _innovation(hall, statistics, lang)),
    )
    head = tuple(
        FigureColumn(written.either(lang, a, b), ValueKind.TEXT)
        for a, b in (("Bukti", "Evidence"), ("Nilai", "Value"), ("Sumber", "Source"))
    )
    for number, (indonesian, english, rows) in enumerate(aspects, 1):
        title = written.either(lang, indonesian, english)
        yield Chapter(title, tables=(FigureTable(f"aspect_{number}", title, head, tuple(rows)),))


_Line = tuple[Cell, ...]


def _line(lang: str, indonesian: str, english: str, value: str, source: tuple[str, str]) -> _Line:
    return (written.either(lang, indonesian, english), value, written.either(lang, *source))


def _of(part: int, whole: int, lang: str) -> str:
    return f"{written.number(part, lang)} / {written.number(whole, lang)}"


def _yes(there: bool, lang: str) -> str:
    return written.either(lang, "ada", "yes") if there else written.either(lang, "belum ada", "not yet")


def _policy(hall: Hall, services: list[Service], seen: Evidence, lang: str) -> list[_Line]:
    whole = sum(_is_whole(hall, service) for service in services)
    found = skm.result(seen.said.questionnaires)
    sample = needed_and_had(seen.said).values()
    enough = sum(have >= need for _, need, have in sample)
    period = seen.now.period
    published = publications(hall, period, lang)
    sequel = followed_up(seen.said.follows)
    index = written.NONE if found.index is None else f"{written.number(found.index, lang, 2)} ({found.grade})"
    return [
        _line(lang, "Layanan dengan enam komponen standar yang tampil", "Services with the six visible components",
              _of(whole, len(services), lang), _DATA_OF_SERVICES),
        _line(lang, "Maklumat pelayanan tampil di layar", "Service pledge shown on displays",
              _yes(bool(hall.hall.pledge), lang), _DATA_OF_THE_HALL),
        _line(lang, "IKM (PermenPANRB 14/2017)", "IKM (PermenPANRB 14/2017)", index, _SURVEY),
        _line(lang, "Responden lengkap", "Complete questionnaires", written.number(found.respondents, lang),
              _SURVEY),
        _line(lang, "Layanan dengan sampel cukup", "Services with a large enough sample",
              _of(enough, len(sample), lang), _SURVEY),
        _line(lang, "Publikasi hasil SKM", "Publication of the survey's results",
              " · ".join(published) or _yes(False, lang), _SURVEY_PERIODS),
        _line(lang, "Temuan SKM yang sudah ditindaklanjuti", "Findings that were followed up",
              _of(sequel.done, sequel.planned, lang), _FOLLOW_UP_LIST),
        _line(lang, "Tindak lanjut yang selesai tepat waktu", "Follow-ups that were done in time",
              _of(sequel.in_time, sequel.planned, lang), _FOLLOW_UP_LIST),
    ]  # fmt: skip


def _is_whole(hall: Hall, service: Service) -> bool:
    return all(getattr(service, key) or (key == "complaints" and hall.hall.complaints) for key in _VISIBLE)


def _staff(seen: Statistics, lang: str) -> list[_Line]:
    counters = seen.all_counters
    return [
        _line(lang, "Jam loket yang ditepati", "Counter hours kept", written.share(counters.kept_share, lang),
              _RECORDS_OF_COUNTERS),
        _line(lang, "Waktu layan median", "Median service time", written.minutes(seen.total.service.median, lang),
              _RECORDS_OF_SERVICES),
        _line(lang, "Langkah yang dialihkan", "Steps transferred", written.number(seen.total.transferred, lang),
              _RECORDS_OF_SERVICES),
    ]  # fmt: skip


def _facilities(hall: Hall, seen: Statistics, lang: str) -> list[_Line]:
    lane = seen.lane
    return [
        _line(lang, "Anjungan antrean", "Queue kiosks", written.number(len(hall.kiosk), lang), _DATA_OF_THE_HALL),
        _line(lang, "Layar panggilan", "Displays", written.number(len(hall.display), lang), _DATA_OF_THE_HALL),
        _line(lang, "Kunjungan jalur prioritas (kelompok rentan)", "Priority visits (vulnerable groups)",
              written.number(seen.total.priority, lang), _RECORDS_OF_VISITS),
        _line(lang, "Tunggu median prioritas dan biasa", "Median wait, priority and ordinary",
              f"{written.minutes(lane.priority.median, lang)}; {written.minutes(lane.ordinary.median, lang)}",
              _RECORDS_OF_SERVICES),
    ]  # fmt: skip


def _system(hall: Hall, seen: Statistics, lang: str) -> list[_Line]:
    told = seen.total.told
    return [
        _line(lang, "Perkiraan tunggu yang tepat", "Estimates that held",
              written.share(told.within / told.count if told.count else None, lang), _ESTIMATES_ON_TICKETS),
        _line(lang, f"Dipanggil dalam {seen.target_minutes} menit", f"Called within {seen.target_minutes} minutes",
              written.share(seen.total.within_share, lang), _RECORDS_OF_SERVICES),
        _line(lang, "Bahasa layar, tiket, dan suara", "Languages of screens, tickets, voice",
              ", ".join(hall.hall.languages), _DATA_OF_THE_HALL),
        _line(lang, "Data terbuka dan halaman publik", "Open data and a public page",
              written.either(lang, "tersedia", "available"), _OPEN_DATA),
    ]  # fmt: skip


def _complaints(hall: Hall, services: list[Service], lang: str) -> list[_Line]:
    named = sum(bool(service.complaints or hall.hall.complaints) for service in services)
    return [
        _line(lang, "Layanan yang menyebut saluran pengaduan", "Services that name where to complain",
              _of(named, len(services), lang), _DATA_OF_SERVICES),
    ]  # fmt: skip


def _innovation(hall: Hall, seen: Statistics, lang: str) -> list[_Line]:
    kept = _of(seen.kept, seen.booked, lang)
    one = written.share(seen.total.one_attendance_share, lang)
    return [
        _line(lang, "Tuntas sekali datang", "Done in one attendance", one, _RECORDS_OF_SERVICES),
        _line(lang, "Reservasi ditepati", "Bookings kept", kept, _RECORDS_OF_BOOKINGS),
        _line(lang, "Instansi dalam satu MPP", "Agencies in one hall", written.number(len(hall.agency), lang),
              _DATA_OF_THE_HALL),
    ]  # fmt: skip


def _charts(hall: Hall, now: Counted, lang: str) -> Chapter:
    seen = now.statistics
    drawn = (
        chart_choice.over_time(now, lang),
        chart_choice.promises(seen, hall, lang),
        chart_choice.satisfaction(now, lang),
    )
    title = written.either(lang, "Grafik dan tabel pendukung", "Supporting charts and tables")
    return Chapter(
        title,
        charts=tuple(chart for chart in drawn if chart is not None),
        tables=(tables.elements(now.satisfaction, lang), tables.counters(seen, hall, lang)),
    )


def _by_hand(lang: str, *, published: bool) -> Chapter:
    """What no program knows."""
    head = (
        FigureColumn(written.either(lang, "Diisi oleh pengelola", "To be filled in by the hall"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Tanggal / nomor", "Date / number"), ValueKind.TEXT),
    )
    lines = (
        ("Keputusan standar pelayanan", "Decree on the service standards"),
        ("Penetapan maklumat pelayanan", "Adoption of the service pledge"),
        *(() if published else (_PUBLICATION,)),
        ("Forum konsultasi publik", "Public consultation forum"),
    )
    rows = tuple((written.either(lang, a, b), "") for a, b in lines)
    title = written.either(lang, "Yang ditambahkan dengan tangan", "What is added by hand")
    return Chapter(title, tables=(FigureTable("by_hand", title, head, rows),))
