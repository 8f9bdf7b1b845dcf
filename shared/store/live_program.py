"""A program in the hall, as the others see it: its heartbeat, and whether its lock is seen from here."""

import shutil
import socket
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from shared.domain.words import Instant

BEAT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class LiveProgram:
    """A program with a heartbeat. ``locked``: it holds its lock, so it lives and its locks are seen from here.

    ``version`` is the Antrean that it runs, ``free_mb`` what its PC's own disk has left; an older program says neither.
    """

    slot: int
    device: str
    pc: str
    pid: int
    beat: int
    at: Instant
    skew_ms: int | None  # its clock minus the share's, as it measured
    locked: bool
    version: str = ""
    free_mb: int | None = None


def printable(value: object) -> str:
    """A name as a program wrote it, or from damaged data, made safe for a slot, a screen and a log."""
    return "".join(c for c in value if c.isprintable())[:40] if isinstance(value, str) else "?"


def this_pc() -> str:
    """This PC's name, as in its programs' heartbeats."""
    return printable(socket.gethostname())


def this_version() -> str:
    """The Antrean that runs here."""
    try:
        return metadata.version("antrean")
    except metadata.PackageNotFoundError:  # run from a folder that was never installed
        return ""


def free_mb(folder: Path) -> int | None:
    """What is left where a folder is; None where that cannot be asked."""
    try:
        return shutil.disk_usage(folder).free >> 20
    except OSError:
        return None


def suspects(before: tuple[LiveProgram, ...], after: tuple[LiveProgram, ...]) -> bool:
    """Whether a heartbeat is new or moved with a free lock: its program just ended, or its lock has no effect."""
    known = {(one.slot, one.device, one.pc, one.pid, one.beat) for one in before}
    return any(not one.locked and (one.slot, one.device, one.pc, one.pid, one.beat) not in known for one in after)


def deaf(before: tuple[LiveProgram, ...], after: tuple[LiveProgram, ...]) -> tuple[LiveProgram, ...]:
    """The programs whose heartbeat moved although their lock is free: their locks do not reach the server."""
    known = {(one.slot, one.device, one.pc, one.pid): one for one in before}
    found: list[LiveProgram] = []
    for one in after:
        earlier = known.get((one.slot, one.device, one.pc, one.pid))
        if earlier is not None and one.beat > earlier.beat and not one.locked and not earlier.locked:
            found.append(one)
    return tuple(found)
