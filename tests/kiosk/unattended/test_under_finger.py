"""What happens in the hall while a finger is on the screen moves nothing away from under it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from kiosk.unattended.under_finger import LONGEST_MS
from shared.faults import Kind
from shared.store.acts.interruptions import disturb_service, pause_hall
from shared.store.live.share_state import share_state
from shared.store.record.transaction import new_request
from tests.helpers.screens.kiosk import QtBot, Stage, place

LONG = dict.fromkeys(("id", "en"), "listrik padam di seluruh gedung sejak pagi, teknisi sedang dalam perjalanan " * 2)


def seen(stage: Stage, what: str) -> bool:
    """Whether the screen says it, on the agency's page too."""
    stage.model.showAgency("AB")
    stage.settle()
    return any(what in words for words in stage.all_words())


def no_paper(stage: Stage) -> None:
    stage.desk.neighbour = "K2"
    stage.printing.paper_known.emit(False)


def share_gone(stage: Stage) -> None:
    stage.desk.spool = True
    stage.model.share_told(share_state(False, Kind.GONE, stage.desk.hall_file.clock()))


def paused(stage: Stage) -> None:
    pause_hall(stage.desk.hall_file, new_request(), LONG)
    stage.model.news_told(())


def disturbed(stage: Stage) -> None:
    disturb_service(stage.desk.hall_file, new_request(), "AB.2", LONG)
    stage.model.news_told(())


def press(stage: Stage, where: QPoint) -> None:
    QTest.touchEvent(stage.window, stage.finger).press(0, where, stage.window)


def release(stage: Stage, where: QPoint) -> None:
    QTest.touchEvent(stage.window, stage.finger).release(0, where, stage.window)


@pytest.mark.parametrize(
    ("happens", "told"),
    [(no_paper, "K2"), (share_gone, "Jaringan"), (paused, "listrik padam"), (disturbed, "Terhenti")],
)
@pytest.mark.parametrize(
    ("way", "name", "page"),
    [((), "agency:AB", "agency"), ((), "popular:AB.3", "order"), (("agency:AB",), "service:AB.3", "order")],
)
def test_a_touch_counts_whatever_the_hall_tells_meanwhile(
    stage: Stage, way: tuple[str, ...], name: str, page: str, happens: Callable[[Stage], None], told: str
) -> None:
    for before in way:
        stage.touch(before)
    stage.settle()
    shown, stood = stage.all_words(), place(stage.find(name))
    where = stood.center().toPoint()
    press(stage, where)
    happens(stage)
    stage.settle()
    assert (stage.all_words(), place(stage.find(name))) == (shown, stood)
    release(stage, where)
    assert stage.model.page == page
    stage.settle()
    assert seen(stage, told)


def test_news_wait_for_no_drop_of_water(stage: Stage, qtbot: QtBot) -> None:
    press(stage, place(stage.find("agency:AB")).center().toPoint())
    no_paper(stage)
    assert not stage.model.paper.none
    qtbot.waitUntil(lambda: bool(stage.model.paper.none), timeout=60 * LONGEST_MS)
    share_gone(stage)
    assert stage.model.cutOff


def test_news_are_shown_in_their_order(stage: Stage) -> None:
    where = place(stage.find("agency:AB")).center().toPoint()
    press(stage, where)
    stage.printing.paper_known.emit(False)
    stage.printing.paper_known.emit(True)
    release(stage, where)
    stage.settle()
    assert not stage.model.paper.none
