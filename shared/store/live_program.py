"""A program that runs in the hall, as the others see it: its mark, and whether its lock is seen from here."""

import socket
from dataclasses import dataclass

from shared.domain.words import Instant

BEAT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class LiveProgram:
    """A program that left its mark. ``locked``: it holds its lock, so it lives and its locks are seen from here."""

    slot: int
    device: str
    pc: str
    pid: int
    beat: int
    at: Instant
    skew_ms: int | None  # its clock minus the share's, as it measured
    locked: bool


def printable(value: object) -> str:
    """A name as a program wrote it, or as rubbish has it: fit for a slot, a screen and a log."""
    return "".join(c for c in value if c.isprintable())[:40] if isinstance(value, str) else "?"


def this_pc() -> str:
    """This PC's name, as it stands in its programs' marks."""
    return printable(socket.gethostname())


def suspects(before: tuple[LiveProgram, ...], after: tuple[LiveProgram, ...]) -> bool:
    """Whether a mark is new or moved although nobody holds its lock: a program that just ended, or a deaf one."""
    known = {(one.slot, one.device, one.pc, one.pid, one.beat) for one in before}
    return any(not one.locked and (one.slot, one.device, one.pc, one.pid, one.beat) not in known for one in after)


def deaf(before: tuple[LiveProgram, ...], after: tuple[LiveProgram, ...]) -> tuple[LiveProgram, ...]:
    """The programs whose mark moved between two looks although nobody holds their lock: their locks stay with them."""
    known = {(one.slot, one.device, one.pc, one.pid): one for one in before}
    found: list[LiveProgram] = []
    for one in after:
        earlier = known.get((one.slot, one.device, one.pc, one.pid))
        if earlier is not None and one.beat > earlier.beat and not one.locked and not earlier.locked:
            found.append(one)
    return tuple(found)
