"""A small screen at 150 and 200 percent: nothing cut, nothing off the screen; the compact form; the place."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from counter.bar.bar import Bar
from counter.bar.compact_row import HEIGHT
from counter.desk.acts import Act
from counter.style import style
from shared.qt.theme import Theme
from tests.counter.test_long_names import whole
from tests.helpers.screens.desk import Place, Station, working

SCREENS = {"100 %": (1366, 768), "150 %": (911, 512), "200 %": (683, 384)}
"""1366×768 in the pixels that a program sees."""


def words_that_do_not_fit(station: Station) -> list[str]:
    shown = [button for button in station.bar.grid.cells if button.isVisible()]
    return [button.text() for button in shown if button.width() < button.words_width()]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("larger", [False, True])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_full_form_fits_the_screen(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch, screen: str, larger: bool, lang: str
) -> None:
    width, height = SCREENS[screen]
    monkeypatch.setattr(Bar, "_narrowest", lambda _bar: min(1000, width))
    monkeypatch.setattr(Bar, "_room", lambda _bar: height)
    place.issue("AB.1", priority=True)
    with working(qtbot, place, lang=lang) as station:
        Theme.instance().set_larger(larger)
        station.press(Act.NEXT)
        station.bar.resize(width, station.bar.height())
        station.until(lambda: station.bar.width() == width and not words_that_do_not_fit(station))
        whole(station.bar, qtbot, screen)
        assert station.bar.height() <= height
        assert station.bar.compact or station.bar.card.number.height() >= style.sizes().number_floor
        assert larger or not station.bar.compact


def test_the_compact_form_is_one_low_row_at_the_lower_edge(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        number = station.bar.card.number.height()
        qtbot.keyClick(station.bar, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        room = station.bar.screen().availableGeometry()
        assert station.bar.height() == HEIGHT <= 56
        assert station.bar.geometry().bottom() == room.bottom()
        station.until(lambda: not words_that_do_not_fit(station))
        assert station.bar.compact_number.number.text() == "AB-001"
        assert station.bar.compact_number.number.sizeHint().height() >= style.sizes().number_floor
        assert station.bar.buttons[Act.NEXT].isVisible()
        qtbot.keyClick(station.bar, Qt.Key.Key_F4)  # keys work whether their buttons are shown or not
        station.settle()
        assert place.state_of("AB-001") == "done"
        qtbot.mouseClick(station.bar.compact_tail.grow, Qt.MouseButton.LeftButton)
        assert station.bar.card.isVisible()
        assert station.bar.height() > HEIGHT
        assert number >= style.sizes().number_floor


def test_a_place_off_the_screen_is_brought_back(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.bar.move(QPoint(5000, 3000))
        station.bar.onto_screen()
        room = station.bar.screen().availableGeometry()
        assert station.bar.geometry().bottom() <= room.bottom()
        assert station.bar.geometry().left() <= max(room.left(), room.right() - station.bar.width() + 1)
