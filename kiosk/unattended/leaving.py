"""Leaving the kiosk on purpose: a long press in a corner, then a PIN that this PC was given.

The PIN is in ``ANTREAN_LEAVE_PIN`` or in the file ``leave-pin`` of this PC's own folder; without one there is no way
out by touch (SIGTERM and the service manager still end the program).
"""

import hmac
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from shared.qt.properties import Property

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

VARIABLE = "ANTREAN_LEAVE_PIN"
FILE = "leave-pin"
TRIES = 3
LOCK_MS = 60_000
AWAY_MS = 15_000


def leave_pin(local: Path) -> str:
    """The PIN of this PC, 4 to 8 digits; empty when it has none (or no usable one)."""
    named = os.environ.get(VARIABLE, "")
    path = local / FILE
    if not named and path.is_file():
        named = path.read_text(encoding="utf-8").strip()
    return named if named.isdecimal() and 4 <= len(named) <= 8 else ""


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class LeaveModel(QObject):
    """The PIN pad behind the corner."""

    changed = Signal()

    def __init__(self, pin: str, leave: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pin = pin
        self._leave = leave
        self._typed = ""
        self._wrong = 0
        self._open = False
        self._lock = QTimer(self, singleShot=True, interval=LOCK_MS)
        self._lock.timeout.connect(self._unlock)
        self._away = QTimer(self, singleShot=True, interval=AWAY_MS)
        self._away.timeout.connect(self.cancel)

    @Property(bool, notify=changed)
    def open(self) -> bool:
        """The pad is shown."""
        return self._open

    @Property(int, notify=changed)
    def typed(self) -> int:
        """How many digits were typed."""
        return len(self._typed)

    @Property(bool, notify=changed)
    def wrong(self) -> bool:
        """The last PIN was wrong."""
        return self._wrong > 0

    @Slot()
    def begin(self) -> None:
        """The corner was held long enough."""
        if self._pin and not self._lock.isActive():
            self._open, self._typed = True, ""
            self._away.start()
            self.changed.emit()

    @Slot(str)
    def type(self, key: str) -> None:
        """A digit, or ``<``."""
        if not self._open:
            return
        self._away.start()
        self._typed = self._typed[:-1] if key == "<" else self._typed + key
        if len(self._typed) == len(self._pin):
            self._decide()
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Away with the pad."""
        self._away.stop()
        self._open, self._typed = False, ""
        self.changed.emit()

    def _decide(self) -> None:
        right = hmac.compare_digest(self._typed, self._pin)
        self._typed = ""
        if right:
            self.cancel()
            self._wrong = 0
            self._leave()
            return
        self._wrong += 1
        if self._wrong >= TRIES:
            self._lock.start()
            self.cancel()

    @Slot()
    def _unlock(self) -> None:
        self._wrong = 0
