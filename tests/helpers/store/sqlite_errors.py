"""Errors as SQLite gives them: a message with a code."""

import sqlite3


def coded(error: sqlite3.Error, code: int) -> sqlite3.Error:
    """The error with SQLite's own code in it, which Python sets only itself."""
    error.sqlite_errorcode = code
    return error
