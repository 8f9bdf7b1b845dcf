"""The real program in a process of its own, on a real hall: shown, killed, started again, ended."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.cli import MORNING, Terminal

PATIENCE = 40.0


class Screen:
    """A running display and the socket that asks it what can be seen."""

    def __init__(self, hall: Path, place: Path, name: str, device: str = "D1") -> None:
        self.socket = place / f"{name}.sock"
        self.errors = place / f"{name}.err"
        self.local = place / "local"
        environment = {
            **os.environ,
            "ANTREAN_CLOCK": MORNING,
            "ANTREAN_LOCAL": str(self.local),
            "ANTREAN_SOUND": "none",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
        }
        command = [
            sys.executable,
            "-m",
            "shared.cli",
            "display",
            "--hall",
            str(hall),
            "--display",
            device,
            "--windowed",
        ]
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*command, "--drive", str(self.socket)], env=environment, stdout=errors, stderr=errors
            )

    def ask(self, **request: object) -> dict:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(str(self.socket))
            line.sendall(json.dumps(request).encode() + b"\n")
            answer = b""
            while not answer.endswith(b"\n"):
                answer += line.recv(65536)
            return json.loads(answer)

    def words(self) -> dict[str, str]:
        """What can be seen, by name."""
        with contextlib.suppress(OSError, KeyError):
            return {item["name"]: item["words"] for item in self.ask(do="names")["names"]}
        return {}

    def labels(self) -> list[str]:
        """The list of calls from top to bottom."""
        return [words for name, words in self.words().items() if re.fullmatch(r"call:\d+", name)]

    def until(self, true) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.errors.read_text()
            assert time.monotonic() < end, (self.words(), self.errors.read_text())
            time.sleep(0.1)

    def log(self) -> str:
        return "".join(path.read_text() for path in sorted(self.local.rglob("*.log")))

    def quit(self) -> int:
        self.ask(do="quit")
        return self.process.wait(PATIENCE)


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    hall = Terminal(tmp_path / "hall")
    assert hall("init", "--sample", "sungai-rindang").code == 0
    return hall


@pytest.fixture
def start(tmp_path, terminal):
    screens = []

    def begin(name="one", device="D1"):
        screens.append(Screen(terminal.hall, tmp_path, name, device))
        return screens[-1]

    yield begin
    for screen in screens:
        if screen.process.poll() is None:
            screen.process.kill()
        screen.process.wait(PATIENCE)


def test_what_is_called_is_shown_and_a_killed_display_shows_what_it_missed(terminal, start):
    first = start()
    first.until(lambda: first.words().get("welcome") == "Selamat datang")
    for _ in range(4):
        terminal.ok("issue", "AB.1", "--no-print")
    terminal.ok("next", "--counter", "1")
    first.until(lambda: first.words().get("newest") == "AB-001")
    terminal.ok("next", "--counter", "2")
    first.until(lambda: first.labels() == ["AB-002", "AB-001"])
    assert first.words()["clock"].startswith("09.")
    time.sleep(1.2)  # it notes where it is once a second
    first.process.send_signal(signal.SIGKILL)
    first.process.wait(PATIENCE)
    for _ in range(2):
        terminal.ok("start", "--counter", "1")
        terminal.ok("next", "--counter", "1")
    second = start("two")
    second.until(lambda: second.labels() == ["AB-004", "AB-003", "AB-002"])
    assert second.quit() == 0
    assert second.errors.read_text() == ""
    assert second.log().count("there is no sound device") <= 2, "one line in each of two runs"
    assert "Traceback" not in second.log()


def test_a_display_that_the_hall_does_not_have_says_which_it_has(terminal, start):
    screen = start(device="D99")
    assert screen.process.wait(PATIENCE) == 2
    assert re.search(r"Tidak ada layar D99 di sini.*D1", screen.errors.read_text())


def test_a_folder_without_a_hall_is_a_plain_sentence_and_exit_3(tmp_path, start, terminal):
    terminal.hall.rename(tmp_path / "elsewhere")
    screen = start()
    assert screen.process.wait(PATIENCE) == 3, screen.errors.read_text()
    said = screen.errors.read_text()
    assert said.strip()
    assert "Traceback" not in said


def test_sigterm_ends_the_display_in_order(terminal, start):
    screen = start()
    screen.until(lambda: "welcome" in screen.words())
    screen.process.send_signal(signal.SIGTERM)
    assert screen.process.wait(PATIENCE) == 0
