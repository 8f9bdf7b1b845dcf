"""The table of waiting, held or missed numbers."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from counter import screen_text
from counter.lists.table_model import SEARCH_ROLE, CellsModel
from counter.localise import Localiser
from shared.domain.words import Instant, StepState
from shared.store.questions.counter import StepLine

__all__ = ["SEARCH_ROLE", "LineColumn", "LinesModel"]


class LineColumn(IntEnum):
    """The table's columns."""

    LABEL = 0
    SERVICE = 1
    SINCE = 2
    WAITED = 3
    MARKS = 4
    NOTE = 5


_HEADERS = (
    screen_text.COLUMN_LABEL,
    screen_text.COLUMN_SERVICE,
    screen_text.COLUMN_SINCE,
    screen_text.COLUMN_WAITED,
    screen_text.COLUMN_MARKS,
    screen_text.COLUMN_NOTE,
)


class LinesModel(CellsModel):
    """Rows of one state, in line order."""

    def __init__(self, service_name: Callable[[str], str], parent: QObject | None = None) -> None:
        """``service_name`` turns a service's code into its name in the officer's language."""
        super().__init__(_HEADERS, frozenset({LineColumn.SINCE, LineColumn.WAITED}), parent)
        self._service_name = service_name
        self._now = Instant(0)
        self.open_counters: frozenset[str] | None = None
        self._steps: tuple[StepLine, ...] = ()

    def row(self, number: int) -> StepLine:
        """The record behind a row."""
        return self._steps[number]

    def show(self, rows: Sequence[StepLine], now: Instant) -> None:
        """Lay a new list against the present one."""
        self._now = now
        self._steps = tuple(rows)
        self.set_rows([row.step for row in rows], [self._words_of(row) for row in rows])

    def tick(self, now: Instant) -> None:
        """Time went on: tell the cells whose words changed, mostly none."""
        self.show(self._steps, now)

    def retranslate(self, localiser: Localiser) -> None:
        """Another language."""
        super().retranslate(localiser)
        self.show(self._steps, self._now)

    # ----- words

    def _words_of(self, row: StepLine) -> tuple[str, ...]:
        marks = [screen_text.PRIORITY] * row.priority + [screen_text.VISUAL] * row.visual
        return (
            row.label,
            self._service_name(row.service),
            self._localiser.time(row.at),
            self._localiser.duration((self._now - row.at) / 1000),
            ", ".join(self._localiser.translate(mark) for mark in marks),
            self._note(row),
        )

    def _note(self, row: StepLine) -> str:
        translate = self._localiser.translate
        code = row.to_counter if row.state is StepState.WAITING else row.counter
        counter = self._localiser.counter(code, within=True) if code else "–"
        reason = row.reason or ""
        if row.state is StepState.HELD and row.until is not None:
            return translate(
                screen_text.HELD_UNTIL, reason=reason, time=self._localiser.time(row.until), counter=counter
            )
        if row.state is StepState.HELD:
            return translate(screen_text.HELD_AT, reason=reason, counter=counter)
        if row.state is StepState.WAITING and code:
            absent = self.open_counters is not None and code not in self.open_counters
            return translate(screen_text.NOT_OPEN_YET if absent else screen_text.ONLY_COUNTER, counter=counter)
        return counter if row.state is StepState.NO_SHOW and code else ""
