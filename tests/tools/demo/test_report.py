"""The demo's report: counted from the file's events, and compared with what was seen."""

import pytest

from shared.tools.demo.outcome_check import account, contradictions, lines
from shared.tools.demo.people import Diary


def event(what: str, at: int, step: int = 1, label: str = "AB-001", **data: object) -> dict:
    return {"what": what, "at": at, "step": step, "label": label, "reason": None, "data": data}


QUIET = {"services": [{"waiting": 0}]}
DAY = [
    event("issued", 1_000),
    event("print_fate", 1_500, fate="confirmed"),
    event("called", 4_000),
    event("started", 5_000),
    event("finished", 9_000),
]


def test_waits_and_service_times_come_from_the_events():
    told = account(DAY, QUIET)
    assert (told.tickets, told.calls, told.waits, told.service) == (["AB-001"], 1, [3.0], [4.0])
    assert told.prints == {"confirmed": 1}
    assert told.outcomes == {"finished": 1}


def test_a_transfer_begins_another_wait():
    day = [
        *DAY[:4],
        event("transferred", 6_000, next_step=2),
        event("called", 16_000, step=2),
    ]
    assert account(day, QUIET).waits == [3.0, 10.0]


def test_an_account_says_it_in_words():
    told = "\n".join(lines(account(DAY, QUIET)))
    for words in ("tickets:  1", "calls:    1 (1 finished)", "median 3.0 s", "1 confirmed", "0 still in line"):
        assert words in told
    assert "tickets:  0" in "\n".join(lines(account([], QUIET)))


def diary(**seen: object) -> Diary:
    return Diary(**{"came": 1, "labels": ["AB-001"], "called": ["AB-001"], **seen})


def test_file_screens_and_paper_agree():
    assert contradictions(account(DAY, QUIET), diary(), ["AB-001"]) == []


@pytest.mark.parametrize(
    ("seen", "shown", "state", "day", "said"),
    [
        ({"labels": ["AB-001", "AB-001"], "came": 2}, ["AB-001"], QUIET, DAY, "same number"),
        ({"labels": ["AB-002"]}, ["AB-001"], QUIET, DAY, "not in the file: AB-002"),
        ({"came": 2}, ["AB-001"], QUIET, DAY, "2 visitors came, 1 got a number"),
        ({}, [], QUIET, DAY, "never seen on the display: AB-001"),
        ({}, ["AB-001"], {"services": [{"waiting": 2}]}, DAY, "2 steps were never called"),
        ({}, ["AB-001"], QUIET, [one for one in DAY if one["what"] != "print_fate"], "only 0 papers"),
    ],
)
def test_what_does_not_agree_is_said(seen, shown, state, day, said):
    (wrong,) = contradictions(account(day, state), diary(**seen), shown)
    assert said in wrong
