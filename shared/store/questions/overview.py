"""The whole hall as its supervisor sees it: every queue and counter, the printers, the newest call of each zone."""

from dataclasses import dataclass

from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Text
from shared.store.engine import Db
from shared.store.questions.hall_now import HallNow, hall_now
from shared.store.questions.lines import pause_of
from shared.store.questions.state import CallState, State, state
from shared.store.record.job_rows import PrinterRecord, record_of


@dataclass(frozen=True, slots=True)
class Overview:
    """The hall at ``at``. ``last_calls`` is the newest call by zone; ``paused`` the public reason of a pause.

    ``now`` says what a supervisor asks first.
    """

    at: Instant
    state: State
    printers: tuple[PrinterRecord, ...]
    last_calls: dict[str, CallState]
    paused: Text | None
    day_closed: bool
    now: HallNow


def overview(db: Db, hall: Hall, now: Instant) -> Overview:
    """The whole hall at a moment."""
    seen = state(db, hall, now)
    pulse = db.execute("SELECT * FROM pulse").fetchone()
    paused = pause_of(pulse, now)
    return Overview(
        at=now,
        state=seen,
        printers=tuple(record_of(db, code) for code in hall.printer),
        last_calls={call.zone: call for call in seen.calls},
        paused=None if paused is None else paused.reason,
        day_closed=bool(pulse["day_closed"]) and pulse["day"] == seen.day,
        now=hall_now(db, hall, now),
    )
