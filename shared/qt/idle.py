"""Notices when nobody touches the screen any more."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)


class IdleWatch(QObject):
    """An event filter for the application: ``warned`` some time before ``idled``, ``touched`` when somebody is back.

    Attributes:
        running: whether time counts; the start screen has nothing to reset and stops it.
    """

    warned = Signal()
    idled = Signal()
    touched = Signal()

    def __init__(self, idle_ms: int, warn_ms: int = 0, parent: QObject | None = None) -> None:
        """``idle_ms`` without a touch is idle; ``warn_ms`` before that comes the warning (0: none)."""
        super().__init__(parent)
        self._idle_ms = idle_ms
        self._warn_ms = warn_ms
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every touch, click or key restarts the count; no event is stopped."""
        if self.running and event.type() in _TOUCHES:
            self._restart()
        return False

    def _restart(self) -> None:
        if self._asked:
            self._asked = False
            self.touched.emit()
        self._idle.start(self._idle_ms)
        if 0 < self._warn_ms < self._idle_ms:
            self._warn.start(self._idle_ms - self._warn_ms)

    def _ask(self) -> None:
        self._asked = True
        self.warned.emit()

    def _end(self) -> None:
        self.stop()
        self.idled.emit()
