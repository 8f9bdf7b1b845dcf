"""Which charts a report shows, and the words that say the same as each of them."""

from collections.abc import Mapping, Sequence

from shared.domain.hall_data.hall import Hall
from shared.domain.skm import ELEMENTS
from shared.domain.statistics.measures import BY_KEY
from shared.domain.statistics.period import PeriodKind
from shared.domain.statistics.statistics_rows import Grouping, Statistics, StatisticsRow
from shared.reports import written
from shared.reports.charts import written_value
from shared.reports.document import Chart, ChartKind, Series, ValueKind
from shared.reports.first_page import Counted

_MOST_ROWS, _MOST_AGENCIES = 12, 20


def over_time(now: Counted, lang: str) -> Chart | None:
    """Visits by hour of a day, by day of a week or month, by month of a year."""
    kind, seen = now.period.kind, now.statistics
    long = kind is PeriodKind.YEAR or (now.period.last - now.period.first).days > 62
    cut = Grouping.HOUR if kind is PeriodKind.DAY else Grouping.MONTH if long else Grouping.DAY
    rows = seen.rows.get(cut, ())
    if not rows:
        return None
    names: Mapping[Grouping, tuple[str, str]] = {
        Grouping.HOUR: ("Kunjungan menurut jam", "Visits by hour"),
        Grouping.DAY: ("Kunjungan menurut hari", "Visits by day"),
        Grouping.MONTH: ("Kunjungan menurut bulan", "Visits by month"),
    }
    return drawn(
        "over_time", written.either(lang, *names[cut]), ChartKind.BARS, ValueKind.COUNT,
        [_short_key(cut, row.key, lang) for row in rows],
        [(written.words(BY_KEY["visits"].name, lang), [row.visits for row in rows])], lang,
        aloud=[_long_key(cut, row.key, lang) for row in rows],
    )  # fmt: skip


def waits_by_hour(seen: Statistics, lang: str) -> Chart | None:
    """Median and 95th percentile of the waits by the hour in which the number was taken."""
    rows = [row for row in seen.rows.get(Grouping.HOUR, ()) if row.wait.count]
    if not rows:
        return None
    title = written.either(
        lang, "Waktu tunggu menurut jam ambil nomor (menit)", "Wait by the hour the number was taken (minutes)"
    )
    return drawn(
        "waits_by_hour", title, ChartKind.LINES, ValueKind.MINUTES, [written.hour(row.key, lang) for row in rows],
        [("Median", [row.wait.median for row in rows]), ("p95", [row.wait.p95 for row in rows])], lang,
    )  # fmt: skip


def heat(seen: Statistics, lang: str, *, waits: bool) -> Chart | None:
    """Weekday by hour: how many came, or how long they waited."""
    cells = {row.key: row for row in seen.rows.get(Grouping.WEEKDAY_HOUR, ())}
    if len({key.partition(".")[0] for key in cells}) < 2:
        return None
    hours = [row.key for row in seen.rows.get(Grouping.HOUR, ())]
    weekdays = sorted({key.partition(".")[0] for key in cells})

    def value(row: StatisticsRow | None) -> float | None:
        if row is None:
            return None
        return row.wait.median if waits else row.visits

    series = [
        (written.weekday(int(day), lang), [value(cells.get(f"{day}.{hour}")) for hour in hours]) for day in weekdays
    ]
    title = (
        written.either(lang, "Median waktu tunggu: hari dan jam (menit)", "Median wait: weekday and hour (minutes)")
        if waits
        else written.either(lang, "Kunjungan: hari dan jam", "Visits: weekday and hour")
    )
    unit = ValueKind.MINUTES if waits else ValueKind.COUNT
    key = "heat_waits" if waits else "heat_visits"
    return drawn(key, title, ChartKind.HEAT, unit, [written.hour(hour, lang) for hour in hours], series, lang)


def services(seen: Statistics, hall: Hall, lang: str) -> Chart | None:
    """The services with most visits, with the median wait beside each."""
    rows = sorted(seen.rows.get(Grouping.SERVICE, ()), key=lambda row: -row.visits)[:_MOST_ROWS]
    if not rows:
        return None
    title = written.either(
        lang, "Layanan terbanyak: kunjungan (median tunggu)", "Busiest services: visits (median wait)"
    )
    name = written.words(BY_KEY["visits"].name, lang)
    return drawn(
        "services", title, ChartKind.ROWS, ValueKind.COUNT, [service_name(hall, row.key, lang) for row in rows],
        [(name, [row.visits for row in rows])], lang, [written.minutes(row.wait.median, lang) for row in rows],
    )  # fmt: skip


def promises(seen: Statistics, hall: Hall, lang: str) -> Chart | None:
    """The share called as promised, by agency; the lowest first, because that is where something can be done."""
    rows = [row for row in seen.rows.get(Grouping.AGENCY, ()) if row.within_share is not None]
    if not rows:
        return None
    lowest = sorted(rows, key=lambda row: (row.within_share or 0, row.key))[:_MOST_AGENCIES]
    cut_id, cut_en = (f" ({len(lowest)} {words} {len(rows)})" if len(lowest) < len(rows) else ""
                      for words in ("terendah dari", "lowest of"))  # fmt: skip
    title = written.either(
        lang,
        f"Dipanggil dalam {seen.target_minutes} menit, menurut instansi{cut_id}",
        f"Called within {seen.target_minutes} minutes, by agency{cut_en}",
    )
    rows = lowest
    name = written.words(BY_KEY["within"].name, lang)
    return drawn(
        "promises", title, ChartKind.ROWS, ValueKind.SHARE, [agency_name(hall, row.key, lang) for row in rows],
        [(name, [row.within_share for row in rows])], lang,
    )  # fmt: skip


def satisfaction(now: Counted, lang: str) -> Chart | None:
    """The index of each element."""
    found = now.satisfaction
    if found.index is None:
        return None
    values = [found.elements[element.key].index for element in ELEMENTS]
    title = written.either(lang, "Kepuasan menurut unsur (indeks 25–100)", "Satisfaction by element (index 25–100)")
    return drawn(
        "satisfaction", title, ChartKind.ROWS, ValueKind.INDEX,
        [written.words(element.name, lang) for element in ELEMENTS],
        [("IKM", [None if value is None else float(value) for value in values])], lang,
        [found.elements[element.key].grade or "" for element in ELEMENTS],
    )  # fmt: skip


def service_name(hall: Hall, code: str, lang: str) -> str:
    """Code and name; the code alone of a service that the hall has no more."""
    known = hall.service.get(code)
    return code if known is None else f"{code} {written.words(known.name, lang)}"


def agency_name(hall: Hall, code: str, lang: str) -> str:
    """The short name, or the code of an agency that the hall has no more."""
    known = hall.agency.get(code)
    return code if known is None else written.words(known.short or known.name, lang)


def _long_key(cut: Grouping, key: str, lang: str) -> str:
    return written.day(key, lang) if cut is Grouping.DAY else _short_key(cut, key, lang)


def _short_key(cut: Grouping, key: str, lang: str) -> str:
    if cut is Grouping.HOUR:
        return written.hour(key, lang)
    return written.month(key, lang, short=True) if cut is Grouping.MONTH else str(int(key[8:]))


def drawn(
    key: str,
    title: str,
    kind: ChartKind,
    unit: ValueKind,
    categories: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    lang: str,
    notes: Sequence[str] = (),
    aloud: Sequence[str] = (),
) -> Chart:
    """A chart, and the words that say the same."""
    lines = tuple(Series(name, tuple(values)) for name, values in series)
    alt = f"{title}. {_said(kind, aloud or categories, lines, unit, lang)}"
    return Chart(key, title, alt, kind, unit, tuple(categories), lines, tuple(notes))


def _said(kind: ChartKind, categories: Sequence[str], series: Sequence[Series], unit: ValueKind, lang: str) -> str:
    """Rows one by one; of anything longer where it is highest and lowest: all its values stand in the tables."""
    told: list[str] = []
    for one in series:
        known = [(value, name) for value, name in zip(one.values, categories, strict=True) if value is not None]
        if not known:
            continue
        if kind is ChartKind.ROWS:
            listed = "; ".join(f"{name}: {_aloud(value, unit, lang)}" for value, name in known)
            told.append(f"{one.name}. {listed}.")
            continue
        ends = [(written.either(lang, "paling tinggi", "highest"), max(known, key=lambda pair: pair[0]))]
        if kind is not ChartKind.HEAT:
            ends.append((written.either(lang, "paling rendah", "lowest"), min(known, key=lambda pair: pair[0])))
        at = written.either(lang, "pada", "at")
        said = ", ".join(f"{words} {_aloud(value, unit, lang)} {at} {name}" for words, (value, name) in ends)
        told.append(f"{one.name}: {said}.")
    return " ".join(told)


def _aloud(value: float, unit: ValueKind, lang: str) -> str:
    return written.minutes(value, lang) if unit is ValueKind.MINUTES else written_value(value, unit, lang)
