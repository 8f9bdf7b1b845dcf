"""Where each counter stands: as it was read, and what the feed told since. A counter's own screen shows one of them."""

from collections.abc import Iterable
from dataclasses import replace

from display.board.calls import STANDS, Stand
from shared.domain.words import CounterStatus, StepState
from shared.store.questions.board import BoardCounter, BoardState
from shared.store.record.events import Event, What

_STATUS = {
    What.COUNTER_OPENED: CounterStatus.OPEN,
    What.COUNTER_CLOSED: CounterStatus.CLOSED,
    What.BREAK_STARTED: CounterStatus.BREAK,
    What.BREAK_ENDED: CounterStatus.OPEN,
}
_KEPT = 500


class Windows:
    """The counters of a display, each with the number that is called or served there."""

    def __init__(self) -> None:
        self._read: dict[str, BoardCounter] = {}
        self._events: list[Event] = []

    @property
    def rows(self) -> tuple[BoardCounter, ...]:
        """All, in the hall's order."""
        return tuple(self._read.values())

    def of(self, counter: str | None) -> BoardCounter | None:
        """One of them; None if it is not known (yet)."""
        return None if counter is None else self._read.get(counter)

    def use_board(self, board: BoardState) -> None:
        """They were read; what the feed told after that reading still holds."""
        self._read = {one.counter: one for one in board.counters}
        later = [event for event in self._events if event.sequence > board.sequence]
        self._events = []
        self.use_news(later)

    def use_news(self, events: Iterable[Event]) -> None:
        """The feed tells what happened."""
        for event in events:
            self._events = [*self._events[-_KEPT:], event]
            if event.what in (What.CALLED, What.RECALLED):
                self._called(event)
            elif event.what in STANDS and event.label is not None:
                self._moved(event, STANDS[event.what])
            elif event.what in _STATUS and event.counter in self._read:
                old = self._read[event.counter]
                self._read[event.counter] = replace(old, status=_STATUS[event.what], back_at=event.data.get("back_at"))

    def _called(self, event: Event) -> None:
        counter = str(event.data["counter"])
        if counter in self._read:
            self._read[counter] = replace(
                self._read[counter],
                status=CounterStatus.OPEN,
                label=str(event.data["label"]),
                service=str(event.data["service"]),
                state=StepState.CALLED,
            )

    def _moved(self, event: Event, stand: Stand) -> None:
        for code, one in self._read.items():
            if one.label == event.label:
                here = stand is Stand.SERVING
                self._read[code] = replace(
                    one, label=one.label if here else None, state=StepState.SERVING if here else None
                )
