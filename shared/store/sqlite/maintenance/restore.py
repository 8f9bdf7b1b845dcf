"""A backup is written into the hall's file, never put in place of it, in one transaction, while no program runs.

Programs that have a file open go on in it even when another one has its name, and their acts would be lost; so
the rows are put into the same file. A damaged file is overwritten from its second page on, and its first page last. So
a restore that is interrupted leaves a file that is clearly not usable, and can be done again.
"""

import contextlib
import dataclasses
import os
import shutil
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.clock import Clock, PretendedClock
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, Fault, Kind, UsageFault
from shared.records import TableError
from shared.store.record import hall_rows
from shared.store.record.clock_guard import refuse_pretended
from shared.store.record.events import What
from shared.store.record.transaction import begin
from shared.store.sqlite import create, errors, identity, remains
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.locking import read_only_guard, stale_writer_fence
from shared.store.sqlite.maintenance import backup, copying, salvage
from shared.store.sqlite.maintenance.scratch_folder import disk, private_folder, workshop
from shared.store.sqlite.share import heartbeats, mounts_linux, share_profile
from shared.store.sqlite.share.mount import ShareKind

_PIECE = 1 << 20
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Loss:
    """What the hall's file has and the backup has not. ``since`` is the time of the backup's newest event.

    Of a file that is not ``readable`` (not sound, or not there), it is what could be read of it.
    """

    since: Instant | None
    events: int
    tickets: int
    calls: int
    labels: tuple[str, ...] = ()
    readable: bool = True


_NONE_THERE = frozenset({Kind.CORRUPT, Kind.NO_HALL})
"""Faults of a file that is not a hall's, or is damaged: a restore is the way out."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Numbers that were given out: nobody may get them again, whatever is restored."""

    numbers: Sequence[Sequence[Any]]
    leases: Sequence[Sequence[Any]]
    sequences: Sequence[Sequence[Any]]
    hall_version: int


def what_is_lost(folder: Path, path: Path, *, device: str, clock: Clock) -> Loss:
    """What would be lost by restoring ``path``; nothing is changed."""
    with _present(folder, device, clock) as (hall_file, remains):
        return _lost(hall_file, remains, path, clock)


def need_nobody(folder: Path, clock: Clock) -> None:
    """EnvironmentFault (BUSY) naming the programs that are still in the hall."""
    present = heartbeats.live_programs(folder, clock=clock)
    if present:
        names = ", ".join(f"{one.device} on {one.pc}" for one in present)
        raise EnvironmentFault(
            Kind.BUSY, f"Programs of this hall are still running: {names}.", "Close them all, then try again."
        )


def restore(folder: Path, path: Path, *, device: str, clock: Clock) -> Loss:
    """Put a backup into the hall's file; the present state is kept beside the backups first.

    Refused (EnvironmentFault) while programs of the hall are running, and for a backup that is not sound.
    """
    need_nobody(folder, clock)
    with _present(folder, device, clock) as (hall_file, remains):
        loss = _lost(hall_file, remains, path, clock)
        with disk(folder / backup.FOLDER):
            keep_aside(folder, clock)
        if hall_file is not None:
            with contextlib.closing(backup.opened(path)) as source:
                _into(hall_file, source, path, loss)
            return loss
        given = None if remains is None else given_out(remains)
    _over_a_ruin(folder, path, given)
    with HallFile.open(folder, device=device, clock=clock) as again, again.writing() as db:
        last = db.execute("SELECT coalesce(max(sequence), 0) FROM events").fetchone()[0]
        begin(again, db).event(What.RESTORED, reason=path.name, data={"after": last})
    return loss


def begin_anew(folder: Path, hall: Hall, *, device: str, clock: Clock) -> None:
    """A new hall in place of something unusable; what is there is kept beside the backups.

    UsageFault when a sound hall is there; EnvironmentFault (BUSY) while programs of the hall are running.
    """
    refuse_pretended(hall, clock)
    need_nobody(folder, clock)
    sound = _sound_file(folder, device, clock)
    if sound is not None:
        sound.close()
        raise UsageFault(f"{folder} holds a sound hall.", "Change it with `antrean apply`, or name another folder.")
    content = create.content_of(hall, clock, share_profile.choose(folder).journal)
    with disk(folder):
        keep_aside(folder, clock)
        (folder / f"{FILE}-journal").unlink(missing_ok=True)
        _write_over(folder / FILE, (content,))


@contextlib.contextmanager
def _present(folder: Path, device: str, clock: Clock) -> Generator[tuple[HallFile | None, sqlite3.Connection | None]]:
    """The hall's file if it is sound, else a file with what can be read of it, else neither."""
    with contextlib.ExitStack() as stack:
        hall_file = _sound_file(folder, device, clock)
        if hall_file is not None:
            yield stack.enter_context(hall_file), None
            return
        place = stack.enter_context(private_folder())
        remains = _rescued(folder / FILE, place / "remains.db")
        yield None, None if remains is None else stack.enter_context(contextlib.closing(remains))


def _rescued(damaged: Path, target: Path) -> sqlite3.Connection | None:
    """What can be read of a damaged file, in another one; None when that is nothing."""
    if not damaged.is_file():
        return None
    try:
        salvage.rescue(damaged, target)
    except (Fault, sqlite3.Error, UnicodeDecodeError):
        return None
    return sqlite3.connect(target)


def _sound_file(folder: Path, device: str, clock: Clock) -> HallFile | None:
    """The hall's file, opened; None when it is damaged, empty or not there. Other faults are raised."""
    if not folder.is_dir():
        raise errors.no_folder(folder)
    share_profile.choose(folder)
    identity.check_beside(folder / FILE)
    if remains.found(folder) is not None or not (folder / FILE).exists():
        return None
    hall_file = HallFile(folder, device=device, clock=clock)
    try:
        hall_file.reach()
        with hall_file.reading() as db:
            if copying.sound(db) is None:
                return hall_file
    except (TableError, UnicodeDecodeError):  # the hall's data, or SQLite's list of tables, is none any more
        pass
    except EnvironmentFault as fault:
        if fault.kind not in _NONE_THERE:
            hall_file.close()
            raise
    hall_file.close()
    return None


def loss_against(now: sqlite3.Connection | None, path: Path, clock: Clock) -> Loss:
    """What a file with all of the present hall has and a backup has not; ``now`` is None where there is no hall."""
    with contextlib.closing(backup.opened(path)) as db:
        if isinstance(clock, PretendedClock):
            refuse_pretended(hall_rows.load(db), clock)
        last, since = db.execute("SELECT max(sequence), max(at) FROM events").fetchone()
        hall_id = _hall_id(db)
    if now is None:
        return Loss(since, 0, 0, 0, readable=False)
    if hall_id != _hall_id(now):
        raise UsageFault(f"{path} is another hall's backup.", "Name a backup of this hall.")
    return _newer(now, last or 0, since)


def newest_of(db: sqlite3.Connection | None) -> int:
    """The newest event that a file has numbered."""
    return 0 if db is None else identity.newest_event(db)


def _hall_id(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT value FROM meta WHERE name = 'hall_id'").fetchone()[0])


def _lost(hall_file: HallFile | None, remains: sqlite3.Connection | None, path: Path, clock: Clock) -> Loss:
    with contextlib.closing(backup.opened(path)) as db:
        if isinstance(clock, PretendedClock):
            refuse_pretended(hall_rows.load(db), clock)
        last, since = db.execute("SELECT max(sequence), max(at) FROM events").fetchone()
        hall_id = db.execute("SELECT value FROM meta WHERE name = 'hall_id'").fetchone()[0]
    if hall_file is not None:
        if hall_id != hall_file.hall_id:
            raise UsageFault(f"{path} is another hall's backup.", "Name a backup of this hall.")
        with hall_file.reading() as now:
            return _newer(now, last or 0, since)
    if remains is not None:
        return dataclasses.replace(_newer(remains, last or 0, since), readable=False)
    return Loss(since, 0, 0, 0, readable=False)


def _newer(db: sqlite3.Connection, last: int, since: Instant | None) -> Loss:
    """What happened after an event."""
    events, calls = db.execute(
        "SELECT count(*), coalesce(sum(what = 'called'), 0) FROM events WHERE sequence > ?", (last,)
    ).fetchone()
    rows = db.execute(
        "SELECT label FROM events WHERE sequence > ? AND what = 'issued' GROUP BY ticket ORDER BY min(sequence)",
        (last,),
    )
    labels = tuple(label for (label,) in rows.fetchall())
    return Loss(since, events, len(labels), calls, labels)


def keep_aside(folder: Path, clock: Clock) -> Path:
    """Copy the present file, byte by byte, beside the backups: a restore can be undone, a damaged file examined."""
    aside = folder / backup.FOLDER / f"before-restore-{clock()}"
    aside.mkdir(parents=True, exist_ok=True)
    for name in (FILE, f"{FILE}-journal"):
        if (folder / name).is_file():
            shutil.copyfile(folder / name, aside / name)
        elif os.path.lexists(folder / name):  # a folder, a link to nowhere: nobody can have it open as a hall
            (folder / name).rename(aside / name)
    return aside


def given_out(db: sqlite3.Connection) -> "_Given":
    """The numbers that went out, as far as this file knows; of a leased block, up to the highest that is known of."""
    return _Given(
        db.execute("SELECT day, prefix, next FROM numbers").fetchall(),
        db.execute(
            "SELECT day, prefix, first, last, max(used, coalesce((SELECT max(t.number) FROM tickets t WHERE"
            " t.day = l.day AND t.prefix = l.prefix AND t.number BETWEEN l.first AND l.last) - l.first + 1, 0)),"
            " kiosk, spool, at, returned FROM leases l"
        ).fetchall(),
        db.execute("SELECT name, seq FROM sqlite_sequence").fetchall(),
        (db.execute("SELECT hall_version FROM pulse").fetchone() or (0,))[0],
    )


def keep_given(db: sqlite3.Connection, given: _Given | None) -> None:
    """Papers with these numbers are in people's hands, and kiosks hold these blocks: none of them goes out again."""
    given = given or _Given((), (), (), 0)
    db.executemany(
        "INSERT INTO numbers (day, prefix, next) VALUES (?, ?, ?) ON CONFLICT (day, prefix)"
        " DO UPDATE SET next = max(next, excluded.next)",
        [tuple(row) for row in given.numbers],
    )
    db.executemany(
        "INSERT OR REPLACE INTO leases (day, prefix, first, last, used, kiosk, spool, at, returned)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [tuple(row) for row in given.leases],
    )
    sequences = dict(map(tuple, db.execute("SELECT name, seq FROM sqlite_sequence").fetchall()))
    for name, sequence in given.sequences:
        sequences[name] = max(sequence, sequences.get(name, 0))
    copying.set_sequences(db, sequences.items())
    db.execute("UPDATE pulse SET hall_version = max(hall_version, ?) + 1, history = history + 1", (given.hall_version,))


def _into(hall_file: HallFile, source: sqlite3.Connection, path: Path, loss: Loss) -> None:
    """All rows in one transaction. Alone in the hall, it may last longer than the fence allows a press."""
    tables = (*copying.KEYS, *copying.SMALL, *copying.others(source))
    last = source.execute("SELECT coalesce(max(sequence), 0) FROM events").fetchone()[0]
    with hall_file.writing() as db:
        if _newer(db, last, None).events != loss.events:
            raise EnvironmentFault(
                Kind.BUSY, "Somebody wrote to the hall's file meanwhile.", "Close all its programs, then restore again."
            )
        stale_writer_fence.clear_deadline()
        db.execute("PRAGMA defer_foreign_keys=ON")
        given = given_out(db)
        for table in reversed(tables):
            db.execute(f"DELETE FROM {table}")
        for table in tables:
            copying.insert(db, table, copying.columns(source, table), source.execute(f"SELECT * FROM {table}"))
        copying.set_sequences(db, source.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        keep_given(db, given)
        begin(hall_file, db).event(What.RESTORED, reason=path.name, data={"after": last})


def _over_a_ruin(folder: Path, path: Path, given: _Given | None) -> None:
    """The present file is of no use: write the backup's bytes into it; a copy of the damaged one is kept."""
    with workshop() as place:
        made = place / FILE
        shutil.copyfile(path, made)
        with contextlib.closing(sqlite3.connect(made)) as db:
            keep_given(db, given)
            db.commit()
        with disk(folder), made.open("rb") as source:
            (folder / f"{FILE}-journal").unlink(missing_ok=True)  # the damaged file's own journal, kept with its copy
            _write_over(folder / FILE, iter(lambda: source.read(_PIECE), b""))


def _write_over(target: Path, pieces: Iterable[bytes]) -> None:
    """Put bytes in place of a file's own: until the first page is written, at the end, no program accepts it."""
    with contextlib.ExitStack() as stack:
        if target.exists():
            smb = mounts_linux.mount_of(target.parent).kind is ShareKind.SMB
            stack.enter_context(read_only_guard.unlocked(target, smb=smb))
        file = stack.enter_context(target.open("r+b" if target.exists() else "x+b", buffering=0))
        file.write(bytes(_PAGE))
        os.fsync(file.fileno())
        beginning = b""
        for piece in pieces:
            if not beginning:
                beginning = piece[:_PAGE]
                file.write(piece[_PAGE:])
            else:
                file.write(piece)
        file.truncate()
        os.fsync(file.fileno())
        file.seek(0)
        file.write(beginning)
        os.fsync(file.fileno())
