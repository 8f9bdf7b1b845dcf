"""The kiosk as its own process, driven by touches over the driver's socket."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.tools.demo.driven_program import Driven
from tests.helpers.server import both

ENVIRONMENT = {"ANTREAN_CLOCK": "2026-11-23T09:00:00+08:00", "ANTREAN_HINT": "loopback"}


@pytest.fixture
def program(tmp_path: Path, prepared: Path) -> Iterator[Driven]:
    hall = tmp_path / "hall"
    both.copy_hall(prepared, hall)
    arguments = ["kiosk", "--hall", str(hall), "--kiosk", "K1"]
    with Driven("kiosk K1", arguments, tmp_path, {**ENVIRONMENT, "ANTREAN_LOCAL": str(tmp_path)}) as program:
        yield program


def test_a_real_kiosk_gives_a_number_and_ends_in_order(program: Driven, tmp_path: Path) -> None:
    program.touch("agency:AB", lambda: program.words("service:AB.3"))
    program.touch("service:AB.3", lambda: program.ready("take"))
    program.touch("take", lambda: program.words("number"))
    assert program.until(lambda: program.words("number"), "a number").startswith("AB-")
    assert program.grab(tmp_path / "number.png").stat().st_size > 10_000
    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(60) == 0, program.said()
    assert "Traceback" not in program.said()


@pytest.mark.parametrize(
    ("known", "kiosk", "code", "says"),
    [
        (False, "K1", 3, "Folder antrean tidak ditemukan"),
        (True, "K7", 2, "Tidak ada anjungan K7 di sini. Yang ada: K2, K1."),
    ],
    ids=["no such hall", "no such kiosk"],
)
def test_what_cannot_be_is_said_and_ends_the_program(
    tmp_path: Path, prepared: Path, known: bool, kiosk: str, code: int, says: str
) -> None:
    hall = tmp_path / "hall"
    if known:
        both.copy_hall(prepared, hall)
    done = subprocess.run(
        [sys.executable, "-m", "shared.cli", "kiosk", "--hall", str(hall), "--kiosk", kiosk],
        env={**os.environ, **ENVIRONMENT, "ANTREAN_LOCAL": str(tmp_path / "local")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert says in done.stderr
