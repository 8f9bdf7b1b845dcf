"""Signing in at a counter: code and PIN, what is refused before it, the lock, the next officer, staying signed in."""

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.door import SignIn
from counter.desk.guarded_desk import guard
from counter.dialogs.sign_in import Doorkeeper, SignInAsk
from shared.clock import steady
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.staff import StaffRule
from tests.helpers.screens.desk import Place, Station, make_place, working
from tests.helpers.store.staff import PIN, cheap_pins, staffed_hall


def staffed(rule: StaffRule | None = None) -> Hall:
    hall = staffed_hall()
    return dataclasses.replace(hall, rules=dataclasses.replace(hall.rules, staff=rule or StaffRule()))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    cheap_pins(monkeypatch)
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    return make_place(tmp_path / "hall", staffed())


@contextlib.contextmanager
def at_the_door(qtbot: QtBot, place: Place, counter: str = "1") -> Iterator[tuple[Station, SignIn, Doorkeeper]]:
    """A counter program of a hall with officers, before anybody signed in."""
    with working(qtbot, place, counter=counter, officer="", ready=False) as station:
        door = SignIn(station.worker, counter, place.folder.parent / "local", station.bar)
        guard(station.desk, door)
        keeper = Doorkeeper(station.bar, door, lambda: station.desk.localiser)
        station.desk.sign_in_wanted.connect(keeper.ask)
        station.until(lambda: station.desk.view is not None)
        yield station, door, keeper


def ask_of(station: Station, keeper: Doorkeeper) -> SignInAsk:
    station.until(lambda: keeper._open is not None)
    assert keeper._open is not None
    return keeper._open


def sign_in(station: Station, door: SignIn, keeper: Doorkeeper, code: str, pin: str = PIN) -> None:
    ask = ask_of(station, keeper)
    ask.code.setText("")
    station.qtbot.keyClicks(ask.code, code)
    station.qtbot.keyClicks(ask.pin, pin)
    station.qtbot.keyClick(ask.pin, Qt.Key.Key_Return)


def test_nothing_is_done_before_code_and_pin_and_then_it_is_theirs(qtbot: QtBot, place: Place) -> None:
    with at_the_door(qtbot, place) as (station, door, keeper):
        ask_of(station, keeper).reject()
        station.desk.press(Act.OPEN)
        assert "Ctrl+L" in station.said()
        sign_in(station, door, keeper, "officer")  # the press had asked again
        station.until(lambda: door.officer == "OFFICER" and station.desk.busy is None)
        station.until(lambda: station.desk.view is not None and station.desk.view.officer == "OFFICER")
        assert keeper._open is None
        assert "OFFICER" in station.bar.strip.officer.text()


def test_a_wrong_pin_is_told_and_the_dialog_stays(qtbot: QtBot, place: Place) -> None:
    with at_the_door(qtbot, place) as (station, door, keeper):
        sign_in(station, door, keeper, "OFFICER", "111111")
        ask = ask_of(station, keeper)
        station.until(ask.problem.isVisible)
        assert "PIN" in ask.problem.text()
        assert ask.pin.text() == ""
        assert door.needed


def test_a_counter_that_is_not_theirs_is_refused(qtbot: QtBot, place: Place) -> None:
    with at_the_door(qtbot, place, counter="3") as (station, door, keeper):
        sign_in(station, door, keeper, "OFFICER")
        station.until(lambda: door.officer == "OFFICER" and station.desk.busy is None)
        station.until(lambda: "bukan loket Anda" in station.said())


def test_a_program_that_nobody_touches_locks_itself(qtbot: QtBot, place: Place) -> None:
    with at_the_door(qtbot, place) as (station, door, keeper):
        sign_in(station, door, keeper, "OFFICER")
        station.until(lambda: bool(door.session) and station.desk.busy is None)
        assert door._idle.isActive()
        assert door._idle.interval() == StaffRule().lock_minutes * 60_000
        door._idle.timeout.emit()  # as after that time
        station.until(lambda: keeper._open is not None and door.needed)
        assert station.desk.officer == ""
        sign_in(station, door, keeper, "SUPERVISOR")
        station.until(lambda: door.officer == "SUPERVISOR")


def test_a_pc_that_slept_is_locked_when_it_wakes(qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_the_door(qtbot, place) as (station, door, keeper):
        sign_in(station, door, keeper, "OFFICER")
        station.until(lambda: bool(door.session) and station.desk.busy is None)
        door.look()
        assert door.session
        woken = steady() + StaffRule().lock_minutes * 60 + 1
        monkeypatch.setattr("counter.desk.door.steady", lambda: woken)
        door.look()
        station.until(lambda: keeper._open is not None and door.needed)


def test_a_key_or_a_click_puts_the_lock_off(qtbot: QtBot, place: Place) -> None:
    with at_the_door(qtbot, place) as (station, door, keeper):
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(door)
        sign_in(station, door, keeper, "OFFICER")
        station.until(lambda: bool(door.session))
        door._idle.start(1000)
        station.qtbot.mouseClick(station.bar.card, Qt.MouseButton.LeftButton)
        assert door._idle.interval() == StaffRule().lock_minutes * 60_000
        app.removeEventFilter(door)


@pytest.mark.parametrize("stays", [True, False])
def test_a_program_that_is_started_again_knows_who_signed_in_if_the_hall_wants_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stays: bool
) -> None:
    cheap_pins(monkeypatch)
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    place = make_place(tmp_path / "hall", staffed(StaffRule(stay_signed_in=stays)))
    (tmp_path / "local").mkdir()
    with at_the_door(qtbot, place) as (station, door, keeper):
        sign_in(station, door, keeper, "OFFICER")
        station.until(lambda: bool(door.session) and station.desk.busy is None)
    with at_the_door(qtbot, place) as (station, door, keeper):
        station.until(lambda: door.officer == "OFFICER" if stays else keeper._open is not None)
        assert door.needed is not stays


def test_a_hall_without_officers_asks_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    with at_the_door(qtbot, make_place(tmp_path / "hall")) as (station, door, keeper):
        assert not door.needed
        assert keeper._open is None
        station.press(Act.OPEN)
        station.until(lambda: station.desk.view is not None and station.desk.view.status == "open")


def test_a_hall_to_practise_in_says_so_and_a_real_one_does_not(qtbot: QtBot, tmp_path: Path) -> None:
    with working(qtbot, make_place(tmp_path / "hall")) as station:
        assert station.bar.strip.training.isVisible()
        assert station.bar.strip.training.text() == "LATIHAN"
        hall = station.desk.hall
        assert hall is not None
        station.desk.hall = dataclasses.replace(hall, hall=dataclasses.replace(hall.hall, practice=False))
        station.bar.draw()
        assert not station.bar.strip.training.isVisible()


def test_a_lock_during_an_outage_is_opened_by_the_same_pin_and_by_nobody_else(qtbot: QtBot, place: Place) -> None:
    with at_the_door(qtbot, place) as (station, door, keeper):
        sign_in(station, door, keeper, "OFFICER")
        station.until(lambda: door.officer == "OFFICER")
        session = door.session
        station.until(lambda: keeper._open is None)
        station.away()
        qtbot.waitUntil(lambda: station.worker.state is not None and not station.worker.state.ok)
        door.lock()
        sign_in(station, door, keeper, "OFFICER", "999999")
        assert door.needed
        ask = ask_of(station, keeper)
        assert ask.problem.isVisible()
        sign_in(station, door, keeper, "SUPERVISOR")
        station.until(lambda: "terputus" in ask.problem.text())
        sign_in(station, door, keeper, "OFFICER")
        station.until(lambda: (door.officer, door.session) == ("OFFICER", session))
        station.back()
