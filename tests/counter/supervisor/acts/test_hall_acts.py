"""The supervisor acts on the whole hall, by key and by mouse; every answer is the file's own."""

import contextlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.localise import Localiser
from counter.supervisor.acts import hall_words
from counter.supervisor.acts.hall_acts import BUTTONS, HallAct
from counter.supervisor.acts.hall_controller import HallController
from counter.supervisor.supervisor_window import HallWindow
from shared.domain.words import CounterStatus
from shared.store import acts
from shared.store.acts import Target
from shared.store.questions.state import state
from shared.store.record.events import events_after
from tests.counter.supervisor.test_window import watching
from tests.helpers.screens.desk import Place

KEYS = {button.act: QKeySequence(button.key)[0] for button in BUTTONS}


@contextlib.contextmanager
def acting(qtbot: QtBot, place: Place) -> Iterator[tuple[HallWindow, HallController]]:
    with watching(qtbot, place) as window:
        worker = window.desk._worker  # pyright: ignore[reportPrivateUsage] - the window's own thread
        controller = HallController(window.desk, worker, window, "Ketua")
        window.offer(controller)
        qtbot.waitUntil(controller.is_ready)
        yield window, controller


def answer(window: HallWindow) -> str:
    assert window.acts is not None
    return window.acts.answer.text()


def after(qtbot: QtBot, window: HallWindow, controller: HallController, part: str) -> None:
    qtbot.waitUntil(lambda: controller.is_ready() and part in answer(window))


def press(qtbot: QtBot, window: HallWindow, controller: HallController, act: HallAct) -> None:
    """The key of an act, until its dialog is up."""
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, KEYS[act].key(), KEYS[act].keyboardModifiers())
    qtbot.waitUntil(lambda: controller.dialog is not None)
    assert controller.dialog is not None
    assert controller.dialog.act is act


def accept(controller: HallController) -> None:
    assert controller.dialog is not None
    controller.dialog.accept_button.click()


def in_file(place: Place):
    def act(file):
        with file.reading() as db:
            return state(db, file.hall(db), file.clock()), events_after(db, 0)

    return place.does(act)


def test_the_hall_is_paused_and_resumed_with_one_key(qtbot: QtBot, place: Place) -> None:
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.PAUSE)
        accept(controller)
        after(qtbot, window, controller, "tercatat")
        qtbot.waitUntil(lambda: controller.fits(HallAct.RESUME))
        assert window.acts is not None
        assert not window.acts.buttons[HallAct.PAUSE].isVisible()
        press(qtbot, window, controller, HallAct.RESUME)
        controller.dialog.accept_button.click()
        qtbot.waitUntil(lambda: controller.fits(HallAct.PAUSE))
        told = [(e.what.value, e.officer) for e in in_file(place)[1]]
        assert ("hall_paused", "Ketua") in told
        assert ("hall_resumed", "Ketua") in told


def test_a_disturbance_begins_at_the_marked_service_and_ends(qtbot: QtBot, place: Place) -> None:
    with acting(qtbot, place) as (window, controller):
        table = window.tables[0]
        table.selectRow(1)
        code = window.marked("services")
        table.activated.emit(table.currentIndex())
        dialog = controller.dialog
        assert dialog is not None
        chosen = dialog.findChild(ChoiceList)
        assert chosen.value().code == code
        accept(controller)
        after(qtbot, window, controller, code)
        qtbot.waitUntil(lambda: controller.is_disturbed(code))
        press(qtbot, window, controller, HallAct.RESTORE)
        assert [c.code for c in controller.dialog.choice.choices] == [code]
        accept(controller)
        qtbot.waitUntil(lambda: not controller.is_disturbed(code))


def test_an_own_reason_needs_indonesian_words(qtbot: QtBot, place: Place) -> None:
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.PAUSE)
        dialog = controller.dialog
        reasons = dialog.findChild(QListWidget, "reasons")
        reasons.setCurrentRow(reasons.count() - 1)
        accept(controller)
        assert controller.dialog is not None
        assert dialog.findChild(QLabel, "problem").isVisible()
        dialog.reason.indonesian.setText("Gladi evakuasi")
        accept(controller)
        after(qtbot, window, controller, "tercatat")
        assert window.desk.seen is not None
        qtbot.waitUntil(lambda: window.desk.seen.paused == {"id": "Gladi evakuasi"})


def test_a_counter_with_a_visitor_is_not_closed_and_an_empty_one_is(qtbot: QtBot, place: Place) -> None:
    place.issue("AB.1")
    place.next_at("1")
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.CLOSE_COUNTER)
        qtbot.keyClicks(controller.dialog.choice.field, "1")
        qtbot.keyClick(controller.dialog.choice.field, Qt.Key.Key_Return)
        after(qtbot, window, controller, "AB-001")
        place.does(lambda file: acts.finish(file, acts.new_request(), Target(counter="1"), ended=None))
        place.does(lambda file: acts.start(file, acts.new_request(), Target(counter="1")))
        place.does(lambda file: acts.finish(file, acts.new_request(), Target(counter="1")))
        press(qtbot, window, controller, HallAct.CLOSE_COUNTER)
        controller.dialog.choice.mark("1")
        accept(controller)
        after(qtbot, window, controller, "tercatat")
        found, _ = in_file(place)
        assert next(c for c in found.counters if c.code == "1").status is CounterStatus.CLOSED


def test_a_number_is_brought_back_and_an_unknown_one_refused(qtbot: QtBot, place: Place) -> None:
    label = place.issue("AB.1")
    place.does(lambda file: acts.cancel(file, acts.new_request(), Target(label=label)))
    with acting(qtbot, place) as (window, controller):
        for typed, told in (("nomor", None), (label.lower(), "tercatat"), ("AB-099", "tidak")):
            if controller.dialog is None:
                press(qtbot, window, controller, HallAct.BRING_BACK)
            field = controller.dialog.findChild(QLineEdit, "label")
            field.setText(typed)
            accept(controller)
            if told is not None:
                after(qtbot, window, controller, told)
        assert in_file(place)[0].services[0].waiting == 1


@pytest.mark.soak
def test_a_closed_day_says_where_its_audit_stands(qtbot: QtBot, place: Place) -> None:
    place.issue("AB.1")
    with acting(qtbot, place) as (window, controller):
        controller._folder = place.folder  # pyright: ignore[reportPrivateUsage] - as the program gives it
        press(qtbot, window, controller, HallAct.CLOSE_DAY)
        accept(controller)
        qtbot.waitUntil(lambda: "Titik periksa" in answer(window))
        assert "Hari layanan ditutup" in answer(window)


def test_closing_the_day_names_whom_it_ends_and_enter_goes_back(qtbot: QtBot, place: Place) -> None:
    label = place.issue("AB.1")
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.CLOSE_DAY)
        shown = " ".join(line.text() for line in controller.dialog.findChildren(QLabel))
        assert label in shown
        qtbot.keyClick(controller.dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: controller.dialog is None)
        assert in_file(place)[0].services[0].waiting == 1
        press(qtbot, window, controller, HallAct.CLOSE_DAY)
        accept(controller)
        qtbot.waitUntil(lambda: controller.fits(HallAct.OPEN_DAY))
        assert in_file(place)[0].services[0].waiting == 0
        press(qtbot, window, controller, HallAct.OPEN_DAY)
        accept(controller)
        qtbot.waitUntil(lambda: controller.fits(HallAct.CLOSE_DAY))
        assert in_file(place)[0].services[0].waiting == 1


def test_who_came_while_the_question_stood_is_not_ended(qtbot: QtBot, place: Place) -> None:
    place.issue("AB.1")
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.CLOSE_DAY)
        late = place.issue("AB.1")
        accept(controller)
        after(qtbot, window, controller, late)
        assert in_file(place)[0].services[0].waiting == 2


def test_a_message_reaches_the_staff(qtbot: QtBot, place: Place) -> None:
    with acting(qtbot, place) as (window, controller):
        press(qtbot, window, controller, HallAct.MESSAGE)
        qtbot.keyClicks(controller.dialog.findChild(QLineEdit, "words"), "Apel pukul 12")
        accept(controller)
        after(qtbot, window, controller, "tercatat")
        assert any(e.reason == "Apel pukul 12" for e in in_file(place)[1])


def test_what_is_told_on_the_displays_stands_there_and_is_taken_back_without_words(qtbot: QtBot, place: Place) -> None:
    with acting(qtbot, place) as (window, controller):
        for words in ("Lift rusak", ""):
            press(qtbot, window, controller, HallAct.ANNOUNCE)
            controller.dialog.indonesian.setText(words)
            accept(controller)
            after(qtbot, window, controller, "tercatat")
        whats = [event.what for event in in_file(place)[1]]
        assert whats[-2:] == ["announced", "announcement_ended"]


def test_every_button_has_a_name_for_the_screen_reader_and_its_own_key(qtbot: QtBot, place: Place) -> None:
    with acting(qtbot, place) as (window, _):
        assert window.acts is not None
        names = [button.accessibleName() for button in window.acts.buttons.values()]
        assert all(names)
        assert len(set(names)) == len(names)
        fits = [button for button in BUTTONS if window.acts.buttons[button.act].isVisible()]
        assert len({button.key for button in fits}) == len(fits) == len({button.key for button in BUTTONS})


@pytest.mark.parametrize(
    ("typed", "found"), [("", "7"), ("12", "12"), ("samsat", "7"), ("xyz", None), ("buka 12", "12")]
)
def test_one_of_many_is_found_by_any_part(qtbot: QtBot, typed: str, found: str | None) -> None:
    choices = [ListChoice("7", "Loket 7", "Samsat, buka"), ListChoice("12", "Loket 12", "Dukcapil, buka")]
    chosen = ChoiceList(Localiser(), hall_words.WHICH_COUNTER, choices, None)  # type: ignore[arg-type]
    qtbot.addWidget(chosen)
    qtbot.keyClicks(chosen.field, typed)
    assert (chosen.value().code if chosen.value() else None) == found
    qtbot.keyClick(chosen.field, Qt.Key.Key_Down)
    if typed == "":
        assert chosen.value().code == "12"
