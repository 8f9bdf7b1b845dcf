"""How many steps of a service are in each state, by day: updated with every move, so that no screen counts steps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.domain.words import StepState
from shared.store.engine import Row

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx


def _statement(old: StepState, new: StepState, priority: bool) -> str:
    changes = [f"{old} = {old} - 1", f"{new} = {new} + 1"]
    if priority and StepState.WAITING in (old, new):
        changes.append(f"waiting_priority = waiting_priority {'+' if new is StepState.WAITING else '-'} 1")
    return f"UPDATE tallies SET {', '.join(changes)} WHERE day = ? AND service = ?"


_SHIFT: Mapping[tuple[StepState, StepState, bool], str] = {
    (old, new, priority): _statement(old, new, priority)
    for old in StepState
    for new in StepState
    for priority in (False, True)
    if old is not new
}


def arrived(tx: "Tx", service: str, *, day: str | None = None, taken: bool = True, priority: bool = False) -> None:
    """A new step waits. ``taken`` counts it among the numbers of the day (a transferred step is none)."""
    tx.db.execute(
        "INSERT INTO tallies (day, service, taken, taken_priority, waiting, waiting_priority) VALUES (?, ?, ?, ?, 1, ?)"
        " ON CONFLICT (day, service) DO UPDATE SET waiting = tallies.waiting + 1,"
        " taken = tallies.taken + excluded.taken,"
        " taken_priority = tallies.taken_priority + excluded.taken_priority,"
        " waiting_priority = tallies.waiting_priority + excluded.waiting_priority",
        (day or tx.day, service, int(taken), int(taken and priority), int(priority)),
    )


def gone(tx: "Tx", row: Row, *, taken: bool = False) -> None:
    """A waiting step that was made a moment ago is no more; ``taken`` as for :func:`arrived`."""
    tx.db.execute(
        "UPDATE tallies SET waiting = waiting - 1, waiting_priority = waiting_priority - ?, taken = taken - ?,"
        " taken_priority = taken_priority - ? WHERE day = ? AND service = ?",
        (row["priority"], int(taken), int(taken and row["priority"]), row["day"], row["service"]),
    )


def shift(tx: "Tx", row: Row, old: StepState, new: StepState) -> None:
    """A step (its row) went from one state to another."""
    tx.db.execute(_SHIFT[old, new, bool(row["priority"])], (row["day"], row["service"]))
