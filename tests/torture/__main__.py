"""``python -m tests.torture [NAME ...] [--short] [--every N] [--seed N]``: the long tortures; exit 1 if anything broke.

Names: kill, power, outage, freeze, disk, clocks, crowd, server; all of them without a name. Each line tells what was
tried and what was found; the last one sums up. The same seed repeats the same random choices (not the same instants:
those are the machine's). ``--every 3`` is a third of each: every third step, a third of the random ones, of the time.
"""

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.torture import chores, crowd, disk, freezing, killing, outage, powercut, server
from tests.torture.judge import Findings

os.environ["ANTREAN_HINT"] = "loopback"
MEMORY = Path("/dev/shm")  # syncing costs nothing there
MEMORY_BYTES = 1 << 30
CASE_BYTES = 40 << 20
"""What a case that mostly sleeps may take of this machine's memory."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says."""

    short: bool
    every: int
    seed: int
    at_once: int


Torture = Callable[[Path, Given], Findings]


def _kill(place: Path, given: Given) -> Findings:
    return killing.kill(place, 50 if given.short else 1000 // given.every, given.seed)


def _kill_steps(place: Path, given: Given) -> Findings:
    return killing.kill_at_steps(place, 9 if given.short else given.every)


def _kill_kiosks(place: Path, given: Given) -> Findings:
    return killing.kill_kiosks(place, 6 if given.short else 60 // given.every, given.seed)


def _kill_chores(place: Path, given: Given) -> Findings:
    return chores.kill_chores(place, 5 if given.short else 60 // given.every, given.seed)


def _power(place: Path, given: Given) -> Findings:
    if given.short:
        return powercut.powercuts(place, 1, 1, 6, 0.1, given.seed)
    return powercut.powercuts(place, 2, 4, given.every, 0.15, given.seed)


def _outage(place: Path, given: Given) -> Findings:
    if given.short:
        return outage.outages(place, (0.2,), 17, 16, given.seed)
    return outage.outages(place, every=given.every, at_once=given.at_once, seed=given.seed)


def _freeze(place: Path, given: Given) -> Findings:
    found, said = freezing.freeze(place, 8 if given.short else max(20, 60 // given.every))
    found.broken += [] if said == "slow" else [f"the frozen one woke and was told {said}"]
    return found


def _freeze_steps(place: Path, given: Given) -> Findings:
    if given.short:
        return freezing.freeze_at_steps(place, 1.2, 0.5, 9, 16)
    return freezing.freeze_at_steps(place, 60, every=given.every, at_once=given.at_once)


def _root(torture: Torture) -> Torture:
    """Mounting a small disk and becoming another user need root."""

    def run(place: Path, given: Given) -> Findings:
        if os.geteuid() != 0:
            return Findings(skipped="it needs root, to mount a small disk and to become another user")
        try:
            return torture(place, given)
        except PermissionError as error:
            return Findings(skipped=f"no small disk can be mounted here: {error}")

    return run


def _refused(place: Path, given: Given) -> Findings:
    return disk.refused_at_steps(place, 11 if given.short else given.every)


def _clocks(place: Path, given: Given) -> Findings:
    return crowd.clocks(place, 6, 5 if given.short else 60 // given.every, seed=given.seed)


def _crowd(place: Path, given: Given) -> Findings:
    return crowd.crowd(place, 8 if given.short else 40, 10 if given.short else 600 // given.every, given.seed)


def _server_killed(place: Path, given: Given) -> Findings:
    return server.killed(place, 10 if given.short else 300 // given.every, given.seed)


def _server_stopped(place: Path, given: Given) -> Findings:
    return server.stopped(place, 3 if given.short else 60 // given.every, given.seed)


TORTURES: dict[str, dict[str, tuple[Torture, bool]]] = {
    "kill": {
        "kill -9 at random instants": (_kill, False),
        "kill -9 at every system call": (_kill_steps, True),
        "kill -9 of kiosks with their spools": (_kill_kiosks, False),
        "kill -9 of PCs in the hall's chores": (_kill_chores, False),
    },
    "power": {"power cuts at every write and sync": (_power, True)},
    "outage": {"share gone at every step": (_outage, True)},
    "freeze": {
        "frozen in a transaction, locks kept": (_freeze, False),
        "frozen at every system call, locks lost": (_freeze_steps, True),
    },
    "disk": {
        "disk full": (_root(lambda place, _: disk.full(place)), False),
        "kiosk's own disk full": (_root(lambda place, _: disk.full_spool(place)), False),
        "disk read-only": (_root(lambda place, _: disk.read_only(place)), False),
        "permission taken": (_root(lambda place, _: disk.permission(place)), False),
        "disk refuses at every step": (_refused, True),
    },
    "clocks": {"clocks jumping by hours, over midnight": (_clocks, False)},
    "crowd": {"a crowd": (_crowd, False)},
    "server": {
        "server: kill -9 of clients": (_server_killed, False),
        "server: stopped at once": (_server_stopped, False),
        "server: cut off at every message": (lambda p, g: server.cut_at_steps(p, 7 if g.short else g.every), False),
        "server: failing over to a standby": (lambda p, g: server.failed_over(p, g.seed), False),
    },
}
"""Each with whether it is about many small files, which are quicker in memory."""


def _run(title: str, torture: Torture, in_memory: bool, given: Given) -> Findings:
    begun = time.monotonic()
    roomy = in_memory and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_BYTES
    with tempfile.TemporaryDirectory(prefix="torture-", dir=MEMORY if roomy else None) as place:
        freezing.at_pc(Path(place), "locks")  # halls are made by the thousand: nothing of them stays in /run/lock
        try:
            found = torture(Path(place), given)
        except Exception as error:  # noqa: BLE001 - the others are still to be run
            found = Findings(broken=[f"the torture itself ended with {error!r}"])
    word = "SKIPPED" if found.skipped else "ok" if found.sound() else "BROKEN"
    _say(f"{word:8}{title} ({time.monotonic() - begun:.0f} s): {found}")
    return found


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def main() -> int:
    """Run what is named; 1 when anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TORTURES))
    parser.add_argument("--short", action="store_true", help="seconds in place of minutes")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="an Nth part of each (1: all)")
    parser.add_argument("--seed", type=int, default=1, help="for the random choices (1)")
    sleepers = max(16, min(96, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2 // CASE_BYTES))
    parser.add_argument("--at-once", type=int, default=sleepers, help=f"cases that mostly sleep, at once ({sleepers})")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in TORTURES]
    if unknown:
        parser.error(f"no torture is called {', '.join(unknown)}; there are {', '.join(TORTURES)}")
    given = Given(options.short, max(1, options.every), options.seed, options.at_once)
    logging.disable(logging.CRITICAL)
    begun, total, broken, skipped = time.monotonic(), Findings(), 0, 0
    for name in options.names or TORTURES:
        for title, (torture, in_memory) in TORTURES[name].items():
            found = _run(title, torture, in_memory, given)
            broken, skipped = broken + (not found.sound()), skipped + bool(found.skipped)
            found.counted.clear()
            found.told.clear()
            total.add(found)
    verdict = str(total).splitlines()[0]
    _say(f"{verdict}; {broken} broken, {skipped} skipped; seed {given.seed}; {time.monotonic() - begun:.0f} s in all")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
