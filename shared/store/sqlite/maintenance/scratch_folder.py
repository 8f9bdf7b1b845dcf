"""Where copies of a hall are made: on this PC's own disk; faults there name that disk."""

import contextlib
import sqlite3
import tempfile
from collections.abc import Generator
from pathlib import Path

from shared.faults import EnvironmentFault
from shared.store.sqlite import errors


@contextlib.contextmanager
def workshop() -> Generator[Path]:
    """A folder on this PC's own disk that is deleted afterwards; faults in it name it."""
    remedy = "Free some space there, or set TMPDIR to a folder on a larger disk of this PC."
    with disk(tempfile.gettempdir(), remedy), tempfile.TemporaryDirectory(prefix="antrean-") as folder:
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
