"""The hall's logo for the greeting: read off the screen's thread, for a share may let one wait."""

import base64
import io
import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shared.log import shown
from shared.picture_file import PictureFault, load

_log = logging.getLogger("antrean.kiosk")
_LARGEST = (1200, 600)  # dots


class LogoFile(QObject):
    """Reads one picture at a time; a broken or missing one is named in the log, and the greeting stands without it."""

    told = Signal(str)  # an address for QML's Image; empty without a picture

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: threading.Thread | None = None
        self._fault = ""

    def read(self, path: Path) -> None:
        """Ask for a picture; ``told`` answers. While one is being read, a second question changes nothing."""
        if self._reading is None or not self._reading.is_alive():
            self._reading = threading.Thread(target=self._read, args=(path,), name="logo", daemon=True)
            self._reading.start()

    def _read(self, path: Path) -> None:
        try:
            picture, fault = load(path), ""
            picture.thumbnail(_LARGEST)
            kept = io.BytesIO()
            picture.save(kept, "PNG")
            address = "data:image/png;base64," + base64.b64encode(kept.getvalue()).decode()
        except PictureFault as error:
            address, fault = "", str(error)
            if fault != self._fault:
                _log.warning("the kiosk greets without the logo %s: %s", shown(path), fault)
        self._fault = fault
        self.told.emit(address)
