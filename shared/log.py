"""Logging: one named logger per area, one line per fact, no personal data; a file of limited size."""

import contextlib
import logging
import logging.handlers
import sys
from pathlib import Path

from shared.faults import EnvironmentFault, Kind

LINE = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_BYTES = 2_000_000
_KEPT = 3
_ROOT = "antrean"


def logger(area: str) -> logging.Logger:
    """The logger of an area, as ``store`` or ``kiosk``."""
    return logging.getLogger(f"{_ROOT}.{area}")


def start(program: str, folder: Path | None = None, level: int = logging.INFO, *, screen: bool = True) -> None:
    """Log to ``folder/program.log``; with ``screen`` warnings to standard error, too. A second call changes nothing.

    Without a writable folder there is no file, but the program runs.
    """
    root = logging.getLogger(_ROOT)
    if root.handlers:
        return
    root.setLevel(level)
    if screen:
        stream = logging.StreamHandler(sys.stderr)
        stream.setLevel(logging.WARNING)
        stream.setFormatter(logging.Formatter(LINE))
        root.addHandler(stream)
    if folder is not None:
        with contextlib.suppress(OSError):
            root.addHandler(_file(program, folder))


def _file(program: str, folder: Path) -> logging.Handler:
    folder.mkdir(parents=True, exist_ok=True)
    file = logging.handlers.RotatingFileHandler(
        folder / f"{program}.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    file.setFormatter(logging.Formatter(LINE))
    return file


def level(fault: EnvironmentFault) -> int:
    """The level for something that failed through a fault: an outage has its own two lines in the log."""
    return logging.WARNING if fault.kind in _NO_OUTAGE else logging.DEBUG


_NO_OUTAGE = frozenset({Kind.CLOCK, Kind.SKEW, Kind.PRETENDED, Kind.DEVICE, Kind.BUG})


def shown(path: Path | str) -> str:
    """A file's name that somebody else chose, for a log or a screen: characters that cannot be written become codes."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in str(path))
