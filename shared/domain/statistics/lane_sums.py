"""What the priority lane did: who went ahead of whom, and what that cost."""

from shared.domain.statistics.row_sums import StepTimes
from shared.domain.statistics.spread import share, spread
from shared.domain.statistics.statistics_rows import PriorityLane


class LaneSums:
    """The waits of both lanes; :meth:`end_day` compares the calls of one day within each service."""

    def __init__(self) -> None:
        self._waits: tuple[list[int], list[int]] = ([], [])
        self._overtaken, self._cost = 0, 0
        self._calls: dict[str, tuple[list[StepTimes], list[StepTimes]]] = {}

    def step(self, times: StepTimes, *, priority: bool) -> None:
        """One more step of the day."""
        if times.waited is not None:
            self._waits[priority].append(times.waited)
            self._calls.setdefault(times.step.service, ([], []))[priority].append(times)

    def end_day(self) -> None:
        """All steps of the day are in."""
        for ordinary, ahead in self._calls.values():
            for one in ordinary if ahead else ():
                passed = [other for other in ahead if _went_ahead(other, one)]
                self._overtaken += bool(passed)
                self._cost += sum(other.served or 0 for other in passed)
        self._calls = {}

    def lane(self) -> PriorityLane:
        """What it comes to."""
        ordinary, priority = map(spread, self._waits)
        cost = None if not ordinary.count else round(self._cost / ordinary.count / 60_000, 1)
        return PriorityLane(ordinary, priority, self._overtaken, share(self._overtaken, ordinary.count), cost)


def _went_ahead(other: StepTimes, one: StepTimes) -> bool:
    """Whether the other came later and was called earlier."""
    return other.begun > one.begun and (other.step.called_at or 0) < (one.step.called_at or 0)
