"""How the kiosk asks and takes numbers: the hall's file through the store worker, this PC's own spool when it is gone.

The visitor always gets a true answer within seconds. While the share is gone the number comes from a block that this
kiosk holds alone; a press that was cut off in the middle of COMMIT is answered from the spool too, and what it may
have left in the file is taken out when the share is back.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.offers import Offers
from shared.clock import Clock
from shared.domain.answers import Issued, Refused, StepMoved
from shared.faults import EnvironmentFault, Kind
from shared.qt.side_thread import SideThread
from shared.qt.worker import StoreWorker
from shared.store.acts.bookings import check_in
from shared.store.acts.help import request_help
from shared.store.acts.issue import Order, issue
from shared.store.acts.moving import rejoin, withdraw_number
from shared.store.acts.target import Target
from shared.store.engine import Engine
from shared.store.hall_faults import HalfCommit
from shared.store.live.share_state import ShareState
from shared.store.offline import known_halls
from shared.store.offline.settle import tend
from shared.store.offline.spool import Spool, path_of
from shared.store.questions.kiosk import kiosk_view, offer_of
from shared.store.questions.paper_elsewhere import kiosk_with_paper
from shared.store.questions.ticket_visit import TicketVisit, visit_of
from shared.store.record.clock_guard import refuse_number
from shared.store.record.events import HELP_WANTED
from shared.store.record.transaction import answered, new_request

PATIENCE = 6.0
"""Seconds that a visitor waits for the file before the kiosk goes on by itself."""
SPOILT = "spoilt"
"""The reason in the audit for a number that nobody read and of which there is no paper."""
TEND_MS = 20_000
SOON_MS = 1500
"""After a number of its own a kiosk looks again how the lines stand: visitors go on from there when the share goes."""
_NOT_THE_SHARE = frozenset({Kind.BUG, Kind.CLOCK, Kind.PRETENDED})
"""Faults for which no number is given at all: only faults of the share lead to the spool."""
_log = logging.getLogger("antrean.kiosk")

Done = Callable[[Issued | Refused, bool], None]
Fault = Callable[[Exception], None]


class HallClient(Protocol):
    """What the kiosk's view models ask of the hall, whoever answers: the hall's file, or a test."""

    def survives(self) -> bool:
        """Whether numbers can be given while the hall's file is gone."""
        ...

    def offers(self, done: Callable[[Offers], None]) -> None:
        """What can be had now; nothing happens when nobody can tell."""
        ...

    def issue(self, request: str, order: Order, done: Done, fault: Fault) -> None:
        """A number; ``done`` is also told whether it is still unsettled (taken without the file)."""
        ...

    def check_in(self, request: str, code: str, lang: str, done: Done, fault: Fault) -> None:
        """The number of a booking whose visitor is here."""
        ...

    def withdraw(self, issued: Issued) -> None:
        """Take back a number that was given in vain and has no paper; later, while the share is gone."""
        ...

    def kiosk_with_paper(self, done: Callable[[str], None]) -> None:
        """Another kiosk that prints tickets now; empty where there is none. Nothing happens when nobody can tell."""
        ...

    def visit(self, ticket: int, done: Callable[[TicketVisit | None], None], fault: Fault) -> None:
        """A ticket of today, with where its steps stand."""
        ...

    def rejoin(self, request: str, label: str, done: Callable[[StepMoved | Refused], None], fault: Fault) -> None:
        """A visitor who missed the call is here after all."""
        ...

    def call_help(self, done: Callable[[bool], None]) -> None:
        """Tell the staff that somebody at this kiosk wants help; ``done`` is told whether they were reached."""
        ...


class HallFileClient(QObject):
    """The client of a running kiosk: it asks the hall's file, and this PC's spool while the file is away.

    Signals:
        changed: whether the kiosk survives the loss of its share.
        hall_known: the hall's data as last seen, when the program begins without its share.
    """

    changed = Signal()
    hall_known = Signal(object)

    def __init__(
        self, worker: StoreWorker, device: str, local: Path, folder: Path, clock: Clock, *, numbers: bool = True
    ) -> None:
        """``numbers``: whether this kiosk gives any; only then it holds some of its own for an outage."""
        super().__init__()
        self._numbers = numbers
        self._worker = worker
        self._device = device
        self._local = local
        self._folder = folder
        self._clock = clock
        self._spool: Spool | None = None
        self._survives = False
        self._cut_off: list[str] = []  # requests whose outcome in the file is not known
        self._in_vain: list[Issued] = []  # numbers that nobody read, without paper
        self._ok = False
        self._side = SideThread("this PC's own spool", _log, self)
        self._tending = QTimer(self, interval=TEND_MS)
        self._tending.timeout.connect(self.tend)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.tend)

    def start(self) -> bool:
        """Look for the spool of an earlier run; answers whether there is one."""
        hall_id = known_halls.hall_in(self._local, self._folder) if self._numbers else None
        if hall_id is None or not path_of(self._local, hall_id, self._device).is_file():
            return False
        self._side.do(partial(self._open, hall_id), self._opened)
        return True

    def close(self) -> None:
        """The program ends."""
        self._tending.stop()
        self._soon.stop()
        self._side.close()
        if self._spool is not None:
            self._spool.close()

    @Slot(object)
    def share_told(self, state: ShareState) -> None:
        """The share came or went."""
        came = state.ok and not self._ok
        self._ok = state.ok
        if came:
            self.tend()
            self._tending.start()
        elif not state.ok:
            self._look()

    @Slot()
    def tend(self) -> None:
        """Settle what is in the spool, keep its numbers and its knowledge of the lines fresh."""
        if self._ok and self._numbers:
            self._worker.do(self._tend, self._tended, self._not_tended)

    # ----- HallClient

    def survives(self) -> bool:
        """See :class:`HallClient`."""
        return self._survives

    def offers(self, done: Callable[[Offers], None]) -> None:
        """See :class:`HallClient`."""
        if self._ok:
            self._worker.do(_ask, done)
        elif self._spool is not None:
            self._side.do(partial(_remembered, self._spool, self._clock), partial(_if_known, done))

    def issue(self, request: str, order: Order, done: Done, fault: Fault) -> None:
        """See :class:`HallClient`."""
        if not self._ok and self._spool is not None:
            self._from_spool(request, order, done, fault)
            return
        self._worker.do(
            lambda hall_file: issue(hall_file, request, order),
            partial(self._issued, done),
            partial(self._not_issued, request, order, done, fault),
            PATIENCE,
        )

    def check_in(self, request: str, code: str, lang: str, done: Done, fault: Fault) -> None:
        """See :class:`HallClient`. Bookings are in the hall's file alone."""
        self._worker.do(
            lambda hall_file: check_in(hall_file, request, code, lang=lang, kiosk=self._device),
            lambda answer: done(answer, False),
            fault,
            PATIENCE,
        )

    def withdraw(self, issued: Issued) -> None:
        """See :class:`HallClient`. One of a kiosk that is started anew before the share is back stays."""
        self._in_vain.append(issued)
        self.tend()

    def kiosk_with_paper(self, done: Callable[[str], None]) -> None:
        """See :class:`HallClient`."""

        def look(hall_file: Engine) -> str:
            try:
                running = {program.device for program in hall_file.live_programs()}
            except OSError:
                return ""
            with hall_file.reading() as db:
                return kiosk_with_paper(db, hall_file.hall(db), self._device, running)

        if self._ok:
            self._worker.do(look, done)

    def visit(self, ticket: int, done: Callable[[TicketVisit | None], None], fault: Fault) -> None:
        """See :class:`HallClient`."""

        def asked(hall_file: Engine) -> TicketVisit | None:
            with hall_file.reading() as db:
                return visit_of(db, hall_file.hall(db), hall_file.clock(), ticket)

        self._worker.do(asked, done, fault, PATIENCE)

    def rejoin(self, request: str, label: str, done: Callable[[StepMoved | Refused], None], fault: Fault) -> None:
        """See :class:`HallClient`."""
        self._worker.do(lambda hall_file: rejoin(hall_file, request, Target(label=label)), done, fault, PATIENCE)

    def call_help(self, done: Callable[[bool], None]) -> None:
        """See :class:`HallClient`: an event, which a supervisor sees and hears."""
        request, words = new_request(), f"{HELP_WANTED} {self._device}"

        def not_told(_error: Exception) -> None:
            done(False)
            if self._spool is not None:  # it goes into the audit once the share is back
                self._side.do(partial(self._spool.note, request, words, now=self._clock()))

        self._worker.do(
            lambda hall_file: request_help(hall_file, request, self._device), lambda _: done(True), not_told, PATIENCE
        )

    def _issued(self, done: Done, answer: Issued | Refused) -> None:
        done(answer, False)
        self._soon.start()

    def _not_issued(self, request: str, order: Order, done: Done, fault: Fault, error: Exception) -> None:
        """The file did not take it: from the spool then, under another request if nobody knows the first one's fate."""
        if self._spool is None or not isinstance(error, EnvironmentFault) or error.kind in _NOT_THE_SHARE:
            fault(error)
            return
        if isinstance(error, HalfCommit):
            self._cut_off.append(request)
            request = f"{request}-spool"
        self._from_spool(request, order, done, fault)

    def _from_spool(self, request: str, order: Order, done: Done, fault: Fault) -> None:
        spool = self._spool
        assert spool is not None  # callers check this first

        def ended(answer: Issued | Refused) -> None:
            _log.info("without the share: %s", answer.label if isinstance(answer, Issued) else answer.code)
            done(answer, isinstance(answer, Issued))

        def given() -> Issued | Refused:
            hall = spool.hall()
            if hall is not None:
                refuse_number(hall, self._clock)
            return spool.issue(request, order, self._clock())

        self._side.do(given, ended, fault)

    # ----- the spool

    def _open(self, hall_id: str) -> Spool:
        return Spool(self._local, hall_id, self._device)

    def _opened(self, spool: Spool) -> None:
        if self._spool is None:
            self._spool = spool
            self._side.do(spool.hall, self._hall_read)
            self._look()
        elif spool is not self._spool:
            spool.close()

    def _hall_read(self, hall: Any) -> None:
        if hall is not None and not self._ok:
            self.hall_known.emit(hall)

    def _look(self) -> None:
        if self._spool is not None:
            spool = self._spool
            self._side.do(lambda: spool.lines(self._clock()) is not None, self._seen)

    def _seen(self, survives: bool) -> None:
        if survives != self._survives:
            self._survives = survives
        self.changed.emit()

    def _tend(self, hall_file: Engine) -> tuple[Spool, tuple[str, ...]]:
        """On the store's thread."""
        spool = self._spool
        if spool is None or spool.hall_id != hall_file.hall_id:  # the folder holds another hall than it did yesterday
            spool = self._open(hall_file.hall_id)
        known_halls.remember(self._local, self._folder, hall_file.hall_id)
        refused = tuple(s.refused.code.value for s in tend(spool, hall_file) if s.refused is not None)
        while self._cut_off:
            _take_out(hall_file, self._cut_off[0])
            self._cut_off.pop(0)
        while self._in_vain:
            withdraw_number(hall_file, new_request(), self._in_vain[0], SPOILT)
            _log.info("%s was given in vain", self._in_vain.pop(0).label)
        return spool, refused

    def _tended(self, outcome: tuple[Spool, tuple[str, ...]]) -> None:
        spool, refused = outcome
        if self._spool is not None and spool is not self._spool:
            before = self._spool
            self._side.do(before.close)
        self._spool = spool
        if refused:
            _log.warning("the hall did not take %s numbers of this kiosk: %s", len(refused), ", ".join(refused))
        self._look()

    def _not_tended(self, error: Exception) -> None:
        if not isinstance(error, EnvironmentFault):  # the share's faults are told by the store's thread
            _log.error("the spool could not be tended: %s", error, exc_info=error)


def _ask(hall_file: Engine) -> Offers:
    with hall_file.reading() as db:
        view = kiosk_view(db, hall_file.hall(db), hall_file.clock())
    return Offers(view.offers, view.bookings)


def _remembered(spool: Spool, clock: Clock) -> Offers | None:
    """The offers as far as this kiosk knows."""
    hall, lines = spool.hall(), spool.lines(clock())
    if hall is None or lines is None:
        return None
    return Offers({service: offer_of(hall, lines, service) for service in hall.service})


def _if_known(done: Callable[[Offers], None], offers: Offers | None) -> None:
    if offers is not None:
        done(offers)


def _take_out(hall_file: Engine, request: str) -> None:
    """The visitor got another number for this request: the one that the file may have given is nobody's."""
    first = answered(hall_file, request)
    if isinstance(first, Issued):
        withdraw_number(hall_file, new_request(), first, "given again offline")
