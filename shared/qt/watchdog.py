"""Whether this program goes on: said to the service manager, noticed by itself.

systemd's notify protocol in standard library: READY when the picture is shown, WATCHDOG while the GUI thread works.

The signal comes from a timer on the GUI thread, so a program whose event loop hangs is restarted by systemd
(``WatchdogSec``).
"""

import os
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from shared.clock import steady
from shared.win32 import watchdog_address

LONG = 5.0
"""Seconds that a second may take; a busy PC may hold up a program for one or two."""


def notify(state: str) -> bool:
    """Send one state to the service manager; False where there is none."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return False
    family, place = watchdog_address.of(address)
    with socket.socket(family, socket.SOCK_DGRAM) as channel:
        try:
            channel.sendto(state.encode(), place)
        except OSError:
            return False
    return True


def period_ms() -> int | None:
    """How often to signal: half of what the service manager allows; None if it does not watch us."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    if not microseconds.isdecimal() or int(microseconds) <= 0:
        return None
    return max(100, int(microseconds) // 2000)


class Watchdog(QObject):
    """Signals as long as this thread's event loop runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Say READY, and signal if the service manager watches."""
        notify("READY=1")
        period = period_ms()
        if period is not None:
            self._timer.start(period)

    def stop(self) -> None:
        """Say STOPPING and signal no more."""
        self._timer.stop()
        notify("STOPPING=1")

    def _beat(self) -> None:
        notify("WATCHDOG=1")


class Slumber(QObject):
    """Notices that this PC slept, or that this program stood still: a second that took far longer.

    One way for suspend, hibernation, a paused virtual machine and a stopped process, on Linux and Windows: during the
    sleep of Linux Qt's timers stand still, and no system tells a program of all four.

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
