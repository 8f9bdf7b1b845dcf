"""A call for help is seen and heard by the supervisor until somebody is on the way."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from counter.supervisor.help_strip import HelpBell
from counter.supervisor.supervisor_window import HallWindow
from shared.store import acts
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from tests.counter.supervisor.test_window import rows, watching
from tests.helpers.screens.desk import Place


class Ear(QObject):
    """Hears what is played, in place of a loudspeaker."""

    ended = Signal(object)
    busy = False

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def play(self, samples: bytes) -> None:
        self.heard.append(len(samples))


def words(window: HallWindow, name: str) -> str:
    label = window.help.findChild(QLabel, name)
    assert label is not None
    return label.text().replace("\u200b", "")


def accepted(hall_file: HallFile) -> list[object]:
    with hall_file.reading() as db:
        return [e.data["place"] for e in events_after(db, 0) if e.what is What.HELP_ACCEPTED]


def test_it_stands_above_everything_rings_and_goes_when_accepted(qtbot: QtBot, place: Place) -> None:
    place.does(lambda f: acts.request_help(f, acts.new_request(), "K1"))
    with watching(qtbot, place) as window:
        ear = Ear()
        bell = HelpBell(window.desk, ear, again_ms=3_600_000)  # pyright: ignore[reportArgumentType]
        qtbot.waitUntil(window.help.isVisible)  # from before the window looked
        bell.look()
        assert len(ear.heard) == 1
        place.does(lambda f: acts.request_help(f, acts.new_request(), "2", quiet=True, officer="Sari"))
        place.does(lambda f: acts.request_help(f, acts.new_request(), "K1"))
        qtbot.waitUntil(lambda: window.help.findChild(QLabel, "help_2") is not None)
        assert len(window.desk.help_wanted) == 2
        said = words(window, "help_K1")
        assert all(part in said for part in ("09.00", "anjungan K1", "Zona A"))
        assert "loket 2" in words(window, "help_2")
        key = window.help.findChild(QPushButton, "accept_K1")
        assert key is not None
        both = window.desk.help_wanted
        key.click()
        qtbot.waitUntil(lambda: len(window.desk.help_wanted) == 1)
        window.help._shown = both  # pyright: ignore[reportPrivateUsage] - not drawn anew yet
        window.help._accept_first()  # pyright: ignore[reportPrivateUsage] - Ctrl+H
        qtbot.waitUntil(lambda: not window.help.isVisible())
        assert place.does(accepted) == ["K1", "2"]
        assert len(ear.heard) == 1
        assert rows(window.desk.messages)[0][3] == "Ada yang sedang menuju ke 2."
