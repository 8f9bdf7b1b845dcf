"""What became of the last calls on each screen."""

from dataclasses import dataclass

from shared.domain.words import Instant
from shared.store.engine import Db


@dataclass(frozen=True, slots=True)
class CallOnScreen:
    """One call on one display; None where that did not happen, or was not told yet.

    Attributes:
        at: when it was called first, by the clock of the PC that called.
        shown_at, spoken_at: when it was painted, and last spoken, by the display's clock, which may be another.
        shown_ms, spoken_ms: within so long after the call (for the voice: the last call out) stood in the hall's file,
            by the display's own clock alone; None where the display had not looked at the file before.
    """

    call: int
    label: str
    counter: str
    at: Instant
    device: str | None
    shown_at: Instant | None
    spoken_at: Instant | None
    shown_ms: int | None
    spoken_ms: int | None


def calls_on_screens(db: Db, last: int = 50) -> tuple[CallOnScreen, ...]:
    """The last calls with what each display told of them, oldest first; a call that no display told of stands once."""
    rows = db.execute(
        "SELECT c.number, c.label, c.counter, c.at, r.device, r.shown_at, r.spoken_at, r.shown_ms,"
        " r.spoken_ms FROM calls c"
        " LEFT JOIN call_reports r ON r.call = c.number"
        " WHERE c.number > (SELECT coalesce(max(number), 0) FROM calls) - ? ORDER BY c.number, r.device",
        (last,),
    )
    return tuple(CallOnScreen(*row) for row in rows.fetchall())
