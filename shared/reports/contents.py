"""What stands in a report of a day, week, month or year, in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.statistics.day_facts import Caveat
from shared.domain.statistics.measures import MEASURES
from shared.domain.statistics.period import PeriodKind
from shared.domain.statistics.statistics_rows import DayMark, Grouping, Statistics
from shared.reports import chart_choice, first_page, tables, written
from shared.reports.document import Chapter, Chart, Document, FigureTable
from shared.reports.first_page import Counted

_TITLES = {
    PeriodKind.DAY: ("Laporan harian", "Daily report"),
    PeriodKind.WEEK: ("Laporan mingguan", "Weekly report"),
    PeriodKind.MONTH: ("Laporan bulanan", "Monthly report"),
    PeriodKind.YEAR: ("Laporan tahunan", "Yearly report"),
    PeriodKind.SPAN: ("Laporan", "Report"),
}
_MARKS_NAMED = 8


@dataclass(frozen=True, slots=True)
class ReportAbout:
    """What a report is about besides its days: the language, an agency or a service, and when it was made (words)."""

    lang: str
    made: str
    agency: str | None = None
    service: str | None = None


def contents(hall: Hall, now: Counted, before: Counted | None, about: ReportAbout) -> Document:
    """The whole report."""
    lang, seen = about.lang, now.statistics
    return Document(
        lang=lang,
        title=title(now.period.kind, lang),
        hall=written.words(hall.hall.name, lang),
        period=written.period(now.period, lang),
        about=part_of(hall, about),
        made=about.made,
        marks=marks(seen.marks, lang),
        figures=first_page.figures(now, before, lang),
        sections=tuple(section for section in _sections(hall, now, about) if section.charts or section.tables),
        definitions=definitions(seen, lang),
    )


def title(kind: PeriodKind, lang: str) -> str:
    """What the report is called."""
    return written.either(lang, *_TITLES[kind])


def part_of(hall: Hall, about: ReportAbout) -> str:
    """The agency or service that it is about, in words; nothing for the whole hall."""
    if about.service is not None:
        return chart_choice.service_name(hall, about.service, about.lang)
    if about.agency is not None:
        return written.words(hall.agency[about.agency].name, about.lang)
    return ""


def definitions(seen: Statistics, lang: str) -> tuple[tuple[str, str], ...]:
    """What each figure means."""
    return tuple(
        (
            written.words(one.name, lang),
            written.words(one.definition, lang).replace("{target}", str(seen.target_minutes)),
        )
        for one in MEASURES
    )


def _sections(hall: Hall, now: Counted, about: ReportAbout) -> Iterable[Chapter]:
    seen, lang = now.statistics, about.lang
    kind = now.period.kind
    yield Chapter(
        written.either(lang, "Kapan orang datang", "When people come"),
        charts=_drawn(chart_choice.over_time(now, lang), chart_choice.heat(seen, lang, waits=False)),
    )
    yield Chapter(
        written.either(lang, "Berapa lama mereka menunggu", "How long they wait"),
        charts=_drawn(chart_choice.waits_by_hour(seen, lang), chart_choice.heat(seen, lang, waits=True)),
    )
    yield Chapter(
        written.either(lang, "Layanan, janji, dan kepuasan", "Services, promises and satisfaction"),
        charts=_drawn(
            None if about.service else chart_choice.services(seen, hall, lang),
            None if about.service or about.agency else chart_choice.promises(seen, hall, lang),
            chart_choice.satisfaction(now, lang),
        ),
    )
    cuts = [Grouping.MONTH] if kind is PeriodKind.YEAR else [] if kind is PeriodKind.DAY else [Grouping.DAY]
    cuts += [Grouping.HOUR] if kind is PeriodKind.DAY else [Grouping.WEEKDAY, Grouping.HOUR]
    cuts += [] if about.service else [Grouping.ZONE, Grouping.AGENCY, Grouping.SERVICE]
    cuts += [cut for cut in (Grouping.OFFICER,) if cut in seen.rows]
    yield Chapter(
        written.either(lang, "Tabel", "Tables"),
        tables=(
            *(tables.by(cut, seen, hall, lang) for cut in cuts if seen.rows.get(cut)),
            *((tables.outcomes(seen, hall, lang),) if seen.outcomes else ()),
        ),
    )
    yield Chapter(written.either(lang, "Loket", "Counters"), tables=(tables.counters(seen, hall, lang),))
    yield Chapter(
        written.either(lang, "Prioritas, reservasi, penolakan", "Priority, bookings, refusals"),
        tables=_more(now, lang),
    )


def _more(now: Counted, lang: str) -> tuple[FigureTable, ...]:
    seen = now.statistics
    found = [tables.lanes(seen, lang), tables.other_counts(seen, lang), tables.refusals(seen, lang)]
    return (*found, tables.elements(now.satisfaction, lang)) if now.satisfaction.index is not None else tuple(found)


def _drawn(*charts: Chart | None) -> tuple[Chart, ...]:
    return tuple(chart for chart in charts if chart is not None)


def marks(found: Iterable[DayMark], lang: str) -> tuple[str, ...]:
    """Days to be read with care, in sentences."""
    days: dict[Caveat, list[DayMark]] = {}
    for mark in found:
        days.setdefault(mark.mark, []).append(mark)
    return tuple(_sentence(mark, of, lang) for mark, of in days.items())


_SENTENCES: dict[Caveat, tuple[str, str]] = {
    Caveat.GOING_ON: ("Hari ini masih berlangsung: {days}.", "This day is still going on: {days}."),
    Caveat.UNCLOSED: ("Hari yang tidak ditutup oleh siapa pun: {days}.", "Days that nobody closed: {days}."),
    Caveat.CLOCK: (
        "Jam sebuah komputer diragukan, waktu tunggu bisa meleset: {days}.",
        "A PC's clock was in doubt, waits may be off: {days}.",
    ),
    Caveat.UNFINISHED: (
        "Ada kunjungan yang tidak pernah berakhir ({count}): {days}.",
        "Visits that never ended ({count}): {days}.",
    ),
    Caveat.NO_RECORD: (
        "Menurut jadwal MPP melayani, tetapi tidak ada catatan: {days}.",
        "By the timetable the hall was open, and nothing is recorded: {days}.",
    ),
    Caveat.NOTHING_EARLIER: (
        "Tidak ada masa pembanding: catatan MPP dimulai pada {days}.",
        "There is no comparable period: the hall's records begin on {days}.",
    ),
    Caveat.NO_ARCHIVE: (
        "Tidak dibandingkan: arsip untuk hari-hari sampai {days} tidak ada di folder MPP.",
        "Not compared: the archive of the days until {days} is not in the hall's folder.",
    ),
}


def _sentence(mark: Caveat, of: list[DayMark], lang: str) -> str:
    named = ", ".join(written.day(one.day, lang).partition(", ")[2] for one in of[:_MARKS_NAMED])
    if len(of) > _MARKS_NAMED:
        rest = len(of) - _MARKS_NAMED
        named += written.either(lang, f", dan {rest} hari lagi", f", and {rest} more days")
    return written.either(lang, *_SENTENCES[mark]).format(days=named, count=sum(one.count for one in of))
