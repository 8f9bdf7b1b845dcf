"""One visit as its officers see it: its steps, its note, and everything that happened to it today."""

from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.ticket import split_label, ticket_id
from shared.domain.words import Instant
from shared.store.engine import Db
from shared.store.questions.counter import StepLine, visit_lines
from shared.store.questions.state import present_day
from shared.store.questions.ticket_visit import ShownStep, visit_of
from shared.store.record.events import Event, event_of

_COLUMNS = "sequence, at, day, what, device, officer, ticket, label, step, service, counter, call, reason, data"


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A visit of today.

    Attributes:
        steps: its steps in order, also those that were transferred.
        shown: what each step's visitor may know of it: place and wait; by step.
        note: for the next officer; empty for none.
        history: its events, oldest first.
    """

    ticket: int
    label: str
    taken_at: Instant
    priority: bool
    booked_for: Instant | None
    note: str
    steps: tuple[StepLine, ...]
    shown: tuple[ShownStep, ...]
    history: tuple[Event, ...]


def visit_card(db: Db, hall: Hall, label: str, now: Instant) -> VisitCard | None:
    """The visit with this label (AB-012) today; None if there is none. ValueError for what is no label."""
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    day = present_day(hall, pulse, now)
    ticket = ticket_id(day, *split_label(label))
    head = db.execute(
        "SELECT label, taken_at, priority, booked_for, note FROM tickets WHERE id = ?", (ticket,)
    ).fetchone()
    if head is None:
        return None
    begun = db.execute("SELECT first_event FROM days WHERE day = ?", (day,)).fetchone()
    events = db.execute(
        f"SELECT {_COLUMNS} FROM events WHERE sequence >= ? AND ticket = ? ORDER BY sequence",
        (0 if begun is None else begun[0], ticket),
    ).fetchall()
    known = visit_of(db, hall, now, ticket)
    return VisitCard(
        ticket, head["label"], head["taken_at"], bool(head["priority"]), head["booked_for"], head["note"] or "",
        visit_lines(db, ticket), () if known is None else known.steps, tuple(map(event_of, events)),
    )  # fmt: skip
