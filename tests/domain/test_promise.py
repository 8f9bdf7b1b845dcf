"""A wait is promised only where somebody serves, or will by the timetable."""

import datetime

import pytest

from shared.domain import calendar
from shared.domain.estimate import LineState
from shared.domain.hall_data.hall import DayHours, Service, Span, Weekday
from shared.domain.promise import is_long, promised, promised_in_a_row, until_the_end
from shared.domain.words import Instant, TimeOfDay
from tests.helpers.hall import small_hall

BREAK = Span(TimeOfDay(12 * 60), TimeOfDay(13 * 60))
HALL = small_hall(week=dict.fromkeys(Weekday, DayHours(TimeOfDay(8 * 60), TimeOfDay(16 * 60), breaks=(BREAK,))))
DAY = datetime.date(2026, 11, 23)


def at(time: str) -> Instant:
    hours, minutes = map(int, time.split(":"))
    return calendar.instant_of(HALL, DAY, TimeOfDay(hours * 60 + minutes))


def state(time: str, day: datetime.date = DAY, **more: object) -> LineState:
    return LineState(at(time), day, "AB.1", {}, **{"open_counters": 0, **more})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("time", "more", "told"),
    [
        ("07:40", {}, True),  # before opening: by the timetable they come
        ("08:03", {}, True),
        ("09:00", {}, False),
        ("09:00", {"open_counters": 1}, True),
        ("09:00", {"back_at": (at("09:20"),)}, True),
        ("12:10", {}, True),  # the hall's break ends by the timetable
        ("14:00", {}, False),
    ],
)
def test_a_wait_is_told_where_somebody_serves_or_is_due(time: str, more: dict[str, object], told: bool) -> None:
    assert (promised(HALL, state(time, **more)) is not None) == told


def test_on_a_day_without_hours_nobody_is_due() -> None:
    hall = small_hall(week={Weekday.MONDAY: DayHours(TimeOfDay(8 * 60), TimeOfDay(16 * 60))})
    assert promised(hall, state("09:00", datetime.date(2026, 11, 22))) is None


def test_beyond_two_hours_a_wait_is_long() -> None:
    assert [is_long(wait) for wait in (None, (0, 2), (100, 140), (100, 142), (387, 780))] == [False] * 3 + [True] * 2


def test_a_step_that_nobody_serves_holds_no_other_up_but_those_that_depend_on_it() -> None:
    assert promised_in_a_row(HALL, [("AB.1", None), ("BA.1", (5, 9))]) == (None, (5, 9))
    hall = small_hall(services={"BA.9": Service({"id": "Bayar"}, 5.0, after=("AB.1",))})
    assert promised_in_a_row(hall, [("AB.1", None), ("BA.9", (5, 9))]) == (None, None)


def test_what_is_certain_without_a_promise_is_the_end_of_the_day() -> None:
    low, high = until_the_end(HALL, "AB.1", DAY, at("14:00"))
    assert low == 0
    end = calendar.service_spans(HALL, DAY, "AB.1")[-1].end
    assert at("14:00") + high * 60_000 == calendar.instant_of(HALL, DAY, end)
    hall = small_hall(week={Weekday.MONDAY: DayHours(TimeOfDay(8 * 60), TimeOfDay(16 * 60))})
    assert until_the_end(hall, "AB.1", datetime.date(2026, 11, 22), at("09:00")) == (0, 0)
