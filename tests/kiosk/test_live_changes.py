"""What happens in the hall while a visitor is on a page is shown on that page at once."""

import pytest

from shared.domain.words import Refusal
from shared.store.acts.counters import close_counter, open_counter
from shared.store.acts.interruptions import disturb_service, pause_hall, restore_service
from shared.store.acts.issue import Order, issue
from shared.store.record.transaction import new_request
from tests.helpers.screens import layout
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.conftest import MakeStage
from tests.kiosk.test_layout import overlapping
from tests.kiosk.test_touches import booked, with_refusal

REASON = {"id": "listrik padam", "en": "power cut"}


def news(stage: Stage) -> None:
    """Something was written into the hall's file: that is all that the kiosk is told."""
    stage.model.news_told(())
    stage.settle()


def test_a_service_that_is_disturbed_while_it_stands_chosen(stage: Stage) -> None:
    stage.touch("popular:AB.1")
    assert stage.find("take").isEnabled()
    disturb_service(stage.desk.hall_file, new_request(), "AB.1", REASON)
    news(stage)
    assert any("listrik padam" in words for words in stage.all_words())
    assert not stage.find("take").isEnabled()
    restore_service(stage.desk.hall_file, new_request(), "AB.1")
    news(stage)
    assert stage.find("take").isEnabled()
    assert not any("listrik padam" in words for words in stage.all_words())


@pytest.mark.parametrize("page", ["start", "agency", "search", "booking", "order", "questions"])
def test_a_pause_of_the_hall_shows_on_every_page(stage: Stage, page: str) -> None:
    booked(stage, "K7")
    open_page(stage, page)
    assert not any("listrik padam" in words for words in stage.all_words())
    pause_hall(stage.desk.hall_file, new_request(), REASON)
    news(stage)
    assert any("listrik padam" in words for words in stage.all_words())


def test_a_reason_that_is_over_lets_the_visitor_go_on(stage: Stage) -> None:
    disturb_service(stage.desk.hall_file, new_request(), "AB.3", REASON)
    news(stage)
    stage.touch("agency:AB")
    stage.touch("service:AB.3")
    assert "listrik padam" in stage.words("why")
    restore_service(stage.desk.hall_file, new_request(), "AB.3")
    news(stage)
    stage.touch("choose")
    assert (stage.model.page, stage.model.order.chosen) == ("order", ("AB.3",))


def test_a_popular_tile_stays_greyed_with_its_reason(stage: Stage) -> None:
    with_refusal(stage, Refusal.QUOTA_USED_UP, "AB.1")
    assert stage.find("popular:AB.1").property("quiet")
    assert "Nomor hari ini habis" in stage.all_words()
    stage.touch("popular:AB.1")
    assert "habis" in stage.words("why")


def test_no_wait_is_promised_where_nobody_serves(stage: Stage) -> None:
    for counter in ("1", "2"):
        close_counter(stage.desk.hall_file, new_request(), counter)
    news(stage)
    stage.touch("agency:AB")
    assert "hampir tanpa menunggu" not in " ".join(stage.all_words())
    assert "Belum ada loket buka" in stage.all_words()
    stage.touch("service:AB.3")
    said = " ".join(stage.all_words())
    assert "belum ada loket yang melayani" in said
    assert "menunggu" not in said.replace("hampir tanpa menunggu", "menunggu") or "menit" not in said
    stage.touch("take")
    assert "belum ada loket yang melayani" in stage.words("warning")
    assert stage.model.ticket.steps.rows[0].wait == ""  # pyright: ignore[reportAttributeAccessIssue]
    open_counter(stage.desk.hall_file, new_request(), "1")


def test_a_wait_beyond_two_hours_is_said_in_words_with_another_day(stage: Stage) -> None:
    for service in ("AB.1", "AB.2", "AB.3") * 30:
        issue(stage.desk.hall_file, new_request(), Order((service,)))
    news(stage)
    stage.touch("agency:AB")
    stage.touch("service:AB.3")
    said = " ".join(stage.all_words())
    assert "dua jam atau lebih" in said
    assert "jam" in stage.words("wait:AB.3")
    assert "Selasa" in said
    stage.touch("take")
    assert "Selasa" in stage.words("warning")


@pytest.mark.parametrize("page", ["start", "agency", "search", "booking", "order", "questions"])
def test_no_paper_is_said_before_the_number_with_the_neighbour_that_has_some(stage: Stage, page: str) -> None:
    booked(stage, "K7")
    open_page(stage, page)
    stage.desk.neighbour = "K2"
    stage.printing.paper_known.emit(False)
    stage.settle()
    said = stage.words("going_on")
    assert "Tiket kertas" in said
    assert "K2" in said
    stage.desk.neighbour = ""
    news(stage)
    assert "K2" not in stage.words("going_on")
    stage.printing.paper_known.emit(True)
    stage.settle()
    assert "going_on" not in stage.names()


@pytest.mark.parametrize("size", [(1080, 1920), (1024, 768), (1920, 1080)])
@pytest.mark.parametrize("larger", [False, True])
def test_what_is_said_above_a_page_leaves_it_whole(make_stage: MakeStage, size: tuple[int, int], larger: bool) -> None:
    stage = make_stage(size)
    booked(stage, "K7")
    stage.desk.neighbour = "K2"
    stage.printing.paper_known.emit(False)
    if larger:
        stage.model.comfort.toggleLarger()
    faults: dict[str, list[str]] = {}
    for page in ("start", "agency", "search", "booking", "order", "questions"):
        stage.model.home()
        open_page(stage, page)
        found = layout.faults(stage.window) + overlapping(stage)
        if found:
            faults[page] = found
    assert faults == {}


def open_page(stage: Stage, page: str) -> None:
    {
        "start": lambda: None,
        "agency": lambda: stage.model.showAgency("AB"),
        "search": stage.model.search,
        "booking": stage.model.booking,
        "order": lambda: stage.model.choose("AB.1"),
        "questions": lambda: (stage.model.choose("AB.1"), stage.model.askQuestions()),
    }[page]()
    stage.settle()
