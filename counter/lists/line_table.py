"""The table of waiting, held or missed numbers."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from counter import screen_text, visit_text
from counter.desk.call_reason import RULES
from counter.lists.table_model import SEARCH_ROLE, CellsModel
from counter.localise import Localiser
from shared.domain.words import Instant, StepState
from shared.store.questions.counter import StepLine
from shared.store.questions.counter_queue import Placed

__all__ = ["SEARCH_ROLE", "LineColumn", "LinesModel"]


class LineColumn(IntEnum):
    """The table's columns."""

    LABEL = 0
    SERVICE = 1
    SINCE = 2
    WAITED = 3
    MARKS = 4
    NOTE = 5
    TURN = 6


_HEADERS = (
    screen_text.COLUMN_LABEL,
    screen_text.COLUMN_SERVICE,
    screen_text.COLUMN_SINCE,
    screen_text.COLUMN_WAITED,
    screen_text.COLUMN_MARKS,
    screen_text.COLUMN_NOTE,
    visit_text.COLUMN_TURN,
)


class LinesModel(CellsModel):
    """Rows of one state, in line order."""

    def __init__(self, service_name: Callable[[str], str], parent: QObject | None = None) -> None:
        """``service_name`` turns a service's code into its name in the officer's language."""
        super().__init__(_HEADERS, frozenset({LineColumn.SINCE, LineColumn.WAITED}), parent)
        self._service_name = service_name
        self._now = Instant(0)
        self.open_counters: frozenset[str] | None = None
        self.turns: Mapping[int, Placed] = {}
        self._steps: tuple[StepLine, ...] = ()

    def row(self, number: int) -> StepLine:
        """The record behind a row."""
        return self._steps[number]

    def show(self, rows: Sequence[StepLine], now: Instant) -> None:
        """Lay a new list against the present one."""
        self._now = now
        last = len(rows) + len(self.turns)
        places = {step: one.place for step, one in self.turns.items()}
        self._steps = rows = tuple(sorted(rows, key=lambda row: places.get(row.step, last)))
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
            self._turn(row),
        )

    def _turn(self, row: StepLine) -> str:
        """Its place in the order of calling, and the rule; empty for one that does not wait here."""
        placed = self.turns.get(row.step)
        if placed is None:
            return ""
        word = RULES.get(placed.reason.rule)
        why = self._localiser.translate(word) if word else placed.reason.rule
        return self._localiser.translate(visit_text.TURN, place=placed.place, why=why)

    def _note(self, row: StepLine) -> str:
        """Where and why it stands, and what an officer wrote for the next one."""
        said = self._standing(row)
        note = self._localiser.translate(visit_text.NOTE_MARK, note=row.note) if row.note else ""
        return "; ".join(words for words in (said, note) if words)

    def _standing(self, row: StepLine) -> str:
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
