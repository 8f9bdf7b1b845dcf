"""What became of the last calls on each screen."""

from dataclasses import dataclass

from shared.domain.words import Instant
from shared.store.engine import Db


@dataclass(frozen=True, slots=True)
class CallOnScreen:
    """One call on one display; None where that did not happen, or was not told yet."""

    call: int
    label: str
    counter: str
    at: Instant
    device: str | None
    shown_at: Instant | None
    spoken_at: Instant | None


def calls_on_screens(db: Db, last: int = 50) -> tuple[CallOnScreen, ...]:
    """The last calls with what each display told of them, oldest first; a call that no display told of stands once."""
    rows = db.execute(
        "SELECT c.number, c.label, c.counter, c.at, r.device, r.shown_at, r.spoken_at FROM calls c"
        " LEFT JOIN call_reports r ON r.call = c.number"
        " WHERE c.number > (SELECT coalesce(max(number), 0) FROM calls) - ? ORDER BY c.number, r.device",
        (last,),
    )
    return tuple(CallOnScreen(*row) for row in rows.fetchall())
