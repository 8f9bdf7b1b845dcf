"""A prepared SQLite connection: the pragmas of this program, and no statement that outlives its transaction."""

import sqlite3
import weakref
from pathlib import Path
from typing import Any

from shared.store.sqlite.file_uri import file_uri
from shared.store.sqlite.locking import system_calls
from shared.store.sqlite.share import share_profile

STATEMENTS = 400  # prepared statements kept; more than the program has


class HallConnection(sqlite3.Connection):
    """A connection of which no statement outlives its transaction.

    A half-read SELECT would keep the lock after COMMIT, for all PCs. A cursor without references has ended by itself;
    whether one is left is asked of SQLite, once for each transaction.
    """

    handle: int | None = None  # SQLite's own name for it, where its library can be reached

    def close_cursors(self) -> None:
        """Before the transaction ends: nothing is to be done here."""

    def end_statements(self) -> bool:
        """End what was not read to its end; whether there was such: then this connection is to be closed."""
        return system_calls.end_statements(self.handle)


class RememberingConnection(HallConnection):
    """A connection that remembers its cursors and closes them: for a Python whose SQLite cannot be asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cursors: list[weakref.ref[sqlite3.Cursor]] = []

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """A cursor, as ever; it is closed with its transaction."""
        made = super().cursor(*args, **kwargs)
        self._cursors.append(weakref.ref(made))
        return made

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As ever; the cursor that sqlite3 makes for it is remembered."""
        made = super().execute(sql, parameters)
        self._cursors.append(weakref.ref(made))
        return made

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        """As ever; the cursor that sqlite3 makes for it is remembered."""
        made = super().executemany(sql, parameters)
        self._cursors.append(weakref.ref(made))
        return made

    def close_cursors(self) -> None:
        """End every statement that is still open."""
        for reference in self._cursors:
            cursor = reference()
            if cursor is not None:
                cursor.close()
        self._cursors.clear()


def connect(path: Path, *, journal: str = share_profile.DELETE, synchronous: str = "EXTRA") -> HallConnection:
    """A prepared SQLite connection to an existing file: the pragmas of this program and no waiting of its own."""
    connection, handle = system_calls.handle_of(
        lambda: sqlite3.connect(
            file_uri(path, "mode=rw"),
            uri=True,
            timeout=0,
            isolation_level=None,
            cached_statements=STATEMENTS,
            factory=HallConnection if system_calls.reachable() else RememberingConnection,
        )
    )
    connection.handle = handle
    try:
        connection.row_factory = sqlite3.Row
        for pragma in (
            "busy_timeout=0",
            "foreign_keys=ON",
            "cache_spill=OFF",
            "mmap_size=0",
            "locking_mode=NORMAL",
            f"synchronous={synchronous}",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA journal_mode={journal}")
    except BaseException:
        connection.close()
        raise
    return connection
