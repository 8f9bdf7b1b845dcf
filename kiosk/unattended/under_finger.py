"""What the hall tells while a finger is on the screen waits until it is lifted: nothing moves away from under it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LONGEST_MS = 1000
"""What is on the screen for longer is no touch: a sleeve, a drop of water. The hall's news is not held up by it."""


class UnderFinger(QObject):
    """Whether a finger is on the screen, and what waits for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down = False
        self._waiting: list[Callable[[], None]] = []
        self._longest = QTimer(self, interval=LONGEST_MS, singleShot=True)
        self._longest.timeout.connect(self.lifted)
        self._soon = QTimer(self, interval=0, singleShot=True)  # what the touch itself does comes first
        self._soon.timeout.connect(self._go_on)

    def pressed(self) -> None:
        """It came down."""
        self._down = True
        self._longest.start()

    def lifted(self) -> None:
        """It is gone, or lies there."""
        self._down = False
        self._longest.stop()
        self._soon.start()

    def when_lifted(self, act: Callable[[], None]) -> None:
        """Do it now, or as soon as no finger is on the screen; in the order in which it was asked for."""
        if self._down or self._waiting:
            self._waiting.append(act)
        else:
            act()

    def _go_on(self) -> None:
        if not self._down:
            waiting, self._waiting = self._waiting, []
            for act in waiting:
                act()
