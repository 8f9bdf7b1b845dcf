"""The kiosk as its own process, driven by touches over the driver's socket."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.demo.driven import Driven

ENVIRONMENT = {"ANTREAN_CLOCK": "2026-11-23T09:00:00+08:00", "ANTREAN_HINT": "loopback"}


@pytest.fixture
def program(tmp_path: Path, prepared: Path) -> Iterator[Driven]:
    arguments = ["kiosk", "--hall", str(prepared), "--kiosk", "K1"]
    with Driven("kiosk K1", arguments, tmp_path, {**ENVIRONMENT, "ANTREAN_LOCAL": str(tmp_path)}) as program:
        yield program


def test_a_real_kiosk_gives_a_number_and_ends_in_order(program: Driven, tmp_path: Path) -> None:
    program.touch("agency:AB")
    program.touch("service:AB.3")
    program.touch("take")
    assert program.until(lambda: program.words("number"), "a number").startswith("AB-")
    assert program.grab(tmp_path / "number.png").stat().st_size > 10_000
    program.touch("home")
    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(15) == 0
    assert "Traceback" not in program.said()


def test_a_folder_without_a_hall_is_said_and_ends_with_3(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shared.cli", "kiosk", "--hall", str(tmp_path / "nowhere")],
        env={**os.environ, **ENVIRONMENT, "ANTREAN_LOCAL": str(tmp_path / "local")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
