"""Whether a file is a hall's that this program may use, and is still the one that was opened.

Checked before SQLite touches the file, when it was opened, and again within the first transaction after any commit
of others: somebody may have put another hall's file, an older copy, a newer program's or a WAL file in its place.
"""

import os
import sqlite3
from pathlib import Path

from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.engine import Db
from shared.store.sqlite import errors, header, migrations, remains, schema

CHANGED = (Kind.WRONG_HALL, Kind.NEWER_SCHEMA, Kind.UNSAFE_SHARE, Kind.NO_HALL)
"""The faults by which a file is found to be another one than was opened."""
_SEQUENCE = "SELECT seq FROM sqlite_sequence WHERE name = 'events'"
_LOOK = f"SELECT (SELECT value FROM meta WHERE name = 'hall_id'), ({_SEQUENCE})"


def check_header(path: Path, raw: bytes) -> None:
    """Refuse what is not a hall's file by its first bytes, or by what is beside it."""
    found, wrong = header.parse(raw), remains.of_header(raw)
    if found is not None and found.wal:
        raise errors.wal(path)
    if found is None or wrong is not None:
        kind = Kind.CORRUPT if wrong == remains.NO_DATABASE else Kind.NO_HALL
        raise remains.fault(path.parent, wrong or remains.NO_DATABASE, kind)
    if found.schema > schema.VERSION:
        raise errors.newer(path, found.schema, schema.VERSION)
    check_beside(path)


def check_beside(path: Path) -> None:
    """Refuse a leftover of WAL beside the file: SQLite would use it as a part of the file, whatever it is."""
    beside = path.with_name(f"{path.name}-wal")
    if os.path.lexists(beside):
        raise errors.wal_beside(beside)


class FileIdentity:
    """How an opened file is recognised.

    Attributes:
        hall_id: The random id that ``init`` gave the hall; empty before the first opening.
        newest: The sequence of the newest event that this program saw committed.
        behind: Whether an older Antrean made the file, and its tables lack something.
    """

    def __init__(self, path: Path) -> None:
        self.hall_id = ""
        self.newest = 0
        self.behind = False
        self._path = path
        self._moved: int | None = None

    def learn(self, db: sqlite3.Connection) -> str | None:
        """After opening: whose file it is, and its journal mode (None when it names none).

        NO_HALL for other tables than a hall's, NEWER_SCHEMA, WRONG_HALL when it was another one before.
        """
        try:
            facts = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('hall_id', 'journal')").fetchall())
            newer, self.behind = migrations.unknown(db), migrations.is_behind(db)
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUG:
                raise
            raise self._no_hall() from error
        if newer is not None:
            raise hall_faults.newer_change(self._path, newer)
        if not facts.get("hall_id"):
            raise self._no_hall()
        if self.hall_id and facts["hall_id"] != self.hall_id:
            raise hall_faults.fault(Kind.WRONG_HALL)
        self.hall_id, self.newest = facts["hall_id"], newest_event(db)
        return facts.get("journal")

    def confirm(self, db: sqlite3.Connection) -> None:
        """The first check within a transaction, which holds the lock: the file is still the same."""
        moved: int = db.execute("PRAGMA data_version").fetchone()[0]
        if moved == self._moved:  # nobody else has committed since the last look
            return
        found: int = db.execute("PRAGMA user_version").fetchone()[0]
        if found > schema.VERSION:
            raise errors.newer(self._path, found, schema.VERSION)
        if db.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            raise errors.wal(self._path)
        if self.hall_id:
            self._compare(db)
        self._moved = moved

    def _compare(self, db: sqlite3.Connection) -> None:
        """By what is known: the hall's id, and that its events only grow (``antrean restore`` keeps this true)."""
        try:
            hall_id, sequence = db.execute(_LOOK).fetchone()
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUG:
                raise
            raise hall_faults.fault(Kind.WRONG_HALL) from error  # other tables than a hall's
        if hall_id != self.hall_id:
            raise hall_faults.fault(Kind.WRONG_HALL)
        if (sequence or 0) < self.newest:
            raise errors.older(self._path, sequence or 0, self.newest)
        self.newest = sequence or 0

    def committed(self, sequence: int) -> None:
        """This program's own transaction ended with that event."""
        self.newest = sequence

    def forget_handle(self) -> None:
        """The connection was closed: the next one checks again."""
        self._moved = None

    def _no_hall(self) -> EnvironmentFault:
        return remains.fault(self._path.parent, "its hall.db has other tables than a hall's")


def newest_event(db: Db) -> int:
    """The sequence of the newest event as of this transaction."""
    row = db.execute(_SEQUENCE).fetchone()
    return 0 if row is None else int(row[0])
