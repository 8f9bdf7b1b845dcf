"""A SQLite file for statisticians: tables of sums, and the same in Indonesian as views."""

import contextlib
import sqlite3
from collections.abc import Iterable

from shared.reports.open_tables import OpenTable, both
from shared.store.record.hall_index import marks


def made(tables: Iterable[OpenTable]) -> bytes:
    """The whole file."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("BEGIN")
        db.execute(
            "CREATE TABLE dictionary (table_name TEXT, column_name TEXT, view_name TEXT, view_column TEXT,"
            " meaning_id TEXT, meaning_en TEXT, PRIMARY KEY (table_name, column_name)) WITHOUT ROWID"
        )
        for table in tables:
            _table(db, table)
        db.execute("COMMIT")
        return db.serialize()


def _table(db: sqlite3.Connection, table: OpenTable) -> None:
    columns = ", ".join(f"{column.name} {column.kind}" for column in table.columns)
    keys = ", ".join(column.name for column in table.columns[: table.keys])
    db.execute(f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({keys})) WITHOUT ROWID")
    db.executemany(f"INSERT INTO {table.name} VALUES ({marks(len(table.columns))})", table.rows)
    named = ", ".join(f"{column.name} AS {column.indonesian}" for column in table.columns)
    db.execute(f"CREATE VIEW {table.indonesian} AS SELECT {named} FROM {table.name}")
    entries = [("", "", table.meaning), *((c.name, c.indonesian, c.meaning) for c in table.columns)]
    db.executemany(
        "INSERT INTO dictionary VALUES (?, ?, ?, ?, ?, ?)",
        [(table.name, name, table.indonesian, own, *both(meaning)) for name, own, meaning in entries],
    )
