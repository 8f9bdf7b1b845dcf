"""What opens beside the loop: each by its key, answered by keys, and done in the file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counter.bar.wake import QueueWake, Tray
from counter.desk.acts import MORE, VISIT_KEY, Act
from counter.dialogs.base import ActDialog
from counter.dialogs.goals import Places
from counter.dialogs.visit_window import VisitAsk
from counter.lists.line_table import LineColumn
from shared.domain.hall_data.hall import CallRule
from shared.domain.hall_data.outcomes import Outcome
from shared.store import acts
from tests.helpers.hall import DAY, MORNING, small_hall
from tests.helpers.screens.desk import Place, Station, make_place, working

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
OUTCOMES = {"DONE": Outcome({"id": "Selesai"}), "PAPERS": Outcome({"id": "Syarat kurang"}, ("AB.1",))}


def dialog(station: Station) -> ActDialog:
    station.until(lambda: any(ask.isVisible() for ask in station.bar.findChildren(ActDialog)))
    return next(ask for ask in station.bar.findChildren(ActDialog) if ask.isVisible())


def type_in(qtbot: QtBot, ask: ActDialog, words: str) -> None:
    field = ask.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, words)


def enter(qtbot: QtBot, ask: ActDialog) -> None:
    qtbot.keyClick(ask.focusWidget() or ask, K.Key_Return)


def outcome_hall(tmp_path, needed: bool = False) -> Place:
    hall = small_hall(outcome=OUTCOMES, calls=CallRule(outcome_needed=needed))
    return make_place(tmp_path / "hall", hall)


def named(widget: QWidget) -> bool:
    """Whether a screen reader has something to say of it."""
    text = getattr(widget, "text", lambda: "")()
    return bool(widget.accessibleName() or text)


def test_a_person_without_a_number_is_served_by_keys(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        qtbot.keyClick(station.bar, K.Key_F1, SHIFT)
        ask = dialog(station)
        type_in(qtbot, ask, "akta")
        enter(qtbot, ask)
        station.until(lambda: station.label() == "AB-001")
        assert station.desk.view is not None
        assert station.desk.view.current is not None
        assert (station.desk.view.current.service, place.state_of("AB-001")) == ("AB.2", "serving")
        station.desk.undo()
        station.until(lambda: place.state_of("AB-001") == "cancelled")


def test_a_number_is_given_out_and_a_booking_checked_in(qtbot: QtBot, place: Place) -> None:
    place.does(lambda f: acts.import_bookings(f, "b", [acts.Booking("K7P", "AB.1", DAY, MORNING)]))
    with working(qtbot, place) as station:
        qtbot.keyClick(station.bar, K.Key_F2, SHIFT)
        ask = dialog(station)
        type_in(qtbot, ask, "npwp")
        paper = ask.findChild(QWidget, "paper")
        assert paper is not None
        paper.setCurrentIndex(2)  # pyright: ignore[reportAttributeAccessIssue]
        enter(qtbot, ask)
        station.until(lambda: place.events("issued") == ["BA-001"])
        station.settle()
        qtbot.keyClick(station.bar, K.Key_F3, SHIFT)
        ask = dialog(station)
        enter(qtbot, ask)
        assert ask.problem.text(), "a code is needed"
        type_in(qtbot, ask, "k7p")
        enter(qtbot, ask)
        station.until(lambda: place.events("issued") == ["BA-001", "AB-001"])


def test_to_the_cashier_and_back_and_a_note_for_the_next_officer(qtbot: QtBot, place: Place) -> None:
    label = place.issue("AB.1")
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.until(lambda: station.label() == label)
        qtbot.keyClick(station.bar, K.Key_F6, SHIFT)
        ask = dialog(station)
        type_in(qtbot, ask, "hp 0812 3456 7890")
        assert "telepon" in ask.problem.text() or "phone" in ask.problem.text()
        enter(qtbot, ask)
        assert ask.isVisible()
        field = ask.findChild(QLineEdit)
        assert field is not None
        field.clear()
        type_in(qtbot, ask, "tinggal cap")
        enter(qtbot, ask)
        station.until(lambda: "tinggal cap" in station.said())
        station.settle()
        qtbot.keyClick(station.bar, K.Key_F7, SHIFT)
        ask = dialog(station)
        type_in(qtbot, ask, "npwp")
        enter(qtbot, ask)
        station.until(lambda: station.label() is None)
        assert place.state_of(label) == "waiting"


@pytest.mark.parametrize(("key", "outcome"), [(K.Key_2, "PAPERS"), (K.Key_Return, "DONE"), (K.Key_3, None)])
def test_finish_asks_what_came_of_it_and_a_digit_answers(qtbot: QtBot, tmp_path, key: Qt.Key, outcome: str) -> None:
    place = outcome_hall(tmp_path)
    label = place.issue("AB.1")
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.until(lambda: station.label() == label)
        qtbot.keyClick(station.bar, K.Key_F4)
        ask = dialog(station)
        qtbot.keyClick(ask.focusWidget(), key)
        station.until(lambda: place.state_of(label) == "done")
        found = place.does(_outcome)
        assert found == outcome


def _outcome(file) -> str | None:
    with file.reading() as db:
        return db.execute("SELECT outcome FROM steps").fetchone()[0]


def test_next_asks_only_where_the_hall_needs_an_outcome(qtbot: QtBot, tmp_path) -> None:
    place = outcome_hall(tmp_path, needed=True)
    place.issue("AB.1")
    place.issue("AB.1")
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.until(lambda: station.label() == "AB-001")
        station.settle()
        qtbot.keyClick(station.bar, K.Key_F1)
        qtbot.keyClick(dialog(station).focusWidget(), K.Key_1)
        station.until(lambda: station.label() == "AB-002")


def test_the_steps_of_a_visit_are_put_in_order_dropped_and_its_history_read(qtbot: QtBot, place: Place) -> None:
    label = place.issue("AB.1", "BA.1", "BA.2")
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.until(lambda: station.label() == label)
        qtbot.keyClick(station.bar, K.Key_F8, SHIFT)
        ask = dialog(station)
        assert isinstance(ask, VisitAsk)
        station.until(lambda: ask.steps.count() == 3)
        ask.steps.setCurrentRow(2)
        qtbot.keyClick(ask, K.Key_Up, Qt.KeyboardModifier.ControlModifier)
        station.until(lambda: ask.card is not None and ask.card.steps[1].service == "BA.2")
        station.settle()
        ask.steps.setCurrentRow(2)
        qtbot.keyClick(ask, K.Key_Delete)
        station.until(lambda: ask.card is not None and ask.card.steps[2].state == "cancelled")
        said = [ask.history.item(row).text() for row in range(ask.history.count())]
        assert any("dipanggil" in words or "called" in words for words in said)
        ask.steps.setCurrentRow(0)
        qtbot.keyClick(ask, K.Key_Delete)
        assert ask.problem.isVisible(), "the step at the counter is not dropped here"
        assert all(named(widget) for widget in (ask.steps, ask.history, *ask.findChildren(QLineEdit)))
        cut = [one.text() for one in ask.findChildren(QPushButton) if one.sizeHint().width() > max(one.width(), 1)]
        assert [words for words in cut if words] == []


def test_goals_tell_the_wait_who_serves_and_officers(qtbot: QtBot, place: Place) -> None:
    place.does(lambda f: acts.open_counter(f, "o", "2", "Budi"))
    label = place.issue("AB.1")
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.until(lambda: station.label() == label)
        assert station.desk.hall is not None
        assert station.desk.view is not None
        goals = Places(station.desk.hall, station.desk.localiser, station.desk.view).goals("AB.1")
        assert "officer Budi" in [goal.code for goal in goals]
        qtbot.keyClick(station.bar, K.Key_F8)
        ask = dialog(station)
        type_in(qtbot, ask, "budi")
        enter(qtbot, ask)
        station.until(lambda: station.label() is None)
        assert place.next_at("2") == label


def test_the_lists_tell_lanes_turns_and_reasons(qtbot: QtBot, place: Place) -> None:
    for priority in (False, True):
        place.issue("AB.1", priority=priority)
    with working(qtbot, place) as station:
        window = station.dialogs.lists_window
        window.open()
        page = window.pages[0]
        station.until(lambda: page.lanes.rowCount() == 2)
        station.until(lambda: bool(page.model.data(page.model.index(0, LineColumn.TURN))))
        assert str(page.model.data(page.model.index(0, LineColumn.TURN))).startswith("1.")
        page.table.selectRow(1)
        page.show_visit()
        assert isinstance(dialog(station), VisitAsk)


def test_somebody_who_waits_again_wakes_the_bar_once(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        woken: list[int] = []
        wake = QueueWake(station.desk, station.bar)
        tray = Tray(station.desk, wake, station.bar.come_forward)
        wake.woke.connect(woken.append)
        station.press(Act.OPEN)
        station.until(lambda: station.desk.view is not None and station.desk.view.status == "open")
        place.issue("AB.1")
        station.until(lambda: woken == [1])
        place.issue("AB.1")
        station.until(lambda: station.desk.view is not None and station.desk.view.waiting_in_all == 2)
        assert woken == [1]
        assert "2" in tray.icon.toolTip()
        tray.close()


def test_everything_stands_in_the_menu_with_its_key(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        station.dialogs.open_menu()
        menu = station.dialogs.menu
        assert menu is not None
        keys = {action.objectName(): action.shortcut().toString() for action in menu.actions()}
        assert {keys[f"menu_{act.value}"] for act in MORE} == {key for key, _ in MORE.values()}
        assert keys["menu_visit"] == VISIT_KEY
        menu.close()
