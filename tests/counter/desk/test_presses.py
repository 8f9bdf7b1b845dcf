"""One press, one request id."""

from counter.desk.acts import Act
from counter.desk.presses import SAME_PRESS_SECONDS, Presses
from tests.helpers.screens.desk import Ticks


def presses() -> tuple[Presses, Ticks]:
    ticks, made = Ticks(), iter(f"r{n}" for n in range(100))
    return Presses(ticks, lambda: next(made)), ticks


def test_each_press_has_a_request_id_of_its_own() -> None:
    desk, ticks = presses()
    first = desk.begin(Act.RECALL, "AB-001")
    assert first is not None
    assert desk.answered(first)
    ticks.now += 1
    second = desk.begin(Act.RECALL, "AB-001")
    assert second is not None
    assert (first.request, second.request) == ("r0", "r1")


def test_a_press_under_way_is_not_begun_again() -> None:
    desk, ticks = presses()
    assert desk.begin(Act.NEXT, None) is not None
    ticks.now += 60
    assert desk.begin(Act.NEXT, None) is None
    assert desk.begin(Act.FINISH, "AB-001") is None


def test_a_double_press_is_one_press_even_when_the_file_was_quick() -> None:
    desk, ticks = presses()
    first = desk.begin(Act.NEXT, None)
    assert first is not None
    desk.answered(first)
    ticks.now += SAME_PRESS_SECONDS - 0.01
    assert desk.begin(Act.NEXT, "AB-001") is None
    ticks.now += 0.02
    assert desk.begin(Act.NEXT, "AB-001") is not None


def test_another_button_may_follow_at_once() -> None:
    desk, _ = presses()
    first = desk.begin(Act.START, "AB-001")
    assert first is not None
    desk.answered(first)
    assert desk.begin(Act.FINISH, "AB-001") is not None


def test_a_press_without_an_answer_asks_the_same_question_again() -> None:
    desk, ticks = presses()
    first = desk.begin(Act.NEXT, None)
    assert first is not None
    assert desk.unanswered(first)
    ticks.now += 1
    again = desk.begin(Act.NEXT, None)
    assert again is not None
    assert again.request == first.request


def test_once_the_file_was_read_again_the_next_press_is_a_new_one() -> None:
    desk, ticks = presses()
    first = desk.begin(Act.NEXT, None)
    assert first is not None
    desk.unanswered(first)
    desk.truth_seen()
    ticks.now += 1
    again = desk.begin(Act.NEXT, None)
    assert again is not None
    assert again.request != first.request


def test_an_answer_that_comes_late_is_told_apart() -> None:
    desk, _ = presses()
    first = desk.begin(Act.NEXT, None)
    assert first is not None
    assert desk.unanswered(first)
    assert not desk.answered(first)
    assert desk.under_way is None
