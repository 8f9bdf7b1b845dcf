"""The way into and out of a transaction of ``hall.db``.

Every use is short: the local lock of this PC, then SQLite's own lock with our own fair retry, the statements, the
end. Nothing reaches the file before COMMIT (``cache_spill=OFF``). Then the other programs are told.
"""

import contextlib
import dataclasses
import sqlite3
import time
from collections.abc import Generator
from pathlib import Path

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind
from shared.store import backoff, hall_faults
from shared.store.engine import DEADLINE_SECONDS
from shared.store.sqlite import errors, identity, migrations, opening
from shared.store.sqlite.file_handle import FileHandle
from shared.store.sqlite.locking import stale_writer_fence, system_calls
from shared.store.sqlite.locking.local_lock import LocalLock
from shared.store.sqlite.share import share_profile, udp_hint
from shared.store.sqlite.sqlite_connection import HallConnection


class FileTurns(FileHandle):
    """One turn in the file after another; the first one learns whose file it is.

    Attributes:
        hint: What tells the other programs after each commit; made at the first one unless somebody set it.
        commits: How many write transactions this object committed.
        committed_at: When the last one was, in monotonic seconds.
        answers_first: Whether :meth:`announce` is called by others, after the acting program was answered: the programs
        that a hint wakes would delay that answer. The next use of the file does it at the latest.
        waiting_for_turn: Whether it waits for others to leave the file (and is not blocked by the share).
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__(folder, clock)
        self.hint: udp_hint.Hint | None = None
        self.commits = 0
        self.committed_at = 0.0
        self.answers_first = False
        self.waiting_for_turn = False
        self._untold = False
        self._reach = udp_hint.reach()  # a wrong value is reported before anything is done

    @contextlib.contextmanager
    def _turn(self, seconds: float, *, writes: bool, doubting: bool = True) -> Generator[HallConnection]:
        """Local lock, SQLite's lock, the block, its end, and out again in any case.

        It is one generator: each further layer costs every press as much as a statement.
        """
        if self._busy:
            raise RuntimeError("a transaction is already open in this process")
        self.announce()
        if self._connection is None:
            with self._doubting():
                self._attach()
        connection, local = self._connection, self._local
        assert connection is not None
        assert local is not None
        newest, fault = 0, None
        self._busy = True
        try:
            self._enter(connection, local, seconds, writes=writes)
            yield connection
            connection.close_cursors()
            if writes:
                newest = identity.newest_event(connection)
                self._commit(connection, seconds)
            else:
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError, MemoryError) as error:
            fault = self._sort(error)
            fault.__cause__ = error
        except EnvironmentFault as known:
            if known.kind in identity.CHANGED:  # the next use checks everything again
                self._forget_later()
            fault = known
        finally:
            self._leave(connection)
            stale_writer_fence.clear_deadline()
            local.release()
            self._busy = self.waiting_for_turn = False
        if fault is not None and fault.kind is Kind.CORRUPT and doubting:
            raise self._second_opinion(fault) from fault
        if fault is not None:
            raise fault
        if writes:
            self._committed(newest)

    def _enter(self, connection: HallConnection, local: LocalLock, seconds: float, *, writes: bool) -> None:
        """Take this PC's lock, then SQLite's; give the first back while another PC has the second."""
        busy: sqlite3.Error | None = None
        self.waiting_for_turn = True
        # only the SMB client has trouble with two processes in the file; elsewhere readers of a PC need not queue
        shared = not writes and self.recipe is not None and not self.recipe.smb
        begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
        self._refused[begin].begin()
        for left in backoff.turns(seconds):
            if not local.acquire(left, shared=shared):
                break
            self.waiting_for_turn = False
            stale_writer_fence.start_deadline(stale_writer_fence.now())
            try:
                connection.execute(begin).close()
                self._identity.confirm(connection)
            except sqlite3.OperationalError as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if errors.kind_of(error) is not Kind.BUSY:
                    raise
                busy = error
                local.step_back()
                self.waiting_for_turn = True
                self._look_who_holds(begin)
            else:
                if begin == "BEGIN":
                    self._refused[begin].over()
                return
        raise hall_faults.fault(Kind.BUSY) from busy

    def _commit(self, connection: HallConnection, seconds: float) -> None:
        """COMMIT; readers of other PCs may hold it up for milliseconds."""
        held_up: sqlite3.Error | None = None
        refused = self._refused["BEGIN IMMEDIATE"]
        refused.begin()
        for _ in backoff.turns(seconds, first_ms=2, longest_ms=5):
            if stale_writer_fence.deadline_passed():
                raise (hall_faults.fault(Kind.SLOW) if held_up is None else self._held()) from held_up
            try:
                connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                kind = self._kind_of(error)
                if kind is Kind.BUSY:
                    held_up = error
                    self._look_who_holds("BEGIN IMMEDIATE")
                    continue
                if not errors.is_half(error):
                    raise
                self._forget_later()
                raise hall_faults.half_commit(
                    Kind.SLOW if stale_writer_fence.deadline_passed() else self._reason(kind)
                ) from error
            refused.over()
            return
        raise hall_faults.fault(Kind.BUSY) from held_up

    def _leave(self, connection: HallConnection) -> None:
        """Whatever happened, no lock is left behind."""
        with contextlib.suppress(sqlite3.Error):
            connection.close_cursors()
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        # closed while the fence is still active: the journal there may be another PC's by now
        if (
            stale_writer_fence.deadline_passed()
            or system_calls.has_failed(connection.handle)
            or connection.end_statements()
        ):
            self._forget_later()
        if self._connection is None:  # it was given up inside
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def _committed(self, newest: int) -> None:
        """A transaction of ours ended with that event."""
        self._identity.committed(newest)
        self.commits += 1
        self.committed_at = time.monotonic()
        self._untold = True
        if not self.answers_first:
            self.announce()

    def announce(self) -> None:
        """Tell the other programs of the last commit, unless they were told."""
        if self._untold:
            self._untold = False
            if self.hint is None:
                self.hint = self.make_hint(listen=False)
            self.hint.announce()

    def make_hint(self, *, listen: bool) -> udp_hint.Hint:
        """The hint of this hall, going where its kind of share wants it."""
        return udp_hint.Hint(self.hall_id, self._reach.on(network=self.network), listen=listen)

    def _attach(self) -> None:
        """Look at the folder, then open; nothing is touched when something is wrong."""
        self._detach()
        try:
            self._recipe_and_connection()
            self._know_the_hall()
        except BaseException:
            self._detach()  # half open is not open: the next use starts again
            raise

    def _know_the_hall(self) -> None:
        """Whose file this is, and the journal mode it works with."""
        with self._turn(DEADLINE_SECONDS, writes=False, doubting=False) as db:
            stored = self._identity.learn(db)
        if self._connection is None:  # the fence closed meanwhile
            raise hall_faults.fault(Kind.SLOW)
        self._agree_on_journal(stored)
        if self._identity.behind:
            self._bring_forward()

    def _agree_on_journal(self, stored: str | None) -> None:
        """Every PC uses the journal mode that the hall was made with."""
        assert self.recipe is not None
        assert self._connection is not None
        if stored is None or stored == self.recipe.journal:
            return
        if stored != share_profile.PERSIST:
            raise errors.journal_mismatch(self.folder, stored, self.recipe.journal)
        self._connection.execute("PRAGMA journal_mode=persist").close()  # right on every share, only slower
        self.recipe = dataclasses.replace(self.recipe, journal=stored)

    def _bring_forward(self) -> None:
        """A hall made by an older Antrean gets what its tables lack; a second program finds it done."""
        with self._turn(DEADLINE_SECONDS, writes=True, doubting=False) as db:
            migrations.migrate(db)
        self._identity.behind = False

    @contextlib.contextmanager
    def _doubting(self) -> Generator[None]:
        """Report "malformed" only if a new connection says it too."""
        try:
            yield
        except EnvironmentFault as fault:
            if fault.kind is Kind.CORRUPT:
                raise self._second_opinion(fault) from fault
            raise

    def _second_opinion(self, first: EnvironmentFault) -> EnvironmentFault:
        """What a new connection says about "malformed": this PC may have read an old copy of a page from its own cache.

        It is damage (``first``) only if it finds some, too; if the share cannot be asked, that is the fault. It looks
        as long as a transaction may last: checking a large file must not stop everybody's writes.
        """
        self._detach()
        try:
            self._recipe_and_connection()
            with self._turn(DEADLINE_SECONDS, writes=False, doubting=False) as db:
                sound = opening.looks_sound(db)
        except EnvironmentFault as fault:
            return first if fault.kind is Kind.CORRUPT else fault
        else:
            return errors.stale() if sound else first
        finally:
            self._detach()
