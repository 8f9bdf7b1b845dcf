"""The kiosk's printers, as the view model sees them: print, print again, and signals about the paper.

The printing service has threads of its own; whatever might wait (its start, the logo on the share, its own small file)
is asked for on one more thread here, and what it tells comes back as a queued signal.
"""

import functools
import logging
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.paper_words import Paper, PaperState
from printers.dialogue.condition import Trouble
from printers.paper.layout import TicketPaper, paper_of
from printers.queue.hall_access import StoreThreadRunner, jobs_for
from printers.queue.job_handle import JobHandle, Progress
from printers.queue.printer_setup import PrinterSetup, printers_of
from printers.queue.service import PrintService
from shared.clock import Clock
from shared.domain.answers import Issued
from shared.domain.hall_data.hall import Hall
from shared.qt.side_thread import SideThread
from shared.qt.worker import StoreWorker
from shared.store.record.job_rows import Asked, JobState

_log = logging.getLogger("antrean.kiosk")


class Printing(QObject):
    """A kiosk without a printer: the number stands on the screen. One with printers overrides this.

    Signals:
        told: the paper's state changed: (ticket id, :class:`PaperState`).
        paper_known: whether any printer of this kiosk can print now, when that changed.
    """

    told = Signal(object, object)
    paper_known = Signal(bool)

    @property
    def has_printers(self) -> bool:
        """Whether paper can come here at all."""
        return False

    def set_hall(self, hall: Hall) -> None:
        """The hall's data: which printers there are, what the paper says."""

    def begin(self, issued: Issued) -> PaperState:
        """Print a fresh ticket; answers how things stand at once."""
        return PaperState(Paper.NONE)

    def again(self, issued: Issued) -> PaperState:
        """Print it once more, marked as a copy."""
        return PaperState(Paper.NONE)

    def for_staff(self, issued: Issued) -> None:
        """Print a number that staff gave out elsewhere; this kiosk's visitor hears nothing of it."""

    def close(self) -> None:
        """The program ends."""


def paper_state(progress: Progress, first_printer: str | None, copies_left: bool) -> PaperState:
    """What the printing service tells, in the kiosk's words."""
    if progress.fate is not None:
        paper = _FATES.get(progress.fate, Paper.UNKNOWN)
        return PaperState(paper, copies_left and paper is not Paper.FAILED)
    if progress.trouble is not None:
        return PaperState(Paper.STALLED)
    elsewhere = first_printer is not None and progress.printer not in (None, first_printer)
    return PaperState(Paper.ELSEWHERE if elsewhere else Paper.PRINTING)


_FATES = {
    JobState.CONFIRMED: Paper.PRINTED,
    JobState.UNVERIFIED: Paper.UNVERIFIED,
    JobState.FAILED_CLEAN: Paper.FAILED,
}


_NO_PAPER = frozenset(
    {
        Trouble.LOST,
        Trouble.FATAL,
        Trouble.CUTTER,
        Trouble.COVER,
        Trouble.PAPER_OUT,
        Trouble.OFFLINE,
        Trouble.QUARANTINED,
    }
)
"""What keeps a printer from printing until somebody acts; what passes by itself is not told before a number."""


class PrinterPrinting(Printing):
    """Prints on the printers that the hall names for this kiosk."""

    _progress = Signal(object, object)
    _health = Signal()

    def __init__(self, kiosk: str, folder: Path, worker: StoreWorker, clock: Clock) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._folder = folder
        self.worker = worker
        self._clock = clock
        self._hall: Hall | None = None
        self._setups: tuple[PrinterSetup, ...] = ()
        self._service: PrintService | None = None  # touched on the side thread only
        self._papers: dict[int, TicketPaper] = {}  # likewise
        self._first: dict[int, str] = {}
        self._copied: set[int] = set()
        self._closed = False
        self._side = SideThread("the printers", _log, self)
        self._can_print = True
        self._progress.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._health.connect(self._look, Qt.ConnectionType.QueuedConnection)

    @property
    def has_printers(self) -> bool:
        """See :class:`Printing`."""
        return bool(self._setups)

    def set_hall(self, hall: Hall) -> None:
        """Other printers than before begin a new service."""
        self._hall = hall
        setups = printers_of(hall, self._kiosk)
        if setups != self._setups:
            self._setups = setups
            self._side.do(functools.partial(self._renew, setups))

    def begin(self, issued: Issued) -> PaperState:
        """See :class:`Printing`."""
        if not self._setups or self._hall is None:
            return PaperState(Paper.NONE)
        share = self.worker.state
        folder = self._folder if share is not None and share.ok else None
        self._side.do(functools.partial(self._print, self._hall, issued, folder))
        return PaperState(Paper.PRINTING)

    def again(self, issued: Issued) -> PaperState:
        """See :class:`Printing`. A visitor may ask once."""
        self._copied.add(issued.ticket)
        self._first.pop(issued.ticket, None)
        allowed = self._hall.ticket.copies if self._hall else 0
        self._side.do(functools.partial(self._reprint, self._hall, issued, allowed))
        return PaperState(Paper.PRINTING)

    def for_staff(self, issued: Issued) -> None:
        """See :class:`Printing`. The same paper is never printed twice, whoever else was asked for it."""
        if self._setups and self._hall is not None:
            self._side.do(functools.partial(self._print_for_staff, self._hall, issued))

    def close(self) -> None:
        """Let the printers go."""
        self._closed = True
        self._side.do(functools.partial(self._renew, ()))
        self._side.close()

    # ----- on the side thread

    def _renew(self, setups: tuple[PrinterSetup, ...]) -> None:
        if self._service is not None:
            self._service.close()
            self._service = None
        if setups:
            jobs = jobs_for(StoreThreadRunner(self.worker.store_thread), self._kiosk, self._clock)
            self._service = PrintService(jobs, setups, self._clock, on_health=self._health_changed)

    def _health_changed(self) -> None:
        """On the dispatcher's thread."""
        if not self._closed:
            self._health.emit()

    def _able(self) -> bool:
        views = self._service.views() if self._service is not None else ()
        return not views or any(view.trouble not in _NO_PAPER for view in views)

    def _print(self, hall: Hall, issued: Issued, folder: Path | None) -> None:
        paper = paper_of(hall, issued, None, self._clock(), folder=folder)
        self._papers = {issued.ticket: paper}
        if self._service is not None:
            self._service.print_ticket(paper, self._kiosk, on_progress=self._tell(issued.ticket))

    def _print_for_staff(self, hall: Hall, issued: Issued) -> None:
        if self._service is not None:
            paper = paper_of(hall, issued, None, self._clock(), folder=self._folder)
            self._service.print_ticket(paper, self._kiosk, asked=Asked.STAFF)

    def _reprint(self, hall: Hall | None, issued: Issued, allowed: int) -> None:
        paper = self._papers.get(issued.ticket)
        if paper is None and hall is not None:  # of an earlier visit, or of another kiosk
            paper = paper_of(hall, issued)
        if self._service is None or paper is None:
            self._progress.emit(issued.ticket, PaperState(Paper.FAILED))
            return
        answer = self._service.reprint(paper, by=Asked.VISITOR, allowed=allowed, on_progress=self._tell(issued.ticket))
        answer.add_done_callback(functools.partial(self._reprint_answered, issued.ticket))

    def _reprint_answered(self, ticket: int, answer: Future[JobHandle | None]) -> None:
        if answer.exception() is not None or answer.result() is None:
            self._progress.emit(ticket, PaperState(Paper.FAILED))

    def _tell(self, ticket: int) -> Callable[[Progress], None]:
        return lambda progress: None if self._closed else self._progress.emit(ticket, progress)

    # ----- on the GUI thread

    @Slot()
    def _look(self) -> None:
        self._side.do(self._able, self._told_able)

    def _told_able(self, able: bool) -> None:
        if able != self._can_print:
            self._can_print = able
            self.paper_known.emit(able)

    @Slot(object, object)
    def _hear(self, ticket: int, news: Progress | PaperState) -> None:
        if isinstance(news, Progress):
            if news.printer is not None:
                self._first.setdefault(ticket, news.printer)
            copies = self._hall.ticket.copies if self._hall else 0
            left = copies > 0 and ticket not in self._copied
            news = paper_state(news, self._first.get(ticket), left)
        self.told.emit(ticket, news)
