"""The loudspeaker: joins clips and plays them on its own thread, one sentence after the other.

Without a sound device (or without QtMultimedia's libraries) it keeps the same time silently, says so once in the
log, and begins to sound when a device is plugged in. It never holds up the screen.
"""

import logging
import time
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from display.voice import sound
from display.voice.announcer import Utterance
from display.voice.clips import Clips
from shared import pcm

_log = logging.getLogger("antrean.voice")
TAIL = 0.3  # seconds of rest between two sentences
LATE = 5.0  # seconds that a device may lag behind


class Loudspeaker(QObject):
    """Plays utterances handed to :meth:`say` (GUI thread); ``ended`` comes back when each is over.

    Signals:
        ended: the utterance is over; True when it could be heard.
    """

    ended = Signal(bool)
    _say = Signal(object)
    _own = Signal(object)
    _stop = Signal()

    def __init__(self, clips: Clips, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("loudspeaker")
        self._player = _Player(clips)
        self._player.moveToThread(self._thread)
        self._say.connect(self._player.say)
        self._own.connect(self._player.use_own)
        self._stop.connect(self._player.stop)
        self._player.ended.connect(self.ended)

    def say(self, utterance: Utterance) -> None:
        """Play it; the caller waits for ``ended`` before the next."""
        if not self._thread.isRunning():
            self._thread.start()
        self._say.emit(utterance)

    def use_own(self, folder: Path | None) -> None:
        """The hall's own clips lie in this folder, or there are none; they are loaded again."""
        self._own.emit(folder)

    def close(self) -> None:
        """Silence, now."""
        self._thread.requestInterruption()
        self._stop.emit()
        self._thread.quit()
        self._thread.wait(3000)


class _Player(QObject):
    """What runs on the loudspeaker's thread."""

    ended = Signal(bool)

    def __init__(self, clips: Clips) -> None:
        super().__init__()
        self._clips = clips
        self._output: sound.Output | None = None
        self._silent_said = False
        self._heard = False
        self._limit = 0.0
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self._over)

    @Slot(object)
    def use_own(self, folder: Path | None) -> None:
        """Other clips of the hall's own."""
        self._clips.own = folder
        self._clips.forget()

    @Slot(object)
    def say(self, utterance: Utterance) -> None:
        """Join the clips and play them."""
        samples = self._clips.sound(utterance)
        begun = time.monotonic()
        self._output = sound.output()
        self._heard = self._output is not None and self._output.play(samples, self._stopped)
        self._tell()
        length = len(samples) / pcm.RATE
        # A device may begin a second late, so it is asked; one that was pulled out never ends, so there is a limit.
        self._limit = begun + length + LATE
        self._due.start(max(round((begun + length + TAIL - time.monotonic()) * 1000), 0))

    @Slot()
    def stop(self) -> None:
        """The program ends."""
        self._due.stop()
        self._drop()

    @staticmethod
    def _stopped() -> bool:
        return QThread.currentThread().isInterruptionRequested()

    def _tell(self) -> None:
        """One line when sound goes, one when it comes back; never the same twice."""
        if not self._heard and not self._silent_said:
            _log.warning("there is no sound device: calls are shown and not heard")
        elif self._heard and self._silent_said:
            _log.info("calls are heard again")
        self._silent_said = not self._heard

    def _over(self) -> None:
        if self._output is not None and self._output.busy() and time.monotonic() < self._limit:
            self._due.start(100)
            return
        self._drop()
        self.ended.emit(self._heard)

    def _drop(self) -> None:
        if self._output is not None:
            self._output.drop()
            self._output = None
