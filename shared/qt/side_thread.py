"""One thread beside the GUI thread, for what may wait: this PC's disk, a printer. The screen never waits for it."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from shared.faults import EnvironmentFault
from shared.qt.queued_calls import QueuedCalls

T = TypeVar("T")


def nothing(_value: object) -> None:
    """Nobody waits for the answer; a fault is in the log."""


class SideThread:
    """Runs one thing after the other, in the order in which they were asked for."""

    def __init__(self, what: str, log: logging.Logger, parent: QObject | None = None) -> None:
        """``what`` names the thread, and begins the log's line when something on it fails."""
        self._what = what
        self._log = log
        self._calls = QueuedCalls(parent)
        self._thread = ThreadPoolExecutor(1, what.replace(" ", "-"))

    def do(
        self,
        act: Callable[[], T],
        done: Callable[[T], None] = nothing,
        fault: Callable[[Exception], None] = nothing,
    ) -> None:
        """Run ``act`` there, then ``done`` with its answer, or ``fault``, on the GUI thread."""
        key = self._calls.expect(act, done, fault)
        self._thread.submit(self._run, act, key)

    def _run(self, act: Callable[[], Any], key: int) -> None:
        try:
            answer: object = act()
        except Exception as error:  # noqa: BLE001 - whatever it was, it is logged and told
            expected = isinstance(error, (EnvironmentFault, OSError))
            self._log.warning("%s: %s", self._what, error, exc_info=None if expected else error)
            answer = error
        self._calls.hand_over(key, answer)

    def close(self) -> None:
        """What was asked for is done when this returns; nothing is delivered any more."""
        self._calls.stop(self._thread.shutdown)
