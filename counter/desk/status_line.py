"""The answer line's state: what was just answered, or else the present state."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from counter.desk.message import NOTHING, Message, Until

MOMENT_MS = 8000
"""How long an answer stays in the line before the line shows the present state again."""


class StatusLine(QObject):
    """One line for everything that is said to the officer.

    Attributes:
        message: what the line says.

    Signals:
        changed: it says something else.
    """

    changed = Signal()

    def __init__(self, standing: Callable[[], Message], parent: QObject | None = None) -> None:
        """``standing`` gives the present state when nothing was just answered."""
        super().__init__(parent)
        self.message = NOTHING
        self._standing = standing
        self._rests = True
        self._fade = QTimer(self, singleShot=True, interval=MOMENT_MS)
        self._fade.timeout.connect(self.rest)

    def show(self, message: Message) -> None:
        """Put an answer into the line."""
        self._fade.stop()
        self._rests = False
        self.message = message
        if message.until is Until.MOMENT:
            self._fade.start()
        self.changed.emit()

    def rest(self) -> None:
        """Show the present state again."""
        self._fade.stop()
        self._rests = True
        self.message = self._standing()
        self.changed.emit()

    def look_again(self) -> None:
        """The present state may have changed; a recent answer stays in the line."""
        if self._rests:
            self.rest()

    def truth_seen(self) -> None:
        """The file was read again."""
        if self._rests or self.message.until is Until.TRUTH:
            self.rest()
