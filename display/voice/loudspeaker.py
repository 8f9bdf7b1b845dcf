"""The loudspeaker: joins clips on its own thread and has them played by the sound process, one sentence at a time.

Without a sound device a sentence is over at once, the log says so once, and sound begins when a device is plugged in.
It never holds up the screen.
"""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from display.voice.announcer import Utterance
from shared.sound import buffering
from shared.sound.speaker import Played, Speaker
from shared.voice.clips import Clips

_log = logging.getLogger("antrean.voice")
TAIL = 0.3  # seconds of rest between two sentences


class Loudspeaker(QObject):
    """Plays utterances handed to :meth:`say` (GUI thread).

    Signals:
        begun: the first of the utterance is heard.
        ended: the utterance is over, with its rest (an :class:`Played`).
        device: whether there is a device to be heard from.
        missing: nobody has a clip (language, clip, whether a machine says it), once for each.
    """

    begun = Signal()
    ended = Signal(object)
    device = Signal(bool)
    missing = Signal(str, str, bool)
    _say = Signal(object)
    _own = Signal(object)
    _look = Signal()
    _hush = Signal()
    _stop = Signal()

    def __init__(self, clips: Clips, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("loudspeaker")
        self._player = _Player(clips)
        self._player.moveToThread(self._thread)
        self._say.connect(self._player.say)
        self._own.connect(self._player.use_own)
        self._look.connect(self._player.look)
        self._hush.connect(self._player.hush)
        self._stop.connect(self._player.stop)
        self._player.begun.connect(self.begun)
        self._player.ended.connect(self.ended)
        self._player.device.connect(self.device)
        clips.on_missing = self.missing.emit

    def start(self) -> None:
        """Find out whether there is a device, and go on looking while there is none."""
        self._run()
        self._look.emit()

    def say(self, utterance: Utterance) -> None:
        """Play it; the caller waits for ``ended`` before the next."""
        self._run()
        self._say.emit(utterance)

    def hush(self) -> None:
        """Leave out the rest of what is being played; ``ended`` comes at once."""
        self._hush.emit()

    def use_own(self, folder: Path | None) -> None:
        """The hall's own clips lie in this folder, or there are none; they are loaded again."""
        self._own.emit(folder)

    def close(self) -> None:
        """Silence, now."""
        if not self._thread.isRunning():
            return
        self._stop.emit()
        self._thread.wait(3000)

    def _run(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()


class _Player(QObject):
    """What runs on the loudspeaker's thread."""

    begun = Signal()
    ended = Signal(object)
    device = Signal(bool)

    def __init__(self, clips: Clips) -> None:
        super().__init__()
        self._clips = clips
        self._silent_said = False
        self._outcome = Played.SILENT
        self._speaker = Speaker(self, buffered=buffering.DEEP)
        self._speaker.begun.connect(self.begun)
        self._speaker.ended.connect(self._over)
        self._speaker.device.connect(self._tell)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._rested)

    @Slot(object)
    def use_own(self, folder: Path | None) -> None:
        """Other clips of the hall's own."""
        self._clips.own = folder
        self._clips.forget()

    @Slot()
    def look(self) -> None:
        """Find out whether there is a device."""
        self._speaker.probe()

    @Slot(object)
    def say(self, utterance: Utterance) -> None:
        """Join the clips and play them."""
        self._speaker.play(self._clips.sound(utterance).tobytes())

    @Slot()
    def hush(self) -> None:
        """Silence, and the next sentence."""
        if self._speaker.busy:
            self._speaker.stop()
            self._over(Played.CUT)

    @Slot()
    def stop(self) -> None:
        """The program ends, and with it this thread."""
        self._rest.stop()
        self._speaker.close()
        QThread.currentThread().quit()

    @Slot(bool)
    def _tell(self, there: bool) -> None:
        """One line when sound goes, one when it comes back; never the same twice."""
        if not there and not self._silent_said:
            _log.warning("there is no sound device: calls are shown and not heard")
        elif there and self._silent_said:
            _log.info("calls are heard again")
        self._silent_said = not there
        self.device.emit(there)

    @Slot(object)
    def _over(self, outcome: Played) -> None:
        self._outcome = outcome
        self._rest.start(round(TAIL * 1000) if outcome is Played.HEARD else 0)

    @Slot()
    def _rested(self) -> None:
        self.ended.emit(self._outcome)
