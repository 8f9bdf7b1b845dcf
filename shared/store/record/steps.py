"""The one place where a step changes its state: row, counts, counter, siblings and event move together."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shared.domain import moves
from shared.domain.answers import Refused, StepMoved
from shared.domain.moves import AT_COUNTER, Move
from shared.domain.ticket import step_id
from shared.domain.words import Instant, StepState
from shared.store.engine import Db, Row
from shared.store.record import counts, readiness, service_times
from shared.store.record.events import What
from shared.store.record.hall_index import marks

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx

STEP = (
    "SELECT s.id, s.ticket, s.day, s.service, s.priority, s.state, s.place, s.since, s.counter, s.to_counter,"
    " s.waits_for, s.call, s.called_at, s.ended_at, t.label, t.visual, t.lang"
    " FROM steps s JOIN tickets t ON t.id = s.ticket"
)
"""A step as its moves need it, with what its ticket says: each further column makes every press slower."""

_WHAT: Mapping[Move, What] = {
    Move.CALL: What.CALLED,
    Move.START: What.STARTED,
    Move.FINISH: What.FINISHED,
    Move.NO_SHOW: What.NO_SHOW,
    Move.HOLD: What.HELD,
    Move.RESUME: What.RESUMED,
    Move.RETURN: What.RETURNED,
    Move.TRANSFER: What.TRANSFERRED,
    Move.CANCEL: What.CANCELLED,
    Move.EXPIRE: What.EXPIRED,
    Move.REJOIN: What.REJOINED,
    Move.REOPEN: What.REOPENED,
    Move.REOPEN_HELD: What.REOPENED,
    Move.BRING_BACK: What.REOPENED,
}


def by_id(db: Db, step: int) -> Row:
    """A step that is known to be there."""
    row: Row = db.execute(f"{STEP} WHERE s.id = ?", (step,)).fetchone()
    return row


def current(db: Db, counter: str) -> Row | None:
    """The step that a counter has called or serves."""
    row: Row | None = db.execute(
        f"{STEP} WHERE s.counter = ? AND s.state IN ('called', 'serving')", (counter,)
    ).fetchone()
    return row


def shift(
    tx: "Tx",
    row: Row,
    move: Move,
    *,
    columns: Mapping[str, Any] | None = None,
    reason: str | None = None,
    data: Mapping[str, Any] | None = None,
    at: Instant | None = None,
) -> StepMoved | Refused:
    """Move a step, with everything that depends on it; refused, and nothing changed, if the move is not legal.

    Args:
        tx: the open transaction.
        row: the step, as :data:`STEP` reads it.
        move: what happens to it.
        columns: further columns of ``steps`` that change with it; ``ended_at`` is None if it is not known, so that no
            statistic counts the time at the counter.
        reason: why, for the event.
        data: more for the event.
        at: when it ended, for an act that was done earlier, without the share.
    """
    old = StepState(row["state"])
    new = moves.move(old, move)
    if isinstance(new, Refused):
        return new
    if tx.changes is not None:
        tx.changes.step(tx.db, row["id"])
    changes: dict[str, Any] = {"state": new.value, **(columns or {})}
    if move is not Move.CALL and (old in AT_COUNTER or new not in moves.OPEN_STATES) and new not in AT_COUNTER:
        changes.setdefault("ended_at", at or tx.now)
    names = ", ".join(f"{name} = ?" for name in changes)
    tx.db.execute(f"UPDATE steps SET {names} WHERE id = ?", (*changes.values(), row["id"]))
    counts.shift(tx, row, old, new)
    counter = changes.get("counter", row["counter"])
    _at_counter(tx, row, counter, old, new)
    readiness.refresh(tx, row["ticket"])  # also for a no-show who comes back while the visit is at another counter
    if move is Move.FINISH and changes["ended_at"] is not None:
        service_times.observe(tx, row["service"], row["called_at"], changes["ended_at"])
    call = changes.get("call", row["call"])
    tx.event(
        _WHAT[move],
        ticket=row["ticket"],
        label=row["label"],
        step=row["id"],
        service=row["service"],
        counter=counter,
        call=call,
        reason=reason,
        data=data,
    )
    return StepMoved(row["ticket"], row["id"], row["label"], row["service"], new, counter, call)


def _at_counter(tx: "Tx", row: Row, counter: str | None, old: StepState, new: StepState) -> None:
    """Keep ``counters.step`` true."""
    if new in AT_COUNTER and old not in AT_COUNTER:
        tx.db.execute("UPDATE counters SET step = ? WHERE counter = ?", (row["id"], counter))
    elif old in AT_COUNTER and new not in AT_COUNTER:
        tx.db.execute("UPDATE counters SET step = NULL WHERE counter = ?", (row["counter"],))


def arrive(
    tx: "Tx",
    *,
    ticket: int,
    position: int,
    service: str,
    priority: bool,
    place: float,
    day: str | None = None,
    since: Instant | None = None,
    taken: bool = True,
    columns: Mapping[str, Any] | None = None,
) -> int:
    """Put a new step of a visit in line; answers its id. ``columns`` are further columns of ``steps``."""
    more = {"id": step_id(ticket, position), **(columns or {})}
    names = ", ".join(more)
    tx.db.execute(
        "INSERT INTO steps (ticket, position, day, service, priority, state, place, since, "
        f"{names}) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, {marks(len(more))})",
        (ticket, position, day or tx.day, service, int(priority), place, since or tx.now, *more.values()),
    )
    counts.arrived(tx, service, day=day, taken=taken, priority=priority)
    step: int = more["id"]
    if tx.changes is not None:
        tx.changes.made.append(step)
    return step


def follow(db: Db, officer: str | None, counter: str, day: str) -> None:
    """An officer sits down at a counter: who waits for this officer is called there, who waits for another is not."""
    waits = "day = ? AND to_officer IS NOT NULL AND state IN ('waiting', 'held', 'no_show')"
    db.execute(
        f"UPDATE steps SET to_counter = NULL WHERE {waits} AND to_counter = ? AND to_officer <> ?",
        (day, counter, officer or ""),
    )
    db.execute(f"UPDATE steps SET to_counter = ? WHERE {waits} AND to_officer = ?", (counter, day, officer or ""))


def let_go(db: Db, counter: str, day: str) -> None:
    """Those who were sent to this counter, or back to it, may be called by any that serves them."""
    db.execute(
        "UPDATE steps SET to_counter = NULL WHERE to_counter = ? AND day = ?"
        " AND state IN ('waiting', 'held', 'no_show')",
        (counter, day),
    )
