"""Who prints what, and what then: failover, quarantine, copies, patience. No threads and no sleeping in here.

The rules are PRINTING.md section 4.2. The number is valid before it is printed, so a second paper with a copy mark is
a small harm, a visitor without paper a larger one, and an old ticket that a stranger finds the worst.
"""

import dataclasses
import logging
from collections.abc import Callable, Mapping, Sequence

from printers.dialogue.condition import Condition, Trouble
from printers.dialogue.printer_events import Changed, Ended, GoingOn, Late, News, Probed, Readied, Sent, Stalled
from printers.dialogue.transmission import Task
from printers.models.model import Answer
from printers.paper.layout import TicketPaper
from printers.paper.render import render, way_for
from printers.queue.active_prints import ActivePrint, PrinterSlot
from printers.queue.job_handle import JobHandle, Progress, said
from shared.faults import EnvironmentFault
from shared.log import level
from shared.store.printing.job_rows import FATES, Asked, Job, JobState
from shared.store.printing.jobs import Jobs

_log = logging.getLogger("antrean.printers")
FAILOVER_SECONDS = 3.0  # a stalled ticket moves to another printer after these
SETTLE_SECONDS = 5.0


class Dispatcher:
    """Hands tickets to printers and follows them. Call :meth:`hear` with news and :meth:`tick` now and then."""

    def __init__(
        self,
        jobs: Jobs,
        seats: Sequence[PrinterSlot],
        now: Callable[[], float],
        *,
        queue_seconds: float = 10.0,
        stall_seconds: float = 60.0,
        on_health: Callable[[], None] | None = None,
        on_paper: Callable[[str, float], None] | None = None,
    ) -> None:
        self.jobs = jobs
        self.seats: Mapping[str, PrinterSlot] = {seat.code: seat for seat in seats}
        self._now = now
        self._queue_seconds = queue_seconds
        self._stall_seconds = stall_seconds
        self._on_health = on_health
        self._on_paper = on_paper
        self.errands: list[ActivePrint] = []
        self._settle_at = 0.0

    def recover(self, older_than_ms: int = 0) -> tuple[Job, ...]:
        """After a start: give every job of an earlier run its fate, and mistrust the printers that had one."""
        ended = self.jobs.recover(older_than_ms)
        for job in ended:
            seat = self.seats.get(job.printer or "")
            if seat and job.state is JobState.UNKNOWN:
                seat.driver.leftover.unsafe = True
        for seat in self.seats.values():
            record = self.jobs.printer(seat.code)
            seat.quarantined, seat.written = record.quarantined, record.trouble
        return ended

    # --- wishes ---------------------------------------------------------------------------------------------------

    def submit(self, handle: JobHandle, asked: Asked) -> None:
        """A paper is wanted. The same (ticket, copy) is never printed a second time."""
        paper = handle.paper
        try:
            job = self.jobs.claim(paper.ticket, paper.label, paper.copy, asked)
        except EnvironmentFault as fault:
            _log.log(level(fault), "no print job could be written: %s", fault.sentence)
            self._tell(handle, JobState.FAILED_CLEAN, None, JobState.FAILED_CLEAN)
            return
        if job is None:
            known = [old for old in self.jobs.of_ticket(paper.ticket) if old.copy == paper.copy]
            state = known[-1].state if known else JobState.UNKNOWN
            self._tell(handle, state, None, state if state in FATES else JobState.UNKNOWN)
            return
        handle.job = job
        errand = ActivePrint(handle, job, paper, self._now() + self._queue_seconds)
        self.errands.append(errand)
        self._assign(errand)

    def _assign(self, errand: ActivePrint) -> None:
        """Give it to the first printer that can take it; else it waits."""
        seat = next((seat for seat in self.seats.values() if seat.usable and seat.code not in errand.tried), None)
        if not self.seats:
            self._give_up(errand)
            return
        if seat is None:
            self._tell(errand.handle, JobState.QUEUED, self._why_waiting(), None)
            return
        model = seat.driver.model.at_speed(seat.driver.door.baud)
        way = way_for(errand.paper, model, render=seat.render, baud=seat.driver.door.baud)
        errand.rendered = render(errand.paper, model, way)
        errand.printer = seat.code
        seat.driver.print(Task(errand.job.id, errand.rendered, lambda marker: self._begin(errand, marker)))
        self._tell(errand.handle, errand.job.state, None, None)

    def _begin(self, errand: ActivePrint, marker: str) -> None:
        """Just before the first byte: commit that from now on nothing is certain. On the driver's thread."""
        assert errand.rendered
        errand.job = errand.handle.job = self.jobs.move(
            errand.job,
            JobState.SENDING,
            printer=errand.printer,
            marker=marker or None,
            bytes_total=len(errand.rendered),
            paper_mm=round(errand.rendered.mm, 1),
        )

    def _why_waiting(self) -> Trouble | None:
        return next((seat.trouble for seat in self.seats.values() if seat.trouble), None)

    # --- news -----------------------------------------------------------------------------------------------------

    def hear(self, news: News) -> None:
        """A driver says something."""
        match news:
            case Ended():
                self._ended(news)
            case Sent(_printer, job, handed):
                self._sent(job, handed)
            case Stalled(_printer, job, trouble):
                self._stalled(job, trouble)
            case GoingOn(_printer, job):
                self._going_on(job)
            case Late():
                self._late(news)
            case Changed(printer, condition, trouble):
                self._changed(self.seats[printer], condition, trouble)
            case Probed(printer, answers, identity):
                self._probed(self.seats[printer], answers, identity)
            case Readied():
                self._readied(news)

    def _errand(self, job: str) -> ActivePrint | None:
        return next((errand for errand in self.errands if errand.job.id == job), None)

    def _sent(self, job: str, handed: int) -> None:
        errand = self._errand(job)
        if errand:
            self._move(errand, JobState.SENT, bytes_handed=handed)
            self._tell(errand.handle, JobState.SENT, None, None)

    def _stalled(self, job: str, trouble: Trouble) -> None:
        errand = self._errand(job)
        if errand:
            errand.stalled_at = errand.stalled_at if errand.stalled_at is not None else self._now()
            self._tell(errand.handle, errand.job.state, trouble, None)

    def _going_on(self, job: str) -> None:
        errand = self._errand(job)
        if errand:
            errand.stalled_at = None
            self._tell(errand.handle, errand.job.state, None, None)

    def _ended(self, news: Ended) -> None:
        errand = self._errand(news.job)
        if errand is None:
            return
        seat = self.seats[news.printer]
        errand.stalled_at = None
        seat.unknowns = seat.unknowns + 1 if news.fate is JobState.UNKNOWN else 0
        if news.fate is JobState.FAILED_CLEAN:
            self._failed_clean(errand, seat, news)
            return
        fate = news.fate
        if errand.job.state is JobState.SENDING and fate is not JobState.UNKNOWN:
            self._move(errand, JobState.SENT, bytes_handed=news.handed)
        self._move(errand, fate, reason=news.reason, bytes_handed=news.handed, status=_snapshot(news.condition))
        if fate is JobState.UNKNOWN:
            self._unknown(errand, seat, news)
            return
        self.errands.remove(errand)
        self._replaced(errand)
        self._count_paper(seat, errand.job)
        self._tell(errand.handle, fate, None, fate)

    def _count_paper(self, seat: PrinterSlot, job: Job) -> None:
        if self._on_paper and job.paper_mm:
            self._on_paper(seat.code, job.paper_mm)

    def _failed_clean(self, errand: ActivePrint, seat: PrinterSlot, news: Ended) -> None:
        """Nothing left us: the same paper, unmarked, may go to another printer at once."""
        if news.reason == Trouble.QUARANTINED:  # an old ticket stands in it and could not be driven out
            self._quarantine(seat)
        errand.tried.add(seat.code)
        errand.printer = None
        if errand.job.state is JobState.SENDING:
            self._move(errand, JobState.FAILED_CLEAN, reason=news.reason)
            again = self._claim(errand, errand.paper, errand.job.asked)
            if again is None:
                self._give_up(errand)
                return
            errand.job = errand.handle.job = again
        else:
            errand.job = dataclasses.replace(errand.job, reason=news.reason)
        self._assign(errand)

    def _unknown(self, errand: ActivePrint, seat: PrinterSlot, news: Ended) -> None:
        """Some bytes left us. A marked copy goes to another printer, if there is one; never blindly to the same."""
        errand.tried.add(seat.code)
        other = any(other.usable and other.code not in errand.tried for other in self.seats.values())
        if (news.holds and (other or news.condition.stalled)) or seat.unknowns >= 2:
            self._quarantine(seat)
        seat.given_up = (errand.handle, errand.job) if news.holds else None
        if other and self._copy(errand):
            return
        self.errands.remove(errand)
        self._tell(errand.handle, JobState.UNKNOWN, news.condition.stalled, JobState.UNKNOWN)

    def _copy(self, errand: ActivePrint) -> bool:
        """Print it again, marked, on another printer; only when that is out is the first one replaced."""
        old = errand.job
        try:
            copy = self.jobs.next_copy(old.ticket)
        except EnvironmentFault:
            return False
        paper = errand.paper.as_copy(copy)
        job = self._claim(errand, paper, Asked.FAILOVER)
        if job is None:
            return False
        errand.unknown.append(old)
        errand.job = errand.handle.job = job
        errand.paper, errand.printer = paper, None
        errand.until = self._now() + self._queue_seconds
        self._assign(errand)
        return True

    def _replaced(self, errand: ActivePrint) -> None:
        """A marked copy is out: the papers before it, of which nobody knows, are replaced by it."""
        for old in errand.unknown:
            self._keep(old, JobState.REPLACED, reason=f"copy {errand.job.copy}")

    def _late(self, news: Late) -> None:
        """A marker came after its paper was given up: that one is out, and its printer is empty."""
        seat = self.seats[news.printer]
        given_up, seat.given_up = seat.given_up, None
        seat.unknowns = 0
        if seat.quarantined:
            seat.quarantined = False
            self._health(seat, quarantined=False)
        if given_up and given_up[1].id == news.job:
            self._late_paper(seat, *given_up)

    def _late_paper(self, seat: PrinterSlot, handle: JobHandle, job: Job) -> None:
        copy = next((errand for errand in self.errands if errand.handle is handle), None)
        known = next((old for old in self.jobs.of_ticket(job.ticket) if old.id == job.id), job)
        if known.state is not JobState.UNKNOWN or (copy and copy.printer):
            _log.warning("%s came out of %s late, beside its marked copy", job.label, seat.code)
            return
        if copy:  # it has not begun: nobody needs it
            self.errands.remove(copy)
            self._move(copy, JobState.FAILED_CLEAN, reason="late_marker")
        handle.job = self._keep(known, JobState.CONFIRMED, reason="late_marker")
        self._count_paper(seat, known)
        self._tell(handle, JobState.CONFIRMED, None, JobState.CONFIRMED)

    def _claim(self, errand: ActivePrint, paper: TicketPaper, asked: Asked) -> Job | None:
        try:
            return self.jobs.claim(paper.ticket, paper.label, paper.copy, asked)
        except EnvironmentFault as fault:
            _log.log(level(fault), "no further print job for %s: %s", paper.label, fault.sentence)
            return None

    def _move(self, errand: ActivePrint, state: JobState, **facts: object) -> None:
        errand.job = errand.handle.job = self._keep(errand.job, state, **facts)

    def _keep(self, job: Job, state: JobState, **facts: object) -> Job:
        """A job's next state. When no file can be written the fate is still told; the restart will find it open."""
        try:
            return self.jobs.move(job, state, **facts)
        except EnvironmentFault as fault:
            _log.log(level(fault), "the fate %s of a ticket could not be written: %s", state, fault.sentence)
            return job.moved(state, self.jobs.now(), **facts)

    # --- time -----------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Patience runs out, printers come back, the share comes back."""
        now = self._now()
        for errand in list(self.errands):
            if errand.printer is None:
                self._waiting(errand, now)
            elif errand.stalled_at is not None:
                self._stuck(errand, now)
        if now >= self._settle_at:
            self._settle_at = now + SETTLE_SECONDS
            self.jobs.settle()
            self._released()

    def _released(self) -> None:
        """Quarantined printers that staff have declared ready elsewhere (the supervisor's window, the command line)."""
        for seat in self.seats.values():
            if seat.quarantined and seat.driver.connected and not self.jobs.printer(seat.code).quarantined:
                seat.driver.ready()

    def _waiting(self, errand: ActivePrint, now: float) -> None:
        if now >= errand.until:
            self._give_up(errand)
        elif any(seat.usable and seat.code not in errand.tried for seat in self.seats.values()):
            self._assign(errand)

    def _give_up(self, errand: ActivePrint) -> None:
        """No printer took it: the number on the screen is the ticket."""
        if errand.job.state not in FATES:
            self._move(errand, JobState.FAILED_CLEAN, reason=errand.job.reason or "no_printer")
        self.errands.remove(errand)
        if errand.unknown:  # the copy did not come out; the first paper may have
            errand.handle.job = errand.unknown[0]
            self._tell(errand.handle, JobState.UNKNOWN, self._why_waiting(), JobState.UNKNOWN)
            return
        self._tell(errand.handle, JobState.FAILED_CLEAN, self._why_waiting(), JobState.FAILED_CLEAN)

    def _stuck(self, errand: ActivePrint, now: float) -> None:
        assert errand.stalled_at is not None
        others = any(seat.usable and seat.code not in errand.tried | {errand.printer} for seat in self.seats.values())
        patience = FAILOVER_SECONDS if others else self._stall_seconds
        if now - errand.stalled_at >= patience and errand.printer:
            self.seats[errand.printer].driver.abandon(errand.job.id)

    # --- printers -------------------------------------------------------------------------------------------------

    def _changed(self, seat: PrinterSlot, condition: Condition, trouble: Trouble | None) -> None:
        seat.condition, seat.trouble = condition, trouble
        if trouble is None:
            for errand in self.errands:
                if errand.job.state is JobState.QUEUED:
                    errand.tried.discard(seat.code)
        self._health(seat)

    def _quarantine(self, seat: PrinterSlot) -> None:
        if not seat.quarantined:
            seat.quarantined = True
            self._health(seat, quarantined=True)

    def _probed(self, seat: PrinterSlot, answers: frozenset[Answer], identity: str) -> None:
        try:
            self.jobs.save_probe(seat.code, answers, identity, seat.link)
        except EnvironmentFault as fault:
            _log.log(level(fault), "the probe of %s could not be kept: %s", seat.code, fault.sentence)

    def _readied(self, news: Readied) -> None:
        seat = self.seats[news.printer]
        if news.ok:
            seat.quarantined, seat.unknowns, seat.given_up = False, 0, None
        self._health(seat, quarantined=seat.quarantined)

    def _health(self, seat: PrinterSlot, *, quarantined: bool | None = None) -> None:
        """Keep and tell it. Only who changes the quarantine writes it: staff elsewhere may just have lifted it."""
        trouble = self.trouble_of(seat)
        if self._on_health:
            self._on_health()
        if quarantined is None and trouble == seat.written:
            return  # nothing that staff elsewhere would see
        data = {name: True for name, is_so in dataclasses.asdict(seat.condition).items() if is_so}
        try:
            self.jobs.health(seat.code, trouble, quarantined=quarantined, data=data)
        except EnvironmentFault as fault:
            _log.log(level(fault), "the health of %s could not be written: %s", seat.code, fault.sentence)
        else:
            seat.written = trouble

    @staticmethod
    def trouble_of(seat: PrinterSlot) -> Trouble | None:
        """What staff are told first."""
        if seat.quarantined:
            return Trouble.QUARANTINED
        return seat.trouble or seat.condition.notable

    def _tell(
        self,
        handle: JobHandle,
        state: JobState,
        trouble: Trouble | None,
        fate: JobState | None,
    ) -> None:
        printer = handle.job.printer if handle.job else None
        copy = handle.job.copy if handle.job else handle.paper.copy
        sentence = said(fate, trouble, copy)
        handle.tell(Progress(state, fate, printer, copy, trouble, sentence))


def _snapshot(condition: Condition) -> str:
    return " ".join(name for name, is_so in dataclasses.asdict(condition).items() if is_so)
