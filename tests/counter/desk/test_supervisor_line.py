"""An officer calls the supervisor, also in silence, and is told what the supervisor answers."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter.desk.supervisor_line import SupervisorLine
from shared.store import acts
from shared.store.record.events import What, events_after
from tests.helpers.screens.desk import Place, Station, working

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def asked(place: Place) -> list[tuple[str, bool]]:
    def seen(file):
        with file.reading() as db:
            return [(e.device, e.data["quiet"]) for e in events_after(db, 0) if e.what is What.HELP_REQUESTED]

    return place.does(seen)


def line_of(station: Station) -> SupervisorLine:
    return SupervisorLine(station.worker, "1", station.desk.notices, station.bar)


def test_a_silent_call_is_recorded_once_and_nothing_shows_it(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        line = line_of(station)
        qtbot.waitUntil(station.bar.isActiveWindow)
        before = station.said()
        qtbot.keyClick(station.bar, Qt.Key.Key_H, CONTROL | SHIFT)
        qtbot.keyClick(station.bar, Qt.Key.Key_H, CONTROL | SHIFT)
        station.until(lambda: asked(place) == [("1", True)])
        station.until(lambda: not line._silent)  # pyright: ignore[reportPrivateUsage]
        assert station.said() == before
        place.does(lambda f: acts.accept_help(f, acts.new_request(), "1"))
        place.does(lambda f: acts.note(f, acts.new_request(), "later", counter="1"))
        station.until(lambda: (station.worker.cursor or 0) >= 3)
        assert station.said() == before


def test_a_silent_call_waits_for_the_share(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        line = line_of(station)
        line._again.setInterval(50)  # pyright: ignore[reportPrivateUsage]
        station.away()
        line.call_silently()
        station.until(lambda: line._left < 400)  # pyright: ignore[reportPrivateUsage] - it was tried
        station.back()
        station.until(lambda: asked(place) == [("1", True)])


def test_a_call_for_help_is_answered_in_the_line_and_so_is_a_move(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        line_of(station)
        qtbot.waitUntil(station.bar.isActiveWindow)
        qtbot.keyClick(station.bar, Qt.Key.Key_H, CONTROL)
        station.until(lambda: station.said() == "Pengelola sudah dipanggil.")
        place.does(lambda f: acts.accept_help(f, acts.new_request(), "1"))
        station.until(lambda: station.said() == "Pengelola sedang menuju ke sini.")
        place.does(lambda f: acts.open_counter(f, acts.new_request(), "1", "Sari"))
        place.does(lambda f: acts.move_officer(f, acts.new_request(), "1", "2"))
        station.until(lambda: station.said() == "Pengelola meminta Anda melanjutkan di loket 2.")
