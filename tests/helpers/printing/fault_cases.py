"""What the fault cases of a ticket printer share: the fates, and what the visitor reads at each."""

import pytest

from printers.dialogue.condition import Trouble
from printers.models.model import Answer
from shared.store.record.job_rows import JobState
from tests.helpers.printing.print_rig import Rig

CONFIRMED, UNVERIFIED = JobState.CONFIRMED, JobState.UNVERIFIED
CLEAN, UNKNOWN, REPLACED = JobState.FAILED_CLEAN, JobState.UNKNOWN, JobState.REPLACED
LINKS = pytest.mark.parametrize("kind", ["pty", "tcp"])
PAPER_OUT = "The paper has run out. Staff are being called; your number stays valid."
SCREEN = "Your ticket cannot be printed. Your number is valid; please note or photograph it."
MAYBE = "Your ticket may have come out. If not, press the button below. Your number is valid either way."
TAKE = "Please take your ticket."
ALL = frozenset(Answer)


def stalled(rig: Rig, trouble: Trouble) -> bool:
    """Wait until the visitor's screen knows why it takes long."""
    return rig.eventually(lambda: any(progress.trouble is trouble for progress in rig.told))
