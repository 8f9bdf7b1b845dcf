import dataclasses

import pytest
from pytestqt.qtbot import QtBot

from kiosk.offers import Offers, hall_wide, popular
from kiosk.tiles import agency_tile, offered_agencies, service_tile, services_of, step_card
from kiosk.wording import people_words, tag
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal
from shared.store.acts.issue import Order, issue
from shared.store.questions.kiosk import Offer, kiosk_view
from shared.store.record.transaction import new_request
from shared.store.sqlite.connection import HallFile
from shared.text.refusals import refuse

LATER, SOONER = Instant(2_000), Instant(1_000)
FEW = "left {0}"


def closed(service: str, code: Refusal = Refusal.AFTER_CLOSING, back: Instant = LATER) -> Offer:
    return Offer(service, refuse(code, back_at=back))


def test_a_hall_is_closed_when_every_service_gives_a_reason_of_the_hall() -> None:
    offers = Offers({"A.1": closed("A.1"), "B.1": closed("B.1", Refusal.CUT_OFF, SOONER)})
    refused = hall_wide(offers, ("A.1", "B.1"))
    assert refused is not None
    assert (refused.code, refused.back_at) == (Refusal.CUT_OFF, SOONER)


def test_one_service_that_can_be_had_keeps_the_hall_open() -> None:
    assert hall_wide(Offers({"A.1": closed("A.1"), "B.1": Offer("B.1")}), ("A.1", "B.1")) is None


def test_a_service_with_a_reason_of_its_own_has_no_say() -> None:
    services = {"A.1": closed("A.1"), "B.1": closed("B.1"), "C.1": closed("C.1", Refusal.NOT_OFFERED)}
    assert hall_wide(Offers(services), tuple(services)) is not None
    others = {code: closed(code, Refusal.QUOTA_USED_UP) for code in ("A.1", "B.1")} | {"C.1": closed("C.1")}
    assert hall_wide(Offers(others), tuple(others)) is None


def test_without_any_answer_nothing_is_closed() -> None:
    assert hall_wide(Offers(), ("A.1",)) is None
    assert hall_wide(Offers(), ()) is None


def test_popular_services_come_from_the_shares_at_most_two_of_an_agency(sample: Hall) -> None:
    chosen = popular(sample, Offers(), tuple(sample.service), 6)
    assert len(chosen) == 6
    assert sum(code.startswith("AB.") for code in chosen) == 2


def test_what_people_take_today_leads_and_what_is_used_up_keeps_its_place(sample: Hall) -> None:
    full = dataclasses.replace(closed("MZ.1", Refusal.QUOTA_USED_UP), taken=60)
    offers = {"MZ.1": full, "UR.1": Offer("UR.1", taken=50)}
    assert popular(sample, Offers(offers), tuple(sample.service), 3)[:2] == ("MZ.1", "UR.1")
    for never in (Refusal.NOT_TODAY, Refusal.AGENCY_CLOSED, Refusal.NOT_OFFERED):
        offers["MZ.1"] = dataclasses.replace(closed("MZ.1", never), taken=60)
        assert "MZ.1" not in popular(sample, Offers(offers), tuple(sample.service), 3)


def test_the_store_s_answer_tells_today_s_favourites_once_there_are_enough(hall_file: HallFile) -> None:
    for _ in range(3):
        issue(hall_file, new_request(), Order(("UR.1",)))
    with hall_file.reading() as db:
        view = kiosk_view(db, hall_file.hall(db), hall_file.clock())
    assert Offers(view.offers).most_taken == ()
    assert Offers(view.offers).of("UR.1").ahead == 3
    busy = {code: dataclasses.replace(offer, taken=offer.taken * 50) for code, offer in view.offers.items()}
    assert Offers(busy).most_taken == ("UR.1",)


def test_a_kiosk_offers_its_own_agencies_only(sample: Hall) -> None:
    own = dataclasses.replace(sample.kiosk["K1"], agencies=("BA", "AB"))
    hall = dataclasses.replace(sample, kiosk={"K1": own})
    assert offered_agencies(hall, "K1") == ("AB", "BA")
    assert len(offered_agencies(hall, "K9")) == 32


def test_a_service_that_is_never_offered_has_no_tile(sample: Hall) -> None:
    gone = dataclasses.replace(sample.service["AB.2"], closed=True)
    hall = dataclasses.replace(sample, service={**sample.service, "AB.2": gone})
    assert "AB.2" not in services_of(hall, "AB")


def test_an_agency_is_grey_when_all_its_services_are(qtbot: QtBot, sample: Hall) -> None:
    services = {code: closed(code, Refusal.AGENCY_CLOSED) for code in services_of(sample, "UO")}
    assert agency_tile(sample, Offers(services), "UO", "id").quiet
    services.popitem()
    assert not agency_tile(sample, Offers(services), "UO", "id").quiet


def test_a_tile_says_how_many_and_how_long(qtbot: QtBot, sample: Hall) -> None:
    tile = service_tile(sample, Offer("AB.1", ahead=4, wait_minutes=(10, 25)), "en")
    assert (tile.people, tile.wait) == ("People ahead: 4", "about 10–25 minutes")
    assert tile.note == "People ahead: 4 · about 10–25 minutes"


def test_a_card_warns_of_the_last_numbers_and_speaks_of_the_chosen_lane(qtbot: QtBot, sample: Hall) -> None:
    offer = Offer("AB.1", ahead=4, wait_minutes=(10, 25), remaining=3, priority_wait_minutes=(3, 8))
    card = step_card(sample, offer, "en", FEW)
    assert (card.remaining, card.wait, card.people) == ("left 3", "about 10–25 minutes", "People ahead: 4")
    card = step_card(sample, offer, "en", FEW, priority=True)
    assert (card.wait, card.people) == ("about 3–8 minutes", "")
    long = dataclasses.replace(offer, warning=refuse(Refusal.LONG_WAIT))
    assert step_card(sample, long, "en", FEW).warning
    assert step_card(sample, long, "en", FEW, priority=True).warning == "", "the other lane is long"
    assert step_card(sample, dataclasses.replace(offer, remaining=11), "en", FEW).remaining == ""


def test_nobody_ahead_is_said_so_beside_a_wait_that_is_none(qtbot: QtBot, sample: Hall) -> None:
    assert people_words(0, None) == people_words(0, (0, 2)) == "Nobody is waiting"
    assert people_words(1, (0, 2)) == "People ahead: 1"
    assert people_words(0, (13, 22)) == "", "counters are taken, away or not open yet"
    assert service_tile(sample, Offer("AB.1", ahead=0, wait_minutes=(13, 22)), "en").note == "about 13–22 minutes"


@pytest.mark.parametrize("code", list(Refusal))
def test_every_refusal_has_a_short_word(qtbot: QtBot, code: Refusal) -> None:
    assert 4 <= len(tag(refuse(code))) <= 24


def test_only_a_used_up_quota_can_be_open_to_priority() -> None:
    assert closed("A.1", Refusal.QUOTA_USED_UP).priority_only
    assert not closed("A.1", Refusal.HOLIDAY).priority_only
    assert not Offer("A.1").priority_only
