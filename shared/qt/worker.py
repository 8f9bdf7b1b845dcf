"""The store's thread, seen from the GUI thread: questions and acts go out, answers come back as queued signals.

The GUI never waits. Whatever the store thread calls, it calls on its own thread; everything is handed over here
through one queued signal, so that ``done`` and ``fault`` run on the GUI thread.
"""

import itertools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from shared.clock import Clock
from shared.store.engine import Engine
from shared.store.live.thread import PollPace, ShareState, StoreThread

T = TypeVar("T")
_log = logging.getLogger("antrean.worker")


def _ignore(_error: Exception) -> None:
    """A fault that ``share`` already told about."""


class StoreWorker(QObject):
    """One per process.

    Signals:
        news: the events that came since the last time (a tuple of ``Event``), in order.
        share: the state of the share (``ShareState``), when it changes.
        hall: the hall's data (``Hall``), at the start and whenever it changed.
    """

    news = Signal(object)
    share = Signal(object)
    hall = Signal(object)
    _ended = Signal(object, object)

    def __init__(
        self,
        folder: Path,
        device: str,
        clock: Clock,
        pace: PollPace,
        *,
        cursor: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``cursor`` is where to go on in the events; None begins with what happens from now on."""
        super().__init__(parent)
        self._stopped = False
        self._keys = itertools.count(1)
        self._under_way: dict[int, tuple[object, Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = StoreThread(
            folder,
            device,
            clock,
            pace=pace,
            on_news=lambda news: self._hand_over(self.news.emit, news),
            on_share=lambda share: self._hand_over(self.share.emit, share),
            on_hall=lambda hall: self._hand_over(self.hall.emit, hall),
            cursor=cursor,
        )

    @property
    def store_thread(self) -> StoreThread:
        """The store's thread itself, for parts without Qt that run operations on it."""
        return self._thread

    @property
    def cursor(self) -> int | None:
        """The sequence of the last event that came."""
        return self._thread.cursor

    @property
    def state(self) -> ShareState | None:
        """The share as last told; None until the first opening was tried."""
        return self._thread.state

    def start(self) -> None:
        """Begin: open the hall, follow its events."""
        self._thread.start()

    def stop(self) -> None:
        """End; answers that are still under way are dropped."""
        self._stopped = True
        self._thread.stop()
        self._under_way.clear()

    def do(
        self,
        operation: Callable[[Engine], T],
        done: Callable[[T], None],
        fault: Callable[[Exception], None] = _ignore,
        patience: float | None = None,
    ) -> None:
        """Run ``operation`` on the store's thread; then ``done`` with its answer, or ``fault``, on this thread.

        ``patience`` (seconds) is how long the outcome may stay open: see ``StoreThread.submit``.
        """
        # The store's thread gets a number, not the receivers: they belong to Qt objects, and whoever lets go of such
        # an object last destroys it, on its own thread.
        key = next(self._keys)
        self._under_way[key] = (operation, done, fault)
        self._thread.submit(operation, lambda outcome: self._hand_over(key, outcome), patience)

    def _hand_over(self, receiver: Callable[[Any], None] | int, value: object) -> None:
        if self._stopped:
            return
        try:
            self._ended.emit(receiver, value)
        except RuntimeError:  # the Qt side of this object is gone: the program is ending
            _log.debug("an answer came after the end")

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
