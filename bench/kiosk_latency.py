"""``python -m bench.kiosk_latency``: the real kiosk on a hall with its counters alive, timed from finger to paint.

The kiosk program runs in a process of its own, without a screen by Qt's software renderer, on a fresh hall with an
emulated printer on 127.0.0.1. Real touch events; a number counts as painted when the frame that has it is swapped.
The counters are programs that follow the hall's file; on this one machine they run at a lower priority.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import psutil

from printers.emulator.server import EmulatedPrinter
from shared import samples
from shared.clock import HallClock
from shared.domain.hall_data.hall import DayHours, Kiosk, Printer, Weekday
from shared.domain.words import TimeOfDay
from shared.store.sqlite import create
from shared.tools.bench.client import ClientOrder
from shared.tools.bench.percentiles import spread
from shared.tools.bench.whole_hall import hear, start_clients, tell, without_quotas

HERE = Path(__file__).parents[1]
CROWD_NICE = 10 if os.name == "posix" else psutil.BELOW_NORMAL_PRIORITY_CLASS
JOB_BYTES = 200
"""A printer's question is shorter, every ticket longer."""


class WatchedPrinter:
    """An emulated printer that answers as a real one does, and beside its cable a clock: when did a ticket begin?"""

    def __init__(self) -> None:
        self._printer = EmulatedPrinter(port=0, pace=20.0)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.begun: list[float] = []

    def __enter__(self) -> "WatchedPrinter":
        self._printer.start()
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_why: object) -> None:
        self._server.close()
        self._printer.stop()

    def _serve(self) -> None:
        host, port = self._printer.link.removeprefix("tcp:").split(":")
        with contextlib.suppress(OSError):  # the end
            while True:
                kiosk, _ = self._server.accept()
                try:
                    printer = socket.create_connection((host, int(port)))
                except OSError:  # it has not seen yet that its last host is gone
                    kiosk.close()
                    continue
                threading.Thread(target=self._carry, args=(kiosk, printer), daemon=True).start()
                threading.Thread(target=self._carry, args=(printer, kiosk, False), daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket, watched: bool = True) -> None:
        with contextlib.suppress(OSError):
            while data := here.recv(65536):
                if watched and len(data) >= JOB_BYTES:
                    self.begun.append(time.monotonic())
                there.sendall(data)
        for end in (here, there):  # the other direction still reads
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def crowd(folder: Path, counters: int, first: int = 1) -> Generator[None]:
    """So many counters alive from the ``first`` on, that follow the news and press nothing."""
    numbers = range(first, first + counters)
    orders = (ClientOrder(folder, "counter", 0.0, 0.0, f"alive {n}", n, str(n)) for n in numbers)
    clients = list(start_clients(orders, None))
    for process, _ in clients:  # each is on a PC of its own: here it takes no processor from the kiosk's
        psutil.Process(process.pid).nice(CROWD_NICE)
    try:
        if any(answer != "ready" for answer in hear(clients, 120.0)):
            raise SystemExit("a counter did not reach the hall")
        tell(clients, "idle")
        yield
    finally:
        for process, pipe in clients:
            pipe.close()
            process.kill()
            process.join(10)


def measure(visits: int, counters: int, idle_seconds: float) -> dict[str, Any]:
    """The figures: a fresh hall, the counters beside it, and the kiosk in a process of its own."""
    with WatchedPrinter() as printer:
        return _measure(printer, visits, counters, idle_seconds)


def _measure(printer: WatchedPrinter, visits: int, counters: int, idle_seconds: float) -> dict[str, Any]:
    hall = without_quotas(samples.load("sungai-rindang"))
    always = dict.fromkeys(Weekday, DayHours(TimeOfDay(0), TimeOfDay(24 * 60)))
    first = next(iter(hall.kiosk.values()))
    hall = dataclasses.replace(
        hall, week=always, season={}, holiday={}, printer={"P1": Printer(f"tcp:127.0.0.1:{printer.port}")},
        kiosk={"K1": Kiosk(first.zone, ("P1",))},
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="antrean-bench-") as place:
        folder = Path(place) / "hall"
        create.create(folder, hall, HallClock())
        with crowd(folder, counters):
            environment = {**os.environ, "ANTREAN_LOCAL": f"{place}/local", "QT_QUICK_BACKEND": "software"}
            environment |= {"QT_QPA_PLATFORM": "offscreen"}
            started: list[tuple[float, float]] = []
            for taken, rest in ((0, 0.0), (visits, idle_seconds)):  # the first one warms the disk's cache
                asked = [sys.executable, "-m", "bench.kiosk_probe", str(folder), str(taken), str(rest)]
                asked.append(str(time.monotonic()))
                done = subprocess.run(asked, env=environment, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
                told = json.loads(done.stdout.splitlines()[-1])
                started.append((told["first_frame_ms"], told["services_shown_ms"]))
    jobs = [
        (at - touched) * 1000
        for touched in told["touches"]
        if (at := next((t for t in printer.begun if t >= touched), None)) is not None
    ]
    return {
        "painted_ms": spread(told["painted_ms"]),
        "job_at_printer_ms": spread(jobs),
        "first_frame_ms": {"first": round(started[0][0]), "warm": round(started[1][0])},
        "services_shown_ms": {"first": round(started[0][1]), "warm": round(started[1][1])},
        "idle_cpu_percent": round(told["idle_cpu_percent"], 2),
        "visits": visits,
        "counters": counters,
    }


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.kiosk_latency", description=__doc__)
    parser.add_argument("--visits", type=int, default=200)
    parser.add_argument("--counters", type=int, default=48)
    parser.add_argument("--idle-seconds", type=float, default=20.0)
    asked = parser.parse_args()
    print(json.dumps(measure(asked.visits, asked.counters, asked.idle_seconds), indent=2))


if __name__ == "__main__":
    main()
