"""This PC's own SQLite files: made, opened, migrated, recognised, and set aside if they are damaged.

What cannot go into the hall's database now is kept in them, on this PC's disk, until it can: a device's acts and
numbers (``spool``), a hall's print jobs (``printing.stores``). All are of one form, and whatever waits in them stands
in the table ``outbox``. This is the only module of ``offline`` and ``printing`` that knows SQLite itself.
"""

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any, Self, cast

from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Db
from shared.store.sqlite import errors, schema
from shared.store.sqlite.file_uri import file_uri
from shared.store.sqlite.locking.local_lock import LocalLock
from shared.store.sqlite.migrations import PRINTER_HOLDS, statements

_log = logging.getLogger("antrean.local")
VERSION = 2
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (
    -- numbers that only this file may give out; next is the first that was not
    day TEXT NOT NULL, prefix TEXT NOT NULL, first INTEGER NOT NULL, next INTEGER NOT NULL,
    PRIMARY KEY (day, prefix, first), CHECK (next BETWEEN first AND first + 10)
) STRICT, WITHOUT ROWID;
"""
_OUTBOX = """
CREATE TABLE outbox (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL UNIQUE, act TEXT NOT NULL, day TEXT NOT NULL,
    at INTEGER NOT NULL, label TEXT, details TEXT NOT NULL CHECK (json_valid(details)),
    answer TEXT CHECK (answer IS NULL OR json_valid(answer)),    -- what the visitor was told
    outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)), -- what the hall said: settled
    settled_at INTEGER
) STRICT;
CREATE INDEX outbox_pending ON outbox (serial) WHERE settled_at IS NULL;
"""
_FROM_ACTS = (
    "DROP INDEX acts_pending",
    "ALTER TABLE acts RENAME TO outbox",
    "CREATE INDEX outbox_pending ON outbox (serial) WHERE settled_at IS NULL",
    f"UPDATE meta SET value = '{VERSION}' WHERE name = 'version'",
)
"""A spool of version 1: its waiting acts stood in a table of that name."""
_WAITING = """
SELECT json_extract(deed, '$.request') || iif(json_extract(deed, '$.name') = 'job',
    ' ' || json_extract(deed, '$.facts.job.state'), '') AS request,
    'print' AS act, '' AS day, json_extract(deed, '$.at') AS at,
    json_object('name', json_extract(deed, '$.name'), 'facts', json_extract(deed, '$.facts')) AS details
FROM waiting NOT INDEXED ORDER BY id
"""
_FROM_WAITING = (
    f"INSERT OR IGNORE INTO outbox (request, act, day, at, details) {_WAITING}",
    "DROP TABLE waiting",
)
"""A file of print jobs before version 2: what waited stood in a table of that name, as JSON."""
_SAVED = {
    "outbox": (
        "SELECT * FROM outbox NOT INDEXED WHERE settled_at IS NULL",
        "SELECT * FROM acts NOT INDEXED WHERE settled_at IS NULL",
        _WAITING,
    ),
    "print_jobs": ("SELECT * FROM print_jobs NOT INDEXED",),
    "printers": ("SELECT * FROM printers NOT INDEXED",),
}
"""What is saved from a damaged file of any version. Never its numbers: it is not known how many were given out."""
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_OF_THIS_PC = frozenset({Kind.FULL, Kind.READ_ONLY, Kind.CORRUPT, Kind.BUSY})
_ASIDE_SECONDS = 5.0


class LocalFile:
    """One such file, open. Any thread may use it, one at a time; other programs of this PC wait for some seconds.

    Attributes:
        path: where it is.
    """

    def __init__(self, path: Path, hall_id: str | None = None, *, checked: bool = False) -> None:
        """Open it or make it. ``hall_id`` is the hall that it must belong to; another hall's file is set aside.

        ``checked`` skips the search for damage: this program found none before. EnvironmentFault when this PC's own
        disk does not let us, or a newer program wrote it.
        """
        self.path = path
        self._lock = threading.RLock()
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _opened(path, hall_id, checked=checked)

    def close(self) -> None:
        """Let go of it."""
        with self._lock:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def reading(self) -> Generator[Db]:
        """A look; EnvironmentFault when it cannot be had."""
        with self._lock, _told(self.path):
            yield cast("Db", self._db)

    @contextlib.contextmanager
    def writing(self) -> Generator[Db]:
        """One transaction, on this PC's disk when the block ends."""
        with self.reading() as db, _transaction(self._db):
            yield db


def facts_of(path: Path) -> Mapping[str, str]:
    """What an existing file says about itself; it is not changed."""
    with (
        _told(path, "Start the program that it belongs to."),
        contextlib.closing(sqlite3.connect(file_uri(path, "mode=ro"), uri=True)) as db,
    ):
        return dict(db.execute("SELECT name, value FROM meta").fetchall())


def bring_forward(db: sqlite3.Connection) -> None:
    """Make what is missing, in one transaction: everything in a new file, the changes since in an older Antrean's."""
    if _version(db) >= VERSION:
        return
    with _transaction(db):
        if _version(db) >= VERSION:  # another program of this PC did it meanwhile
            return
        found = {name for (name,) in db.execute("SELECT name FROM sqlite_schema").fetchall()}
        for statement in _missing(db, found):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _missing(db: sqlite3.Connection, found: set[str]) -> Iterator[str]:
    if "meta" not in found:
        yield from statements(_TABLES)
    if "acts" in found:
        yield from _FROM_ACTS
    elif "outbox" not in found:
        yield from statements(_OUTBOX)
    if "waiting" in found:
        yield from _FROM_WAITING
    if "printers" not in found:
        yield from statements(schema.PRINTING)
    if not db.execute("SELECT 1 FROM pragma_table_info('printers') WHERE name = 'holds'").fetchone():
        yield PRINTER_HOLDS


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def _opened(path: Path, hall_id: str | None, *, checked: bool) -> sqlite3.Connection:
    try:
        db = _sound(path, checked=checked)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if not _is_broken(error):
            raise
        db = _afresh(path)
    if hall_id is None or _of_hall(db, hall_id):
        return db
    db.close()
    _log.warning("%s is another hall's: it was set aside as %s", path, _aside(path, "of-another-hall").name)
    return _sound(path)


def _is_broken(error: Exception) -> bool:
    return not isinstance(error, sqlite3.Error) or error.sqlite_errorcode & 0xFF in _BROKEN


def _of_hall(db: sqlite3.Connection, hall_id: str) -> bool:
    row = db.execute("SELECT value FROM meta WHERE name = 'hall'").fetchone()
    return row is None or row[0] == hall_id


def _sound(path: Path, *, checked: bool = False) -> sqlite3.Connection:
    with contextlib.ExitStack() as half_open:
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
        half_open.callback(db.close)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode=DELETE")
        # FULL alone may lose the last act in a power cut: the journal reappears
        db.execute("PRAGMA synchronous=EXTRA")
        if _version(db) > VERSION:
            sentence = f"{path} was written by a newer program."
            raise EnvironmentFault(Kind.NEWER_SCHEMA, sentence, "Install the newer program here too.")
        if not checked:
            _need_sound(db)
        bring_forward(db)
        half_open.pop_all()
    return db


def _need_sound(db: sqlite3.Connection) -> None:
    wrong = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if wrong != "ok":
        error = sqlite3.DatabaseError(wrong)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _afresh(path: Path) -> sqlite3.Connection:
    """Set a damaged file aside; what can still be read and was not settled goes on in a fresh one."""
    alone = LocalLock(f"aside-{path.name}")
    try:
        alone.acquire(_ASIDE_SECONDS)
        with contextlib.suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            return _sound(path)  # another program or thread of this PC was faster
        return _begun_again(path)
    finally:
        alone.close()


def _begun_again(path: Path) -> sqlite3.Connection:
    saved = {table: _readable(path, queries) for table, queries in _SAVED.items()}
    aside = _aside(path, "damaged")
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    count = len(saved["outbox"])
    _log.error("%s was damaged and is kept as %s; %d unsent acts were saved from it", path, aside.name, count)
    db = _sound(path)
    with _transaction(db):
        for table, rows in saved.items():
            for row in rows:
                names = ", ".join(row)
                places = ", ".join(f":{name}" for name in row)
                db.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", row)
    return db


def _readable(path: Path, queries: tuple[str, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for query in queries:
        with (
            contextlib.suppress(sqlite3.Error, UnicodeDecodeError),
            contextlib.closing(sqlite3.connect(file_uri(path, "mode=ro&immutable=1"), uri=True)) as db,
        ):
            db.row_factory = sqlite3.Row
            for row in db.execute(query):
                found.append(dict(row))  # one by one: what was read before the broken place is kept
    return found


def _aside(path: Path, why: str) -> Path:
    aside = path.with_name(f"{path.name}.{why}-{time.time_ns()}")
    path.rename(aside)
    return aside


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Generator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.OperationalError):  # COMMIT itself may have undone it
            db.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def _told(path: Path, remedy: str = "Look at this PC's disk, its free space and its rights.") -> Generator[None]:
    """Errors of SQLite or the disk become a fault of this PC, in plain words."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        kind = errors.kind_of(error)
        raise EnvironmentFault(
            kind if kind in _OF_THIS_PC else Kind.DEVICE, f"This PC's own file {path} cannot be used ({error}).", remedy
        ) from error
