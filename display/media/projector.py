"""Shows posters and videos one after the other, and steps over what fails: a broken file costs nobody a call.

What is being shown is kept on this PC's disk: a file that ended the program twice is not shown again.
"""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, Signal, Slot

from display.media.media_fault import LeftOut, MediaFault
from display.media.programme import Showing
from shared import json_file
from shared.text.languages import ENGLISH, pick

_log = logging.getLogger("antrean.display")
STALLED_AFTER = 8.0
"""Seconds without a new picture of a video."""
_CRASHES = 2


def version(path: Path) -> str:
    """Changes when somebody replaces the file."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size}-{int(status.st_mtime)}"


class Projector(QObject):
    """Which medium is on.

    Signals:
        shown: a :class:`Showing`, or None for none.
        left_out: a file failed (a :class:`LeftOut`).
    """

    shown = Signal(object)
    left_out = Signal(object)

    def __init__(
        self, folder: Path, monotonic: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._diary = folder / "media-now.json"
        self._list: tuple[Showing, ...] = ()
        self._now: Showing | None = None
        self._since = 0.0
        self._alive = 0.0
        self._bad: set[tuple[str, str]] = set()  # name and version
        self._accused = self._read()

    @property
    def now(self) -> Showing | None:
        """What is on."""
        return self._now

    def use(self, showings: Sequence[Showing]) -> None:
        """What may be shown now."""
        self._list = tuple(showings)
        if self._now is not None and self._now not in self._list:
            self._begin(None)

    def tick(self, *, wanted: bool) -> None:
        """A second passed; ``wanted``: there is room for it."""
        on, now = self._now, self._monotonic()
        if not wanted:
            if on is not None:
                self._begin(None)
        elif on is None:
            self._begin(self._next(None))
        elif on.video and now - self._alive > STALLED_AFTER:
            self._failed(on, MediaFault.STALLED)
        elif not on.video and now - self._since >= on.seconds:
            self._begin(self._next(on))

    @Slot()
    def alive(self) -> None:
        """The video showed a picture."""
        self._alive = self._monotonic()

    @Slot(str)
    def over(self, path: str) -> None:
        """The video came to its end."""
        if self._now is not None and str(self._now.path) == path:
            self._begin(self._next(self._now))

    @Slot(str)
    def failed(self, path: str) -> None:
        """The picture or video cannot be shown."""
        if self._now is not None and str(self._now.path) == path:
            self._failed(self._now, MediaFault.UNPLAYABLE if self._now.video else MediaFault.DAMAGED)

    def close(self) -> None:
        """The program ends in order."""
        self._write(None)

    def _failed(self, one: Showing, why: MediaFault) -> None:
        self._leave_out(one, why)
        self._begin(self._next(one))

    def _leave_out(self, one: Showing, why: MediaFault) -> None:
        found = LeftOut(one.path.name, version(one.path), why)
        self._bad.add((found.name, found.version))
        _log.warning("%s is left out: %s", found.name, pick(why.words, ENGLISH))
        self.left_out.emit(found)

    def _next(self, last: Showing | None) -> Showing | None:
        """The one after ``last`` that can be shown."""
        at = self._list.index(last) + 1 if last in self._list else 0
        for one in (*self._list[at:], *self._list[:at]):
            key = (one.path.name, version(one.path))
            if key in self._bad:
                continue
            if self._accused.get("key") == list(key) and self._accused.get("times", 0) >= _CRASHES:
                self._leave_out(one, MediaFault.CRASHED)
                continue
            return one
        return None

    def _begin(self, one: Showing | None) -> None:
        self._since = self._alive = self._monotonic()
        if one is self._now and one is not None and not one.video:
            return  # the only picture simply stays
        self._now = one
        self._write(one if one is not None and one.video else None)
        self.shown.emit(one)

    def _read(self) -> dict[str, Any]:
        """What was on when the program last ended without saying so, and how often."""
        try:
            kept = cast("dict[str, Any]", json_file.read(self._diary))
            return {"key": [str(part) for part in kept["key"]], "times": int(kept["times"]) + 1}
        except (ValueError, KeyError, TypeError, OverflowError):
            return {}

    def _write(self, one: Showing | None) -> None:
        key = None if one is None else [one.path.name, version(one.path)]
        try:
            if key is None:
                self._diary.unlink(missing_ok=True)
            else:
                times = self._accused.get("times", 0) if self._accused.get("key") == key else 0
                json_file.write(self._diary, {"key": key, "times": times})
        except OSError as error:
            _log.debug("what is shown cannot be kept: %s", error)
