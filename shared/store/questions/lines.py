"""The present lines: the input of availability, estimates and views, read in a few small queries."""

import datetime
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from shared.domain.availability import Disturbance, Pause, Situation
from shared.domain.estimate import LineState, Observed, people_ahead
from shared.domain.hall_data.hall import Hall
from shared.domain.promise import Wait, promised
from shared.domain.words import CounterStatus, Instant, StepState
from shared.store.engine import Db, Row
from shared.store.record import service_times
from shared.store.record.hall_index import index, marks

AT_COUNTER = (
    "LEFT JOIN steps s INDEXED BY steps_at_counter ON s.counter = c.counter AND s.state IN ('called', 'serving')"
)
"""The visitor at a counter, from the few pages of an index: the rows of all visitors lie on a page each.

Left to itself SQLite takes ``one_visit_per_counter``, which is unique, and then fetches each row. An engine that knows
no ``INDEXED BY`` leaves the two words and the name out.
"""
_Rows = list[Mapping[str, Any]]
_NOTHING: Mapping[str, int] = dict.fromkeys(["taken", "taken_priority", "waiting_priority", *StepState], 0)


def pause_of(pulse: Mapping[str, Any] | Row, now: Instant) -> Pause | None:
    """The hall's pause, unless its time is over."""
    if pulse["paused_reason"] is None or (pulse["paused_until"] is not None and pulse["paused_until"] <= now):
        return None
    return Pause(json.loads(pulse["paused_reason"]), pulse["paused_until"])


def disturbances(db: Db) -> dict[str, Disturbance]:
    """Services that are, or were lately, interrupted."""
    rows = db.execute("SELECT service, reason, until FROM disturbed").fetchall()
    return {service: Disturbance(json.loads(reason), until) for service, reason, until in rows}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the lines are calculated from, as read at one moment. Plain values, so that a kiosk can keep it on its PC.

    Attributes:
        day: the business day.
        pulse: the row of ``pulse``.
        tallies: the day's counts by service.
        counters: the state of each counter, with the step that is there.
        observed: service times seen lately; read within the transaction, only if a wait needs them.
        disturbed: services that are interrupted.
    """

    day: str
    pulse: Mapping[str, Any]
    tallies: Mapping[str, Mapping[str, int]]
    counters: Mapping[str, Mapping[str, Any]]
    observed: Mapping[str, Observed]
    disturbed: Mapping[str, Disturbance]


def snapshot(
    db: Db,
    hall: Hall,
    now: Instant,
    day: str,
    pulse: Mapping[str, Any] | Row,
    services: Sequence[str] | None = None,
) -> Snapshot:
    """Read it for some services and everything connected with them, or for the whole hall."""
    wide, windows = _reach(hall, services)
    tallies = {row["service"]: cast("Mapping[str, int]", row) for row in _tallies(db, day, wide, services)}
    counters = _by_counter(db, windows) if pulse["day"] == day else {}
    observed = (
        service_times.observed(db, hall, now, tuple(hall.service))
        if services is None
        else service_times.Lately(lambda: service_times.observed(db, hall, now, _timed(services, tallies, counters)))
    )
    return Snapshot(
        day=day,
        pulse=cast("Mapping[str, Any]", pulse),
        tallies=tallies,
        counters=counters,
        observed=observed,
        disturbed=disturbances(db),
    )


def _reach(hall: Hall, services: Sequence[str] | None) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """What is connected with services: all services that their counters serve, and these counters."""
    if services is None:
        return None, None
    known = index(hall)
    if len(services) == 1:
        return known.together[services[0]], known.counters_of[services[0]]
    wide = dict.fromkeys(s for service in services for s in known.together[service])
    counters = dict.fromkeys(c for service in services for c in known.counters_of[service])
    return tuple(wide), tuple(counters)


def _timed(
    services: Sequence[str], tallies: Mapping[str, Mapping[str, int]], counters: Mapping[str, Mapping[str, Any]]
) -> tuple[str, ...]:
    """Whose service times the wait for some services depends on: theirs, and of those who wait or are served."""
    waited_for = (service for service, row in tallies.items() if row["waiting"])
    served = (row["at_service"] for row in counters.values() if row["at_service"] is not None)
    return tuple(dict.fromkeys((*services, *waited_for, *served)))


class Lines:
    """A snapshot that can be asked many times."""

    def __init__(self, hall: Hall, now: Instant, seen: Snapshot, *, more: Mapping[str, int] | None = None) -> None:
        """``more`` are numbers by service that were taken since, without the share."""
        self._hall = hall
        self._now = now
        self._day = datetime.date.fromisoformat(seen.day)
        self._index = index(hall)
        self._paused = pause_of(seen.pulse, now)
        self._closed = bool(seen.pulse["day_closed"]) and seen.pulse["day"] == seen.day
        self._disturbed = {
            service: stop for service, stop in seen.disturbed.items() if stop.until is None or stop.until > now
        }
        self._more = more or {}
        self.tallies = seen.tallies
        self._people = {
            service: count for service in {**seen.tallies, **self._more} if (count := self.waiting(service))
        }
        self.counters = seen.counters
        self._observed = seen.observed
        self._stand: dict[str, tuple[_Rows, _Rows]] = {}

    def tally(self, service: str) -> Mapping[str, int]:
        """The day's counts of a service."""
        return self.tallies.get(service, _NOTHING)

    def waiting(self, service: str) -> int:
        """How many wait in the line of a service."""
        return self.tally(service)["waiting"] + self._more.get(service, 0)

    def _standing(self, service: str) -> tuple[_Rows, _Rows]:
        """The counters of a service that are open, and those on a break; sorted out once for each service."""
        found = self._stand.get(service)
        if found is None:
            opened: _Rows = []
            on_break: _Rows = []
            for row in filter(None, map(self.counters.get, self._index.counters_of[service])):
                if row["status"] != CounterStatus.CLOSED:
                    (on_break if row["status"] == CounterStatus.BREAK else opened).append(row)
            found = self._stand[service] = (opened, on_break)
        return found

    def line_state(self, service: str, *, priority: bool = False) -> LineState:
        """The input for the wait of somebody who joins now."""
        opened, on_break = self._standing(service)
        ahead: dict[str, int] = {}
        ahead_priority = 0
        parts = self._index.taken_by[service]
        for other, count in self._people.items():
            if part := parts.get(other):
                ahead[other] = math.ceil(count * part)
                ahead_priority += math.ceil(self.tally(other)["waiting_priority"] * part)
        return LineState(
            now=self._now,
            day=self._day,
            service=service,
            ahead=ahead,
            open_counters=len(opened),
            busy=tuple(
                (row["at_service"], max(0.0, (self._now - row["called_at"]) / 60_000))
                for row in opened
                if row["called_at"] is not None and row["at_service"] in self._hall.service
            ),
            back_at=tuple(row["back_at"] for row in on_break if row["back_at"] is not None),
            observed=self._observed,
            priority=priority,
            ahead_priority=ahead_priority,
        )

    def told(self, service: str, *, priority: bool = False) -> tuple[int, Wait]:
        """What somebody who joins now is told: how many are ahead, and the wait in minutes, from and to.

        Both count the same people: all whom the counters of this service will call first. No wait is told where
        nobody serves and nobody is expected by the timetable.
        """
        state = self.line_state(service, priority=priority)
        return people_ahead(self._hall, state), promised(self._hall, state)

    def wait_minutes(self, service: str, *, priority: bool = False) -> Wait:
        """The wait of somebody who joins now, in minutes, from and to; None as in :meth:`told`."""
        return promised(self._hall, self.line_state(service, priority=priority))

    def situation(self, service: str, estimate: tuple[int, int] | None = None) -> Situation:
        """The input for availability."""
        tally = self.tally(service)
        opened, on_break = self._standing(service)
        return Situation(
            now=self._now,
            day=self._day,
            service=service,
            taken=tally["taken"] + self._more.get(service, 0),
            taken_priority=tally["taken_priority"],
            open_counters=len(opened),
            counters_on_break=len(on_break),
            earliest_return=min((row["back_at"] for row in on_break if row["back_at"] is not None), default=None),
            disturbed=self._disturbed.get(service),
            paused=self._paused,
            day_closed=self._closed,
            estimate=estimate,
        )


def _tallies(db: Db, day: str, wide: tuple[str, ...] | None, services: Sequence[str] | None) -> list[Row]:
    """The day's counts: of the services that were asked for, and of connected ones where people wait."""
    if wide is None or services is None:
        return db.execute("SELECT * FROM tallies WHERE day = ?", (day,)).fetchall()
    return db.execute(
        "SELECT service, taken, taken_priority, waiting, waiting_priority FROM tallies"
        f" WHERE day = ? AND service IN ({marks(len(wide))})"
        f" AND (waiting > 0 OR service IN ({marks(len(services))}))",
        (day, *wide, *services),
    ).fetchall()


def _by_counter(db: Db, counters: tuple[str, ...] | None) -> dict[str, Mapping[str, Any]]:
    return {row["counter"]: cast("Mapping[str, Any]", row) for row in _counters(db, counters)}


def _counters(db: Db, counters: tuple[str, ...] | None) -> list[Row]:
    if counters is None:
        return db.execute(
            "SELECT c.counter, c.status, c.officer, c.back_at, c.since, c.step, s.service AS at_service, s.called_at,"
            f" s.state, s.ticket FROM counters c {AT_COUNTER}"
        ).fetchall()
    return db.execute(
        f"SELECT c.counter, c.status, c.back_at, s.service AS at_service, s.called_at FROM counters c {AT_COUNTER}"
        f" WHERE c.counter IN ({marks(len(counters))})",
        counters,
    ).fetchall()
