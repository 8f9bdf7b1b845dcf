"""The rating on a counter's own small screen: who was just served there is asked, for a while, once."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from shared.clock import TOLERATED_MS, Clock
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.screens import Layout
from shared.qt.ballot_box import BallotBox, Box
from shared.qt.rating_model import OFFERED_MS, RatingModel
from shared.qt.worker import StoreWorker
from shared.store.record.events import Event, What

_NEXT_IS_HERE = frozenset({What.STARTED, What.UNDONE})
"""The next visitor stands there, or the visit was not over after all: nobody else's opinion is asked for."""
_FRESH_MS = OFFERED_MS + TOLERATED_MS
"""Older news came with a share that was gone; PCs' clocks may differ by what is tolerated."""
_KEYS = {getattr(Qt.Key, f"Key_{number}"): number for number in range(10)}


class DeskRating(QObject):
    """What becomes of the counter's events, and of the keys of a keypad, on the screen of one counter.

    Attributes:
        model: what the picture shows of it.
    """

    def __init__(self, device: str, box: Box, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._device, self._clock = device, clock
        self._hall: Hall | None = None
        self._counter: str | None = None
        self.model = RatingModel(box, clock, self)

    @Slot(object)
    def hall_told(self, hall: Hall) -> None:
        """The hall's data: whether this screen asks at all, and in which languages."""
        self._hall = hall
        display = hall.display.get(self._device)
        asks = display is not None and display.rating and display.layout is Layout.COUNTER
        self._counter = display.counter if asks and display else None
        self.model.set_hall(hall)
        self.model.speak(*hall.hall.languages[:2])
        if self._counter is None:
            self.model.withdraw()

    @Slot(object)
    def news_told(self, events: Sequence[Event]) -> None:
        """What happened in the hall."""
        hall = self._hall
        for event in events:
            if hall is None or self._counter is None or event.counter != self._counter:
                continue
            if event.what in _NEXT_IS_HERE:
                self.model.withdraw()
            elif event.what is What.FINISHED and event.service and self._clock() - event.at < _FRESH_MS:
                self.model.offer(hall.zone_of(self._counter), event.service, hall.agency_of(event.service))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys 1 to 5 of a keypad choose, 0 is no reason; a key that is held counts once."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.model.stage:
            number = _KEYS.get(event.key())
            if number is not None:
                if not event.isAutoRepeat():
                    self.model.press(number)
                return True
        return False


AtEnd = Callable[[Callable[[], None]], None]


def set_up(worker: StoreWorker, device: str, local: Path, folder: Path, clock: Clock, at_end: AtEnd) -> DeskRating:
    """The rating of a running display; it asks only where the hall's data say so."""
    box = BallotBox(worker, device, local, folder, clock)
    asking = DeskRating(device, box, clock)
    worker.hall.connect(asking.hall_told)
    worker.news.connect(asking.news_told)
    at_end(box.close)
    return asking
