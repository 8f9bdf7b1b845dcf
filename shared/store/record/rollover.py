"""The change from one business day to the next: what is left over is handled by the hall's rule, counters close."""

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shared.domain import calendar
from shared.domain.hall_data.hall import Leftovers
from shared.domain.moves import Move
from shared.domain.ticket import label as label_of
from shared.domain.ticket import step_id
from shared.domain.words import StepState
from shared.store.engine import Db, Row
from shared.store.record import events, numbers, steps, tickets
from shared.store.record.events import What

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx

_LEFT = (
    f"{steps.STEP} WHERE s.day = ? AND s.service = ? AND ((s.state = 'waiting' AND s.ready = 1)"
    " OR (s.state = 'waiting' AND s.ready = 0) OR (s.state IN ('held', 'no_show') AND s.state = 'held'))"
    " ORDER BY s.place"
)
"""Who waits or is held, by service. Each part repeats the condition of one of three partial indexes (``steps_in_line``,
``steps_not_ready``, ``steps_aside``) word by word, although it says more than is needed: so each is read by its index,
and never the whole table."""


def is_due(tx: "Tx") -> bool:
    """Whether this is the first act of a business day."""
    return bool(tx.pulse["day"] != tx.day)


def open_day(tx: "Tx") -> None:
    """Open the business day: settle what yesterday left, close the counters, begin a row in ``days``."""
    old: str | None = tx.pulse["day"]
    if old is not None:
        today, tx.day = tx.day, old  # what is settled now belongs to yesterday's events
        _end_counters(tx)
        settle_leftovers(tx, old, today=today)
        _sweep(tx, old)
        tx.day = today
    tx.db.execute("UPDATE pulse SET previous_day = day, day = ?, day_closed = 0", (tx.day,))
    calls = tx.db.execute("SELECT max(number) FROM calls").fetchone()[0] or 0
    tx.db.execute(
        "INSERT INTO days (day, opened_at, first_event, first_call) VALUES (?, ?, ?, ?) ON CONFLICT (day) DO NOTHING",
        (tx.day, tx.now, events.newest(tx.db) + 1, calls + 1),
    )
    tx.event(What.DAY_OPENED, data={"before": old} if old else None)
    tx.pulse = tx.db.execute("SELECT * FROM pulse").fetchone()


def _end_counters(tx: "Tx") -> None:
    """Visitors at a counter were served to the end; those who were called and never came are left over like the others.

    No counter has a row then: none was opened yet on the new day.
    """
    for (counter,) in tx.db.execute("SELECT counter FROM counters WHERE status <> 'closed'").fetchall():
        row = steps.current(tx.db, counter)
        if row is not None:
            move = Move.FINISH if row["state"] == "serving" else Move.EXPIRE
            steps.shift(tx, row, move, reason="day_closed")
    tx.db.execute("DELETE FROM counters")
    tx.db.execute("DELETE FROM undo")


def left_over(db: Db, day: str) -> list[Row]:
    """The steps of a day that nobody reached, by service and place."""
    services = db.execute("SELECT service FROM tallies WHERE day = ? AND waiting + held > 0 ORDER BY service", (day,))
    return [row for (service,) in services.fetchall() for row in db.execute(_LEFT, (day, service)).fetchall()]


def settle_leftovers(tx: "Tx", day: str, *, today: str | None = None) -> tuple[str, ...]:
    """Apply the hall's rule to the steps that nobody reached; answers their labels.

    ``list`` leaves them for the supervisor until another day begins (``today``), which ends them at the latest.
    """
    rule = tx.hall.rules.taking.leftovers
    left = left_over(tx.db, day)
    for row in left:
        if rule is Leftovers.FIRST_SLOT:
            _to_next_day(tx, row, today)
        elif rule is Leftovers.EXPIRE or today is not None:
            steps.shift(tx, row, Move.EXPIRE, reason="day_closed", data=_as_it_was(row))
    return tuple(row["label"] for row in left)


def _to_next_day(tx: "Tx", row: Row, today: str | None) -> None:
    """Expire a step, with a fresh ticket at the front of the next day that serves it: today, if that has begun."""
    service: str = row["service"]
    after = datetime.date.fromisoformat(row["day"])
    if today is not None:
        after = datetime.date.fromisoformat(today) - datetime.timedelta(days=1)
    begins = calendar.next_taking(tx.hall, after, service) if service in tx.hall.service else None
    if begins is None:
        steps.shift(tx, row, Move.EXPIRE, reason="day_closed", data=_as_it_was(row))
        return
    day = calendar.local(tx.hall, begins).date().isoformat()
    prefix = tx.hall.agency_of(service)
    label = label_of(prefix, numbers.draw(tx, prefix, day))
    ticket = tickets.insert(
        tx, day, label, priority=bool(row["priority"]), visual=bool(row["visual"]), lang=row["lang"]
    )
    place = tx.event(
        What.ISSUED, ticket=ticket, label=label, step=step_id(ticket, 1), service=service, reason="first_slot",
        data={"for_day": day, "before": row["label"]},
    )  # fmt: skip
    successor = steps.arrive(
        tx, ticket=ticket, position=1, service=service, priority=bool(row["priority"]), place=place, day=day,
        since=begins,
    )  # fmt: skip
    steps.shift(
        tx,
        row,
        Move.EXPIRE,
        columns={"successor": successor},
        reason="first_slot",
        data={"next_label": label, "next_day": day} | _as_it_was(row),
    )


def _as_it_was(row: Row) -> dict[str, Any]:
    """What opening the day again needs to know about a step that closing ended."""
    return {"was": row["state"], "left_counter_at": row["ended_at"]}


def bring_back(tx: "Tx") -> tuple[str, ...]:
    """The day was closed by mistake: bring back those whom that ended, at their place; answers their labels.

    Not those whose service is gone, or who were given it again meanwhile.
    """
    rows = [(steps.by_id(tx.db, step), data) for step, data in _ended_by_closing(tx)]
    return tuple(row["label"] for row, data in rows if _is_back(tx, row, data))


def _ended_by_closing(tx: "Tx") -> list[tuple[int, dict[str, Any]]]:
    """The steps of today that were ended since the day was opened last, as its closing does it, in order."""
    found = tx.db.execute(
        "SELECT e.step, e.data FROM events e JOIN steps s ON s.id = e.step WHERE e.sequence > (SELECT max(o.sequence)"
        " FROM events o WHERE o.sequence >= (SELECT first_event FROM days WHERE day = ?) AND o.what = 'day_opened')"
        " AND e.what = 'expired' AND e.reason IN ('day_closed', 'first_slot') AND s.day = ? AND s.state = 'expired'"
        " ORDER BY e.sequence",
        (tx.day, tx.day),
    )
    return [(step, json.loads(data) if data else {}) for step, data in found.fetchall()]


def _is_back(tx: "Tx", row: Row, data: Mapping[str, Any]) -> bool:
    """Bring one step back, unless there is a reason against it."""
    anew = tx.db.execute(
        "SELECT 1 FROM steps WHERE ticket = ? AND service = ? AND state IN ('waiting', 'called', 'serving', 'held')",
        (row["ticket"], row["service"]),
    ).fetchone()
    if anew is not None or row["service"] not in tx.hall.service or not _give_up_next_day(tx, row):
        return False
    columns: dict[str, Any] = {"ended_at": data.get("left_counter_at"), "successor": None}
    if not may_still_go_to(tx, row["to_counter"]):
        columns["to_counter"] = None
    held = data.get("was") == StepState.HELD
    state = StepState.HELD if held else StepState.WAITING
    move = Move.REOPEN_HELD if held else Move.REOPEN
    steps.shift(tx, row, move, columns=columns, reason="day_opened", data={"state": state.value})
    return True


def _give_up_next_day(tx: "Tx", row: Row) -> bool:
    """The number that a step was given for its next day is cancelled; False when somebody has used it already."""
    (given,) = tx.db.execute("SELECT successor FROM steps WHERE id = ?", (row["id"],)).fetchone()
    if given is None:
        return True
    successor = steps.by_id(tx.db, given)
    if successor["state"] == StepState.WAITING:
        steps.shift(tx, successor, Move.CANCEL, reason="day_opened", data={"by": row["label"]})
        return True
    return bool(successor["state"] == StepState.CANCELLED)


def may_still_go_to(tx: "Tx", counter: str | None) -> bool:
    """Whether the counter that a step was sent to is there, and was not closed meanwhile."""
    if counter is None:
        return True
    row = tx.db.execute("SELECT status FROM counters WHERE counter = ?", (counter,)).fetchone()
    return counter in tx.hall.counter and (row is None or row[0] != "closed")


def _sweep(tx: "Tx", old: str) -> None:
    """Numbers and blocks of days before the one that just ended are not needed any more."""
    tx.db.execute("DELETE FROM numbers WHERE day < ?", (old,))
    tx.db.execute("DELETE FROM leases WHERE day < ?", (old,))
