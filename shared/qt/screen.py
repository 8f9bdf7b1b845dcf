"""How a window comes onto the screen, and how it stays there.

Full screen without a window manager does nothing on bare X11 (the window keeps its small size), so the geometry is
set as well. A public screen is left on purpose only: :class:`Guard` stops the keys and close requests that would end a
program by accident.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from shared.faults import EnvironmentFault, Kind

_LEAVING_KEYS = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_F11, Qt.Key.Key_Meta, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R}
)


def choose_renderer(wanted: str = "auto", devices: Path = Path("/dev/dri")) -> str:
    """Choose Qt Quick's back end before the application is made; answers ``software`` or ``hardware``.

    Without a GPU driver OpenGL runs on the processor and uses a whole core where the software renderer uses a tenth.
    ``wanted`` is ``auto``, ``software`` or ``opengl``; QT_QUICK_BACKEND, when set, wins.
    """
    if "QT_QUICK_BACKEND" in os.environ:
        return os.environ["QT_QUICK_BACKEND"]
    gpu = not sys.platform.startswith("linux") or any(devices.glob("renderD*"))
    if wanted == "software" or (wanted == "auto" and not gpu):
        os.environ["QT_QUICK_BACKEND"] = "software"
        return "software"
    return "hardware"


def need_screen() -> None:
    """Refuse a machine without a screen in our words; Qt itself would report a library and abort the process."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    ):
        raise EnvironmentFault(
            Kind.DEVICE,
            "There is no screen for this program.",
            "Start it in a desktop session (or under cage, Xorg); without any screen set QT_QPA_PLATFORM=offscreen.",
        )


def cover_screen(window: QWindow | QWidget) -> None:
    """Full screen, with and without a window manager. Without a screen (offscreen) a window keeps its own size."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        window.show()
        return
    screen = window.screen() or QGuiApplication.primaryScreen()
    geometry = screen.geometry()
    window.setGeometry(geometry)
    window.showFullScreen()
    window.setGeometry(geometry)


def hide_pointer() -> None:
    """No mouse pointer on a touch screen or a wall."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)


class Guard(QObject):
    """An event filter for the application of a public screen: it is left on purpose only.

    Attributes:
        leaving: set to True to let the program go.
    """

    def __init__(self, parent: QObject | None = None, *, keys: bool = True) -> None:
        """``keys`` False: the window takes every key itself, and none of them ends the program."""
        super().__init__(parent)
        self._keys = keys
        self.leaving = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop leaving keys and close requests."""
        if self.leaving:
            return False
        kind = event.type()
        if self._keys and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            return event.key() in _LEAVING_KEYS or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if kind == QEvent.Type.Close and isinstance(watched, QWindow | QWidget):
            event.ignore()
            return True
        return False
