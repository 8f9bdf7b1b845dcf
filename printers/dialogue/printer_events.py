"""What a printer's driver tells: the course of a ticket and every change of the printer's condition."""

from dataclasses import dataclass

from printers.dialogue.condition import Condition, Trouble
from printers.models.model import Answer
from shared.store.record.job_rows import JobState


@dataclass(frozen=True, slots=True)
class Sent:
    """The ticket's last byte was handed over."""

    printer: str
    job: str
    handed: int


@dataclass(frozen=True, slots=True)
class Stalled:
    """The ticket is on its way and the printer says why it takes long."""

    printer: str
    job: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class GoingOn:
    """The stall is over; the ticket may still come out."""

    printer: str
    job: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The ticket's fate at this printer."""

    printer: str
    job: str
    fate: JobState
    reason: str
    handed: int
    condition: Condition
    holds: bool = False  # it may still print what it was given


@dataclass(frozen=True, slots=True)
class Late:
    """The marker of a ticket that was given up as unknown came after all."""

    printer: str
    job: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The printer's condition is another one now."""

    printer: str
    condition: Condition
    trouble: Trouble | None


@dataclass(frozen=True, slots=True)
class Probed:
    """What the printer was found to answer."""

    printer: str
    answers: frozenset[Answer]
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Readied:
    """Staff pressed Ready: whether the printer answered and its buffer is known to be empty."""

    printer: str
    ok: bool
    trouble: Trouble | None


News = Sent | Stalled | GoingOn | Ended | Late | Changed | Probed | Readied
