import dataclasses
import datetime

import pytest

from shared.clock import parse_instant
from shared.domain import calendar
from shared.domain.hall_data.hall import Agency, DayHours, Holiday, Season, Span, Weekday
from shared.domain.words import TimeOfDay
from tests.helpers.hall import small_hall

MONDAY = datetime.date(2026, 11, 23)


def at(text: str):
    return parse_instant(f"{text}+08:00")


def hours(start: int, end: int, **more):
    return DayHours(TimeOfDay(start * 60), TimeOfDay(end * 60), **more)


def week(start: int, end: int):
    return dict.fromkeys(Weekday, hours(start, end))


def agency(**changes):
    hall = small_hall()
    return {**hall.agency, "AB": dataclasses.replace(hall.agency["AB"], **changes)}


def test_the_business_day_is_the_halls_day_not_utcs() -> None:
    hall = small_hall()
    assert calendar.business_day(hall, at("2026-11-23T00:30:00")) == MONDAY
    assert calendar.local(hall, at("2026-11-23T00:30:00")).hour == 0


def test_a_hall_that_closes_after_midnight_goes_on_through_it() -> None:
    hall = small_hall(week=week(18, 25))
    assert calendar.business_day(hall, at("2026-11-24T00:59:00")) == MONDAY
    assert calendar.business_day(hall, at("2026-11-24T01:59:00")) == MONDAY  # the last visitors
    assert calendar.business_day(hall, at("2026-11-24T02:00:00")) == MONDAY + datetime.timedelta(days=1)
    assert calendar.instant_of(hall, MONDAY, TimeOfDay(25 * 60)) == at("2026-11-24T01:00:00")
    assert calendar.time_on(hall, MONDAY, at("2026-11-24T01:00:00")) == 25 * 60


def test_a_tail_never_reaches_into_the_next_mornings_numbers() -> None:
    hall = small_hall(week=dict.fromkeys(Weekday, hours(1, 24)))
    assert calendar.business_day(hall, at("2026-11-24T00:59:00")) == MONDAY
    assert calendar.business_day(hall, at("2026-11-24T01:00:00")) == MONDAY + datetime.timedelta(days=1)


def test_a_closed_day_ends_at_midnight() -> None:
    hall = small_hall(week={Weekday.TUESDAY: hours(8, 16)})
    assert calendar.end_of_day(hall, MONDAY) == calendar.MIDNIGHT
    assert calendar.business_day(hall, at("2026-11-23T23:59:00")) == MONDAY


def test_a_season_replaces_the_week() -> None:
    ramadan = Season({"id": "Ramadan"}, MONDAY, MONDAY, {Weekday.MONDAY: hours(8, 13)})
    hall = small_hall(season={"ramadan": ramadan})
    assert calendar.hours_on(hall, MONDAY).close == 13 * 60
    assert calendar.hours_on(hall, MONDAY + datetime.timedelta(days=1)).close == 16 * 60


@pytest.mark.parametrize(
    ("own", "open_until"),
    [(hours(9, 12), 12), (hours(9, 18), 13), (hours(7, 18), 13)],
)
def test_an_agencys_own_hours_are_cut_to_the_season(own, open_until) -> None:
    lunch = (Span(TimeOfDay(690), TimeOfDay(720)),)
    ramadan = Season({"id": "Ramadan"}, MONDAY, MONDAY, {Weekday.MONDAY: hours(8, 13, breaks=lunch)})
    hall = small_hall(season={"ramadan": ramadan}, agency=agency(week={Weekday.MONDAY: own}))
    found = calendar.hours_on(hall, MONDAY, "AB")
    assert found.close == open_until * 60
    assert found.open >= 8 * 60
    assert found.breaks == lunch


def test_an_agency_with_hours_outside_the_season_is_closed() -> None:
    ramadan = Season({"id": "Ramadan"}, MONDAY, MONDAY + datetime.timedelta(1), {Weekday.MONDAY: hours(8, 13)})
    hall = small_hall(season={"r": ramadan}, agency=agency(week=dict.fromkeys(Weekday, hours(14, 18))))
    assert calendar.hours_on(hall, MONDAY, "AB") is None
    assert calendar.hours_on(hall, MONDAY + datetime.timedelta(1), "AB") is None


def test_an_agencys_week_and_closed_days_differ_from_the_halls() -> None:
    hall = small_hall(agency=agency(week={Weekday.MONDAY: hours(10, 12)}, closed_days=(Weekday.FRIDAY,)))
    friday = MONDAY + datetime.timedelta(days=4)
    assert calendar.hours_on(hall, MONDAY, "AB").open == 600
    assert calendar.hours_on(hall, MONDAY + datetime.timedelta(days=1), "AB").open == 480
    assert calendar.hours_on(hall, friday, "AB") is None
    assert calendar.hours_on(hall, friday, "BA") is not None


def test_a_holiday_closes_the_hall_or_some_agencies_or_shortens_the_day() -> None:
    short = small_hall(holiday={MONDAY: Holiday({"id": "Upacara"}, hours=hours(10, 12))})
    assert calendar.hours_on(short, MONDAY, "AB").open == 600
    some = small_hall(holiday={MONDAY: Holiday({"id": "Rapat"}, agencies=("AB",))})
    assert calendar.hours_on(some, MONDAY) is not None
    assert calendar.hours_on(some, MONDAY, "AB") is None
    assert calendar.holiday_on(some, MONDAY, "BA") is None
    closed = small_hall(
        holiday={MONDAY: Holiday({"id": "Upacara"}, hours=hours(10, 12))},
        agency=agency(closed_days=(Weekday.MONDAY,)),
    )
    assert calendar.hours_on(closed, MONDAY, "AB") is None


def test_numbers_begin_and_end_as_the_file_says_or_by_the_cut_off() -> None:
    hall = small_hall()
    assert calendar.take_from(hours(8, 16)) == 480
    assert calendar.take_from(hours(8, 16, take_from=TimeOfDay(450))) == 450
    assert calendar.take_until(hall, hours(8, 16)) == 16 * 60 - hall.rules.taking.cut_off_minutes
    assert calendar.take_until(hall, hours(8, 16, take_until=TimeOfDay(700))) == 700


def test_the_next_day_of_a_service_is_found_by_its_timetable() -> None:
    hall = small_hall()
    monday_only = dataclasses.replace(hall.service["AB.1"], days=(Weekday.MONDAY,))
    hall = dataclasses.replace(hall, service={**hall.service, "AB.1": monday_only})
    assert calendar.next_taking(hall, MONDAY, "AB.1") == at("2026-11-30T08:00:00")
    assert calendar.next_taking(hall, MONDAY, "AB.2") == at("2026-11-24T08:00:00")
    assert calendar.next_taking(hall, MONDAY) == at("2026-11-24T08:00:00")
    assert calendar.next_taking(dataclasses.replace(hall, week={}), MONDAY) is None


def test_a_services_own_hours_are_cut_to_its_agencys() -> None:
    hall = small_hall()
    spans = (Span(TimeOfDay(7 * 60), TimeOfDay(10 * 60)), Span(TimeOfDay(17 * 60), TimeOfDay(18 * 60)))
    hall = dataclasses.replace(
        hall, service={**hall.service, "AB.1": dataclasses.replace(hall.service["AB.1"], hours=spans)}
    )
    assert calendar.service_spans(hall, MONDAY, "AB.1") == (Span(TimeOfDay(480), TimeOfDay(600)),)
    assert calendar.service_spans(dataclasses.replace(hall, week={}), MONDAY, "AB.1") == ()
    assert isinstance(hall.agency["AB"], Agency)


@pytest.mark.parametrize(
    ("now", "said", "meant"),
    [
        ("2026-11-23T23:00", (0, 30), "2026-11-24T00:30"),  # tonight: the hall is open until 25.00
        ("2026-11-24T00:10", (0, 30), "2026-11-24T00:30"),
        ("2026-11-24T00:10", (24, 30), "2026-11-24T00:30"),
        ("2026-11-23T09:00", (13, 0), "2026-11-23T13:00"),
        ("2026-11-23T14:00", (13, 0), "2026-11-23T13:00"),  # over, whatever the hour
    ],
)
def test_a_time_of_day_means_the_present_business_day(now: str, said: tuple[int, int], meant: str) -> None:
    hall = small_hall(week=week(8, 25))
    time = TimeOfDay(said[0] * 60 + said[1])
    assert calendar.meant(hall, at(now), time) == at(meant)


def test_somebody_serves_or_gives_numbers_from_the_first_number_to_the_closing() -> None:
    hall = small_hall(week=dict.fromkeys(Weekday, hours(8, 16, take_from=TimeOfDay(450))))
    told = {time: calendar.is_within_hours(hall, at(f"2026-11-23T{time}:00")) for time in ("07:29", "07:30", "16:00")}
    assert told == {"07:29": False, "07:30": True, "16:00": True}
    assert not calendar.is_within_hours(hall, at("2026-11-23T16:01:00"))
