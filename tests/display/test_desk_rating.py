"""A counter's own small screen asks whoever was served there: once, for a while, and whole at any size."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from display.desk_rating import DeskRating
from shared.clock import TOLERATED_MS
from shared.domain.hall_data.screens import Display, Layout
from shared.domain.rating import Cause, Face, Where
from shared.domain.words import Instant
from shared.samples import load
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.questions.board import BoardState
from shared.store.record.events import events_after, newest
from shared.store.sqlite import create
from tests.display.board.test_layouts import standing
from tests.helpers.hall import MORNING, StandingClock, open_hall, small_hall
from tests.helpers.screens import layout
from tests.helpers.screens.kiosk import PaperBox

SCREEN = Display(layout=Layout.COUNTER, counter="1", rating=True, inches=7, metres=0.7)
SIZES = {"small": (800, 480), "wide": (1024, 600), "upright": (600, 1024)}


def asks(hall, box: PaperBox, now: Instant = MORNING, screen: Display = SCREEN) -> DeskRating:
    rating = DeskRating("D9", box, lambda: now)
    rating.hall_told(dataclasses.replace(hall, display={**hall.display, "D9": screen}))
    return rating


@pytest.fixture
def counter(tmp_path: Path):
    """Acts at counter 1, and the events that each of them makes."""
    create.create(tmp_path, small_hall(), StandingClock())
    with open_hall(tmp_path) as file:
        acts.open_counter(file, "open", "1")
        for number in range(3):
            acts.issue(file, f"issue {number}", Order(("AB.1",)))

        def do(act, *given, **more):
            with file.reading() as db:
                before = newest(db)
            act(file, acts.new_request(), *given, **more)
            with file.reading() as db:
                return events_after(db, before)

        yield do


def served(counter) -> tuple:
    counter(acts.call_next, "1")
    counter(acts.start, Target(counter="1"))
    return counter(acts.finish, Target(counter="1"))


def test_who_was_served_is_asked_once_of_that_service(qapp, counter):
    box = PaperBox()
    asking = asks(small_hall(), box)
    asking.news_told(served(counter))
    assert asking.model.stage == "face"
    asking.news_told(counter(acts.call_next, "1"))  # the next one is called: who leaves may still touch
    asking.model.touch("good")
    asking.model.touch("good")
    asking.model.touch("wait")
    (one,) = box.rated
    assert (one.channel, one.service, one.agency, one.zone) == (Where.COUNTER, "AB.1", "AB", "A")
    assert (one.face, one.cause, one.hour) == (Face.GOOD, Cause.WAIT, 9)
    assert asking.model.stage == "thanks"


def test_nobody_else_is_asked(qapp, counter):
    box = PaperBox()
    asking = asks(small_hall(), box)
    asking.news_told(served(counter))
    asking.news_told(counter(acts.call_next, "1"))
    asking.news_told(counter(acts.start, Target(counter="1")))
    assert asking.model.stage == ""  # the next visitor stands there
    asking.news_told(counter(acts.no_show, Target(counter="1")))
    assert asking.model.stage == ""
    late = asks(small_hall(), box, Instant(MORNING + 20_000 + TOLERATED_MS))
    late.news_told(served(counter))
    assert late.model.stage == ""  # the news came when they had gone
    elsewhere = asks(small_hall(), box, screen=dataclasses.replace(SCREEN, counter="2"))
    silent = asks(small_hall(), box, screen=dataclasses.replace(SCREEN, rating=False))
    for other in (elsewhere, silent):
        other.news_told(served(counter))
        assert other.model.stage == ""
    assert box.rated == []


def test_an_undone_visit_is_not_asked_about(qapp, counter):
    asking = asks(small_hall(), PaperBox())
    asking.news_told(served(counter))
    asking.news_told(counter(acts.undo, "1"))
    assert asking.model.stage == ""


def test_a_keypad_chooses_and_a_held_key_counts_once(qapp, counter):
    box = PaperBox()
    asking = asks(small_hall(), box)

    def key(code: Qt.Key, *, held: bool = False) -> bool:
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, "", held)
        return asking.eventFilter(asking, event)

    assert not key(Qt.Key.Key_4)  # nobody is asked: the key is not taken
    asking.news_told(served(counter))
    assert key(Qt.Key.Key_4)
    assert key(Qt.Key.Key_4, held=True)
    key(Qt.Key.Key_0)
    assert [(one.face, one.cause) for one in box.rated] == [(Face.BAD, None)]


@pytest.mark.parametrize("size", list(SIZES))
def test_number_and_faces_stand_whole(make_board, counter, size, tmp_path):
    hall = load("sungai-rindang")
    asking = asks(hall, PaperBox())
    screen = dataclasses.replace(SCREEN, inches=10 if size == "wide" else 7)
    board = make_board(hall, (), *SIZES[size], display=screen, rating=asking.model)
    board.view.use_board(BoardState(counters=standing(hall)))
    asking.news_told(served(counter))
    for called in (False, True):
        if called:
            board.view.use_news((board.events.called("AB-012", "1"),))
            board.view.refresh()
        for touch in (None, "good", "staff"):
            if touch:
                asking.model.touch(touch)
            board.settle()
            board.settle()
            assert layout.faults(board.window) == [], (called, touch)
        asking.model.offer("A", "AB.1", "AB")
    assert board.named("label")
