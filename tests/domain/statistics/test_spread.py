"""Ranks and means against the plainest arithmetic."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.statistics.spread import NOTHING, share, spread
from tests.reports.slow_answers import told


@given(st.lists(st.integers(0, 4 * 3_600_000), max_size=60))
def test_a_spread_is_what_looking_at_each_value_gives(values: list[int]) -> None:
    found = spread(values)
    assert (found.count, found.mean, found.median, found.p95, found.longest) == told(values)


def test_nothing_measured_is_not_zero() -> None:
    assert spread([]) == NOTHING
    assert NOTHING.median is None


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_a_share_is_rounded_half_up(part: int, more: int) -> None:
    whole = part + more
    exact = Fraction(part, whole)
    assert abs(Fraction(share(part, whole) or 0).limit_denominator(1000) - exact) <= Fraction(1, 2000)
    assert share(0, 0) is None
    assert share(1, 2000) == 0.001
