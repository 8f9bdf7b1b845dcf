"""What stands in a file of the hall or a copy of it: its rows, and what its invariants say against it."""

import contextlib
import sqlite3
from pathlib import Path

from shared.domain.ticket import label as label_of
from shared.store.sqlite.maintenance import copying, invariants


def rows_of(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = [*copying.KEYS, *copying.SMALL]
    return {table: sorted(map(tuple, db.execute(f"SELECT * FROM {table}").fetchall()), key=repr) for table in tables}


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return rows_of(db)


def problems(path: Path) -> tuple[invariants.BrokenInvariant, ...]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return invariants.check(db)


def gaps(db: sqlite3.Connection, day: str) -> tuple[str, ...]:
    """Labels of a day that were never given out although a higher one was: none if nothing failed."""
    missing: list[str] = []
    prefixes = db.execute("SELECT prefix, max(number) FROM tickets WHERE day = ? GROUP BY prefix", (day,)).fetchall()
    for prefix, highest in prefixes:
        given = {n for (n,) in db.execute("SELECT number FROM tickets WHERE day = ? AND prefix = ?", (day, prefix))}
        missing.extend(label_of(prefix, number) for number in range(1, highest) if number not in given)
    return tuple(missing)
