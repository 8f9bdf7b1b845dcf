"""The demo's setting: a sample hall in a separate folder, its clock, and the real programs on it."""

import contextlib
import dataclasses
import datetime
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared import clock, samples, tether
from shared.config import HALL, LOCAL
from shared.domain.hall_data.hall import Display, Hall, Printer
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.tools import trial_hall

MORNING = clock.parse_instant("2026-11-23T09:00:00+08:00")
"""Where the demo's clock starts, at whatever hour it is shown: a Monday morning in the sample hall."""
_WITA = datetime.timezone(datetime.timedelta(hours=8))
KIOSK, DISPLAY, PRINTER = "K1", "D1", "P1"
_MARK = ".antrean-demo"
_MADE = ("hall", "local", "pictures", "tickets", "said")
_SCREENS = {"kiosk": (1080, 1920), "display": (1920, 1080), "counter": (1366, 768)}
_START_SECONDS = 60.0


class Setting:
    """One demo's folder, hall and clock.

    Attributes:
        folder: It contains everything of the demo.
        hall: The hall's folder.
        pictures: Pictures of the screens.
        tickets: What the emulated printer printed.
        offscreen: Whether the programs draw without a screen.
        port: Where the emulated printer listens.
    """

    def __init__(self, folder: Path, *, offscreen: bool, server: str | None = None) -> None:
        """Delete an earlier demo in ``folder`` and make the hall; UsageFault for a folder with other things."""
        self.folder = folder.absolute()
        self.offscreen = offscreen
        self._clear()
        self.hall = self.folder / "hall"
        self.pictures = self.folder / "pictures"
        self.tickets = self.folder / "tickets"
        self.said = self.folder / "said"
        for made in (self.pictures, self.tickets, self.said):
            made.mkdir()
        self.port = _free_port()
        self.clock = clock.clock_from(MORNING)
        trial_hall.make(self.hall, demo_hall(self.port), self.clock, server, "demo")
        self._printer: subprocess.Popen[bytes] | None = None

    def _clear(self) -> None:
        mark = self.folder / _MARK
        if self.folder.exists() and any(self.folder.iterdir()) and not mark.exists():
            raise UsageFault(f"{self.folder} holds something that is not a demo.", "Name another folder with --folder.")
        self.folder.mkdir(parents=True, exist_ok=True)
        mark.touch()
        for name in _MADE:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def environment(self, device: str) -> dict[str, str]:
        """The environment of a program here: its clock, its own folder, and to draw without a screen."""
        now = datetime.datetime.fromtimestamp(self.clock() / 1000, _WITA)
        told = {
            clock.VARIABLE: now.isoformat(timespec="milliseconds"),
            LOCAL: str(self.folder / "local" / device.replace(" ", "-")),
            HALL: str(self.hall),
            "ANTREAN_HINT": "loopback",
        }
        if self.offscreen:
            told |= {"QT_QPA_PLATFORM": self._platform(device), "QT_QUICK_BACKEND": "software"}
        return told

    def _platform(self, device: str) -> str:
        """Qt's offscreen platform with a screen of the size that this program has in a hall."""
        program = device.partition(" ")[0]
        if program not in _SCREENS:
            return "offscreen"
        width, height = _SCREENS[program]
        screen = {"name": program, "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        file = self.said / f"{program}-screen.json"
        file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        return f"offscreen:configfile={file}"

    def antrean(self, *arguments: str) -> dict[str, Any]:
        """Runs a command on this hall; returns its answer, refusals included. An EnvironmentFault if it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "shared.cli", *arguments, "--json"],
            env={**os.environ, **self.environment("terminal")},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=tether.to_this_process(),
        )
        if done.returncode not in (0, 1):
            raise EnvironmentFault(Kind.BUG, f"antrean {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    # -- the printer -----------------------------------------------------------------------------------------------

    def start_printer(self) -> None:
        """The emulated printer, a process of its own that saves each cut ticket as a picture."""
        command = ["printer", "emulate", "--tcp", str(self.port), "--paper", str(self.tickets)]
        with (self.said / "printer.txt").open("wb") as said:
            self._printer = subprocess.Popen(
                [sys.executable, "-m", "shared.cli", *command],
                env={**os.environ, **self.environment("printer")},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                preexec_fn=tether.to_this_process(),  # noqa: PLW1509 - a bare system call
            )
        deadline = time.monotonic() + _START_SECONDS
        while not _listens(self.port):
            if self._printer.poll() is not None or time.monotonic() > deadline:
                told = (self.said / "printer.txt").read_text(encoding="utf-8", errors="replace")
                raise EnvironmentFault(Kind.DEVICE, f"The emulated printer did not start: {told}")
            time.sleep(0.05)

    def stop_printer(self) -> None:
        """End the emulated printer."""
        if self._printer is not None and self._printer.poll() is None:
            self._printer.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._printer.wait(5)
            self._printer.kill()
            self._printer.wait()

    def start(self, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        """A program that people use themselves, in a window."""
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            env={**os.environ, **self.environment(program)},
            stdin=subprocess.DEVNULL,
            preexec_fn=tether.to_this_process(),  # noqa: PLW1509 - a bare system call
        )


def demo_hall(port: int) -> Hall:
    """The sample hall with one display for all zones and the emulated printer at the kiosk."""
    sample = samples.load("sungai-rindang")
    printers: Mapping[str, Printer] = {
        **sample.printer,
        PRINTER: dataclasses.replace(sample.printer[PRINTER], link=f"tcp:127.0.0.1:{port}"),
    }
    return dataclasses.replace(sample, printer=printers, display={**sample.display, DISPLAY: Display()})


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        trial.settimeout(0.5)
        return trial.connect_ex(("127.0.0.1", port)) == 0
