"""``python -m bench.counter_latency``: the officer's bar on a hall with its counters alive, from key to painted answer.

The counter program runs in a process of its own, without a screen, on a fresh hall on this PC's disk. Real key events;
an answer counts as painted when the bar has drawn the number (or the mark of the act) that the file answered with.
"""

import argparse
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.kiosk_latency import HERE, crowd
from shared import samples
from shared.clock import HallClock
from shared.domain.hall_data.hall import DayHours, Hall, Weekday
from shared.domain.words import TimeOfDay
from shared.store import acts
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.tools.bench.percentiles import spread
from shared.tools.bench.whole_hall import without_quotas

COUNTER = "1"
KEYS = {"F1": "F1, call next", "F3": "F3, start serving", "F4": "F4, finish"}


def busy_hall() -> Hall:
    """The sample hall of 48 counters, open at any hour, that asks nobody about a quick finish."""
    hall = without_quotas(samples.load("sungai-rindang"))
    always = dict.fromkeys(Weekday, DayHours(TimeOfDay(0), TimeOfDay(24 * 60)))
    calls = dataclasses.replace(hall.rules.calls, soonest_finish_seconds=0)
    rules = dataclasses.replace(hall.rules, calls=calls)
    return dataclasses.replace(hall, week=always, season={}, holiday={}, rules=rules, outcome={})


def measure(presses: int, counters: int, idle_seconds: float) -> dict[str, Any]:
    """The figures."""
    hall = busy_hall()
    service = hall.services_of(COUNTER)[0]
    with tempfile.TemporaryDirectory(prefix="antrean-bench-") as place:
        folder = Path(place) / "hall"
        create.create(folder, hall, HallClock())
        file = HallFile.open(folder, device="bench", clock=HallClock())
        try:
            for number in range(presses + 1):
                acts.issue(file, f"issue-{number}", acts.Order((service,)))
        finally:
            file.close()
        # the counters beside it, and not this one
        with crowd(folder, counters, first=2):
            environment = {**os.environ, "ANTREAN_LOCAL": f"{place}/local", "QT_QPA_PLATFORM": "offscreen"}
            asked = [sys.executable, "-m", "bench.counter_probe", str(folder), str(presses), str(idle_seconds)]
            done = subprocess.run(asked, env=environment, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
            told = json.loads(done.stdout.splitlines()[-1])
    return {
        "painted_ms": {key: spread(times) for key, times in told["painted_ms"].items()},
        "idle_cpu_percent": round(told["idle_cpu_percent"], 3),
        "presses": sum(map(len, told["painted_ms"].values())),
        "counters": counters,
    }


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.counter_latency", description=__doc__)
    parser.add_argument("--presses", type=int, default=100, help="rounds of call, start, finish")
    parser.add_argument("--counters", type=int, default=47, help="further counters alive")
    parser.add_argument("--idle-seconds", type=float, default=30.0)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.presses, asked.counters, asked.idle_seconds), indent=2))


if __name__ == "__main__":
    main()
