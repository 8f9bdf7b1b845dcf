"""The tests' own end: no widget is closed that Qt has deleted, whatever still holds its Python half."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot


def given(qtbot: QtBot, dialog: QDialog) -> QDialog:
    """To be closed by ``qtbot``, and held by itself, so that only a collection frees it."""
    dialog.itself = dialog  # pyright: ignore[reportAttributeAccessIssue]
    qtbot.addWidget(dialog)
    return dialog


def test_a_dialog_may_go_with_its_parent(qtbot: QtBot) -> None:
    parent = QWidget()
    dialog = given(qtbot, QDialog(parent))
    shiboken6.delete(parent)
    assert not shiboken6.isValid(dialog)


def test_a_dialog_may_delete_itself(qtbot: QtBot) -> None:
    parent = QWidget()
    dialog = given(qtbot, QDialog(parent))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    dialog.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    shiboken6.delete(parent)


def test_a_parent_may_take_its_dialog_along_at_the_end(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    parent.show()
    qtbot.addWidget(parent)
    assert shiboken6.isValid(given(qtbot, QDialog(parent)))
