"""Old days move out of the live file into yearly files beside it, so that the live file stays small.

A year's file is a hall's file of its own (same tables, same views), made on this PC's disk and named only when it is
complete; only then, in small transactions, are its rows taken out of the live file. A crash in between leaves rows in
both, and reports count each of them once.
"""

import contextlib
import datetime
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.ticket import first_id, step_id
from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite import yearly_files
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, copying
from shared.store.sqlite.maintenance.scratch_folder import disk, workshop

_WHOLE = ("meta", "hall_data", "device_keys", "_sqlite_migrations")  # as they are now, in every yearly file
_AT_ONCE = 200  # tickets that one transaction takes out


@dataclass(frozen=True, slots=True)
class Archived:
    """What was moved: days from and to, rows by table, and the yearly files that were written."""

    first: str
    last: str
    rows: dict[str, int]
    files: tuple[Path, ...]


def archive(hall_file: HallFile, *, keep_days: int | None = None) -> Archived | None:
    """Move days older than ``keep_days`` (the hall's rule if not given) before the present business day.

    None when there is none. EnvironmentFault when a yearly file cannot be written; the live file then still has
    everything.
    """
    days, history = _old_days(hall_file, keep_days)
    rows: dict[str, int] = {}
    files: list[Path] = []
    for year in sorted({day[:4] for day in days}):
        of_year = [day for day in days if day.startswith(year)]
        path = hall_file.folder / yearly_files.FOLDER / f"hall-{year}.db"
        for table, count in _write_year(hall_file, path, of_year[0], of_year[-1]).items():
            rows[table] = rows.get(table, 0) + count
        files.append(path)
        history = _take_out(hall_file, _after(of_year[-1]), history)
    return Archived(days[0], days[-1], rows, tuple(files)) if days else None


def _old_days(hall_file: HallFile, keep_days: int | None) -> tuple[list[str], int]:
    """The days that are old enough, and the state of history in which they were found."""
    with hall_file.reading() as db:
        present, previous, history = db.execute("SELECT day, previous_day, history FROM pulse").fetchone()
        if present is None:
            return [], history
        if keep_days is None:
            keep_days = hall_file.hall(db).rules.records.keep_days
        until = (datetime.date.fromisoformat(present) - datetime.timedelta(days=keep_days)).isoformat()
        until = min(until, previous or present)
        found = db.execute(  # a kiosk that was away for months may bring a ticket of a day that was archived
            "SELECT day FROM days WHERE day < ? UNION SELECT DISTINCT day FROM tickets WHERE id < ? ORDER BY day",
            (until, first_id(until)),
        )
        return [day for (day,) in found.fetchall()], history


def _after(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def _bounds(db: sqlite3.Connection, first: str, after: str) -> dict[str, tuple[int, int]]:
    """The keys of the days from ``first`` up to but not including ``after``."""
    start = db.execute("SELECT min(first_event), min(first_call) FROM days WHERE day >= ?", (first,)).fetchone()
    end = db.execute("SELECT min(first_event), min(first_call) FROM days WHERE day >= ?", (after,)).fetchone()
    ticket, until = first_id(first), first_id(after)
    return {
        "tickets": (ticket, until),
        "steps": (step_id(ticket, 0), step_id(until, 0)),
        "calls": (start[1], end[1]),
        "events": (start[0], end[0]),
    }


def _write_year(hall_file: HallFile, path: Path, first: str, last: str) -> dict[str, int]:
    """Add days to a year's file: everything between two keys, in pieces, then checked, then named."""
    counts: dict[str, int] = {}
    with workshop() as place:
        made = place / "hall.db"
        rows: dict[str, tuple[tuple[str, ...], list[Any]]] = {}
        with hall_file.reading() as db:
            keys = _bounds(db, first, _after(last))
            for table in _WHOLE:
                rows[table] = copying.columns(db, table), db.execute(f"SELECT * FROM {table}").fetchall()
            for table, key, low, high in (
                ("days", "day", first, last),
                ("tallies", "day", first, last),
                ("bookings", "day", first, last),
                ("print_jobs", "ticket", first_id(first), first_id(_after(last)) - 1),
            ):
                found = db.execute(f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ?", (low, high)).fetchall()
                rows[table] = copying.columns(db, table), found
        with contextlib.closing(_year(made, path)) as target:
            target.execute("BEGIN")
            for table, (names, some) in rows.items():
                if table in _WHOLE:
                    target.execute(f"DELETE FROM {table}")
                    copying.insert(target, table, names, some)
                else:
                    counts[table] = copying.insert(target, table, names, some)
            target.execute("COMMIT")
            for table, (start, end) in keys.items():
                counts[table] = sum(_pieces(hall_file, target, table, start, end))
            wrong = copying.sound(target, open_end=True)
        if wrong is not None:
            raise EnvironmentFault(Kind.CORRUPT, f"The archive of {first[:4]} would not be sound: {wrong}.", "")
        with disk(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            backup.put(made, path)
    return counts


def _year(made: Path, path: Path) -> sqlite3.Connection:
    if path.exists():
        shutil.copyfile(path, made)
    return copying.fresh(made)


def _pieces(hall_file: HallFile, target: sqlite3.Connection, table: str, start: int, end: int) -> Iterator[int]:
    """Copy rows between two keys a few thousand at a time; the keys' own order is the file's order."""
    key = copying.KEYS[table]
    last = start - 1
    while True:
        with hall_file.reading() as db:
            names = copying.columns(db, table)
            rows = db.execute(
                f"SELECT * FROM {table} WHERE {key} > ? AND {key} < ? ORDER BY {key} LIMIT 4000", (last, end)
            ).fetchall()
        if not rows:
            return
        target.execute("BEGIN")
        yield copying.insert(target, table, names, rows)
        target.execute("COMMIT")
        last = rows[-1][names.index(key)]


def _take_out(hall_file: HallFile, before: str, history: int) -> int:
    """Take archived days out of the live file, children first, a few at a time: no press waits for it.

    Answers the state of history afterwards. EnvironmentFault when somebody changed history since it was copied.
    """
    with _history(hall_file, history) as db:
        db.execute("UPDATE pulse SET history = history + 1")
        keys = _bounds(db, before, before)
    ticket, rest = keys["tickets"][0], history + 1
    for table, key, bound in (
        ("bookings", "day", before),
        ("print_jobs", "ticket", ticket),
        ("steps", "id", step_id(ticket, 0)),
        ("tickets", "id", ticket),
        ("calls", "number", keys["calls"][0]),
        ("events", "sequence", keys["events"][0]),
        ("tallies", "day", before),
        ("days", "day", before),
    ):
        _delete(hall_file, table, key, bound, rest)
    return rest


def _delete(hall_file: HallFile, table: str, key: str, bound: int | str, history: int) -> None:
    name = _KEYS[table]
    which = f"({name}) IN (SELECT {name} FROM {table} WHERE {key} < ? ORDER BY {key} LIMIT ?)"
    gone = 1
    while gone:
        with _history(hall_file, history) as db:
            gone = db.execute(f"DELETE FROM {table} WHERE {which}", (bound, _AT_ONCE)).rowcount


_KEYS = {**copying.KEYS, "bookings": "code", "print_jobs": "id", "tallies": "day, service", "days": "day"}


@contextlib.contextmanager
def _history(hall_file: HallFile, expected: int) -> Generator[sqlite3.Connection]:
    """A write while old days are still as they were copied."""
    with hall_file.writing() as db:
        if db.execute("SELECT history FROM pulse").fetchone()[0] != expected:
            raise EnvironmentFault(
                Kind.BUSY, "Old days were changed while they were being archived.", "They are archived later."
            )
        yield db
