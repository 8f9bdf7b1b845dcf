"""A real day of a hall, read back from its events as a plan: the same people, services and officers under other rules.

What is not in the events is taken from the catalogue, such as the length of a service that was never reached. A
visitor who was sent to the cashier and back, or put aside for a while, is replayed as one stay of the same length.
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, StepState
from shared.faults import UsageFault
from shared.store.engine import Db, Row
from shared.tools.simulate.day_log import DayRecord, StepRecord
from shared.tools.simulate.plan import DayPlan, Interruption, Matter, PlannedVisit, Shift

_ENDS = {
    "finished": StepState.DONE,
    "no_show": StepState.NO_SHOW,
    "cancelled": StepState.CANCELLED,
    "expired": StepState.EXPIRED,
    "transferred": StepState.TRANSFERRED,
}
_LEAVES_COUNTER = {"finished", "held", "returned", "transferred", "cancelled", "no_show"}
_AS_TAKEN = (None, "first_slot")  # why a number was issued, when a visitor took it


@dataclass(slots=True)
class _Step:
    ticket: int
    label: str
    service: str
    taken_at: Instant
    priority: bool
    visual: bool
    by_visitor: bool
    called_at: Instant | None = None
    at_counter: Instant | None = None
    started: Instant | None = None
    served: float = 0.0
    missed_at: Instant | None = None
    came_back: Instant | None = None
    ended_at: Instant | None = None
    end: StepState | None = None
    counter: str | None = None


@dataclass(slots=True)
class _Counter:
    opened: list[Instant] = field(default_factory=list[Instant])
    closed: list[Instant] = field(default_factory=list[Instant])
    breaks: list[tuple[Instant, Instant]] = field(default_factory=list[tuple[Instant, Instant]])
    left: Instant | None = None
    last: Instant = Instant(0)  # noqa: RUF009 - an instant is a plain number


@dataclass(frozen=True, slots=True)
class Replay:
    """A real day: the plan that runs it again, and what happened then."""

    plan: DayPlan
    real: DayRecord


def read(db: Db, hall: Hall, day: datetime.date) -> Replay:
    """A day of a hall's file. UsageFault when nothing happened on it."""
    rows = db.execute(
        "SELECT at, what, ticket, label, step, service, counter, reason, data FROM events WHERE day = ?"
        " ORDER BY sequence",
        (day.isoformat(),),
    ).fetchall()
    steps, counters, stops = _Reader(hall).read(rows)
    if not steps:
        days = [row[0] for row in db.execute("SELECT DISTINCT day FROM events WHERE what = 'issued' ORDER BY day")]
        known = ", ".join(days[-5:]) or "none"
        raise UsageFault(f"No number was taken on {day.isoformat()}.", f"Days with numbers: {known}.")
    hours = calendar.hours_on(hall, day)
    closes = calendar.instant_of(hall, day, hours.close) if hours else max(Instant(row["at"]) for row in rows)
    plan = DayPlan(day, _visits(hall, steps), _shifts(counters), stops, kiosks=1, kiosk_seconds=0.0, closes=closes)
    return Replay(plan, _real(day, closes, steps))


class _Reader:
    """Goes through a day's events once."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._steps: dict[int, _Step] = {}
        self._counters: dict[str, _Counter] = {}
        self._stops: dict[str, Instant] = {}
        self._stopped: list[Interruption] = []

    def read(self, rows: Iterable[Row]) -> tuple[list[_Step], dict[str, _Counter], list[Interruption]]:
        last = Instant(0)
        for row in rows:
            last = Instant(row["at"])
            if row["what"] == "issued" and row["step"] is not None:
                self._issued(row)
            elif row["step"] in self._steps:
                self._moved(self._steps[row["step"]], row)
            if row["counter"] in self._hall.counter:
                self._at_counter(self._counters.setdefault(row["counter"], _Counter()), row)
            if row["what"] in ("service_disturbed", "service_restored"):
                self._service(row)
        for service, begun in self._stops.items():
            self._stopped.append(Interruption(self._hall.agency_of(service), (service,), (), begun, last))
        return list(self._steps.values()), self._counters, self._stopped

    def _issued(self, row: Row) -> None:
        if row["service"] in self._hall.service:
            told = json.loads(row["data"] or "{}")
            self._steps[row["step"]] = _Step(
                row["ticket"], row["label"], row["service"], row["at"], bool(told.get("priority")),
                bool(told.get("visual")),
                row["reason"] in _AS_TAKEN,
            )  # fmt: skip

    def _moved(self, step: _Step, row: Row) -> None:
        what, at = row["what"], Instant(row["at"])
        if what == "called":
            step.called_at = step.called_at or at
            step.counter = step.counter or row["counter"]
            step.at_counter, step.started = at, None
        elif what == "started":
            step.started = at
        elif what == "rejoined":
            step.came_back = at
        if what == "no_show":
            step.missed_at = step.missed_at or at
        elif what in _LEAVES_COUNTER and step.at_counter is not None:
            step.served += (at - (step.started or step.at_counter)) / 1000
            step.at_counter = None
        if what in _ENDS:
            step.end, step.ended_at = _ENDS[what], at

    def _at_counter(self, counter: _Counter, row: Row) -> None:
        what, at = row["what"], Instant(row["at"])
        counter.last = at
        if what == "counter_opened":
            counter.opened.append(at)
        elif what == "counter_closed":
            counter.closed.append(at)
        elif what == "break_started":
            counter.left = at
        elif what == "called" and not counter.opened:
            counter.opened.append(at)
        if counter.left is not None and what in ("break_ended", "counter_opened", "called", "counter_closed"):
            counter.breaks.append((counter.left, at))
            counter.left = None

    def _service(self, row: Row) -> None:
        service = row["service"]
        if row["what"] == "service_disturbed" and service in self._hall.service:
            self._stops.setdefault(service, Instant(row["at"]))
        elif service in self._stops:
            agency = self._hall.agency_of(service)
            self._stopped.append(Interruption(agency, (service,), (), self._stops.pop(service), Instant(row["at"])))


def _visits(hall: Hall, steps: Sequence[_Step]) -> list[PlannedVisit]:
    """The visits as they were taken at the kiosk, in order."""
    tickets: dict[int, list[_Step]] = {}
    for step in steps:
        if step.by_visitor:
            tickets.setdefault(step.ticket, []).append(step)
    return [_visit(hall, number, own) for number, own in enumerate(tickets.values(), 1)]


def _visit(hall: Hall, number: int, steps: Sequence[_Step]) -> PlannedVisit:
    missed = [step for step in steps if step.missed_at is not None and step.called_at is not None]
    gone = any(step.came_back is None for step in missed)
    late = [
        (step.came_back - (step.called_at or step.taken_at)) / 1000 for step in missed if step.came_back is not None
    ]
    first = steps[0]
    return PlannedVisit(
        number=number,
        at=first.taken_at,
        matters=tuple(Matter(step.service, step.served or hall.service[step.service].minutes * 60) for step in steps),
        priority=first.priority,
        visual=first.visual,
        walk_seconds=0.0 if first.started is None or first.called_at is None else 20.0,
        leaves_after=0.0 if gone else None,
        away_seconds=max(late) if late and not gone else None,
    )


def _shifts(counters: dict[str, _Counter]) -> list[Shift]:
    """From the first opening to the last closing; a counter that nobody closed works until its last act."""
    return [
        Shift(code, "", counter.opened[0], max(counter.closed[-1:] or [counter.last]), tuple(counter.breaks))
        for code, counter in counters.items()
        if counter.opened
    ]


def _real(day: datetime.date, closes: Instant, steps: Sequence[_Step]) -> DayRecord:
    """What happened, in the same form as a simulated day."""
    record = DayRecord(day, closes, visits=len({step.ticket for step in steps}))
    for number, step in enumerate(steps):
        record.steps[number] = StepRecord(
            step.label, number, step.service, step.priority, 1, step.taken_at,
            called_at=step.called_at, ended_at=step.ended_at, counter=step.counter, end=step.end,
        )  # fmt: skip
    return record
