"""Faults of the environment and of usage: each with a plain sentence and a remedy.

Bugs are other exceptions. Refusals of the hall are no exceptions at all (``shared.domain.answers.Refused``).
"""

import errno
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is wrong with the file or the share, and so what a program does about it."""

    BUSY = "busy"  # others hold it: try again, the deadline decides
    SLOW = "slow"  # it answers, but late
    HELD = "held"  # another program has locked it: wait until it is released
    GONE = "gone"  # the share does not answer: go on without it, open it again later
    FULL = "full"
    READ_ONLY = "read_only"
    CORRUPT = "corrupt"
    NEWER_SCHEMA = "newer_schema"
    NO_HALL = "no_hall"  # the folder or its hall.db is not there
    WRONG_HALL = "wrong_hall"  # another hall's file, or the file was swapped under us
    UNSAFE_SHARE = "unsafe_share"  # locks that cannot be trusted
    CLOCK = "clock"  # this PC and the share do not agree on the day
    SKEW = "skew"  # this PC's clock is minutes or hours off: the share's time is used
    PRETENDED = "pretended"  # a pretended clock in a real hall
    DEVICE = "device"  # a printer, a sound device, a port
    BUG = "bug"


def kind_of_write(error: OSError) -> Kind:
    """What keeps a file of ours from being written: no room, or no right to."""
    return Kind.FULL if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else Kind.READ_ONLY


class Fault(Exception):  # noqa: N818 - a fault is not a refusal; the glossary's word
    """Something outside this program is wrong. ``sentence`` says what, ``remedy`` what to do."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(f"{sentence} {remedy}".strip())
        self.sentence = sentence
        self.remedy = remedy


class UsageFault(Fault):
    """The command, a code or a file's content is wrong (exit 2). ``nearest`` are codes that look alike."""

    def __init__(self, sentence: str, remedy: str = "", nearest: tuple[str, ...] = ()) -> None:
        super().__init__(sentence, remedy)
        self.nearest = nearest

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a fault can be sent from one process to another."""
        return type(self), (self.sentence, self.remedy, self.nearest)


class EnvironmentFault(Fault):
    """The share, the disk, a device (exit 3)."""

    def __init__(self, kind: Kind, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence, remedy)
        self.kind = kind

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a fault can be sent from one process to another."""
        return type(self), (self.kind, self.sentence, self.remedy)
