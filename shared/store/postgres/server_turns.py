"""The way into and out of a transaction on the server.

One advisory lock for each hall is taken at the start of every write. So writes come one after another, as in a file:
the order of events is the order of commits, and "who is next" sees the whole line. Reads wait for nobody.
"""

import contextlib
import hashlib
import logging
import time
from collections.abc import Generator
from pathlib import Path

import psycopg

from shared.clock import Clock, HallClock, machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store import backoff
from shared.store.postgres import server_connection, server_errors, server_schema
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ServerConnection, ask
from shared.store.postgres.server_rows import ServerDb

_log = logging.getLogger("antrean.store")
TURN_MS = 2_000
"""How long one try for the hall's lock waits; one that then says nothing for some seconds does not answer."""
_READ = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {server_schema.MOMENT}"
_DROPPED = frozenset({Kind.GONE, Kind.READ_ONLY, Kind.SLOW, Kind.NO_HALL, Kind.CORRUPT, Kind.WRONG_HALL, Kind.FULL})
"""After a fault of these kinds the connection is made anew: the next one may lead to another server."""


def lock_key(schema: str, what: str = "hall") -> int:
    """The number of a hall's advisory lock within its database."""
    return int.from_bytes(hashlib.sha256(f"antrean {what} {schema}".encode()).digest()[:8], signed=True)


class ServerTurns:
    """One turn after another on one connection; the first one learns whose hall it is.

    Attributes:
        folder: The hall's folder: its media and backups lie there.
        address: The server, the database and the schema.
        clock: What time it is, for this process: the machine's own clock becomes the hall's.
        commits: How many write transactions this object committed.
        committed_at: When the last one was, in monotonic seconds.
        answers_first: Without meaning here: the notices leave with the COMMIT, from the server.
        waiting_for_turn: Whether it waits for others to leave the hall.
        refused_at: When the server last said that others are in it, in monotonic seconds.
    """

    def __init__(self, folder: Path, address: ServerAddress, name: str, clock: Clock) -> None:
        self.folder = folder
        self.address = address
        self.clock = HallClock() if clock is machine_clock else clock
        self.commits = 0
        self.committed_at = 0.0
        self.answers_first = False
        self.waiting_for_turn = False
        self.refused_at = 0.0
        self._name = name
        self._hall_id = ""
        self._newest = 0
        self._busy = False
        self._moment: tuple[int, int] | None = None
        self._connection: ServerConnection | None = None
        self._lock = lock_key(address.schema)

    @property
    def hall_id(self) -> str:
        """The random id that ``init`` gave the hall; empty before the first opening."""
        return self._hall_id

    @property
    def network(self) -> bool:
        """A server is polled as a share is, also on this PC: each question costs it something."""
        return True

    def connected(self) -> ServerConnection:
        """The connection, made now if there is none. EnvironmentFault when there is none to be had."""
        if self._connection is None or self._connection.closed:
            self._detach()
            try:
                self._connection = server_connection.connect(self.address, f"antrean {self._name}")
                self._know_the_hall(self._connection)
            except (psycopg.Error, OSError) as error:
                self._detach()
                raise server_errors.sorted_fault(error) from error
            except BaseException:
                self._detach()
                raise
        return self._connection

    def _know_the_hall(self, connection: ServerConnection) -> None:
        """Whose hall this is, and whether its tables are of today."""
        found = server_schema.state(connection, self.address)
        if self._hall_id and found.hall_id != self._hall_id:
            raise server_errors.fault(Kind.WRONG_HALL)
        if found.newest < self._newest:
            raise server_errors.older(self.address, found.newest, self._newest)
        if found.behind:
            server_schema.bring_forward(connection, self.address, self._lock)
        self._hall_id, self._newest = found.hall_id, found.newest

    def _detach(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error, OSError):
                self._connection.close()
            self._connection = None

    @contextlib.contextmanager
    def _turn(self, seconds: float, *, writes: bool) -> Generator[ServerDb]:
        """The lock, the block, its end, and out again in any case."""
        if self._busy:
            raise RuntimeError("a transaction is already open in this process")
        connection = self._entered(seconds, writes=writes)
        fault: EnvironmentFault | None = None
        newest = 0
        self._busy = True
        try:
            yield ServerDb(connection)
            newest = self._commit(connection, writes=writes)
        except (psycopg.Error, OSError) as error:
            fault = self._sort(error)
            fault.__cause__ = error
        except EnvironmentFault as known:
            fault = known
        finally:
            self._busy, self._moment = False, None
            self._leave(connection)
        if fault is not None:
            if fault.kind in _DROPPED:
                self._detach()
            raise fault
        if writes:
            self._committed(newest)

    def _entered(self, seconds: float, *, writes: bool) -> ServerConnection:
        """A connection in its transaction. One that broke while nobody used it is made anew, once."""
        fresh = self._connection is None
        try:
            return self._enter(self.connected(), seconds, writes=writes)
        except EnvironmentFault as fault:
            if fresh or fault.kind is not Kind.GONE or self.waiting_for_turn:
                raise
            return self._enter(self.connected(), seconds, writes=writes)
        finally:
            self.waiting_for_turn = False

    def _enter(self, connection: ServerConnection, seconds: float, *, writes: bool) -> ServerConnection:
        try:
            if writes:
                self._queue(connection, seconds)
            else:
                begun = ask(connection, _READ)
                begun.nextset()
                commits, newest = begun.fetchone() or (0, 0)
                self._moment = int(commits), int(newest)
        except (psycopg.Error, OSError) as error:
            fault = self._sort(error)
            self._leave(connection)
            if fault.kind in _DROPPED:
                self._detach()
            raise fault from error
        return connection

    def _queue(self, connection: ServerConnection, seconds: float) -> None:
        """Stand in the hall's line: the server lets in by order; it answers at least every two seconds."""
        refused: psycopg.Error | None = None
        for left in backoff.turns(seconds, first_ms=1, longest_ms=10):
            patience = max(1, min(TURN_MS, int(left * 1000)))
            try:
                ask(
                    connection,
                    f"BEGIN; SET LOCAL lock_timeout = {patience}; SELECT pg_advisory_xact_lock({self._lock});"
                    " SET LOCAL lock_timeout = 0",
                    seconds=patience / 1000 + 4,
                )
            except psycopg.errors.LockNotAvailable as error:
                ask(connection, "ROLLBACK")
                refused, self.waiting_for_turn, self.refused_at = error, True, time.monotonic()
                continue
            return
        raise server_errors.fault(Kind.BUSY) from refused

    def _commit(self, connection: ServerConnection, *, writes: bool) -> int:
        """COMMIT, in one message with what tells the others; answers the newest event.

        A connection that is cut here leaves the question whether it was done: ``HalfCommit``, which the request id
        settles.
        """
        if not writes:
            ask(connection, "COMMIT")
            return 0
        try:
            end = server_schema.END_OF_WRITE.format(channel=self.channel)
            row = ask(connection, end, server_connection.ACT_SECONDS).fetchone()
            return int(row[0]) if row is not None else 0
        except (psycopg.Error, OSError) as error:
            if not server_errors.is_cut(error, connection):
                raise
            kind = server_errors.kind_of(error)
            self._detach()
            raise server_errors.half_commit(kind if kind in (Kind.FULL, Kind.SLOW) else Kind.GONE) from error

    @property
    def channel(self) -> str:
        """The name under which the programs of this hall tell each other "look now"."""
        return f"antrean_{self.address.schema}"

    def _leave(self, connection: ServerConnection) -> None:
        """Whatever happened, no lock is left behind."""
        if connection.closed:
            return
        try:
            if connection.info.transaction_status is not psycopg.pq.TransactionStatus.IDLE:
                ask(connection, "ROLLBACK")
        except (psycopg.Error, OSError):
            connection.close()

    def _committed(self, newest: int) -> None:
        self._newest = max(self._newest, newest)
        self.commits += 1
        self.committed_at = time.monotonic()

    def _sort(self, error: psycopg.Error | OSError) -> EnvironmentFault:
        """The fault that an error means."""
        return server_errors.sorted_fault(error)

    def asked(self, sql: str) -> "psycopg.Cursor[server_connection.ServerRow]":
        """A short question outside of any transaction; within one, as of that. An EnvironmentFault when it fails."""
        fresh = self._connection is None
        while True:
            connection = self.connected()
            try:
                return ask(connection, sql)
            except (psycopg.Error, OSError) as error:
                fault = self._sort(error)
                if fault.kind in _DROPPED and not self._busy:
                    self._detach()
                silent = isinstance(error, server_errors.ServerSilentError)
                if fresh or self._busy or silent or fault.kind is not Kind.GONE:
                    raise fault from error
                fresh = True  # it broke while nobody used it: once more, on a new one

    @contextlib.contextmanager
    def unhurried(self) -> Generator[None]:
        """Within it, transactions may take as long as they need: a copy, a move, a check of everything."""
        with server_connection.unhurried(self.connected()):
            yield
