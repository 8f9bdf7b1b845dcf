"""What is kept on this PC for an outage: finished and missed visits, sent when it is over; the counter as last seen.

The store's spool is a separate file on this PC's disk. Writing it means waiting for that disk, so it has its own thread
here: the screen never waits for it, and it does not wait for the store's thread, which a dead share may block.
"""

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from counter.desk.acts import Act
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.qt.side_thread import SideThread
from shared.store.engine import Engine
from shared.store.offline import counter_json, known_halls
from shared.store.offline.kept import Kept, Settled
from shared.store.offline.settle import settle
from shared.store.offline.spool import Spool, path_of
from shared.store.questions.counter import CounterView

_log = logging.getLogger("antrean.counter")


@dataclass(frozen=True, slots=True)
class Unsent:
    """One act that the file does not have yet. ``request`` is the id of its press: it is done once, whenever."""

    request: str
    act: Act
    label: str
    day: str
    at: Instant
    officer: str
    session: str = ""
    outcome: str = ""


class UnsentActs(QObject):
    """The spool of this counter, seen from the GUI thread.

    Signals:
        changed: everything that is kept now and not yet sent (a tuple of the store's ``Kept``, oldest first).
        settled: the outcome of what was sent (a tuple of ``Settled``).
        failed: this PC's own disk refused (the ``Unsent`` that could not be kept).
    """

    changed = Signal(object)
    settled = Signal(object)
    failed = Signal(object)

    def __init__(self, folder: Path, counter: str, parent: QObject | None = None) -> None:
        """``folder`` is this PC's own; the file in it is opened once the hall is known (:meth:`meet`)."""
        super().__init__(parent)
        self._folder = folder
        self._counter = counter
        self._spool: Spool | None = None
        safe = "".join(c if c.isalnum() else "_" for c in counter)
        self._seen_path = folder / f"counter-{safe}-seen.json"
        self._newest: CounterView | None = None
        self._side = SideThread("this PC's own file for unsent acts", _log, self)

    def meet(self, hall_id: str) -> None:
        """This is the hall: open its spool and tell what is in it."""

        def work() -> tuple[Kept, ...]:
            if self._spool is None:
                self._spool = Spool(self._folder, hall_id, self._counter)
            return self._pending()

        self._side.do(work, self.changed.emit)

    def recall(self, hall_folder: Path) -> tuple[Hall, CounterView | None] | None:
        """The hall and the counter as this PC saw them last, before the first answer of the share; None if never.

        It is this PC's own disk, read once at the start.
        """
        hall_id = known_halls.hall_in(self._folder, hall_folder)
        if hall_id is None or not path_of(self._folder, hall_id, self._counter).is_file():
            return None
        self._spool = Spool(self._folder, hall_id, self._counter)
        hall = self._spool.hall()
        return None if hall is None else (hall, counter_json.recall(self._seen_path, hall_id))

    def know(self, hall_folder: Path, hall_id: str, hall: Hall) -> None:
        """Keep which hall is there, and its data."""

        def work() -> None:
            known_halls.remember(self._folder, hall_folder, hall_id)
            if self._spool is not None:
                self._spool.know(hall)

        self._side.do(work)

    def see(self, hall_id: str, view: CounterView) -> None:
        """Keep the counter as it is now; when the disk is slow, the newest is kept."""
        waits, self._newest = self._newest is not None, view
        if not waits:
            self._side.do(lambda: self._keep_newest(hall_id))

    def _keep_newest(self, hall_id: str) -> None:
        view, self._newest = self._newest, None
        if view is not None:
            counter_json.keep(self._seen_path, hall_id, view)

    def look(self) -> None:
        """Tell what is kept."""
        self._side.do(self._pending, self.changed.emit)

    def put(self, unsent: Unsent, done: Callable[[], None]) -> None:
        """Keep an act; ``done`` on the GUI thread once it is on the disk."""

        def work() -> tuple[Kept, ...]:
            spool = self._spool
            if spool is None:
                raise RuntimeError("nobody can be at a counter of a hall that was never met")
            served = functools.partial(spool.finish, outcome=unsent.outcome)
            keep = served if unsent.act is Act.FINISH else spool.no_show
            keep(
                unsent.request,
                unsent.label,
                counter=self._counter,
                now=unsent.at,
                officer=unsent.officer,
                session=unsent.session,
                day=unsent.day,
            )
            return self._pending()

        def kept(pending: tuple[Kept, ...]) -> None:
            self.changed.emit(pending)
            done()

        self._side.do(work, kept, lambda _error: self.failed.emit(unsent))

    def take_back(self, request: str, now: Instant, words: str, officer: str) -> None:
        """An act that is not sent yet is not to be; ``words`` go into the audit instead."""

        def work() -> tuple[Kept, ...]:
            if self._spool is not None:
                self._spool.take_back(request, now, words, officer)
            return self._pending()

        self._side.do(work, self.changed.emit)

    def send(self, hall_file: Engine) -> tuple[Settled, ...]:
        """Settle everything that is kept, in order: an operation for the store's thread."""
        return () if self._spool is None else settle(self._spool, hall_file)

    def was_sent(self, outcomes: tuple[Settled, ...]) -> None:
        """The sending came to its end."""
        if outcomes:
            self.settled.emit(outcomes)
        self.look()

    def close(self) -> None:
        """What was put is on the disk when this returns."""
        self._side.close()
        spool, self._spool = self._spool, None
        if spool is not None:
            spool.close()

    def _pending(self) -> tuple[Kept, ...]:
        return () if self._spool is None else self._spool.pending()
