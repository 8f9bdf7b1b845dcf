"""Print jobs and what is known of the printers: in the hall's file, or on this PC while the share is gone.

A job's state is written before it is acted upon. (ticket, copy) is printed at most once: a further attempt is claimed
only after one of which no byte left us. States only go forward, so a write that arrives late changes nothing.
"""

import json
import sqlite3
import uuid
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from shared.clock import Clock
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store import transaction
from shared.store.connection import HallFile
from shared.store.events import What
from shared.store.migrations import statements
from shared.store.print_rows import (
    FATES,
    MOVES,
    PAPER_FATES,
    RANK,
    Asked,
    Job,
    JobState,
    PrinterRecord,
    add_paper,
    claim,
    job_of,
    jobs_of,
    known_printer,
    new_roll,
    open_jobs,
    put,
    record_of,
    save_health,
    save_probe,
)

__all__ = [
    "FATES",
    "MOVES",
    "PAPER_FATES",
    "Asked",
    "HallPlace",
    "Job",
    "JobState",
    "Jobs",
    "LocalPlace",
    "PrinterRecord",
    "put",
]
T = TypeVar("T")


# --- two places to keep them ------------------------------------------------------------------------------------------


class Runner(Protocol):
    """Runs an operation where the hall's file may be used and waits for it; EnvironmentFault when it fails."""

    def __call__(self, operation: Callable[[HallFile], T]) -> T:
        """Run it."""
        ...


class Place(Protocol):
    """A file with the job tables in it."""

    def write(self, body: Callable[[sqlite3.Connection, "Told"], T]) -> T:
        """One transaction; ``Told`` takes the events that belong to it."""
        ...

    def read(self, body: Callable[[sqlite3.Connection], T]) -> T:
        """One look."""
        ...


Told = Callable[[What, Mapping[str, Any]], None]
"""Appends an event: what, and its columns."""


class HallPlace:
    """The hall's file, with the audit log."""

    DEADLINE_SECONDS = 2.0

    def __init__(self, run: Runner, device: str) -> None:
        self._run = run
        self._device = device

    def write(self, body: Callable[[sqlite3.Connection, Told], T]) -> T:
        """One transaction with its events."""

        def operation(file: HallFile) -> T:
            with file.writing(self.DEADLINE_SECONDS) as db:
                tx = transaction.begin(file, db, device=self._device)
                return body(db, lambda what, facts: _event(tx, what, facts))

        return self._run(operation)

    def read(self, body: Callable[[sqlite3.Connection], T]) -> T:
        """One look."""

        def operation(file: HallFile) -> T:
            with file.reading(self.DEADLINE_SECONDS) as db:
                return body(db)

        return self._run(operation)


def _event(tx: transaction.Tx, what: What, facts: Mapping[str, Any]) -> None:
    tx.event(
        what, ticket=facts.get("ticket"), label=facts.get("label"), reason=facts.get("reason"), data=facts.get("data")
    )


class LocalPlace:
    """A small SQLite file on this PC. Its events wait in it until the share is back."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=5.0, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise _local_fault(self._path, error) from None
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous = EXTRA")  # as in the spool: the last job outlives a power cut
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'waiting_events'").fetchone():
                _make_local(db)
            yield db
        except sqlite3.Error as error:
            raise _local_fault(self._path, error) from None
        finally:
            db.close()

    def write(self, body: Callable[[sqlite3.Connection, Told], T]) -> T:
        """One transaction; its events are kept for the hall's file."""
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                answer = body(db, lambda what, facts: _keep_event(db, what, facts))
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
            return answer

    def read(self, body: Callable[[sqlite3.Connection], T]) -> T:
        """One look."""
        with self._open() as db:
            return body(db)


def _make_local(db: sqlite3.Connection) -> None:
    from shared.store import schema  # noqa: PLC0415 - only for a new file

    db.execute("BEGIN IMMEDIATE")
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'waiting_events'").fetchone():
        for statement in statements(schema.TABLES):
            if any(f" {name} " in statement for name in ("print_jobs", "printers")):
                db.execute(statement)
        db.execute(
            "CREATE TABLE waiting_events (id INTEGER PRIMARY KEY, what TEXT NOT NULL, facts TEXT NOT NULL) STRICT"
        )
    db.execute("COMMIT")


def _keep_event(db: sqlite3.Connection, what: What, facts: Mapping[str, Any]) -> None:
    db.execute("INSERT INTO waiting_events (what, facts) VALUES (?, ?)", (what.value, json.dumps(dict(facts))))


def _local_fault(path: Path, error: Exception) -> EnvironmentFault:
    kind = Kind.FULL if "full" in str(error) else Kind.READ_ONLY if "readonly" in str(error) else Kind.DEVICE
    return EnvironmentFault(
        kind,
        f"This PC cannot write its print jobs to {path}: {error}.",
        "Make room on this PC's disk, or check its rights.",
    )


# --- what the printing service uses -----------------------------------------------------------------------------------


def new_job(ticket: int, label: str, copy: int, asked: Asked, device: str, now: Instant) -> Job:
    """A job that is not yet in any file."""
    return Job(uuid.uuid4().hex, ticket, copy, 1, device, asked, label, None, JobState.QUEUED, now, now)


class Jobs:
    """The jobs of one device: in the hall's file, and on this PC while that cannot be reached.

    With ``hall`` None everything stays on this PC (a technician's test without a hall).
    """

    def __init__(self, hall: Place | None, local: Place, device: str, clock: Clock) -> None:
        self._hall = hall
        self._local = local
        self.device = device
        self._clock = clock
        self.on_this_pc = hall is None  # whether the last write went to this PC for want of the share

    def now(self) -> Instant:
        """What this device's clock says."""
        return self._clock()

    def _write(self, body: Callable[[sqlite3.Connection, Told], T]) -> T:
        if self._hall is not None:
            try:
                answer = self._hall.write(body)
            except EnvironmentFault:
                self.on_this_pc = True
            else:
                self.on_this_pc = False
                return answer
        return self._local.write(body)

    def _read(self, body: Callable[[sqlite3.Connection], T], empty: T) -> tuple[T, T]:
        """What the hall's file and this PC say; ``empty`` for one that cannot be asked."""
        there = empty
        if self._hall is not None:
            try:
                there = self._hall.read(body)
            except EnvironmentFault:
                self.on_this_pc = True
        return there, self._local.read(body)

    def claim(self, ticket: int, label: str, copy: int, asked: Asked) -> Job | None:
        """A job for this paper, already in the file; None when it may be on paper or on its way."""
        job = new_job(ticket, label, copy, asked, self.device, self._clock())
        if any(_blocks(known, copy) for known in self._local.read(lambda db: jobs_of(db, ticket))):
            return None
        return self._write(lambda db, _told: claim(db, job))

    def move(self, job: Job, state: JobState, **facts: Any) -> Job:
        """A job's next state, in the file when this returns; fates append an event and count the paper."""
        moved = job.moved(state, self._clock(), **facts)

        def body(db: sqlite3.Connection, told: Told) -> None:
            if put(db, moved) and state in FATES:
                told(What.PRINT_FATE, _fate_facts(moved))
                if moved.printer and moved.paper_mm and state in {JobState.CONFIRMED, JobState.UNVERIFIED}:
                    add_paper(db, moved.printer, moved.paper_mm, moved.changed_at)

        self._write(body)
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
            try:
                return self._hall.read(lambda db: record_of(db, code))
            except EnvironmentFault:
                self.on_this_pc = True
        return self._local.read(lambda db: record_of(db, code))

    def new_roll(self, code: str) -> None:
        """Staff put in a full roll."""
        self._write(lambda db, _told: new_roll(db, code, self._clock()))

    def count_paper(self, code: str, mm: float) -> None:
        """Count paper that no job of this file stands for (a technician's test)."""
        self._write(lambda db, _told: add_paper(db, code, mm, self._clock()))

    def save_probe(self, code: str, answers: Iterable[str], identity: str, link: str) -> None:
        """Keep what a printer was found to answer."""
        found = sorted(answers)
        self._write(lambda db, _told: save_probe(db, code, found, identity, link, self._clock()))

    def release(self, code: str) -> None:
        """Staff have looked after a quarantined printer, from wherever they are; its kiosk tries it within seconds."""

        def body(db: sqlite3.Connection, told: Told) -> None:
            known = record_of(db, code)
            save_health(db, code, known.trouble, quarantined=False, now=self._clock())
            told(What.PRINTER_HEALTH, {"reason": known.trouble, "data": {"printer": code, "ready": True}})

        self._write(body)

    def health(self, code: str, trouble: str | None, *, quarantined: bool | None, data: Mapping[str, Any]) -> None:
        """Keep how a printer is, and tell everybody by an event."""

        def body(db: sqlite3.Connection, told: Told) -> None:
            save_health(db, code, trouble, quarantined=quarantined, now=self._clock())
            told(What.PRINTER_HEALTH, {"reason": trouble, "data": {"printer": code, **data}})

        self._write(body)

    def settle(self) -> int:
        """Bring what this PC kept into the hall's file, when that can be reached; how many rows that was."""
        if self._hall is None:
            return 0
        jobs, events, papers = self._local.read(_kept)
        if not jobs and not events and not papers:
            return 0

        def into_hall(db: sqlite3.Connection, told: Told) -> None:
            for job in jobs:
                put(db, job)
            for what, facts in events:
                told(What(what), cast("Mapping[str, Any]", json.loads(facts)))
            for code, used, tickets in papers:
                known_printer(db, code)
                db.execute(
                    "UPDATE printers SET used_mm = used_mm + ?1, total_mm = total_mm + ?1, tickets = tickets + ?2,"
                    " cuts = cuts + ?2 WHERE code = ?3",
                    (used, tickets, code),
                )

        try:
            self._hall.write(into_hall)
        except EnvironmentFault:
            self.on_this_pc = True
            return 0
        self._local.write(lambda db, _told: _forget(db, jobs))
        self.on_this_pc = False
        return len(jobs) + len(events)


def _blocks(job: Job, copy: int) -> bool:
    return job.copy == copy and job.state is not JobState.FAILED_CLEAN


def _merged(there: Iterable[Job], here: Iterable[Job]) -> tuple[Job, ...]:
    best: dict[str, Job] = {}
    for job in (*there, *here):
        known = best.get(job.id)
        if known is None or RANK[known.state] < RANK[job.state]:
            best[job.id] = job
    return tuple(sorted(best.values(), key=lambda job: (job.copy, job.attempt)))


def _fate_facts(job: Job) -> Mapping[str, Any]:
    return {
        "ticket": job.ticket,
        "label": job.label,
        "reason": job.reason,
        "data": {
            "job": job.id,
            "fate": job.state.value,
            "printer": job.printer,
            "copy": job.copy,
            "attempt": job.attempt,
            "asked": job.asked.value,
            "bytes": job.bytes_handed,
            "mm": round(job.paper_mm or 0, 1),
        },
    }


def _kept(db: sqlite3.Connection) -> tuple[list[Job], list[tuple[str, str]], list[tuple[str, float, int]]]:
    jobs = [job_of(row) for row in db.execute("SELECT * FROM print_jobs ORDER BY created_at")]
    events = [(row["what"], row["facts"]) for row in db.execute("SELECT * FROM waiting_events ORDER BY id")]
    papers = [
        (row["code"], row["used_mm"], row["tickets"])
        for row in db.execute("SELECT * FROM printers WHERE used_mm > 0 OR tickets > 0")
    ]
    return jobs, events, papers


def _forget(db: sqlite3.Connection, jobs: Iterable[Job]) -> None:
    """What is in the hall's file now; jobs still on their way stay, for their next state."""
    for job in jobs:
        if job.state in FATES:
            db.execute("DELETE FROM print_jobs WHERE id = ?", (job.id,))
    db.execute("DELETE FROM waiting_events")
    db.execute("UPDATE printers SET used_mm = 0, tickets = 0")
