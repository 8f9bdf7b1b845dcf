"""What the priority lane did: who went ahead of whom, and what that cost."""

from collections import defaultdict
from collections.abc import Iterable

from shared.domain.report import Step
from shared.domain.statistics.row_sums import StepTimes
from shared.domain.statistics.spread import share, spread, tenth
from shared.domain.statistics.statistics_rows import PriorityLane
from shared.domain.words import StepState

_Call = tuple[int, int, int]
"""When its wait began, when it was called, and how long the counter was taken: from the call, as nobody else comes."""
_ENDED_THERE = frozenset({StepState.DONE, StepState.NO_SHOW, StepState.TRANSFERRED})


class LaneSums:
    """The waits of both lanes; :meth:`end_day` compares the calls of one day within each service."""

    def __init__(self) -> None:
        self._waits: tuple[list[int], list[int]] = ([], [])
        self._overtaken, self._cost = 0, 0
        self._calls: defaultdict[str, tuple[list[_Call], list[_Call]]] = defaultdict(lambda: ([], []))

    def visit(self, steps: Iterable[StepTimes], *, priority: bool) -> None:
        """One more visit of the day."""
        for times in steps:
            if times.waited is not None:
                self._waits[priority].append(times.waited)
                call = (times.begun, times.step.called_at or 0, _taken(times.step))
                self._calls[times.step.service][priority].append(call)

    def end_day(self) -> None:
        """All steps of the day are in. Who came later and was called earlier went ahead."""
        for ordinary, priority in self._calls.values():
            for since, called_at, _ in ordinary if priority else ():
                ahead = [taken for began, called, taken in priority if began > since and called < called_at]
                self._overtaken += bool(ahead)
                self._cost += sum(ahead)
        self._calls.clear()

    def lane(self) -> PriorityLane:
        """What it comes to."""
        ordinary, priority = map(spread, self._waits)
        cost = None if not ordinary.count else tenth(self._cost, ordinary.count * 60_000)
        return PriorityLane(ordinary, priority, self._overtaken, share(self._overtaken, ordinary.count), cost)


def _taken(step: Step) -> int:
    """How long a counter was taken; nothing where the step ended elsewhere."""
    if step.called_at is None or step.ended_at is None or step.state not in _ENDED_THERE:
        return 0
    return max(0, step.ended_at - step.called_at)
