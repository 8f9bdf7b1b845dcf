"""A supervisor brings a visitor back whose visit ended by mistake: expired, cancelled, absent, or finished too soon."""

from shared.domain.answers import Refused, StepMoved
from shared.domain.moves import MOVES, OPEN_STATES, Move
from shared.domain.words import Refusal, StepState
from shared.store.acts.target import ticket_of
from shared.store.engine import Engine, Row
from shared.store.record import rollover, steps
from shared.store.record.hall_index import need_service
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse


def bring_back(
    hall_file: Engine, request: str, label: str, service: str | None = None, officer: str = ""
) -> StepMoved | Refused:
    """A visit's step that is over waits again at its old place: the one of ``service``, or the one that ended last.

    NO_SUCH_TICKET; DAY_CLOSED when the day is closed (opening it again brings back those whom that ended);
    NOTHING_TO_BRING_BACK when no step is over, the hall no longer has its service, or the visitor waits for it already.
    """

    def body(tx: Tx) -> StepMoved | Refused:
        ticket = ticket_of(tx, label)
        if isinstance(ticket, Refused):
            return ticket
        if service is not None:
            need_service(tx.hall, service)
        if tx.pulse["day_closed"]:
            return refuse(Refusal.DAY_CLOSED, tx.hall)
        row = _over(tx, ticket, service)
        if row is None:
            return refuse(Refusal.NOTHING_TO_BRING_BACK, tx.hall, details={"label": label})
        columns = {"ended_at": None, "successor": None}
        if not rollover.may_still_go_to(tx, row["to_counter"]):
            columns["to_counter"] = None
        return steps.shift(tx, row, Move.BRING_BACK, columns=columns, data={"state": "waiting", "from": row["state"]})

    return once(hall_file, request, "bring_back", body, officer=officer)


def _over(tx: Tx, ticket: int, service: str | None) -> Row | None:
    """The step that ended last and may come back."""
    rows = tx.db.execute(f"{steps.STEP} WHERE s.ticket = ? ORDER BY s.position", (ticket,)).fetchall()
    still = {row["service"] for row in rows if StepState(row["state"]) in OPEN_STATES}
    over = [
        row
        for row in rows
        if StepState(row["state"]) in MOVES[Move.BRING_BACK][0]
        and row["service"] in tx.hall.service
        and row["service"] not in still
        and service in (None, row["service"])
    ]
    return max(over, key=lambda row: row["ended_at"] or 0, default=None)
