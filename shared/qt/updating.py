"""A running program looks whether a newer version lies on its PC, and makes room for it at an idle moment."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from shared.domain import calendar
from shared.faults import Kind
from shared.qt.worker import StoreWorker
from shared.store.engine import Engine
from shared.store.live.thread import ShareState
from shared.store.live_program import LiveProgram
from shared.updates import fetching, switching
from shared.updates.manifest import Manifest

LOOK_MS = 60_000
FETCH_MS = 600_000
"""Under Windows, where no timer of the system copies newer versions to this PC."""
WORKS_MS = 60_000
"""So long it has to run to be kept."""
QUIET_MS = 180_000
"""So long nobody touched it, and it is idle."""
_ASIDE = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else 0
_HANDS = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel})


@dataclass(frozen=True, slots=True)
class HallMoment:
    """What decides whether the hall's file may change now."""

    closed: bool
    programs: tuple[LiveProgram, ...]


def hall_moment(file: Engine) -> HallMoment:
    """Asked on the store's thread."""
    with file.reading() as db:
        hall = file.hall(db)
    return HallMoment(not calendar.is_within_hours(hall, file.clock()), file.live_programs())


class Updater(QObject):
    """``leave`` is called when the program shall end and be started again as the newer version.

    Attributes:
        busy: whether the program is in the middle of something, whatever the hands do.
    """

    def __init__(
        self, worker: StoreWorker, hall: Path, leave: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker, self._hall, self._leave = worker, hall, leave
        self.busy: Callable[[], bool] = lambda: False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)
        self._works = QTimer(self, singleShot=True)
        self._works.timeout.connect(switching.works)
        self._quiet = QTimer(self, singleShot=True)
        self._update: Manifest | None = None
        self._fetch = QTimer(self)
        self._fetch.setInterval(FETCH_MS)
        self._fetch.timeout.connect(self.fetch)
        self._fetching: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """From now on; nothing for a program that no launcher started."""
        if switching.installed_folder() is None:
            return
        self._works.start(WORKS_MS)
        self._quiet.start(QUIET_MS)
        self._look.start()
        if sys.platform == "win32":
            self._fetch.start()

    def end(self) -> None:
        """Look no more."""
        for timer in (self._look, self._works, self._quiet, self._fetch):
            timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hands on the program: it is not idle. No event is stopped."""
        if event.type() in _HANDS and self._look.isActive():
            self._quiet.start(QUIET_MS)
        return False

    def idle(self) -> bool:
        """Whether nobody would notice a new start."""
        return not self._quiet.isActive() and not self.busy()

    def fetch(self) -> None:
        """Copy a newer version to this PC, by a program of its own that nobody waits for."""
        if self._fetching is not None and self._fetching.poll() is None:
            return
        nothing = subprocess.DEVNULL
        self._fetching = subprocess.Popen(
            [sys.executable, "-m", "shared.cli", "update", "fetch", "--quiet", "--hall", str(self._hall)],
            stdin=nothing, stdout=nothing, stderr=nothing, creationflags=_ASIDE,
        )  # fmt: skip

    def look(self) -> None:
        """Is there a newer version, and is this the moment?"""
        self._update = switching.candidate()
        state = self._worker.state
        if self._update is None or self.refused(state):
            return
        if state is not None and state.ok:
            self._worker.do(hall_moment, self._decide)
        elif not switching.changes_file(self._update) and self.idle():
            self._go(self._update)

    def refused(self, state: ShareState | None) -> bool:
        """Where the hall's file is newer than this program, a newer one takes its place at once; whether it does."""
        update = self._update or switching.candidate()
        if state is None or state.ok or state.kind is not Kind.NEWER_SCHEMA or update is None:
            return False
        return self._go(update)

    def _decide(self, now: HallMoment) -> None:
        update = self._update
        if update is not None and switching.may_switch(
            update,
            idle=self.idle(),
            closed=now.closed,
            refused_here=False,
            programs=now.programs,
            have=fetching.ready(self._hall),
        ):
            self._go(update)

    def _go(self, update: Manifest) -> bool:
        done = switching.switch(update)
        if done:
            self._leave()
        return done


__all__ = ["HallMoment", "Updater", "hall_moment"]
