"""Print jobs and printers as rows: the records, the legal moves, and the statements, the same on both files."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from shared.domain.words import Instant
from shared.store.engine import Db, Row


class JobState(StrEnum):
    """The state of a paper; the last five are fates."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"  # the printer said that everything before its marker is printed
    UNVERIFIED = "unverified"  # this printer cannot say
    FAILED_CLEAN = "failed_clean"  # no byte was sent
    UNKNOWN = "unknown"  # some bytes were sent, and nothing came back
    REPLACED = "replaced"  # unknown, and a marked copy was printed elsewhere


RANK = {
    JobState.QUEUED: 0,
    JobState.SENDING: 1,
    JobState.SENT: 2,
    JobState.UNKNOWN: 3,
    JobState.CONFIRMED: 4,
    JobState.UNVERIFIED: 4,
    JobState.FAILED_CLEAN: 4,
    JobState.REPLACED: 4,
}
FATES = frozenset(state for state, rank in RANK.items() if rank >= 3)
MOVES: Mapping[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.SENDING, JobState.FAILED_CLEAN}),
    JobState.SENDING: frozenset({JobState.SENT, JobState.FAILED_CLEAN, JobState.UNKNOWN}),
    JobState.SENT: frozenset({JobState.CONFIRMED, JobState.UNVERIFIED, JobState.FAILED_CLEAN, JobState.UNKNOWN}),
    JobState.UNKNOWN: frozenset({JobState.REPLACED, JobState.CONFIRMED}),  # its marker may come very late
}
"""The legal moves; the other fates are final."""


class Asked(StrEnum):
    """Why a paper is wanted."""

    ISSUE = "issue"
    FAILOVER = "failover"
    VISITOR = "visitor"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Job:
    """One attempt at one paper."""

    id: str
    ticket: int
    copy: int
    attempt: int
    device: str
    asked: Asked
    label: str
    printer: str | None
    state: JobState
    created_at: Instant
    changed_at: Instant
    marker: str | None = None
    bytes_total: int | None = None
    bytes_handed: int = 0
    paper_mm: float | None = None
    reason: str | None = None
    status: str | None = None

    def moved(self, state: JobState, now: Instant, **facts: Any) -> "Job":
        """The job after a legal move; ValueError for another one (a bug of ours)."""
        if state not in MOVES.get(self.state, frozenset()):
            raise ValueError(f"a print job cannot go from {self.state} to {state}")
        return dataclasses.replace(self, state=state, changed_at=now, **facts)


@dataclass(frozen=True, slots=True)
class PrinterRecord:
    """What is known of a printer. ``used_mm`` and ``tickets`` count from the last new roll."""

    code: str
    used_mm: float = 0.0
    tickets: int = 0
    total_mm: float = 0.0
    cuts: int = 0
    answers: tuple[str, ...] | None = None
    identity: str = ""
    probed_link: str = ""
    quarantined: bool = False
    trouble: str | None = None
    holds: str | None = None  # a job of which a part may still stand in it

    @property
    def ticket_mm(self) -> float:
        """The mean paper of a ticket on this roll; 110 mm before there was one."""
        return self.used_mm / self.tickets if self.tickets else 110.0


_COLUMNS = tuple(field.name for field in dataclasses.fields(Job))
_CHANGING = tuple(name for name in _COLUMNS if name not in {"id", "attempt"})
_ATTEMPTS = "SELECT attempt FROM print_jobs WHERE ticket = ? AND copy = ?"


def job_of(row: Row | Mapping[str, Any]) -> Job:
    """The job that a row holds."""
    facts: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    facts["asked"], facts["state"] = Asked(facts["asked"]), JobState(facts["state"])
    return Job(**facts)


# --- the statements, the same on both files ---------------------------------------------------------------------------


def claim(db: Db, job: Job) -> Job | None:
    """Write a new job with its attempt number; None when this (ticket, copy) may already be on paper or on its way."""
    before = [job_of(row) for row in db.execute(
        "SELECT * FROM print_jobs WHERE ticket = ? AND copy = ?", (job.ticket, job.copy)
    )]  # fmt: skip
    if any(known.state is not JobState.FAILED_CLEAN for known in before):
        return None
    fresh = dataclasses.replace(job, attempt=1 + max((known.attempt for known in before), default=0))
    put(db, fresh)
    return fresh


def put(db: Db, job: Job) -> bool:
    """Write a job as it is now; False when the file already has it as far or further on."""
    known = db.execute("SELECT state FROM print_jobs WHERE id = ?", (job.id,)).fetchone()
    if known is None:
        others = [row[0] for row in db.execute(_ATTEMPTS, (job.ticket, job.copy))]
        if job.attempt in others:  # counted on a PC that could not reach this file
            job = dataclasses.replace(job, attempt=1 + max(others))
        names, places = ", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS))
        db.execute(f"INSERT INTO print_jobs ({names}) VALUES ({places})", _values(job, _COLUMNS))
        return True
    if RANK[JobState(known["state"])] >= RANK[job.state]:
        return False
    changes = ", ".join(f"{name} = ?" for name in _CHANGING)
    db.execute(f"UPDATE print_jobs SET {changes} WHERE id = ?", (*_values(job, _CHANGING), job.id))
    return True


def _values(job: Job, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(job, name) for name in names)


def jobs_of(db: Db, ticket: int) -> tuple[Job, ...]:
    """All papers of a ticket, in the order they were asked for."""
    rows = db.execute("SELECT * FROM print_jobs WHERE ticket = ? ORDER BY copy, attempt", (ticket,))
    return tuple(map(job_of, rows))


def open_jobs(db: Db, device: str) -> tuple[Job, ...]:
    """The jobs of a device that have no fate yet."""
    rows = db.execute(
        "SELECT * FROM print_jobs WHERE device = ? AND state IN ('queued', 'sending', 'sent') ORDER BY created_at",
        (device,),
    )
    return tuple(map(job_of, rows))


def record_of(db: Db, code: str) -> PrinterRecord:
    """What is known of a printer; the empty record of one that was never used."""
    row = db.execute("SELECT * FROM printers WHERE code = ?", (code,)).fetchone()
    if row is None:
        return PrinterRecord(code)
    answers = tuple(cast("list[str]", json.loads(row["answers"]))) if row["answers"] else None
    return PrinterRecord(
        code, row["used_mm"], row["tickets"], row["total_mm"], row["cuts"], answers, row["identity"] or "",
        row["probed_link"] or "", bool(row["quarantined"]), row["trouble"], row["holds"],
    )  # fmt: skip


def known_printer(db: Db, code: str) -> None:
    """Make sure that a printer has its row."""
    db.execute("INSERT INTO printers (code) VALUES (?) ON CONFLICT (code) DO NOTHING", (code,))


def follow_job(db: Db, job: Job) -> None:
    """Keep whether a part of this job may still be in its printer: from its first byte until it is known to be out."""
    if job.printer is None:
        return
    if job.state is JobState.SENDING:
        hold(db, job.printer, job.id)
    elif job.state is JobState.CONFIRMED:  # everything before it is out, too
        emptied(db, job.printer)
    elif job.state in {JobState.UNVERIFIED, JobState.FAILED_CLEAN}:
        db.execute("UPDATE printers SET holds = NULL WHERE code = ? AND holds = ?", (job.printer, job.id))


def hold(db: Db, code: str, job: str) -> None:
    """A part of this job may be in this printer, behind an earlier one."""
    known_printer(db, code)
    db.execute("UPDATE printers SET holds = coalesce(holds, ?) WHERE code = ?", (job, code))


def emptied(db: Db, code: str) -> None:
    """No part of an old ticket is in this printer any more."""
    db.execute("UPDATE printers SET holds = NULL WHERE code = ?", (code,))


def add_paper(db: Db, code: str, mm: float, now: Instant) -> None:
    """Count a ticket's paper."""
    known_printer(db, code)
    db.execute(
        "UPDATE printers SET used_mm = used_mm + ?, total_mm = total_mm + ?, tickets = tickets + 1, cuts = cuts + 1,"
        " changed_at = ? WHERE code = ?",
        (mm, mm, now, code),
    )


def new_roll(db: Db, code: str, now: Instant) -> None:
    """Staff put in a full roll."""
    known_printer(db, code)
    db.execute("UPDATE printers SET used_mm = 0, tickets = 0, changed_at = ? WHERE code = ?", (now, code))


def save_probe(db: Db, code: str, answers: Iterable[str], identity: str, link: str, now: Instant) -> None:
    """Keep what a printer was found to answer, and on which link."""
    known_printer(db, code)
    db.execute(
        "UPDATE printers SET answers = ?, identity = ?, probed_link = ?, probed_at = ?, changed_at = ? WHERE code = ?",
        (json.dumps(sorted(answers)), identity, link, now, now, code),
    )


def save_health(db: Db, code: str, trouble: str | None, *, quarantined: bool | None, now: Instant) -> None:
    """Keep the condition of a printer; ``quarantined`` None leaves that unchanged."""
    known_printer(db, code)
    db.execute(
        "UPDATE printers SET trouble = ?, quarantined = coalesce(?, quarantined), changed_at = ? WHERE code = ?",
        (trouble, None if quarantined is None else int(quarantined), now, code),
    )
