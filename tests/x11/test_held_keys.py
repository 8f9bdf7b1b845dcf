"""A key that is held for seconds on a busy PC acts once."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.helpers.real_hall import RealHall, wait_for
from tests.x11.x_server import x_server

pytestmark = pytest.mark.x11
HELD_SECONDS = 5


@contextlib.contextmanager
def busy_cores() -> Generator[None]:
    """Every core has as much to do as it can."""
    endless = "while True: pass"
    spinning = [subprocess.Popen([sys.executable, "-c", endless]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


@pytest.mark.parametrize(("key", "called", "finished"), [("F1", 1, 0), ("space", 1, 0), ("Return", 1, 0)])
def test_a_key_that_is_held_on_a_busy_pc_calls_one_visitor(
    tmp_path: Path, key: str, called: int, finished: int
) -> None:
    with x_server() as display, RealHall(tmp_path, asks_within=0) as hall:
        for _ in range(10):
            hall.antrean("issue", "AB.1")
        counter = hall.start("counter", "1", "--officer", "Sari", environment=display.environment)
        counter.until(lambda: counter.ready("next"), "the key")
        display.focus(display.window("Loket 1"))
        if key != "F1":
            display.hand("key", "Tab")  # from the visitor's card to the first button
        with busy_cores():
            display.hand("keydown", key)
            time.sleep(HELD_SECONDS)
            display.hand("keyup", key)
            counter.until(lambda: counter.words("number") == "AB-001", "the first call", 120)
            time.sleep(2)
        assert len(hall.events("called")) == called
        assert len(hall.events("finished")) == finished
        wait_for(lambda: counter.words("number") == "AB-001", "the number that was called")
