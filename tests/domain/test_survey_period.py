"""Periods as offices name them."""

import datetime

import pytest

from shared.domain.hall_data.hall_check import problems
from shared.domain.hall_data.survey_data import SurveyPeriod
from shared.domain.survey_period import is_asked, period, period_of, within
from tests.helpers.hall import small_hall


@pytest.mark.parametrize(("text", "code", "first", "last"), [
    ("2026", "2026", "2026-01-01", "2026-12-31"),
    ("2026-s2", "2026-S2", "2026-07-01", "2026-12-31"),
    ("2026-TW1", "2026-Q1", "2026-01-01", "2026-03-31"),
    (" 2026-Q4 ", "2026-Q4", "2026-10-01", "2026-12-31"),
    ("2028-02", "2028-02", "2028-02-01", "2028-02-29"),
])  # fmt: skip
def test_a_period_by_its_name(text: str, code: str, first: str, last: str) -> None:
    found = period(text)
    assert found is not None
    assert (found.code, found.first, found.last) == (code, first, last)


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-S3", "2026-Q0", "2026-1", "2026-11-01", "0000", "x2026"])
def test_anything_else_is_none(text: str) -> None:
    assert period(text) is None


AUTUMN = SurveyPeriod({"id": "Survei akhir tahun"}, datetime.date(2026, 11, 2), datetime.date(2026, 11, 27))


def test_the_halls_own_period_goes_before_the_calendar() -> None:
    hall = small_hall(survey_period={"2026-S2": AUTUMN})
    own = period_of(hall, "2026-s2")
    assert own is not None
    assert (own.code, own.first, own.last, own.name) == ("2026-S2", "2026-11-02", "2026-11-27", AUTUMN.name)
    half = period_of(small_hall(), "2026-S2")
    assert half is not None
    assert half.first == "2026-07-01"
    assert within(hall, "2026-S2", "2026-11-01", "2026-11-30")
    assert not within(small_hall(), "2026-S2", "2026-11-01", "2026-11-30")
    assert not within(hall, "gone", "2026-01-01", "2026-12-31")


def test_it_is_asked_within_its_days_and_always_without_periods() -> None:
    hall = small_hall(survey_period={"a": AUTUMN})
    days = [datetime.date(2026, 11, day) for day in (1, 2, 27, 28)]
    assert [is_asked(hall, day) for day in days] == [False, True, True, False]
    assert is_asked(small_hall(), days[0])


def test_a_period_that_contradicts_itself_is_said() -> None:
    early = datetime.date(2026, 10, 1)
    wrong = SurveyPeriod({"id": "Salah"}, AUTUMN.first, early, published=early)
    where = {problem.key for problem in problems(small_hall(survey_period={"x": wrong}))}
    assert {"survey_period.x.last", "survey_period.x.published"} <= where
