"""Where copies of a hall are made: on this PC's own disk; faults there name that disk."""

import contextlib
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

from shared.faults import EnvironmentFault
from shared.store.sqlite import errors

_PREFIX = "antrean-copy-"
_DEAD_SECONDS = 24 * 3600
"""Nobody works so long on a copy: the PC was switched off in the middle of it."""


@contextlib.contextmanager
def workshop() -> Generator[Path]:
    """A folder on this PC's own disk that is deleted afterwards; faults in it name it."""
    remedy = "Free some space there, or set TMPDIR to a folder on a larger disk of this PC."
    with disk(tempfile.gettempdir(), remedy), private_folder() as folder:
        yield folder


@contextlib.contextmanager
def private_folder() -> Generator[Path]:
    """The same without a word about faults. What a killed program left long ago is deleted, too."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):  # another user's, or another program is doing the same
            if time.time() - path.stat().st_mtime > _DEAD_SECONDS:
                shutil.rmtree(path)
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield Path(folder)


@contextlib.contextmanager
def disk(place: Path | str, remedy: str = "Look at that disk.") -> Generator[None]:
    """Faults of the disk that a copy is written to name that place, not the hall's file."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        kind = errors.kind_of(error)
        raise EnvironmentFault(kind, f"A copy of the hall cannot be written to {place} ({why}).", remedy) from error
