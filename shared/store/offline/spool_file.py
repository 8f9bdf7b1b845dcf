"""The spool's file: made, opened, known again, and set aside when it is damaged."""

import contextlib
import logging
import secrets
import socket
import sqlite3
import time
from pathlib import Path

_log = logging.getLogger("antrean.spool")
VERSION = 1
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (
    -- numbers that only this file may give out; next is the first that was not
    day TEXT NOT NULL, prefix TEXT NOT NULL, first INTEGER NOT NULL, next INTEGER NOT NULL,
    PRIMARY KEY (day, prefix, first), CHECK (next BETWEEN first AND first + 10)
) STRICT, WITHOUT ROWID;
CREATE TABLE acts (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL UNIQUE, act TEXT NOT NULL, day TEXT NOT NULL,
    at INTEGER NOT NULL, label TEXT, details TEXT NOT NULL CHECK (json_valid(details)),
    answer TEXT CHECK (answer IS NULL OR json_valid(answer)),    -- what the visitor was told
    outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)), -- what the hall's file said: settled
    settled_at INTEGER
) STRICT;
CREATE INDEX acts_pending ON acts (serial) WHERE settled_at IS NULL;
"""
_ACT = "request, act, day, at, label, details, answer, outcome, settled_at"
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def opened(path: Path, hall_id: str) -> sqlite3.Connection:
    """The spool's connection. Two programs of one device wait for each other for some seconds."""
    try:
        db = _sound(path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF not in _BROKEN:
            raise
        return _afresh(path)
    return db if _of_hall(db, hall_id) else _for_this_hall(db, path)


def _of_hall(db: sqlite3.Connection, hall_id: str) -> bool:
    row = db.execute("SELECT value FROM meta WHERE name = 'hall'").fetchone()
    return row is None or row[0] == hall_id


def _for_this_hall(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Somebody gave another hall's spool this name: what is kept in it is not this hall's, and stays as it is."""
    db.close()
    aside = path.with_name(f"{path.name}.of-another-hall-{time.time_ns()}")
    path.rename(aside)
    _log.warning("%s is another hall's: it was set aside as %s", path, aside.name)
    return _sound(path)


def facts(db: sqlite3.Connection, path: Path, hall_id: str, device: str) -> dict[str, str]:
    """What the file says of itself, written into a fresh one. A file that was copied holds no numbers any more."""
    found = dict(db.execute("SELECT name, value FROM meta").fetchall())
    place = f"{socket.gethostname()} {path.stat().st_ino}"
    if found.get("place") != place:
        if "spool" in found:
            _log.warning("%s was copied from elsewhere: its numbers stay with the first one", path)
            db.execute("DELETE FROM blocks")
        made = {"spool": secrets.token_hex(8), "place": place}
        found = {"hall": hall_id, "device": device, "version": str(VERSION)} | found | made
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(found.items()))
    return found


def _sound(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode=DELETE")
        # FULL alone may lose the last act in a power cut: the journal comes back
        db.execute("PRAGMA synchronous=EXTRA")
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in _TABLES.strip().split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
        _need_sound(db)
    except BaseException:
        db.close()
        raise
    return db


def _need_sound(db: sqlite3.Connection) -> None:
    wrong = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if wrong != "ok":
        error = sqlite3.DatabaseError(wrong)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _afresh(path: Path) -> sqlite3.Connection:
    """Set a damaged file aside; the acts in it that can still be read and were not settled go on in a fresh one."""
    aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
    kept = _readable_acts(path)
    path.rename(aside)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    _log.error("%s was damaged and is kept as %s; %d unsent acts were saved from it", path, aside.name, len(kept))
    db = _sound(path)
    marks = ", ".join("?" * (_ACT.count(",") + 1))
    db.executemany(f"INSERT OR IGNORE INTO acts ({_ACT}) VALUES ({marks})", kept)
    return db


def _readable_acts(path: Path) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    with (
        contextlib.suppress(sqlite3.Error, UnicodeDecodeError),
        contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db,
    ):
        for row in db.execute(f"SELECT {_ACT} FROM acts NOT INDEXED WHERE settled_at IS NULL"):
            found.append(row)  # one by one: what was read before the broken place counts
    return found
