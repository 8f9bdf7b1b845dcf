"""Getting a connection: opening may meet another program's commit, or tells why the file cannot be used."""

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

from shared.faults import EnvironmentFault, Kind
from shared.store import backoff, hall_faults
from shared.store.engine import DEADLINE_SECONDS
from shared.store.sqlite import errors, remains
from shared.store.sqlite.change_counter_file import ChangeCounterFile
from shared.store.sqlite.locking import read_only_guard, stale_writer_fence, system_calls
from shared.store.sqlite.locking.local_lock import LocalLock
from shared.store.sqlite.share.share_profile import ShareProfile
from shared.store.sqlite.sqlite_connection import HallConnection, connect


def connected(
    path: Path, poll: ChangeCounterFile, local: LocalLock, chosen: ShareProfile, refused: Callable[[], None]
) -> HallConnection:
    """Connect. The first look at the file may meet another program's commit, and waits for it as a press does.

    ``refused`` is called at each refusal, and raises after too many.
    """
    busy: sqlite3.Error | None = None
    kind = Kind.BUSY
    for left in backoff.turns(DEADLINE_SECONDS):
        if not local.acquire(left):
            break
        try:
            with read_only_guard.unlocked(path, smb=chosen.smb) as lifted:
                made = connect(path, journal=chosen.journal, synchronous=chosen.synchronous)
            if not (lifted and system_calls.is_read_only(made.handle) and read_only_guard.is_read_only(path)):
                return made
            made.close()  # another PC set the read-only guard at that moment
            kind = Kind.READ_ONLY
        except sqlite3.DatabaseError as error:
            if (
                errors.kind_of(error) is Kind.CORRUPT
            ):  # SQLite also reports this for a page that the share did not return
                poll.header()
            if errors.kind_of(error) is not Kind.BUSY:
                raise
            busy, kind = error, Kind.BUSY
        finally:
            local.step_back()
        if busy is not None:
            refused()
    raise hall_faults.fault(kind) from busy


def fault(path: Path, error: OSError | sqlite3.Error | MemoryError) -> EnvironmentFault:
    """Why the file at ``path`` could not be opened."""
    folder = path.parent
    if isinstance(error, OSError) and error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return errors.no_hall(folder, f"it cannot be reached: {error.strerror}")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        if not folder.is_dir():
            return errors.no_folder(folder)
        left = remains.missing(folder)
        return errors.no_hall(folder, "there is no hall.db in it") if left is None else remains.fault(folder, left)
    if isinstance(error, PermissionError):
        return errors.unreadable(path)
    return errors.sorted_fault(error)


def looks_sound(db: sqlite3.Connection) -> bool:
    """Whether no damage is found within the fence's seconds."""
    db.set_progress_handler(stale_writer_fence.deadline_passed, 10_000)
    try:
        return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return True
    finally:
        db.set_progress_handler(None, 0)
