"""The whole way by real touches on the real screen."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.offers import Offers
from shared.domain.booking import Booking
from shared.domain.words import Instant, Refusal
from shared.faults import EnvironmentFault, Kind
from shared.store.acts.bookings import import_bookings
from shared.store.acts.issue import Order, issue
from shared.store.record.transaction import new_request
from shared.text.refusals import refuse
from tests.helpers.hall import MORNING
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage, place
from tests.kiosk.conftest import MakeStage

TOMORROW = Instant(MORNING + 86_400_000)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_three_touches_to_a_number(make_stage: MakeStage, size: tuple[int, int]) -> None:
    stage = make_stage(size)
    stage.touch("agency:AB")
    stage.touch("service:AB.3")
    stage.touch("take")
    assert stage.words("number") == "AB-001"
    assert [order.services for _, order in stage.desk.requests] == [("AB.3",)]
    assert stage.printing.begun == ["AB-001"]


def test_what_most_people_come_for_takes_two_touches(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("take")
    assert stage.words("number") == "AB-001"


def test_an_agency_with_one_service_goes_straight_to_it(stage: Stage) -> None:
    stage.touch("agency:UR")
    assert stage.model.order.chosen == ("UR.1",)
    assert "take" in stage.names()


def test_before_the_number_stands_what_to_bring_and_how_long(stage: Stage) -> None:
    for _ in range(5):
        issue(stage.desk.hall_file, new_request(), Order(("AB.3",)))
    stage.touch("agency:AB")
    stage.touch("service:AB.3")
    said = " ".join(stage.all_words())
    assert "buku nikah" in said
    assert "Antrean di depan Anda: 5" in stage.words("wait:AB.3")
    assert "menit" in stage.words("wait:AB.3")


def test_search_by_need_finds_and_takes(stage: Stage) -> None:
    stage.touch("search")
    for key in "SKCK":
        stage.touch(f"key:{key}")
    assert stage.words("query") == "skck"
    stage.touch("service:MB.1")
    stage.touch("take")
    assert stage.words("number") == "MB-001"


def test_before_anything_is_typed_the_search_offers_what_most_want_and_people(stage: Stage) -> None:
    stage.touch("search")
    offered = [name for name in stage.names() if name.startswith("service:")]
    assert "service:AB.1" in offered
    stage.touch("turn:next")
    assert "service:AM.1" in stage.names()


def test_a_search_in_vain_says_so_and_can_begin_again(stage: Stage) -> None:
    stage.touch("search")
    for key in "XQX":
        stage.touch(f"key:{key}")
    assert "Tidak ditemukan" in stage.words("nothing")
    stage.touch("key:<")
    assert stage.words("query") == "xq"
    stage.touch("wipe")
    assert stage.model.catalogue.query == ""


def test_two_taps_on_one_spot_do_not_touch_what_comes_next(stage: Stage) -> None:
    stage.theme.set_still(False)
    where = place(stage.find("agency:AI")).center().toPoint()
    stage.tap(where)
    stage.settle()
    stage.tap(where)
    stage.settle()
    assert stage.model.page == "agency"
    assert stage.model.order.count == 0


def test_a_hurried_finger_gets_one_number(stage: Stage) -> None:
    stage.desk.hold = True
    stage.touch("popular:AB.1")
    where = place(stage.find("take")).center().toPoint()
    for _ in range(4):
        stage.tap(where)
    stage.model.take()
    assert len(stage.desk.requests) == 1
    stage.desk.answer()
    stage.settle()
    assert stage.words("number") == "AB-001"
    stage.model.take()
    assert len(stage.desk.requests) == 1


def test_priority_is_a_question_without_a_reason(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("priority:yes")
    stage.touch("visual")
    stage.touch("take")
    order = stage.desk.requests[0][1]
    assert (order.priority, order.visual) == (True, True)
    assert {"Prioritas", "Dipanggil lewat layar"} <= set(stage.all_words())


def test_priority_can_be_taken_back(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("priority:yes")
    stage.touch("priority:no")
    stage.touch("take")
    assert stage.desk.requests[0][1].priority is False


def test_several_services_stand_on_one_ticket(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("add")
    assert "Lanjutkan" in stage.words("basket")
    stage.touch("agency:BA")
    stage.touch("service:BA.2")
    stage.touch("add")
    stage.touch("agency:MB")
    stage.touch("service:MB.1")
    stage.touch("drop:BA.2")
    assert stage.model.order.chosen == ("AB.1", "MB.1")
    stage.touch("take")
    assert stage.words("number") == "AB-001"
    assert len(stage.model.ticket.issued.steps) == 2  # pyright: ignore[reportOptionalMemberAccess]


def test_the_basket_holds_four(stage: Stage) -> None:
    for service in ("AB.1", "BA.1", "MB.1", "OA.1"):
        stage.model.choose(service)
    stage.settle()
    assert not stage.find("add").isEnabled()
    stage.model.choose("UM.1")
    assert stage.model.order.chosen == ("AB.1", "BA.1", "MB.1", "UM.1")


def test_dropping_the_last_service_leads_back_to_the_start(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.model.drop("AB.1")
    stage.settle()
    assert stage.model.page == "start"


def test_in_reach_mode_the_last_service_is_dropped_low_on_the_screen(stage: Stage) -> None:
    stage.touch("reach")
    stage.model.choose("AB.1")
    stage.model.choose("BA.1")
    stage.settle()
    assert "drop:AB.1" not in stage.names()
    stage.touch("drop:last")
    assert stage.model.order.chosen == ("AB.1",)


def test_back_and_home(stage: Stage) -> None:
    stage.touch("agency:AB")
    stage.touch("service:AB.3")
    stage.touch("back")
    assert (stage.model.page, stage.model.order.count) == ("agency", 0)
    stage.touch("back")
    assert stage.model.page == "start"
    stage.touch("search")
    stage.touch("home")
    assert stage.model.page == "start"


def test_help_leads_back_to_the_number(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    stage.touch("take")
    stage.touch("help")
    assert stage.model.page == "help"
    stage.touch("back")
    assert stage.words("number") == "AB-001"


def booked(stage: Stage, *codes: str) -> None:
    bookings = tuple(Booking(code, "AB.3", "2026-11-23", Instant(MORNING + 600_000)) for code in codes)
    import_bookings(stage.desk.hall_file, new_request(), bookings)
    stage.model.ask_offers()
    stage.settle()


def test_help_is_called_once(stage: Stage) -> None:
    stage.touch("help")
    stage.touch("call")
    assert "diberi tahu" in stage.words("call")
    assert not stage.find("call").isEnabled()
    stage.model.assistance.call()
    assert stage.desk.calls == 1
    stage.model.forget()
    stage.touch("help")
    assert stage.find("call").isEnabled()


def test_without_the_share_help_is_at_the_information_desk(stage: Stage) -> None:
    stage.desk.broken = EnvironmentFault(Kind.GONE, "The share is gone.")
    stage.touch("help")
    stage.touch("call")
    assert "meja informasi" in stage.words("call")


def test_the_language_switches_on_every_page(stage: Stage) -> None:
    stage.touch("agency:AB")
    assert stage.words("question") == "Dinas Kependudukan dan Pencatatan Sipil"
    stage.touch("lang:en")
    assert stage.words("question") == "Population and Civil Registry Office"
    assert stage.words("back") == "Back"
    stage.touch("service:AB.3")
    assert stage.words("take") == "Take a queue number"
    stage.touch("lang:id")
    assert stage.words("take") == "Ambil nomor antrean"


def test_the_ticket_speaks_the_visitor_s_language(stage: Stage) -> None:
    stage.touch("lang:en")
    stage.touch("popular:AB.1")
    stage.touch("take")
    assert stage.desk.requests[0][1].lang == "en"


def test_view_models_keep_the_meta_object_of_their_class(stage: Stage) -> None:
    """A connection to a method that is no ``@Slot`` gives an instance a meta object of its own.

    It is freed with the instance, and QML, which keeps what it knows of a type by that address, may then take a
    later one for it (a property that is there reads as undefined).
    """
    model = stage.model
    for seen in (model, model.comfort, model.catalogue, model.order, model.ticket, model.leaving, stage.theme):
        assert "__METAOBJECT__" not in vars(seen), type(seen).__name__


# ----- refusals


def with_refusal(stage: Stage, code: Refusal, *services: str, **more: object) -> None:
    """Let the desk refuse some services (all, when none is named)."""
    stage.desk.offers(stage.model._offers_told)  # pyright: ignore[reportPrivateUsage]
    offers = stage.model._offers  # pyright: ignore[reportPrivateUsage]
    name = {"id": "Hari Raya Natal", "en": "Christmas Day"}
    reason = {"id": "listrik padam", "en": "power cut"}
    refused = refuse(code, stage.hall, back_at=TOMORROW, now=MORNING, name=name, reason=reason)
    changed = {
        service: dataclasses.replace(offer, refused=refused, priority_refused=refused, **more)  # pyright: ignore[reportArgumentType]
        for service, offer in offers.services.items()
        if not services or service in services
    }
    stage.desk.changed_offers = Offers({**offers.services, **changed})
    stage.model.ask_offers()
    stage.settle()


def test_a_service_without_numbers_says_why_and_when(stage: Stage) -> None:
    with_refusal(stage, Refusal.QUOTA_USED_UP, "AB.2")
    stage.touch("agency:AB")
    assert "Nomor hari ini habis" in stage.all_words()
    stage.touch("service:AB.2")
    assert "habis" in stage.words("why")
    assert "Selasa pukul 09.00" in stage.words("why")
    assert stage.model.order.count == 0
    stage.touch("lang:en")
    assert "have been taken" in stage.words("why")
    stage.touch("back")
    assert stage.model.page == "agency"


def test_numbers_kept_for_the_priority_lane_can_be_had_by_it(stage: Stage) -> None:
    with_refusal(stage, Refusal.QUOTA_USED_UP, "AB.2")
    offers = stage.desk.changed_offers
    assert offers is not None
    only = dataclasses.replace(offers.of("AB.2"), priority_refused=None)
    stage.desk.changed_offers = Offers({**offers.services, "AB.2": only})
    stage.model.ask_offers()
    stage.touch("agency:AB")
    stage.touch("service:AB.2")
    stage.touch("priority:yes")
    assert stage.model.order.priority
    stage.touch("take")
    assert stage.desk.requests[0][1].priority


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (Refusal.HOLIDAY, "Hari Raya Natal"),
        (Refusal.HALL_PAUSED, "listrik padam"),
        (Refusal.NOT_YET_OPEN, "belum dibuka"),
        (Refusal.DAY_CLOSED, "sudah ditutup"),
        (Refusal.BREAK, "istirahat"),
    ],
)
def test_a_hall_that_gives_no_numbers_says_so_on_the_whole_screen(stage: Stage, code: Refusal, says: str) -> None:
    with_refusal(stage, code)
    assert says in stage.words("notice")
    assert "Selasa pukul 09.00" in stage.words("notice")
    assert not any(name.startswith("agency:") for name in stage.names())
    stage.touch("lang:en")
    assert "Tuesday at 09:00" in stage.words("notice")


def test_an_agency_that_is_closed_is_greyed_not_hidden(stage: Stage) -> None:
    with_refusal(stage, Refusal.AGENCY_CLOSED, "BA.1", "BA.2", "BA.3", "BA.4", "BA.5")
    assert stage.find("agency:BA").property("quiet")
    stage.touch("agency:BA")
    stage.touch("service:BA.1")
    assert "tidak melayani" in stage.words("why")


def test_a_refusal_between_looking_and_taking_is_explained(stage: Stage) -> None:
    stage.desk.hold = True
    stage.touch("popular:AB.1")
    stage.touch("take")
    stage.model._ticket_request._answered(
        refuse(Refusal.QUOTA_USED_UP, stage.hall, back_at=TOMORROW, now=MORNING), False
    )  # pyright: ignore[reportPrivateUsage]
    stage.settle()
    assert "habis" in stage.words("sentence")
    assert stage.printing.begun == []
    stage.touch("home")
    assert stage.model.page == "start"


# ----- leaving


def test_staff_leave_by_the_corner_and_the_pin(stage: Stage) -> None:
    corner = stage.find("corner")
    assert corner.property("pressAndHoldInterval") == 5000
    corner.setProperty("pressAndHoldInterval", 50)
    where = place(corner).center().toPoint()
    QTest.mousePress(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    QTest.qWait(120)
    QTest.mouseRelease(stage.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    stage.settle()
    for key in "2468":
        stage.touch(f"key:{key}")
    assert stage.left == [True]


def test_a_short_touch_of_the_corner_does_nothing(stage: Stage) -> None:
    stage.touch("corner")
    assert not stage.leaving.open
