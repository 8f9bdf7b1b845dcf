"""One ticket: where each of its steps stands, how many are ahead. For a reprint, a status screen, the officer."""

import sqlite3
from dataclasses import dataclass

from shared.domain.words import Instant
from shared.store.questions.counter import StepLine, visit_lines


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket and its steps in order; ``ahead`` by step, for those that wait."""

    ticket: int
    label: str
    day: str
    taken_at: Instant
    priority: bool
    visual: bool
    lang: str
    device: str
    booked_for: Instant | None
    steps: tuple[StepLine, ...]
    ahead: dict[int, int]


def ticket_view(db: sqlite3.Connection, ticket: int) -> TicketView | None:
    """A ticket by its id (``shared.domain.ticket.ticket_id``); None when there is none."""
    row = db.execute("SELECT * FROM tickets WHERE id = ?", (ticket,)).fetchone()
    if row is None:
        return None
    lines = visit_lines(db, ticket)
    return TicketView(
        ticket, row["label"], row["day"], row["taken_at"], bool(row["priority"]), bool(row["visual"]), row["lang"],
        row["device"], row["booked_for"], lines,
        {line.step: _ahead(db, row["day"], line) for line in lines if line.state == "waiting"},
    )  # fmt: skip


def _ahead(db: sqlite3.Connection, day: str, line: StepLine) -> int:
    """Those in the same line with a smaller place, whichever lane."""
    place = db.execute("SELECT place FROM steps WHERE id = ?", (line.step,)).fetchone()[0]
    return sum(
        int(
            db.execute(
                "SELECT count(*) FROM steps WHERE day = ? AND service = ? AND priority = ? AND state = 'waiting'"
                " AND ready = 1 AND place < ?",
                (day, line.service, lane, place),
            ).fetchone()[0]
        )
        for lane in (0, 1)
    )
