"""The checker itself: it accepts what may be and finds what may not, and agrees with trying every order."""

import itertools
import math
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
        [issue(0, 1, 1), Act("next", 2, 4), call(8, 9, NOTHING)],  # ... before its death
        [Act("issue", 0, 4), issue(5, 6, 1)],  # a client died without having done it
        [issue(0, math.inf, 1), call(5, 6, 1)],
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
        [issue(0, 1, 1), call(4, 5, NOTHING), Act("next", 6, 7)],  # the other call came too late to explain it
        [Act("issue", 0, 2), issue(3, 4, 1), issue(5, 6, 3)],  # whoever died cannot act between two later ones
        [issue(0, 1, 1), call(1, 9, NOTHING), call(5, 6, NOTHING)],
    ],
)
def test_what_may_not_be_is_found(history):
    assert "no order explains" in explain(history)


def tried(history):
    """The same answer by trying every order of every choice of unheard acts: slow, and beyond doubt."""
    heard = [act for act in history if act.answer is not None]
    unheard = [act for act in history if act.answer is None]
    for count in range(len(unheard) + 1):
        for chosen in itertools.combinations(unheard, count):
            if any(_honest(order) for order in itertools.permutations([*heard, *chosen])):
                return True
    return False


def _honest(order):
    if any(later.ended < earlier.begun for earlier, later in itertools.combinations(order, 2)):
        return False
    issued = called = 0
    for act in order:
        if act.what == "issue":
            issued += 1
            right = issued
        elif called < issued:
            called += 1
            right = called
        else:
            right = NOTHING
        if act.answer not in (None, right):
            return False
    return True


@pytest.mark.parametrize("seed", range(300))
def test_it_agrees_with_trying_every_order(seed):
    chance = random.Random(seed)
    history = []
    for _ in range(chance.randrange(1, 7)):
        begun = chance.randrange(10)
        ended = begun + chance.randrange(1, 8)
        what = chance.choice(("issue", "next"))
        answer = chance.choice((1, 2, 3) if what == "issue" else (NOTHING, 1, 2))
        unheard = chance.random() < 0.2
        history.append(Act(what, begun + chance.random() / 4, ended, None if unheard else answer))
    assert (explain(history) == "") == tried(history)


def honest(seed, count, overlap=3.0, dying=0.05):
    """A history that a real book had, with random stretches around each instant; some clients died."""
    chance = random.Random(seed)
    issued = called = 0
    history = []
    for instant in range(count):
        begun, ended = instant - chance.uniform(0, overlap), instant + chance.uniform(0, overlap)
        if chance.random() < 0.5:
            issued += 1
            act = issue(begun, ended, issued)
        elif called < issued:
            called += 1
            act = call(begun, ended, called)
        else:
            act = call(begun, ended, NOTHING)
        history.append(Act(act.what, begun, ended) if chance.random() < dying else act)
    return history


@pytest.mark.parametrize("seed", range(10))
def test_histories_of_an_honest_book_pass_and_one_lie_is_found(seed):
    history = honest(seed, 200)
    assert explain(history) == ""
    last = max(act.answer or 0 for act in history if act.what == "next")
    assert explain([*history, call(1000, 1001, last)]) != ""


@pytest.mark.parametrize("seed", range(20))
def test_a_history_in_which_two_were_told_each_other_s_number_is_found(seed):
    history = [act for act in honest(seed, 300) if act.answer is not None or act.ended == math.inf]
    chance = random.Random(seed)
    issues = [place for place, act in enumerate(history) if act.what == "issue" and act.answer]
    one, other = sorted(chance.sample(issues, 2))
    if history[one].ended >= history[other].begun:
        one, other = issues[0], issues[-1]
    swapped = list(history)
    for place, source in ((one, other), (other, one)):
        swapped[place] = issue(history[place].begun, history[place].ended, history[source].answer)
    assert explain(swapped) != ""


def test_a_crowd_s_long_history_takes_seconds():
    history = honest(5, 10_000, overlap=40.0, dying=0)
    assert explain(history) == ""
