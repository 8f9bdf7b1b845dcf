"""A hall folder with real programs on it, each its own process, driven over the driver's socket."""

import contextlib
import dataclasses
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from shared import samples
from shared.clock import clock_from, parse_instant
from shared.domain.hall_data.hall import Display, Printer
from shared.store.sqlite import create
from shared.tools.demo.driven_program import Driven
from tests.helpers.cli import MORNING


class RealHall:
    """Programs and command lines on one hall, all on the same running clock."""

    def __init__(
        self, folder: Path, printer: str | None = None, *, asks_within: int | None = None, **changes: Any
    ) -> None:
        self.folder = folder
        self.hall = folder / "hall"
        self.papers = folder / "papers"
        self.clock = clock_from(parse_instant(MORNING))
        sample = samples.load("sungai-rindang")
        if asks_within is not None:
            calls = dataclasses.replace(sample.rules.calls, soonest_finish_seconds=asks_within)
            sample = dataclasses.replace(sample, rules=dataclasses.replace(sample.rules, calls=calls))
        links = {"P1": Printer(link=printer)} if printer else {}
        kiosk = dataclasses.replace(sample.kiosk["K1"], printers=("P1",) if printer else ())
        create.create(
            self.hall,
            dataclasses.replace(
                sample,
                printer={**sample.printer, **links},
                kiosk={**sample.kiosk, "K1": kiosk},
                **{"display": {**sample.display, "D1": Display()}, **changes},
            ),
            self.clock,
        )
        self._running = contextlib.ExitStack()

    def __enter__(self) -> "RealHall":
        return self

    def __exit__(self, *_why: object) -> None:
        self._running.close()

    def environment(self, device: str) -> dict[str, str]:
        return {
            **os.environ,
            "ANTREAN_CLOCK": f"{_iso(self.clock())}",
            "ANTREAN_HALL": str(self.hall),
            "ANTREAN_LOCAL": str(self.folder / "local" / device.replace(" ", "-")),
            "ANTREAN_HINT": "loopback",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
        }

    def start(
        self, program: str, device: str, *more: str, name: str = "", environment: Mapping[str, str] | None = None
    ) -> Driven:
        name = name or f"{program} {device}"
        arguments = [program, f"--{program}", device, "--windowed", *more]
        around = {**self.environment(name), **(environment or {})}
        return self._running.enter_context(Driven(name, arguments, self.folder / "said", around))

    def emulator(self, *arguments: str, ready: Callable[[], bool]) -> "subprocess.Popen[bytes]":
        command = ["printer", "emulate", *arguments, "--paper", str(self.papers)]
        process = subprocess.Popen(
            [sys.executable, "-m", "shared.cli", *command],
            env=self.environment("printer"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._running.callback(_end, process)
        wait_for(ready, "the emulated printer")
        return process

    def antrean(self, *arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "shared.cli", *arguments, "--json"],
            env=self.environment("terminal"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return json.loads(done.stdout)

    def events(self, what: str) -> list[Mapping[str, Any]]:
        return [event for event in self.antrean("events", "--limit", "10000")["events"] if event["what"] == what]


def take_number(kiosk: Driven, *services: str) -> str:
    """A visitor at the kiosk, from the start page and back to it; the label that the screen showed."""
    for number, service in enumerate(services):
        if number:
            kiosk.touch("add", lambda: kiosk.words("search"))
        kiosk.touch(f"agency:{service.partition('.')[0]}", lambda s=service: kiosk.ready(f"service:{s}"))
        kiosk.touch(f"service:{service}", lambda: kiosk.ready("take"))
    kiosk.touch("take", lambda: kiosk.words("number"))
    return kiosk.words("number")


def go_home(kiosk: Driven) -> None:
    kiosk.touch("home", lambda: kiosk.words("search"))


def press_next(counter: Driven) -> str:
    """F1, and the number that stands at the counter then."""
    counter.until(lambda: counter.ready("next"), "the key")
    before = counter.words("number")
    counter.key("F1")
    if not before:  # a counter that is closed asks first
        counter.until(lambda: counter.words("number") or counter.words("accept"), "a call or a question")
        if counter.words("accept"):
            counter.key("Return")
    return str(counter.until(lambda: (now := counter.words("number")) != before and now, "another number"))


def shows(display: Driven, label: str) -> bool:
    return label in display.names().values()


def wait_for(happened: Callable[[], Any], what: str, seconds: float = 30.0) -> Any:
    """Look until it is so; the deadline only ends a hopeless wait."""
    deadline = time.monotonic() + seconds
    while not (value := happened()):
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.05)
    return value


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def _iso(instant: int) -> str:
    import datetime

    return datetime.datetime.fromtimestamp(instant / 1000, datetime.UTC).isoformat(timespec="milliseconds")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(60)
    process.kill()
    process.wait()
