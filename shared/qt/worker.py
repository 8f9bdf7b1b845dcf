"""The store's thread, seen from the GUI thread: questions and acts go out, answers come back as queued signals.

The GUI never waits. Whatever the store's thread calls, it calls on its own thread; everything is handed over through
one queued signal, so that ``done`` and ``fault`` run on the GUI thread.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from shared.clock import Clock
from shared.qt.queued_calls import QueuedCalls
from shared.store.engine import Engine
from shared.store.live.thread import PollPace, ShareState, StoreThread

T = TypeVar("T")


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
        self._calls = QueuedCalls(self)
        self._thread = StoreThread(
            folder,
            device,
            clock,
            pace=pace,
            on_news=lambda news: self._calls.hand_over(self.news.emit, news),
            on_share=lambda share: self._calls.hand_over(self.share.emit, share),
            on_hall=lambda hall: self._calls.hand_over(self.hall.emit, hall),
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

    def absent_at(self, sequence: int) -> int | None:
        """A moment (``steady_ms``) at which this event was surely not in the file yet; None when nobody looked."""
        return self._thread.absent_at(sequence)

    @property
    def state(self) -> ShareState | None:
        """The share as last told; None until the first opening was tried."""
        return self._thread.state

    def start(self) -> None:
        """Begin: open the hall, follow its events."""
        self._thread.start()

    def stop(self) -> None:
        """End; answers that are still under way are dropped."""
        self._calls.stop(self._thread.stop)

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
        key = self._calls.expect(operation, done, fault)
        self._thread.submit(operation, lambda outcome: self._calls.hand_over(key, outcome), patience)
