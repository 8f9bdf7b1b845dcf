"""The time of a simulated day, and what happens in it when."""

import heapq
import itertools
from collections.abc import Callable

from shared.domain.words import Instant


class VirtualClock:
    """The time of the simulated day; the hall file asks it like any other clock."""

    def __init__(self, start: Instant) -> None:
        self.now = start

    def __call__(self) -> Instant:
        """The present of the simulated day."""
        return self.now


class Agenda:
    """What is to happen, in the order of time; what falls on one moment happens in the order in which it was noted."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._acts: list[tuple[Instant, int, Callable[[], None]]] = []
        self._turn = itertools.count()

    @property
    def now(self) -> Instant:
        """The present of the simulated day."""
        return self._clock.now

    def turn(self) -> int:
        """A number that grows: who was earlier."""
        return next(self._turn)

    def at(self, when: Instant, act: Callable[[], None]) -> None:
        """Note what happens at that moment."""
        heapq.heappush(self._acts, (when, self.turn(), act))

    def after(self, milliseconds: float, act: Callable[[], None]) -> None:
        """Note what happens that much later than now."""
        self.at(Instant(self.now + round(milliseconds)), act)

    def run(self, end: Instant) -> None:
        """Let everything happen until ``end``, which is the present then."""
        while self._acts:
            at, _, act = heapq.heappop(self._acts)
            if at > end:
                break
            self._clock.now = max(self.now, at)
            act()
        self._clock.now = max(self.now, end)
