"""``python -m bench.kiosk_latency``: the real kiosk on a hall with its counters alive, timed from finger to paint.

The kiosk program runs in this process, without a screen by Qt's software renderer, on a fresh hall with a printer on
127.0.0.1 that only listens. Real touch events; a number counts as painted when the frame that has it is swapped.
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

from shared import samples
from shared.clock import HallClock
from shared.domain.hall_data.hall import DayHours, Kiosk, Printer, Weekday
from shared.domain.words import TimeOfDay
from shared.store.sqlite import create
from shared.tools.bench.client import ClientOrder
from shared.tools.bench.percentiles import spread
from shared.tools.bench.whole_hall import hear, start_clients, tell, without_quotas

HERE = Path(__file__).parents[1]
JOB_BYTES = 200
"""A printer's question is shorter, every ticket longer."""


class DeafPrinter:
    """Takes whatever is sent, and remembers when a ticket began."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.begun: list[float] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._server.accept()
            threading.Thread(target=self._read, args=(connection,), daemon=True).start()

    def _read(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            while data := connection.recv(65536):
                if len(data) >= JOB_BYTES:
                    self.begun.append(time.monotonic())


@contextlib.contextmanager
def crowd(folder: Path, counters: int, first: int = 1) -> Generator[None]:
    """So many counters alive from the ``first`` on, that follow the news and press nothing."""
    numbers = range(first, first + counters)
    orders = (ClientOrder(folder, "counter", 0.0, 0.0, f"alive {n}", n, str(n)) for n in numbers)
    clients = list(start_clients(orders, None))
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
    printer = DeafPrinter()
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
            started = []
            for _ in range(2):  # the first one warms the disk's cache
                asked = [sys.executable, "-m", "bench.kiosk_probe", str(folder), str(visits), str(idle_seconds)]
                done = subprocess.run(asked, env=environment, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
                told = json.loads(done.stdout.splitlines()[-1])
                started.append(told["first_frame_ms"])
    jobs = [
        (at - touched) * 1000
        for touched in told["touches"]
        if (at := next((t for t in printer.begun if t >= touched), None)) is not None
    ]
    return {
        "painted_ms": spread(told["painted_ms"]),
        "job_at_printer_ms": spread(jobs),
        "first_frame_ms": {"first": round(started[0]), "warm": round(started[1])},
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
