"""Backups while the hall runs: consistent, rotated, checked, in the hall's folder and on another disk.

History is copied in pieces, today in one short read, so that no press waits for a backup; the last backup is used as
the start, so that an hourly backup reads little more than today. It is made on this PC's own disk, checked there, and
only then given its name.
"""

import contextlib
import datetime
import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.calendar import local
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind
from shared.store.checkpoints import Checkpoint
from shared.store.engine import Engine
from shared.store.questions import audit
from shared.store.record.events import What, newest
from shared.store.record.transaction import begin
from shared.store.sqlite import errors, header, migrations, schema
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.file_uri import file_uri
from shared.store.sqlite.maintenance import copying
from shared.store.sqlite.maintenance.scratch_folder import disk, workshop

FOLDER = "backups"
_TRIES = 3
_CUT_OFF_SECONDS = 3600
KEEP_HOURLY, KEEP_DAILY, KEEP_MONTHLY = 24, 21, 18
"""How many of the newest are kept, then the last of how many days, then the last of how many months."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made. ``sequence`` is the newest event in it; ``removed`` were rotated away."""

    path: Path
    bytes: int
    sequence: int
    at: Instant
    removed: tuple[Path, ...] = ()


def name_at(hall: Hall, at: Instant) -> str:
    """The file name of a backup, by the hall's own clock; names sort by time."""
    return f"hall-{local(hall, at):%Y%m%d-%H%M%S}.db"


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first."""
    return sorted(path for path in folder.glob("hall-????????-??????.db") if path.is_file())


def newest_sound(folder: Path) -> Path | None:
    """The newest backup in a folder that can be relied on; None when there is none."""
    for path in reversed(backups_in(folder)):
        with contextlib.suppress(EnvironmentFault):
            opened(path).close()
            return path
    return None


def checkpoints_in(folder: Path) -> tuple[Checkpoint, ...]:
    """Where the audit stood in each of these backups; one that cannot be read says nothing."""
    found: list[Checkpoint] = []
    for path in backups_in(folder):
        with contextlib.suppress(EnvironmentFault, sqlite3.Error), contextlib.closing(opened(path)) as db:
            db.row_factory = sqlite3.Row
            at = audit.head(db)
            if at is not None:
                found.append(at)
    return tuple(found)


def backup(
    hall_file: Engine,
    to: Path | None = None,
    *,
    why: str = "asked",
    copy: Callable[[Any, Path, list[Path]], tuple[int, Hall]] | None = None,
) -> Backup:
    """Make a backup in the hall's folder, or in ``to`` (another disk), and rotate those that are there.

    EnvironmentFault when the disk is full or the copy is not sound; the hall's file is not written to, except for the
    event about it. ``copy`` makes the copy where the hall is not a file.
    """
    folder = to or hall_file.folder / FOLDER
    with workshop() as place:
        with disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            earlier = backups_in(folder)
        sequence, hall = (copy or _of_file)(hall_file, place / "hall.db", earlier)
        at = hall_file.clock()
        path = folder / name_at(hall, at)
        size = (place / "hall.db").stat().st_size
        with disk(folder):
            put(place / "hall.db", path)
            removed = _rotate(folder, path)
    with hall_file.writing() as db:
        tx = begin(hall_file, db)
        tx.event(What.BACKUP_MADE, reason=why, data={"file": path.name, "bytes": size, "sequence": sequence})
    return Backup(path, size, sequence, at, removed)


def _of_file(hall_file: Any, made: Path, earlier: list[Path]) -> tuple[int, Hall]:
    return _copy(hall_file, made, earlier)


def copy_whole(hall_file: HallFile, made: Path) -> None:
    """A sound copy of the hall's file at ``made``, begun anew."""
    _copy(hall_file, made, [])


def _copy(hall_file: HallFile, made: Path, earlier: list[Path]) -> tuple[int, Hall]:
    """A sound copy of the hall's file at ``made``; answers its newest event and the hall's data."""
    for attempt in range(_TRIES):
        with hall_file.reading() as db:
            until = copying.bounds(db)
        base = earlier[-1] if earlier and attempt == 0 else None
        with contextlib.closing(_begun(made, base, until)) as target:
            copying.copy_history(hall_file.reading, target, until)
            with hall_file.reading() as db:
                if copying.bounds(db) != until:
                    continue  # a day began, or old days were archived meanwhile
                now = copying.present(db, until)
                hall, sequence = hall_file.hall(db), newest(db)
            copying.write_present(target, now, until)
            wrong = copying.sound(target)
        if wrong is None:
            return sequence, hall
    raise EnvironmentFault(
        Kind.CORRUPT, "No sound copy of the hall's file could be made.", "Run `antrean check`, then `antrean salvage`."
    )


def _begun(made: Path, base: Path | None, until: copying.Bounds) -> sqlite3.Connection:
    """A file to be filled: the last backup, if it is of this hall, schema and history, else an empty one."""
    made.unlink(missing_ok=True)
    if base is not None and _copied(base, made):
        db = sqlite3.connect(made, isolation_level=None)
        if _trimmed(db, until):
            return db
        db.close()
        made.unlink()
    return copying.fresh(made)


def _trimmed(db: sqlite3.Connection, until: copying.Bounds) -> bool:
    """Whether a copy of the last backup can be continued; then what will be copied again is removed from it."""
    with contextlib.suppress(sqlite3.DatabaseError):
        found = copying.bounds(db)
        same = (found.hall_id, found.history) == (until.hall_id, until.history)
        if same and migrations.version(db) == schema.VERSION and not migrations.is_behind(db):
            copying.trim(copying.prepared(db), found)
            return True
    return False


def _copied(base: Path, made: Path) -> bool:
    """Whether the last backup is still there: another PC may have rotated it away."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copyfile(base, made)
        return True
    return False


def put(made: Path, path: Path) -> None:
    """Copy a finished file to where it belongs; it gets its name only when the disk has all of it."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(3)}.new")
    try:
        with made.open("rb") as source, half.open("xb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _rotate(folder: Path, fresh: Path) -> tuple[Path, ...]:
    """Remove what is neither among the newest nor the last of its day or month.

    The fresh one stays: a PC whose clock is behind gave it an old name.
    """
    paths = backups_in(folder)
    keep = {fresh, *paths[-KEEP_HOURLY:]}
    days = {_day(path): path for path in paths}
    months = {_day(path).replace(day=1): path for path in paths}
    keep.update(path for _, path in sorted(days.items())[-KEEP_DAILY:])
    keep.update(path for _, path in sorted(months.items())[-KEEP_MONTHLY:])
    removed = tuple(path for path in paths if path not in keep)
    for path in (*removed, *_left_behind(folder)):
        path.unlink(missing_ok=True)
    return removed


def _left_behind(folder: Path) -> Iterator[Path]:
    """Half files of backups that were cut off, by the disk's own clock an hour ago or more."""
    halves = dict(_ages(folder.glob(".hall-*.db.*.new")))
    newest_of_all = max([*halves.values(), *(at for _, at in _ages(backups_in(folder)))], default=0)
    return (path for path, at in halves.items() if newest_of_all - at > _CUT_OFF_SECONDS)


def _ages(paths: Iterable[Path]) -> Iterator[tuple[Path, float]]:
    """When each was written, but of those that another PC finishes or rotates away meanwhile."""
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            yield path, path.stat().st_mtime


def _day(path: Path) -> datetime.date:
    return datetime.datetime.strptime(path.name[5:13], "%Y%m%d").date()


def opened(path: Path, *, open_end: bool = False) -> sqlite3.Connection:
    """A backup opened for reading, if it is a sound hall's file of a schema we know; EnvironmentFault if not.

    ``open_end`` is for a yearly file, whose last day may lead into the next.
    """
    try:
        with path.open("rb") as file:
            found = header.parse(file.read(header.LENGTH))
    except OSError as error:
        raise EnvironmentFault(
            Kind.NO_HALL, f"{path} cannot be read ({error.strerror}).", "Name a backup file."
        ) from None
    if found is None or found.application != schema.APPLICATION:
        raise EnvironmentFault(
            Kind.NO_HALL, f"{path} is not a hall's file.", "Name a backup, as hall-20261123-170000.db."
        )
    if found.schema > schema.VERSION:
        raise errors.newer(path, found.schema, schema.VERSION)
    db = sqlite3.connect(file_uri(path, "mode=ro"), uri=True, isolation_level=None)
    with contextlib.ExitStack() as damaged:
        damaged.callback(db.close)
        wrong = copying.sound(db, open_end=open_end)
        if wrong is not None:
            raise EnvironmentFault(
                Kind.CORRUPT, f"{path} is damaged: {wrong}.", "Take an earlier one, or `antrean salvage`."
            )
        damaged.pop_all()
    return db
