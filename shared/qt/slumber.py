"""Notices that this PC slept, or that this program stood still: a second that took far longer.

One way for suspend, hibernation, a paused virtual machine and a stopped process, on Linux and Windows: during the sleep
of Linux Qt's timers stand still, and no system tells a program of all four.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from shared.clock import steady

LONG = 5.0
"""Seconds; a busy PC may hold up a program for one or two."""


class Slumber(QObject):
    """Ticks on the GUI thread.

    Signals:
        over: it is awake again, and what waited for a time that has passed is to look at the clock.
    """

    over = Signal()

    def __init__(self, parent: QObject | None = None, *, steady: Callable[[], float] = steady) -> None:
        super().__init__(parent)
        self._steady = steady
        self._last = steady()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Begin to watch."""
        self._last = self._steady()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def tick(self) -> None:
        """What a second brings."""
        before, self._last = self._last, self._steady()
        if self._last - before > LONG:
            self.over.emit()
