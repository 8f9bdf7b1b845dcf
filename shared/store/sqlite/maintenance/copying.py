"""The rows of a hall's file, table by table: what backups, restores, archives and salvage copy.

History (days before the last two) never changes, so it is copied in small pieces while the hall runs; what is of
today is small and copied in one short read.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.ticket import first_id, step_id
from shared.store.record.hall_index import marks
from shared.store.sqlite import migrations

KEYS: Mapping[str, str] = {"tickets": "id", "steps": "id", "calls": "number", "events": "sequence"}
"""Tables that grow with history, each with the key that grows with time; parents before children."""
LATER = (
    "device_keys", "sign_ins", "sessions", "skm", "call_reports", "ratings", "skm_respondents", "skm_drafts",
    "skm_actions", "refused_numbers",
)  # fmt: skip
"""Tables that a hall of an older Antrean was given afterwards: each such hall has them in other places of its file."""
SMALL = (
    "meta", "pulse", "hall_data", "days", "numbers", "counters", "disturbed", "tallies", "requests", "leases",
    "bookings", "chores", "paces", "print_jobs", "printers", *LATER,
)  # fmt: skip
"""Tables that are copied whole."""
_PIECE = 4000  # rows of history in one short read: some twenty milliseconds

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where history ends: the first keys of the last two business days."""

    keys: Mapping[str, int]
    history: int
    hall_id: str


def columns(db: Any, table: str) -> tuple[str, ...]:
    """The columns of a table, in order; of either engine."""
    if isinstance(db, sqlite3.Connection):  # without a look at the table itself, which may be damaged
        return tuple(row[1] for row in db.execute(f"PRAGMA table_info({table})"))
    return tuple(column[0] for column in db.execute(f"SELECT * FROM {table} LIMIT 0").description)


def has(db: sqlite3.Connection, table: str) -> bool:
    """Whether the file has this table."""
    return bool(columns(db, table))


def others(db: sqlite3.Connection) -> tuple[str, ...]:
    """Tables of the file that are not known by name (a newer part of the program): copied completely as well."""
    known = {*KEYS, *SMALL, "_sqlite_migrations"}
    rows = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return tuple(name for (name,) in rows if name not in known)


def bounds(db: sqlite3.Connection) -> Bounds:
    """Where history ends now."""
    day, before, history = db.execute("SELECT day, previous_day, history FROM pulse").fetchone()
    first = before or day
    hall_id = db.execute("SELECT value FROM meta WHERE name = 'hall_id'").fetchone()[0]
    row = db.execute("SELECT first_event, first_call FROM days WHERE day = ?", (first,)).fetchone()
    if row is None:
        return Bounds(dict.fromkeys(KEYS, 0), history, hall_id)
    ticket = first_id(first)
    return Bounds({"tickets": ticket, "steps": step_id(ticket, 0), "calls": row[1], "events": row[0]}, history, hall_id)


def fresh(path: Path) -> sqlite3.Connection:
    """A hall's file on this PC's own disk, to be filled: empty if there was none, else with the columns of today."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA page_size=4096")
        migrations.migrate(db)
        return prepared(db)
    except BaseException:
        db.close()
        raise


def prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    """For quick filling: nobody else uses it, and it is synced at the end."""
    db.execute("PRAGMA synchronous=OFF")
    db.execute("PRAGMA foreign_keys=OFF")
    return db


def insert(target: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Put rows in; one that is there already stays. Answers how many were new."""
    before = target.total_changes
    target.executemany(
        f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks(len(names))})", map(tuple, rows)
    )
    return target.total_changes - before


def trim(target: sqlite3.Connection, since: Bounds) -> None:
    """Forget what may have changed after a copy was made: everything from its own bounds on."""
    for table, key in KEYS.items():
        target.execute(f"DELETE FROM {table} WHERE {key} >= ?", (since.keys[table],))


def copy_history(reading: Reading, target: sqlite3.Connection, until: Bounds) -> None:
    """Copy what is older than the bounds and not in the target yet, a few thousand rows at a time."""
    for table, key in KEYS.items():
        target.execute("BEGIN")
        bound = until.keys[table]
        last: int = target.execute(f"SELECT coalesce(max({key}), -1) FROM {table}").fetchone()[0]
        while True:
            with reading() as db:
                names = columns(db, table)
                sql = f"SELECT {', '.join(names)} FROM {table} WHERE {key} > ? AND {key} < ? ORDER BY {key} LIMIT ?"
                rows = db.execute(sql, (last, bound, _PIECE)).fetchall()
            if not rows:
                break
            insert(target, table, names, rows)
            last = rows[-1][names.index(key)]
        target.execute("COMMIT")


@dataclass(frozen=True, slots=True)
class Present:
    """What may still change, as of one moment: rows by table with their columns, and how far the counts have come."""

    tables: Mapping[str, tuple[tuple[str, ...], list[Any]]]
    sequences: Sequence[Sequence[Any]]


def present(db: sqlite3.Connection, since: Bounds) -> Present:
    """The last two days and the small tables, read in one transaction."""
    whole = (*SMALL, *others(db))
    tables = {
        table: (
            columns(db, table),
            db.execute(f"SELECT * FROM {table} WHERE {key} >= ?", (since.keys[table],)).fetchall(),
        )
        for table, key in KEYS.items()
    }
    tables |= {table: (columns(db, table), db.execute(f"SELECT * FROM {table}").fetchall()) for table in whole}
    return Present(tables, db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def write_present(target: sqlite3.Connection, now: Present, since: Bounds) -> None:
    """Put it into a copy, in place of what was there."""
    target.execute("BEGIN")
    for table, (names, rows) in now.tables.items():
        if table in KEYS:
            target.execute(f"DELETE FROM {table} WHERE {KEYS[table]} >= ?", (since.keys[table],))
        else:
            target.execute(f"DELETE FROM {table}")
        insert(target, table, names, rows)
    set_sequences(target, now.sequences)
    target.execute("COMMIT")


def set_sequences(target: sqlite3.Connection, sequences: Iterable[Sequence[Any]]) -> None:
    """Event and call numbers go on after these, never again from an earlier one."""
    for name, sequence in sequences:
        target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        target.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, sequence))


def sound(db: sqlite3.Connection, *, open_end: bool = False) -> str | None:
    """What SQLite finds wrong with a file; None if nothing.

    With ``open_end`` a step's successor may lie beyond the file's last day (carried on to the next morning).
    """
    try:
        line: str = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        dangling = db.execute("PRAGMA foreign_key_check").fetchall()
        keys = next((row for row in dangling if not (open_end and (row[0], row[2]) == ("steps", "steps"))), None)
    except sqlite3.DatabaseError as error:
        return str(error)
    if line != "ok":
        return line
    return None if keys is None else f"a row of {keys[0]} points to a row of {keys[2]} that is not there"
