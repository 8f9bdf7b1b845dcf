"""The checker itself: it accepts what may be and finds what may not."""

import random

import pytest

from tests.torture.model import NOTHING, Act, explain


def issue(begun, ended, number):
    return Act("issue", begun, ended, number)


def call(begun, ended, number):
    return Act("next", begun, ended, number)


@pytest.mark.parametrize(
    "history",
    [
        [],
        [issue(0, 1, 1), call(2, 3, 1)],
        [issue(0, 5, 2), issue(1, 2, 1)],  # they overlap: any order
        [call(0, 1, NOTHING), issue(2, 3, 1)],
        [issue(0, 3, 1), call(1, 2, NOTHING)],  # overlap: the call came first
        [issue(0, 3, 1), call(1, 2, 1)],  # overlap: the issue came first
        [Act("issue", 0), call(5, 6, 1)],  # the issuing client died, its ticket is there
        [Act("issue", 0), call(5, 6, NOTHING)],  # ... or not
        [issue(0, 1, 1), Act("next", 2), call(8, 9, NOTHING)],  # somebody who died had called it
    ],
)
def test_what_may_be_is_accepted(history):
    assert explain(history) == ""


@pytest.mark.parametrize(
    "history",
    [
        [issue(0, 1, 1), issue(2, 3, 1)],  # a number twice
        [issue(0, 1, 1), issue(2, 3, 3)],  # a gap
        [issue(0, 1, 2), issue(2, 3, 1)],  # out of order although one came after the other
        [issue(0, 1, 1), call(2, 3, NOTHING)],  # somebody waits
        [issue(0, 1, 1), call(2, 3, 1), call(4, 5, 1)],  # called twice
        [issue(0, 1, 1), issue(2, 3, 2), call(4, 5, 2)],  # passed over
        [call(0, 1, 1), issue(2, 3, 1)],  # called before it was there
        [issue(0, 1, 1), Act("next", 2), call(3, 4, 1), call(5, 6, 1)],
    ],
)
def test_what_may_not_be_is_found(history):
    assert "no order explains" in explain(history)


def honest(seed, count):
    """A history that a real book had, with random stretches around each instant; some clients died."""
    chance = random.Random(seed)
    issued = called = 0
    history = []
    for instant in range(count):
        begun, ended = instant - chance.uniform(0, 3), instant + chance.uniform(0, 3)
        if chance.random() < 0.5:
            issued += 1
            act = issue(begun, ended, issued)
        elif called < issued:
            called += 1
            act = call(begun, ended, called)
        else:
            act = call(begun, ended, NOTHING)
        history.append(Act(act.what, begun) if chance.random() < 0.05 else act)
    return history


@pytest.mark.parametrize("seed", range(10))
def test_histories_of_an_honest_book_pass_and_one_lie_is_found(seed):
    history = honest(seed, 200)
    assert explain(history) == ""
    last = max(act.answer or 0 for act in history if act.what == "next")
    assert explain([*history, call(1000, 1001, last)]) != ""
