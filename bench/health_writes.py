"""``python -m bench.health_writes``: an hour of a hall of 150 counters; how many of the file's writes tell of health.

Each act is a real act, each report what the programs write by their own constants: heartbeats and reports beside the
hall's database, the displays' account of calls in it. What is counted are write transactions, by the change counter in
the file's own head. The clock is moved, not waited for.
"""

import argparse
import dataclasses
import json
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.counter_latency import busy_hall
from display.voice_part import BATCH_SECONDS
from shared.domain.answers import Called
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.store import acts
from shared.store.acts.call_reports import CallReport, keep_call_reports
from shared.store.health_report import HealthReport
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.share.heartbeats import FileHeartbeat
from shared.tools.bench.whole_hall import CALLS_A_MINUTE, TICKETS_A_MINUTE

MORNING = Instant(1_795_395_600_000)
_CHANGE_COUNTER = 24


class Moved:
    """The time of the hour that is played."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> Instant:
        """The moment that it is."""
        return self.now


def hall_of(counters: int, displays: int, kiosks: int) -> Hall:
    """The sample hall, with so many devices that each do what the sample's do."""
    hall = busy_hall()
    windows, screens, takers = list(hall.counter.values()), list(hall.display.values()), list(hall.kiosk.values())
    takers = [dataclasses.replace(kiosk, printers=()) for kiosk in takers]
    return dataclasses.replace(
        hall,
        counter={str(n + 1): dataclasses.replace(windows[n % len(windows)]) for n in range(counters)},
        display={f"D{n + 1}": screens[n % len(screens)] for n in range(displays)},
        kiosk={f"K{n + 1}": takers[n % len(takers)] for n in range(kiosks)},
        printer={},
    )  # fmt: skip


class Writes:
    """How often the hall's database was written, apart for each reason."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.of: dict[str, int] = {}

    def counted(self, reason: str, act: Callable[[], object]) -> Any:
        """Do it and count the transactions that it made."""
        before = self._counter()
        done = act()
        self.of[reason] = self.of.get(reason, 0) + self._counter() - before
        return done

    def _counter(self) -> int:
        with self._path.open("rb") as file:
            file.seek(_CHANGE_COUNTER)
            return int(struct.unpack(">I", file.read(4))[0])


class Devices:
    """Every program of the hall as the others see it: its heartbeat and, of a display, its report."""

    def __init__(self, folder: Path, hall: Hall, clock: Moved) -> None:
        self._clock, self._displays, self._beat = clock, tuple(hall.display), 0
        names = (*hall.counter, *hall.display, *hall.kiosk)
        self._beats = [FileHeartbeat(folder, device=device, clock=clock) for device in names]
        for beat in self._beats:
            beat.enter()

    def tell(self, file: HallFile) -> None:
        """All of them once."""
        self._beat += 1
        for beat in self._beats:
            beat.beat()
        for device in self._displays:
            file.report(HealthReport(device, "display", "pc", 1, self._beat, self._clock()))

    def leave(self) -> None:
        """The programs end."""
        for beat in self._beats:
            beat.leave()


def measure(minutes: int, counters: int, displays: int, kiosks: int) -> dict[str, Any]:
    """The figures."""
    clock = Moved()
    with tempfile.TemporaryDirectory(prefix="antrean-bench-") as place:
        folder = Path(place) / "hall"
        hall = hall_of(counters, displays, kiosks)
        create.create(folder, hall, clock)
        writes = Writes(folder / "hall.db")
        with HallFile.open(folder, device="bench", clock=clock) as file:
            devices = Devices(folder, hall, clock)
            _play(file, hall, clock, writes, devices, minutes)
            devices.leave()
    told = writes.of["heartbeats and reports"] + writes.of["calls on displays"]
    sizes = {"counters": counters, "displays": displays, "kiosks": kiosks, "minutes": minutes}
    return {**sizes, "writes": writes.of, "percent": round(100 * told / sum(writes.of.values()), 2)}


def _play(file: HallFile, hall: Hall, clock: Moved, writes: Writes, devices: Devices, minutes: int) -> None:
    """One minute after the other: numbers, calls, heartbeats; and each display its batch when that is due."""
    counters, open_calls, done = list(hall.counter), list[CallReport](), 0
    for minute in range(minutes):
        for number in range(int(TICKETS_A_MINUTE)):
            counter = counters[done % len(counters)]
            order = acts.Order((hall.services_of(counter)[0],))
            request = f"{minute} {number}"
            writes.counted("numbers", lambda order=order, request=request: acts.issue(file, f"i {request}", order))
            if number < CALLS_A_MINUTE:
                done += 1
                called = writes.counted(
                    "calls", lambda request=request, counter=counter: acts.call_next(file, f"c {request}", counter)
                )
                if isinstance(called, Called):
                    open_calls.append(CallReport(called.call, clock(), clock(), 100, 1000))
        writes.counted("heartbeats and reports", lambda: devices.tell(file))
        clock.now = Instant(clock.now + 60_000)
        if (minute + 1) * 60 % BATCH_SECONDS == 0:
            for device in hall.display:
                writes.counted("calls on displays", lambda device=device: keep_call_reports(file, device, open_calls))
            open_calls.clear()


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.health_writes", description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--counters", type=int, default=150)
    parser.add_argument("--displays", type=int, default=20)
    parser.add_argument("--kiosks", type=int, default=5)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.minutes, asked.counters, asked.displays, asked.kiosks), indent=2))


if __name__ == "__main__":
    main()
