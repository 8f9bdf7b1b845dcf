"""Holds that come due and breaks that end are said once, counted, and heard."""

from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.details import Details
from shared.domain.words import Instant
from tests.helpers.screens.desk import Place, working


def test_a_hold_that_comes_due_is_said_counted_and_heard_once(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        heard: list[bool] = []
        station.desk.came_due.connect(lambda: heard.append(True))
        station.press(Act.NEXT)
        until = Instant(place.clock.at + 60_000)
        station.press(Act.HOLD, Details(reason="fotokopi", until=until))
        station.bar.tick()
        assert heard == []
        place.clock.advance(seconds=61)
        station.bar.tick()
        station.bar.tick()
        assert heard == [True]
        assert station.said() == "AB-001: waktu tunda sudah habis, dipanggil lagi pada gilirannya."
        station.bar.draw()
        station.desk.notices.rest()
        assert "1 jatuh waktu" in station.bar.answer_line.counts.total.text()


def test_a_break_that_is_over_is_said_once(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        heard: list[bool] = []
        station.desk.came_due.connect(lambda: heard.append(True))
        station.press(Act.BREAK, Details(until=Instant(place.clock.at + 60_000)))
        place.clock.advance(seconds=61)
        station.bar.tick()
        station.bar.tick()
        assert heard == [True]
        assert station.said() == "Istirahat sudah habis. F10 untuk melayani lagi."
