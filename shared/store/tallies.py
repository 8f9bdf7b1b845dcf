"""How many steps of a service stand where, by day: kept with every move, so that no screen ever counts steps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.domain.words import StepState

if TYPE_CHECKING:
    from shared.store.transaction import Tx

_SHIFT: Mapping[tuple[StepState, StepState], str] = {
    (old, new): f"UPDATE tallies SET {old} = {old} - 1, {new} = {new} + 1 WHERE day = ? AND service = ?"
    for old in StepState
    for new in StepState
    if old is not new
}


def arrived(tx: "Tx", service: str, *, day: str | None = None, taken: bool = True, priority: bool = False) -> None:
    """A fresh step waits. ``taken`` counts it among the numbers of the day (a transferred step is none)."""
    tx.db.execute(
        "INSERT INTO tallies (day, service, taken, taken_priority, waiting) VALUES (?, ?, ?, ?, 1)"
        " ON CONFLICT (day, service) DO UPDATE SET waiting = waiting + 1, taken = taken + excluded.taken,"
        " taken_priority = taken_priority + excluded.taken_priority",
        (day or tx.day, service, int(taken), int(taken and priority)),
    )


def shift(tx: "Tx", day: str, service: str, old: StepState, new: StepState) -> None:
    """A step went from one state to another."""
    if old is not new:
        tx.db.execute(_SHIFT[old, new], (day, service))
