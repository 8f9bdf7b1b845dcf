"""The tables that a hall gives to everybody: sums of months and days, described, in which nobody can be told.

Small counts are hidden, and with them so many that none follows from the others of its month, in any table
(``suppression``). Counters and officers are left out: a counter is often one person's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.skm import ELEMENTS
from shared.domain.statistics.spread import tenth
from shared.domain.statistics.statistics_rows import Grouping, Statistics, StatisticsRow
from shared.domain.statistics.suppression import FEWEST, suppressed
from shared.domain.words import Text
from shared.reports import written
from shared.reports.chart_choice import agency_name
from shared.reports.first_page import Counted
from shared.reports.reasons import reason
from shared.reports.small_counts import RowKey, Sums, balances, hidden
from shared.text.languages import ENGLISH, FIRST, in_each

OpenCell = str | int | float | None


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column: its name in both languages, what SQLite calls its kind, and what it means."""

    name: str
    indonesian: str
    kind: str
    meaning: Text


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table: its name in both languages, what a row is, its columns and rows; the first ``keys`` columns name it."""

    name: str
    indonesian: str
    meaning: Text
    columns: tuple[OpenColumn, ...]
    keys: int
    rows: tuple[tuple[OpenCell, ...], ...]


def both(meaning: Text) -> list[str]:
    """The Indonesian words, then the English ones."""
    return in_each(meaning, (FIRST, ENGLISH))


def _column(name: str, indonesian: str, kind: str, meaning_id: str, meaning_en: str) -> OpenColumn:
    return OpenColumn(name, indonesian, kind, {"id": meaning_id, "en": meaning_en})


_MONTH = _column("month", "bulan", "TEXT", "Bulan, TTTT-BB.", "Month, YYYY-MM.")
_VISITS = _column(
    "visits", "kunjungan", "INTEGER", f"Nomor yang diambil; kosong bila di bawah {FEWEST} (disembunyikan).",
    f"Numbers taken; empty below {FEWEST} (hidden).",
)  # fmt: skip
_FIGURES: tuple[tuple[OpenColumn, Callable[[StatisticsRow], OpenCell]], ...] = (
    (_column("served", "selesai", "INTEGER", "Langkah yang selesai; kosong bila sedikit.",
             "Completed steps; empty where few."), lambda row: row.served),
    (
        _column("no_shows", "tidak_hadir", "INTEGER", "Dipanggil dan tidak datang; kosong bila sedikit.",
                "Called, and nobody came; empty where few."),
        lambda row: row.no_show,
    ),
    (
        _column("wait_median_minutes", "tunggu_median_menit", "REAL", "Median waktu tunggu.", "Median wait."),
        lambda row: row.wait.median,
    ),
    (
        _column("wait_p95_minutes", "tunggu_p95_menit", "REAL", "95% menunggu paling lama ini.", "95% waited at most."),
        lambda row: row.wait.p95,
    ),
    (
        _column(
            "within_promise_share", "bagian_tepat_janji", "REAL", "Bagian panggilan dalam target MPP, 0 sampai 1.",
            "Share of calls within the hall's target, 0 to 1.",
        ),
        lambda row: row.within_share,
    ),
    (
        _column("service_median_minutes", "layan_median_menit", "REAL", "Median waktu layan.", "Median service time."),
        lambda row: row.service.median,
    ),
)  # fmt: skip


def open_tables(hall: Hall, months: Sequence[Counted]) -> tuple[OpenTable, ...]:
    """All of them, from what was counted of each month."""
    silent = [_silent(hall, month) for month in months]
    return (
        _days(months, silent),
        _hours(months, silent),
        _agencies(hall, months, silent),
        _services(hall, months, silent),
        _refusals(months),
        _opening(months),
        _satisfaction(months),
    )


_SUMS: Sums = ((Grouping.DAY, Grouping.WEEKDAY_HOUR), (Grouping.AGENCY, Grouping.SERVICE))
_COUNTS = ("visits", "served", "no_show")
_Silent = Mapping[str, set[RowKey]]
"""For each count, the rows of a month of which it is not told."""


def _silent(hall: Hall, month: Counted) -> _Silent:
    of = month.statistics.rows
    cuts = (Grouping.DAY, Grouping.WEEKDAY_HOUR, Grouping.AGENCY)
    rows = {(cut, row.key): row for cut in cuts for row in of[cut]}
    totals = [[key for key in rows if key[0] is cut] for cut in cuts]
    rows |= {
        (Grouping.SERVICE, row.key): row
        for row in of[Grouping.SERVICE]
        if not _is_private(hall, hall.agency_of(row.key))
    }
    same = balances(hall, rows, _SUMS)
    return {
        count: suppressed({key: getattr(row, count) for key, row in rows.items()}, totals, same) for count in _COUNTS
    }


def _is_private(hall: Hall, agency: str) -> bool:
    """What people came for is not told of such an agency."""
    return agency in hall.agency and hall.agency[agency].private


def _figures(row: StatisticsRow, cut: Grouping, silent: _Silent) -> tuple[OpenCell, ...]:
    key = (cut, row.key)
    if key in silent["visits"]:
        return (None,) * (1 + len(_FIGURES))
    told = {count: None if key in silent[count] else getattr(row, count) for count in ("served", "no_show")}
    return (row.visits, *told.values(), *(value(row) for _, value in _FIGURES[len(told) :]))


_ALL_FIGURES = (_VISITS, *(column for column, _ in _FIGURES))


def _days(months: Sequence[Counted], silent: Sequence[_Silent]) -> OpenTable:
    rows: list[tuple[OpenCell, ...]] = []
    for month, quiet in zip(months, silent, strict=True):
        marks = {mark.day: mark.mark.value for mark in month.statistics.marks}
        rows += [
            (row.key, *_figures(row, Grouping.DAY, quiet), marks.get(row.key, ""))
            for row in month.statistics.rows[Grouping.DAY]
        ]
    day = _column("day", "hari", "TEXT", "Hari layanan, TTTT-BB-HH.", "Business day, YYYY-MM-DD.")
    mark = _column(
        "caveat", "catatan", "TEXT", "Mengapa hari ini perlu dibaca dengan hati-hati; biasanya kosong.",
        "Why this day is to be read with care; usually empty.",
    )  # fmt: skip
    meaning = {"id": "Satu baris untuk setiap hari layanan.", "en": "One row for each business day."}
    return OpenTable("days", "hari_layanan", meaning, (day, *_ALL_FIGURES, mark), 1, tuple(rows))


def _hours(months: Sequence[Counted], silent: Sequence[_Silent]) -> OpenTable:
    rows: list[tuple[OpenCell, ...]] = []
    for month, quiet in zip(months, silent, strict=True):
        for row in month.statistics.rows[Grouping.WEEKDAY_HOUR]:
            weekday, hour = map(int, row.key.split("."))
            figures = _figures(row, Grouping.WEEKDAY_HOUR, quiet)
            rows.append((month.period.key, weekday, hour, *figures))
    columns = (
        _MONTH,
        _column("weekday", "hari_ke", "INTEGER", "1 Senin sampai 7 Minggu.", "1 Monday to 7 Sunday."),
        _column("hour", "jam", "INTEGER", "Jam nomor diambil, waktu MPP.", "Hour of taking, the hall's time."),
    )
    meaning = {
        "id": "Satu baris untuk setiap hari dalam minggu dan jam, menurut bulan.",
        "en": "One row for each weekday and hour, by month.",
    }
    return OpenTable("hours", "jam_kunjungan", meaning, (*columns, *_ALL_FIGURES), 3, tuple(rows))


def _agencies(hall: Hall, months: Sequence[Counted], silent: Sequence[_Silent]) -> OpenTable:
    rows: list[tuple[OpenCell, ...]] = []
    for month, quiet in zip(months, silent, strict=True):
        for row in month.statistics.rows[Grouping.AGENCY]:
            figures = _figures(row, Grouping.AGENCY, quiet)
            rows.append((month.period.key, row.key, agency_name(hall, row.key, "id"), *figures))
    columns = (
        _MONTH,
        _column("agency", "instansi", "TEXT", "Kode instansi.", "The agency's code."),
        _column("agency_name", "nama_instansi", "TEXT", "Nama instansi.", "The agency's name."),
    )
    meaning = {"id": "Satu baris untuk setiap instansi dan bulan.", "en": "One row for each agency and month."}
    return OpenTable("agencies", "instansi_per_bulan", meaning, (*columns, *_ALL_FIGURES), 2, tuple(rows))


def _services(hall: Hall, months: Sequence[Counted], silent: Sequence[_Silent]) -> OpenTable:
    rows: list[tuple[OpenCell, ...]] = []
    for month, quiet in zip(months, silent, strict=True):
        for row in month.statistics.rows[Grouping.SERVICE]:
            agency, known = hall.agency_of(row.key), hall.service.get(row.key)
            if not _is_private(hall, agency):
                name = row.key if known is None else written.words(known.name, "id")
                figures = _figures(row, Grouping.SERVICE, quiet)
                rows.append((month.period.key, row.key, name, agency, *figures))
    columns = (
        _MONTH,
        _column("service", "layanan", "TEXT", "Kode layanan.", "The service's code."),
        _column("service_name", "nama_layanan", "TEXT", "Nama layanan.", "The service's name."),
        _column("agency", "instansi", "TEXT", "Kode instansi.", "The agency's code."),
    )
    meaning = {"id": "Satu baris untuk setiap layanan dan bulan.", "en": "One row for each service and month."}
    return OpenTable("services", "layanan_per_bulan", meaning, (*columns, *_ALL_FIGURES), 2, tuple(rows))


def _refusals(months: Sequence[Counted]) -> OpenTable:
    rows: list[tuple[OpenCell, ...]] = []
    for month in months:
        of = list(month.statistics.refused.items())
        gone = hidden([count for _, count in of])
        rows += [
            (month.period.key, code, reason(code, "id"), reason(code, "en"), None if at in gone else count)
            for at, (code, count) in enumerate(of)
        ]
    columns = (
        _MONTH,
        _column("reason", "alasan", "TEXT", "Kode alasan.", "The reason's code."),
        _column("reason_id", "alasan_id", "TEXT", "Alasan dalam bahasa Indonesia.", "The reason in Indonesian."),
        _column("reason_en", "alasan_en", "TEXT", "Alasan dalam bahasa Inggris.", "The reason in English."),
        _column("count", "jumlah", "INTEGER", f"Berapa kali; kosong di bawah {FEWEST}.",
                f"How often; empty below {FEWEST}."),
    )  # fmt: skip
    meaning = {"id": "Nomor yang ditolak, menurut alasan dan bulan.", "en": "Numbers refused, by reason and month."}
    return OpenTable("refusals", "penolakan", meaning, columns, 2, tuple(rows))


def _opening(months: Sequence[Counted]) -> OpenTable:
    def row(month: Counted) -> tuple[OpenCell, ...]:
        seen: Statistics = month.statistics
        together = seen.all_counters
        hours = [tenth(minutes, 60) for minutes in (together.promised, together.opened)]
        return (month.period.key, seen.days, *hours, together.kept_share)

    columns = (
        _MONTH,
        _column("days", "hari", "INTEGER", "Hari layanan.", "Business days."),
        _column("promised_hours", "jam_janji", "REAL", "Jam loket menurut jadwal.", "Counter hours by the timetable."),
        _column("open_hours", "jam_buka", "REAL", "Jam loket buka.", "Counter hours open."),
        _column("kept_share", "bagian_ditepati", "REAL", "Bagian janji yang ditepati, 0 sampai 1.",
                "Share of what was promised that was kept, 0 to 1."),
    )  # fmt: skip
    meaning = {"id": "Waktu buka semua loket bersama, menurut bulan.", "en": "Open time of all counters, by month."}
    return OpenTable("opening", "waktu_buka", meaning, columns, 1, tuple(map(row, months)))


def _satisfaction(months: Sequence[Counted]) -> OpenTable:
    rows: list[tuple[OpenCell, ...]] = []
    for month in months:
        found = month.satisfaction
        if found.index is None or found.respondents < FEWEST:
            continue
        rows.append((month.period.key, "ikm", "IKM", found.respondents, float(found.index), found.grade))
        for element in ELEMENTS:
            one = found.elements[element.key]
            index = None if one.index is None else float(one.index)
            name = written.words(element.name, "id")
            rows.append((month.period.key, element.key, name, found.respondents, index, one.grade))
    columns = (
        _MONTH,
        _column("element", "unsur", "TEXT", "Unsur SKM; ikm untuk semuanya.", "Element; ikm for all."),
        _column("element_name", "nama_unsur", "TEXT", "Nama unsur.", "The element's name."),
        _column("respondents", "responden", "INTEGER", "Kuesioner lengkap.", "Complete questionnaires."),
        _column("index_value", "indeks", "REAL", "25 sampai 100.", "25 to 100."),
        _column("grade", "mutu", "TEXT", "A sampai D.", "A to D."),
    )
    meaning = {
        "id": f"Kepuasan menurut PermenPANRB 14/2017, bulan dengan sedikitnya {FEWEST} responden.",
        "en": f"Satisfaction by PermenPANRB 14/2017, months with {FEWEST} respondents or more.",
    }
    return OpenTable("satisfaction", "kepuasan", meaning, columns, 2, tuple(rows))
