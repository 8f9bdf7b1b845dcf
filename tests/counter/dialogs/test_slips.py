"""A press that may be a slip is asked about: nobody who was only called is taken for served, no break ends unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.dialogs.slips import EndedAsk, OpenAsk
from shared.domain.hall_data.hall import CallRule
from shared.domain.words import CounterStatus, VisitEnd
from shared.store import acts
from tests.helpers.hall import small_hall
from tests.helpers.screens.desk import Place, Station, make_place, working


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A hall that asks within fifteen seconds, as halls do."""
    yield make_place(tmp_path / "hall", small_hall(asks_within=15))


def asked(station: Station) -> ActDialog:
    ask = station.dialogs._open
    assert ask is not None
    station.qtbot.waitUntil(ask.isVisible)
    return ask


def key(station: Station, ask: ActDialog, pressed: Qt.Key) -> None:
    station.qtbot.keyClick(ask, pressed)
    station.qtbot.waitUntil(lambda: station.dialogs._open is None)
    station.settle()


@pytest.mark.parametrize("act", [Act.NEXT, Act.FINISH, Act.NAMED])
@pytest.mark.parametrize(
    ("answer", "state"), [(Qt.Key.Key_1, "done"), (Qt.Key.Key_2, "no_show"), (Qt.Key.Key_Return, "called")]
)
def test_a_press_right_after_a_call_asks_what_became_of_the_visitor(
    qtbot: QtBot, place: Place, act: Act, answer: Qt.Key, state: str
) -> None:
    for _ in range(3):
        place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.desk.press(act, Details(label="AB-003", reason="terlambat") if act is Act.NAMED else Details())
        ask = asked(station)
        assert isinstance(ask, EndedAsk)
        assert place.state_of("AB-001") == "called"
        key(station, ask, answer)
        assert place.state_of("AB-001") == state
        if state == "called":
            assert station.label() == "AB-001"
        else:
            assert station.label() == {Act.NEXT: "AB-002", Act.FINISH: None, Act.NAMED: "AB-003"}[act]


def test_nothing_is_asked_of_a_visitor_who_is_served_or_was_called_long_ago(qtbot: QtBot, place: Place) -> None:
    for _ in range(3):
        place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.START)
        station.press(Act.NEXT)
        place.clock.advance(seconds=15)
        station.press(Act.NEXT)
        assert station.dialogs._open is None
        assert station.label() == "AB-003"


def test_a_no_show_needs_the_calls_that_the_rule_wants(qtbot: QtBot, tmp_path: Path) -> None:
    place = make_place(tmp_path / "hall", small_hall(calls=CallRule(calls_before_no_show=3), asks_within=15))
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.desk.press(Act.FINISH)
        ask = asked(station)
        assert isinstance(ask, EndedAsk)
        assert not ask.absent.isEnabled()
        assert "panggil 2 kali lagi" in " ".join(label.text() for label in ask.findChildren(type(ask.problem)))
        key(station, ask, Qt.Key.Key_Escape)
        station.press(Act.NO_SHOW)
        assert station.said() == "Belum boleh dinyatakan tidak hadir: panggil 2 kali lagi."


def test_the_file_asks_as_well_when_another_window_called_again(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        place.clock.advance(seconds=20)
        station.desk.refresh = lambda: None  # the news has not come through yet
        place.does(lambda f: acts.recall(f, acts.new_request(), acts.Target(counter="1")), device="1")
        station.press(Act.NEXT)
        assert isinstance(asked(station), EndedAsk)
        assert place.state_of("AB-001") == "called"


def test_an_answer_is_for_the_number_that_was_asked_about(qtbot: QtBot, place: Place) -> None:
    for _ in range(3):
        place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.desk.press(Act.NEXT)
        ask = asked(station)
        place.does(lambda f: acts.call_next(f, acts.new_request(), "1", ended=VisitEnd.FINISH), device="1")
        station.until(lambda: station.label() == "AB-002")
        key(station, ask, Qt.Key.Key_1)
        assert "AB-002" in station.said()
        assert place.calls() == [("AB-001", "1"), ("AB-002", "1")]


@pytest.mark.parametrize("status", [CounterStatus.CLOSED, CounterStatus.BREAK])
def test_next_on_a_counter_that_does_not_serve_asks(qtbot: QtBot, place: Place, status: CounterStatus) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.CLOSE if status is CounterStatus.CLOSED else Act.BREAK)
        station.qtbot.keyClick(station.bar, Qt.Key.Key_F1)
        ask = asked(station)
        assert isinstance(ask, OpenAsk)
        assert place.calls() == []
        key(station, ask, Qt.Key.Key_Return)
        assert place.calls() == [("AB-001", "1")]
