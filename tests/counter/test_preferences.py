"""What an officer chose is there again at the next start; a broken file does no harm."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter.preferences import Preferences
from shared.qt.theme import Theme


@pytest.fixture
def bar(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(600, 200)
    return widget


def test_a_new_pc_has_no_habits_and_the_bar_lies_along_the_top(tmp_path: Path, bar: QWidget) -> None:
    habits = Preferences.of(tmp_path, "1")
    assert habits.language() is None
    habits.apply_theme()
    habits.place(bar)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert bar.pos() == QPoint(screen.left() + (screen.width() - 600) // 2, screen.top())
    assert not Theme.instance().larger


def test_what_was_chosen_is_there_again(tmp_path: Path, bar: QWidget) -> None:
    Theme.instance().set_larger(True)
    Theme.instance().set_high_contrast(True)
    bar.move(20, 120)
    Preferences.of(tmp_path, "1").keep(bar, "en")
    Theme.instance().set_larger(False)
    Theme.instance().set_high_contrast(False)
    bar.move(0, 0)
    again = Preferences.of(tmp_path, "1")
    assert again.language() == "en"
    again.apply_theme()
    assert Theme.instance().larger
    assert Theme.instance().highContrast
    again.place(bar)
    assert bar.pos() == QPoint(20, 120)
    assert Preferences.of(tmp_path, "2").language() is None


def test_a_place_on_a_screen_that_is_gone_is_forgotten(tmp_path: Path, bar: QWidget) -> None:
    bar.move(9000, 9000)
    Preferences.of(tmp_path, "1").keep(bar, "id")
    Preferences.of(tmp_path, "1").place(bar)
    assert QGuiApplication.primaryScreen().availableGeometry().contains(bar.pos())


@pytest.mark.parametrize("text", ["", "[General]\nplace=here\nlanguage=\n", "\x00\xff not an ini"])
def test_a_broken_file_costs_nothing(tmp_path: Path, bar: QWidget, text: str) -> None:
    habits = Preferences.of(tmp_path, "1")
    habits.path.write_text(text, encoding="utf-8")
    habits.apply_theme()
    habits.place(bar)
    assert habits.language() is None
