"""``python -m tests.torture [NAME ...] [--short]``: the long tortures, one line each; exit 1 when anything broke.

Names: kill, power, outage, freeze, disk, clocks, crowd; all of them without a name.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture import disk, killing, outage, powercut

os.environ["ANTREAN_HINT"] = "loopback"
DURATIONS = (0.2, 3.0, 30.0, 120.0)


def _power(place: Path, short: bool) -> tuple[bool, str]:
    opened, wrong = powercut.check(place, 1 if short else 4, 1 if short else 6)
    return not wrong, f"{opened} disks after a power cut opened; wrong: {wrong[:5] or 'nothing'}"


def _outage(place: Path, short: bool) -> tuple[bool, str]:
    (place / "count").mkdir()
    steps = outage.steps_of_an_act(place / "count")
    wrong: list[str] = []
    tried = 0
    for seconds in DURATIONS[: 1 if short else None]:
        every = 5 if short else 1 if seconds < 1 else steps // 8 if seconds < 10 else steps // 2
        for step in range(0, steps, every):
            folder = place / f"{seconds}-{step}"
            folder.mkdir()
            wrong += outage.outage(folder, step, seconds)
            tried += 1
    return not wrong, f"{tried} outages at {steps} steps; wrong: {wrong[:5] or 'nothing'}"


def _freeze(place: Path, short: bool) -> tuple[bool, str]:
    found, said = killing.freeze(place, 8 if short else 60)
    return found.sound() and said == "slow", f"the frozen one woke and heard {said!r}; {found}"


def _disk(place: Path, short: bool) -> tuple[bool, str]:
    del short
    if os.geteuid() != 0:
        return True, "SKIPPED: mounting a small disk needs root"
    told, sound = [], True
    for torture in (disk.full, disk.read_only, disk.permission):
        kind, found = torture(place / torture.__name__)
        told.append(f"{torture.__name__}: {kind}, {found}")
        sound = sound and found.sound()
    return sound, "; ".join(told)


def _found(found: object) -> tuple[bool, str]:
    return found.sound(), str(found)  # type: ignore[attr-defined]


TORTURES: dict[str, Callable[[Path, bool], tuple[bool, str]]] = {
    "kill": lambda place, short: _found(killing.kill(place, 50 if short else 1000)),
    "power": _power,
    "outage": _outage,
    "freeze": _freeze,
    "disk": _disk,
    "clocks": lambda place, short: _found(killing.crowd(place, 6, 5 if short else 60, 3.5)),
    "crowd": lambda place, short: _found(killing.crowd(place, 8 if short else 40, 10 if short else 600, linear=short)),
}


def main() -> int:
    """Run what is named; how many broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TORTURES))
    parser.add_argument("--short", action="store_true", help="seconds in place of minutes")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    broken = 0
    for name in given.names or TORTURES:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"torture-{name}-") as place:
            sound, told = TORTURES[name](Path(place), given.short)
        broken += not sound
        print(f"{'ok    ' if sound else 'BROKEN'} {name} ({time.monotonic() - begun:.0f} s): {told}", flush=True)  # noqa: T201
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
