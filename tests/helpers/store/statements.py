"""What SQLite itself says about a connection's statements: none may be half read once a transaction has ended."""

import ctypes

from shared.store.sqlite.locking import system_calls
from shared.store.sqlite.sqlite_connection import HallConnection


def half_read(connection: HallConnection) -> list[str]:
    """The SQL of every statement that was begun and not ended."""
    library = system_calls._library()  # pyright: ignore[reportPrivateUsage]
    if library is None or not connection.handle:
        return []
    library.sqlite3_next_stmt.restype = ctypes.c_void_p
    library.sqlite3_next_stmt.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    library.sqlite3_stmt_busy.argtypes = (ctypes.c_void_p,)
    library.sqlite3_sql.restype = ctypes.c_char_p
    library.sqlite3_sql.argtypes = (ctypes.c_void_p,)
    found: list[str] = []
    statement = library.sqlite3_next_stmt(connection.handle, None)
    while statement:
        if library.sqlite3_stmt_busy(statement):
            found.append(library.sqlite3_sql(statement).decode())
        statement = library.sqlite3_next_stmt(connection.handle, statement)
    return found
