"""What stands in a file of the hall or a copy of it: its rows, and what its invariants say against it."""

import contextlib
import sqlite3
from pathlib import Path

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
