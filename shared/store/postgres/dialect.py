"""The one place where our SQL, written for both engines, becomes PostgreSQL's.

Statements differ in their placeholders only. What makes tables is written for SQLite (``sqlite.schema``,
``sqlite.migrations``) and translated here, so that both engines have the same tables, numbered alike.
"""

import functools
import re

_PIECES = re.compile(r"'(?:[^']|'')*'|\?|%|(?<!:):([a-z_]\w*)")
_INDEXED = re.compile(r"\s+(?:NOT INDEXED|INDEXED BY \w+)")


@functools.lru_cache(maxsize=2000)
def statement(sql: str) -> str:
    """A statement with ``?`` or ``:name`` as psycopg wants it, without the words that only SQLite knows."""
    return _PIECES.sub(_piece, _INDEXED.sub("", sql))


def _piece(match: re.Match[str]) -> str:
    text = match.group()
    if text == "?":
        return "%s"
    if text.startswith(":"):
        return f"%({match.group(1)})s"
    return text.replace("%", "%%")


_TYPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"--[^\n]*", ""),
        (r"\s+STRICT\b,?", ""),
        (r"(?<=\))\s*,?\s*WITHOUT ROWID", ""),
        (r"\bnumber INTEGER PRIMARY KEY AUTOINCREMENT", "number BIGINT PRIMARY KEY DEFAULT next_call()"),
        (r"\bINTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT PRIMARY KEY"),
        (r"\bINTEGER\b", "BIGINT"),
        (r"\bREAL\b", "DOUBLE PRECISION"),
        (r"\bBLOB\b", "BYTEA"),
        (r"\bTEXT\b", 'TEXT COLLATE "C"'),
        (r"\bUPDATE OR IGNORE\b", "UPDATE"),
        (r"\bINSERT OR IGNORE INTO (.*)$", r"INSERT INTO \1 ON CONFLICT DO NOTHING"),
    )
)
_ONLY_SQLITE = re.compile(r"\s*(?:PRAGMA|CREATE VIEW|DROP VIEW)\b")
_SPACES = re.compile(r"[ \t]*\n\s*")


def definition(sql: str) -> str | None:
    """A statement that makes or changes tables; None for one that means nothing on a server.

    Views for statisticians are the engine's own (``server_views``).
    """
    for pattern, put in _TYPES[:1]:
        sql = pattern.sub(put, sql)
    if _ONLY_SQLITE.match(sql):
        return None
    for pattern, put in _TYPES[1:]:
        sql = pattern.sub(put, sql)
    return _SPACES.sub(" ", sql).strip().rstrip(";").rstrip()
