"""The row of a ticket, however it came to be: taken here, carried over from the day before, given out offline."""

from typing import TYPE_CHECKING

from shared.domain.ticket import split_label, ticket_id
from shared.domain.words import Instant

if TYPE_CHECKING:
    from shared.store.record.transaction import Tx


def insert(
    tx: "Tx",
    day: str,
    label: str,
    *,
    priority: bool,
    visual: bool,
    lang: str,
    taken_at: Instant | None = None,
    booked_for: Instant | None = None,
) -> int:
    """Write a ticket of a day; answers its id. The number of its label is drawn before."""  # fmt: skip
    prefix, number = split_label(label)
    ticket = ticket_id(day, prefix, number)
    tx.db.execute(
        "INSERT INTO tickets (id, day, prefix, number, label, priority, visual, lang, device, taken_at, booked_for)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (ticket, day, prefix, number, label, int(priority), int(visual), lang, tx.device, taken_at or tx.now,
         booked_for),
    )  # fmt: skip
    return ticket
