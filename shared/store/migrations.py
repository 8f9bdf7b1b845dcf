"""From an empty file to the present schema, forward only, one numbered function for each version.

``PRAGMA user_version`` says the version to a program that only looks at the header; sqlite-utils' own table says
which migrations were applied, to whoever opens the file with it.
"""

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from shared.store import schema
from shared.store.views import VIEWS

SET = "antrean"
MIGRATIONS = Migrations(SET)
KNOWN = frozenset({"0001_first"})
"""The names of all changes that this program knows."""


@MIGRATIONS(name="0001_first")
def _first(db: Database) -> None:
    """Version 1: everything."""
    for statement in statements(schema.TABLES + VIEWS):
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    db.conn.execute("PRAGMA user_version = 1")


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: sqlite3's own ``executescript`` would end the open transaction."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        whole = "\n".join(lines)
        if line.rstrip().endswith(";") and sqlite3.complete_statement(whole):
            yield whole
            lines = []


def migrate(db: sqlite3.Connection) -> None:
    """Bring a file to the present version. To be done alone, with the hall closed."""
    MIGRATIONS.apply(Database(db, execute_plugins=False))


def unknown(db: sqlite3.Connection) -> str | None:
    """A change that a newer program made to this file; None when we know them all."""
    applied = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,))
    return next((name for (name,) in applied.fetchall() if name not in KNOWN), None)


def version(db: sqlite3.Connection) -> int:
    """The file's schema version; 0 for a file that is no hall's."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found
