"""What a display reads from the hall's file: the board now, and the events that it missed while it was away.

These run on the store's thread, in one short reading each.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from display.board.calls import Call, Stand
from display.stage import Standing
from shared.domain.calendar import business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, StepState
from shared.store.engine import Engine
from shared.store.questions.board import BoardCall, BoardState, board
from shared.store.questions.upcoming import upcoming
from shared.store.record.events import Event, events_after, newest

FAR_BACK = 4000
"""Events that are read at most when a display comes back; older ones are no news for anybody."""

_STANDS = {StepState.CALLED: Stand.CALLED, StepState.SERVING: Stand.SERVING}
_GONE = frozenset({StepState.WAITING, StepState.HELD, StepState.TRANSFERRED, StepState.CANCELLED})


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The board now, and what happened since this display last read the file."""

    board: BoardState
    missed: tuple[Event, ...]
    hall_id: str


def read_board(file: Engine, hall: Hall, zones: frozenset[str], now: Instant) -> BoardState:
    """The board of the zones without the calls: the feed brings those, and their rows lie on many pages."""
    with file.reading() as db:
        return board(db, hall, zones, now, limit=0)


def read_upcoming(
    file: Engine, hall: Hall, groups: Mapping[str, tuple[str, ...]], now: Instant, most: int
) -> dict[str, tuple[str, ...]]:
    """The next tickets of each line."""
    with file.reading() as db:
        return upcoming(db, hall, groups, now, most)


def catch_up(
    file: Engine, hall: Hall, zones: frozenset[str], now: Instant, cursor: int | None, hall_id: str | None = None
) -> CatchUp:
    """The board with its calls and the events after ``cursor``.

    There are no such events without a cursor, or when it is of another hall or of a file that was restored since.
    """
    with file.reading() as db:
        last = newest(db)
        seen = board(db, hall, zones, now)
        missed: list[Event] = []
        if cursor is not None and hall_id in (None, file.hall_id) and cursor <= last:
            at = max(cursor, last - FAR_BACK)
            while batch := events_after(db, at):
                missed += batch
                at = batch[-1].sequence
    return CatchUp(seen, tuple(missed), file.hall_id)


def standing(seen: BoardState, hall: Hall, now: Instant) -> tuple[Standing, ...]:
    """The board's calls of today, in the order in which they were last called out: yesterday's call nobody."""
    today = business_day(hall, now)
    calls = sorted(
        (call for call in seen.calls if business_day(hall, call.last_at) == today),
        key=lambda call: (call.last_at, call.call),
    )
    return tuple(_standing(call, at - len(calls), hall) for at, call in enumerate(calls))


def _standing(call: BoardCall, sequence: int, hall: Hall) -> Standing:
    """A call of before. Its ``sequence`` is negative: it only has to stand before everything that the feed brings."""
    stand = _STANDS.get(call.state, Stand.GONE if call.state in _GONE else Stand.OVER)
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
