"""A booking is checked in by its code: corrected when it is wrong, shown again when it was used."""

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store.acts.bookings import cancel_booking
from shared.store.record.transaction import new_request
from shared.text.share_words import visitor_words
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.test_touches import booked


def test_a_booking_is_checked_in_by_its_code(stage: Stage) -> None:
    assert "booking" not in stage.names()
    booked(stage, "K7-P", "K8")
    stage.touch("booking")
    assert not stage.find("checkin").isEnabled()
    for key in "K7-PX<":
        stage.touch(f"key:{key}")
    assert stage.words("code") == "K7-P"
    stage.touch("checkin")
    assert stage.words("number") == "AB-001"
    assert "09.10" in stage.words("ahead"), "the booking's time is said, not a wait"
    assert stage.printing.begun == ["AB-001"]
    stage.touch("home")
    stage.touch("booking")
    assert stage.model.bookingCode == ""


def test_a_code_that_nobody_knows_is_said_and_can_be_typed_again(stage: Stage) -> None:
    booked(stage, "K7")
    stage.model.booking()
    for key in "K9Z":
        stage.model.typeBooking(key)
    stage.settle()
    stage.touch("checkin")
    assert stage.model.ticket.state == "refused"
    assert stage.words("sentence")
    stage.touch("correct")
    assert (stage.model.page, stage.words("code")) == ("booking", "K9Z")
    for key in ("<", "<", "7"):
        stage.touch(f"key:{key}")
    stage.touch("checkin")
    assert stage.words("number") == "AB-001"
    stage.touch("home")
    assert stage.model.page == "start"


def test_a_booking_that_is_checked_in_already_shows_its_number_and_prints_it_again(stage: Stage) -> None:
    booked(stage, "K77")
    for page in ("ticket", "visit"):
        stage.touch("booking")  # there too when the last booking has been checked in
        for key in "K77":
            stage.touch(f"key:{key}")
        stage.touch("checkin")
        assert stage.model.page == page
        if page == "ticket":
            stage.touch("home")
    assert stage.model.visit.label == "AB-001"
    assert "AB-001" in stage.all_words()
    stage.printing.printers = False
    stage.model.visit.fill()
    stage.settle()
    assert "visit:reprint" not in stage.names(), "this kiosk has no printer"
    stage.printing.printers = True
    stage.model.visit.fill()
    stage.settle()
    stage.touch("visit:reprint")
    assert stage.printing.copies == ["AB-001"]


def test_the_key_for_bookings_stays_where_the_hall_takes_some(stage: Stage) -> None:
    booked(stage, "K7")
    cancel_booking(stage.desk.hall_file, new_request(), "K7")
    stage.model.news_told(())
    stage.settle()
    stage.touch("booking")
    for key in "K7":
        stage.model.typeBooking(key)
    stage.model.checkIn()
    stage.settle()
    assert "dibatalkan" in stage.words("sentence")


def test_a_check_in_that_fails_is_tried_again(stage: Stage) -> None:
    booked(stage, "K77")
    stage.model.booking()
    for key in "K77":
        stage.model.typeBooking(key)
    stage.desk.broken = EnvironmentFault(Kind.GONE, "The share is gone.")
    stage.model.checkIn()
    stage.settle()
    assert stage.words("sentence") == "Data antrean sedang tidak terjangkau."
    stage.desk.broken = None
    stage.touch("again")
    assert stage.words("number") == "AB-001"


@pytest.mark.parametrize("kind", Kind)
def test_a_visitor_is_never_told_what_only_a_technician_can_do(kind: Kind) -> None:
    said = " ".join(visitor_words(kind).values()).lower()
    assert not any(
        word in said for word in ("folder", "jaringan", "network", "antrean check", "antrean_clock", "disk", "teknisi")
    )
