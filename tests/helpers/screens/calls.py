"""Events of calls, as the feed brings them, for the display's tests."""

from collections.abc import Mapping
from itertools import count

from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant
from shared.store.questions.board import BoardCounter
from shared.store.record.events import Event, What
from tests.helpers.hall import MORNING


class Events:
    """Makes events with growing sequences: ``events.called("AB-001", "1")``."""

    def __init__(self, hall: Hall, first: int = 1) -> None:
        self.hall = hall
        self._sequence = count(first)
        self._calls = count(1)
        self.steps: dict[str, int] = {}
        self._last: dict[str, int] = {}  # the call of each number: called again, it stays the same

    def called(self, label: str, counter: str, *, at: Instant = MORNING, **more: object) -> Event:
        """A number is called to a counter, for the first service of its agency."""
        number = next(self._calls)
        agency = label.partition("-")[0]
        step = self.steps.setdefault(label, number * 10)
        self._last[label] = number
        return self._event(What.CALLED, label, counter, step, number, at, agency, more)

    def recalled(self, label: str, counter: str, times: int = 2, *, at: Instant = MORNING, **more: object) -> Event:
        """The same number once more."""
        agency = label.partition("-")[0]
        return self._event(
            What.RECALLED,
            label,
            counter,
            self.steps[label],
            self._last.get(label, 0),
            at,
            agency,
            {"times": times, **more},
        )

    def moved(self, what: What, label: str, *, at: Instant = MORNING) -> Event:
        """The step goes on: started, finished, returned ..."""
        return Event(
            next(self._sequence),
            at,
            "2026-11-23",
            what,
            "C1",
            None,
            1,
            label,
            self.steps[label],
            None,
            None,
            None,
            None,
            {},
        )

    def plain(self, what: What, *, counter: str | None = None, at: Instant = MORNING) -> Event:
        """Something that concerns no ticket."""
        return Event(
            next(self._sequence), at, "2026-11-23", what, "C1", None, None, None, None, None, counter, None, None, {}
        )

    def _event(
        self,
        what: What,
        label: str,
        counter: str,
        step: int,
        call: int,
        at: Instant,
        agency: str,
        more: dict[str, object],
    ) -> Event:
        service = next(code for code in self.hall.service if self.hall.agency_of(code) == agency)
        data = {
            "zone": self.hall.zone_of(counter),
            "label": label,
            "counter": counter,
            "service": service,
            "agency": agency,
            "priority": False,
            "visual": False,
            "lang": "id",
            "times": 1,
            **more,
        }
        sequence = next(self._sequence)
        return Event(
            sequence,
            at,
            "2026-11-23",
            what,
            "C1",
            None,
            step * 1000,
            label,
            step,
            service,
            counter,
            call or sequence,
            None,
            data,
        )


def on_break(back_at: Mapping[str, Instant | None]) -> tuple[BoardCounter, ...]:
    """Counters that are on a break, and when each is back."""
    return tuple(BoardCounter(code, "A", "AB", CounterStatus.BREAK, back) for code, back in back_at.items())
