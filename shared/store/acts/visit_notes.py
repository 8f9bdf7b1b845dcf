"""A note that goes with a visit: what the next officer should know, never who the visitor is."""

from shared.domain.answers import Refused, VisitNoted
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.store.acts.impersonal import impersonal
from shared.store.acts.target import ticket_of
from shared.store.engine import Engine
from shared.store.record import steps
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse

LONGEST = 200
"""Letters of a note."""


def note_visit(
    hall_file: Engine, request: str, words: str, *, label: str | None = None, counter: str | None = None,
    officer: str = "",
) -> VisitNoted | Refused:  # fmt: skip
    """Put a note on a visit, in place of the one before; empty words take it away.

    The visit is that of ``label``, or the one at ``counter``. PERSONAL_DATA, NOTHING_CURRENT, NO_SUCH_TICKET;
    UsageFault for a note that is too long.
    """

    def body(tx: Tx) -> VisitNoted | Refused:
        text = " ".join(words.split())
        if len(text) > LONGEST:
            raise UsageFault(f"The note has {len(text)} letters; {LONGEST} at most.", "Say it in fewer words.")
        found = _visit(tx, label, counter)
        refused = found if isinstance(found, Refused) else impersonal(tx, text)
        if isinstance(found, Refused) or refused is not None:
            return refused or refuse(Refusal.NO_SUCH_TICKET, tx.hall)
        ticket, name = found
        tx.db.execute("UPDATE tickets SET note = ? WHERE id = ?", (text or None, ticket))
        tx.event(What.VISIT_NOTE, ticket=ticket, label=name, counter=counter, reason=text or None)
        return VisitNoted(ticket, name, text)

    return once(hall_file, request, "visit_note", body, officer=officer)


def _visit(tx: Tx, label: str | None, counter: str | None) -> tuple[int, str] | Refused:
    if counter is not None:
        tx.need_counter(counter)
    if label is None:
        if counter is None:
            raise UsageFault("Neither a counter nor a ticket was named.", "Name --counter N or a label such as AB-012.")
        row = steps.current(tx.db, counter)
        return refuse(Refusal.NOTHING_CURRENT, tx.hall) if row is None else (row["ticket"], row["label"])
    ticket = ticket_of(tx, label)
    if isinstance(ticket, Refused):
        return ticket
    (written,) = tx.db.execute("SELECT label FROM tickets WHERE id = ?", (ticket,)).fetchone()
    return ticket, written
