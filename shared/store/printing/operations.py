"""What is kept of printing, as deeds that can be done in one file now and in another one later.

While the share is gone a deed is done in the small file on this PC and waits there; afterwards it is done in the hall's
file. Done there twice it counts once: a job's state only goes forward, and every other deed bears the id of a request.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shared.domain.words import Instant
from shared.store.engine import Db
from shared.store.record.events import What
from shared.store.record.job_rows import (
    FATES,
    Job,
    JobState,
    add_paper,
    emptied,
    follow_job,
    hold,
    job_of,
    new_roll,
    put,
    record_of,
    save_health,
    save_probe,
)

Tell = Callable[[What, Mapping[str, Any]], None]
"""Appends an event: what, and its columns."""


@dataclass(frozen=True, slots=True)
class PrintWrite:
    """One thing to keep: its name in :data:`DEEDS`, the facts that it needs, when it was, the id of its request."""

    name: str
    facts: Mapping[str, Any]
    at: Instant
    request: str

    def do(self, db: Db, tell: Tell) -> None:
        """Do it in an open write transaction."""
        DEEDS[self.name](db, tell, self.at, **self.facts)


def of_job(job: Job) -> PrintWrite:
    """To keep a job as it is now."""
    return PrintWrite("job", {"job": asdict(job)}, job.changed_at, f"{job.id} {job.state}")


def _job(db: Db, tell: Tell, at: Instant, *, job: Mapping[str, Any]) -> None:
    """A job as it is now; its fate is an event, and the paper that came out is counted."""
    known = job_of(job)
    if not put(db, known):
        return
    follow_job(db, known)
    if known.state in FATES:
        tell(What.PRINT_FATE, _fate_facts(known))
        if known.printer and known.paper_mm and known.state in {JobState.CONFIRMED, JobState.UNVERIFIED}:
            add_paper(db, known.printer, known.paper_mm, at)


def _paper(db: Db, _tell: Tell, at: Instant, *, printer: str, mm: float) -> None:
    add_paper(db, printer, mm, at)


def _roll(db: Db, _tell: Tell, at: Instant, *, printer: str) -> None:
    new_roll(db, printer, at)


def _probe(db: Db, _tell: Tell, at: Instant, *, printer: str, answers: list[str], identity: str, link: str) -> None:
    save_probe(db, printer, answers, identity, link, at)


def _left(db: Db, _tell: Tell, _at: Instant, *, printer: str, job: str) -> None:
    hold(db, printer, job)


def _emptied(db: Db, _tell: Tell, _at: Instant, *, printer: str) -> None:
    emptied(db, printer)


def _release(db: Db, tell: Tell, at: Instant, *, printer: str) -> None:
    known = record_of(db, printer)
    save_health(db, printer, known.trouble, quarantined=False, now=at)
    tell(What.PRINTER_HEALTH, {"reason": known.trouble, "data": {"printer": printer, "ready": True}})


def _health(
    db: Db,
    tell: Tell,
    at: Instant,
    *,
    printer: str,
    trouble: str | None,
    quarantined: bool | None,
    data: Mapping[str, Any],
) -> None:
    save_health(db, printer, trouble, quarantined=quarantined, now=at)
    tell(What.PRINTER_HEALTH, {"reason": trouble, "data": {"printer": printer, **data}})


DEEDS: Mapping[str, Callable[..., None]] = {
    "job": _job,
    "paper": _paper,
    "roll": _roll,
    "probe": _probe,
    "left": _left,
    "emptied": _emptied,
    "release": _release,
    "health": _health,
}
FORWARD_ONLY = frozenset({"job"})
"""Deeds that change nothing the second time, by what they are."""


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
