import copy

import pytest

from shared.domain.hall_data import per_hall_cache as memory
from shared.domain.hall_data.per_hall_cache import remembered
from tests.helpers.hall import small_hall


def test_an_answer_is_calculated_once_for_each_hall_and_argument() -> None:
    asked: list[int] = []

    @remembered
    def counters(_hall: object, more: int) -> int:
        asked.append(more)
        return len(asked)

    hall = small_hall()
    assert [counters(hall, 1), counters(hall, 2), counters(hall, 1)] == [1, 2, 1]
    assert counters(copy.copy(hall), 1) == 3  # another hall, though it says the same
    assert asked == [1, 2, 1]


def test_two_functions_do_not_share_an_answer() -> None:
    one, other = remembered(lambda _hall: "one"), remembered(lambda _hall: "other")
    hall = small_hall()
    assert (one(hall), other(hall), one(hall)) == ("one", "other", "one")


def test_a_program_that_runs_for_years_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_ANSWERS", 2)
    asked: list[int] = []

    @remembered
    def seen(_hall: object, day: int) -> int:
        asked.append(day)
        return day

    hall = small_hall()
    assert [seen(hall, day) for day in (1, 2, 3, 1)] == [1, 2, 3, 1]
    assert asked == [1, 2, 3, 1]
