"""The bar, by real clicks and keys: every act by keyboard, nothing twice, nothing cut, reasons for what is disabled."""

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counter import screen_text
from counter.bar.act_button import ActButton
from counter.bar.bar import Bar
from counter.desk.acts import BUTTONS, Act
from counter.desk.details import Details
from counter.desk.message import Message, Sign, Tone
from counter.localise import Localiser
from counter.style import style
from shared.domain.hall_data.hall import Service
from shared.domain.words import StepState
from shared.qt.theme import Theme
from tests.helpers.hall import small_hall
from tests.helpers.screens.desk import Place, Station, make_place, working

KEYS = {f"F{n}": getattr(Qt.Key, f"Key_F{n}") for n in range(1, 13)}


def key(station: Station, name: str, *, to: QWidget | None = None) -> None:
    """A key of the bar, and its answer."""
    station.qtbot.keyClick(to or station.bar, KEYS[name])
    station.settle()


def click(station: Station, act: Act) -> None:
    """A click on a button, and its answer."""
    station.qtbot.mouseClick(station.bar.buttons[act], Qt.MouseButton.LeftButton)
    station.settle()


def test_a_visit_by_keys_alone(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        key(station, "F1")
        assert station.label() == "AB-001"
        key(station, "F2")
        key(station, "F3")
        assert place.state_of("AB-001") == "serving"
        key(station, "F4")
        assert place.state_of("AB-001") == "done"


def test_a_visit_by_clicks_alone(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        for act in (Act.NEXT, Act.RECALL):
            click(station, act)
        click(station, Act.NO_SHOW)
        assert place.state_of("AB-001") == "no_show"


def test_a_double_click_calls_one(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        button = station.bar.buttons[Act.NEXT]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
        station.until(lambda: station.desk.busy is None)
        qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
        station.settle()
        assert place.calls() == [("AB-001", "1")]


@pytest.mark.parametrize("held", [Qt.Key.Key_F1, Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_held_key_is_one_press(qtbot: QtBot, place: Place, held: Qt.Key) -> None:
    for _ in range(3):
        place.issue()
    with working(qtbot, place) as station:
        button = station.bar.buttons[Act.NEXT]
        button.setFocus()
        qtbot.keyPress(button, held)
        for _ in range(5):
            station.until(lambda: station.desk.busy is None)
            station.ticks.now += 1
            repeat = QKeyEvent(QEvent.Type.KeyPress, held, Qt.KeyboardModifier.NoModifier, "", autorep=True)
            QApplication.sendEvent(button, repeat)
            release = QKeyEvent(QEvent.Type.KeyRelease, held, Qt.KeyboardModifier.NoModifier, "", autorep=True)
            QApplication.sendEvent(button, release)
        qtbot.keyRelease(button, held)
        station.settle()
        assert place.calls() == [("AB-001", "1")]


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.bar.buttons[Act.NEXT].setFocus()
        qtbot.keyClick(station.bar.buttons[Act.NEXT], Qt.Key.Key_Return)
        station.until(lambda: station.label() == "AB-001")


def test_sending_stands_on_the_button_until_the_file_has_it(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        button = station.bar.buttons[Act.NEXT]
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.sign is Sign.SENDING
        assert "mengirim" in button.accessibleName()
        station.settle()
        assert button.sign is Sign.DONE
        assert "tercatat" in button.accessibleName()
        button._fade.timeout.emit()
        assert button.sign is Sign.NONE


def test_a_disabled_button_says_why_in_tooltip_description_and_on_a_click(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        button = station.bar.buttons[Act.START]
        assert not button.isEnabled()
        assert "Belum ada nomor di loket ini." in button.toolTip()
        assert "Belum ada nomor di loket ini." in button.accessibleDescription()
        click(station, Act.START)
        assert station.said() == "Belum ada nomor di loket ini."
        key(station, "F12")
        assert station.said() == "Belum ada nomor di loket ini."
        assert station.dialogs._open is None


def test_the_key_of_a_disabled_button_says_why(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        key(station, "F1")
        key(station, "F3")
        key(station, "F5")
        assert station.said() == "Pengunjung sedang dilayani."
        key(station, "F10")
        assert station.said() == "Selesaikan dahulu nomor AB-001."


def test_focus_goes_to_the_visitor_not_on_to_the_next_button(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        key(station, "F1")
        start = station.bar.buttons[Act.START]
        start.setFocus()
        qtbot.keyClick(start, Qt.Key.Key_Space)
        station.settle()
        assert station.bar.focusWidget() is station.bar.card
        qtbot.keyClick(station.bar.card, Qt.Key.Key_Space)
        station.settle()
        assert place.state_of("AB-001") == "serving"


def test_the_tab_key_walks_the_buttons_in_the_order_of_the_keyboard(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        key(station, "F1")
        names: list[str] = []
        station.bar.card.setFocus()
        for _ in range(15):
            focused = station.bar.focusWidget()
            assert focused is not None
            names.append(focused.objectName())
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
        usable = [act.value for act in BUTTONS if station.bar.buttons[act].isEnabled()]
        assert names == ["visitor", *usable, "lists", "why", "undo", "officer", "menu"]


def test_buttons_stand_where_they_stood_whatever_happens(qtbot: QtBot, place: Place) -> None:
    place.issue(visual=True, priority=True)
    with working(qtbot, place) as station:

        def places() -> list[tuple[QPoint, int]]:
            qtbot.wait(20)
            buttons = station.bar.findChildren(ActButton)
            return [(b.mapTo(station.bar, QPoint(0, 0)), b.width()) for b in buttons]

        before = places()
        key(station, "F1")
        assert places() == before
        station.desk.notices.show(Message(Tone.WARN, lambda _t: "Kalimat yang panjang. " * 6))
        assert places() == before
        station.press(Act.HOLD, Details(label="AB-001", reason="x"))
        assert places() == before


def test_priority_and_the_wish_for_a_visible_call_are_shown_and_nothing_more(qtbot: QtBot, place: Place) -> None:
    place.issue(visual=True, priority=True)
    with working(qtbot, place) as station:
        key(station, "F1")
        card = station.bar.card
        assert card.priority.text() == "Prioritas"
        assert card.visual.text() == "Panggil secara visual"
        assert card.accessibleName() == "Nomor AB-001, Dipanggil, KTP, Prioritas, Panggil secara visual"


def test_the_card_tells_how_long_and_what_comes_after(qtbot: QtBot, place: Place) -> None:
    place.issue("AB.1", "BA.1")
    place.clock.advance(minutes=12)
    with working(qtbot, place) as station:
        key(station, "F1")
        place.clock.advance(seconds=45)
        station.bar.tick()
        assert station.bar.card.times.text() == "Dipanggil 45 dtk lalu  ·  Menunggu 12 mnt"
        assert station.bar.card.service.text() == "KTP\nSetelah ini: NPWP"
        key(station, "F2")
        key(station, "F3")
        place.clock.advance(minutes=61)
        station.bar.tick()
        assert station.bar.card.times.text() == "Dilayani 1 j 01 mnt  ·  2× dipanggil  ·  Menunggu 12 mnt"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_nothing_is_cut(qtbot: QtBot, tmp_path: Path, lang: str) -> None:
    long = Service({"id": "Aktivasi Identitas Kependudukan Digital", "en": "Activation of the digital identity"}, 5.0)
    place = make_place(tmp_path / "hall", small_hall(services={"AB.4": long}))
    place.issue("AB.4", "BA.2", visual=True, priority=True)
    with working(qtbot, place, lang=lang) as station:
        key(station, "F1")
        for width, larger in itertools.product((1024, 1180, 1600), (False, True)):
            Theme.instance().set_larger(larger)
            station.bar.resize(width, station.bar.height())
            qtbot.waitUntil(lambda width=width: station.bar.width() == width)
            qtbot.waitUntil(lambda: assert_readable(station.bar))
            qtbot.waitUntil(lambda larger=larger: station.bar.height() <= (480 if larger else 285))


def assert_readable(bar: Bar) -> None:
    """All words of all buttons and labels can be read, and lie within the bar."""
    for button in bar.findChildren(ActButton):
        assert button.words_width() <= button.width(), button.text()
        assert button.height() >= QFontMetrics(button._font()).height()
    for button in bar.strip.findChildren(QPushButton):
        assert button.sizeHint().width() <= button.width(), button.text()
    for label in bar.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert fits(label), (label.objectName(), label.text())
    shown = [w for w in bar.findChildren(QWidget) if w.isVisible() and w.window() is bar]
    for widget in shown:
        place = widget.rect().translated(widget.mapTo(bar, QPoint(0, 0)))
        assert bar.rect().contains(place), widget.objectName()


def fits(label: QLabel) -> bool:
    """Whether all words of a label can be read."""
    if label.wordWrap():
        return label.heightForWidth(label.width()) <= label.height()
    return label.sizeHint().width() <= label.width()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_sentence_of_the_line_fits_in_one_line(qtbot: QtBot, place: Place, lang: str) -> None:
    with working(qtbot, place, lang=lang) as station:
        station.bar.resize(1024, station.bar.height())
        localiser = Localiser(lang)
        metrics = QFontMetrics(style.font(style.sizes().body, style.SEMI))
        room = station.bar.answer_line.width() - 24
        sentences = (
            localiser.translate(screen_text.SLOW_ANSWER),
            localiser.translate(screen_text.SHARE_LOST, time="09.00"),
            localiser.translate(screen_text.SHARE_LOST_IDLE, time="09.00"),
            localiser.translate(screen_text.KEPT, label="AB-1012", act=localiser.translate(screen_text.NO_SHOW)),
            localiser.translate(screen_text.UNKNOWN_YET, act=localiser.translate(screen_text.NEXT)),
            localiser.translate(screen_text.BROKEN),
            localiser.translate(screen_text.DISK_FAILED, label="AB-1012", act=localiser.translate(screen_text.FINISH)),
        )
        for sentence in sentences:
            assert metrics.horizontalAdvance(sentence) <= room, sentence


def test_a_long_answer_takes_the_room_of_the_counts_and_gives_it_back(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        counts = station.bar.answer_line.counts
        station.desk.notices.rest()
        assert counts.isVisible()
        assert "KTP  1" in [label.text() for label in counts.findChildren(QLabel)]
        station.desk.notices.show(Message(Tone.WARN, lambda _t: "Kalimat yang panjang. " * 9))
        assert not counts.isVisible()
        assert fits(station.bar.answer_line.text)
        station.desk.notices.rest()
        assert counts.isVisible()


def test_both_languages_are_switched_live(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        key(station, "F1")
        assert station.bar.buttons[Act.NEXT].text() == "Panggil berikutnya"
        station.language.use("en")
        assert station.bar.buttons[Act.NEXT].text() == "Call next"
        assert station.bar.card.state.text() == "Called"
        assert station.bar.card.service.text() == "Identity card"
        assert station.bar.strip.counter.text() == "Counter 1"
        assert station.bar.windowTitle() == "Bar of counter 1"


def test_everything_has_a_name_for_a_screen_reader(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        key(station, "F1")
        for widget in station.bar.findChildren(QPushButton):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name)
            assert interface.text(QAccessible.Text.Description)
        assert station.bar.answer_line.text.accessibleName().startswith("Jawaban: ")
        assert station.bar.strip.share.accessibleName() == "Sambungan antrean: Tersambung"
        assert "KTP: 0 menunggu" in station.bar.answer_line.counts.accessibleName()


def test_the_bar_stays_above_other_windows_and_is_found_by_the_keyboard(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        flags = station.bar.windowFlags()
        assert flags & Qt.WindowType.WindowStaysOnTopHint
        assert flags & Qt.WindowType.FramelessWindowHint
        assert flags & Qt.WindowType.WindowType_Mask == Qt.WindowType.Window


def test_the_bar_is_moved_by_its_top_line(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        strip, start = station.bar.strip, station.bar.pos()
        qtbot.mousePress(strip.counter, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        grip = strip._grip
        assert grip is not None or strip.window().windowHandle() is not None
        qtbot.mouseRelease(strip.counter, Qt.MouseButton.LeftButton)
        assert strip._grip is None
        assert station.bar.pos() == start


def test_focus_is_seen(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        button = station.bar.buttons[Act.NEXT]
        station.bar.card.setFocus()
        without = button.grab().toImage()
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        assert button.grab().toImage() != without


def test_words_of_the_states_are_complete() -> None:
    from counter.bar.visitor_card import STATES

    assert set(STATES) == set(StepState)
