"""What a move that was interrupted may have left: an older state of the same hall, which the hall in use holds whole.

Such remains are put aside, and the move is done again; anything else that lies in the way is not touched.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import psycopg

from shared.clock import Clock
from shared.faults import EnvironmentFault
from shared.store.engine import Db
from shared.store.postgres.server_connection import ServerConnection, ask
from shared.store.postgres.server_copy import plain
from shared.store.postgres.server_rows import ServerDb
from shared.store.sqlite.connection import FILE
from shared.store.sqlite.maintenance import backup as backups
from shared.store.sqlite.maintenance.restore import need_nobody
from shared.store.sqlite.maintenance.scratch_folder import disk


def is_in(there: Any, here: Any) -> bool:
    """Whether the hall ``here`` has all that is ``there``: the same hall, and its last event, chain included."""
    last = "SELECT sequence, at, what, device, prev FROM events WHERE sequence = "
    of_there = there.execute(f"{last}(SELECT max(sequence) FROM events)").fetchone()
    if _hall_id(there) != _hall_id(here):
        return False
    return of_there is None or _told(of_there) == _told(here.execute(f"{last}?", (of_there[0],)).fetchone())


def _hall_id(db: Db) -> str:
    row = db.execute("SELECT value FROM meta WHERE name = 'hall_id'").fetchone()
    return "" if row is None else str(row[0])


def _told(row: Any) -> tuple[Any, ...] | None:
    """The same from both engines."""
    return None if row is None else tuple(map(plain, row))


def is_file_in(folder: Path, here: ServerConnection) -> bool:
    """Whether the file in a folder is an older state of the hall on the server."""
    if not (folder / FILE).is_file():
        return False
    with (
        contextlib.suppress(sqlite3.Error, EnvironmentFault),
        contextlib.closing(backups.opened(folder / FILE, open_end=True)) as there,
    ):
        return is_in(there, ServerDb(here))
    return False


def is_schema_in(there: ServerConnection, here: sqlite3.Connection) -> bool:
    """Whether the schema that the connection looks at is an older state of the hall in the file."""
    try:
        return is_in(ServerDb(there), here)
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn, psycopg.errors.InsufficientPrivilege):
        return False


def put_file_aside(folder: Path, clock: Clock) -> Path:
    """A hall's file lies beside the backups from now on: nobody opens it by mistake."""
    need_nobody(folder, clock)
    kept = folder / backups.FOLDER / f"before-move-{clock()}"
    left = [folder / name for name in (FILE, f"{FILE}-journal") if (folder / name).exists()]
    if left:
        with disk(kept):
            kept.mkdir(parents=True, exist_ok=True)
            for path in left:
                path.rename(kept / path.name)
    return kept


def rename_schema(connection: ServerConnection, schema: str, clock: Clock) -> str:
    """A hall's schema has another name from now on: whoever still names it finds no hall."""
    name = f"{schema}_moved_{clock()}"
    ask(connection, f"ALTER SCHEMA {schema} RENAME TO {name}", None)
    return name
