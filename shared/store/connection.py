"""The one connection of this process to ``hall.db``, and the way into and out of a transaction.

Every use is short: the local lock of this PC, then SQLite's own lock with our own fair retry, the statements, the
end. Nothing reaches the file before COMMIT (``cache_spill=OFF``). Every error leaves as an ``EnvironmentFault``
that says what to do; after one that may mean a dead handle the next use opens everything anew.
"""

import contextlib
import dataclasses
import sqlite3
import time
import weakref
from collections.abc import Generator
from pathlib import Path
from types import TracebackType
from typing import Any

from shared.clock import Clock
from shared.domain.hall import Hall
from shared.faults import EnvironmentFault, Kind
from shared.store import errors, fence, hall_rows, header, hint, pollfd, recipe, retry, schema
from shared.store.local_lock import LocalLock

FILE = "hall.db"
DEADLINE_SECONDS = 8.0
"""How long a press waits for its turn in the file before it is told that others hold it."""
STATEMENTS = 400  # prepared statements kept; more than the program has


class HallConnection(sqlite3.Connection):
    """A connection that remembers its cursors, so that none of them outlives its transaction.

    A half-read SELECT would keep the lock after COMMIT, for all PCs.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cursors: list[weakref.ref[sqlite3.Cursor]] = []

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """A cursor, as ever; it is closed with its transaction."""
        made = super().cursor(*args, **kwargs)
        self._cursors.append(weakref.ref(made))
        return made

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As ever, through a cursor that is remembered (sqlite3 makes its own one past us)."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        """As ever, through a cursor that is remembered."""
        return self.cursor().executemany(sql, parameters)

    def close_cursors(self) -> None:
        """End every statement that is still open."""
        for reference in self._cursors:
            cursor = reference()
            if cursor is not None:
                cursor.close()
        self._cursors.clear()


def connect(path: Path, *, journal: str = recipe.DELETE, synchronous: str = "EXTRA") -> HallConnection:
    """A prepared SQLite connection to an existing file: the pragmas of this program and no waiting of its own."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=0,
        isolation_level=None,
        cached_statements=STATEMENTS,
        factory=HallConnection,
    )
    try:
        connection.row_factory = sqlite3.Row
        for pragma in (
            "busy_timeout=0",
            "foreign_keys=ON",
            "cache_spill=OFF",
            "mmap_size=0",
            "locking_mode=NORMAL",
            f"synchronous={synchronous}",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA journal_mode={journal}")
    except BaseException:
        connection.close()
        raise
    return connection


class HallFile:
    """The hall's file, as this process sees it. One thread uses it: the one that opened it.

    Attributes:
        folder: The hall's folder.
        path: Its ``hall.db``.
        device: The name of this device in the audit log (``K1``, ``counter 3``, ``cli``).
        clock: What time it is, for this process.
        hall_id: The random id that ``init`` gave the hall.
        recipe: How SQLite is used on this share; None before the first opening.
        hint: What tells the other programs after each commit; made at the first one unless somebody set it.
        commits: How many write transactions this object committed.
        committed_at: When the last one was, in monotonic seconds.
        waiting_for_turn: Whether it waits for others to leave the file (and is not held fast by the share).
    """

    def __init__(self, folder: Path, *, device: str, clock: Clock) -> None:
        """Use :meth:`open`."""
        self.folder = folder
        self.path = folder / FILE
        self.device = device
        self.clock = clock
        self.hall_id = ""
        self.recipe: recipe.Recipe | None = None
        self.hint: hint.Hint | None = None
        self.commits = 0
        self.committed_at = 0.0
        self.waiting_for_turn = False
        self._connection: HallConnection | None = None
        self._poll: pollfd.PollDescriptor | None = None
        self._local: LocalLock | None = None
        self._busy = False
        self._hall: tuple[int, Hall] | None = None

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
        """Open the file if it is not open, and know the hall's data before the first press needs it."""
        if self._connection is None:
            self._attach()
        self.learn_hall()

    @contextlib.contextmanager
    def reading(self, deadline_seconds: float = DEADLINE_SECONDS) -> Generator[sqlite3.Connection]:
        """One short read transaction: what it sees belongs to one moment."""
        with self._inside(deadline_seconds, "BEGIN", "PRAGMA schema_version") as connection:
            yield connection
            connection.close_cursors()
            connection.execute("COMMIT")

    @contextlib.contextmanager
    def writing(self, deadline_seconds: float = DEADLINE_SECONDS) -> Generator[sqlite3.Connection]:
        """One short write transaction, committed at the end of the block, undone when the block raises.

        It must end within the fence's five seconds, else it is given up (``Kind.SLOW``).
        """
        with self._inside(deadline_seconds, "BEGIN IMMEDIATE") as connection:
            yield connection
            connection.close_cursors()
            self._commit(connection, deadline_seconds)
        self.commits += 1
        self.committed_at = time.monotonic()
        if self.hint is None:
            self.hint = self.make_hint(listen=False)
        self.hint.announce()

    def make_hint(self, *, listen: bool) -> hint.Hint:
        """The hint of this hall, going where its kind of share wants it."""
        network = self.recipe is not None and self.recipe.mount.network
        return hint.Hint(self.hall_id, hint.targets(network=network, group=hint.group_of(self.hall_id)), listen=listen)

    def change_counter(self) -> bytes:
        """Four bytes that differ after every commit, read without a lock. An EnvironmentFault when it cannot."""
        if self._connection is None:
            self._attach()
        assert self._poll is not None
        try:
            return self._poll.counter()
        except OSError as error:
            self._detach()
            raise errors.sorted_fault(error) from error

    def check_identity(self) -> None:
        """Compare the path with the file that is open: WRONG_HALL when somebody replaced or deleted it."""
        if self._poll is None:
            return
        try:
            found = self.path.stat()
        except FileNotFoundError:
            found = None
        except OSError as error:
            raise self._sort(error) from error
        if found is None or (found.st_dev, found.st_ino) != self._poll.identity:
            self._forget_later()
            raise errors.fault(Kind.WRONG_HALL)

    def hall(self, db: sqlite3.Connection) -> Hall:
        """The hall's data as of this transaction, kept until somebody applies another hall file.

        WRONG_HALL when the file has become another hall's since it was opened.
        """
        row = db.execute("SELECT hall_version, value FROM pulse, meta WHERE name = 'hall_id'").fetchone()
        if row is None or row[1] != self.hall_id:
            raise errors.fault(Kind.WRONG_HALL)
        if self._hall is None or self._hall[0] != row[0]:
            self._hall = (row[0], hall_rows.load(db))
        return self._hall[1]

    def learn_hall(self) -> Hall:
        """The hall's data as of now, made of its rows after the file was left: making it takes long."""
        with self.reading() as db:
            row = db.execute("SELECT hall_version FROM pulse").fetchone()
            version = row[0] if row is not None else 0
            known = self._hall
            rows = hall_rows.stored(db) if known is None or known[0] != version else {}
        if known is None or known[0] != version:
            known = self._hall = (version, hall_rows.hall_of(rows))
        return known[1]

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
    def _inside(self, seconds: float, *begin: str) -> Generator[HallConnection]:
        """A turn in the file. "Malformed" is believed only when a fresh connection says it too."""
        if self._busy:
            raise RuntimeError("a transaction is already open in this process")
        try:
            if self._connection is None:
                self._attach()
            with self._turn(seconds, begin) as connection:
                yield connection
        except EnvironmentFault as fault:
            if fault.kind is Kind.CORRUPT and self._sound_after_all():
                raise errors.stale() from fault
            raise

    @contextlib.contextmanager
    def _turn(self, seconds: float, begin: tuple[str, ...]) -> Generator[HallConnection]:
        """Local lock, SQLite's lock, the block, and out again whatever happens."""
        connection, local = self._connection, self._local
        assert connection is not None
        assert local is not None
        self._busy = True
        try:
            self._enter(connection, local, seconds, begin)
            yield connection
        except (sqlite3.Error, OSError) as error:
            raise self._sort(error) from error
        finally:
            self._leave(connection)
            fence.lower()
            local.release()
            self._busy = False

    def _sound_after_all(self) -> bool:
        """Whether the file, opened anew, is whole: this PC had read an old copy of a page from its own cache."""
        self._detach()
        try:
            self._recipe_and_connection()
            with self._turn(DEADLINE_SECONDS, ("BEGIN",)) as db:
                return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        except EnvironmentFault:
            return False
        finally:
            self._detach()

    def _enter(self, connection: HallConnection, local: LocalLock, seconds: float, begin: tuple[str, ...]) -> None:
        """Take this PC's lock, then SQLite's; give the first back while another PC has the second."""
        busy: sqlite3.Error | None = None
        self.waiting_for_turn = True
        # only the SMB client minds two processes in the file; elsewhere the readers of a PC need not queue
        shared = begin[0] == "BEGIN" and self.recipe is not None and not self.recipe.smb
        for left in retry.turns(seconds):
            if not local.acquire(left, shared=shared):
                break
            self.waiting_for_turn = False
            fence.raise_fence(fence.now())
            try:
                for statement in begin:
                    connection.execute(statement).close()
            except sqlite3.OperationalError as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if errors.kind_of(error) is not Kind.BUSY:
                    raise
                busy = error
                local.release()
                self.waiting_for_turn = True
            else:
                return
        self.waiting_for_turn = False
        raise errors.fault(Kind.BUSY) from busy

    def _commit(self, connection: HallConnection, seconds: float) -> None:
        """COMMIT; readers of other PCs may hold it up for milliseconds."""
        for _ in retry.turns(seconds, first_ms=2, longest_ms=5):
            if fence.closed():
                raise errors.fault(Kind.SLOW)
            try:
                connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                kind = errors.kind_of(error)
                if kind is Kind.BUSY:
                    continue
                if kind is not Kind.GONE:
                    raise
                self._forget_later()
                raise errors.half_commit(Kind.SLOW if fence.closed() else kind) from error
            return
        raise errors.fault(Kind.BUSY)

    def _leave(self, connection: HallConnection) -> None:
        """Whatever happened, no lock stays behind."""
        with contextlib.suppress(sqlite3.Error):
            connection.close_cursors()
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        if fence.closed():  # closed while the fence still stands: the journal there may be another PC's by now
            self._forget_later()
        if self._connection is None:  # it was given up inside
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def _sort(self, error: sqlite3.Error | OSError) -> EnvironmentFault:
        """The fault; after one that smells of a dead handle everything is opened anew next time."""
        fault = errors.sorted_fault(error)
        if fault.kind in (Kind.GONE, Kind.CORRUPT, Kind.WRONG_HALL):
            self._forget_later()
        return fault

    def _forget_later(self) -> None:
        """Give the connection up; it is closed at the end of the running block."""
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
            self._detach()  # half open is not open: the next use begins anew
            raise

    def _know_the_hall(self) -> None:
        """Whose file this is, and the journal mode it works with."""
        with self._turn(DEADLINE_SECONDS, ("BEGIN",)) as db:
            facts = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('hall_id', 'journal')").fetchall())
        found = facts.get("hall_id", "")
        if self.hall_id and found != self.hall_id:
            raise errors.fault(Kind.WRONG_HALL)
        self._agree_on_journal(facts.get("journal"))
        self.hall_id = found

    def _recipe_and_connection(self) -> HallConnection:
        """Check what can be checked without SQLite, then connect."""
        try:
            chosen = recipe.choose(self.folder)
            self._poll = pollfd.of(self.path, direct=chosen.direct)
            self._check_header(self._poll.header())
            self._local = LocalLock(f"{self.path.stat().st_ino:x}")
            recipe.prepare(chosen)
            self._connection = self._connect(self._local, chosen)
        except (OSError, sqlite3.Error) as error:
            raise self._opening_fault(error) from error
        self.recipe = chosen
        return self._connection

    def _connect(self, local: LocalLock, chosen: recipe.Recipe) -> HallConnection:
        """Connect. The first look at the file may meet another program's commit, and waits for it as a press does."""
        busy: sqlite3.Error | None = None
        for left in retry.turns(DEADLINE_SECONDS):
            if not local.acquire(left):
                break
            try:
                return connect(self.path, journal=chosen.journal, synchronous=chosen.synchronous)
            except sqlite3.OperationalError as error:
                if errors.kind_of(error) is not Kind.BUSY:
                    raise
                busy = error
            finally:
                local.release()
        raise errors.fault(Kind.BUSY) from busy

    def _agree_on_journal(self, stored: str | None) -> None:
        """Every PC uses the journal mode that the hall was made with."""
        assert self.recipe is not None
        assert self._connection is not None
        if stored is None or stored == self.recipe.journal:
            return
        if stored != recipe.PERSIST:
            raise errors.journal_mismatch(self.folder, stored, self.recipe.journal)
        self._connection.execute("PRAGMA journal_mode=persist").close()  # right on every share, only slower
        self.recipe = dataclasses.replace(self.recipe, journal=stored)

    def _check_header(self, raw: bytes) -> None:
        """Refuse what is no hall's file, before SQLite touches it."""
        found = header.parse(raw)
        if not raw:
            raise errors.no_hall(self.folder, "its hall.db is empty: `antrean init` did not come to its end")
        if found is None:
            raise errors.fault(Kind.CORRUPT, what=f"{self.path} is no hall's file, or its beginning is damaged.")
        if found.wal:
            raise errors.wal(self.path)
        if found.application != schema.APPLICATION:
            raise errors.no_hall(self.folder, "its hall.db is an SQLite file, but no hall's")
        if found.schema > schema.VERSION:
            raise errors.newer(self.path, found.schema, schema.VERSION)

    def _opening_fault(self, error: OSError | sqlite3.Error) -> EnvironmentFault:
        """Why the folder could not be opened."""
        if isinstance(error, (FileNotFoundError, NotADirectoryError)):
            return errors.no_hall(self.folder, "there is no hall.db in it" if self.folder.is_dir() else "")
        if isinstance(error, PermissionError):
            return errors.unreadable(self.path)
        return errors.sorted_fault(error)

    def _detach(self) -> None:
        """Close everything, the poll's descriptor last."""
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
