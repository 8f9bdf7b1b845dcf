"""Where a screen puts what visitors say: first on this PC's disk, then, when the share answers, into the hall's file.

What was touched is never lost to a share that is gone, and counts once however often it is sent.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.domain.rating import Rating
from shared.domain.respondents import Traits
from shared.domain.skm import Questionnaire
from shared.faults import EnvironmentFault
from shared.qt.side_thread import SideThread
from shared.qt.worker import StoreWorker
from shared.store.engine import Engine
from shared.store.live.share_state import ShareState
from shared.store.offline import known_halls
from shared.store.offline.settle import settle
from shared.store.offline.spool import Spool, path_of
from shared.store.record.transaction import new_request

SEND_MS = 20_000
"""What could not be sent is tried again so often."""
_log = logging.getLogger("antrean.opinions")


class Box(Protocol):
    """What takes in what visitors say: the ballot box, or a test."""

    def rate(self, rating: Rating, instead: Rating | None = None) -> None:
        """A face was touched; ``instead`` is what the same touch was told as before."""
        ...

    def answer(self, one: Questionnaire, traits: Traits) -> None:
        """A questionnaire was filled in."""
        ...


class BallotBox(QObject):
    """The box of one device of a running program.

    Signals:
        hall_known: the hall's data as last seen, when the program begins without its share.
    """

    hall_known = Signal(object)

    def __init__(
        self, worker: StoreWorker, device: str, local: Path, folder: Path, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker, self._device, self._local, self._folder = worker, device, local, folder
        self._clock = clock
        self._spool: Spool | None = None
        self._ok = False
        self._waiting: list[Callable[[Spool], None]] = []  # said before the spool was open
        self._side = SideThread("this PC's own ratings", _log, self)
        self._again = QTimer(self, interval=SEND_MS)
        self._again.timeout.connect(self.send)
        worker.share.connect(self.share_told)

    def start(self) -> bool:
        """Look for the spool of an earlier run; answers whether there is one."""
        hall_id = known_halls.hall_in(self._local, self._folder)
        if hall_id is None or not path_of(self._local, hall_id, self._device).is_file():
            return False
        self._side.do(partial(Spool, self._local, hall_id, self._device), self._opened)
        return True

    def close(self) -> None:
        """The program ends."""
        self._again.stop()
        self._side.close()
        if self._spool is not None:
            self._spool.close()

    @Slot(object)
    def share_told(self, state: ShareState) -> None:
        """The share came or went."""
        came, self._ok = state.ok and not self._ok, state.ok
        if came:
            self.send()
            self._again.start()
        elif not state.ok:
            self._again.stop()

    def rate(self, rating: Rating, instead: Rating | None = None) -> None:
        """See :class:`Box`."""
        request, now = new_request(), self._clock()
        self._keep(lambda spool: spool.rate(request, rating, instead, now))

    def answer(self, one: Questionnaire, traits: Traits) -> None:
        """See :class:`Box`."""
        request, now = new_request(), self._clock()
        self._keep(lambda spool: spool.answer(request, one, traits, now))

    def _keep(self, put: Callable[[Spool], None]) -> None:
        spool = self._spool
        if spool is None:
            self._waiting.append(put)
        else:
            self._side.do(lambda: put(spool), lambda _: self.send())

    @Slot()
    def send(self) -> None:
        """Bring what is kept here into the hall."""
        if self._ok:
            self._worker.do(self._send, self._sent, self._not_sent)

    def _send(self, hall_file: Engine) -> Spool:
        """On the store's thread."""
        spool = self._spool
        if spool is None or spool.hall_id != hall_file.hall_id:
            spool = Spool(self._local, hall_file.hall_id, self._device)
            known_halls.remember(self._local, self._folder, hall_file.hall_id)
        spool.know(hall_file.learned)
        settle(spool, hall_file)
        return spool

    def _sent(self, spool: Spool) -> None:
        before = self._spool
        if before is not spool:
            self._use(spool)
            if before is not None:
                self._side.do(before.close)

    @staticmethod
    def _not_sent(error: Exception) -> None:
        if not isinstance(error, EnvironmentFault):  # the share's faults are told by the store's thread
            _log.error("what visitors said could not be sent: %s", error, exc_info=error)

    def _opened(self, spool: Spool) -> None:
        if self._spool is not None:
            spool.close()
            return
        self._use(spool)
        self._side.do(spool.hall, self._hall_read)

    def _use(self, spool: Spool) -> None:
        self._spool = spool
        waiting, self._waiting = self._waiting, []
        for put in waiting:
            self._keep(put)

    def _hall_read(self, hall: Hall | None) -> None:
        if hall is not None and not self._ok:
            self.hall_known.emit(hall)
