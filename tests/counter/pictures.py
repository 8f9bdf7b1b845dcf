"""Pictures of the officer's bar, its dialogs and the supervisor's window on one screen.

``python -m tests.counter.pictures FOLDER LANGUAGE``, started by ``test_golden.py`` with a screen of a size and a scale.

Each picture is the whole screen: what does not fit on it, or covers something else, is seen.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter.desk.acts import MORE, Act
from counter.desk.door import SignIn
from counter.dialogs.keys_dialog import KeysAsk
from counter.dialogs.sign_in import SignInAsk
from counter.hotkeys.desktop_keys import DesktopKeys
from counter.supervisor.acts.hall_acts import HallAct
from counter.supervisor.acts.hall_controller import HallController
from shared import samples
from shared.domain.hall_data.key_names import USUAL
from shared.qt import fonts
from shared.store import acts
from tests.counter.supervisor.test_window import watching
from tests.helpers.screens.desk import Place, Station, Waiter, make_place, working

SERVICE, OTHER = "AB.1", "AB.2"
DIALOGS = (Act.HOLD, Act.RETURN, Act.TRANSFER, Act.CANCEL)
OF_THEIR_OWN = frozenset({HallAct.IMPORT, HallAct.FIGURES, HallAct.PAPER, HallAct.EDIT})
"""Acts that open no dialog of the frame: a choice of files, or a window of their own."""
GROUND = 0xFF5B6770


def screen_now() -> QImage:
    """The screen with every window of ours where it stands, those in front last."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for _ in range(3):
        app.processEvents()
    screen = app.primaryScreen()
    ratio, room = screen.devicePixelRatio(), screen.geometry()
    picture = QImage(room.size() * ratio, QImage.Format.Format_RGB32)
    picture.fill(GROUND)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    shown = [widget for widget in app.topLevelWidgets() if widget.isVisible() and not widget.isMinimized()]
    for widget in sorted(shown, key=lambda widget: (widget.parentWidget() is not None, widget.isActiveWindow())):
        painter.drawPixmap(widget.mapToGlobal(QPoint(0, 0)), widget.grab())
    painter.end()
    return picture


class Album:
    """Saves the pictures, each under its name."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0

    def take(self, name: str) -> None:
        self.number += 1
        assert screen_now().save(str(self.folder / f"{self.number:02}-{name}.png"))


def counters_busy(place: Place) -> None:
    """People who wait, are held, did not come; three counters open."""

    def morning(file: Any) -> None:
        for number in range(9):
            acts.issue(file, f"i{number}", acts.Order((SERVICE,), priority=number % 4 == 2))
        acts.issue(file, "both", acts.Order((SERVICE, OTHER)))
        for number, officer in (("1", "Sari"), ("2", "Budi"), ("3", "Wayan")):
            acts.open_counter(file, f"o{number}", number, officer)

    place.does(morning)
    place.clock.advance(minutes=22)
    place.does(lambda f: acts.call_next(f, "n2", "2", "Budi"))
    place.does(lambda f: acts.call_next(f, "n1", "1", "Sari"))
    place.does(lambda f: acts.hold(f, "h1", acts.Target(counter="1"), "fotokopi", officer="Sari"))
    place.does(lambda f: acts.call_next(f, "n1b", "1", "Sari"))
    place.does(lambda f: acts.no_show(f, "ns", acts.Target(counter="1"), officer="Sari"))
    place.does(lambda f: acts.request_help(f, "help", "3", officer="Wayan"))


def of_a_dialog(album: Album, station: Station, name: str, ask: Callable[[], object]) -> None:
    """The dialog that a call opens, closed afterwards."""
    ask()
    station.until(lambda: QApplication.activeModalWidget() is not None)
    QTest.qWait(150)  # waits come a moment later, and a list is drawn again
    album.take(name)
    QApplication.activeModalWidget().close()
    station.until(lambda: QApplication.activeModalWidget() is None)


def dialogs_of(station: Station, local: Path) -> dict[str, Callable[[], object]]:
    """Every dialog of the bar while a visitor is served there."""
    bar, dialogs = station.bar, station.dialogs
    door = SignIn(station.worker, "1", local, bar)
    return {
        **{f"ask-{act.value}": partial(bar.asked.emit, act) for act in DIALOGS},
        **{f"ask-{act.value}": partial(dialogs.further.ask, act) for act in MORE},
        "visit": dialogs.further.visit,
        "ask-named": dialogs.call_named,
        "ask-officer": dialogs.change_officer,
        "why": bar.ask_why,
        "ask-quit": dialogs.quit,
        "sign-in": SignInAsk(bar, station.desk.localiser, door, "SARI").open,
        "keys": KeysAsk(bar, station.desk.localiser, keys_of(), "1", lambda _keys: None).open,
    }


def keys_of() -> DesktopKeys:
    """Keys on a desktop that gives programs none."""
    keys = DesktopKeys(lambda _act: None, lambda _press: None)
    keys.use(USUAL)
    return keys


def of_the_bar(album: Album, place: Place, lang: str, waiter: Any) -> None:
    with working(waiter, place, officer="Sari", lang=lang) as station:
        bar, dialogs = station.bar, station.dialogs
        bar.onto_screen()
        album.take("bar-nobody")
        station.press(Act.NEXT)
        album.take("bar-called")
        station.press(Act.START)
        for name, ask in dialogs_of(station, place.folder.parent).items():
            of_a_dialog(album, station, name, ask)
        dialogs.open_menu()
        album.take("menu")
        dialogs.menu.close()
        station.bar.lists_pressed.emit()
        QTest.qWait(300)
        album.take("lists")
        dialogs.lists_window.close()
        bar.set_compact(True)
        album.take("compact")
        of_a_dialog(album, station, "compact-transfer", partial(bar.asked.emit, Act.TRANSFER))
        bar.set_compact(False)
        station.press(Act.FINISH)
        of_a_dialog(album, station, "ask-break", partial(bar.asked.emit, Act.BREAK))


def of_the_supervisor(album: Album, place: Place, lang: str, waiter: Any) -> None:
    with watching(waiter, place, lang) as window:
        controller = HallController(window.desk, window.desk._worker, window, "Ketua", place.folder)
        window.offer(controller)
        window.showMaximized()
        waiter.waitUntil(controller.is_ready)
        waiter.waitUntil(lambda: window.help.isVisible() and window.help.height() == window.help.sizeHint().height())
        for number in range(len(window.tables)):
            QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.ControlModifier)
            QTest.qWait(60)
            album.take(f"hall-{number + 1}")
        for act in HallAct:
            if act in OF_THEIR_OWN or not controller.fits(act):
                continue
            controller.press(act)
            waiter.waitUntil(lambda: controller.dialog is not None)
            QTest.qWait(60)
            album.take(f"hall-{act.value}")
            controller.dialog.reject()
            waiter.waitUntil(lambda: controller.dialog is None)
        controller.press(HallAct.EDIT)
        QTest.qWait(200)
        album.take("hall-edit")
        controller.close()


def main() -> None:
    """Take them all."""
    folder, lang = Path(sys.argv[1]), sys.argv[2]
    app = QApplication(sys.argv[:1])
    fonts.use(app)
    waiter, album = Waiter(), Album(folder)
    with tempfile.TemporaryDirectory(prefix="antrean-pictures-") as own:
        os.environ["ANTREAN_LOCAL"] = own
        place = make_place(Path(own) / "hall", samples.load("sungai-rindang"))
        counters_busy(place)
        of_the_bar(album, place, lang, waiter)
        of_the_supervisor(album, place, lang, waiter)


if __name__ == "__main__":
    main()
