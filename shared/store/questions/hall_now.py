"""How the hall stands now: who waits how long, whether the promise is kept, when the lines are empty, what helps."""

import dataclasses
import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain import calendar
from shared.domain.estimate import foresee, minutes_of
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant
from shared.store.engine import Db
from shared.store.questions.lines import Lines, snapshot
from shared.store.questions.state import present_day
from shared.store.record.hall_index import index

_MINUTE = 60_000
_WORTH_MINUTES = 5
"""A counter more is suggested where it saves this much at least."""
_MOST = 5


@dataclass(frozen=True, slots=True)
class ServiceNow:
    """A service in whose line people wait, or that was called for today. Minutes are whole.

    Attributes:
        service: its code.
        waiting: how many wait.
        longest_minutes: how long the one has waited who came first; 0 where nobody waits.
        open_counters: how many counters serve it now.
        wait_minutes: how long somebody who joins now will wait, by the estimator; None where nobody serves.
        ends_at: when the last of them will have been served; None where nobody serves.
        beyond_closing: whether that is after its closing.
        promise_percent: how many of today's calls kept the hall's target; None before the first call.
    """

    service: str
    waiting: int
    longest_minutes: int
    open_counters: int
    wait_minutes: int | None
    ends_at: Instant | None
    beyond_closing: bool
    promise_percent: int | None

    @property
    def is_left_alone(self) -> bool:
        """People wait, and nobody serves them."""
        return self.waiting > 0 and self.open_counters == 0


@dataclass(frozen=True, slots=True)
class ZoneNow:
    """A zone: the lines of its agencies' services together, and its counters."""

    zone: str
    waiting: int
    longest_minutes: int
    open_counters: int
    counters: int
    left_alone: tuple[str, ...]
    ends_at: Instant | None
    beyond_closing: bool
    promise_percent: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Open this counter: the wait for the service falls from ``before`` (None: nobody serves) to ``after`` minutes."""

    counter: str
    service: str
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class HallNow:
    """The whole hall: ``services`` first those that are left alone, then by the longest wait."""

    at: Instant
    waiting: int
    longest_minutes: int
    promise_percent: int | None
    ends_at: Instant | None
    beyond_closing: bool
    services: tuple[ServiceNow, ...]
    suggestions: tuple[Suggestion, ...]
    zones: tuple[ZoneNow, ...] = ()


def hall_now(db: Db, hall: Hall, now: Instant) -> HallNow:
    """The hall as of this moment, in one read transaction."""
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    lines = Lines(hall, now, snapshot(db, hall, now, day, pulse))
    oldest = dict(
        db.execute(
            "SELECT service, min(since) FROM steps WHERE day = ? AND state = 'waiting' AND ready = 1 GROUP BY service",
            (day,),
        ).fetchall()
    )
    kept = _kept(db, hall, day)
    found = [
        _service(hall, lines, service, oldest.get(service), kept.get(service), now, day)
        for service in hall.service
        if lines.waiting(service) or service in kept
    ]
    found.sort(key=lambda one: (not one.is_left_alone, -one.longest_minutes, -one.waiting))
    counts = [sum(pair[at] for pair in kept.values()) for at in (0, 1)]
    ends = [one.ends_at for one in found if one.waiting and one.ends_at is not None]
    return HallNow(
        now,
        sum(one.waiting for one in found),
        max((one.longest_minutes for one in found), default=0),
        _percent(*counts),
        max(ends, default=None),
        any(one.beyond_closing for one in found),
        tuple(found),
        _suggestions(hall, lines, found),
        tuple(_zone(hall, lines, zone, found, kept) for zone in hall.zone),
    )


def _zone(hall: Hall, lines: Lines, zone: str, found: list[ServiceNow], kept: Mapping[str, tuple[int, int]]) -> ZoneNow:
    """A service stands in its agency's zone, a counter in its own."""
    mine = [one for one in found if hall.agency[hall.agency_of(one.service)].zone == zone]
    counters = [code for code in hall.counter if hall.zone_of(code) == zone]
    rows = [row for code in counters if (row := lines.counters.get(code)) is not None]
    pairs = [kept[one.service] for one in mine if one.service in kept]
    return ZoneNow(
        zone,
        sum(one.waiting for one in mine),
        max((one.longest_minutes for one in mine), default=0),
        sum(row["status"] == CounterStatus.OPEN for row in rows),
        len(counters),
        tuple(one.service for one in mine if one.is_left_alone),
        max((one.ends_at for one in mine if one.waiting and one.ends_at is not None), default=None),
        any(one.beyond_closing for one in mine),
        _percent(sum(good for good, _ in pairs), sum(every for _, every in pairs)),
    )


def _kept(db: Db, hall: Hall, day: str) -> Mapping[str, tuple[int, int]]:
    """Of today's first calls by service: how many came within the hall's target, and how many there were."""
    limit = hall.rules.records.wait_target_minutes * 60
    begun = db.execute("SELECT first_call FROM days WHERE day = ?", (day,)).fetchone()
    kept: dict[str, tuple[int, int]] = {}
    rows = db.execute(
        "SELECT service, reason FROM calls WHERE number >= ? AND day = ?", (0 if begun is None else begun[0], day)
    )
    for service, reason in rows.fetchall():
        good, every = kept.get(service, (0, 0))
        kept[service] = good + int(json.loads(reason)["waited_seconds"] <= limit), every + 1
    return kept


def _percent(good: int, every: int) -> int | None:
    return None if not every else round(100 * good / every)


def _service(
    hall: Hall, lines: Lines, service: str, oldest: int | None, kept: tuple[int, int] | None, now: Instant, day: str
) -> ServiceNow:
    state = lines.line_state(service)
    waiting = lines.waiting(service)
    wait: int | None = None
    ends_at: Instant | None = None
    if state.open_counters:
        middle = foresee(hall, state).middle
        wait = round(middle)
        ends_at = Instant(now + round((middle + (minutes_of(hall, state, service) if waiting else 0)) * _MINUTE))
    hours = calendar.hours_on(hall, datetime.date.fromisoformat(day), hall.agency_of(service))
    closes = None if hours is None else calendar.instant_of(hall, datetime.date.fromisoformat(day), hours.close)
    return ServiceNow(
        service,
        waiting,
        0 if oldest is None else max(0, (now - oldest) // _MINUTE),
        state.open_counters,
        wait,
        ends_at,
        bool(waiting and ends_at is not None and closes is not None and ends_at > closes),
        None if kept is None else _percent(*kept),
    )


def _suggestions(hall: Hall, lines: Lines, found: list[ServiceNow]) -> tuple[Suggestion, ...]:
    """For each closed counter the service where it helps most, those that are left alone first."""
    best: dict[str, Suggestion] = {}
    for one in found:
        if not one.waiting:
            continue
        state = lines.line_state(one.service)
        after = round(foresee(hall, dataclasses.replace(state, open_counters=state.open_counters + 1)).middle)
        if one.wait_minutes is not None and one.wait_minutes - after < _WORTH_MINUTES:
            continue
        for counter in index(hall).counters_of[one.service]:
            row = lines.counters.get(counter)
            if row is None or row["status"] == CounterStatus.CLOSED:
                best.setdefault(counter, Suggestion(counter, one.service, one.wait_minutes, after))
    chosen: dict[str, Suggestion] = {}
    for suggestion in best.values():  # one counter for each service: the next one helps only once that is open
        chosen.setdefault(suggestion.service, suggestion)
    return tuple(chosen.values())[:_MOST]
