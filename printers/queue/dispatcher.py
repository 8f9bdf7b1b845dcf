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
from printers.paper.layout import TicketPaper
from printers.paper.render import method_for, render
from printers.queue.active_prints import ActivePrint, PrinterSlot
from printers.queue.job_handle import JobHandle, Progress
from printers.queue.printer_records import PrinterRecords
from shared.faults import EnvironmentFault
from shared.log import level
from shared.store.printing.jobs import Jobs
from shared.store.record.job_rows import FATES, Asked, Job, JobState
from shared.text.printer_words import paper_words

_log = logging.getLogger("antrean.printers")
FAILOVER_SECONDS = 3.0  # a stalled ticket moves to another printer after these
SETTLE_SECONDS = 5.0


class Dispatcher:
    """Hands tickets to printers and follows them. Call :meth:`hear` with news and :meth:`tick` now and then."""

    def __init__(
        self,
        jobs: Jobs,
        slots: Sequence[PrinterSlot],
        now: Callable[[], float],
        *,
        queue_seconds: float = 10.0,
        stall_seconds: float = 60.0,
        on_health: Callable[[], None] | None = None,
        on_paper: Callable[[str, float], None] | None = None,
    ) -> None:
        self.jobs = jobs
        self.slots: Mapping[str, PrinterSlot] = {slot.code: slot for slot in slots}
        self._now = now
        self._queue_seconds = queue_seconds
        self._stall_seconds = stall_seconds
        self._records = PrinterRecords(jobs, on_health)
        self._on_paper = on_paper
        self.active_prints: list[ActivePrint] = []
        self._settle_at = 0.0

    def recover(self, older_than_ms: int = 0) -> tuple[Job, ...]:
        """After a start: give every job of an earlier run its fate, and mistrust the printers that had one."""
        ended = self.jobs.recover(older_than_ms)
        for job in ended:
            slot = self.slots.get(job.printer or "")
            if slot and job.state is JobState.UNKNOWN:
                slot.driver.leftover.unsafe = True
        for slot in self.slots.values():
            record = self.jobs.printer(slot.code)
            slot.quarantined, slot.written = record.quarantined, record.trouble
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
        active = ActivePrint(handle, job, paper, self._now() + self._queue_seconds)
        self.active_prints.append(active)
        self._assign(active)

    def _assign(self, active: ActivePrint) -> None:
        """Give it to the first printer that can take it; else it waits."""
        slot = next((slot for slot in self.slots.values() if slot.usable and slot.code not in active.tried), None)
        if not self.slots:
            self._give_up(active)
            return
        if slot is None:
            self._tell(active.handle, JobState.QUEUED, self._why_waiting(), None)
            return
        model = slot.driver.model.at_speed(slot.driver.connector.baud)
        how = method_for(active.paper, model, render=slot.render, baud=slot.driver.connector.baud)
        active.rendered = render(active.paper, model, how)
        active.printer = slot.code
        slot.driver.print(Task(active.job.id, active.rendered, lambda marker: self._begin(active, marker)))
        self._tell(active.handle, active.job.state, None, None)

    def _begin(self, active: ActivePrint, marker: str) -> None:
        """Just before the first byte: commit that from now on nothing is certain. On the driver's thread."""
        assert active.rendered
        active.job = active.handle.job = self.jobs.move(
            active.job,
            JobState.SENDING,
            printer=active.printer,
            marker=marker or None,
            bytes_total=len(active.rendered),
            paper_mm=round(active.rendered.mm, 1),
        )

    def _why_waiting(self) -> Trouble | None:
        return next((slot.trouble for slot in self.slots.values() if slot.trouble), None)

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
                self._changed(self.slots[printer], condition, trouble)
            case Probed(printer, answers, identity):
                self._records.keep_probe(self.slots[printer], answers, identity)
            case Readied():
                self._readied(news)

    def _active(self, job: str) -> ActivePrint | None:
        return next((active for active in self.active_prints if active.job.id == job), None)

    def _sent(self, job: str, handed: int) -> None:
        active = self._active(job)
        if active:
            self._move(active, JobState.SENT, bytes_handed=handed)
            self._tell(active.handle, JobState.SENT, None, None)

    def _stalled(self, job: str, trouble: Trouble) -> None:
        active = self._active(job)
        if active:
            active.stalled_at = active.stalled_at if active.stalled_at is not None else self._now()
            self._tell(active.handle, active.job.state, trouble, None)

    def _going_on(self, job: str) -> None:
        active = self._active(job)
        if active:
            active.stalled_at = None
            self._tell(active.handle, active.job.state, None, None)

    def _ended(self, news: Ended) -> None:
        active = self._active(news.job)
        if active is None:
            return
        slot = self.slots[news.printer]
        active.stalled_at = None
        slot.unknowns = slot.unknowns + 1 if news.fate is JobState.UNKNOWN else 0
        if news.fate is JobState.FAILED_CLEAN:
            self._failed_clean(active, slot, news)
            return
        fate = news.fate
        if active.job.state is JobState.SENDING and fate is not JobState.UNKNOWN:
            self._move(active, JobState.SENT, bytes_handed=news.handed)
        self._move(active, fate, reason=news.reason, bytes_handed=news.handed, status=_snapshot(news.condition))
        if fate is JobState.UNKNOWN:
            self._unknown(active, slot, news)
            return
        self.active_prints.remove(active)
        self._replaced(active)
        self._count_paper(slot, active.job)
        self._tell(active.handle, fate, None, fate)

    def _count_paper(self, slot: PrinterSlot, job: Job) -> None:
        if self._on_paper and job.paper_mm:
            self._on_paper(slot.code, job.paper_mm)

    def _failed_clean(self, active: ActivePrint, slot: PrinterSlot, news: Ended) -> None:
        """Nothing left us: the same paper, unmarked, may go to another printer at once."""
        if news.reason == Trouble.QUARANTINED:  # an old ticket is in it and could not be removed
            self._records.quarantine(slot)
        active.tried.add(slot.code)
        active.printer = None
        if active.job.state is JobState.SENDING:
            self._move(active, JobState.FAILED_CLEAN, reason=news.reason)
            again = self._claim(active, active.paper, active.job.asked)
            if again is None:
                self._give_up(active)
                return
            active.job = active.handle.job = again
        else:
            active.job = dataclasses.replace(active.job, reason=news.reason)
        self._assign(active)

    def _unknown(self, active: ActivePrint, slot: PrinterSlot, news: Ended) -> None:
        """Some bytes left us. A marked copy goes to another printer, if there is one; never blindly to the same."""
        active.tried.add(slot.code)
        other = any(other.usable and other.code not in active.tried for other in self.slots.values())
        if (news.holds and (other or news.condition.stalled)) or slot.unknowns >= 2:
            self._records.quarantine(slot)
        slot.given_up = (active.handle, active.job) if news.holds else None
        if other and self._copy(active):
            return
        self.active_prints.remove(active)
        self._tell(active.handle, JobState.UNKNOWN, news.condition.stalled, JobState.UNKNOWN)

    def _copy(self, active: ActivePrint) -> bool:
        """Print it again, marked, on another printer; only when that is out is the first one replaced."""
        old = active.job
        try:
            copy = self.jobs.next_copy(old.ticket)
        except EnvironmentFault:
            return False
        paper = active.paper.as_copy(copy)
        job = self._claim(active, paper, Asked.FAILOVER)
        if job is None:
            return False
        active.unknown.append(old)
        active.job = active.handle.job = job
        active.paper, active.printer = paper, None
        active.until = self._now() + self._queue_seconds
        self._assign(active)
        return True

    def _replaced(self, active: ActivePrint) -> None:
        """A marked copy is out: it replaces the papers before it whose fate is unknown."""
        for old in active.unknown:
            self._keep(old, JobState.REPLACED, reason=f"copy {active.job.copy}")

    def _late(self, news: Late) -> None:
        """A marker came after its paper was given up: that one is out, and its printer is empty."""
        slot = self.slots[news.printer]
        given_up, slot.given_up = slot.given_up, None
        slot.unknowns = 0
        if slot.quarantined:
            slot.quarantined = False
            self._records.keep_health(slot, quarantined=False)
        if given_up and given_up[1].id == news.job:
            self._late_paper(slot, *given_up)

    def _late_paper(self, slot: PrinterSlot, handle: JobHandle, job: Job) -> None:
        copy = next((active for active in self.active_prints if active.handle is handle), None)
        known = next((old for old in self.jobs.of_ticket(job.ticket) if old.id == job.id), job)
        if known.state is not JobState.UNKNOWN or (copy and copy.printer):
            _log.warning("%s came out of %s late, beside its marked copy", job.label, slot.code)
            return
        if copy:  # it has not begun: nobody needs it
            self.active_prints.remove(copy)
            self._move(copy, JobState.FAILED_CLEAN, reason="late_marker")
        handle.job = self._keep(known, JobState.CONFIRMED, reason="late_marker")
        self._count_paper(slot, known)
        self._tell(handle, JobState.CONFIRMED, None, JobState.CONFIRMED)

    def _claim(self, active: ActivePrint, paper: TicketPaper, asked: Asked) -> Job | None:
        try:
            return self.jobs.claim(paper.ticket, paper.label, paper.copy, asked)
        except EnvironmentFault as fault:
            _log.log(level(fault), "no further print job for %s: %s", paper.label, fault.sentence)
            return None

    def _move(self, active: ActivePrint, state: JobState, **facts: object) -> None:
        active.job = active.handle.job = self._keep(active.job, state, **facts)

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
        for active in list(self.active_prints):
            if active.printer is None:
                self._waiting(active, now)
            elif active.stalled_at is not None:
                self._stuck(active, now)
        if now >= self._settle_at:
            self._settle_at = now + SETTLE_SECONDS
            self.jobs.settle()
            self._released()

    def _released(self) -> None:
        """Quarantined printers that staff have declared ready elsewhere (the supervisor's window, the command line)."""
        for slot in self.slots.values():
            if slot.quarantined and slot.driver.connected and not self.jobs.printer(slot.code).quarantined:
                slot.driver.ready()

    def _waiting(self, active: ActivePrint, now: float) -> None:
        if now >= active.until:
            self._give_up(active)
        elif any(slot.usable and slot.code not in active.tried for slot in self.slots.values()):
            self._assign(active)

    def _give_up(self, active: ActivePrint) -> None:
        """No printer took it: the number on the screen is the ticket."""
        if active.job.state not in FATES:
            self._move(active, JobState.FAILED_CLEAN, reason=active.job.reason or "no_printer")
        self.active_prints.remove(active)
        if active.unknown:  # the copy did not come out; the first paper may have
            active.handle.job = active.unknown[0]
            self._tell(active.handle, JobState.UNKNOWN, self._why_waiting(), JobState.UNKNOWN)
            return
        self._tell(active.handle, JobState.FAILED_CLEAN, self._why_waiting(), JobState.FAILED_CLEAN)

    def _stuck(self, active: ActivePrint, now: float) -> None:
        assert active.stalled_at is not None
        others = any(slot.usable and slot.code not in active.tried | {active.printer} for slot in self.slots.values())
        patience = FAILOVER_SECONDS if others else self._stall_seconds
        if now - active.stalled_at >= patience and active.printer:
            self.slots[active.printer].driver.abandon(active.job.id)

    # --- printers -------------------------------------------------------------------------------------------------

    def _changed(self, slot: PrinterSlot, condition: Condition, trouble: Trouble | None) -> None:
        slot.condition, slot.trouble = condition, trouble
        if trouble is None:
            for active in self.active_prints:
                if active.job.state is JobState.QUEUED:
                    active.tried.discard(slot.code)
        self._records.keep_health(slot)

    def _readied(self, news: Readied) -> None:
        slot = self.slots[news.printer]
        if news.ok:
            slot.quarantined, slot.unknowns, slot.given_up = False, 0, None
        self._records.keep_health(slot, quarantined=slot.quarantined)

    def _tell(self, handle: JobHandle, state: JobState, trouble: Trouble | None, fate: JobState | None) -> None:
        printer = handle.job.printer if handle.job else None
        copy = handle.job.copy if handle.job else handle.paper.copy
        sentence = paper_words(fate, trouble, copy)
        handle.tell(Progress(state, fate, printer, copy, trouble, sentence))


def _snapshot(condition: Condition) -> str:
    return " ".join(name for name, is_so in dataclasses.asdict(condition).items() if is_so)
