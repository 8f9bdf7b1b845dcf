import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.hall_data.hall import Rejoin
from shared.domain.rejoin import place

LINE = (30.0, 10.0, 20.0)


@pytest.mark.parametrize(
    ("rule", "after", "expected"),
    [
        (Rejoin.FRONT, 0, 9.0),
        (Rejoin.AFTER, 0, 9.0),
        (Rejoin.AFTER, 1, 15.0),
        (Rejoin.AFTER, 2, 25.0),
        (Rejoin.AFTER, 3, 99.0),
        (Rejoin.ARRIVAL, 0, 12.0),
        (Rejoin.END, 0, 99.0),
    ],
)
def test_the_rule_says_the_place(rule: Rejoin, after: int, expected: float) -> None:
    assert place(rule, LINE, 12.0, end=99.0, after=after) == expected


@pytest.mark.parametrize("rule", [Rejoin.FRONT, Rejoin.AFTER, Rejoin.END])
def test_an_empty_line_is_joined_at_its_end(rule: Rejoin) -> None:
    assert place(rule, (), 12.0, end=99.0, after=3) == 99.0


@given(st.lists(st.integers(1, 1000), unique=True), st.integers(0, 12), st.sampled_from(Rejoin))
def test_exactly_k_others_go_first(line: list[int], after: int, rule: Rejoin) -> None:
    joined = place(rule, [float(p) for p in line], 500.5, end=1001.0, after=after)
    ahead = sum(p < joined for p in line)
    if rule is Rejoin.AFTER:
        assert ahead == min(after, len(line))
    elif rule is Rejoin.FRONT and line:
        assert ahead == 0
