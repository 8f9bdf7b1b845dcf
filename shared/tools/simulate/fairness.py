"""What the priority lane costs the others: the same day with it and without it, visitor by visitor."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.tools.simulate.day_log import DayRecord, StepRecord
from shared.tools.simulate.plan import DayPlan, Matter


@dataclass(frozen=True, slots=True)
class Growth:
    """How much later an ordinary visitor's last call came because of priority, in minutes of calling."""

    label: str
    service: str
    minutes: float


@dataclass(frozen=True, slots=True)
class BoundReport:
    """A day with the priority lane beside the same day without it.

    ``worst`` are the ordinary visitors who lost most. ``missed`` are those left out because they did not come when
    they were called, on one of the two days. Means are over visitors; a gain of priority is a negative growth.
    """

    bound_minutes: int
    ordinary: int
    priority: int
    worst: tuple[Growth, ...]
    over_bound: int
    mean_ordinary: float
    mean_priority: float
    missed: int


def without_priority(hall: Hall) -> Hall:
    """The same hall calling in order of arrival."""
    rule = dataclasses.replace(hall.rules.priority, priority=0)
    return dataclasses.replace(hall, rules=dataclasses.replace(hall.rules, priority=rule))


def alone(plan: DayPlan) -> DayPlan:
    """The same day with one service for each visitor, everybody present when called and served without interruption.

    A visitor in several lines is called first by whichever line comes first, so any change of any order affects all
    their other lines; and who misses a call waits for another reason. Neither is a loss to priority.
    """
    visits = [
        dataclasses.replace(
            visit,
            matters=(Matter(visit.matters[0].service, visit.matters[0].seconds),),
            leaves_after=None,
            away_seconds=None,
        )
        for visit in plan.visits
    ]
    return dataclasses.replace(plan, visits=visits)


def compare(hall: Hall, with_it: DayRecord, without: DayRecord) -> BoundReport:
    """Compare two runs of one plan.

    Minutes in which no counter of the visitor's last service was open are not lost to priority: nobody is called in
    them, whatever the order.
    """
    clocks = {id(day): _Calling(hall, day) for day in (with_it, without)}
    missed = with_it.missed | without.missed
    mine, theirs = _last_calls(with_it), _last_calls(without)
    ordinary: list[Growth] = []
    priority: list[float] = []
    left_out = 0
    for label, step in mine.items():
        other = theirs.get(label)
        if other is None or label in missed:
            left_out += 1
            continue
        late = clocks[id(with_it)].minutes(step) - clocks[id(without)].minutes(other)
        if step.priority:
            priority.append(late)
        else:
            ordinary.append(Growth(label, step.service, late))
    ordinary.sort(key=lambda growth: (-growth.minutes, growth.label))
    bound = hall.rules.priority.bound_minutes
    return BoundReport(
        bound_minutes=bound,
        ordinary=len(ordinary),
        priority=len(priority),
        worst=tuple(ordinary[:5]),
        over_bound=sum(growth.minutes > bound for growth in ordinary),
        mean_ordinary=_mean(growth.minutes for growth in ordinary),
        mean_priority=_mean(priority),
        missed=left_out,
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _last_calls(day: DayRecord) -> dict[str, StepRecord]:
    """The last call of each visit whose steps were all called."""
    last: dict[str, StepRecord] = {}
    unreached: set[str] = set()
    for step in day.steps.values():
        if step.called_at is None:
            unreached.add(step.label)
            continue
        known = last.get(step.label)
        if known is None or known.called_at is None or step.called_at > known.called_at:
            last[step.label] = step
    return {label: step for label, step in last.items() if label not in unreached}


class _Calling:
    """Minutes of a day in which a service was called: breaks of all its counters left out."""

    def __init__(self, hall: Hall, day: DayRecord) -> None:
        spans: dict[str, list[tuple[Instant, Instant]]] = {}
        for counter, record in day.counters.items():
            for service in hall.services_of(counter):
                spans.setdefault(service, []).extend(record.spans)
        self._spans = {service: _union(found) for service, found in spans.items()}

    def minutes(self, step: StepRecord) -> float:
        """Minutes in which its service was called, from opening to a step's call."""
        at = step.called_at
        assert at is not None  # only last calls are looked up
        return sum(max(0, min(at, end) - start) for start, end in self._spans[step.service]) / 60_000


def _union(spans: list[tuple[Instant, Instant]]) -> list[tuple[Instant, Instant]]:
    joined: list[tuple[Instant, Instant]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
