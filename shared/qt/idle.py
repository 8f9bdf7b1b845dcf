"""Notices when nobody uses the screen any more: only what a person does counts, whatever else changes on it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from shared.clock import steady

_TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchEnd,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)
"""Not what lies on the screen or a key: a drop of water moves for hours, a stuck key repeats itself."""


class IdleWatch(QObject):
    """An event filter for the application: ``warned`` some time before ``idled``, ``touched`` when somebody is back.

    It counts from the last touch, click or key (a scanner's too), or from :meth:`start`.

    Attributes:
        running: whether time counts. When it does not, the next touch is told as well.
    """

    warned = Signal()
    idled = Signal()
    touched = Signal()

    def __init__(
        self,
        idle_ms: int,
        warn_ms: int = 0,
        parent: QObject | None = None,
        *,
        steady: Callable[[], float] = steady,
    ) -> None:
        """``idle_ms`` without a touch is idle; ``warn_ms`` before that comes the warning (0: none)."""
        super().__init__(parent)
        self._idle_ms = idle_ms
        self._warn_ms = warn_ms
        self._steady = steady
        self._until = 0.0  # idle from then on, also when the PC slept, while timers stand still
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._end)
        self._warn = QTimer(self, singleShot=True)
        self._warn.timeout.connect(self._ask)
        self.running = False
        self._asked = False

    def start(self, idle_ms: int | None = None) -> None:
        """Count from now, with another patience if given."""
        if idle_ms is not None:
            self._idle_ms = idle_ms
        self.running = True
        self._restart()

    def stop(self) -> None:
        """Count no more."""
        self.running = False
        self._asked = False
        self._idle.stop()
        self._warn.stop()

    def touch(self) -> None:
        """Somebody is there, as no event of the window tells (headphones were put in, a scanner at a port)."""
        self.look()
        if self.running:
            self._restart()
        else:
            self.touched.emit()

    def look(self) -> None:
        """The PC slept, maybe: whoever was here before has left."""
        if self.running and self._steady() >= self._until:
            self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every touch, click or key restarts the count; no event is stopped."""
        if event.type() in _TOUCHES and not (isinstance(event, QKeyEvent) and event.isAutoRepeat()):
            self.touch()
        return False

    def _restart(self) -> None:
        if self._asked:
            self._asked = False
            self.touched.emit()
        self._until = self._steady() + self._idle_ms / 1000
        self._idle.start(self._idle_ms)
        if 0 < self._warn_ms < self._idle_ms:
            self._warn.start(self._idle_ms - self._warn_ms)

    def _ask(self) -> None:
        self._asked = True
        self.warned.emit()

    def _end(self) -> None:
        self.stop()
        self.idled.emit()
