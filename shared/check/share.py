"""The share itself: its mount, the wait for the hall's lock, free space, clocks, running programs, canary."""

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from shared.check import served
from shared.check.item import Item, good, of_finding, refuse, warn
from shared.store.engine import Engine
from shared.store.live_program import LiveProgram, deaf
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.share import mounts_linux, trust
from shared.store.sqlite.share.mount import ShareKind
from shared.store.sqlite.share.share_clock import skew_ms

SKEW_WARN_MS, SKEW_BAD_MS = 2_000, 60_000
ROOM_WARN, ROOM_BAD = 500_000_000, 20_000_000


def mount(folder: Path) -> Iterator[Item]:
    """File system and options, and what was measured about such a mount."""
    found = mounts_linux.mount_of(folder)
    told = {"file_system": found.file_system, "point": found.point, "source": found.source}
    for finding in trust.findings(found, folder):
        yield of_finding(finding, options=found.option_line, **told)
    if found.kind is ShareKind.LOCAL:
        yield from served.by_this_pc(folder)
    yield from served.by_nfs_server(found)


class _EnoughError(Exception):
    """Ends a write transaction without writing."""


def lock_wait(file: HallFile, tries: int = 10) -> Item:
    """How long the wait for the right to write in the hall's file is. Nothing is written: it is undone each time.

    READ_ONLY if this PC has no such right; SQLite lets a transaction begin all the same.
    """
    times: list[float] = []
    for _ in range(tries):
        begun = time.perf_counter()
        with contextlib.suppress(_EnoughError), file.writing() as db:
            times.append((time.perf_counter() - begun) * 1000)
            if len(times) == 1:
                db.execute("UPDATE pulse SET history = history")
            raise _EnoughError
    times.sort()
    middle, worst = times[len(times) // 2], times[-1]
    sentence = f"The wait for the right to write in the hall's file is {middle:.1f} ms, at worst {worst:.0f} ms."
    numbers = {"p50_ms": round(middle, 2), "max_ms": round(worst, 2)}
    if worst > 1000:
        return warn(
            "lock_wait", sentence, "A program holds the file for long: run `antrean check` on the others.", **numbers
        )
    return good("lock_wait", sentence, **numbers)


def poll_speed(file: HallFile, tries: int = 20) -> Item:
    """How long the question "did anything change?" takes."""
    begun = time.perf_counter()
    for _ in range(tries):
        file.change_counter()
    each = (time.perf_counter() - begun) / tries * 1000
    return good("poll", f'Asking "did anything change?" takes {each:.2f} ms and no lock.', ms=round(each, 3))


def room(folder: Path) -> Item:
    """Free space on the share."""
    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:.1f} GB" if free >= 1e9 else f"{free / 1e6:.0f} MB"
    sentence = f"{told} are free on the share."
    if free < ROOM_BAD:
        return refuse("room", sentence, "Free some space before the hall opens.", free_bytes=free)
    if free < ROOM_WARN:
        return warn("room", sentence, "Free some space soon: backups need some, too.", free_bytes=free)
    return good("room", sentence, free_bytes=free)


def clocks(folder: Path, seen: tuple[LiveProgram, ...] = ()) -> Iterator[Item]:
    """This PC's clock against the share's own, and those of the other PCs as they measured them."""
    yield _skew("clock", "This PC's clock", skew_ms(folder))
    told: set[str] = set()
    for one in seen:
        if one.locked and one.skew_ms is not None and abs(one.skew_ms) > SKEW_WARN_MS and one.pc not in told:
            told.add(one.pc)
            yield _skew("clock_of_peer", f"The clock of {one.pc}", one.skew_ms)


def _skew(key: str, whose: str, skew: int) -> Item:
    if abs(skew) <= SKEW_WARN_MS:
        return good(key, f"{whose} agrees with the share's.", skew_ms=skew)
    way = "ahead of" if skew > 0 else "behind"
    sentence = f"{whose} is {abs(skew) / 1000:.0f} s {way} the share's."
    remedy = "Switch on time synchronisation (timedatectl set-ntp true) on that PC and on the server."
    return (refuse if abs(skew) > SKEW_BAD_MS else warn)(key, sentence, remedy, skew_ms=skew)


def canary(file: Engine, wait_seconds: float, seen: list[LiveProgram]) -> Iterator[Item]:
    """Read the heartbeats twice: who is there (``seen``), and whose lock does not reach the server."""
    presence = file.heartbeat()
    try:
        before = presence.programs()
        if any(one.beat for one in before) and wait_seconds:
            time.sleep(wait_seconds)
        seen += presence.programs()
    finally:
        presence.leave()
    lonely = deaf(before, tuple(seen))
    if lonely:
        who = ", ".join(f"{one.device} on {one.pc}" for one in lonely)
        remedy = "Run `antrean check` on that PC, too: no mount may use nobrl, nolock or local_lock."
        yield refuse("canary", f"The locks of {who} do not reach the server.", remedy, lonely=len(lonely))
        return
    living = sum(one.locked for one in seen)
    ended = len(seen) - living
    sentence = (
        f"Other programs in the hall: {living}; their locks are seen from here."
        if living
        else ("No other program is in the hall now, so their locks could not be tried from here.")
    )
    if ended:
        sentence += f" {ended} ended without signing off (switched off, or their power was cut)."
    yield good("canary", sentence, programs=living, ended=ended)
