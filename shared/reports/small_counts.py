"""Nothing that is published tells of few people: small counts are hidden, and so much more that none can be reckoned.

Which these are: ``suppression``.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from shared.domain import skm
from shared.domain.hall_data.hall import Hall
from shared.domain.statistics.statistics_rows import Grouping
from shared.domain.statistics.suppression import FEWEST, suppressed
from shared.reports import written
from shared.reports.document import Cell, Chapter, Chart, ChartKind, Document, FigureTable, Series, ValueKind
from shared.reports.first_page import Counted

_OF_PERSONS = frozenset({"officer", "counters", "counter", "outcomes"})
"""Tables in which a row may be one officer's, or tell what became of somebody."""


def hidden(counts: Sequence[int | None]) -> set[int]:
    """Which of some counts that add up to a known total are not shown, by their position."""
    return suppressed({at: count or 0 for at, count in enumerate(counts)}, [range(len(counts))])


def without_small(hall: Hall, counted: Counted) -> Counted:
    """The same without rows of few visits and without a survey of few respondents."""
    seen, said = counted.statistics, counted.satisfaction
    rows = {(cut, row.key): row.visits for cut, of in seen.rows.items() if cut in _PUBLISHED for row in of}
    gone = suppressed(rows, [[key for key in rows if key[0] is cut] for cut in _PUBLISHED], balances(hall, rows, _SUMS))
    left = {cut: tuple(row for row in of if (cut, row.key) not in gone) for cut, of in seen.rows.items()}
    few = said.respondents < FEWEST
    nobody = skm.of_totals([0] * len(skm.KEYS), 0)
    return dataclasses.replace(
        counted, statistics=dataclasses.replace(seen, rows=left, outcomes={}), satisfaction=nobody if few else said
    )


RowKey = tuple[Grouping, str]
Sums = Sequence[tuple[Grouping, Grouping]]
"""Which rows add up to those of another table, or with them to the same."""
_PUBLISHED = (
    Grouping.DAY, Grouping.MONTH, Grouping.WEEKDAY, Grouping.HOUR, Grouping.WEEKDAY_HOUR, Grouping.ZONE,
    Grouping.AGENCY, Grouping.SERVICE,
)  # fmt: skip
_SUMS: Sums = (
    (Grouping.MONTH, Grouping.DAY), (Grouping.WEEKDAY, Grouping.DAY), (Grouping.WEEKDAY, Grouping.WEEKDAY_HOUR),
    (Grouping.HOUR, Grouping.WEEKDAY_HOUR), (Grouping.ZONE, Grouping.AGENCY), (Grouping.AGENCY, Grouping.SERVICE),
)  # fmt: skip


def balances(hall: Hall, rows: Iterable[RowKey], sums: Sums) -> list[tuple[list[RowKey], list[RowKey]]]:
    """The groups of rows that add up to the same, as far as a visit is in one row of each table only."""
    found: list[tuple[list[RowKey], list[RowKey]]] = []
    known = list(rows)
    for one, other in sums:
        sides: dict[str, tuple[list[RowKey], list[RowKey]]] = {}
        for cut, key in known:
            if cut in (one, other):
                sides.setdefault(_common(hall, (cut, key), one), ([], []))[cut is other].append((cut, key))
        found += [both for both in sides.values() if all(both)]
    return found


def _common(hall: Hall, row: RowKey, one: Grouping) -> str:
    """What a row has in common with those that it adds up with."""
    cut, key = row
    if one is Grouping.MONTH:
        return key[:7]
    if one is Grouping.HOUR:
        return key.rpartition(".")[2]
    if one is Grouping.ZONE:
        agency = hall.agency.get(key) if cut is Grouping.AGENCY else None
        return key if agency is None else agency.zone
    if one is Grouping.AGENCY:
        return hall.agency_of(key) if cut is Grouping.SERVICE else key
    return str(datetime.date.fromisoformat(key).isoweekday()) if cut is Grouping.DAY else key.partition(".")[0]


def published(document: Document) -> Document:
    """The report as it may be given to everybody."""
    return dataclasses.replace(
        document,
        sections=tuple(
            section
            for section in (_section(section, document.lang) for section in document.sections)
            if section.charts or section.tables
        ),
    )


def _section(section: Chapter, lang: str) -> Chapter:
    tables = tuple(_table(table, lang) for table in section.tables if table.key not in _OF_PERSONS)
    return dataclasses.replace(section, charts=tuple(map(_chart, section.charts)), tables=tables)


def _table(table: FigureTable, lang: str) -> FigureTable:
    """A row of few visits keeps its name only; of counts there is the first: those who did not come are often few."""
    if len(table.columns) < 2 or table.columns[1].unit is not ValueKind.COUNT or table.key == "elements":
        return table
    counts = [row[1] if isinstance(row[1], int) else None for row in table.rows]
    adds_up = table.key != "other"
    gone = hidden(counts) if adds_up else {at for at, count in enumerate(counts) if count and count < FEWEST}
    kept = [at for at, column in enumerate(table.columns) if at < 2 or column.unit is not ValueKind.COUNT]
    none: tuple[Cell, ...] = (None,) * (len(kept) - 2)
    silence = written.either(lang, "disembunyikan", "hidden")  # not "few": some are hidden for the others' sake
    rows = tuple(
        (row[0], silence, *none) if at in gone else tuple(row[column] for column in kept)
        for at, row in enumerate(table.rows)
    )
    total = None if table.total is None else tuple(table.total[column] for column in kept)
    return dataclasses.replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows, total=total)


def _chart(chart: Chart) -> Chart:
    """Counts that are hidden are gaps; the words beside the chart tell only what is left."""
    if chart.unit is not ValueKind.COUNT:
        return chart
    series: list[Series] = []
    for one in chart.series:
        gone = hidden([None if value is None else int(value) for value in one.values])
        series.append(Series(one.name, tuple(None if at in gone else value for at, value in enumerate(one.values))))
    if tuple(series) == chart.series:
        return chart
    notes = chart.notes if chart.kind is not ChartKind.ROWS else ()
    return dataclasses.replace(chart, series=tuple(series), notes=notes, alt=chart.title)
