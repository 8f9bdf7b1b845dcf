"""The screen is dark while the hall is closed: nobody comes, and panels last longer. A touch lights it for a while."""

import datetime
import logging
import shutil

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from shared.clock import Clock
from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.qt.properties import Property

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

BEFORE, AFTER = 30, 60
"""Minutes before the first number and after closing in which the screen is lit."""
LIT_MS = 120_000
_LOOK_MS = 20_000
_SWITCHES = {
    "xcb": ("xset", ("+dpms", "dpms", "force", "off"), ("dpms", "force", "on")),
    "wayland": ("wlopm", ("--off", "*"), ("--on", "*")),
}
"""By Qt's platform: the command that switches the panel itself, where it is installed."""
_log = logging.getLogger("antrean.kiosk")


def is_dark(hall: Hall, now: Instant) -> bool:
    """Whether nobody is expected: long before the first number of the day, long after closing, on a closed day."""
    day = calendar.local(hall, now).date()
    return not any(_lit(hall, each, now) for each in (day - datetime.timedelta(days=1), day))


def _lit(hall: Hall, day: datetime.date, now: Instant) -> bool:
    """In the hours of a day, which may end after midnight."""
    found = [hours for agency in (None, *hall.agency) if (hours := calendar.hours_on(hall, day, agency)) is not None]
    if not found:
        return False
    minutes = calendar.time_on(hall, day, now)
    begins = min(calendar.take_from(hours) for hours in found)
    return begins - BEFORE <= minutes < max(hours.close for hours in found) + AFTER


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class ScreenHours(QObject):
    """Black outside the hall's hours; the panel is switched off too where the system has a command for it."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._hall: Hall | None = None
        self._dark = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._lit = QTimer(self, singleShot=True, interval=LIT_MS)
        self._lit.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to follow time; lit at first, so that whoever starts it sees it. Without this it never gets dark."""
        self._timer.start()
        self._lit.start()

    def set_hall(self, hall: Hall) -> None:
        """The hall's data."""
        self._hall = hall
        self.look()

    @Property(bool, notify=changed)
    def dark(self) -> bool:
        """Nothing is shown."""
        return self._dark

    @Slot()
    def touch(self) -> None:
        """Somebody is there all the same: they read when the hall is open."""
        self._lit.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Dark or lit, by the hall's hours."""
        follows = self._timer.isActive() and not self._lit.isActive()
        dark = follows and self._hall is not None and is_dark(self._hall, self._clock())
        if dark != self._dark:
            self._dark = dark
            self._switch(dark)
            self.changed.emit()

    def _switch(self, dark: bool) -> None:
        program, off, on = _SWITCHES.get(QGuiApplication.platformName(), ("", (), ()))
        _log.info("the screen is %s", "dark" if dark else "lit")
        if program and shutil.which(program):
            QProcess.startDetached(program, list(off if dark else on))
