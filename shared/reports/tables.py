"""The tables of a report, with real values."""

from collections.abc import Callable, Sequence

from shared.domain.hall_data.hall import Hall
from shared.domain.skm import ELEMENTS, Result
from shared.domain.statistics.spread import tenth
from shared.domain.statistics.statistics_rows import CounterRow, Grouping, PriorityLane, Statistics, StatisticsRow
from shared.reports import written
from shared.reports.chart_choice import agency_name, service_name
from shared.reports.document import Cell, FigureColumn, FigureTable, ValueKind
from shared.reports.reasons import reason

_NAMES: dict[Grouping, tuple[str, str]] = {
    Grouping.DAY: ("Tanggal", "Day"),
    Grouping.MONTH: ("Bulan", "Month"),
    Grouping.WEEKDAY: ("Hari", "Weekday"),
    Grouping.HOUR: ("Jam", "Hour"),
    Grouping.ZONE: ("Zona", "Zone"),
    Grouping.AGENCY: ("Instansi", "Agency"),
    Grouping.SERVICE: ("Layanan", "Service"),
    Grouping.COUNTER: ("Loket", "Counter"),
    Grouping.OFFICER: ("Petugas", "Officer"),
}
FEWEST_OF_AN_OFFICER = 10
"""An officer with fewer steps is not shown: a few visits say nothing of a person."""


def by(cut: Grouping, seen: Statistics, hall: Hall, lang: str) -> FigureTable:
    """One of the tables with a row for each day, agency ..."""
    rows = seen.rows.get(cut, ())
    if cut is Grouping.OFFICER:
        rows = [row for row in rows if row.served + row.no_show >= FEWEST_OF_AN_OFFICER]
    name = written.either(lang, *_NAMES[cut])
    title = f"{written.either(lang, 'Menurut', 'By')} {name.lower()}"
    head = (FigureColumn(name, ValueKind.TEXT), *_columns(lang))
    total = (written.either(lang, "Semua", "All"), *_cells(seen.total))
    lines = tuple((_name(cut, row.key, hall, lang), *_cells(row)) for row in rows)
    return FigureTable(cut.value, title, head, lines, total if len(lines) > 1 else None)


def of_halls(rows: Sequence[StatisticsRow], total: StatisticsRow, lang: str) -> FigureTable:
    """A row for each hall, by its name."""
    head = (FigureColumn(written.either(lang, "MPP", "Hall"), ValueKind.TEXT), *_columns(lang))
    lines = tuple((row.key, *_cells(row)) for row in rows)
    title = written.either(lang, "Menurut MPP", "By hall")
    return FigureTable("hall", title, head, lines, (written.either(lang, "Semua", "All"), *_cells(total)))


def _columns(lang: str) -> tuple[FigureColumn, ...]:
    names = (
        ("Kunjungan", "Visits", ValueKind.COUNT),
        ("Selesai", "Done", ValueKind.COUNT),
        ("Tidak hadir", "No-shows", ValueKind.COUNT),
        ("Tunggu median", "Wait median", ValueKind.MINUTES),
        ("Tunggu p95", "Wait p95", ValueKind.MINUTES),
        ("Tepat janji", "As promised", ValueKind.SHARE),
        ("Layan median", "Service median", ValueKind.MINUTES),
        ("Sekali datang", "Done at once", ValueKind.SHARE),
    )
    return tuple(FigureColumn(written.either(lang, indonesian, english), unit) for indonesian, english, unit in names)


def _cells(row: StatisticsRow) -> tuple[Cell, ...]:
    return (
        row.visits, row.served, row.no_show, row.wait.median, row.wait.p95, row.within_share, row.service.median,
        row.one_attendance_share,
    )  # fmt: skip


def _name(cut: Grouping, key: str, hall: Hall, lang: str) -> str:
    names: dict[Grouping, Callable[[], str]] = {
        Grouping.DAY: lambda: written.short_day(key, lang),
        Grouping.MONTH: lambda: written.month(key, lang),
        Grouping.WEEKDAY: lambda: written.weekday(int(key), lang),
        Grouping.HOUR: lambda: written.hour(key, lang),
        Grouping.ZONE: lambda: written.words(hall.zone[key].name, lang) if key in hall.zone else key,
        Grouping.AGENCY: lambda: f"{key} {agency_name(hall, key, lang)}" if key in hall.agency else key,
        Grouping.SERVICE: lambda: service_name(hall, key, lang),
    }
    return names.get(cut, lambda: key)()


def counters(seen: Statistics, hall: Hall, lang: str) -> FigureTable:
    """Counters promised against open, in hours."""
    names = (
        ("Loket", "Counter", ValueKind.TEXT),
        ("Instansi", "Agency", ValueKind.TEXT),
        ("Janji (jam)", "Promised (h)", ValueKind.MINUTES),
        ("Buka (jam)", "Open (h)", ValueKind.MINUTES),
        ("Ditepati", "Kept", ValueKind.SHARE),
        ("Istirahat (jam)", "Break (h)", ValueKind.MINUTES),
        ("Sibuk (jam)", "Busy (h)", ValueKind.MINUTES),
        ("Senggang (jam)", "Idle (h)", ValueKind.MINUTES),
        ("Selesai", "Done", ValueKind.COUNT),
    )
    head = tuple(FigureColumn(written.either(lang, indonesian, english), unit) for indonesian, english, unit in names)
    lines = tuple((row.key, agency_name(hall, row.agency, lang), *_times(row)) for row in seen.counters)
    total = (written.either(lang, "Semua", "All"), "", *_times(seen.all_counters))
    return FigureTable("counters", written.either(lang, "Waktu loket", "Counter time"), head, lines, total)


def _times(row: CounterRow) -> tuple[Cell, ...]:
    hours = [tenth(minutes, 60) for minutes in (row.promised, row.opened, row.breaks, row.busy, row.idle)]
    return hours[0], hours[1], row.kept_share, *hours[2:], row.served


def refusals(seen: Statistics, lang: str) -> FigureTable:
    """Numbers that were refused, by reason."""
    head = (
        FigureColumn(written.either(lang, "Alasan", "Reason"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Berapa kali", "How often")),
    )
    lines = tuple((reason(code, lang), count) for code, count in seen.refused.items())
    total = (written.either(lang, "Semua", "All"), sum(seen.refused.values())) if len(lines) > 1 else None
    return FigureTable("refusals", written.either(lang, "Nomor yang ditolak", "Numbers refused"), head, lines, total)


def outcomes(seen: Statistics, hall: Hall, lang: str) -> FigureTable:
    """What came of each service that was completed."""
    head = (
        FigureColumn(written.either(lang, "Layanan", "Service"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Hasil", "Outcome"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Jumlah", "Count")),
        FigureColumn(written.either(lang, "Bagian", "Share"), ValueKind.SHARE),
    )

    def name(code: str) -> str:
        if not code:
            return written.either(lang, "(tidak dinyatakan)", "(not said)")
        return written.words(hall.outcome[code].name, lang) if code in hall.outcome else code

    lines = tuple(
        (service_name(hall, service, lang), name(code), count, count / sum(came.values()))
        for service, came in seen.outcomes.items()
        for code, count in came.items()
    )
    return FigureTable("outcomes", written.either(lang, "Hasil layanan", "Outcomes"), head, lines, None)


def lanes(seen: Statistics, lang: str) -> FigureTable:
    """Ordinary and priority visitors side by side, bookings, and what the lane cost."""
    head = (
        FigureColumn(written.either(lang, "Jalur", "Lane"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Panggilan", "Calls")),
        FigureColumn(written.either(lang, "Tunggu median", "Wait median"), ValueKind.MINUTES),
        FigureColumn(written.either(lang, "Tunggu p95", "Wait p95"), ValueKind.MINUTES),
        FigureColumn(written.either(lang, "Terlama", "Longest"), ValueKind.MINUTES),
    )
    lane = seen.lane
    lines = tuple(
        (name, spread.count, spread.median, spread.p95, spread.longest)
        for name, spread in (
            (written.either(lang, "Biasa", "Ordinary"), lane.ordinary),
            (written.either(lang, "Prioritas", "Priority"), lane.priority),
        )
    )
    title = written.either(lang, "Jalur prioritas", "The priority lane")
    return FigureTable("lanes", title, head, lines, None, _cost(lane, lang) if lane.ordinary.count else "")


def _cost(lane: PriorityLane, lang: str) -> str:
    overtaken, cost = written.share(lane.overtaken_share, lang), written.minutes(lane.cost, lang)
    return written.either(
        lang,
        f"{overtaken} panggilan biasa didahului pengunjung prioritas yang datang kemudian, rata-rata paling lama {cost}"
        " lebih lama.",
        f"A priority visitor who came later went ahead of {overtaken} of ordinary calls: on average at most {cost}"
        " longer.",
    )


def other_counts(seen: Statistics, lang: str) -> FigureTable:
    """What does not fit elsewhere: bookings, transfers, estimates."""
    total = seen.total
    head = (
        FigureColumn(written.either(lang, "Hal", "What"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Jumlah", "Count")),
        FigureColumn(written.either(lang, "Bagian", "Share"), ValueKind.SHARE),
    )

    def part(count: int, whole: int) -> float | None:
        return count / whole if whole else None

    lines: list[tuple[Cell, ...]] = [
        (written.either(lang, "Reservasi ditepati", "Bookings kept"), seen.kept, part(seen.kept, seen.booked)),
        (
            written.either(lang, "Kunjungan prioritas", "Priority visits"),
            total.priority,
            part(total.priority, total.visits),
        ),
        (written.either(lang, "Langkah dialihkan", "Steps transferred"), total.transferred, None),
        (written.either(lang, "Langkah dibatalkan", "Steps cancelled"), total.cancelled, None),
        (written.either(lang, "Kedaluwarsa saat tutup", "Not reached by closing"), total.expired, None),
        (written.either(lang, "Belum berakhir", "Not over"), total.open, None),
        (
            written.either(lang, "Perkiraan tepat", "Estimates that held"),
            total.told.within,
            part(total.told.within, total.told.count),
        ),
        (
            written.either(lang, "Dipanggil lebih cepat", "Called sooner"),
            total.told.sooner,
            part(total.told.sooner, total.told.count),
        ),
        (
            written.either(lang, "Dipanggil lebih lama", "Called later"),
            total.told.later,
            part(total.told.later, total.told.count),
        ),
    ]
    steps = written.number(total.steps_per_visit, lang, 2)
    width = written.minutes(total.told.width, lang)
    note = written.either(
        lang,
        f"Langkah selesai per kunjungan: {steps}. Lebar rata-rata perkiraan: {width}.",
        f"Completed steps per visit: {steps}. Mean width of an estimate: {width}.",
    )
    return FigureTable("other", written.either(lang, "Lain-lain", "Other figures"), head, tuple(lines), None, note)


def elements(found: Result, lang: str) -> FigureTable:
    """The nine elements of the survey."""
    head = (
        FigureColumn(written.either(lang, "Unsur", "Element"), ValueKind.TEXT),
        FigureColumn(written.either(lang, "Jumlah nilai", "Sum")),
        FigureColumn("NRR", ValueKind.INDEX),
        FigureColumn(written.either(lang, "Indeks", "Index"), ValueKind.INDEX),
        FigureColumn(written.either(lang, "Mutu", "Grade"), ValueKind.TEXT),
    )
    lines: Sequence[tuple[Cell, ...]] = [
        (
            written.words(element.name, lang), one.total, None if one.nrr is None else float(one.nrr),
            None if one.index is None else float(one.index), one.grade or written.NONE,
        )
        for element in ELEMENTS
        for one in (found.elements[element.key],)
    ] if found.index is not None else []  # fmt: skip
    incomplete = written.number(found.incomplete, lang)
    note = written.either(
        lang,
        f"{written.number(found.respondents, lang)} kuesioner lengkap; {incomplete} tidak lengkap dan tidak dihitung.",
        f"{written.number(found.respondents, lang)} complete questionnaires; {incomplete} incomplete, left out.",
    )
    title = written.either(lang, "Sembilan unsur SKM", "The nine elements of the survey")
    return FigureTable("elements", title, head, tuple(lines), None, note)
