"""What may be on a disk when the power goes: a file and its journal after some steps of a recording.

What was written but not yet synced may have reached the disk wholly, not at all, in part, in any order, torn within a
page, or as garbage where the file grew; a new journal may not yet be in its folder; a deletion whose folder was not
synced may be undone.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.torture.recorder import Step

SECTOR = 512
Choose = Callable[[Sequence[Step]], list[Step]]


@dataclass(slots=True)
class Image:
    """What is found after the power came back. ``journal`` is None where there is none."""

    file: bytes
    journal: bytes | None


@dataclass(slots=True)
class Disk:
    """One file as the disk has it for sure, and what may or may not have reached it."""

    synced: bytearray | None = None
    pending: list[Step] = field(default_factory=list)
    undone: bytes | None = None  # what comes back if its deletion never reached the disk

    def apply(self, step: Step, *, deletions_last: bool) -> None:
        """One step further."""
        if step.what == "sync":
            self.synced = played(self.synced, self.pending)
            self.pending = []
            self.undone = None
        elif step.what == "delete":
            gone = played(self.synced, self.pending)
            self.undone = None if step.durable or deletions_last else bytes(gone)
            self.synced, self.pending = None, []
        else:
            self.pending.append(step)


def played(before: bytes | bytearray | None, steps: Sequence[Step]) -> bytearray:
    """The content after these writes and truncations."""
    content = bytearray(before or b"")
    for step in steps:
        if step.what == "truncate":
            del content[step.offset :]
            content.extend(bytes(max(0, step.offset - len(content))))
        else:
            content.extend(bytes(max(0, step.offset + len(step.content) - len(content))))
            content[step.offset : step.offset + len(step.content)] = step.content
    return content


def images(
    before: Image, steps: Sequence[Step], end: int, chance: random.Random, more: int, *, deletions_last: bool = False
) -> Iterator[Image]:
    """What may be found when the power goes after ``end`` steps: the extremes, and ``more`` random choices.

    ``deletions_last``: the disk is a server's that keeps what it was told to delete (what SMB and NFS promise).
    """
    file, journal = Disk(bytearray(before.file)), Disk(None if before.journal is None else bytearray(before.journal))
    for step in steps[:end]:
        if step.what != "mark":
            disk = journal if step.path.endswith("-journal") else file
            disk.apply(step, deletions_last=deletions_last)
    everything, nothing = list, lambda _steps: []
    lots: Choose = lambda some: _part(some, chance)  # noqa: E731
    pairs = [(one, other) for one in (everything, nothing) for other in (everything, nothing)]
    for choose_file, choose_journal in [*pairs, *[(lots, lots)] * more]:
        content = bytes(played(file.synced, choose_file(file.pending)))
        unnamed = journal.synced is None and (not journal.pending or choose_journal is nothing)
        yield Image(content, None if unnamed else bytes(played(journal.synced, choose_journal(journal.pending))))
    if journal.undone is not None:
        for choose_file in (everything, nothing, lots):
            yield Image(bytes(played(file.synced, choose_file(file.pending))), journal.undone)


def _part(steps: Sequence[Step], chance: random.Random) -> list[Step]:
    """Some of the writes, in another order than they were made, each perhaps torn at a sector or turned to garbage."""
    kept: list[Step] = []
    for step in steps:
        fate = chance.random()
        if step.what == "truncate" or fate < 0.4:
            kept.append(step)
        elif fate < 0.6 and len(step.content) > SECTOR:
            cut = chance.randrange(1, len(step.content) // SECTOR + 1) * SECTOR
            kept.append(Step("write", step.path, step.offset, step.content[:cut]))
        elif fate < 0.7 and step.path.endswith("-journal"):
            kept.append(Step("write", step.path, step.offset, chance.randbytes(len(step.content))))
    return kept
