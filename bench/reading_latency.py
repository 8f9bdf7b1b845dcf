"""``python -m bench.reading_latency``: the kiosk that reads aloud, timed from a key to silence and to the next word.

The real kiosk program in a process of its own on a fresh hall, drawn without a screen; what it says goes into a file
that grows as a loudspeaker would play it. Arrow keys walk over the start page while it speaks. The first round says
what was never said on this PC, the second what it said before.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

import kiosk.app
from kiosk.kiosk_model import KioskModel
from shared import samples
from shared.clock import HallClock
from shared.config import Options
from shared.qt.program import Program
from shared.sound.outputs import VARIABLE
from shared.sound.speaker import Speaker
from shared.store.sqlite import create
from shared.tools.bench.percentiles import spread

HERE = Path(__file__).parents[1]
ROUNDS = ("first", "again")
BEGINS_MS = 6000
"""After the first frame: start and welcome are over."""


class Listener(QObject):
    """Strikes keys while the kiosk speaks, and hears when it falls silent and when it speaks again."""

    def __init__(self, program: Program, window: QQuickWindow, model: KioskModel, keys: int) -> None:
        super().__init__(window)
        self._program, self._window, self._model = program, window, model
        self._keys = [(heard, key) for heard, key in zip(ROUNDS, (Qt.Key.Key_Down, Qt.Key.Key_Up), strict=True)
                      for _ in range(keys)]  # fmt: skip
        self._struck: float | None = None
        self._round = ROUNDS[0]
        self._speaker: Speaker | None = None
        self.answer: dict[str, dict[str, list[float]]] = {
            what: {heard: [] for heard in ROUNDS} for what in ("silent_ms", "speaks_ms")
        }
        QTimer.singleShot(BEGINS_MS, self, self._begin)

    def _begin(self) -> None:
        if not self._model.ready:
            QTimer.singleShot(BEGINS_MS, self, self._begin)
            return
        speaker = self._program.findChild(Speaker)
        assert speaker is not None
        self._speaker = speaker
        speaker.begun.connect(self._spoke)
        speaker.stopped.connect(self._fell_silent)
        self._key(Qt.Key.Key_F4)
        QTimer.singleShot(2000, self, self._next)

    def _next(self) -> None:
        """The next key, once something is being said."""
        assert self._speaker is not None
        if not self._keys:
            print(json.dumps(self.answer), flush=True)
            QGuiApplication.exit(0)
        elif self._speaker.speaking:
            self._round, key = self._keys.pop(0)
            self._struck = time.monotonic()
            self._key(key)
        else:
            QTimer.singleShot(20, self, self._next)

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._window, key)

    def _fell_silent(self) -> None:
        if self._struck is not None:
            self._took("silent_ms")

    def _spoke(self) -> None:
        if self._struck is not None:
            self._took("speaks_ms")
            self._struck = None
            QTimer.singleShot(random.randint(150, 500), self, self._next)

    def _took(self, what: str) -> None:
        assert self._struck is not None
        self.answer[what][self._round].append((time.monotonic() - self._struck) * 1000)


def inside(folder: Path, keys: int) -> int:
    """Run the kiosk as its program does, with the listener in its window."""
    load = Program.load

    def loaded(program: Program, main: Path, initial: Any, **more: Any) -> QQuickWindow:
        window = load(program, main, initial, **more)
        window.listener = Listener(program, window, initial["kiosk"], keys)  # type: ignore[attr-defined]
        return window

    Program.load = loaded  # type: ignore[method-assign]
    return kiosk.app.run(Options(folder, "K1", renderer="software"))


def measure(keys: int) -> dict[str, Any]:
    """The figures, on a hall that nobody has listened to yet."""
    with tempfile.TemporaryDirectory(prefix="antrean-bench-") as place:
        folder = Path(place) / "hall"
        create.create(folder, samples.load("sungai-rindang"), HallClock())
        environment = {**os.environ, "ANTREAN_LOCAL": f"{place}/local", VARIABLE: f"file:{place}/said.wav"}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        asked = [sys.executable, "-m", "bench.reading_latency", "--keys", str(keys), "--inside", str(folder)]
        done = subprocess.run(asked, env=environment, cwd=HERE, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return {what: {heard: spread(times) for heard, times in rounds.items()} for what, rounds in told.items()}


def main() -> int:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading_latency", description=__doc__)
    parser.add_argument("--keys", type=int, default=25, help="in each of the two rounds")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside is not None:
        return inside(asked.inside, asked.keys)
    print(json.dumps(measure(asked.keys), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
