"""Who works at the supervisor's window, in a hall with officers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter.desk.door import SignIn
from counter.dialogs.sign_in import Doorkeeper
from counter.supervisor.acts.hall_acts import HallAct
from counter.supervisor.acts.hall_controller import HallController
from shared.store import acts
from tests.counter.supervisor.test_window import watching
from tests.helpers.screens.desk import Place, make_place
from tests.helpers.store.staff import PIN, cheap_pins, staffed_hall


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    cheap_pins(monkeypatch)
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    return make_place(tmp_path / "hall", staffed_hall())


def test_ctrl_l_signs_in_and_what_needs_a_person_asks(qtbot: QtBot, place: Place) -> None:
    place.does(lambda f: acts.request_help(f, acts.new_request(), "2"), device="2")
    with watching(qtbot, place) as window:
        worker = window.desk._worker
        door = SignIn(worker, "supervisor", place.folder.parent / "local", window)
        controller = HallController(window.desk, worker, window, door=door)
        keeper = Doorkeeper(window, door, lambda: window.desk.localiser)
        controller.sign_in_wanted.connect(keeper.ask)
        window.offer(controller)
        door._hall_came(window.desk.hall)  # the window has met the hall already
        qtbot.waitUntil(lambda: keeper._open is not None and controller.is_ready())
        keeper._open.reject()
        assert window.person is not None
        qtbot.waitUntil(window.person.isVisible)
        assert "Ctrl+L" in window.person.text()

        controller.press(HallAct.PAUSE)
        assert controller.dialog is None
        assert "Masuk dahulu" in window.acts.answer.text()
        keeper._open.reject()
        qtbot.waitUntil(window.help.isVisible)
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: keeper._open is not None)
        keeper._open.reject()

        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        ask = keeper._open
        assert ask is not None
        qtbot.keyClicks(ask.code, "supervisor")
        qtbot.keyClicks(ask.pin, PIN)
        qtbot.keyClick(ask.pin, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.person.text() == "SUPERVISOR")
        controller.press(HallAct.PAUSE)
        assert controller.dialog is not None
        controller.dialog.reject()
        door.lock()
        assert "Ctrl+L" in window.person.text()
        keeper._open.reject()


def test_a_hall_without_officers_has_no_such_button(qtbot: QtBot, tmp_path: Path) -> None:
    with watching(qtbot, make_place(tmp_path / "other")) as window:
        worker = window.desk._worker
        door = SignIn(worker, "supervisor", tmp_path / "local", window)
        window.offer(HallController(window.desk, worker, window, door=door))
        door._hall_came(window.desk.hall)
        assert window.person.isHidden()
        assert not door.needed
