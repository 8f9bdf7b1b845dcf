"""The figures of a report: how many came, how long they waited and were served, by day, service, agency, counter, hour.

Counted over visits, whoever served them: officers are never named, and nothing here tells who a visitor was. A wait
lasts from joining the line until the call; for a later step of a visit it begins at the end of the step before, because
nobody waits in two places at once.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from shared.domain.calendar import local, time_on
from shared.domain.hall_data.hall import Hall
from shared.domain.statistics.spread import Spread, share, spread
from shared.domain.words import Instant, StepState
from shared.text.languages import pick


class Step(NamedTuple):
    """The final state of one step of a visit. ``carried``: it continues another one (transfer).

    ``moved``: it was put into its line again (a return, a late visitor); ``officer`` is known only where it is asked.
    """

    service: str
    counter: str | None
    state: StepState
    since: Instant
    called_at: Instant | None
    started_at: Instant | None
    ended_at: Instant | None
    carried: bool
    id: int = 0
    moved: bool = False
    officer: str | None = None
    outcome: str | None = None


class Visit(NamedTuple):
    """One ticket with its steps, in order. It and its steps are plain tuples: a year has hundreds of thousands."""

    ticket: int
    day: str
    taken_at: Instant
    priority: bool
    steps: tuple[Step, ...]
    booked: bool = False


class By(StrEnum):
    """What the rows of a report stand for.

    Hours are those in which the number was taken, in the hall's zone, in the order of a business day: 23, 00, 01.
    """

    DAY = "day"
    MONTH = "month"
    SERVICE = "service"
    AGENCY = "agency"
    COUNTER = "counter"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Times(Spread):
    """With ``within``: which part kept the hall's target, from 0 to 1; None without a target, or of nothing."""

    within: float | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of a report.

    Attributes:
        key: the day, service, agency, counter or hour; ``total`` for everything.
        name: what the hall calls it, in Indonesian; empty when it has no name.
        visits: tickets; a visit of two services counts once in each of them.
        priority: of these, in the priority lane.
        taken: services asked for (a visit may ask for several; a transfer is none).
        served, no_show, cancelled, expired, transferred: what became of the steps.
        open: steps that still wait, are held, called or served.
        wait: until the call; ``within`` is the share called within the hall's target.
        service: at the counter, of those served.
    """

    key: str
    name: str
    visits: int
    priority: int
    taken: int
    served: int
    no_show: int
    cancelled: int
    expired: int
    transferred: int
    open: int
    wait: Times
    service: Times


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its rows in order, and the total of all."""

    by: By
    target_minutes: int
    rows: tuple[ReportRow, ...]
    total: ReportRow


_ENDS = {
    StepState.DONE: "served",
    StepState.NO_SHOW: "no_show",
    StepState.CANCELLED: "cancelled",
    StepState.EXPIRED: "expired",
    StepState.TRANSFERRED: "transferred",
}


@dataclass(slots=True, eq=False)
class _Heap:
    """What is counted for one row."""

    visits: int = 0
    priority: int = 0
    taken: int = 0
    states: dict[str, int] = field(default_factory=dict[str, int])
    waits: list[int] = field(default_factory=list[int])
    services: list[int] = field(default_factory=list[int])

    def step(self, step: Step, waited: int | None) -> None:
        """Count one step in."""
        state = _ENDS.get(step.state, "open")
        self.states[state] = self.states.get(state, 0) + 1
        self.taken += not step.carried
        if waited is not None:
            self.waits.append(waited)
        begun = step.started_at or step.called_at
        if step.state is StepState.DONE and begun is not None and step.ended_at is not None:
            self.services.append(max(0, step.ended_at - begun))

    def row(self, key: str, name: str, target: int) -> ReportRow:
        """The row that this makes."""
        ends = {name: self.states.get(name, 0) for name in (*_ENDS.values(), "open")}
        wait, service = _times(self.waits, target), _times(self.services)
        return ReportRow(key, name, self.visits, self.priority, self.taken, wait=wait, service=service, **ends)


def report(hall: Hall, visits: Iterable[Visit], by: By, agency: str | None = None) -> Report:
    """Count visits into rows; with ``agency`` only the steps of that agency's services."""
    target = hall.rules.records.wait_target_minutes
    key_of = _keys(hall)[by]
    total, heaps = _Heap(), dict[str, _Heap]()
    for visit in visits:
        free_at: Instant | None = None
        met: list[_Heap] = []
        for step in sorted(visit.steps, key=lambda one: one.called_at or one.since):
            waited = _waited(step, free_at)
            free_at = step.ended_at or free_at
            if agency is not None and _agency(step.service) != agency:
                continue
            key = key_of(visit, step)
            for heap in (total,) if key is None else (total, heaps.setdefault(key, _Heap())):
                heap.step(step, waited)
                if heap not in met:
                    met.append(heap)
        for heap in met:
            heap.visits += 1
            heap.priority += visit.priority
    names = _names(hall, by)
    rows = [heaps[key].row(_shown(by, key), names.get(key, ""), target) for key in sorted(heaps, key=in_order)]
    return Report(by, target, tuple(rows), total.row("total", "", target))


def _waited(step: Step, free_at: Instant | None) -> int | None:
    """Milliseconds from when the visitor could have been called until the call."""
    if step.called_at is None:
        return None
    begun = step.since if free_at is None or free_at > step.called_at else max(step.since, free_at)
    return max(0, step.called_at - begun)


def _keys(hall: Hall) -> Mapping[By, Callable[[Visit, Step], str | None]]:
    return {
        By.DAY: lambda visit, _step: visit.day,
        By.MONTH: lambda visit, _step: visit.day[:7],
        By.SERVICE: lambda _visit, step: step.service,
        By.AGENCY: lambda _visit, step: _agency(step.service),
        By.COUNTER: lambda _visit, step: step.counter,
        By.HOUR: lambda visit, _step: f"{_hour(hall, visit):02d}",
    }


def _hour(hall: Hall, visit: Visit) -> int:
    """The hour of the business day, past 23 after midnight; of a ticket whose PC had another day, the clock's."""
    hour = int(time_on(hall, datetime.date.fromisoformat(visit.day), visit.taken_at) // 60)
    return hour if 0 <= hour < 48 else local(hall, visit.taken_at).hour


def _shown(by: By, key: str) -> str:
    return f"{int(key) % 24:02d}" if by is By.HOUR else key


def _agency(service: str) -> str:
    return service.partition(".")[0]


def _names(hall: Hall, by: By) -> Mapping[str, str]:
    """What the hall calls its parts today; one that it has no more keeps its code."""
    if by is By.SERVICE:
        return {code: pick(service.name) for code, service in hall.service.items()}
    if by is By.AGENCY:
        return {code: pick(agency.name) for code, agency in hall.agency.items()}
    return {}


def in_order(key: str) -> tuple[tuple[str, int, str], ...]:
    """``AB.2`` before ``AB.10``, counter 9 before counter 10."""
    parts = key.replace("-", ".").split(".")
    return tuple(("", int(part), "") if part.isdecimal() else (part, 0, "") for part in parts)


def _times(milliseconds: Sequence[int], target: int | None = None) -> Times:
    """What these durations are together; ``target`` is in minutes."""
    found = spread(milliseconds)
    within = None if target is None else share(sum(one <= target * 60_000 for one in milliseconds), found.count)
    return Times(found.count, found.mean, found.median, found.p95, found.longest, within)
