"""Every program checks now and then whether work for the whole hall is due, and starts it as another process.

Backups, the integrity check and the archive are claimed in the hall's file (``maintenance.schedule``), so the first PC
does them; in a separate process (``antrean chores``), so that no press and no screen waits for it.
"""

import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer

import shared
from shared.qt.worker import StoreWorker
from shared.store import summaries
from shared.store.sqlite.maintenance import schedule

EVERY_MS = 60_000
"""How often a program checks, give or take a third, so that not all check at once. It costs one small read."""


def start_beside(hall: Path) -> None:
    """Do what is due, in a process that outlives this program; its output is in ``chores.log``."""
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(["-m", "shared.cli", "chores", "--hall", str(hall.absolute())])
    process.setWorkingDirectory(str(Path(shared.__file__).parent.parent))
    process.setStandardOutputFile(QProcess.nullDevice())  # else it would write to this program's terminal
    process.setStandardErrorFile(QProcess.nullDevice())
    process.startDetached()


def _nothing(_told: None) -> None:
    """Nobody waits for it."""


class Caretaker(QObject):
    """Checks about every minute while the share answers."""

    def __init__(
        self,
        worker: StoreWorker,
        hall: Path,
        parent: QObject | None = None,
        *,
        start: Callable[[Path], None] = start_beside,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._hall = hall
        self._start = start
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Check for the first time in about a minute."""
        self._timer.start(round(EVERY_MS * random.uniform(0.67, 1.33)))

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Ask the file what is due; silent while the share is gone."""
        self.begin()
        state = self._worker.state
        if state is not None and state.ok:
            self._worker.do(schedule.due, self._found)
            self._worker.do(summaries.tell, _nothing)

    def _found(self, due: Sequence[str]) -> None:
        if due:
            self._start(self._hall)
