"""What an officer sees: who is here, who waits for this counter, who was set aside or missed the call."""

from dataclasses import dataclass

from shared.domain.answers import Reason
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store.engine import Db, Row
from shared.store.questions.lines import pause_of
from shared.store.questions.state import present_day
from shared.store.record import events
from shared.store.record.answers_json import reason_of
from shared.store.record.candidates import IN_LINE, SENT_HERE
from shared.store.record.hall_index import index, marks, need_counter

SHOWN = 30
"""Waiting numbers that an officer's window lists."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in one line of the officer's window. ``times`` is how often it was called out, ``at`` since when."""

    step: int
    ticket: int
    label: str
    service: str
    state: str
    priority: bool
    visual: bool
    lang: str
    at: Instant
    since: Instant
    reason: str | None
    until: Instant | None
    times: int
    last_at: Instant | None
    rejoined: str | None
    booked_for: Instant | None
    position: int
    started_at: Instant | None
    place: float
    counter: str | None  # where it is, or was set aside
    to_counter: str | None  # the only counter that may call it
    call: int | None


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter as its officer sees it. ``waiting`` counts by service; ``visit`` is the present visit, all steps."""

    counter: str
    zone: str
    day: str
    sequence: int
    status: str
    officer: str | None
    back_at: Instant | None
    current: StepLine | None
    visit: tuple[StepLine, ...]
    waiting: dict[str, int]
    line: tuple[StepLine, ...]
    held: tuple[StepLine, ...]
    no_shows: tuple[StepLine, ...]
    paused: dict[str, str] | None
    day_closed: bool
    reason: Reason | None  # why the present visitor was called


_LINE = (
    "SELECT s.*, t.label, t.visual, t.lang, t.booked_for, c.times, c.last_at FROM steps s"
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
    current = None if row is None or row["step"] is None else _by_ids(db, [row["step"]])[0]
    services = known.services_of[counter]
    paused = pause_of(pulse, now)
    return CounterView(
        counter=counter,
        zone=known.zone_of[counter],
        day=day,
        sequence=events.newest(db),
        status="closed" if row is None else row["status"],
        officer=None if row is None else row["officer"],
        back_at=None if row is None else row["back_at"],
        current=current,
        visit=() if current is None else visit_lines(db, current.ticket),
        waiting=_waiting(db, day, services),
        line=_line(db, day, counter, services),
        held=_aside(db, day, services, "held"),
        no_shows=_aside(db, day, services, "no_show"),
        paused=None if paused is None else dict(paused.reason),
        day_closed=bool(pulse["day_closed"]) and fresh,
        reason=None if current is None else _reason(db, current.call),
    )


def _reason(db: Db, call: int | None) -> Reason | None:
    row = db.execute("SELECT reason FROM calls WHERE number = ?", (call,)).fetchone()
    return None if row is None else reason_of(row[0])


def _step_line(row: Row) -> StepLine:
    at = row["called_at"] if row["state"] in ("called", "serving") else row["ended_at"] or row["since"]
    return StepLine(
        row["id"], row["ticket"], row["label"], row["service"], row["state"], bool(row["priority"]),
        bool(row["visual"]), row["lang"], at, row["since"], row["reason"], row["hold_until"], row["times"] or 0,
        row["last_at"], row["rejoined"], row["booked_for"], row["position"], row["started_at"],
        row["place"], row["counter"], row["to_counter"], row["call"],
    )  # fmt: skip


def _by_ids(db: Db, ids: list[int]) -> list[StepLine]:
    found = {row["id"]: _step_line(row) for row in db.execute(f"{_LINE} WHERE s.id IN ({marks(len(ids))})", ids)}
    return [found[step] for step in ids]


def visit_lines(db: Db, ticket: int) -> tuple[StepLine, ...]:
    """All steps of a visit in order."""
    rows = db.execute(f"{_LINE} WHERE s.ticket = ? ORDER BY s.position", (ticket,)).fetchall()
    return tuple(map(_step_line, rows))


def _waiting(db: Db, day: str, services: tuple[str, ...]) -> dict[str, int]:
    rows = db.execute(
        f"SELECT service, waiting FROM tallies WHERE day = ? AND service IN ({marks(len(services))})", (day, *services)
    )
    return {**dict.fromkeys(services, 0), **dict(rows.fetchall())}


def _line(db: Db, day: str, counter: str, services: tuple[str, ...]) -> tuple[StepLine, ...]:
    """The first of the line by place; who is really next is decided by the rules when "next" is pressed."""
    found = db.execute(SENT_HERE, (day, counter)).fetchall()
    for service in services:
        for lane in (0, 1):
            found.extend(db.execute(IN_LINE, (day, service, lane, SHOWN)).fetchall())
    found.sort(key=lambda row: row["place"])
    return tuple(_by_ids(db, [row["id"] for row in found[:SHOWN]]))


def _aside(db: Db, day: str, services: tuple[str, ...], state: str) -> tuple[StepLine, ...]:
    rows = db.execute(  # both states are named first, as the partial index steps_aside has them
        f"{_LINE} WHERE s.day = ? AND s.service IN ({marks(len(services))})"
        " AND s.state IN ('held', 'no_show') AND s.state = ? ORDER BY s.ended_at",
        (day, *services, state),
    ).fetchall()
    return tuple(map(_step_line, rows))
