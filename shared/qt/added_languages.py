"""Languages that the hall added by files: read from this PC at once, brought from the share when the hall is there."""

import contextlib
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from shared.text import language_files


class AddedLanguages(QObject):
    """Follows the files.

    Signals:
        found: the languages of this program are others than before.
    """

    found = Signal()
    _copied = Signal()

    def __init__(self, share: Path, local: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._share, self._local = share, local
        self._known: tuple[language_files.AddedLanguage, ...] = ()
        self._copied.connect(self._read, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def look(self) -> None:
        """Take what this PC has, and look on the share on a thread that may be left behind: a share can block."""
        self._read()
        threading.Thread(target=self._copy, name="languages", daemon=True).start()

    def _copy(self) -> None:
        with contextlib.suppress(OSError, RuntimeError):  # the share went, or the program is ending
            language_files.copy(self._share, self._local)
            self._copied.emit()

    @Slot()
    def _read(self) -> None:
        added = language_files.read_all(self._local)
        if added != self._known:
            self._known = added
            language_files.use(added)
            self.found.emit()
