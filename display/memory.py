"""How far a display had read, kept on this PC, so that after a power cut it shows what it missed."""

import logging
import re
from pathlib import Path
from typing import Any, cast

from shared import json_file

_log = logging.getLogger("antrean.display")


class Memory:
    """How far one display was: the hall, the last event that stood on the screen, the calls that are not said yet.

    Attributes:
        folder: where this PC keeps it, and other small things.
    """

    def __init__(self, folder: Path, device: str) -> None:
        self.folder = folder
        self._path = folder / f"display-{re.sub(r'[^A-Za-z0-9_-]', '_', device)}.json"
        self._written: tuple[str, int, tuple[int, ...]] | None = None

    def read(self) -> tuple[str | None, int | None, tuple[int, ...]]:
        """Hall id, cursor, and the sequences of calls to be said; (None, None, ()) if there is nothing valid."""
        try:
            kept = cast("dict[str, Any]", json_file.read(self._path))
            return str(kept["hall"]), int(kept["cursor"]), tuple(map(int, kept.get("unsaid", ())))
        except (ValueError, KeyError, TypeError, OverflowError):
            return None, None, ()

    def write(self, hall_id: str, cursor: int, unsaid: tuple[int, ...] = ()) -> None:
        """Keep it, whole or not at all; a full disk costs the catching up after the next start, nothing else."""
        if self._written == (hall_id, cursor, unsaid):
            return
        try:
            json_file.write(self._path, {"hall": hall_id, "cursor": cursor, "unsaid": list(unsaid)})
        except OSError as error:
            _log.debug("the display's place cannot be kept: %s", error)
        self._written = hall_id, cursor, unsaid
