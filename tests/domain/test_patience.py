import pytest

from shared.domain import patience
from shared.domain.hall_data.hall import CallRule
from shared.domain.words import Instant, Refusal
from tests.helpers.hall import MORNING, small_hall


def at(seconds: float) -> Instant:
    return Instant(MORNING + round(seconds * 1000))


def test_recalls_keep_their_gap_and_their_limit() -> None:
    hall = small_hall(calls=CallRule(recall_limit=3, recall_gap_seconds=20))
    soon = patience.may_recall(hall, 1, at(0), at(19))
    assert soon is not None
    assert (soon.code, soon.back_at) == (Refusal.RECALL_TOO_SOON, at(20))
    assert patience.may_recall(hall, 2, at(0), at(20)) is None
    limit = patience.may_recall(hall, 3, at(0), at(99))
    assert limit is not None
    assert limit.code is Refusal.RECALL_LIMIT
    assert patience.may_recall(small_hall(), 99, at(0), at(0)) is None


def test_a_no_show_needs_its_calls_and_its_time() -> None:
    hall = small_hall(calls=CallRule(calls_before_no_show=2, no_show_after_seconds=30))
    once = patience.may_mark_no_show(hall, 1, at(0), at(60))
    assert once is not None
    assert (once.code, once.details) == (Refusal.NO_SHOW_TOO_SOON, {"calls_missing": 1})
    soon = patience.may_mark_no_show(hall, 2, at(0), at(29))
    assert soon is not None
    assert soon.back_at == at(30)
    assert patience.may_mark_no_show(hall, 2, at(0), at(30)) is None


@pytest.mark.parametrize(
    ("minutes", "calls", "late_minutes", "since", "allowed"),
    [(60, 0, 60, 999, True), (60, 0, 61, 0, False), (10, 5, 61, 5, True), (10, 5, 61, 6, False)],
)
def test_a_no_show_comes_back_within_the_grace_of_minutes_or_calls(
    minutes, calls, late_minutes, since, allowed
) -> None:
    hall = small_hall(calls=CallRule(grace_minutes=minutes, grace_calls=calls))
    refused = patience.may_rejoin(hall, at(0), at(late_minutes * 60), since)
    assert (refused is None) is allowed
    assert refused is None or refused.code is Refusal.GRACE_OVER


def test_a_call_out_of_turn_needs_a_reason_where_the_hall_says_so() -> None:
    refused = patience.named_call_refused(small_hall(), "  ")
    assert refused is not None
    assert refused.code is Refusal.REASON_NEEDED
    assert patience.named_call_refused(small_hall(), "sakit") is None
    assert patience.named_call_refused(small_hall(calls=CallRule(reason_for_named=False)), "") is None


def test_a_hold_ends_at_its_time_or_when_somebody_ends_it() -> None:
    assert not patience.hold_is_over(None, at(9999))
    assert not patience.hold_is_over(at(10), at(9))
    assert patience.hold_is_over(at(10), at(10))


def test_who_was_only_called_is_not_finished_by_a_slip_of_the_finger() -> None:
    hall = small_hall(calls=CallRule(calls_before_no_show=2), asks_within=10)
    soon = patience.still_called(hall, "AB-001", 1, at(0), at(9))
    assert soon is not None
    assert (soon.code, soon.details) == (Refusal.STILL_CALLED, {"label": "AB-001", "calls_missing": 1})
    assert patience.still_called(hall, "AB-001", 1, at(0), at(10)) is None
