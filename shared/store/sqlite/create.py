"""A new hall's file: made on this PC's own disk and copied, so that no half-made file ever has the name."""

import contextlib
import os
import secrets
import sqlite3
import tempfile
from pathlib import Path

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault
from shared.store.record import hall_rows
from shared.store.record.clock_guard import refuse_pretended
from shared.store.sqlite import migrations, remains
from shared.store.sqlite.share import share_profile

_TAKEN = (
    "Change it with `antrean apply`, or name another folder. (Where it is damaged: `antrean restore`, or make a "
    "new one with `antrean init --replace`.)"
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
        db.execute("PRAGMA synchronous=OFF")  # it is read again at once, and made anew after a power cut
        db.execute("BEGIN")
        migrations.migrate(db)
        hall_rows.write(db, hall_rows.rows_of(hall))
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
