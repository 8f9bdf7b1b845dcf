import pytest

from shared.domain.answers import Refused
from shared.domain.moves import AT_COUNTER, MOVES, OPEN_STATES, Move, move
from shared.domain.words import Refusal, StepState


def test_every_move_has_a_row() -> None:
    assert set(MOVES) == set(Move)


@pytest.mark.parametrize("what", Move)
@pytest.mark.parametrize("state", StepState)
def test_what_is_not_in_the_table_is_refused(state: StepState, what: Move) -> None:
    starts, end = MOVES[what]
    answer = move(state, what)
    if state in starts:
        assert answer is end
    else:
        assert isinstance(answer, Refused)
        assert (answer.code, answer.details) == (Refusal.ILLEGAL_MOVE, {"state": state.value, "move": what.value})


def test_who_may_come_back_from_an_ending() -> None:
    endings = set(StepState) - OPEN_STATES
    back = {(what, s) for what, (starts, _) in MOVES.items() for s in starts & endings}
    assert back == {
        (Move.REJOIN, StepState.NO_SHOW),
        (Move.REOPEN, StepState.EXPIRED),
        (Move.REOPEN_HELD, StepState.EXPIRED),
        *((Move.BRING_BACK, ended) for ended in endings - {StepState.TRANSFERRED}),  # a supervisor, by hand
    }


def test_a_visitor_at_a_counter_can_always_leave_it() -> None:
    for state in AT_COUNTER:
        assert any(state in starts and end not in AT_COUNTER for starts, end in MOVES.values())
