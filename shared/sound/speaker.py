"""A loudspeaker for a Qt program: samples go to the sound process, what was heard of them comes back as signals.

The process is started when it is first needed and again whenever it has died. A sentence that was cut off in the middle
(the daemon was restarted, the device pulled out), or found no sound where there was some, is played once more from its
beginning, as soon as there is sound again; while there is none it is over at once. Nothing here ever waits.
"""

import logging
import sys
import time
from enum import StrEnum

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from shared import pcm
from shared.sound import buffering, child

_log = logging.getLogger("antrean.sound")
LATE = 5.0
"""Seconds that a device may lag behind; after that the process hangs, and is killed."""
AGAIN_SECONDS = 6.0
"""For so long after a sentence lost its sound, that may come back for it."""
AGAIN_EVERY = 0.7
PROBE_EVERY = 5.0
_RESTS = (0.0, 0.2, 1.0, 5.0)
"""Seconds before the process is started again, by how often it died at once; the last value is repeated."""
_SOUND_LIFE = 10.0  # a process that lived for so long did not die at once


class Played(StrEnum):
    """What was heard."""

    HEARD = "heard"
    SILENT = "silent"  # there is no sound
    CUT = "cut"  # its beginning only, and sound did not come back


class Speaker(QObject):
    """Plays one thing at a time. Lives on the thread that made it (or was moved to), which needs an event loop.

    Signals:
        begun: the first of it is heard.
        ended: it is over (an :class:`Played`).
        stopped: what was stopped is silent.
        device: whether there is a device to be heard from, when that changed or was first seen.

    Args:
        buffered: seconds that the device has before they are heard (``shared.sound.buffering``).
    """

    begun = Signal()
    ended = Signal(object)
    stopped = Signal()
    device = Signal(bool)

    def __init__(self, parent: QObject | None = None, *, buffered: float = buffering.QUICK) -> None:
        super().__init__(parent)
        self._buffered = buffered
        self._process: QProcess | None = None
        self._born = 0.0
        self._deaths = 0
        self._told: bool | None = None
        self._playing: bytes | None = None
        self._ordered = 0  # what the process was given to play and has not answered
        self._stale = 0  # of these, what was stopped: their answers are for nobody
        self._heard = False  # the beginning of what is played now was heard, in this try or an earlier one
        self._again_until = 0.0
        self._probing = False
        self._limit = self._timer(self._hung)
        self._next = self._timer(self._go_on)
        self._look = self._timer(self.probe)

    @property
    def busy(self) -> bool:
        """Whether something is being played."""
        return self._playing is not None

    @property
    def speaking(self) -> bool:
        """Whether something is heard now."""
        return self.busy and self._heard

    def play(self, samples: bytes) -> None:
        """Play samples in the form of ``shared.pcm``; the caller waits for ``ended`` before the next."""
        self._playing, self._heard, self._again_until = samples, False, 0.0
        self._go_on()

    @Slot()
    def stop(self) -> None:
        """Silence, now; ``ended`` does not come for what was stopped."""
        self._playing = None
        self._next.stop()
        if self._ordered > self._stale and self._process is not None:
            self._stale = self._ordered
            self._process.write(f"{child.STOP}\n".encode())

    @Slot()
    def probe(self) -> None:
        """Find out whether there is a device; goes on by itself while there is none."""
        if self._playing is None and not self._probing:
            self._probing = True
            self._order(f"{child.PROBE}\n".encode(), LATE)

    @Slot()
    def close(self) -> None:
        """Silence, now."""
        for timer in (self._limit, self._next, self._look):
            timer.stop()
        self._playing = None
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.closeWriteChannel()
            if not process.waitForFinished(500):
                process.kill()
                process.waitForFinished(1000)
            process.deleteLater()

    # ----- the process

    def _order(self, order: bytes, seconds: float) -> None:
        if self._process is None:
            self._start()
        assert self._process is not None
        self._process.write(order)
        self._limit.start(round(seconds * 1000))

    def _start(self) -> None:
        process = QProcess(self)
        process.setProgram(sys.executable)
        process.setArguments(["-m", "shared.sound.child", str(self._buffered)])
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._died)
        process.errorOccurred.connect(self._failed)
        self._process, self._born = process, time.monotonic()
        process.start()

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._answer(bytes(self._process.readLine().data()).decode("ascii", "replace").strip())

    def _answer(self, word: str) -> None:
        if word == child.BEGUN:
            if self._stale:
                return
            if not self._heard:
                self._heard = True
                self.begun.emit()
            self._tell(True)
        elif word in (child.DEVICE, child.NO_DEVICE):
            self._limit.stop()
            self._probing = False
            self._tell(word == child.DEVICE)
            if self._playing is not None:
                self._go_on()
        elif word in (child.HEARD, child.SILENT, child.CUT):
            self._ordered -= 1
            if not self._ordered:
                self._limit.stop()
            if self._stale:
                self._stale -= 1
                if not self._stale:
                    self.stopped.emit()
                return
            self._over(Played(word))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._died()

    def _died(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.deleteLater()
        self._limit.stop()
        self._ordered = self._stale = 0
        lived = time.monotonic() - self._born
        self._deaths = 1 if lived > _SOUND_LIFE else self._deaths + 1
        _log.warning("the sound process ended unexpectedly; it is started again")
        if self._playing is not None:
            self._over(Played.CUT)
        elif self._probing:
            self._probing = False
            self._tell(False)

    @Slot()
    def _hung(self) -> None:
        """It does not answer: a daemon that blocks it."""
        if self._process is not None:
            self._process.kill()

    # ----- one sentence

    @Slot()
    def _go_on(self) -> None:
        """Play what is to be played, from its beginning."""
        if self._playing is None or self._probing:
            return
        seconds = len(self._playing) / 2 / pcm.RATE
        self._ordered += 1
        self._order(f"{child.PLAY} {len(self._playing)}\n".encode() + self._playing, seconds + LATE)

    def _over(self, outcome: Played) -> None:
        """One try has ended: the sentence is over, or is tried again."""
        now = time.monotonic()
        lost = outcome is Played.CUT or (outcome is Played.SILENT and self._told)
        if lost and not self._again_until:
            self._again_until = now + AGAIN_SECONDS
        if outcome is not Played.HEARD and now < self._again_until:
            rest = _RESTS[min(self._deaths, len(_RESTS) - 1)] if self._process is None else 0.0
            self._next.start(round(max(rest, AGAIN_EVERY) * 1000))
            return
        self._playing = None
        if outcome is Played.SILENT and self._heard:
            outcome = Played.CUT
        self._tell(outcome is Played.HEARD)
        self.ended.emit(outcome)

    def _tell(self, there: bool) -> None:
        if there != self._told:
            self._told = there
            self.device.emit(there)
        if there:
            self._look.stop()
        elif not self._look.isActive():
            self._look.start(round(PROBE_EVERY * 1000))

    def _timer(self, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer
