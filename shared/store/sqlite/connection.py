"""The one connection of this process to ``hall.db``, and the way into and out of a transaction.

Every use is short: the local lock of this PC, then SQLite's own lock with our own fair retry, the statements, the
end. Nothing reaches the file before COMMIT (``cache_spill=OFF``). Every error becomes an ``EnvironmentFault`` that says
what to do; after one that suggests a stale handle the next use opens everything again.
"""

import contextlib
import dataclasses
import errno
import sqlite3
import time
from collections.abc import Generator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from types import TracebackType

from shared.clock import Clock, HallClock, machine_clock
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.store import backoff, hall_faults
from shared.store.engine import DEADLINE_SECONDS, Db, Row
from shared.store.live_program import LiveProgram
from shared.store.record import clock_guard, hall_index, hall_rows
from shared.store.sqlite import change_counter_file, errors, identity, migrations, opening, yearly_files
from shared.store.sqlite.locking import foreign_lock, read_only_guard, stale_writer_fence, system_calls
from shared.store.sqlite.locking.local_lock import LocalLock
from shared.store.sqlite.share import free_space_probe, heartbeats, share_clock, share_profile, udp_hint
from shared.store.sqlite.sqlite_connection import HallConnection, connect

__all__ = ["FILE", "HallConnection", "HallFile", "connect"]

FILE = "hall.db"
TRY_SECONDS = 1.0
"""How long a trial waits for its turn."""


class HallFile:
    """The hall's file, as this process sees it. One thread uses it: the one that opened it.

    Attributes:
        folder: The hall's folder.
        path: Its ``hall.db``.
        device: The name of this device in the audit log (``K1``, ``counter 3``, ``cli``).
        clock: What time it is, for this process: the machine's own clock becomes the hall's.
        recipe: How SQLite is used on this share; None before the first opening.
        hint: What tells the other programs after each commit; made at the first one unless somebody set it.
        commits: How many write transactions this object committed.
        committed_at: When the last one was, in monotonic seconds.
        truth_seconds: How long an act itself waits to learn whether a COMMIT that was cut off was done; the store's
        thread asks again when the share is back, and needs no such time.
        answers_first: Whether :meth:`announce` is called by others, after the acting program was answered: the programs
        that a hint wakes would delay that answer. The next use of the file does it at the latest.
        truth_since: Since when it waits for that; None if it does not.
        waiting_for_turn: Whether it waits for others to leave the file (and is not blocked by the share).
        swept: The business day before which no request id is left in the file, as far as this object found.
    """

    def __init__(self, folder: Path, *, device: str, clock: Clock) -> None:
        """Use :meth:`open`. UsageFault when ``ANTREAN_HINT`` cannot be understood."""
        self.folder = folder
        self.path = folder / FILE
        self.device = device
        self.clock = HallClock() if clock is machine_clock else clock
        self.recipe: share_profile.ShareProfile | None = None
        self.hint: udp_hint.Hint | None = None
        self.commits = 0
        self.committed_at = 0.0
        self.truth_seconds = 0.0
        self.answers_first = False
        self.truth_since: float | None = None
        self.waiting_for_turn = False
        self.swept = ""
        self._identity = identity.FileIdentity(self.path)
        self._connection: HallConnection | None = None
        self._poll: change_counter_file.ChangeCounterFile | None = None
        self._local: LocalLock | None = None
        self._busy = False
        self._refused = {begin: foreign_lock.Refusals() for begin in ("BEGIN", "BEGIN IMMEDIATE")}
        self._untold = False
        self._hall: tuple[int, Hall] | None = None
        self._reach = udp_hint.reach()  # a wrong value is reported before anything is done

    @classmethod
    def open(cls, folder: Path, *, device: str, clock: Clock) -> "HallFile":
        """Open a hall's folder; an EnvironmentFault says why not, and then nothing was touched."""
        hall_file = cls(folder, device=device, clock=clock)
        try:
            hall_file.reach()
        except BaseException:
            hall_file.close()
            raise
        return hall_file

    def reach(self) -> None:
        """Open the file if it is not open, and read the hall's data before the first press needs it."""
        if self._connection is None:
            with self._doubting():
                self._attach()
        self.learn_hall()

    def reading(self, deadline_seconds: float = DEADLINE_SECONDS) -> AbstractContextManager[sqlite3.Connection]:
        """One short read transaction: what it sees belongs to one moment."""
        return self._turn(deadline_seconds, writes=False)

    def writing(self, deadline_seconds: float = DEADLINE_SECONDS) -> AbstractContextManager[sqlite3.Connection]:
        """One short write transaction, committed at the end of the block, undone when the block raises.

        It must end within the fence's five seconds, else it is given up (``Kind.SLOW``).
        """
        return self._turn(deadline_seconds, writes=True)

    def newest_event(self, db: Db) -> int:
        """The sequence of the newest event as of this transaction, also where that event lies in the archive."""
        return identity.newest_event(db)

    def still_locked(self) -> bool:
        """Whether certainly nobody has written since the open transaction began: not after a freeze."""
        return not stale_writer_fence.deadline_passed()

    def archives(self, first: str, last: str) -> list[AbstractContextManager[sqlite3.Connection]]:
        """The yearly files that may hold days from ``first`` to ``last``, oldest first."""
        return [yearly_files.opened(path) for path in yearly_files.of_days(self.folder, first, last)]

    def heartbeat(self) -> heartbeats.FileHeartbeat:
        """A slot for this program in the side file, not yet taken."""
        direct = self.recipe is not None and self.recipe.direct
        return heartbeats.FileHeartbeat(self.folder, device=self.device, clock=self.clock, direct=direct)

    def live_programs(self) -> tuple[LiveProgram, ...]:
        """The programs that run in the hall now, without this process."""
        return heartbeats.live_programs(self.folder, clock=self.clock)

    def skew_ms(self) -> int:
        """This PC's clock minus the share's, in milliseconds. OSError when nothing can be made there."""
        return share_clock.skew_ms(self.folder)

    def listen(self) -> udp_hint.Hint:
        """From now on hear of the other programs' commits, too."""
        self.hint = self.make_hint(listen=True)
        return self.hint

    def make_hint(self, *, listen: bool) -> udp_hint.Hint:
        """The hint of this hall, going where its kind of share wants it."""
        return udp_hint.Hint(self.hall_id, self._reach.on(network=self.network), listen=listen)

    @property
    def hall_id(self) -> str:
        """The random id that ``init`` gave the hall; empty before the first opening."""
        return self._identity.hall_id

    @property
    def network(self) -> bool:
        """Whether the hall lies on a share, as far as is known."""
        return self.recipe is not None and self.recipe.mount.network

    def change_counter(self) -> bytes:
        """Four bytes that differ after every commit, read without a lock. An EnvironmentFault when it cannot."""
        if self._connection is None:
            self._attach()
        assert self._poll is not None
        try:
            return self._poll.counter()
        except OSError as error:
            self._forget_later()
            raise self._sort(error) from error

    def try_writing(self) -> None:
        """After a write was refused: a write that changes nothing. An EnvironmentFault says that it still is refused.

        Another program's lock is looked for first, which delays nobody.
        """
        passive = self.recipe is not None and not self.recipe.smb  # there, looking takes a lock
        if passive and self._poll is not None and self._poll.is_locked():
            raise self._held()
        with self.writing(TRY_SECONDS) as db:
            db.execute("UPDATE pulse SET day = day").close()
        foreign_lock.over(self.path)

    def look_for_lock(self) -> None:
        """For a program that only watches: once another one met a foreign lock, see whether it is there."""
        try:
            marked = foreign_lock.is_marked(self.path)
        except OSError as error:
            raise self._sort(error) from error
        if marked:
            self.try_writing()

    def check_identity(self) -> None:
        """Compare the path with the file that is open: WRONG_HALL when somebody replaced or deleted it."""
        try:
            replaced = self._replaced()
        except OSError as error:
            raise self._sort(error) from error
        if replaced:
            self._forget_later()
            raise hall_faults.fault(Kind.WRONG_HALL)

    def _replaced(self) -> bool:
        """Whether the path leads to another file by now. OSError when the share does not answer."""
        if self._poll is None:
            return False
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return True
        return (found.st_dev, found.st_ino) != self._poll.identity

    def pulse(self, db: Db) -> Row:
        """The row of ``pulse`` as of this transaction. WRONG_HALL when there is none."""
        row: Row | None = db.execute("SELECT * FROM pulse").fetchone()
        if row is None:
            raise hall_faults.fault(Kind.WRONG_HALL)
        return row

    def hall(self, db: Db, pulse: Row | None = None) -> Hall:
        """The hall's data as of this transaction, kept until somebody applies another hall file.

        ``pulse`` is its row, where that was read already.
        """
        version: int = (pulse or self.pulse(db))["hall_version"]
        if self._hall is None or self._hall[0] != version:
            self._remember(version, hall_rows.load(db))
        return self.learned

    def _remember(self, version: int, hall: Hall) -> None:
        """PRETENDED for a real hall when this process runs by a pretended clock."""
        clock_guard.refuse_pretended(hall, self.clock)
        self._hall = (version, hall)

    @property
    def learned(self) -> Hall:
        """The hall's data as last read; to be asked once the file was opened."""
        assert self._hall is not None
        return self._hall[1]

    @property
    def hall_version(self) -> int:
        """The version of the hall's data as last read: it grows with each apply; 0 before the first look."""
        return 0 if self._hall is None else self._hall[0]

    def learn_hall(self) -> Hall:
        """The hall's data as of now, built from its rows after the file was left, because building takes long."""
        with self.reading() as db:
            row = db.execute("SELECT hall_version FROM pulse").fetchone()
            version = row[0] if row is not None else 0
            known = self._hall
            rows = hall_rows.stored(db) if known is None or known[0] != version else {}
        if known is None or known[0] != version:
            self._remember(version, hall_rows.hall_of(rows))
            with contextlib.suppress(KeyError):  # data that contradict themselves are for `antrean check` to tell
                hall_index.index(self.learned)  # here, not within the first press, which would make all others wait
        return self.learned

    def close(self) -> None:
        """Let go of the file."""
        self._detach()
        if self.hint is not None:
            self.hint.close()
            self.hint = None

    def __enter__(self) -> "HallFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- inside ---------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _doubting(self) -> Generator[None]:
        """Report "malformed" only if a new connection says it too."""
        try:
            yield
        except EnvironmentFault as fault:
            if fault.kind is Kind.CORRUPT:
                raise self._second_opinion(fault) from fault
            raise

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

    def _look_who_holds(self, begin: str) -> None:
        """SQLite's lock was refused: raise if it has lasted too long to be a turn of ours."""
        assert self._poll is not None
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

    def _sort(self, error: sqlite3.Error | OSError | MemoryError) -> EnvironmentFault:
        """The fault; after one that suggests a stale handle everything is opened again next time.

        Also after READ_ONLY: a file that SQLite opened without the right to write stays read-only.
        """
        fault = errors.sorted_fault(error, self._system_errno())
        if (
            fault.kind is Kind.BUG and stale_writer_fence.deadline_passed()
        ):  # pages of before and of after a freeze do not fit together
            fault = hall_faults.fault(Kind.SLOW)
        if fault.kind is Kind.WRONG_HALL:  # SQLite also calls a file "moved" whose share does not answer
            with contextlib.suppress(OSError):
                if self._replaced():
                    self._forget_later()
                    return fault
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

    def _forget_later(self) -> None:
        """Drop the connection; it is closed at the end of the running block."""
        if not self._busy:
            self._detach()
        else:
            self._connection = None

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

    def _bring_forward(self) -> None:
        """A hall made by an older Antrean gets what its tables lack; a second program finds it done."""
        with self._turn(DEADLINE_SECONDS, writes=True, doubting=False) as db:
            migrations.migrate(db)
        self._identity.behind = False

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
