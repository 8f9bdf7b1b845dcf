"""The whole way by ear: what is said is what stands in the accessible tree, and a transcript is kept of it."""

import os
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from kiosk.paper_words import Paper, PaperState
from kiosk.reader.reader import LONG_TOUCH_MS
from kiosk.reader.stops import stops
from shared.store.acts.issue import Order, issue
from shared.store.record.transaction import new_request
from tests.helpers.screens.by_ear import KEY, ByEar, accessible_words, golden
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage, place
from tests.kiosk.conftest import MakeStage

GOLDEN = Path(__file__).parent / "transcripts"
RENEW = bool(os.environ.get("ANTREAN_RENEW"))


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        pytest.param(PORTRAIT, "id", id="portrait id"),
        pytest.param(LANDSCAPE, "en", id="landscape en", marks=pytest.mark.looks),
        pytest.param(PORTRAIT, "en", id="portrait en", marks=pytest.mark.looks),
        pytest.param(LANDSCAPE, "id", id="landscape id", marks=pytest.mark.looks),
    ],
)
def test_the_way_to_a_number_as_it_is_heard(
    make_stage: MakeStage, size: tuple[int, int], lang: str, request: pytest.FixtureRequest
) -> None:
    ear = ByEar(make_stage(size, lang))
    stage = ear.stage
    for _ in range(3):
        issue(stage.desk.hall_file, new_request(), Order(("AB.1",)))
    stage.model.ask_offers()
    ear.press(KEY.Key_F4)
    ear.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Up)
    for letter in "kk":
        ear.write(letter)
        ear.rest()
    ear.press(KEY.Key_Down)
    ear.seek("service:AB.3", KEY.Key_Down)
    ear.press(KEY.Key_Return)
    ear.seek("priority:yes")
    ear.press(KEY.Key_Return)
    ear.seek("take")
    ear.press(KEY.Key_Return)
    assert stage.model.ticket.state == "issued"
    stage.model.ticket.set_paper(PaperState(Paper.PRINTED))
    ear.rest()
    ear.press(KEY.Key_F2, KEY.Key_Escape, KEY.Key_Return)
    golden(GOLDEN / f"{'portrait' if size == PORTRAIT else 'landscape'}-{lang}.txt", ear.said, renew=RENEW)


def test_positions_are_counted(stage: Stage) -> None:
    ear = ByEar(stage)
    stage.model.showAgency("AB")
    stage.settle()
    ear.press(KEY.Key_F4)
    count = len(stops(stage.window, words=True))
    assert f"Di halaman ini: {count}." in ear.said[-1]
    for at in (1, 2, 3):
        ear.press(KEY.Key_Down)
        assert f"{at} dari {count}." in ear.said[-1]
    ear.press(KEY.Key_Up)
    assert f"2 dari {count}." in ear.said[-1]


def test_everything_said_is_in_the_accessible_tree(stage: Stage) -> None:
    ear = ByEar(stage)
    ear.press(KEY.Key_F4)
    for lead in (
        lambda: None,
        lambda: stage.model.showAgency("AB"),
        lambda: stage.model.choose("AB.3"),
        stage.model.take,
    ):
        lead()
        ear.rest()
        for _ in range(6):
            ear.press(KEY.Key_Down)
            assert ear.said[-1] in accessible_words(stage)
    stage.model.home()
    ear.rest()
    assert ear.said[-1] in accessible_words(stage)


def test_number_place_wait_question_typed_text_and_reasons_are_in_the_tree(stage: Stage) -> None:
    for _ in range(4):
        issue(stage.desk.hall_file, new_request(), Order(("AB.3",)))
    stage.model.ask_offers()
    stage.model.search()
    for key in "skck":
        stage.model.catalogue.type(key)
    stage.settle()
    assert {"skck", stage.words("question")} <= set(accessible_words(stage))
    stage.model.home()
    stage.model.choose("AB.3")
    stage.settle()
    assert stage.words("wait:AB.3") in accessible_words(stage)
    stage.model.take()
    stage.settle()
    assert {"AB-005", stage.words("ahead"), stage.words("paper")} <= set(accessible_words(stage))


def test_a_key_silences_and_the_next_words_follow(stage: Stage) -> None:
    ear = ByEar(stage)
    ear.press(KEY.Key_F4)
    before = ear.hushes
    ear.press(KEY.Key_Down)
    assert ear.hushes == before + 1
    assert not ear.said[-1].startswith(">")


def test_a_long_touch_begins_to_read_and_presses_nothing(stage: Stage) -> None:
    ear = ByEar(stage)
    where = place(stage.find("agency:AB")).center().toPoint()
    QTest.touchEvent(stage.window, stage.finger).press(0, where, stage.window)
    QTest.qWait(LONG_TOUCH_MS + 200)
    QTest.touchEvent(stage.window, stage.finger).release(0, where, stage.window)
    stage.settle()
    assert stage.model.comfort.aloud
    assert stage.model.page == "start"
    assert ear.said
    stage.touch("agency:AB")
    assert stage.model.page == "agency"


def test_a_plug_begins_and_its_going_ends_it(stage: Stage) -> None:
    ear = ByEar(stage)
    volumes: list[int] = []
    ear.reader.volume.connect(volumes.append)
    ear.reader.plugged(True)
    assert stage.model.comfort.aloud
    assert stage.model.comfort.eased, "who listens has twice the time"
    ear.press(KEY.Key_F9)
    ear.reader.plugged(False)
    assert volumes == [1, 0]
    assert not stage.model.comfort.aloud


def test_the_next_visitor_begins_in_silence(stage: Stage) -> None:
    ear = ByEar(stage)
    volumes: list[int] = []
    ear.reader.volume.connect(volumes.append)
    ear.press(KEY.Key_F4, KEY.Key_F9)
    stage.model.forget()
    assert not stage.model.comfort.aloud
    assert volumes == [1, 0]


def test_every_stop_is_come_to(stage: Stage) -> None:
    ear = ByEar(stage)
    stage.model.showAgency("AB")
    stage.settle()
    ear.press(KEY.Key_F4)
    count = len(stops(stage.window, words=True))
    for at in (*range(1, count + 1), 1):
        ear.press(KEY.Key_Down)
        assert f" {at} dari {count}." in f" {ear.said[-1]}"
