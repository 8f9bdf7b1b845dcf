"""Does a year's report hold up the officers? "next" with a report being made by another process, and without one.

Stretches with and without a report take turns, so that whatever else the machine does weighs on both.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

from shared.store import acts
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance.backup import backup
from shared.tools.bench.long_history import grow
from shared.tools.bench.percentiles import spread
from shared.tools.bench.single_acts import COUNTER, SERVICE, Moving, halls, must

_STRETCH_SECONDS = 4.0
_PAUSE_SECONDS = 0.03  # between two presses: about thirty a second, more than a hall of 150 counters


def bench(tickets: int, stretches: int, folder: Path | None = None) -> dict[str, Any]:
    """Milliseconds of "next" beside a report and alone, how many reports were made, and how long one took."""
    with halls(1, folder) as (hall,), tempfile.TemporaryDirectory(prefix="antrean-report-") as place:
        grow(hall, tickets)
        clock = Moving()
        told: dict[bool, list[float]] = {True: [], False: []}
        reports: list[float] = []
        with HallFile.open(hall, device="bench", clock=clock) as file:
            backup(file)
            number = 0
            for stretch in range(2 * stretches):
                beside = stretch % 2 == 1
                with _reports(hall, Path(place), reports) if beside else contextlib.nullcontext():
                    ends = time.monotonic() + _STRETCH_SECONDS
                    while time.monotonic() < ends:
                        number += 1
                        told[beside].append(_press(file, clock, number))
                        time.sleep(_PAUSE_SECONDS)
    alone, busy = spread(told[False]), spread(told[True])
    before, after = alone["p99"], busy["p99"]
    return {
        "alone_ms": alone,
        "beside_ms": busy,
        "p99_ratio": round(after / before, 2) if before and after else None,
        "reports": len(reports),
        "report_cpu_seconds": round(min(reports), 1) if reports else None,
    }


def _press(file: HallFile, clock: Moving, number: int) -> float:
    clock.at += 1000
    must(acts.issue(file, f"issue-{number}", acts.Order((SERVICE,))))
    begun = time.perf_counter()
    must(acts.call_next(file, f"next-{number}", COUNTER, "bench", ended=acts.VisitEnd.FINISH))
    return (time.perf_counter() - begun) * 1000


@contextlib.contextmanager
def _reports(hall: Path, place: Path, took: list[float]) -> Generator[None]:
    """A year's report as PDF, begun now; at the end of the block it is waited for."""
    command = [sys.executable, "-m", "shared.cli", "report", "year", "2026", "--hall", str(hall)]
    begun = os.times()
    with subprocess.Popen(
        [*command, "--pdf", str(place / "year.pdf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        yield
        if process.wait() == 0:
            ended = os.times()
            took.append(ended.children_user + ended.children_system - begun.children_user - begun.children_system)
