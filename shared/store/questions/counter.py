"""What an officer sees: who is here, who waits for this counter, who was set aside or missed the call."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.answers import Reason
from shared.domain.hall_data.hall import Hall
from shared.domain.moves import AT_COUNTER
from shared.domain.words import CounterStatus, Instant, StepState, Text
from shared.store.engine import Db, Row
from shared.store.questions.lines import pause_of
from shared.store.questions.state import present_day
from shared.store.record import events
from shared.store.record.answers_json import reason_of
from shared.store.record.candidates import IN_LINE, SENT_HERE
from shared.store.record.hall_index import index, marks, need_counter
from shared.store.record.undo import Undoable, last

SHOWN = 30
"""Waiting numbers that an officer's window lists."""
OPEN = frozenset({StepState.WAITING, StepState.HELD})
"""A step that its visitor still has to go to."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as its officer sees it.

    Attributes:
        at: since when its state holds: when it was called, joined the line, was held or marked as missed.
        since: when it joined the line.
        times: how often it was called out, the last time at ``last_at``.
        counter: where it is, was held or missed.
        to_counter: the only counter that may call it.
        to_officer: the officer for whom it waits, wherever that officer sits.
        outcome: what came of it, a code of the hall's.
        note: what an officer wrote for the next one, empty for nothing.
    """

    step: int
    ticket: int
    label: str
    service: str
    state: StepState
    priority: bool
    visual: bool
    lang: str
    at: Instant
    since: Instant
    reason: str | None = None
    until: Instant | None = None
    times: int = 0
    last_at: Instant | None = None
    started_at: Instant | None = None
    counter: str | None = None
    to_counter: str | None = None
    call: int | None = None
    to_officer: str | None = None
    outcome: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter as its officer sees it.

    Attributes:
        at: when it was read.
        current: the step at this counter.
        visit: all steps of its visit, in order.
        call_reason: why it was called.
        waiting: how many this counter can call now, by service; ``line`` has the first of them.
        sent: who waits for another counter: sent there from here, or in this counter's services.
        open_counters: the counters that serve now.
        officers: who sits where, open or on a break: the counter by officer.
        held, no_shows: all who were set aside or missed their call, of this counter's services.
        paused: the public reason, while the whole hall is paused.
        undoable: the last act here, as long as nobody has acted since; it can be undone for a few seconds.
    """

    at: Instant
    counter: str
    zone: str
    day: str
    sequence: int
    status: CounterStatus
    officer: str | None = None
    back_at: Instant | None = None
    current: StepLine | None = None
    visit: tuple[StepLine, ...] = ()
    call_reason: Reason | None = None
    waiting: Mapping[str, int] = field(default_factory=dict[str, int])
    line: tuple[StepLine, ...] = ()
    sent: tuple[StepLine, ...] = ()
    open_counters: frozenset[str] = frozenset()
    officers: Mapping[str, str] = field(default_factory=dict[str, str])
    held: tuple[StepLine, ...] = ()
    no_shows: tuple[StepLine, ...] = ()
    paused: Text | None = None
    day_closed: bool = False
    undoable: Undoable | None = None

    @property
    def waiting_in_all(self) -> int:
        """How many wait for this counter's services."""
        return sum(self.waiting.values())

    @property
    def still_to_visit(self) -> tuple[str, ...]:
        """The services that the present visit has left after this one, in order."""
        here = self.current.step if self.current else None
        return tuple(s.service for s in self.visit if s.step != here and s.state in OPEN)


_LINE = (
    "SELECT s.*, t.label, t.visual, t.lang, t.booked_for, t.note, c.times, c.last_at FROM steps s"
    " JOIN tickets t ON t.id = s.ticket LEFT JOIN calls c ON c.number = s.call"
)


def counter_view(db: Db, hall: Hall, counter: str, now: Instant) -> CounterView:
    """A counter as its officer sees it. UsageFault for an unknown counter."""
    need_counter(hall, counter)
    known = index(hall)
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    fresh = pulse["day"] == day
    row = db.execute("SELECT * FROM counters WHERE counter = ?", (counter,)).fetchone() if fresh else None
    current = None if row is None or row["step"] is None else step_lines(db, [row["step"]])[0]
    services = known.services_of[counter]
    paused = pause_of(pulse, now)
    return CounterView(
        at=now,
        counter=counter,
        zone=known.zone_of[counter],
        day=day,
        sequence=events.newest(db),
        status=CounterStatus.CLOSED if row is None else CounterStatus(row["status"]),
        officer=None if row is None else row["officer"],
        back_at=None if row is None else row["back_at"],
        current=current,
        visit=() if current is None else visit_lines(db, current.ticket),
        waiting=_waiting(db, day, counter, services),
        sent=_sent(db, day, counter, services),
        open_counters=_open_counters(db) if fresh else frozenset(),
        officers=_officers(db) if fresh else {},
        line=_line(db, day, counter, services),
        held=_aside(db, day, services, StepState.HELD),
        no_shows=_aside(db, day, services, StepState.NO_SHOW),
        paused=None if paused is None else paused.reason,
        day_closed=bool(pulse["day_closed"]) and fresh,
        call_reason=None if current is None else _reason(db, current.call),
        undoable=last(db, counter) if fresh else None,
    )


def _reason(db: Db, call: int | None) -> Reason | None:
    row = db.execute("SELECT reason FROM calls WHERE number = ?", (call,)).fetchone()
    return None if row is None else reason_of(row[0])


def _step_line(row: Row) -> StepLine:
    state = StepState(row["state"])
    return StepLine(
        step=row["id"],
        ticket=row["ticket"],
        label=row["label"],
        service=row["service"],
        state=state,
        priority=bool(row["priority"]),
        visual=bool(row["visual"]),
        lang=row["lang"],
        at=_state_since(row, state),
        since=row["since"],
        reason=row["reason"],
        until=row["hold_until"],
        times=row["times"] or 0,
        last_at=row["last_at"],
        started_at=row["started_at"],
        counter=row["counter"],
        to_counter=row["to_counter"],
        call=row["call"],
        to_officer=row["to_officer"],
        outcome=row["outcome"],
        note=row["note"] or "",
    )


def _state_since(row: Row, state: StepState) -> Instant:
    if state is StepState.WAITING:
        return row["since"]
    return row["called_at"] if state in AT_COUNTER else row["ended_at"] or row["since"]


def step_lines(db: Db, ids: list[int]) -> list[StepLine]:
    """Steps by their ids, in that order."""
    found = {row["id"]: _step_line(row) for row in db.execute(f"{_LINE} WHERE s.id IN ({marks(len(ids))})", ids)}
    return [found[step] for step in ids]


def visit_lines(db: Db, ticket: int) -> tuple[StepLine, ...]:
    """All steps of a visit in order."""
    rows = db.execute(f"{_LINE} WHERE s.ticket = ? ORDER BY s.position", (ticket,)).fetchall()
    return tuple(map(_step_line, rows))


def _waiting(db: Db, day: str, counter: str, services: tuple[str, ...]) -> dict[str, int]:
    """What the counts say, without those who are busy elsewhere or wait for another counter, with those sent here."""
    here = marks(len(services))
    found = db.execute(
        f"SELECT service, waiting FROM tallies WHERE day = ? AND service IN ({here}) AND waiting > 0", (day, *services)
    ).fetchall()
    found += db.execute(
        f"SELECT service, -count(*) FROM steps WHERE day = ? AND service IN ({here}) AND state = 'waiting'"
        " AND ready = 0 GROUP BY service",
        (day, *services),
    ).fetchall()
    found += db.execute(
        f"SELECT service, -count(*) FROM steps WHERE day = ? AND to_counter IS NOT NULL AND service IN ({here})"
        " AND to_counter <> ? AND state = 'waiting' AND ready = 1 GROUP BY service",
        (day, *services, counter),
    ).fetchall()
    found += db.execute(
        "SELECT service, count(*) FROM steps WHERE day = ? AND to_counter IS NOT NULL AND to_counter = ?"
        f" AND service NOT IN ({here}) AND state = 'waiting' AND ready = 1 GROUP BY service",
        (day, counter, *services),
    ).fetchall()
    counted = dict.fromkeys(services, 0)
    for service, count in found:
        counted[service] = counted.get(service, 0) + count
    return counted


def _sent(db: Db, day: str, counter: str, services: tuple[str, ...]) -> tuple[StepLine, ...]:
    """Who waits for another counter, as far as this one has to know: its own visitors, and those it sent."""
    rows = db.execute(
        f"{_LINE} WHERE s.day = ? AND s.to_counter IS NOT NULL AND s.to_counter <> ? AND s.state = 'waiting'"
        f" AND (s.service IN ({marks(len(services))}) OR s.sent_by = ?) ORDER BY s.place LIMIT ?",
        (day, counter, *services, counter, SHOWN),
    ).fetchall()
    return tuple(map(_step_line, rows))


def _open_counters(db: Db) -> frozenset[str]:
    return frozenset(counter for (counter,) in db.execute("SELECT counter FROM counters WHERE status = 'open'"))


def _officers(db: Db) -> dict[str, str]:
    rows = db.execute(
        "SELECT officer, counter FROM counters WHERE officer IS NOT NULL AND officer <> '' AND status <> 'closed'"
        " ORDER BY since"
    )
    return dict(map(tuple, rows.fetchall()))


def _line(db: Db, day: str, counter: str, services: tuple[str, ...]) -> tuple[StepLine, ...]:
    """The first of the line by place; who is really next is decided by the rules when "next" is pressed."""
    found = db.execute(SENT_HERE, (day, counter)).fetchall()
    for service in services:
        for lane in (0, 1):
            found.extend(db.execute(IN_LINE, (day, service, lane, SHOWN)).fetchall())
    found.sort(key=lambda row: row["place"])
    return tuple(step_lines(db, [row["id"] for row in found[:SHOWN]]))


def _aside(db: Db, day: str, services: tuple[str, ...], state: StepState) -> tuple[StepLine, ...]:
    rows = db.execute(  # both states are named first, as the partial index steps_aside has them
        f"{_LINE} WHERE s.day = ? AND s.service IN ({marks(len(services))})"
        " AND s.state IN ('held', 'no_show') AND s.state = ? ORDER BY s.ended_at",
        (day, *services, state),
    ).fetchall()
    return tuple(map(_step_line, rows))
