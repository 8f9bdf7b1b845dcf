"""The counter program with a finger and a clock in it; started by ``bench.counter_latency``; answers one JSON line."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import counter.app
from counter.bar.bar import Bar
from counter.desk.acts import Act
from shared.config import Options
from shared.qt.program import Program

LOOK_MS = 20
BETWEEN_SECONDS = 0.8
"""Between two presses: quicker would be taken for one."""
SETTLES_MS = 6000
ROUND = (("F1", Qt.Key.Key_F1, Act.NEXT), ("F3", Qt.Key.Key_F3, Act.START), ("F4", Qt.Key.Key_F4, Act.FINISH))


class Finger(QObject):
    """Presses call, start and finish so many times, then lets the bar rest."""

    def __init__(self, bar: Bar, rounds: int, idle_seconds: float) -> None:
        super().__init__(bar)
        self._bar, self._idle = bar, idle_seconds
        self._left = [step for _ in range(rounds) for step in ROUND]
        self._pressed: tuple[str, float] | None = None
        self._rest_until = 0.0
        self._before: object = None
        self.painted: dict[str, list[float]] = {name: [] for name, _, _ in ROUND}
        bar.installEventFilter(self)
        for part in bar.findChildren(QWidget):
            part.installEventFilter(self)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part of the bar is drawn: after it, is the answer there?"""
        if event.type() is QEvent.Type.Paint and self._pressed is not None:
            QTimer.singleShot(0, self, self._painted)
        return super().eventFilter(watched, event)

    def _standing(self) -> object:
        visitor = self._bar.desk.view.current if self._bar.desk.view is not None else None
        return None if visitor is None else (visitor.label, visitor.state)

    def _painted(self) -> None:
        now = time.monotonic()
        if self._pressed is None or self._bar.desk.busy is not None or self._standing() == self._before:
            return
        name, began = self._pressed
        self.painted[name].append((now - began) * 1000)
        self._pressed, self._rest_until = None, now + BETWEEN_SECONDS

    def _look(self) -> None:
        desk = self._bar.desk
        if self._pressed is not None or time.monotonic() < self._rest_until or desk.view is None or desk.busy:
            return
        if not self._left:
            self._timer.stop()
            QTimer.singleShot(SETTLES_MS, self, self._measure_rest)
            return
        name, key, act = self._left[0]
        if desk.why_not(act) is not None or not self._bar.isActiveWindow():
            self._bar.activateWindow()
            return
        self._left.pop(0)
        self._before = self._standing()
        self._pressed = name, time.monotonic()
        QTest.keyClick(self._bar, key)

    def _measure_rest(self) -> None:
        begun, used = time.monotonic(), time.process_time()

        def rested() -> None:
            spent = (time.process_time() - used) / (time.monotonic() - begun)
            print(json.dumps({"painted_ms": self.painted, "idle_cpu_percent": spent * 100}), flush=True)
            QApplication.exit(0)

        QTimer.singleShot(int(self._idle * 1000), self, rested)


def main() -> None:
    """Run the bar as its program does, with the finger in its window."""
    folder, rounds, idle = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    add = Program.add_window

    def added(program: Program, window: Any) -> None:
        add(program, window)
        if isinstance(window, Bar):
            window.finger = Finger(window, rounds, idle)  # type: ignore[attr-defined]

    Program.add_window = added  # type: ignore[method-assign]
    sys.exit(counter.app.run(Options(folder, "1", officer="Sari")))


if __name__ == "__main__":
    main()
