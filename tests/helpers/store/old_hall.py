"""A hall's file as the first Antrean made it: only the first migration, with bookings in it."""

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from shared.store.record import hall_rows
from shared.store.sqlite import migrations
from tests.helpers.hall import MORNING, small_hall


def made_by_the_first(folder: Path, codes: Iterable[str] = ()) -> None:
    """Make it in ``folder``, with an open booking of 23 November 2026 for each code."""
    with contextlib.closing(sqlite3.connect(folder / "hall.db", isolation_level=None)) as db:
        migrations.MIGRATIONS.apply(Database(db, execute_plugins=False), stop_before=sorted(migrations.KNOWN)[1:])
        db.execute("BEGIN")
        hall_rows.write(db, hall_rows.rows_of(small_hall()))
        db.execute("INSERT INTO pulse (id, hall_version) VALUES (1, 1)")
        db.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", [("hall_id", "h"), ("created_at", str(MORNING))])
        db.executemany(
            "INSERT INTO bookings (code, day, service, at) VALUES (?, '2026-11-23', 'AB.1', ?)",
            [(code, MORNING + 3_600_000) for code in codes],
        )
        db.execute("COMMIT")
