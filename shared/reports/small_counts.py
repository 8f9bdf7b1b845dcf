"""Nothing that is published tells of few people: small counts are hidden, and so much more that none can be reckoned.

A hidden count could be found again by taking the others from the total. So where any is hidden, at least two are, and
together they are at least as many people as the bound.
"""

import dataclasses
from collections.abc import Sequence

from shared.domain import skm
from shared.reports.document import Cell, Chapter, Chart, ChartKind, Document, FigureTable, Series, ValueKind
from shared.reports.first_page import Counted

FEWEST = 5
"""Fewer visits than this are not published."""
HIDDEN = "< 5"
_OF_PERSONS = frozenset({"officer", "counters", "counter", "outcomes"})
"""Tables in which a row may be one officer's, or tell what became of somebody."""


def hidden(counts: Sequence[int | None]) -> set[int]:
    """Which of some counts that add up to a known total are not shown, by their position."""
    gone = {at for at, count in enumerate(counts) if count and count < FEWEST}
    left = sorted((count, at) for at, count in enumerate(counts) if count and at not in gone)
    while gone and left and (len(gone) < 2 or sum(counts[at] or 0 for at in gone) < FEWEST):
        gone.add(left.pop(0)[1])
    return gone


def without_small(counted: Counted) -> Counted:
    """The same without rows of few visits and without a survey of few respondents."""
    seen, said = counted.statistics, counted.satisfaction
    rows = {
        grouping: tuple(row for at, row in enumerate(of) if at not in hidden([one.visits for one in of]))
        for grouping, of in seen.rows.items()
    }
    few = said.respondents < FEWEST
    nobody = skm.of_totals([0] * len(skm.KEYS), 0)
    return dataclasses.replace(
        counted, statistics=dataclasses.replace(seen, rows=rows, outcomes={}), satisfaction=nobody if few else said
    )


def published(document: Document) -> Document:
    """The report as it may be given to everybody."""
    return dataclasses.replace(
        document,
        sections=tuple(
            section
            for section in (_section(section) for section in document.sections)
            if section.charts or section.tables
        ),
    )


def _section(section: Chapter) -> Chapter:
    tables = tuple(_table(table) for table in section.tables if table.key not in _OF_PERSONS)
    return dataclasses.replace(section, charts=tuple(map(_chart, section.charts)), tables=tables)


def _table(table: FigureTable) -> FigureTable:
    """A row of few visits keeps its name only; tables whose first figure is no count are as they are."""
    if len(table.columns) < 2 or table.columns[1].unit is not ValueKind.COUNT or table.key in ("elements", "other"):
        return table
    gone = hidden([row[1] if isinstance(row[1], int) else None for row in table.rows])
    none: tuple[Cell, ...] = (None,) * (len(table.columns) - 2)
    rows = tuple((row[0], HIDDEN, *none) if at in gone else row for at, row in enumerate(table.rows))
    return dataclasses.replace(table, rows=rows)


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
