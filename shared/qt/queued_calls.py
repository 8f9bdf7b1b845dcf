"""How another thread's answers come back to the GUI thread: one queued signal, and receivers that never leave it."""

import itertools
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

_log = logging.getLogger("antrean.worker")


class QueuedCalls(QObject):
    """What waits for answers. The other thread holds a number in place of the receivers.

    They belong to Qt objects, and whoever lets go of such an object last destroys it, on its own thread.
    """

    _came = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = False
        self._keys = itertools.count(1)
        self._under_way: dict[int, tuple[object, Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def expect(self, act: object, done: Callable[[Any], None], fault: Callable[[Exception], None]) -> int:
        """Keep the receivers until :meth:`hand_over` brings the answer to this number."""
        key = next(self._keys)
        self._under_way[key] = (act, done, fault)
        return key

    def hand_over(self, receiver: Callable[[Any], None] | int, value: object) -> None:
        """From any thread: call the receiver with this value on the GUI thread."""
        if self._stopped:
            return
        try:
            self._came.emit(receiver, value)
        except RuntimeError:  # the Qt side of this object is gone: the program is ending
            _log.debug("an answer came after the end")

    def stop(self, end_thread: Callable[[], object]) -> None:
        """Nothing is delivered any more; the receivers are let go of here, once the other thread has ended."""
        self._stopped = True
        end_thread()
        self._under_way.clear()

    @Slot(object, object)
    def _deliver(self, receiver: Callable[[Any], None] | int, value: object) -> None:
        if self._stopped:
            return
        if not isinstance(receiver, int):
            receiver(value)
            return
        _, done, fault = self._under_way.pop(receiver)
        if isinstance(value, Exception):
            fault(value)
        else:
            done(value)
