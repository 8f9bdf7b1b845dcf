"""Who waits, by service and lane: how many, the longest wait against the promise, how many counters serve."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from counter import screen_text, visit_text
from counter.lists.table_model import CellsModel
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style
from shared.store.questions.counter_queue import Lane

_HEADERS = (
    screen_text.COLUMN_SERVICE, visit_text.COLUMN_LANE, visit_text.COLUMN_WAITING, visit_text.COLUMN_LONGEST,
    visit_text.COLUMN_PROMISE, visit_text.COLUMN_COUNTERS,
)  # fmt: skip
_NEAR = 0.75
"""Of the promise: from here on a wait is nearly over it."""


def promise(lane: Lane) -> Word:
    """Whether the longest wait still keeps the promise: told in words, and not by colour alone."""
    if lane.longest_minutes > lane.target_minutes:
        return visit_text.PROMISE_BROKEN
    near = lane.longest_minutes >= _NEAR * lane.target_minutes
    return visit_text.PROMISE_NEAR if near else visit_text.PROMISE_KEPT


class LanesModel(CellsModel):
    """One row for each lane in which somebody waits, the longest wait first."""

    def __init__(self, service_name: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(_HEADERS, frozenset({2, 3, 5}), parent)
        self._service_name = service_name
        self._lanes: tuple[Lane, ...] = ()

    def show(self, lanes: Sequence[Lane]) -> None:
        """The lanes as the file has them."""
        self._lanes = tuple(lanes)
        colours = style.colours()
        inks = {
            visit_text.PROMISE_KEPT: colours.good, visit_text.PROMISE_NEAR: colours.warn,
            visit_text.PROMISE_BROKEN: colours.danger,
        }  # fmt: skip
        self.set_rows(
            [(lane.service, lane.priority) for lane in lanes],
            [self._words(lane) for lane in lanes],
            [inks[promise(lane)] for lane in lanes],
        )

    def retranslate(self, localiser: Localiser) -> None:
        """Another language."""
        super().retranslate(localiser)
        self.show(self._lanes)

    def _words(self, lane: Lane) -> tuple[str, ...]:
        translate = self._localiser.translate
        counters = str(lane.open_counters) if lane.open_counters else translate(screen_text.NO_COUNTER_OPEN)
        return (
            self._service_name(lane.service),
            translate(visit_text.LANE_PRIORITY if lane.priority else visit_text.LANE_ORDINARY),
            str(lane.waiting),
            translate(visit_text.LONGEST, longest=lane.longest_minutes, target=lane.target_minutes),
            translate(promise(lane)),
            counters,
        )
