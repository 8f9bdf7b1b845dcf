"""Which button may be pressed when, compared with the domain's own table."""

import pytest

from counter import screen_text
from counter.desk.acts import BUTTONS, KEPT_WITHOUT_SHARE, LISTS_KEY, NEEDS, WHY_KEY, Act, why_not
from shared.domain.moves import AT_COUNTER, MOVES, Move
from shared.domain.words import CounterStatus, Instant, StepState
from shared.store.questions.counter import CounterView, StepLine


def visitor(state: StepState) -> StepLine:
    return StepLine(101, 1, "AB-001", "AB.1", state, False, False, "id", at=Instant(0), since=Instant(0))


def view(state: StepState | None = None, status: CounterStatus = CounterStatus.OPEN) -> CounterView:
    return CounterView(Instant(0), "1", "A", "2026-11-23", 0, status, "Sari", current=visitor(state) if state else None)


@pytest.mark.parametrize("act", NEEDS)
@pytest.mark.parametrize("state", sorted(AT_COUNTER))
def test_a_button_is_usable_exactly_when_the_domain_allows_the_move(act: Act, state: StepState) -> None:
    if act is Act.VISIT_NOTE:  # no move: whoever is at the counter has a visit
        allowed = True
    else:
        move = Move.RETURN if act is Act.CASHIER else Move(act.value)
        allowed = state in MOVES[move][0]
    assert (why_not(act, view(state), share=True, unsent=False) is None) == allowed


@pytest.mark.parametrize("act", NEEDS)
def test_without_a_visitor_the_button_says_so(act: Act) -> None:
    why = why_not(act, view(), share=True, unsent=False)
    assert why is not None
    assert why.word == screen_text.NOBODY_HERE


def test_next_is_always_tried_because_counts_may_be_a_second_old() -> None:
    for status in CounterStatus:
        assert why_not(Act.NEXT, view(status=status), share=True, unsent=False) is None
    assert why_not(Act.NEXT, view(StepState.SERVING), share=True, unsent=False) is None


def test_a_break_waits_for_the_visitor_and_needs_an_open_counter() -> None:
    why = why_not(Act.BREAK, view(StepState.CALLED), share=True, unsent=False)
    assert why is not None
    assert why.values == {"label": "AB-001"}
    closed = why_not(Act.BREAK, view(status=CounterStatus.CLOSED), share=True, unsent=False)
    assert closed is not None
    assert closed.word == screen_text.COUNTER_IS_CLOSED
    assert why_not(Act.BREAK, view(), share=True, unsent=False) is None


def test_without_the_share_only_what_can_be_kept_is_usable() -> None:
    usable = {act for act in Act if why_not(act, view(StepState.CALLED), share=False, unsent=False) is None}
    assert usable == KEPT_WITHOUT_SHARE == {Act.FINISH, Act.NO_SHOW}


def test_calling_waits_until_what_is_kept_was_sent() -> None:
    why = why_not(Act.NEXT, view(), share=True, unsent=True)
    assert why is not None
    assert why.word == screen_text.UNSENT_WAIT


def test_nothing_is_usable_before_the_first_look_at_the_file() -> None:
    assert all(why_not(act, None, share=True, unsent=False) is not None for act in Act)
    gone = why_not(Act.NEXT, None, share=False, unsent=False)
    assert gone is not None
    assert gone.word == screen_text.SHARE_GONE_WAIT


def test_every_button_has_a_key_of_its_own_in_the_order_of_the_keyboard() -> None:
    keys = [*(look.key for look in BUTTONS.values()), LISTS_KEY, WHY_KEY]
    assert keys == [f"F{n}" for n in range(1, 13)]
