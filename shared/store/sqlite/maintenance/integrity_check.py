"""Is the hall's file sound? Checked on a copy that is taken in short pieces, so that no press waits for it.

``PRAGMA integrity_check`` on the file itself keeps everybody from writing for as long as it reads: seconds on a local
disk, a minute over a share.
"""

import contextlib
import sqlite3
import time
from pathlib import Path

from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance.scratch_folder import workshop

_PIECE = 1 << 20
_TRIES = 3
HOLD_SECONDS = 1.5
"""Everybody waits at most this long, and only if somebody wrote each time that a copy was taken."""


def checkup(hall_file: HallFile) -> str:
    """``ok``, or what SQLite finds wrong, at most five lines.

    A copy during which somebody wrote may be wrong where the file is not. EnvironmentFault (BUSY) if no other copy is
    possible because the file is large and the hall busy.
    """
    for _ in range(_TRIES):
        with workshop() as place:
            copy = place / "hall.db"
            stood_still = _copied(hall_file, copy)
            found = _asked(copy, "integrity_check" if stood_still else "quick_check")
        if stood_still or found == "ok":
            return found
    with workshop() as place:
        copy = place / "hall.db"
        _held(hall_file, copy)
        return _asked(copy, "integrity_check")


def _copied(hall_file: HallFile, copy: Path) -> bool:
    """Copy the file's bytes, each piece within a read transaction; whether nobody wrote from first to last."""
    before = hall_file.change_counter()
    with hall_file.path.open("rb", buffering=0) as source, copy.open("wb") as target:
        while True:
            with hall_file.reading():
                piece = source.read(_PIECE)
            if not piece:
                break
            target.write(piece)
    return hall_file.change_counter() == before  # the source is closed by now: closing drops this process's locks


def _held(hall_file: HallFile, copy: Path) -> None:
    """Copy the file's bytes in one go, while nobody can write."""
    with hall_file.path.open("rb", buffering=0) as source, copy.open("wb") as target, hall_file.reading():
        until = time.monotonic() + HOLD_SECONDS
        while piece := source.read(_PIECE):
            target.write(piece)
            if time.monotonic() > until:
                raise EnvironmentFault(
                    Kind.BUSY,
                    "The hall's file could not be looked at: it is large, and somebody wrote all the while.",
                    "It is looked at again before the next opening; or run `antrean check` after closing.",
                )


def _asked(copy: Path, pragma: str) -> str:
    try:
        with contextlib.closing(sqlite3.connect(copy)) as db:
            return "; ".join(line for (line,) in db.execute(f"PRAGMA {pragma}(5)").fetchall())
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # SQLite quotes what is broken in its complaint
        return str(error)
