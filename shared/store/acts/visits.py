"""One visit, several agencies: steps are added, dropped, put in another order; a payment in between."""

from collections.abc import Sequence

from shared.domain import visit
from shared.domain.answers import HallChanged, Refused, StepMoved
from shared.domain.moves import Move
from shared.domain.ticket import step_id
from shared.domain.words import Refusal, StepState
from shared.store.acts.moving import cancel, line_places
from shared.store.acts.target import Target, find, ticket_of
from shared.store.acts.transferring import MOST_STEPS
from shared.store.engine import Engine, Row
from shared.store.record import events, readiness, steps
from shared.store.record.events import What
from shared.store.record.hall_index import need_service
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse


def add_step(hall_file: Engine, request: str, label: str, service: str, officer: str = "") -> StepMoved | Refused:
    """Add a service to a visit, at the end of its order and of that service's line."""

    def body(tx: Tx) -> StepMoved | Refused:
        need_service(tx.hall, service)
        ticket = ticket_of(tx, label)
        if isinstance(ticket, Refused):
            return ticket
        present = readiness.of_ticket(tx.db, ticket)
        refused = visit.may_add(tx.hall, present, service) or _full(tx, len(present))
        if refused is not None:
            return refused
        row = steps.by_id(tx.db, present[0].step)
        step = _insert(tx, row, service, len(present) + 1, reason="added")
        readiness.refresh(tx, ticket)
        return StepMoved(ticket, step, row["label"], service, StepState.WAITING)

    return once(hall_file, request, "add_step", body, officer=officer)


def drop_step(
    hall_file: Engine, request: str, label: str, service: str, reason: str = "", officer: str = ""
) -> StepMoved | Refused:
    """Cancel one step of a visit; the others stay."""
    return cancel(hall_file, request, Target(label=label, service=service), reason or "dropped", officer)


def reorder_steps(
    hall_file: Engine, request: str, label: str, services: Sequence[str], officer: str = ""
) -> HallChanged | Refused:
    """Put the steps that still wait in another order. WAITS_FOR_EARLIER_STEP against a dependency."""

    def body(tx: Tx) -> HallChanged | Refused:
        ticket = ticket_of(tx, label)
        if isinstance(ticket, Refused):
            return ticket
        present = readiness.of_ticket(tx.db, ticket)
        waiting = {s.service: s.step for s in present if s.state in (StepState.WAITING, StepState.HELD)}
        if sorted(services) != sorted(waiting):
            return refuse(Refusal.NO_SUCH_TICKET, tx.hall, details={"label": label})
        positions = visit.reorder(tx.hall, present, [waiting[service] for service in services])
        if isinstance(positions, Refused):
            return positions
        # Two positions may never be the same, so first move them out of the way.
        for step, position in positions.items():
            tx.db.execute("UPDATE steps SET position = ? WHERE id = ?", (MOST_STEPS + 1 - position, step))
        for step, position in positions.items():
            tx.db.execute("UPDATE steps SET position = ? WHERE id = ?", (position, step))
        tx.event(What.REORDERED, ticket=ticket, label=label, data={"services": list(services)})
        return HallChanged(What.REORDERED, tx.day, changes=tuple(services))

    return once(hall_file, request, "reorder", body, officer=officer)


def continue_at(hall_file: Engine, request: str, counter: str, service: str, officer: str = "") -> StepMoved | Refused:
    """``Continue at the cashier, then come back to me``: the present visitor goes for ``service`` in between.

    The step at this counter waits again, only for this counter and not before the new step is over; near the front,
    as the hall's rule for such loops says.
    """

    def body(tx: Tx) -> StepMoved | Refused:
        need_service(tx.hall, service)
        row = find(tx, Target(counter=counter), Move.RETURN)
        return row if isinstance(row, Refused) else _loop(tx, row, counter, service)

    return once(hall_file, request, "continue_at", body, officer=officer)


def _loop(tx: Tx, row: Row, counter: str, service: str) -> StepMoved | Refused:
    present = readiness.of_ticket(tx.db, row["ticket"])
    loop = visit.payment_loop(
        tx.hall,
        present,
        next(step for step in present if step.step == row["id"]),
        counter=counter,
        service=service,
        line=line_places(tx, row["service"], tx.hall.rules.calls.loop_after),
        original=row["place"],
        end=float(events.newest(tx.db) + 1),
    )
    refused = loop if isinstance(loop, Refused) else _full(tx, len(present))
    if isinstance(loop, Refused) or refused is not None:
        return refused or refuse(Refusal.ILLEGAL_MOVE, tx.hall)
    step = _insert(tx, row, service, loop.position, reason="continue_at")
    columns = {"place": loop.place, "rejoined": "return", "to_counter": loop.to_counter, "waits_for": step}
    answer = steps.shift(
        tx, row, Move.RETURN, columns=columns, reason="continue_at", data={"to_service": service, "next_step": step}
    )
    assert isinstance(answer, StepMoved)  # who is at a counter may be returned
    return StepMoved(
        answer.ticket, answer.step, answer.label, answer.service, answer.state, counter, answer.call, step, service
    )


def _full(tx: Tx, count: int) -> Refused | None:
    if count < MOST_STEPS:
        return None
    return refuse(Refusal.ILLEGAL_MOVE, tx.hall, details={"most_steps": MOST_STEPS})


def _insert(tx: Tx, row: Row, service: str, position: int, *, reason: str) -> int:
    """A new step of a visit at a position; those behind it move by one."""
    behind = tx.db.execute(
        "SELECT id, position FROM steps WHERE ticket = ? AND position >= ? ORDER BY position DESC",
        (row["ticket"], position),
    ).fetchall()
    for later, at in behind:
        tx.db.execute("UPDATE steps SET position = ? WHERE id = ?", (at + 1, later))
    count: int = tx.db.execute("SELECT count(*) FROM steps WHERE ticket = ?", (row["ticket"],)).fetchone()[0]
    step = step_id(row["ticket"], count + 1)
    place = tx.event(
        What.ISSUED, ticket=row["ticket"], label=row["label"], step=step, service=service, reason=reason,
        data={"position": position, "priority": bool(row["priority"])},
    )  # fmt: skip
    return steps.arrive(
        tx, ticket=row["ticket"], position=position, service=service, priority=bool(row["priority"]), place=place,
        day=row["day"], columns={"id": step},
    )  # fmt: skip
