"""Nobody finds a hidden count by subtraction, in one table or between several; judged by solving what is published."""

import random
from collections.abc import Iterable, Sequence
from fractions import Fraction

import pytest

from shared.domain.statistics.suppression import FEWEST, suppressed


def found_by_reckoning(unknown: Iterable[str], known_sums: Sequence[dict[str, int]]) -> set[str]:
    """Which unknowns can have one value only; each row has the factors of what adds up to something known."""
    names = sorted(unknown)
    rows = [[Fraction(row.get(name, 0)) for name in names] for row in known_sums]
    at = 0
    pivots: list[int] = []
    for column in range(len(names)):
        best = next((row for row in range(at, len(rows)) if rows[row][column]), None)
        if best is None:
            continue
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for row in range(len(rows)):
            if row != at and rows[row][column]:
                times = rows[row][column]
                rows[row] = [value - times * other for value, other in zip(rows[row], rows[at], strict=True)]
        pivots.append(column)
        at += 1
    return {names[column] for row, column in enumerate(pivots) if sum(bool(value) for value in rows[row]) == 1}


def test_the_days_do_not_give_away_the_hours() -> None:
    days = {"mon": 43, "tue": 54}
    hours = {"mon.08": 40, "mon.09": 3, "tue.08": 50, "tue.09": 4}
    same = [(["mon"], ["mon.08", "mon.09"]), (["tue"], ["tue.08", "tue.09"])]
    assert suppressed(hours, [list(hours)]) == {"mon.09", "tue.09"}  # in its own table that is enough
    assert suppressed({**days, **hours}, [list(days), list(hours)], same) == set(hours)


def test_an_agency_that_is_hidden_is_not_the_sum_of_its_services() -> None:
    agencies = {"A": 4, "B": 6, "C": 90}
    services = {"B.1": 6, "C.1": 50, "C.2": 40}
    same = [(["B"], ["B.1"]), (["C"], ["C.1", "C.2"])]
    assert suppressed({**agencies, **services}, [list(agencies)], same) == {"A", "B", "B.1"}


@pytest.mark.parametrize("seed", range(30))
def test_a_table_with_the_sums_of_its_rows_and_columns_gives_nothing_away(seed: int) -> None:
    chance = random.Random(seed)
    days, hours = "abcdefg"[: chance.randint(2, 6)], "12345678"[: chance.randint(2, 7)]
    gives_nothing_away({day + hour: chance.choice((0, 1, 3, 4, 5, 6, 9, 20, 40)) for day in days for hour in hours})


@pytest.mark.parametrize(
    "cells",
    [
        {"a1": 0, "a2": 4, "a3": 9, "b1": 3, "b2": 3, "b3": 9, "c1": 0, "c2": 0, "c3": 3},
        {"a1": 5, "a2": 9, "a3": 3, "b1": 4, "b2": 3, "b3": 0, "c1": 0, "c2": 4, "c3": 0},
    ],
)
def test_what_follows_from_no_sum_alone_but_from_all_of_them_is_hidden_with_more(cells: dict[str, int]) -> None:
    assert gives_nothing_away(cells) == {key for key, count in cells.items() if count}


def test_one_count_alone_is_hidden_though_nothing_is_there_to_hide_it_among() -> None:
    assert suppressed({"a": 3, "b": 0}, [["a", "b"]]) == {"a"}


def gives_nothing_away(cells: dict[str, int]) -> set[str]:
    """The cells of a table that are hidden, judged."""
    days, hours = sorted({key[0] for key in cells}), sorted({key[1] for key in cells})
    by_day = {day: sum(cells[day + hour] for hour in hours) for day in days}
    by_hour = {hour: sum(cells[day + hour] for day in days) for hour in hours}
    same = [
        *(([day], [day + hour for hour in hours]) for day in days),
        *(([hour], [day + hour for day in days]) for hour in hours),
    ]
    counts = {**cells, **by_day, **by_hour}
    gone = suppressed(counts, [list(by_day), list(by_hour), list(cells)], same)
    assert {key for key, count in counts.items() if 0 < count < FEWEST} <= gone
    sums = [dict.fromkeys(table, 1) for table in (by_day, by_hour, cells)]
    sums += [{left[0]: 1} | dict.fromkeys(right, -1) for left, right in same]
    told = found_by_reckoning(gone, [{key: one for key, one in row.items() if key in gone} for row in sums])
    assert {key for key in told if counts[key] < FEWEST} == set()
    return gone & set(cells)
