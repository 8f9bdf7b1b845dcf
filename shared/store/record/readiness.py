"""Which waiting steps of a visit may be called: ``steps.ready``, kept with every move of the visit.

The rule is the domain's (``visit.may_call``); it is written down so that a line is read through one index and no
press of "next" looks at other people's visits.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shared.domain.hall_data.hall import Hall
from shared.domain.ticket import step_id
from shared.domain.visit import VisitStep, may_call
from shared.domain.words import StepState
from shared.store.engine import Db

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx


def of_ticket(db: Db, ticket: int) -> list[VisitStep]:
    """The steps of a visit in order."""
    rows = db.execute(
        "SELECT id, service, state, position, waits_for FROM steps WHERE ticket = ? ORDER BY position", (ticket,)
    )
    return [
        VisitStep(step, service, StepState(state), position, waits) for step, service, state, position, waits in rows
    ]


def callable_steps(hall: Hall, steps: Sequence[VisitStep], *, leaving: int | None = None) -> set[int]:
    """The waiting steps of a visit that a counter may call.

    ``leaving`` is a step at a counter that is about to be finished: what may be called once it is.
    """
    others = [step for step in steps if step.step != leaving]
    waiting = (step for step in others if step.state is StepState.WAITING)
    return {step.step for step in waiting if may_call(hall, others, step.step) is None}


def refresh(tx: "Tx", ticket: int) -> None:
    """Write down which steps of a visit may be called now."""
    rows = tx.db.execute(
        "SELECT id, ready, state FROM steps WHERE id > ? AND id < ?", (step_id(ticket, 0), step_id(ticket + 1, 0))
    ).fetchall()  # by id, which begins with the ticket's: their rows are beside the step that was just moved
    if len(rows) == 1 and rows[0]["ready"]:  # most visits
        return
    free = {rows[0]["id"]} if len(rows) == 1 else callable_steps(tx.hall, of_ticket(tx.db, ticket))
    for step, ready, state in rows:
        due = int(step in free or state != StepState.WAITING)
        if due != ready:
            tx.db.execute("UPDATE steps SET ready = ? WHERE id = ?", (due, step))
