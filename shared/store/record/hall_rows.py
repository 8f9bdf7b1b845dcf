"""The hall's data in its file: one row for each record of the hall file, and what an ``apply`` changes in them."""

import contextlib
import dataclasses
import json
import os
import secrets
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from shared import records
from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault
from shared.store import remains
from shared.store.record.clock_guard import refuse_pretended
from shared.store.sqlite import migrations
from shared.store.sqlite.share import share_profile

if TYPE_CHECKING:
    from shared.store.acts.apply_hall import Change
    from shared.store.sqlite.connection import HallFile

_TAKEN = (
    "Change it with `antrean apply`, or name another folder. (Where it is damaged: `antrean restore`, or begin anew "
    "with `antrean init --replace`.)"
)
Rows = dict[tuple[str, str], str]
"""Section and code -> the record as JSON, in the order of the hall file."""


def _is_single(hint: Any) -> bool:
    """Whether a section is one record (``[ticket]``), not a table of records by code (``[rules.calls]``)."""
    return dataclasses.is_dataclass(hint) and not all(
        dataclasses.is_dataclass(part) for part in records.hints(cast("type[Any]", hint)).values()
    )


_SINGLE = {section for section, hint in records.hints(Hall).items() if _is_single(hint)}


def rows_of(hall: Hall) -> Rows:
    """The rows that a hall is stored as."""
    rows: Rows = {}
    for section, content in cast("dict[str, dict[str, Any]]", records.plain(hall)).items():
        entries = {"": content} if section in _SINGLE else content
        for code, record in entries.items():
            rows[section, code] = json.dumps(record, ensure_ascii=False, default=str)
    return rows


def hall_of(rows: Mapping[tuple[str, str], str]) -> Hall:
    """The hall that rows describe."""
    table: dict[str, Any] = {}
    for (section, code), data in rows.items():
        if section in _SINGLE:
            table[section] = json.loads(data)
        else:
            table.setdefault(section, {})[code] = json.loads(data)
    return cast("Hall", records.read(Hall, table))


def stored(db: sqlite3.Connection) -> Rows:
    """The rows in the file, in the order of the hall file."""
    found = db.execute("SELECT section, code, data FROM hall_data ORDER BY position")
    return {(section, code): data for section, code, data in found}


def load(db: sqlite3.Connection) -> Hall:
    """The hall's data. :meth:`shared.store.sqlite.connection.HallFile.hall` keeps it until somebody applies another."""
    return hall_of(stored(db))


def write(db: sqlite3.Connection, rows: Rows) -> None:
    """Put rows in place of those that are there."""
    db.execute("DELETE FROM hall_data")
    db.executemany(
        "INSERT INTO hall_data (section, code, position, data) VALUES (?, ?, ?, ?)",
        [(section, code, position, data) for position, ((section, code), data) in enumerate(rows.items())],
    )


def create(folder: Path, hall: Hall, clock: Clock) -> None:
    """Make a hall's folder with its ``hall.db``. UsageFault when there is one already, UNSAFE_SHARE where none may be.

    The file is made on this PC's own disk and copied: SQLite's own locking on a share is prepared only once the
    hall is opened, and a half-made file must never bear the name that others look for.
    """
    refuse_pretended(hall, clock)
    target = folder / "hall.db"
    wrong = remains.found(folder)
    if wrong is not None:
        raise UsageFault(f"{folder} is not free: {wrong}.", remains.way_out(folder))
    if target.exists():
        raise UsageFault(f"{folder} holds a hall already.", _TAKEN)
    chosen = share_profile.choose(
        next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())
    )
    folder.mkdir(parents=True, exist_ok=True)
    content = content_of(hall, clock, chosen.journal)
    half = folder / f"hall.db.{secrets.token_hex(4)}.new"
    try:
        _write_through(half, content)
        _name(half, target)
    finally:
        half.unlink(missing_ok=True)


def content_of(hall: Hall, clock: Clock, journal: str) -> bytes:
    """A fresh hall's file, made on this PC's own disk."""
    with tempfile.TemporaryDirectory() as workshop:
        made = Path(workshop) / "hall.db"
        _make(made, hall, clock, journal)
        return made.read_bytes()


def _make(path: Path, hall: Hall, clock: Clock, journal: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA page_size=4096")
        migrations.migrate(db)
        db.execute("BEGIN")
        write(db, rows_of(hall))
        db.execute("INSERT INTO pulse (id, hall_version) VALUES (1, 1)")
        db.executemany(
            "INSERT INTO meta (name, value) VALUES (?, ?)",
            [("hall_id", secrets.token_hex(16)), ("created_at", str(clock())), ("journal", journal)],
        )
        db.execute("COMMIT")


def _write_through(path: Path, content: bytes) -> None:
    """Write and make sure that the disk has it."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _name(half: Path, target: Path) -> None:
    """Give the finished file its name, never over another one."""
    try:
        target.hardlink_to(half)
    except FileExistsError:
        raise UsageFault(f"{target.parent} holds a hall already.", "Somebody else made it just now.") from None
    except OSError:  # a share without hard links
        half.rename(target)


def apply(hall_file: "HallFile", hall: Hall) -> "tuple[Change, ...]":
    """Change what changed on a running hall, and nothing else: :func:`shared.store.acts.apply_hall.apply`."""
    from shared.store.acts import apply_hall  # noqa: PLC0415 - it builds on this module

    return apply_hall.apply(hall_file, hall)
