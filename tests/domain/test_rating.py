"""One touch: who is too quick, what is a burst, and which sums may be shown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.rating import Cause, Face, Rating, Touches, Where, may_be_shown, response_rate, total


def touched(*seconds: float) -> list[str]:
    touches = Touches()
    said = [touches.touch(round(at * 1000)) for at in seconds]
    return [f"{'counts' if one.counts else 'rests'}{' doubtful' if one.doubtful else ''}" for one in said]


def test_one_rating_in_three_seconds() -> None:
    assert touched(0, 1, 2.9, 3, 5.9, 6) == ["counts", "rests", "rests", "counts", "rests", "counts doubtful"]


def test_more_than_five_touches_in_fifteen_seconds_are_doubtful() -> None:
    assert [one for one in touched(0, 4, 8, 12, 16, 20) if "doubtful" in one] == []
    assert touched(0, 3, 6, 9, 12, 15)[-1] == "counts doubtful"
    assert touched(0, 3, 6, 9, 12, 15.1)[-1] == "counts"
    assert touched(0, 0.5, 1, 1.5, 2, 2.5, 3.5, 40) == [*["counts"], *["rests"] * 4, "rests doubtful",
                                                        "counts doubtful", "counts"]  # fmt: skip


def rating(face: Face, **other: object) -> Rating:
    plain = {"day": "2026-11-25", "hour": 9, "zone": "A", "channel": Where.COUNTER, "face": face, "service": "AB.1"}
    return Rating(**(plain | other))  # type: ignore[arg-type]


def test_doubtful_ratings_are_counted_and_left_out() -> None:
    found = total([
        (rating(Face.GOOD), 3), (rating(Face.GOOD, cause=Cause.STAFF), 2), (rating(Face.BAD, doubtful=True), 7),
    ])  # fmt: skip
    assert (found.ratings, found.faces[Face.GOOD], found.faces[Face.BAD]) == (5, 5, 0)
    assert (found.causes[Cause.STAFF], found.causes[Cause.WAIT], found.doubtful) == (2, 0, 7)


@pytest.mark.parametrize(("counts", "shown"), [
    ({}, set()),
    ({"a": 4}, set()),
    ({"a": 5}, {"a"}),
    ({"a": 20, "b": 12}, {"a", "b"}),
    ({"a": 20, "b": 3}, set()),
    ({"a": 20, "b": 12, "c": 3}, {"a"}),
    ({"a": 20, "b": 3, "c": 2}, {"a"}),
    ({"a": 20, "b": 0}, {"a"}),
])  # fmt: skip
def test_a_small_sum_cannot_be_had_by_subtraction(counts: dict[str, int], shown: set[str]) -> None:
    assert may_be_shown(counts, 5) == shown


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30)), st.integers(2, 12))
def test_what_is_hidden_is_nobody_or_many(counts: dict[str, int], least: int) -> None:
    shown = may_be_shown(counts, least)
    assert all(counts[key] >= least for key in shown)
    hidden = sum(count for key, count in counts.items() if key not in shown)
    assert hidden == 0 or hidden >= least or not shown


def test_the_response_rate_is_rounded_half_up() -> None:
    assert (response_rate(1, 3), response_rate(1, 16), response_rate(0, 0)) == (Decimal("33.3"), Decimal("6.3"), None)
