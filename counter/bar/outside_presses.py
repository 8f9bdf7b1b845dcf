"""Presses from outside (``antrean press``): a shortcut, a keypad, a foot switch, while another window has the keys."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from counter.desk.acts import Act
from shared.press_door import ACTS, door_of

QUIET_SECONDS = 1.0
"""A held key of a desktop starts one command after the other: an act counts again once it was quiet for this long."""

_log = logging.getLogger("antrean.counter")


def by_word(press: Callable[[Act], None], undo: Callable[[], None]) -> Callable[[str], None]:
    """Presses by a word of ``ACTS``: ``press`` is what a button does, ``undo`` what Ctrl+Z does."""
    return lambda word: undo() if word == "undo" else press(Act(word.replace("-", "_")))


class PressDoor(QObject):
    """Hears one word on each connection and presses that button."""

    def __init__(
        self,
        local_folder: Path,
        counter: str,
        press: Callable[[str], None],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``press`` does what a word of ``ACTS`` says."""
        super().__init__(parent)
        self._press, self._monotonic = press, monotonic
        self._last: dict[str, float] = {}
        door = door_of(local_folder, counter)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        QLocalServer.removeServer(door)
        if not self._server.listen(door):
            _log.warning("presses from outside are not heard at %s: %s", door, self._server.errorString())

    def close(self) -> None:
        """Nothing is heard any more."""
        self._server.close()

    def _welcome(self) -> None:
        line = self._server.nextPendingConnection()
        line.readyRead.connect(lambda: self._hear(line))
        line.disconnected.connect(line.deleteLater)

    def _hear(self, line: QLocalSocket) -> None:
        if not line.canReadLine():
            return
        word = bytes(line.readLine().data()).decode(errors="replace").strip()
        line.write(self._act(word).encode() + b"\n")
        line.flush()
        line.disconnectFromServer()

    def _act(self, word: str) -> str:
        if word not in ACTS:
            return "unknown"
        now, before = self._monotonic(), self._last.get(word)
        self._last[word] = now
        if before is not None and now - before < QUIET_SECONDS:
            return "repeated"
        self._press(word)
        return "pressed"
