"""A scanner at the kiosk: a ticket's code shows it, prints it again and brings back; a booking's checks in."""

import pytest

from kiosk.scan.scanned_codes import booking_scanned, ticket_scanned
from printers.paper.layout import qr_words
from shared.domain.answers import Called, Issued
from shared.domain.booking import Booking
from shared.domain.ticket import ticket_id
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.acts.bookings import import_bookings
from shared.store.acts.calling import call_next
from shared.store.acts.issue import Order, issue
from shared.store.acts.moving import no_show
from shared.store.acts.target import Target
from shared.store.record.transaction import new_request
from tests.helpers.hall import MORNING
from tests.helpers.screens.by_ear import ByEar
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage
from tests.kiosk.conftest import MakeStage


def take(stage: Stage, *services: str) -> Issued:
    issued = issue(stage.desk.hall_file, new_request(), Order(services))
    assert isinstance(issued, Issued)
    return issued


def visitor_missed(stage: Stage) -> Issued:
    """Somebody who was called and did not come."""
    issued = take(stage, "AB.3")
    called = call_next(stage.desk.hall_file, new_request(), "1")
    assert isinstance(called, Called)
    assert called.label == issued.label
    no_show(stage.desk.hall_file, new_request(), Target(counter="1"))
    return issued


@pytest.mark.parametrize(
    "size", [pytest.param(PORTRAIT, id="portrait"), pytest.param(LANDSCAPE, id="landscape", marks=pytest.mark.looks)]
)
@pytest.mark.parametrize("page", ["start", "agency", "search", "booking", "order", "questions", "help", "ticket"])
def test_a_ticket_is_shown_from_any_page(make_stage: MakeStage, size: tuple[int, int], page: str) -> None:
    stage = make_stage(size)
    ear = ByEar(stage)
    for _ in range(3):
        take(stage, "AB.3")
    issued = take(stage, "AB.3", "MB.1")
    model = stage.model
    leads = {"agency": lambda: model.showAgency("AB"), "search": model.search, "booking": model.booking,
             "order": lambda: model.choose("AB.1"),
             "questions": lambda: (model.choose("AB.1"), model.askQuestions()), "help": model.help}  # fmt: skip
    if page == "ticket":
        model.choose("AB.1")
        model.take()
    leads.get(page, lambda: None)()
    stage.settle()
    ear.scan(qr_words(issued.ticket))
    assert stage.model.page == "visit"
    assert stage.words("visit:number") == issued.label
    assert stage.model.visit.rows[0].people == "Antrean di depan Anda: 3"
    assert len(stage.model.visit.rows) == 2
    assert stage.model.order.count == 0, "another visitor's choice is gone"


def test_a_ticket_is_printed_once_more(stage: Stage) -> None:
    ear, issued = ByEar(stage), take(stage, "AB.3")
    ear.scan(qr_words(issued.ticket))
    stage.touch("visit:reprint")
    assert stage.printing.copies == [issued.label]
    assert "visit:reprint" not in stage.names()


def test_who_missed_the_call_comes_back_by_the_rule(stage: Stage) -> None:
    ear, issued = ByEar(stage), visitor_missed(stage)
    ear.scan(qr_words(issued.ticket))
    assert "Dipanggil" in stage.model.visit.rows[0].people
    stage.touch("comeback")
    assert "comeback" not in stage.names()
    assert stage.model.visit.rows[0].people != ""
    again = call_next(stage.desk.hall_file, new_request(), "1")
    assert isinstance(again, Called)
    assert again.label == issued.label


def test_the_line_moves_while_the_ticket_is_shown(stage: Stage) -> None:
    ear = ByEar(stage)
    take(stage, "AB.3")
    issued = take(stage, "AB.3")
    ear.scan(qr_words(issued.ticket))
    assert stage.model.visit.rows[0].people == "Antrean di depan Anda: 1"
    call_next(stage.desk.hall_file, new_request(), "1")
    stage.model.news_told(())
    assert stage.model.visit.rows[0].people == "Tidak ada antrean" or stage.model.visit.rows[0].people == ""


def test_a_bookings_code_checks_in_from_the_start_page(stage: Stage) -> None:
    ear = ByEar(stage)
    booking = Booking("K7-PQ2", "AB.3", "2026-11-23", Instant(MORNING + 600_000))
    import_bookings(stage.desk.hall_file, new_request(), (booking,))
    ear.scan("K7-PQ2")
    assert stage.words("number") == "AB-001"


def test_who_is_here_before_the_booked_time_is_told_that_time(stage: Stage) -> None:
    ear = ByEar(stage)
    import_bookings(
        stage.desk.hall_file, new_request(), (Booking("K7-PQ2", "AB.3", "2026-11-23", Instant(MORNING + 19_800_000)),)
    )
    ear.scan("K7-PQ2")
    issued = stage.model.ticket.issued
    assert issued is not None
    ear.scan(qr_words(issued.ticket))
    (step,) = stage.model.visit.rows
    assert (step.people, step.wait) == ("", "dipanggil sekitar pukul 14.30")


@pytest.mark.parametrize("code", ["https://example.org/?a=b", "8991002101234*#", "?" * 100])
def test_what_is_not_ours_is_refused_kindly(stage: Stage, code: str) -> None:
    ear = ByEar(stage)
    stage.model.showAgency("AB")
    ear.scan(code)
    assert (stage.model.page, stage.model.visit.state) == ("visit", "unknown")
    assert stage.words("sentence").startswith("Ini bukan")
    stage.touch("home")
    assert stage.model.page == "start"


def test_a_ticket_of_yesterday_is_not_shown(stage: Stage) -> None:
    ear = ByEar(stage)
    ear.scan(qr_words(ticket_id("2026-11-22", "AB", 1)))
    assert stage.model.page in ("visit", "ticket")
    assert "visit:number" not in stage.names()


def test_without_the_share_the_reason_is_said(stage: Stage) -> None:
    ear, issued = ByEar(stage), take(stage, "AB.3")
    stage.desk.broken = EnvironmentFault(Kind.GONE, "The share is gone.")
    ear.scan(qr_words(issued.ticket))
    assert stage.model.visit.state == "fault"
    assert stage.words("sentence")


def test_codes_are_told_apart() -> None:
    ticket = ticket_id("2026-11-23", "AB", 12)
    assert ticket_scanned(qr_words(ticket)) == ticket
    assert ticket_scanned(qr_words(ticket).lower()) == ticket
    assert ticket_scanned("ANDI7") is None
    assert booking_scanned("andi7") == "ANDI7"
    assert booking_scanned("a/b") is None
