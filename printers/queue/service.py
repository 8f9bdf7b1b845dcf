"""The printing service of one kiosk or one command: a thread for each printer, one for the dispatcher, and no Qt.

Printers are tried in the order given (the first is active, the others are in reserve). Callbacks come on these threads.
"""

import dataclasses
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from printers.dialogue.driver import Driver
from printers.link import address
from printers.models.model import Answer
from printers.paper.layout import TicketPaper
from printers.queue.dispatcher import Dispatcher, PrinterSlot
from printers.queue.job_handle import JobHandle, OnProgress
from printers.queue.printer_setup import PrinterSetup
from printers.queue.printer_view import PrinterView, paper_left
from shared.clock import Clock, steady
from shared.faults import EnvironmentFault, Fault
from shared.log import level
from shared.store.printing.jobs import Jobs
from shared.store.record.job_rows import Asked, PrinterRecord
from shared.text.printer_words import staff_words

_log = logging.getLogger("antrean.printers")
_TICK = 0.1


class PrintService:
    """Prints tickets on a kiosk's printers.

    Args:
        jobs: Where jobs are kept.
        printers: The printers, best first. None at all is allowed: everything is then on the screen only.
        clock: What time it is, for the paper.
        queue_seconds: How long a ticket waits for a printer that can take it.
        stall_seconds: How long a ticket waits in a printer that has run out of paper, when there is no other.
        on_health: Called when any printer's condition changed; read :meth:`views` then.
        recover_older_ms: Jobs of an earlier run are given a fate when they are at least this old.
        pace: Every waiting time is divided by this: for tests with an emulator of the same pace.
    """

    def __init__(
        self,
        jobs: Jobs,
        printers: Sequence[PrinterSetup],
        clock: Clock,
        *,
        queue_seconds: float = 10.0,
        stall_seconds: float = 60.0,
        on_health: Callable[[], None] | None = None,
        recover_older_ms: int = 0,
        pace: float = 1.0,
    ) -> None:
        self._pace = pace
        self.jobs = jobs
        self.clock = clock
        self._inbox: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self.faults: dict[str, Fault] = {}  # printers whose data are wrong: left out, and why
        slots = [slot for setup in printers if (slot := self._sound_slot(setup))]
        self.dispatcher = Dispatcher(
            jobs,
            slots,
            self._now,
            queue_seconds=queue_seconds,
            stall_seconds=stall_seconds,
            on_health=on_health,
            on_paper=self._paper_used,
        )
        self._records: dict[str, PrinterRecord] = {}
        self._recover_older = recover_older_ms
        self._threads = [threading.Thread(target=self._run_dispatcher, name="print-dispatcher", daemon=True)]
        self._threads += [
            threading.Thread(target=self._run_driver, args=(slot.driver,), name=f"printer-{slot.code}", daemon=True)
            for slot in slots
        ]
        self._begun = threading.Event()
        for thread in self._threads:
            thread.start()

    def _now(self) -> float:
        return steady() * self._pace

    def _sound_slot(self, setup: PrinterSetup) -> PrinterSlot | None:
        """A printer to use, or None when its model or link is wrong: the others go on, tickets are on the screen."""
        try:
            return self._slot(setup)
        except Fault as fault:
            _log.warning("printer %s is not used: %s", setup.code, fault)
            self.faults[setup.code] = fault
            return None

    def _slot(self, setup: PrinterSetup) -> PrinterSlot:
        driver = Driver(
            setup.code,
            address.connector(setup.link),
            setup.known,
            lambda news: self._inbox.put(lambda: self.dispatcher.hear(news)),
            self._now,
            book=self.jobs,
            shared=setup.shared,
        )
        return PrinterSlot(driver, setup.link, setup.render, setup.roll_mm)

    # --- for callers ---------------------------------------------------------------------------------------

    def print_ticket(
        self,
        ticket: TicketPaper,
        kiosk: str | None = None,
        copy: int = 1,
        *,
        asked: Asked = Asked.ISSUE,
        on_progress: OnProgress | None = None,
    ) -> JobHandle:
        """Print a ticket; answers at once. ``kiosk`` is for the log only. A copy above 1 is marked on the paper."""
        _log.info("print %s copy %s asked by %s at %s", ticket.label, copy, asked, kiosk or "-")
        handle = JobHandle(ticket.as_copy(copy), on_progress)
        self._inbox.put(lambda: self.dispatcher.submit(handle, asked))
        return handle

    def reprint(
        self, ticket: TicketPaper, *, by: Asked, allowed: int = 1, on_progress: OnProgress | None = None
    ) -> Future[JobHandle | None]:
        """Print the same number again, marked. A visitor gets at most ``allowed`` of them: None when used up."""
        answer: Future[JobHandle | None] = Future()

        def begin() -> None:
            try:
                if by is Asked.VISITOR and self.jobs.reprints(ticket.ticket) >= allowed:
                    answer.set_result(None)
                    return
                handle = JobHandle(ticket.as_copy(max(2, self.jobs.next_copy(ticket.ticket))), on_progress)
                answer.set_result(handle)
                self.dispatcher.submit(handle, by)
            except EnvironmentFault as fault:
                answer.set_exception(fault)

        self._inbox.put(begin)
        return answer

    def ready(self, printer: str) -> None:
        """Staff have looked after a quarantined printer and said so."""
        self.dispatcher.slots[printer].driver.ready()

    def new_roll(self, printer: str) -> None:
        """Staff put in a full roll."""
        self._inbox.put(lambda: self._new_roll(printer))

    def _new_roll(self, printer: str) -> None:
        self.jobs.new_roll(printer)
        record = self._records.get(printer) or PrinterRecord(printer)
        self._records[printer] = dataclasses.replace(record, used_mm=0.0, tickets=0)

    def _paper_used(self, printer: str, mm: float) -> None:
        """A ticket came out: the same count as in the file, without asking it."""
        record = self._records.get(printer) or PrinterRecord(printer)
        self._records[printer] = dataclasses.replace(
            record,
            used_mm=record.used_mm + mm,
            total_mm=record.total_mm + mm,
            tickets=record.tickets + 1,
            cuts=record.cuts + 1,
        )

    def views(self) -> tuple[PrinterView, ...]:
        """How the printers are. Paper is counted from the last new roll; the sensor wins where there is one."""
        return tuple(self._view(slot) for slot in self.dispatcher.slots.values())

    def _view(self, slot: PrinterSlot) -> PrinterView:
        record = self._records.get(slot.code) or PrinterRecord(slot.code)
        trouble = slot.staff_trouble
        used, left, tickets = paper_left(record, slot.roll_mm, slot.condition)
        return PrinterView(
            slot.code,
            slot.link,
            slot.driver.model.code,
            slot.condition,
            trouble,
            staff_words(trouble) if trouble else None,
            slot.quarantined,
            used,
            left,
            tickets,
            tuple(sorted(slot.driver.model.answers)),
        )

    def close(self, seconds: float = 2.0) -> None:
        """End; a ticket on its way keeps its state in the file and gets its fate at the next start."""
        self._stopping.set()
        self._inbox.put(None)
        for thread in self._threads:
            thread.join(seconds)

    def __enter__(self) -> "PrintService":
        return self

    def __exit__(self, *_why: object) -> None:
        self.close()

    # --- threads --------------------------------------------------------------------------------------------------

    def _run_driver(self, driver: Driver) -> None:
        self._begun.wait(10)
        try:
            while not self._stopping.is_set():
                pause = driver.step() / self._pace
                if driver.connected:
                    driver.wait(min(pause, 0.05))
                else:
                    self._stopping.wait(min(pause, 0.05))
        except Exception:
            _log.exception("the driver of printer %s failed", driver.code)
            raise
        finally:
            driver.close()

    def _run_dispatcher(self) -> None:
        self._guarded(self._start)
        self._begun.set()
        while True:
            try:
                entry = self._inbox.get(timeout=_TICK / self._pace)
            except queue.Empty:
                entry = _nothing
            if entry is None:
                return
            self._guarded(entry)
            self._guarded(self.dispatcher.tick)

    def _start(self) -> None:
        for slot in self.dispatcher.slots.values():
            record = self.jobs.printer(slot.code)
            self._records[slot.code] = record
            if record.answers is not None and record.probed_link == slot.link:
                known = frozenset(Answer(name) for name in record.answers)
                slot.driver.model = slot.driver.model.answering(known)
        self.dispatcher.recover(self._recover_older)

    def _guarded(self, act: Callable[[], None]) -> None:
        """A share that is gone must not end the dispatcher; a bug is logged and the next ticket is served."""
        try:
            act()
        except EnvironmentFault as fault:
            _log.log(level(fault), "printing: %s", fault.sentence)
        except Exception:  # noqa: BLE001 - one ticket's bug must not keep all later ones from their paper
            _log.exception("printing failed")


def _nothing() -> None:
    """A tick."""
