"""The dialogs by keys and clicks: hold, break, transfer, cancel, a certain number, who sits here, why, leaving."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QListView, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.dialogs.dialogs import NamedAsk, QuitAsk
from counter.dialogs.short_list import ShortList
from counter.dialogs.transfer import TransferAsk
from shared.domain.words import CounterStatus
from shared.qt.theme import Theme
from shared.store import acts
from tests.helpers.screens.desk import Place, Station, working


def opened(station: Station, key: Qt.Key) -> ActDialog:
    """The dialog that a key of the bar opens."""
    station.qtbot.keyClick(station.bar, key)
    return up(station)


def up(station: Station) -> ActDialog:
    """The dialog that is open."""
    ask = station.dialogs._open
    assert ask is not None
    station.qtbot.waitUntil(ask.isVisible)
    return ask


def enter(station: Station, ask: ActDialog) -> None:
    """The enter key in a dialog, and the answer of the file."""
    station.qtbot.keyClick(ask.focusWidget() or ask, Qt.Key.Key_Return)
    station.qtbot.waitUntil(lambda: station.dialogs._open is None)
    station.settle()


def called(station: Station) -> None:
    station.press(Act.NEXT)
    assert station.label() == "AB-001"


def test_hold_with_a_reason_and_a_time_by_keys(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        ask = opened(station, Qt.Key.Key_F6)
        reasons = ask.findChild(QListWidget, "reasons")
        times = ask.findChild(QListWidget, "times")
        qtbot.keyClick(reasons, Qt.Key.Key_Down)
        qtbot.keyClick(times, Qt.Key.Key_Down)
        enter(station, ask)
        assert station.desk.view is not None
        (row,) = station.desk.view.held
        assert (row.reason, row.until) == ("Membayar di kasir", place.clock.at + 600_000)
        assert station.label() is None


def test_an_own_reason_has_to_be_written(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        ask = opened(station, Qt.Key.Key_F6)
        reasons = ask.findChild(QListWidget, "reasons")
        reasons.setCurrentRow(reasons.count() - 1)
        qtbot.keyClick(reasons, Qt.Key.Key_Return)
        assert ask.problem.text() == "Alasan perlu diisi."
        assert ask.isVisible()
        field = ask.focusWidget()
        assert field is not None
        qtbot.keyClicks(field, "Mengambil pas foto")
        enter(station, ask)
        assert station.desk.view is not None
        assert station.desk.view.held[0].reason == "Mengambil pas foto"


def test_break_by_keys_until_a_time_of_the_clock(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        ask = opened(station, Qt.Key.Key_F10)
        times = ask.findChild(QListWidget, "times")
        times.setCurrentRow(times.count() - 1)
        assert ask.back_at.field.isVisible()
        ask.back_at.field.setTime(ask.back_at.field.time().addSecs(0))
        enter(station, ask)
        assert station.desk.view is not None
        assert station.desk.view.status is CounterStatus.BREAK
        assert station.bar.card.service.text() == "Istirahat sampai pukul 09.30"
        assert station.bar.buttons[Act.BREAK].text() == "Melayani lagi"
        qtbot.keyClick(station.bar, Qt.Key.Key_F10)
        station.settle()
        assert station.desk.view.status is CounterStatus.OPEN
        assert station.bar.buttons[Act.BREAK].text() == "Istirahat"


def test_a_time_that_is_over_today_is_tomorrows(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        ask = opened(station, Qt.Key.Key_F10)
        times = ask.findChild(QListWidget, "times")
        times.setCurrentRow(times.count() - 1)
        ask.back_at.field.setTime(ask.back_at.field.time().addSecs(-3600))
        assert ask.back_at.value() == place.clock.at + (23 * 60 + 30) * 60_000
        ask.reject()


def test_transfer_is_found_by_typing(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        ask = opened(station, Qt.Key.Key_F8)
        assert isinstance(ask, TransferAsk)
        assert len(ask.choice.shown()) == 4 + 3
        qtbot.keyClicks(ask.choice.field, "pajak lapor")
        assert len(ask.choice.shown()) == 1
        enter(station, ask)
        assert "AB-001 dialihkan ke Lapor pajak" in station.said()


def test_transfer_to_a_counter_by_arrow_keys(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.does(lambda f: acts.open_counter(f, acts.new_request(), "2"))
    with working(qtbot, place) as station:
        called(station)
        ask = opened(station, Qt.Key.Key_F8)
        assert isinstance(ask, TransferAsk)
        qtbot.keyClicks(ask.choice.field, "loket")
        qtbot.keyClick(ask.choice.field, Qt.Key.Key_Down)
        qtbot.keyClick(ask.choice.field, Qt.Key.Key_Up)
        enter(station, ask)
        assert "dialihkan ke Loket 2" in station.said()
        assert place.next_at("2") == "AB-001"


def test_transfer_where_nothing_matches(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        ask = opened(station, Qt.Key.Key_F8)
        assert isinstance(ask, TransferAsk)
        qtbot.keyClicks(ask.choice.field, "zzz")
        assert ask.choice.none.isVisible()
        qtbot.keyClick(ask.choice.field, Qt.Key.Key_Return)
        assert ask.problem.text() == "Pilih tujuan dahulu."
        qtbot.keyClick(ask, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: station.dialogs._open is None)
        assert place.state_of("AB-001") == "called"


def test_enter_does_not_cancel_a_number(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        enter(station, opened(station, Qt.Key.Key_F9))
        assert place.state_of("AB-001") == "called"
        ask = opened(station, Qt.Key.Key_F9)
        qtbot.mouseClick(ask.accept_button, Qt.MouseButton.LeftButton)
        station.until(lambda: station.label() is None)
        assert place.state_of("AB-001") == "cancelled"


def test_a_certain_number_needs_a_number_and_a_reason(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.dialogs.call_named()
        ask = up(station)
        assert isinstance(ask, NamedAsk)
        for wrong in ("", "AB", "AB-", "AB-x", "AB-000"):
            ask.label.setText(wrong)
            qtbot.keyClick(ask.label, Qt.Key.Key_Return)
            assert ask.problem.text() == "Isi nomor, misalnya AB-012."
        ask.label.setText("ab-002")
        enter(station, ask)
        assert station.label() == "AB-002"
        assert station.desk.view is not None
        assert station.desk.view.current is not None
        assert station.desk.view.call_reason is not None
        assert station.desk.view.call_reason.why == "Terlewat, sudah hadir kembali"


def test_a_new_officer_keeps_the_visitor(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        qtbot.keyClick(station.bar, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        ask = up(station)
        assert "Nomor AB-001 tetap di loket ini." in [label.text() for label in ask.findChildren(QLabel)]
        field = ask.focusWidget()
        assert field is not None
        qtbot.keyClicks(field, " Budi ")
        enter(station, ask)
        assert station.desk.view is not None
        assert station.desk.view.officer == station.desk.officer == "Budi"
        assert station.label() == "AB-001"
        assert station.bar.strip.officer.text() == "Petugas: Budi"


def test_why_this_number(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.clock.advance(minutes=5)
    with working(qtbot, place) as station:
        called(station)
        ask = opened(station, Qt.Key.Key_F12)
        said = [ask.findChild(QLabel, f"why{n}").text() for n in range(3)]
        assert said == [
            "Urutan kedatangan: paling lama menunggu.",
            "Menunggu 5 mnt.",
            "Panggilan nomor 1, pukul 09.05.",
        ]
        enter(station, ask)


def test_one_dialog_at_a_time(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        first = opened(station, Qt.Key.Key_F10)
        station.dialogs.change_officer()
        assert station.dialogs._open is first
        first.reject()


def test_a_dialog_asks_nothing_while_a_press_is_under_way(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        station.desk.press(Act.START)
        station.bar.act(Act.HOLD)
        assert station.dialogs._open is None
        station.settle()


def test_leaving_asks_first_and_keeps_a_number_that_is_here(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        called(station)
        station.bar.close()
        ask = up(station)
        assert isinstance(ask, QuitAsk)
        assert station.bar.isVisible()
        assert not ask.accept_button.isVisible()
        qtbot.mouseClick(ask.quit, Qt.MouseButton.LeftButton)
        assert station.left == [True]
        assert station.dialogs._may_close()
        assert place.state_of("AB-001") == "called"


def test_leaving_can_close_the_counter(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.dialogs.quit()
        qtbot.mouseClick(up(station).accept_button, Qt.MouseButton.LeftButton)
        assert station.left == [True]
        station.settle()
        assert station.desk.view is not None
        assert station.desk.view.status is CounterStatus.CLOSED


def test_the_menu_has_the_rest_and_says_what_is_on(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        qtbot.keyClick(station.bar, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
        menu = station.dialogs.menu
        assert menu is not None
        items = {item.objectName(): item for item in menu.actions() if item.objectName()}
        items["menu_language"].trigger()
        assert station.bar.buttons[Act.FINISH].text() == "Finish"
        items["menu_larger"].trigger()
        assert Theme.instance().larger
        items["menu_contrast"].trigger()
        assert Theme.instance().highContrast
        items["menu_close"].trigger()
        station.settle()
        assert station.desk.view is not None
        assert station.desk.view.status is CounterStatus.CLOSED
        menu.close()
        station.dialogs.open_menu()
        again = station.dialogs.menu
        assert again is not None
        names = {item.objectName(): item for item in again.actions()}
        assert "menu_open" in names
        assert names["menu_larger"].isChecked()
        names["menu_open"].trigger()
        station.settle()
        assert station.desk.view.status is CounterStatus.OPEN
        again.close()


OPENERS: dict[str, Callable[[Station], None]] = {
    "hold": lambda s: s.dialogs.ask(Act.HOLD),
    "break": lambda s: s.dialogs.ask(Act.BREAK),
    "transfer": lambda s: s.dialogs.ask(Act.TRANSFER),
    "cancel": lambda s: s.dialogs.ask(Act.CANCEL),
    "named": lambda s: s.dialogs.call_named("AB-001"),
    "officer": lambda s: s.dialogs.change_officer(),
    "why": lambda s: s.dialogs.why(),
    "quit": lambda s: s.dialogs.quit(),
}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_nothing_is_cut_in_any_dialog(qtbot: QtBot, place: Place, lang: str) -> None:
    place.issue()
    with working(qtbot, place, lang=lang) as station:
        called(station)
        station.press(Act.RECALL, Details())
        for larger in (False, True):
            Theme.instance().set_larger(larger)
            for name, open_it in OPENERS.items():
                open_it(station)
                ask = up(station)
                qtbot.waitUntil(lambda ask=ask, name=name: assert_readable(ask, name))
                assert ask.height() <= 720
                ask.reject()
                qtbot.waitUntil(lambda: station.dialogs._open is None)


def assert_readable(ask: ActDialog, name: str) -> None:
    """All words of a dialog can be read."""
    for button in filter(QPushButton.isVisible, ask.findChildren(QPushButton)):
        assert button.sizeHint().width() <= button.width(), (name, button.text())
    for label in ask.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.heightForWidth(label.width()) <= label.height(), (name, label.text())
    for listed in ask.findChildren(ShortList):
        assert_listed(listed, name)


def assert_listed(listed: QListView, name: str) -> None:
    """Each entry of a list can be read whole."""
    metrics = QFontMetrics(listed.font())
    model = listed.model()
    for row in range(model.rowCount()):
        text = str(model.index(row, 0).data())
        assert metrics.horizontalAdvance(text) + 24 <= listed.viewport().width(), (name, text)
    assert listed.sizeHintForRow(0) * model.rowCount() <= listed.viewport().height() + 1, name


def test_return_asks_where_and_has_the_rules_place_chosen(qtbot: QtBot, place: Place) -> None:
    for _ in range(3):
        place.issue()
    with working(qtbot, place) as station:
        called(station)
        ask = opened(station, Qt.Key.Key_F7)
        where = ask.findChild(QListWidget, "where")
        words = [where.item(row).text() for row in range(where.count())]
        assert words == ["Di tempat semula", "Paling depan", "Setelah 2 nomor lain", "Paling belakang"]
        assert where.currentRow() == 0
        qtbot.keyClick(where, Qt.Key.Key_End)
        enter(station, ask)
        assert station.desk.view is not None
        assert [row.label for row in station.desk.view.line] == ["AB-002", "AB-003", "AB-001"]


def test_a_number_is_found_as_an_officer_types_it(qtbot: QtBot, place: Place) -> None:
    for _ in range(9):
        place.issue()
    with working(qtbot, place) as station:
        station.dialogs.call_named()
        ask = up(station)
        assert isinstance(ask, NamedAsk)
        qtbot.keyClicks(ask.label, "ab9")
        enter(station, ask)
        assert station.label() == "AB-009"
        station.dialogs.lists_window.open()
        page = station.dialogs.lists_window.pages[0]
        page.search.setText("ab8")
        assert page.shown.rowCount() == 1
