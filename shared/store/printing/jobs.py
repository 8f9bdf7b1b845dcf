"""Print jobs and what is known of the printers: in the hall's file, or on this PC while the share is gone.

A job's state is written before it is acted upon. (ticket, copy) is printed at most once: a further attempt is allowed
only after one of which no byte was sent. States only go forward, so a write that arrives late changes nothing.
"""

import contextlib
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from shared.clock import Clock
from shared.domain.words import Instant
from shared.faults import EnvironmentFault
from shared.store.engine import Db
from shared.store.printing.operations import PrintWrite, of_job
from shared.store.printing.stores import LocalPrintJobStore, PrintJobStore
from shared.store.record.job_rows import FATES, RANK, Asked, Job, JobState, PrinterRecord, jobs_of, open_jobs, record_of

T = TypeVar("T")
_AT_ONCE = 50
"""So many deeds of this PC go into the hall's file in one transaction: it stays short after a long outage, too."""


def new_job(ticket: int, label: str, copy: int, asked: Asked, device: str, now: Instant) -> Job:
    """A job that is not yet in any file."""
    return Job(uuid.uuid4().hex, ticket, copy, 1, device, asked, label, None, JobState.QUEUED, now, now)


class Jobs:
    """The jobs of one device: in the hall's file, and on this PC while that cannot be reached.

    With ``hall`` None everything stays on this PC (a technician's test without a hall).
    """

    def __init__(self, hall: PrintJobStore | None, local: LocalPrintJobStore, device: str, clock: Clock) -> None:
        self._hall = hall
        self._local = local
        self.device = device
        self._clock = clock
        self.unsettled = hall is not None  # something on this PC may wait for the hall's file; it was not checked yet

    def now(self) -> Instant:
        """What this device's clock says."""
        return self._clock()

    def _write(self, act: Callable[[PrintJobStore], T]) -> T:
        """In the hall's file; on this PC when that fails, also when nobody knows whether it did."""
        if self._hall is not None:
            try:
                return act(self._hall)
            except EnvironmentFault:
                self.unsettled = True
        return act(self._local)

    def _do(self, name: str, **facts: Any) -> None:
        deed = PrintWrite(name, facts, self._clock(), uuid.uuid4().hex)
        self._write(lambda place: place.do([deed]))

    def _read(self, body: Callable[[Db], T], empty: T) -> tuple[T, T]:
        """What the hall's file and this PC say; ``empty`` for one that cannot be asked."""
        there = empty
        if self._hall is not None:
            with contextlib.suppress(EnvironmentFault):
                there = self._hall.read(body)
        return there, self._local.read(body)

    def claim(self, ticket: int, label: str, copy: int, asked: Asked) -> Job | None:
        """A job for this paper, already in the file; None when it may be on paper or on its way."""
        job = new_job(ticket, label, copy, asked, self.device, self._clock())
        if any(_blocks(known, copy) for known in self._local.read(lambda db: jobs_of(db, ticket))):
            return None
        return self._write(lambda place: place.claim(job))

    def move(self, job: Job, state: JobState, **facts: Any) -> Job:
        """A job's next state, in the file when this returns; fates append an event and count the paper."""
        moved = job.moved(state, self._clock(), **facts)
        self._write(lambda place: place.do([of_job(moved)]))
        return moved

    def of_ticket(self, ticket: int) -> tuple[Job, ...]:
        """All papers of a ticket, from both files, each as far on as either knows."""
        there, here = self._read(lambda db: jobs_of(db, ticket), ())
        return _merged(there, here)

    def next_copy(self, ticket: int) -> int:
        """The number of the next paper of a ticket that is not the same as any before."""
        return 1 + max(
            (job.copy for job in self.of_ticket(ticket) if job.state is not JobState.FAILED_CLEAN), default=0
        )

    def reprints(self, ticket: int) -> int:
        """How many papers the visitor asked for again."""
        return sum(
            job.asked is Asked.VISITOR and job.state is not JobState.FAILED_CLEAN for job in self.of_ticket(ticket)
        )

    def recover(self, older_than_ms: int = 0) -> tuple[Job, ...]:
        """After a start: every job of this device that has no fate gets one. Answers them as they are now."""
        there, here = self._read(lambda db: open_jobs(db, self.device), ())
        limit = self._clock() - older_than_ms
        ended: list[Job] = []
        for job in _merged(there, here):
            if job.changed_at <= limit and job.state not in FATES:
                fate = JobState.FAILED_CLEAN if job.state is JobState.QUEUED else JobState.UNKNOWN
                ended.append(self.move(job, fate, reason="restart"))
        return tuple(ended)

    def printer(self, code: str) -> PrinterRecord:
        """What is known of a printer: from the hall's file, or from this PC when that cannot be asked."""
        if self._hall is not None:
            with contextlib.suppress(EnvironmentFault):
                return self._hall.read(lambda db: record_of(db, code))
        return self._local.read(lambda db: record_of(db, code))

    def holds(self, code: str) -> bool:
        """Whether a part of an interrupted ticket may be in a printer, by either file."""
        there, here = self._read(lambda db: record_of(db, code), PrinterRecord(code))
        return there.holds is not None or here.holds is not None

    def left(self, code: str, job: str) -> None:
        """A part of a technician's ticket may be in this printer."""
        self._do("left", printer=code, job=job)

    def emptied(self, code: str) -> None:
        """No part of an old ticket is in this printer any more."""
        self._do("emptied", printer=code)

    def new_roll(self, code: str) -> None:
        """Staff put in a full roll."""
        self._do("roll", printer=code)

    def count_paper(self, code: str, mm: float) -> None:
        """Count paper that no job of this file stands for (a technician's test)."""
        self._do("paper", printer=code, mm=mm)

    def save_probe(self, code: str, answers: Iterable[str], identity: str, link: str) -> None:
        """Keep what a printer was found to answer."""
        self._do("probe", printer=code, answers=sorted(answers), identity=identity, link=link)

    def release(self, code: str) -> None:
        """Staff have looked after a quarantined printer, from wherever they are; its kiosk tries it within seconds."""
        self._do("release", printer=code)

    def health(self, code: str, trouble: str | None, *, quarantined: bool | None, data: Mapping[str, Any]) -> None:
        """Keep the condition of a printer, and write an event."""
        self._do("health", printer=code, trouble=trouble, quarantined=quarantined, data=dict(data))

    def settle(self) -> int:
        """Bring what this PC kept into the hall's file; how many deeds that was. Asked again later if it fails."""
        settled = 0
        with contextlib.suppress(EnvironmentFault):
            while self._hall is not None and self.unsettled:
                waiting = self._local.waiting(_AT_ONCE)
                if waiting:
                    self._hall.do([deed for _, deed in waiting])
                    self._local.settled([kept for kept, _ in waiting], self._clock())
                    settled += len(waiting)
                else:
                    self.unsettled = False
        return settled


def _blocks(job: Job, copy: int) -> bool:
    return job.copy == copy and job.state is not JobState.FAILED_CLEAN


def _merged(there: Iterable[Job], here: Iterable[Job]) -> tuple[Job, ...]:
    best: dict[str, Job] = {}
    for job in (*there, *here):
        known = best.get(job.id)
        if known is None or RANK[known.state] < RANK[job.state]:
            best[job.id] = job
    return tuple(sorted(best.values(), key=lambda job: (job.copy, job.attempt)))
