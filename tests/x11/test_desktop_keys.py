"""Keys that press the bar's buttons while another program has the focus, under a real X server."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from shared import tether
from tests.helpers.real_hall import RealHall, wait_for
from tests.x11.x_server import XServer, x_server

pytestmark = pytest.mark.x11
HELD_SECONDS = 3
OTHER = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication(sys.argv)
field = QLineEdit()
field.setWindowTitle("Another program")
field.textChanged.connect(lambda text: field.setWindowTitle(f"Another program {text}"))
field.show()
app.exec()
"""


@contextlib.contextmanager
def another_program(display: XServer) -> Generator[str]:
    """Some program that the officer works in; answers its window."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER], env=dict(display.whole_environment), stderr=subprocess.DEVNULL,
        preexec_fn=tether.to_this_process(),  # noqa: PLW1509
    )  # fmt: skip
    try:
        yield display.window("Another program")
    finally:
        process.kill()
        process.wait()


def test_a_key_calls_once_while_another_program_has_the_focus_and_keeps_it(tmp_path: Path) -> None:
    with x_server() as display, RealHall(tmp_path, asks_within=0) as hall:
        for _ in range(4):
            hall.antrean("issue", "AB.1")
        counter = hall.start("counter", "1", "--officer", "Sari", environment=display.environment)
        counter.until(lambda: counter.ready("next"), "the key")
        with another_program(display) as other:
            display.focus(other)
            for key in ("ctrl", "shift", "F1"):
                display.hand("keydown", key)
            time.sleep(HELD_SECONDS)
            for key in ("F1", "shift", "ctrl"):
                display.hand("keyup", key)
            counter.until(lambda: counter.words("number") == "AB-001", "the call", 60)
            assert len(hall.events("called")) == 1, "held, and one press"
            assert display.hand("getactivewindow") == other, "the officer goes on writing there"
            display.hand("type", "abc")
            wait_for(lambda: display.hand("search", "--name", "Another program abc"), "what was written")
            display.hand("key", "ctrl+shift+F4")
            wait_for(lambda: len(hall.events("finished")) == 1, "the finish")


def test_a_key_that_another_program_holds_is_said(tmp_path: Path) -> None:
    with x_server() as display, RealHall(tmp_path) as hall:
        first = hall.start("counter", "1", "--officer", "Sari", environment=display.environment)
        first.until(lambda: first.ready("next"), "the first bar")
        second = hall.start("counter", "2", "--officer", "Budi", environment=display.environment)
        second.until(lambda: "Ctrl+Shift+F1" in second.words("answer"), "the sentence", 60)
