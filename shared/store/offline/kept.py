"""What waits on this PC until the hall can be reached: one act or one print write, and its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.domain.answers import Issued, Refused
from shared.domain.words import Instant


class KeptAct(StrEnum):
    """What can be done without the share."""

    ISSUE = "issue"
    FINISH = "finish"
    NO_SHOW = "no_show"
    NOTE = "note"
    PRINT = "print"
    RATE = "rate"
    ANSWER = "answer_survey"


OPINIONS = frozenset({KeptAct.RATE, KeptAct.ANSWER})
"""A visitor's own words: kept to the hour, and forgotten here as soon as the hall has them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept. ``details`` is what its settling needs, ``answer`` what was told at once."""

    serial: int
    request: str
    act: KeptAct
    day: str
    at: Instant
    label: str | None
    details: Mapping[str, Any]
    answer: Issued | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of a kept act. ``refused`` says why the hall did not take it."""

    kept: Kept
    refused: Refused | None
