"""A backup back into the hall's file: into it, never in place of it, in one transaction, with nobody there.

Programs that have a file open go on in it even when another one bears its name, and their acts would be lost; so
the rows are put into the same file.
"""

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from shared.clock import Clock
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import alive, backup, copying, fence
from shared.store.connection import FILE, HallFile
from shared.store.events import What
from shared.store.transaction import begin


@dataclass(frozen=True, slots=True)
class Loss:
    """What the hall's file has and the backup has not. ``since`` is the time of the backup's newest event."""

    since: Instant | None
    events: int
    tickets: int
    calls: int
    readable: bool = True


def what_is_lost(hall_file: HallFile | None, path: Path) -> Loss:
    """What would be lost by restoring ``path``. Of a file that cannot be opened nothing can be said."""
    with contextlib.closing(backup.opened(path)) as db:
        last, since = db.execute("SELECT max(sequence), max(at) FROM events").fetchone()
        hall_id = db.execute("SELECT value FROM meta WHERE name = 'hall_id'").fetchone()[0]
    if hall_file is None:
        return Loss(since, 0, 0, 0, readable=False)
    if hall_id != hall_file.hall_id:
        raise UsageFault(f"{path} is another hall's backup.", "Name a backup of this hall.")
    with hall_file.reading() as now:
        counts = now.execute(
            "SELECT count(*), count(DISTINCT CASE WHEN what = 'issued' THEN ticket END), sum(what = 'called')"
            " FROM events WHERE sequence > ?",
            (last or 0,),
        ).fetchone()
    return Loss(since, counts[0], counts[1], counts[2] or 0)


def need_nobody(folder: Path, clock: Clock) -> None:
    """EnvironmentFault (BUSY) naming the programs that are still in the hall."""
    present = alive.live_programs(folder, clock=clock)
    if present:
        names = ", ".join(f"{one.device} on {one.pc}" for one in present)
        raise EnvironmentFault(
            Kind.BUSY, f"Programs of this hall are still running: {names}.", "Close them all, then restore."
        )


def restore(folder: Path, path: Path, *, device: str, clock: Clock) -> Loss:
    """Put a backup into the hall's file; the present state is kept beside the backups first.

    Refused (EnvironmentFault) while programs of the hall are running, and for a backup that is not sound.
    """
    need_nobody(folder, clock)
    try:
        hall_file = HallFile.open(folder, device=device, clock=clock)
    except EnvironmentFault as fault:
        if fault.kind is not Kind.CORRUPT:
            raise
        loss = what_is_lost(None, path)
        _over_a_ruin(folder, path, clock)
        return loss
    with hall_file:
        loss = what_is_lost(hall_file, path)
        keep_aside(folder, clock)
        with contextlib.closing(backup.opened(path)) as source:
            _into(hall_file, source, path)
        return loss


def keep_aside(folder: Path, clock: Clock) -> Path:
    """Copy the present file, byte by byte, beside the backups: a restore can be undone, a ruin looked at."""
    aside = folder / backup.FOLDER / f"before-restore-{clock()}"
    aside.mkdir(parents=True, exist_ok=True)
    for name in (FILE, f"{FILE}-journal"):
        if (folder / name).exists():
            shutil.copyfile(folder / name, aside / name)
    return aside


def _into(hall_file: HallFile, source: sqlite3.Connection, path: Path) -> None:
    """All rows in one transaction. Alone in the hall, it may last longer than the fence allows a press."""
    with hall_file.writing() as db:
        fence.lower()
        db.execute("PRAGMA defer_foreign_keys=ON")
        nexts = db.execute("SELECT day, prefix, next FROM numbers").fetchall()
        version = db.execute("SELECT hall_version FROM pulse").fetchone()[0]
        sequences = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        for table in reversed((*copying.KEYS, *copying.SMALL, *copying.others(source))):
            db.execute(f"DELETE FROM {table}")
        for table in (*copying.KEYS, *copying.SMALL, *copying.others(source)):
            copying.insert(db, table, copying.columns(source, table), source.execute(f"SELECT * FROM {table}"))
        for name, sequence in source.execute("SELECT name, seq FROM sqlite_sequence").fetchall():
            sequences[name] = max(sequence, sequences.get(name, 0))
        copying.set_sequences(db, sequences.items())
        # Papers with later numbers are in people's hands: these numbers are not given out again.
        for day, prefix, following in nexts:
            db.execute(
                "INSERT INTO numbers (day, prefix, next) VALUES (?, ?, ?) ON CONFLICT (day, prefix)"
                " DO UPDATE SET next = max(next, excluded.next)",
                (day, prefix, following),
            )
        db.execute("UPDATE pulse SET hall_version = max(hall_version, ?) + 1, history = history + 1", (version,))
        begin(hall_file, db).event(What.RESTORED, reason=path.name)


def _over_a_ruin(folder: Path, path: Path, clock: Clock) -> None:
    """The present file cannot be opened at all: write the backup's bytes into it, the ruin being kept aside."""
    keep_aside(folder, clock)
    (folder / f"{FILE}-journal").unlink(missing_ok=True)  # the ruin's own, kept aside with it
    with path.open("rb") as source, (folder / FILE).open("r+b") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.truncate()
        target.flush()

        os.fsync(target.fileno())
