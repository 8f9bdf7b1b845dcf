"""Several services on one ticket: their order, its reason, and how a visitor changes it."""

from itertools import product

from shared.domain.words import Refusal
from shared.store.acts.counters import open_counter
from shared.store.acts.interruptions import disturb_service
from shared.store.acts.issue import Order, issue
from shared.store.record.transaction import new_request
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.conftest import MakeStage


def staff(stage: Stage) -> None:
    """An officer at every counter."""
    for counter in stage.hall.counter:
        open_counter(stage.desk.hall_file, new_request(), counter)


def choose(stage: Stage, *services: str) -> None:
    for service in services:
        stage.model.choose(service)
    stage.settle()


def steps(stage: Stage) -> list[str]:
    issued = stage.model.ticket.issued
    assert issued is not None
    return [step.service for step in issued.steps]


def test_services_are_put_in_another_order_by_touch_and_had_in_it(stage: Stage) -> None:
    choose(stage, "AB.3", "MZ.1", "BZ.1")
    before = stage.model.order.turn
    stage.touch(f"later:{before[0]}")
    turned = (before[1], before[0], before[2])
    assert stage.model.order.turn == turned
    assert "urutan pilihan" in stage.words("order:why")
    assert f"earlier:{turned[0]}" not in stage.names()
    stage.touch(f"earlier:{turned[2]}")
    turned = (turned[0], turned[2], turned[1])
    stage.model.ask_offers()  # what is known changes; the visitor's order stays
    stage.touch("take")
    assert steps(stage) == list(turned)


def test_the_number_has_prefix_and_colour_of_where_one_goes_first(stage: Stage) -> None:
    choose(stage, "AB.3", "BZ.1")
    stage.touch("later:" + stage.model.order.turn[0])
    first = stage.model.order.turn[0]
    shown = stage.find(f"step:{first}").property("zone")
    stage.touch("take")
    assert stage.words("number").startswith(stage.hall.agency_of(first) + "-")
    assert stage.model.ticket.zone == shown == stage.model.ticket.rows[0].zone


def test_the_soonest_order_says_why(stage: Stage) -> None:
    staff(stage)
    for _ in range(9):
        issue(stage.desk.hall_file, new_request(), Order(("AB.3",)))
    choose(stage, "AB.3", "BA.1")
    assert stage.model.order.turn == ("BA.1", "AB.3")
    assert "terpendek" in stage.words("order:why")


def test_an_order_against_the_hall_s_rule_is_refused_with_the_reason(stage: Stage) -> None:
    later = next(code for code, service in stage.hall.service.items() if service.after)
    earlier = stage.hall.service[later].after[0]
    for code in (later, earlier):
        stage.model.order.add(code)
    stage.model.showOrder()
    stage.settle()
    assert stage.model.order.turn == (earlier, later)
    assert "harus selesai sebelum" in stage.words("order:why")
    stage.touch(f"later:{earlier}")
    assert stage.model.order.turn == (earlier, later)
    assert "harus selesai lebih dulu" in stage.words("order:why")
    asked = Order((later, earlier), own_order=True)
    answer = issue(stage.desk.hall_file, new_request(), asked)
    assert getattr(answer, "code", None) is Refusal.WAITS_FOR_EARLIER_STEP


def test_in_reach_mode_one_low_key_leads_through_the_orders(stage: Stage) -> None:
    stage.touch("reach")
    choose(stage, "AB.3", "MZ.1")
    before = stage.model.order.turn
    stage.touch("order:another")
    assert stage.model.order.turn == before[::-1]


def test_in_larger_text_the_questions_come_on_a_page_after_the_summary(make_stage: MakeStage) -> None:
    for size in ((1080, 1920), (1920, 1080), (1366, 768)):
        stage = make_stage(size)
        stage.touch("larger")
        choose(stage, "AB.3", "OM.1", "MZ.1")
        assert {f"step:{code}" for code in stage.model.order.turn} <= stage.names()
        assert {"take", "priority:yes", "turn:next", "read:next"}.isdisjoint(stage.names())
        stage.touch("onward")
        stage.touch("priority:yes")
        stage.touch("visual")
        assert "read:next" not in stage.names()
        stage.touch("back")
        assert stage.model.page == "order"
        stage.touch("onward")
        stage.touch("take")
        issued = stage.model.ticket.issued
        assert issued is not None
        assert (issued.priority, len(issued.steps)) == (True, 3)


def test_at_the_largest_text_a_service_stands_beside_no_question(make_stage: MakeStage) -> None:
    for size, pages in (((1080, 1920), 2), ((1920, 1080), 2), ((1366, 768), 2)):
        stage = make_stage(size)
        stage.touch("larger")
        stage.touch("larger")
        choose(stage, "AB.3")
        turned = 1
        while stage.find("read:next").isEnabled():
            stage.touch("read:next")
            turned += 1
        assert turned == pages


def test_what_hinders_is_said_beside_the_questions(stage: Stage) -> None:
    choose(stage, "AB.3", "OM.1")
    stage.model.askQuestions()
    stage.settle()
    assert "hindrance" not in stage.names()
    disturb_service(stage.desk.hall_file, new_request(), "OM.1", {"id": "listrik padam"})
    stage.model.news_told(())
    stage.settle()
    assert "listrik padam" in stage.words("hindrance")
    assert "Kartu Keluarga" not in stage.words("hindrance")
    assert not stage.find("take").isEnabled()


def test_three_and_four_services_stand_on_one_page(make_stage: MakeStage) -> None:
    for size, lang in product(((1080, 1920), (1920, 1080)), ("id", "en")):
        stage = make_stage(size, lang)
        if (size, lang) == ((1080, 1920), "id"):
            staff(stage)
        choose(stage, "AB.3", "OM.1", "MZ.1")
        assert "turn:next" not in stage.names()
        choose(stage, "BZ.1")
        assert "turn:next" not in stage.names()
        assert {f"step:{code}" for code in stage.model.order.turn} <= stage.names()
