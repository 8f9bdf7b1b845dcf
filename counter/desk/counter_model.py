"""One counter as it stands in the hall's file: read at the hall's news, with the share and the officer's language.

Knows nothing of presses: those are the desk's (``desk_model``), which builds on this.
"""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from counter.localise import Localiser
from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault
from shared.qt.worker import StoreWorker
from shared.store.engine import Db, Engine
from shared.store.live.share_state import ShareState
from shared.store.questions.counter import CounterView, counter_view
from shared.store.record.events import Event
from shared.store.record.transaction import day_of

T = TypeVar("T")
_log = logging.getLogger("antrean.counter")


def read_counter(hall_file: Engine, counter: str) -> CounterView:
    """The counter at one moment, in one short read transaction: an operation for the store's thread."""
    with hall_file.reading() as db:
        return counter_view(db, hall_file.hall(db), counter, hall_file.clock())


class CounterModel(QObject):
    """What is known of one counter.

    Attributes:
        view: the counter as last read from the file; None before the first look.
        share: the share as last told.
        hall: the hall's data; None before they came.
        ever_known: whether the counter was ever read.
        hall_id: the hall that was read; None before.

    Signals:
        view_changed: the counter, its visitor, its lines or the share: draw again.
        localiser_changed: another language or time zone.
        hall_changed: the hall's data came or changed.
        hall_met: the first reading came, of the hall with this id.
        counter_read: the counter was read from the file; ``view_changed`` follows.
        share_told: the share's state, with whether it was reachable before; ``view_changed`` follows.
        left_out: the hall's data no longer have this counter; ``view_changed`` follows.
    """

    view_changed = Signal()
    localiser_changed = Signal()
    hall_changed = Signal()
    hall_met = Signal(str)
    counter_read = Signal()
    share_told = Signal(object, bool)
    left_out = Signal()

    def __init__(self, worker: StoreWorker, counter: str, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.counter = counter
        self.clock = clock
        self.localiser = Localiser()
        self.hall: Hall | None = None
        self.view: CounterView | None = None
        self.share: ShareState | None = None
        self.ever_known = False
        self.hall_id: str | None = None
        self._worker = worker
        self._reading = False
        self._read_again = False
        worker.news.connect(self._news_came)
        worker.share.connect(self._share_came)
        worker.hall.connect(self._hall_came)

    @property
    def reachable(self) -> bool:
        """Whether the hall's file answers, as far as this bar knows."""
        return self.share is not None and self.share.ok

    @property
    def gone_since(self) -> Instant | None:
        """Since when the file does not answer."""
        return None if self.share is None or self.share.ok else self.share.since

    def service_name(self, code: str) -> str:
        """A service's name in the officer's language."""
        service = self.hall.service.get(code) if self.hall else None
        return code if service is None else self.localiser.text(service.name)

    def retranslate(self, lang: str) -> None:
        """Another language."""
        zone = self.hall.hall.time_zone if self.hall else self.localiser.zone
        localiser = Localiser(lang, zone)
        if localiser != self.localiser:
            self.localiser = localiser
            self.localiser_changed.emit()

    def remembered(self, hall: Hall, view: CounterView | None) -> None:
        """The hall and the counter as last seen, until the file answers. Of another day only the hall is true."""
        self.hall = hall
        self.localiser = Localiser(self.localiser.lang, hall.hall.time_zone)
        if view is not None and view.day == day_of(hall, self.clock()):
            self.view = view
        self.view_changed.emit()

    # ----- reading

    def refresh(self) -> None:
        """Read the counter again: one reading at a time, and once more when somebody asked meanwhile."""
        if self.hall is None or self.counter not in self.hall.counter:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading, self._read_again = True, False
        counter = self.counter
        self._worker.do(lambda f: (f.hall_id, read_counter(f, counter)), self._was_read, self._not_read)

    def look(self, question: Callable[[Db, Hall, Instant], T], done: Callable[[T], None]) -> None:
        """Ask the hall's file something else, without waiting; ``done`` gets the answer if one comes."""

        def work(hall_file: Engine) -> T:
            with hall_file.reading() as db:
                return question(db, hall_file.hall(db), hall_file.clock())

        self._worker.do(work, done, self._not_read_at_once)

    @staticmethod
    def _not_read_at_once(error: Exception) -> None:
        if not isinstance(error, EnvironmentFault):
            _log.error("a question could not be answered", exc_info=error)

    def show(self, view: CounterView) -> None:
        """The counter as it was just read."""
        self.view = view
        self.ever_known = True
        self.counter_read.emit()
        self.view_changed.emit()

    def _was_read(self, found: tuple[str, CounterView]) -> None:
        hall_id, view = found
        self._reading = False
        if not self.ever_known:
            self.hall_id = hall_id
            self.hall_met.emit(hall_id)
        self.show(view)
        if self._read_again:
            self.refresh()

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if not isinstance(error, EnvironmentFault):
            _log.error("the counter could not be read", exc_info=error)

    # ----- news

    def _hall_came(self, hall: Hall) -> None:
        self.hall = hall
        self.localiser = Localiser(self.localiser.lang, hall.hall.time_zone)
        self.hall_changed.emit()
        self.localiser_changed.emit()
        if self.counter in hall.counter:
            self.refresh()
            return
        self.view = None
        self.left_out.emit()
        self.view_changed.emit()

    def _news_came(self, events: Iterable[Event]) -> None:
        if self.hall is None or self.counter not in self.hall.counter:
            return
        mine = set(self.hall.services_of(self.counter))
        if any(e.counter == self.counter or e.service is None or e.service in mine for e in events):
            self.refresh()

    def _share_came(self, state: ShareState) -> None:
        was = self.reachable
        self.share = state
        if state.ok:
            self.refresh()
        self.share_told.emit(state, was)
        self.view_changed.emit()
