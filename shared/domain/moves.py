"""The legal moves of a step, as one table. Anything else is refused."""

from collections.abc import Mapping
from enum import StrEnum

from shared.domain.answers import Refused
from shared.domain.words import Refusal, StepState
from shared.text.refusals import refuse

_WAITING, _CALLED, _SERVING, _HELD = StepState.WAITING, StepState.CALLED, StepState.SERVING, StepState.HELD


class Move(StrEnum):
    """What can happen to a step."""

    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    HOLD = "hold"
    RESUME = "resume"
    RETURN = "return"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    EXPIRE = "expire"
    REJOIN = "rejoin"
    REOPEN = "reopen"
    REOPEN_HELD = "reopen_held"
    BRING_BACK = "bring_back"


MOVES: Mapping[Move, tuple[frozenset[StepState], StepState]] = {
    Move.CALL: (frozenset({_WAITING}), _CALLED),
    Move.RECALL: (frozenset({_CALLED}), _CALLED),
    Move.START: (frozenset({_CALLED}), _SERVING),
    Move.FINISH: (frozenset({_CALLED, _SERVING}), StepState.DONE),
    Move.NO_SHOW: (frozenset({_CALLED}), StepState.NO_SHOW),
    Move.HOLD: (frozenset({_CALLED, _SERVING}), _HELD),
    Move.RESUME: (frozenset({_HELD}), _WAITING),
    Move.RETURN: (frozenset({_CALLED, _SERVING, _HELD}), _WAITING),
    Move.TRANSFER: (frozenset({_WAITING, _CALLED, _SERVING, _HELD}), StepState.TRANSFERRED),
    Move.CANCEL: (frozenset({_WAITING, _CALLED, _SERVING, _HELD}), StepState.CANCELLED),
    # A visitor who sits at the counter is served to the end, and a no-show stays a no-show.
    Move.EXPIRE: (frozenset({_WAITING, _CALLED, _HELD}), StepState.EXPIRED),
    Move.REJOIN: (frozenset({StepState.NO_SHOW}), _WAITING),
    # Only those whom the closing of the day ended, when that day is opened again: each back to what it was.
    Move.REOPEN: (frozenset({StepState.EXPIRED}), _WAITING),
    Move.REOPEN_HELD: (frozenset({StepState.EXPIRED}), _HELD),
    # A supervisor: what ended by mistake.
    Move.BRING_BACK: (
        frozenset({StepState.DONE, StepState.NO_SHOW, StepState.CANCELLED, StepState.EXPIRED}),
        _WAITING,
    ),
}
"""For each move: the states it starts from, and the state it leads to."""

AT_COUNTER = frozenset({_CALLED, _SERVING})
"""States in which a counter has the step: a visit is in at most one of them, once."""

OPEN_STATES = frozenset({_WAITING, _CALLED, _SERVING, _HELD})
"""States of a step that is not over; the others are endings (a no-show may come back, and a closed day)."""


def move(state: StepState, what: Move) -> StepState | Refused:
    """The state that follows, or why not (ILLEGAL_MOVE)."""
    starts, end = MOVES[what]
    if state in starts:
        return end
    return refuse(Refusal.ILLEGAL_MOVE, details={"state": state.value, "move": what.value})
