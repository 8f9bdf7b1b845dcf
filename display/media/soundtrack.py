"""A video's sound: given to a process of its own, softer while a number is called, silent when the video goes.

It is started for each video, and not again when it dies: sound that began anew would run behind the picture.
"""

import sys

from PySide6.QtCore import QObject, QProcess

from display.media.programme import Showing
from shared.sound import outputs

DUCKED = 0.15
"""Of its loudness, while a number is called."""


class Soundtrack(QObject):
    """The sound of what is on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._volume = 0
        self._ducked = False

    @property
    def process(self) -> QProcess | None:
        """What plays now."""
        return self._process

    def use(self, showing: Showing | None) -> None:
        """This is on now."""
        self.close()
        if showing is None or not showing.video or not showing.volume or not outputs.wanted():
            return
        self._volume = showing.volume
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.start(sys.executable, ["-m", "display.media.video_sound", str(showing.path), str(self._now())])
        self._process = process

    def duck(self, on: bool) -> None:
        """A number is called, or is over."""
        if on != self._ducked:
            self._ducked = on
            if self._process is not None:
                self._process.write(f"volume {self._now()}\n".encode())

    def close(self) -> None:
        """Silence."""
        process, self._process = self._process, None
        if process is not None:
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _now(self) -> int:
        return round(self._volume * (DUCKED if self._ducked else 1))
