"""Names and fixed sentences become sound before anybody asks: once per change of the hall, in a process of its own.

``python -m kiosk.reader.preparing FOLDER`` makes what it reads (lines of JSON: the pronunciations, then language and
words), after everything else on this PC, and ends; when the kiosk ends, it ends at once. What is already there costs a
look at the disk.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QProcess, QTimer, Slot

from kiosk.reader.kept_voice import Pronunciations, best
from shared.qt.side_thread import SideThread

Line = tuple[str, str]
"""Language and words."""
BEGINS_MS = 10_000
"""The start of the program is over by then, and nobody waits for its first page."""
ENDS_MS = 5_000
"""So long the kiosk's end waits for a process that it has killed."""
_END = "end"
_log = logging.getLogger("antrean.reader")


class Preparing(QObject):
    """Has the lines made that are not there yet; rests while somebody listens."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lines: tuple[Line, ...] = ()
        self._say: Pronunciations = {}
        self._resting = False
        self._process: QProcess | None = None
        self._side = SideThread("preparing speech", _log, self)
        self._begin = QTimer(self, singleShot=True, interval=BEGINS_MS)
        self._begin.timeout.connect(self._look)

    def want(self, lines: Iterable[Line], say: Pronunciations) -> None:
        """These are to be there, instead of what was wanted before, with the hall's pronunciations."""
        self._lines, self._say = tuple(dict.fromkeys(lines)), say
        self._stop()
        self._begin.start()

    def rest(self, resting: bool) -> None:
        """Somebody listens: what is not made yet waits."""
        if resting and not self._resting:
            self._stop()
            self._begin.stop()
        elif self._resting and not resting and self._lines:
            self._begin.start()
        self._resting = resting

    def close(self) -> None:
        """The program ends."""
        self._begin.stop()
        self._lines = ()
        self._stop()
        for ending in self.findChildren(QProcess):
            ending.waitForFinished(ENDS_MS)
        self._side.close()

    @Slot()
    def _look(self) -> None:
        lines, say = self._lines, self._say
        self._side.do(lambda: missing(self._folder, lines, say), self._make)

    def _make(self, lines: list[Line]) -> None:
        if not lines:
            self._lines = ()
        elif not self._resting and self._lines and self._process is None:
            process = QProcess(self)
            process.setStandardErrorFile(QProcess.nullDevice())
            process.setStandardOutputFile(QProcess.nullDevice())
            process.finished.connect(self._made)
            self._process = process
            process.start(sys.executable, ["-m", "kiosk.reader.preparing", str(self._folder)])
            process.write("".join(f"{json.dumps(line)}\n" for line in [self._say_table(), *lines, _END]).encode())

    def _say_table(self) -> dict[str, dict[str, str]]:
        return {lang: dict(words) for lang, words in self._say.items()}

    @Slot()
    def _made(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._lines = ()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._made)
            process.finished.connect(process.deleteLater)
            process.kill()  # at the lowest priority it may take a while to be gone; the screen does not wait


def missing(folder: Path, lines: Iterable[Line], say: Pronunciations) -> list[Line]:
    """Those that are neither shipped nor made yet; none where nothing can make them."""
    from shared.voice.reading_clips import has_clip  # noqa: PLC0415 - numpy; a kiosk's start has no use for it

    voice = best(folder, say)
    if not voice.can_speak:
        return []
    wanted = ((lang, words) for lang, words in lines if words.strip() and not has_clip(words, lang))
    return [(lang, words) for lang, words in wanted if voice.kept(words, lang) is None]


def main(folder: Path) -> int:
    """Make what comes on the standard input."""
    psutil.Process().nice(19 if os.name == "posix" else psutil.IDLE_PRIORITY_CLASS)
    say: Pronunciations = json.loads(sys.stdin.readline())
    lines: list[Line] = []
    for told in sys.stdin:
        line = json.loads(told)
        if line == _END:
            break
        lines.append((line[0], line[1]))
    threading.Thread(target=_end_with_the_kiosk, daemon=True).start()
    voice = best(folder, say)
    for lang, words in lines:
        voice.wav(words, lang)
    voice.tidy()
    return 0


def _end_with_the_kiosk() -> None:
    """The input ends when the program ends that wrote it."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
