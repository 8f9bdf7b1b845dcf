"""What must always hold in a hall's file, checked from the outside: by tests, torture, ``bench verdict`` and ``check``.

It trusts nothing that the acts keep up to date: labels, counts, counters and calls are calculated again from the steps
and the events. It reads everything, so it is not for a running hall's rush hour.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared.domain.ticket import label as label_of
from shared.domain.ticket import ticket_id
from shared.domain.words import StepState
from shared.store.engine import Db


@dataclass(frozen=True, slots=True)
class BrokenInvariant:
    """Something that must not be. ``rule`` is a short name of what is broken, ``detail`` says where."""

    rule: str
    detail: str


def check(db: Db) -> tuple[BrokenInvariant, ...]:
    """Everything that is wrong; empty in a sound file. To be asked in one read transaction."""
    return (
        *(_integrity(db) if isinstance(db, sqlite3.Connection) else ()),
        *_labels(db),
        *_counters(db),
        *_calls(db),
        *_tallies(db),
        *_events(db),
        *_numbers(db),
        *_ready(db),
    )


def _found(db: Db, rule: str, sql: str) -> Iterator[BrokenInvariant]:
    """A problem for each row that a query finds."""
    for row in db.execute(sql):
        yield BrokenInvariant(rule, ", ".join(f"{name}={row[i]}" for i, name in enumerate(row.keys())))


def _integrity(db: sqlite3.Connection) -> Iterator[BrokenInvariant]:
    for (line,) in db.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield BrokenInvariant("integrity", str(line))
    for row in db.execute("PRAGMA foreign_key_check").fetchall():
        yield BrokenInvariant("foreign_key", ", ".join(map(str, row)))


def _labels(db: Db) -> Iterator[BrokenInvariant]:
    """No two tickets of a day bear one label, and each ticket's id is that of its day and label."""
    yield from _found(
        db, "label_twice", "SELECT day, label, count(*) AS times FROM tickets GROUP BY day, label HAVING count(*) > 1"
    )
    for ticket, day, prefix, number, label in db.execute("SELECT id, day, prefix, number, label FROM tickets"):
        if ticket != ticket_id(day, prefix, number) or label != label_of(prefix, number):
            yield BrokenInvariant("ticket_id", f"{day} {label} has the id {ticket}")
    yield from _found(
        db,
        "ticket_without_step",
        "SELECT t.label, t.day FROM tickets t WHERE NOT EXISTS (SELECT 1 FROM steps s WHERE s.ticket = t.id)",
    )
    yield from _found(
        db,
        "step_unlike_ticket",
        "SELECT s.id, s.day, s.priority FROM steps s JOIN tickets t ON t.id = s.ticket"
        " WHERE s.day <> t.day OR s.priority <> t.priority",
    )


def _counters(db: Db) -> Iterator[BrokenInvariant]:
    """A visit is at one counter at most, a counter has one visit at most, and ``counters.step`` says which.

    Nobody waits for a counter whose officer has gone, but those whom another counter sent there knowing it: they are in
    that counter's list.
    """
    yield from _found(
        db,
        "visit_at_two_counters",
        "SELECT ticket, count(*) AS steps FROM steps WHERE state IN ('called', 'serving')"
        " GROUP BY ticket HAVING count(*) > 1",
    )
    yield from _found(
        db,
        "counter_with_two_visits",
        "SELECT counter, count(*) AS steps FROM steps WHERE state IN ('called', 'serving')"
        " GROUP BY counter HAVING count(*) > 1",
    )
    yield from _found(
        db,
        "counter_step",
        "SELECT c.counter, c.step, s.state FROM counters c LEFT JOIN steps s ON s.id = c.step"
        " WHERE c.step IS NOT NULL"
        " AND (s.state NOT IN ('called', 'serving') OR s.counter <> c.counter OR s.id IS NULL)",
    )
    yield from _found(
        db,
        "step_without_counter",
        "SELECT s.id, s.counter FROM steps s WHERE s.state IN ('called', 'serving')"
        " AND NOT EXISTS (SELECT 1 FROM counters c WHERE c.counter = s.counter AND c.step = s.id)",
    )
    yield from _found(
        db, "closed_with_visitor", "SELECT counter FROM counters WHERE status = 'closed' AND step IS NOT NULL"
    )
    yield from _found(
        db,
        "sent_to_closed",
        "SELECT s.id, s.to_counter FROM steps s JOIN counters c ON c.counter = s.to_counter"
        " WHERE s.day = (SELECT day FROM pulse) AND s.state IN ('waiting', 'held', 'no_show') AND c.status = 'closed'"
        " AND s.sent_by IS NULL",
    )


def _calls(db: Db) -> Iterator[BrokenInvariant]:
    """Each call is of a step that knows it or a later one; each has its event, with the same counter."""
    yield from _found(
        db,
        "call_without_step",
        "SELECT c.number, c.step FROM calls c LEFT JOIN steps s ON s.id = c.step"
        " WHERE s.id IS NULL OR s.call < c.number OR s.call IS NULL",
    )
    yield from _found(
        db,
        "call_without_event",
        "SELECT number, step, counter FROM calls EXCEPT SELECT call, step, counter FROM events WHERE what = 'called'",
    )
    yield from _found(
        db,
        "call_event_twice",
        "SELECT call, count(*) AS times FROM events WHERE what = 'called' GROUP BY call HAVING count(*) > 1",
    )
    yield from _found(
        db,
        "step_called_while_called",
        "SELECT step, previous, what FROM (SELECT step, what, lag(what) OVER (PARTITION BY step ORDER BY sequence)"
        " AS previous FROM events WHERE step IS NOT NULL AND what IN ('issued', 'called', 'started', 'finished',"
        " 'no_show', 'held', 'resumed', 'returned', 'transferred', 'cancelled', 'expired', 'rejoined', 'reopened',"
        " 'undone')) moves"
        " WHERE what = 'called' AND previous IN ('called', 'started', 'finished', 'no_show', 'held', 'transferred',"
        " 'cancelled', 'expired')",
    )


def _tallies(db: Db) -> Iterator[BrokenInvariant]:
    """The tallies say what the steps say."""
    sums = ", ".join(
        ["count(*) FILTER (WHERE state = 'waiting' AND priority = 1) AS waiting_priority"]
        + [f"count(*) FILTER (WHERE state = '{state}') AS {state.value}" for state in StepState]
    )
    names = ", ".join(["waiting_priority", *(state.value for state in StepState)])
    counted = f"SELECT day, service, {sums} FROM steps GROUP BY day, service"
    kept = f"SELECT day, service, {names} FROM tallies"
    yield from _found(db, "tally_unlike_steps", f"SELECT * FROM ({counted}) counted EXCEPT {kept}")
    yield from _found(
        db,
        "tally_without_steps",
        f"SELECT * FROM ({kept} WHERE waiting + called + serving + held > 0) kept EXCEPT {counted}",
    )


_ENDS = {
    StepState.WAITING: ("issued", "resumed", "returned", "rejoined", "reopened", "settled"),
    StepState.CALLED: ("called",),
    StepState.SERVING: ("started",),
    StepState.DONE: ("finished",),
    StepState.NO_SHOW: ("no_show",),
    StepState.HELD: ("held", "reopened"),
    StepState.TRANSFERRED: ("transferred",),
    StepState.CANCELLED: ("cancelled",),
    StepState.EXPIRED: ("expired",),
}


def _events(db: Db) -> Iterator[BrokenInvariant]:
    """The last event of each step tells its state, and every ticket was issued once for each of its first steps."""
    moves = ", ".join(f"'{what}'" for what in ("undone", *(what for ends in _ENDS.values() for what in ends)))
    last = (
        f"SELECT step, max(sequence) AS sequence FROM events WHERE step IS NOT NULL AND what IN ({moves}) GROUP BY step"
    )
    rows = db.execute(
        "SELECT s.id, s.state, e.what, s.rejoined, e.data FROM steps s LEFT JOIN"
        f" ({last}) l ON l.step = s.id LEFT JOIN events e ON e.sequence = l.sequence"
    )
    for step, state, what, rejoined, data in rows:
        if what == "undone" and json.loads(data)["to"] == state:
            continue
        if what is None and state == StepState.WAITING and rejoined == "transfer":
            continue  # the transfer's own event stands with the step before
        if what not in _ENDS[StepState(state)]:
            yield BrokenInvariant("event_unlike_step", f"step {step} is {state}, its last event {what}")
    yield from _found(
        db,
        "issued_twice",
        "SELECT step, count(*) AS times FROM events WHERE what = 'issued' GROUP BY step HAVING count(*) > 1",
    )
    yield from _found(
        db,
        "issued_without_ticket",
        "SELECT DISTINCT ticket FROM events WHERE what = 'issued' EXCEPT SELECT id FROM tickets",
    )


def _numbers(db: Db) -> Iterator[BrokenInvariant]:
    """No number at or past ``next`` was given out, but from a leased block."""
    yield from _found(
        db,
        "number_past_next",
        "SELECT t.day, t.label FROM tickets t JOIN numbers n ON n.day = t.day AND n.prefix = t.prefix"
        " WHERE t.number >= n.next AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.day = t.day AND l.prefix = t.prefix"
        " AND t.number BETWEEN l.first AND l.last)",
    )


def _ready(db: Db) -> Iterator[BrokenInvariant]:
    """Nobody who may be called is left out of the line, and nobody at a counter is in one."""
    yield from _found(
        db,
        "busy_but_ready",
        "SELECT s.id FROM steps s WHERE s.state = 'waiting' AND s.ready = 1 AND EXISTS (SELECT 1 FROM steps o"
        " WHERE o.ticket = s.ticket AND o.state IN ('called', 'serving'))",
    )
    yield from _found(
        db,
        "alone_but_not_ready",
        "SELECT s.id FROM steps s WHERE s.state = 'waiting' AND s.ready = 0 AND NOT EXISTS (SELECT 1 FROM steps o"
        " WHERE o.ticket = s.ticket AND o.id <> s.id AND o.state IN ('waiting', 'called', 'serving', 'held'))",
    )


def told(problems: Iterable[BrokenInvariant]) -> str:
    """The problems as lines of text."""
    return "\n".join(f"{problem.rule}: {problem.detail}" for problem in problems)
