"""Which step an act means: the one at a counter, or a named label's."""

from dataclasses import dataclass

from shared.domain import moves
from shared.domain.answers import Refused
from shared.domain.moves import AT_COUNTER, Move
from shared.domain.ticket import split_label, ticket_id
from shared.domain.words import Refusal, StepState
from shared.faults import UsageFault
from shared.store.engine import Row
from shared.store.record import steps
from shared.store.record.hall_index import need_service
from shared.store.record.transaction import Tx
from shared.text.refusals import refuse


@dataclass(frozen=True, slots=True)
class Target:
    """A counter's current step, or a label of today; with both, the label's step has to be at that counter.

    ``service`` picks one of a visit's steps.
    """

    counter: str | None = None
    label: str | None = None
    service: str | None = None


def find(tx: Tx, target: Target, move: Move) -> Row | Refused:
    """The step for a move; UsageFault if nothing is named, or a code or label is not valid."""
    if target.counter is not None:
        tx.need_counter(target.counter)
    if target.label is not None:
        return _of_label(tx, target.label, target, move)
    if target.counter is None:
        raise UsageFault("Neither a counter nor a ticket was named.", "Name --counter N or a label such as AB-012.")
    return _of_counter(tx, target.counter, move)


def ticket_of(tx: Tx, label: str) -> int | Refused:
    """The ticket of a label of today."""
    try:
        prefix, number = split_label(label)
        ticket = ticket_id(tx.day, prefix, number)
    except ValueError as error:
        raise UsageFault(str(error), "Labels look like AB-012.") from None
    if tx.db.execute("SELECT 1 FROM tickets WHERE id = ?", (ticket,)).fetchone() is None:
        return refuse(Refusal.NO_SUCH_TICKET, tx.hall, details={"label": label})
    return ticket


def _of_label(tx: Tx, label: str, target: Target, move: Move) -> Row | Refused:
    """A visit's step at a counter, else the first that may make the move, else the last (to be refused)."""
    ticket = ticket_of(tx, label)
    if isinstance(ticket, Refused):
        return ticket
    rows = tx.db.execute(f"{steps.STEP} WHERE s.ticket = ? ORDER BY s.position", (ticket,)).fetchall()
    if target.service is not None:
        need_service(tx.hall, target.service)
        rows = [row for row in rows if row["service"] == target.service]
        if not rows:
            return refuse(Refusal.NO_SUCH_TICKET, tx.hall, details={"label": label, "service": target.service})
    starts = moves.MOVES[move][0]
    fitting = [row for row in rows if row["state"] in starts]
    at_counter = [row for row in fitting if row["state"] in AT_COUNTER]
    row: Row = (at_counter or fitting or rows[-1:])[0]
    if target.counter is not None and row["state"] in AT_COUNTER and row["counter"] != target.counter:
        return refuse(Refusal.WRONG_COUNTER, tx.hall, details={"counter": str(row["counter"])})
    return row


def _of_counter(tx: Tx, counter: str, move: Move) -> Row | Refused:
    if move not in (Move.RESUME, Move.REJOIN):
        return steps.current(tx.db, counter) or refuse(Refusal.NOTHING_CURRENT, tx.hall)
    state = StepState.HELD if move is Move.RESUME else StepState.NO_SHOW
    row: Row | None = tx.db.execute(  # both states are named first, as the partial index steps_aside has them
        f"{steps.STEP} WHERE s.day = ? AND s.counter = ? AND s.state IN ('held', 'no_show') AND s.state = ?"
        " ORDER BY s.ended_at DESC LIMIT 1",
        (tx.day, counter, state.value),
    ).fetchone()
    return row or refuse(Refusal.NOT_HELD_HERE if move is Move.RESUME else Refusal.NOTHING_CURRENT, tx.hall)
