"""The supervisor's window in the room that 100, 150 and 200 % leave of a small screen, and its names for readers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListWidget, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from counter.supervisor.acts.hall_acts import BUTTONS, HallAct
from tests.counter.supervisor.acts.test_hall_acts import acting
from tests.helpers.screens.desk import Place

SIZES = ((1366, 768), (911, 512), (683, 384))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_needs_more_room_than_there_is_and_the_tables_keep_some(
    qtbot: QtBot, place: Place, width: int, height: int
) -> None:
    place.issue("AB.1")
    with acting(qtbot, place) as (window, _):
        window.resize(width, height)
        assert (window.width(), window.height()) == (width, height)
        assert window.acts is not None
        assert window.minimumSizeHint().height() <= height
        assert window.tables[0].height() >= 80
        low = height < 640
        assert window.acts.menu.isVisible() is low
        assert window.search.isVisible() is not low
        qtbot.waitUntil(window.isActiveWindow)
        if low:
            qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
            menu = window.acts.findChild(QMenu, "acts_list")
            assert len(menu.actions()) == len({button.key for button in BUTTONS})
            menu.close()
            qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
            qtbot.waitUntil(window.search.isVisible)


def nameless(root: QWidget) -> list[str]:
    """What a screen reader would meet without a word."""
    kinds = (QAbstractButton, QLineEdit, QListWidget, QTableView)
    met = [widget for kind in kinds for widget in root.findChildren(kind)]
    return sorted(
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in met
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    )


def test_every_window_and_dialog_has_a_name_for_all_that_takes_the_focus(qtbot: QtBot, place: Place) -> None:
    place.does(lambda f: None)
    with acting(qtbot, place) as (window, controller):
        assert nameless(window) == []
        for act in HallAct:
            if act in (HallAct.EDIT, HallAct.IMPORT, HallAct.CLOSE_DAY) or not controller.fits(act):
                continue
            controller.press(act)
            if controller.dialog is None:  # a window of its own
                continue
            assert (act, nameless(controller.dialog)) == (act, [])
            assert controller.dialog.accessibleName()
            controller.dialog.reject()
            qtbot.waitUntil(lambda: controller.dialog is None)
