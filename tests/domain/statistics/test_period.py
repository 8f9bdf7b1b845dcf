"""Periods as people write them, and what each is compared with."""

import datetime

import pytest

from shared.domain.statistics.period import EXAMPLES, PeriodKind, ReportPeriod, around, before, parse, same_weekdays

KINDS = [PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.YEAR]


@pytest.mark.parametrize("kind", KINDS)
def test_a_period_is_written_as_its_key(kind: PeriodKind) -> None:
    period = parse(kind, EXAMPLES[kind])
    assert period.key == EXAMPLES[kind]
    assert parse(kind, period.last.isoformat()) == parse(kind, period.first.isoformat()) == period
    assert len(period.days()) == {"day": 1, "week": 7, "month": 30, "year": 365}[kind.value]


@pytest.mark.parametrize("kind", KINDS)
def test_the_period_before_ends_the_day_before(kind: PeriodKind) -> None:
    period = parse(kind, EXAMPLES[kind])
    assert before(period).last == period.first - datetime.timedelta(days=1)
    assert before(period).kind is kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PeriodKind.MONTH, "2026-13"), (PeriodKind.MONTH, "November"), (PeriodKind.WEEK, "2026-W54"),
        (PeriodKind.DAY, "2026-02-30"), (PeriodKind.DAY, "2026"), (PeriodKind.YEAR, "26"), (PeriodKind.YEAR, ""),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(kind: PeriodKind, text: str) -> None:
    with pytest.raises(ValueError):
        parse(kind, text)


def test_the_year_of_a_week_is_that_of_its_thursday() -> None:
    assert around(PeriodKind.WEEK, datetime.date(2027, 1, 1)).key == "2026-W53"


def test_a_span_is_compared_with_as_many_days_before_it() -> None:
    span = ReportPeriod(PeriodKind.SPAN, datetime.date(2026, 11, 10), datetime.date(2026, 11, 12))
    assert before(span).bounds == ("2026-11-07", "2026-11-09")


def test_a_usual_monday_is_made_of_mondays() -> None:
    days = [period.first for period in same_weekdays(parse(PeriodKind.DAY, "2026-11-30"))]
    assert [day.isoweekday() for day in days] == [1, 1, 1, 1]
    assert max(days) == datetime.date(2026, 11, 23)
