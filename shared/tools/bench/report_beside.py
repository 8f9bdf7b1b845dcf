"""Does a year's report hold up the officers? "next" with a report being made by another process, and without one.

Stretches take turns, so that whatever else the machine does weighs on all: beside a report of this hall; alone, as
long; and beside a report of another hall with the same history, which shares this PC's cores and disk with the presses
but not their file. In a hall the report is made on a PC of its own: what it costs the officers is the first against the
third.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.store import acts
from shared.store.record.transaction import new_request
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance.backup import backup
from shared.tools.bench.long_history import grow
from shared.tools.bench.percentiles import spread
from shared.tools.bench.single_acts import COUNTER, SERVICE, Moving, halls, must

_PAUSE_SECONDS = 0.02  # between two presses: about thirty a second, more than a hall of 150 counters


@dataclass(frozen=True, slots=True)
class Took:
    """What one report cost: seconds on the clock, and seconds of one core."""

    wall: float
    core: float


def bench(tickets: int, stretches: int, folder: Path | None = None, kept: Path | None = None) -> dict[str, Any]:
    """Milliseconds of "next" beside a report, alone and beside another hall's report; how long the first kind took.

    ``p99_ratio`` is the first against the second, ``p99_of_the_file`` the first against the third, ``p99_noise`` how
    far the stretches without a report differ among themselves: what is nearer to 1 than that says nothing.

    The trial hall is made anew, or copied from ``kept``, where it is left the first time.
    """
    with halls(1, folder) as (hall,), tempfile.TemporaryDirectory(prefix="antrean-report-") as place:
        history(hall, tickets, kept)
        other = hall.parent / "other"
        shutil.copytree(hall, other)
        clock = Moving()
        beside, elsewhere = list[float](), list[float]()
        alone: tuple[list[float], list[float]] = ([], [])  # every second stretch each: how much does the machine differ
        reports: list[Took] = []
        with HallFile.open(hall, device="bench", clock=clock) as file:
            presses = _Presses(file, clock)
            for number in range(stretches):
                begun = time.monotonic()
                with _report(hall, Path(place), reports) as running:
                    beside += presses.until(lambda running=running: not running())
                ends = 2 * time.monotonic() - begun
                alone[number % 2].extend(presses.until(lambda ends=ends: time.monotonic() >= ends))
                with _report(other, Path(place), []) as running:
                    elsewhere += presses.until(lambda running=running: not running())
    without, busy, neighbour = spread([*alone[0], *alone[1]]), spread(beside), spread(elsewhere)
    return {
        "alone_ms": without,
        "beside_ms": busy,
        "elsewhere_ms": neighbour,
        "p99_ratio": _ratio(without, busy),
        "p99_of_the_file": _ratio(neighbour, busy),
        "p99_noise": _ratio(*sorted(map(spread, alone), key=lambda half: half["p99"] or 0)),
        "reports": len(reports),
        "report_seconds": _middle([one.wall for one in reports]),
        "report_cpu_seconds": _middle([one.core for one in reports]),
    }


def _ratio(before: Mapping[str, float | None], after: Mapping[str, float | None]) -> float | None:
    first, then = before["p99"], after["p99"]
    return round(then / first, 2) if first and then else None


def _middle(seconds: list[float]) -> float | None:
    return round(sorted(seconds)[len(seconds) // 2], 1) if seconds else None


def history(hall: Path, tickets: int, kept: Path | None) -> None:
    """The trial hall's history and a backup of it, made on a day that has begun, as in every hall that is at work."""
    if kept is not None and (kept / "hall.db").exists():
        shutil.copytree(kept, hall, dirs_exist_ok=True)
        return
    grow(hall, tickets)
    clock = Moving()
    with HallFile.open(hall, device="bench", clock=clock) as file:
        _Presses(file, clock).press()
        backup(file)
    if kept is not None:
        shutil.copytree(hall, kept, dirs_exist_ok=True)


class _Presses:
    """Presses of "next", one after the other, each with its own request."""

    def __init__(self, file: HallFile, clock: Moving) -> None:
        self._file, self._clock, self._own, self._number = file, clock, new_request(), 0

    def until(self, over: Callable[[], bool]) -> list[float]:
        """Milliseconds of each, until it is over."""
        took: list[float] = []
        while not over():
            took.append(self.press())
            time.sleep(_PAUSE_SECONDS)
        return took

    def press(self) -> float:
        """The milliseconds of one."""
        self._clock.at += 1000
        self._number += 1
        must(acts.issue(self._file, f"{self._own}-issue-{self._number}", acts.Order((SERVICE,))))
        begun = time.perf_counter()
        must(
            acts.call_next(self._file, f"{self._own}-next-{self._number}", COUNTER, "bench", ended=acts.VisitEnd.FINISH)
        )
        return (time.perf_counter() - begun) * 1000


@contextlib.contextmanager
def _report(hall: Path, place: Path, took: list[Took]) -> Generator[Callable[[], bool]]:
    """A year's report as PDF and workbook, begun now; answers whether it is still being made, and waits for it."""
    files = ("--pdf", str(place / "year.pdf"), "--xlsx", str(place / "year.xlsx"))
    command = [sys.executable, "-m", "shared.cli", "report", "year", "2026", "--hall", str(hall), *files]
    cpu, begun = os.times(), time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield lambda: process.poll() is None
        if process.wait() == 0:
            after = os.times()
            core = after.children_user + after.children_system - cpu.children_user - cpu.children_system
            took.append(Took(time.monotonic() - begun, core))
