"""A report as data: what stands in it, before it becomes pages, a workbook or a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Cell = str | int | float | None


class ValueKind(StrEnum):
    """What a column or an axis holds."""

    TEXT = "text"
    COUNT = "count"
    MINUTES = "minutes"
    SHARE = "share"
    INDEX = "index"


class ChartKind(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"
    LINES = "lines"
    ROWS = "rows"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures of the first page; ``number`` is its value where it is one."""

    name: str
    value: str
    change: str
    sentence: str
    number: float | None = None
    unit: ValueKind = ValueKind.TEXT


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one line or one set of bars, or of one row of a heat map; None is a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the words that say the same to who cannot see it. ``notes`` stand at the ends of rows."""

    key: str
    title: str
    alt: str
    kind: ChartKind
    unit: ValueKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of a table."""

    name: str
    unit: ValueKind = ValueKind.COUNT


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table with real values. ``total`` is its last line, if it has one."""

    key: str
    title: str
    columns: tuple[FigureColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with what stands below it."""

    title: str
    text: str = ""
    charts: tuple[Chart, ...] = ()
    tables: tuple[FigureTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Attributes:
        lang: ``id`` or ``en``.
        title, hall, period, about: what it is, of which hall, of which days, and of what part of the hall.
        made: when it was made, in words.
        marks: what has to be known before the figures are read.
        figures: the first page.
        sections: the pages after it.
        definitions: each figure's name and exact meaning.
    """

    lang: str
    title: str
    hall: str
    period: str
    about: str
    made: str
    marks: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Chapter, ...] = ()
    definitions: Sequence[tuple[str, str]] = field(default_factory=tuple)

    @property
    def tables(self) -> list[FigureTable]:
        """All tables, in order."""
        return [table for section in self.sections for table in section.tables]

    @property
    def charts(self) -> list[Chart]:
        """All charts, in order."""
        return [chart for section in self.sections for chart in section.charts]
