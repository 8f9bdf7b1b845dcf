"""The newest backup as a snapshot of past days: whoever reads years of them holds up nobody in the live file."""

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

_FOLDER = "backups"


@contextlib.contextmanager
def opened(folder: Path, hall_id: str, history: int) -> Generator[tuple[sqlite3.Connection, str] | None]:
    """The newest backup of this hall, and the day before which nothing in it has changed since; None if none serves.

    Days before a backup's last two are final, unless the hall's ``history`` has grown since.
    A backup gets its name only when it is whole and checked, and nobody writes to it in place: it needs no lock.
    """
    with contextlib.ExitStack() as stack:
        found: tuple[sqlite3.Connection, str] | None = None
        newest = max((folder / _FOLDER).glob("hall-????????-??????.db"), default=None)
        if newest is not None:
            with contextlib.suppress(sqlite3.Error):
                db = sqlite3.connect(f"{newest.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
                stack.callback(db.close)
                until = _until(db, hall_id, history)
                found = None if until is None else (db, until)
        yield found


def _until(db: sqlite3.Connection, hall_id: str, history: int) -> str | None:
    own = db.execute("SELECT value FROM meta WHERE name = 'hall_id'").fetchone()
    day, before, then = db.execute("SELECT day, previous_day, history FROM pulse").fetchone()
    return (before or day) if own == (hall_id,) and then == history else None
