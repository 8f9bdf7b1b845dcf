"""What this process has open of ``hall.db``, and what an error of it means.

Every error becomes an ``EnvironmentFault`` that says what to do; after one that suggests a stale handle the next use
opens everything again.
"""

import contextlib
import errno
import sqlite3
import time
from functools import partial
from pathlib import Path

from shared.clock import Clock, HallClock, machine_clock
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.store import hall_faults
from shared.store.sqlite import change_counter_file, errors, identity, opening
from shared.store.sqlite.locking import foreign_lock, read_only_guard, stale_writer_fence, system_calls
from shared.store.sqlite.locking.local_lock import LocalLock
from shared.store.sqlite.share import free_space_probe, share_profile
from shared.store.sqlite.sqlite_connection import HallConnection

FILE = "hall.db"


class FileHandle:
    """The connection, the descriptor that polls, and this PC's lock: open together, closed together.

    Attributes:
        folder: The hall's folder.
        path: Its ``hall.db``.
        clock: What time it is, for this process: the machine's own clock becomes the hall's.
        recipe: How SQLite is used on this share; None before the first opening.
        refused_at: When SQLite's lock was last refused, in monotonic seconds: others have it, the share answers.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.clock = HallClock() if clock is machine_clock else clock
        self.recipe: share_profile.ShareProfile | None = None
        self.refused_at = 0.0
        self._identity = identity.FileIdentity(self.path)
        self._connection: HallConnection | None = None
        self._poll: change_counter_file.ChangeCounterFile | None = None
        self._local: LocalLock | None = None
        self._busy = False
        self._refused = {begin: foreign_lock.Refusals() for begin in ("BEGIN", "BEGIN IMMEDIATE")}
        self._hall: tuple[int, Hall] | None = None  # as last read, with its version: it names who holds the file

    @property
    def hall_id(self) -> str:
        """The random id that ``init`` gave the hall; empty before the first opening."""
        return self._identity.hall_id

    @property
    def network(self) -> bool:
        """Whether the hall lies on a share, as far as is known."""
        return self.recipe is not None and self.recipe.mount.network

    def check_identity(self) -> None:
        """Compare the path with the file that is open: GONE when another file, or none, is there by now.

        Whether that is another hall's file is said once it was opened: a share that was away may come back with the
        same file under another number.
        """
        try:
            replaced = self._replaced()
        except OSError as error:
            raise self._sort(error) from error
        if replaced:
            self._forget_later()
            raise hall_faults.fault(Kind.GONE)

    def _replaced(self) -> bool:
        """Whether the path leads to another file by now. OSError when the share does not answer."""
        if self._poll is None:
            return False
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return True
        return (found.st_dev, found.st_ino) != self._poll.identity

    def _recipe_and_connection(self) -> HallConnection:
        """Check what can be checked without SQLite, then connect."""
        smb = False
        try:
            chosen = share_profile.choose(self.folder)
            self._poll = change_counter_file.of(self.path, direct=chosen.direct)
            smb = chosen.smb  # it is open: from here on a refusal there is not about rights
            identity.check_header(self.path, self._poll.header())
            self._local = LocalLock(f"{self.path.stat().st_ino:x}")
            share_profile.prepare(chosen)
            refused = partial(self._look_who_holds, "BEGIN")
            self._refused["BEGIN"].begin()
            self._connection = opening.connected(self.path, self._poll, self._local, chosen, refused)
        except (OSError, sqlite3.Error, MemoryError) as error:
            fault = opening.fault(self.path, error)
            foreign = fault.kind is Kind.HELD or (smb and errors.is_range_lock(error, errno.EACCES))
            raise (self._held() if foreign else fault) from error
        self.recipe = chosen
        return self._connection

    def _detach(self) -> None:
        """Close everything, the poll's descriptor last."""
        self._identity.forget_handle()
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        if self._poll is not None:
            self._poll.done()
            self._poll = None
        if self._local is not None:
            self._local.close()
            self._local = None

    def _forget_later(self) -> None:
        """Drop the connection; it is closed at the end of the running block."""
        if not self._busy:
            self._detach()
        else:
            self._connection = None

    def _look_who_holds(self, begin: str) -> None:
        """SQLite's lock was refused: raise if it has lasted too long to be a turn of ours."""
        assert self._poll is not None
        self.refused_at = time.monotonic()
        seconds = self._refused[begin].seconds(self._poll.counter())
        if seconds is not None:
            raise self._held(seconds)

    def _held(self, seconds: float = 0.0) -> hall_faults.Held:
        return foreign_lock.fault(self.path, self.clock, self._hall[1] if self._hall else None, seconds)

    def _reason(self, kind: Kind) -> Kind:
        """The share itself is asked why a COMMIT failed: SQLite keeps no reason there."""
        said = free_space_probe.refusal(self.folder) if kind is Kind.GONE else None
        asked = errors.kind_of(said) if said is not None else kind
        return asked if asked in hall_faults.NO_ROOM else kind

    def _kind_of(self, error: sqlite3.Error) -> Kind:
        """The kind of fault, with what the operating system said to SQLite."""
        return errors.kind_of(error, self._system_errno())

    def _system_errno(self) -> int:
        return system_calls.system_errno(self._connection.handle) if self._connection is not None else 0

    def _sort(self, error: sqlite3.Error | OSError | MemoryError) -> EnvironmentFault:
        """The fault; after one that suggests a stale handle everything is opened again next time.

        Also after READ_ONLY: a file that SQLite opened without the right to write stays read-only.
        """
        fault = errors.sorted_fault(error, self._system_errno())
        if (
            fault.kind is Kind.BUG and stale_writer_fence.deadline_passed()
        ):  # pages of before and of after a freeze do not fit together
            fault = hall_faults.fault(Kind.SLOW)
        if fault.kind is Kind.WRONG_HALL:  # "moved", says SQLite, also of a file whose share does not answer
            fault = hall_faults.fault(Kind.GONE)
        if fault.kind is Kind.READ_ONLY and self.recipe is not None and self.recipe.smb:
            fault = self._refusal_on_smb(fault, error)
        if fault.kind is Kind.HELD:
            return self._held()
        if fault.kind in (Kind.GONE, Kind.CORRUPT, Kind.WRONG_HALL, Kind.READ_ONLY):
            self._forget_later()
        return fault

    def _refusal_on_smb(
        self, fault: EnvironmentFault, error: sqlite3.Error | OSError | MemoryError
    ) -> EnvironmentFault:
        """On SMB the read-only guard also takes the right to write, and any lock the right to read and write."""
        with contextlib.suppress(OSError):
            if read_only_guard.is_read_only(self.path):
                return self._barred()
        return self._held() if errors.is_range_lock(error, self._system_errno()) else fault

    def _barred(self) -> EnvironmentFault:
        """The fault when a write was refused and the read-only guard is on the file."""
        if self._connection is not None and system_calls.is_read_only(self._connection.handle):
            return errors.barred(self.path)
        return hall_faults.fault(Kind.GONE)  # the link was away: our kernel may not open the file again, we may
