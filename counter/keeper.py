"""The spool on a thread of its own: the screen never waits for this PC's disk, nor for a share that holds fast."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal, Slot

from counter.keep import Keep, Kept, Settled
from shared.store.connection import HallFile

_log = logging.getLogger("antrean.counter")


class Keeper(QObject):
    """What is kept on this PC and not yet sent.

    Signals:
        changed: everything that is kept now (a tuple of ``Kept``, oldest first).
        settled: what became of what was sent (a tuple of ``Settled``).
        failed: this PC's own disk refused to keep something (the exception).
    """

    changed = Signal(object)
    settled = Signal(object)
    failed = Signal(object)
    _over = Signal(object)

    def __init__(self, open_keep: Callable[[], Keep], parent: QObject | None = None) -> None:
        """``open_keep`` opens the spool; it is called on the keeper's thread."""
        super().__init__(parent)
        self._open_keep = open_keep
        self._keep: Keep | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spool")
        self._over.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, kept: Kept, done: Callable[[], None]) -> None:
        """Keep an act; ``done`` on the GUI thread once it is on disk."""

        def work() -> None:
            keep = self._opened()
            keep.put(kept)
            self._say(done)
            self._say(self.changed.emit, keep.unsent())

        self._run(work)

    def look(self) -> None:
        """Tell what is kept."""
        self._run(lambda: self._say(self.changed.emit, self._opened().unsent()))

    def settle(self, hall_file: HallFile) -> tuple[Settled, ...]:
        """Send everything: an operation for the store's thread."""
        return self._thread.submit(lambda: self._opened().settle(hall_file)).result()

    def was_settled(self, outcomes: tuple[Settled, ...]) -> None:
        """The sending came to its end; on the GUI thread."""
        if outcomes:
            self.settled.emit(outcomes)
        self.look()

    def close(self) -> None:
        """What was put is on disk when this returns."""
        self._thread.shutdown(wait=True)

    def _opened(self) -> Keep:
        if self._keep is None:
            self._keep = self._open_keep()
        return self._keep

    def _run(self, work: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                work()
            except Exception as error:  # noqa: BLE001 - whatever it was, the officer is told
                _log.exception("the spool failed")
                self._say(self.failed.emit, error)

        self._thread.submit(guarded)

    def _say(self, receiver: Callable[..., None], *values: object) -> None:
        self._over.emit((receiver, values))

    @Slot(object)
    def _deliver(self, call: tuple[Callable[..., None], tuple[object, ...]]) -> None:
        receiver, values = call
        receiver(*values)
