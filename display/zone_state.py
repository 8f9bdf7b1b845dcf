"""What a display asks the file: who is called, how many wait, what is paused, closed, disturbed or on a break.

These run on the store's thread, in one short reading each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from display.board.calls import Call, Stand
from display.stage import Standing
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, StepState, Text
from shared.store.engine import Engine
from shared.store.questions.board import BoardCall, BoardState, board
from shared.store.record.events import Event, events_after, newest

FAR_BACK = 4000
"""Events that are read at most when a display comes back; older ones are no news for anybody."""

_STANDS = {StepState.CALLED: Stand.CALLED, StepState.SERVING: Stand.SERVING}
_GONE = frozenset({StepState.WAITING, StepState.HELD, StepState.TRANSFERRED, StepState.CANCELLED})


@dataclass(frozen=True, slots=True)
class ZoneInterruption:
    """Something that does not work for now: why, and until when if that is known."""

    reason: Text
    until: Instant | None = None


@dataclass(frozen=True, slots=True)
class ZoneState:
    """One look at the hall, as of event ``sequence``."""

    sequence: int = 0
    standing: tuple[Standing, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict[str, int])  # by service
    wait_minutes: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, "tuple[int, int]"])
    breaks: Mapping[str, Instant | None] = field(default_factory=dict[str, "Instant | None"])  # by counter: back at
    disturbed: Mapping[str, ZoneInterruption] = field(default_factory=dict[str, ZoneInterruption])  # by service
    paused: ZoneInterruption | None = None
    day_closed: bool = False


@dataclass(frozen=True, slots=True)
class CatchUp:
    """A look, and what happened since this display last looked."""

    look: ZoneState
    missed: tuple[Event, ...]
    hall_id: str


def look(file: Engine, hall: Hall, zones: frozenset[str], now: Instant) -> ZoneState:
    """The state of the zones now, without the calls: the feed brings those, and their rows are on many pages."""
    with file.reading() as db:
        return _of_board(board(db, hall, zones, now, limit=0), hall)


def catch_up(
    file: Engine, hall: Hall, zones: frozenset[str], now: Instant, cursor: int | None, hall_id: str | None = None
) -> CatchUp:
    """The same, with the events after ``cursor``; none without a cursor, of another hall, or of a restored file."""
    with file.reading() as db:
        last = newest(db)
        seen = _of_board(board(db, hall, zones, now), hall)
        missed: list[Event] = []
        if cursor is not None and hall_id in (None, file.hall_id) and cursor <= last:
            at = max(cursor, last - FAR_BACK)
            while batch := events_after(db, at):
                missed += batch
                at = batch[-1].sequence
    return CatchUp(seen, tuple(missed), file.hall_id)


def _of_board(found: BoardState, hall: Hall) -> ZoneState:
    calls = sorted(found.calls, key=lambda call: (call.last_at, call.call))
    return ZoneState(
        sequence=found.sequence,
        standing=tuple(_standing(call, at - len(calls), hall) for at, call in enumerate(calls)),
        waiting=found.waiting,
        wait_minutes=found.wait_minutes,
        breaks={c.counter: c.back_at for c in found.counters if c.status == "break"},
        disturbed={service: ZoneInterruption(stop.reason, stop.until) for service, stop in found.disturbed.items()},
        paused=None if found.paused is None else ZoneInterruption(found.paused, found.paused_until),
        day_closed=found.day_closed,
    )


def _standing(call: BoardCall, sequence: int, hall: Hall) -> Standing:
    """An earlier call. Its ``sequence`` is negative: it only has to come before everything from the feed."""
    state = StepState(call.state)
    stand = _STANDS.get(state, Stand.GONE if state in _GONE else Stand.OVER)
    return Standing(
        Call(
            sequence=sequence,
            call=call.call,
            ticket=call.ticket,
            step=call.step,
            label=call.label,
            counter=call.counter,
            zone=call.zone,
            service=call.service,
            agency=hall.agency_of(call.service),
            priority=call.priority,
            visual=call.visual,
            lang=call.lang,
            times=call.times,
            at=call.last_at,
        ),
        stand,
    )
