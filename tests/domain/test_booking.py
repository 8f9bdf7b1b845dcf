"""Whether the hall can serve a booking, whoever wrote it."""

import dataclasses

import pytest

from shared.clock import parse_instant
from shared.domain.answers import Issued
from shared.domain.booking import Booking, code_key, doubt, doubt_of_code
from shared.domain.hall_data.hall import Hall, Weekday
from shared.domain.words import Instant
from tests.helpers.hall import MORNING, small_hall

GOOD = Booking("K-7", "AB.1", "2026-11-24", parse_instant("2026-11-24T09:30:00+08:00"))


def agency_closed_on_tuesdays() -> Hall:
    hall = small_hall()
    closed = dataclasses.replace(hall.agency["AB"], closed_days=(Weekday.TUESDAY,))
    return small_hall(agency={**hall.agency, "AB": closed})


def test_a_booking_that_can_be_served_raises_no_doubt() -> None:
    assert doubt(small_hall(), GOOD, MORNING) is None
    assert doubt_of_code(GOOD.code) is None


@pytest.mark.parametrize(
    ("booking", "hall", "about", "said"),
    [
        (dataclasses.replace(GOOD, service="QQ.1"), small_hall(), "service", "not a service of this hall"),
        (GOOD, agency_closed_on_tuesdays(), "date", "AB is closed"),
        (dataclasses.replace(GOOD, day="2026-11-22"), small_hall(), "date", "is past"),
    ],
)
def test_what_cannot_be_served_is_said(booking: Booking, hall: Hall, about: str, said: str) -> None:
    found = doubt(hall, booking, MORNING)
    assert found is not None
    assert found.about == about
    assert said in found.reason


def test_a_code_that_is_an_identity_number_is_none() -> None:
    found = doubt_of_code("3171012345678901")
    assert found is not None
    assert "NIK" in found.reason


def test_codes_are_the_same_whatever_their_case_spaces_and_hyphens() -> None:
    assert {code_key(text) for text in ("K-7p", "k7P", " k 7-p-")} == {"K7P"}
    assert code_key("-") == ""


def test_a_number_of_a_booking_waits_for_its_time_where_the_visitor_came_before() -> None:
    plain = Issued(1, "AB-001", "2026-11-23", MORNING, False, False, "id", ())
    assert not plain.waits_for_booking
    for minutes, waits in ((30, True), (0, False), (-30, False)):
        booked = dataclasses.replace(plain, booked_for=Instant(MORNING + minutes * 60_000))
        assert booked.waits_for_booking is waits
