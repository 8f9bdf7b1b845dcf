"""Questions of reports that go back over years: the live file and the yearly archives read as one."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from shared.store.archive import FOLDER
from shared.store.connection import HallFile
from shared.store.events import Event, event_of

_EVENTS = (
    "SELECT sequence, at, day, what, device, officer, ticket, label, step, service, counter, call, reason, data"
    " FROM events WHERE sequence >= ? AND sequence < ? AND sequence > ? ORDER BY sequence LIMIT 2000"
)
_FAR = 2**62


def archives(folder: Path, first: str, last: str) -> list[Path]:
    """The yearly files that may hold days from ``first`` to ``last``, oldest first."""
    found = sorted((folder / FOLDER).glob("hall-????.db"))
    return [path for path in found if first[:4] <= path.stem[5:] <= last[:4]]


def events_of_days(hall_file: HallFile, first: str, last: str) -> Iterator[Event]:
    """Every event of the days from ``first`` to ``last``, each once, in order, wherever it lies now.

    A day's events are those from its opening to the next day's.
    """
    seen = 0
    for path in archives(hall_file.folder, first, last):
        with contextlib.closing(_opened(path)) as db:
            low, high = _range(db, first, last)
            while rows := db.execute(_EVENTS, (low, high, seen)).fetchall():
                seen = rows[-1][0]
                yield from map(event_of, rows)
    while True:
        with hall_file.reading() as db:
            low, high = _range(db, first, last)
            rows = db.execute(_EVENTS, (low, high, seen)).fetchall()
        if not rows:
            return
        seen = rows[-1][0]
        yield from map(event_of, rows)


def tallies_of_days(hall_file: HallFile, first: str, last: str) -> dict[tuple[str, str], dict[str, int]]:
    """The tallies by day and service; the live file's where both have them."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for path in archives(hall_file.folder, first, last):
        with contextlib.closing(_opened(path)) as db:
            found |= _tallies(db, first, last)
    with hall_file.reading() as db:
        return found | _tallies(db, first, last)


def _opened(path: Path) -> sqlite3.Connection:
    """A yearly file: nobody writes to it in place, so it is read without any lock."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    db.row_factory = sqlite3.Row
    return db


def _range(db: sqlite3.Connection, first: str, last: str) -> tuple[int, int]:
    """The sequences of the days, from the small table that knows where each day begins."""
    low = db.execute("SELECT min(first_event) FROM days WHERE day >= ?", (first,)).fetchone()[0]
    high = db.execute("SELECT min(first_event) FROM days WHERE day > ?", (last,)).fetchone()[0]
    return (_FAR if low is None else low), (_FAR if high is None else high)


def _tallies(db: sqlite3.Connection, first: str, last: str) -> dict[tuple[str, str], dict[str, int]]:
    rows = db.execute("SELECT * FROM tallies WHERE day BETWEEN ? AND ?", (first, last))
    return {
        (row["day"], row["service"]): {name: row[name] for name in row.keys() if name not in ("day", "service")}  # noqa: SIM118
        for row in rows.fetchall()
    }
