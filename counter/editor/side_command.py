"""A command of ``antrean`` beside the window, in a process of its own: what takes long does not hold up the store.

Its answer is the command's JSON object. It can be stopped at any moment; it ends with the window.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

_ENDS_MS = 3_000


class SideCommand(QObject):
    """One run of one command.

    Signals:
        progress: how far it is, in percent.
        done: the answer (a dict); also a refusal or a fault, with ``exit_code`` of the command.
    """

    progress = Signal(int)
    done = Signal(object, int)

    def __init__(self, arguments: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.readyReadStandardError.connect(self._said)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._over = False
        self._stopped = False
        self._left = b""
        self._process.start(sys.executable, ["-m", "shared.cli", *arguments, "--json"])

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._over

    def stop(self) -> None:
        """Stop it; nothing is told any more."""
        if not self._over:
            self._stopped = self._over = True
            self._process.terminate()
            QTimer.singleShot(_ENDS_MS, self._process, self._process.kill)

    def close(self) -> None:
        """Stop it and wait until it is gone: the window ends."""
        self.stop()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_ENDS_MS)

    def _said(self) -> None:
        *lines, self._left = (self._left + bytes(self._process.readAllStandardError().data())).split(b"\n")
        for line in lines:
            word, _, percent = line.partition(b" ")
            if word == b"progress" and percent.strip().isdigit() and not self._stopped:
                self.progress.emit(int(percent))

    def _finished(self, code: int) -> None:
        if self._stopped:
            return
        self._over = True
        self.done.emit(_answer(bytes(self._process.readAllStandardOutput().data())), code)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and not self._stopped:
            self._over = True
            self.done.emit({}, 3)


def _answer(raw: bytes) -> dict[str, Any]:
    try:
        read: object = json.loads(raw or b"{}")
    except ValueError:
        return {}
    return cast("dict[str, Any]", read) if isinstance(read, dict) else {}
