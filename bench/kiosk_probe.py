"""The kiosk program with a finger and a clock in it; started by ``bench.kiosk_latency``, answers one line of JSON.

Its last argument is the moment at which it was started, by the clock that all programs of this PC share.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRectF, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

import kiosk.app
from kiosk.kiosk_model import KioskModel
from shared.config import Options
from shared.qt.program import Program

LOOK_MS = 5
SETTLES_MS = 5000
"""After the start, or the last visit, until what it left to be done is done."""
SERVICE = "AB.1"


class Finger(QObject):
    """Takes a number so many times, then lets the screen rest."""

    def __init__(
        self, window: QQuickWindow, model: KioskModel, started: float, visits: int, idle_seconds: float
    ) -> None:
        super().__init__(window)
        self._started = started
        self._window, self._model, self._left, self._idle = window, model, visits, idle_seconds
        self._device = QTest.createTouchDevice()
        self._touched: float | None = None
        self._then: Callable[[], bool] = self._begin
        self.answer: dict[str, Any] = {
            "painted_ms": [],
            "touches": [],
            "first_frame_ms": None,
            "services_shown_ms": None,
        }
        model._ticket_request.spoilt.hand.haste_ms = 0  # quicker than people can
        window.frameSwapped.connect(self._painted)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _painted(self) -> None:
        now = time.monotonic()
        if self.answer["first_frame_ms"] is None:
            self.answer["first_frame_ms"] = (now - self._started) * 1000
        if self.answer["services_shown_ms"] is None and self._model.ready:
            self.answer["services_shown_ms"] = (now - self._started) * 1000
        if self._touched is not None and self._model.ticket.state == "issued":
            self.answer["painted_ms"].append((now - self._touched) * 1000)
            self.answer["touches"].append(self._touched)
            self._touched = None

    def _look(self) -> None:
        self._then()

    def _begin(self) -> bool:
        if self._model.ready and not self._model.closed and self._model.page == "start":
            if self._left == 0:
                self._rest()
                return True
            self._left -= 1
            self._model.choose(SERVICE)
            self._then = self._take
        return True

    def _take(self) -> bool:
        key = self._named(self._window.contentItem(), "take")
        if key is not None and key.isEnabled():
            where = key.mapRectToScene(QRectF(0, 0, key.width(), key.height())).center().toPoint()
            if self._window.grabWindow().isNull():
                return False
            self._then = self._taken
            self._touched = time.monotonic()
            self._tap(where)
        return True

    def _tap(self, where: QPoint) -> None:
        QTest.touchEvent(self._window, self._device).press(0, where, self._window)
        QTest.touchEvent(self._window, self._device).release(0, where, self._window)

    def _taken(self) -> bool:
        if self._touched is None:
            self._then = self._wait(time.monotonic() + 0.4)  # the paper begins, the page is read
        elif self._model.page == "order" and time.monotonic() - self._touched > 0.5:
            self._then = self._take  # the page took no touch yet
        return True

    def _wait(self, until: float) -> Callable[[], bool]:
        def wait() -> bool:
            if time.monotonic() >= until:
                self._model.forget()
                self._then = self._begin
            return True

        return wait

    def _rest(self) -> None:
        self._timer.stop()
        QTimer.singleShot(SETTLES_MS, self, self._measure_rest)

    def _measure_rest(self) -> None:
        begun, used = time.monotonic(), time.process_time()

        def rested() -> None:
            spent = (time.process_time() - used) / (time.monotonic() - begun)
            self.answer["idle_cpu_percent"] = spent * 100
            print(json.dumps(self.answer), flush=True)
            QGuiApplication.exit(0)

        QTimer.singleShot(int(self._idle * 1000), self, rested)

    def _named(self, item: QQuickItem, name: str) -> QQuickItem | None:
        if not item.isVisible():
            return None
        if item.objectName() == name:
            return item
        return next((found for child in item.childItems() if (found := self._named(child, name))), None)


def main() -> None:
    """Run the kiosk as its program does, with the finger in its window."""
    folder, visits, idle, started = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    load = Program.load

    def loaded(program: Program, main: Path, initial: Any, **more: Any) -> QQuickWindow:
        window = load(program, main, initial, **more)
        window.finger = Finger(window, initial["kiosk"], started, visits, idle)  # type: ignore[attr-defined]
        return window

    Program.load = loaded  # type: ignore[method-assign]
    sys.exit(kiosk.app.run(Options(folder, "K1", renderer="software")))


if __name__ == "__main__":
    main()
