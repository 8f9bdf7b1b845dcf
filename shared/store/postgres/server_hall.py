"""A hall on a server as the acts and programs see it: the engine that is a schema of a PostgreSQL database."""

import contextlib
import os
from collections.abc import Generator, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

import psycopg

from shared.clock import Clock, machine_clock
from shared.domain.words import Instant
from shared.faults import UsageFault
from shared.store.engine import DEADLINE_SECONDS, Db
from shared.store.health_report import HealthReport
from shared.store.live_program import LiveProgram, this_pc
from shared.store.postgres import server_address, server_programs, server_schema
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ask
from shared.store.postgres.server_notices import ServerNotices
from shared.store.postgres.server_programs import ServerHeartbeat
from shared.store.postgres.server_rows import ServerDb
from shared.store.postgres.server_turns import ServerTurns
from shared.store.record.engine_memory import EngineMemory

TRY_SECONDS = 1.0
QUIET_SECONDS = 0.95
"""Every program asks this often at least. The watcher allows that much less, so an outage is said within 3 s."""


class ServerHall(ServerTurns, EngineMemory):
    """The hall, as this process sees it. One thread uses it: the one that opened it."""

    def __init__(self, folder: Path, address: ServerAddress, *, device: str, clock: Clock) -> None:
        ServerTurns.__init__(self, folder, address, device, clock)
        EngineMemory.__init__(self, device)
        self.longest_quiet: float | None = QUIET_SECONDS
        self._notices: ServerNotices | None = None
        self._read = 0

    @classmethod
    def open(cls, folder: Path, *, device: str, clock: Clock) -> "ServerHall":
        """Open the hall that a folder's ``server.toml`` names; an EnvironmentFault says why not."""
        address = server_address.of_folder(folder)
        if address is None:
            raise UsageFault(f"{folder} names no server.", "A hall on a server has server.toml in its folder.")
        hall = cls(folder, address, device=device, clock=clock)
        try:
            hall.reach()
        except BaseException:
            hall.close()
            raise
        return hall

    def reach(self) -> None:
        """Connect if there is no connection, and read the hall's data before the first press needs it."""
        self.connected()
        self.learn_hall()

    def close(self) -> None:
        """Let go of the server."""
        self._checkpoints.keep()
        self._detach()
        if self._notices is not None:
            self._notices.close()
            self._notices = None

    def __enter__(self) -> "ServerHall":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reading(self, deadline_seconds: float = DEADLINE_SECONDS) -> AbstractContextManager[ServerDb]:
        """One short read transaction: what it sees belongs to one moment. It waits for nobody."""
        return self._turn(deadline_seconds, writes=False)

    def writing(self, deadline_seconds: float = DEADLINE_SECONDS) -> AbstractContextManager[ServerDb]:
        """One short write transaction, committed at the end of the block, undone when the block raises."""
        self._head = None
        return self._turn(deadline_seconds, writes=True)

    @contextlib.contextmanager
    def beside(self) -> Generator[ServerDb]:
        """One row beside the queue: not in the hall's line, and without waiting for the disk."""
        self.asked("BEGIN; SET LOCAL synchronous_commit = off")
        connection = self.connected()
        try:
            yield ServerDb(connection)
            ask(connection, "COMMIT")
        except (psycopg.Error, OSError) as error:
            fault = self._sort(error)
            self._leave(connection)
            raise fault from error

    def _committed(self, newest: int) -> None:
        super()._committed(newest)
        self._remember_end(self.hall_id, newest)

    def _detach(self) -> None:
        super()._detach()
        self._forget_rights()

    def newest_event(self, db: Db) -> int:
        """The sequence of the newest event as of this transaction, also where that event is not kept any more."""
        if self._moment is not None:
            return self._moment[1]
        row = db.execute(server_schema.MOMENT).fetchone()
        return int(row[1])

    def still_locked(self) -> bool:
        """Whether certainly nobody has written since the open transaction began: what it sees is one moment."""
        return True

    def archives(self, first: str, last: str) -> list[AbstractContextManager[Db]]:
        """None: a server keeps every day in its tables."""
        return []

    def snapshot(self, history: int) -> AbstractContextManager[tuple[Db, str] | None]:
        """None: readers hold up nobody on a server."""
        return contextlib.nullcontext()

    def change_counter(self) -> bytes:
        """How many writes this hall has seen; asked without waiting. An EnvironmentFault when it cannot."""
        if self._moment is not None:
            self._read = self._moment[0]
            return str(self._read).encode()
        told = self._notices.told if self._notices is not None else 0
        if told > self._read:  # a notice came with its number: there is nothing to ask
            return str(told).encode()
        row = self.asked("SELECT commits FROM server_state").fetchone()
        return str(row[0] if row is not None else "").encode()

    def announce(self) -> None:
        """Nothing: the server tells the others with the COMMIT."""

    def listen(self) -> ServerNotices:
        """From now on hear of the other programs' commits, too."""
        self._notices = ServerNotices(self.address, self._name, self.channel)
        return self._notices

    def heartbeat(self) -> ServerHeartbeat:
        """A place for this program among the others, not yet taken."""
        return ServerHeartbeat(self, self.device, self.clock)

    def live_programs(self) -> tuple[LiveProgram, ...]:
        """The programs that run in the hall now, without this process."""
        me = (this_pc(), os.getpid())
        return tuple(one for one in server_programs.programs(self) if one.locked and (one.pc, one.pid) != me)

    def report(self, report: HealthReport) -> None:
        """Leave this program's report where others read it. OSError if the server does not answer."""
        server_programs.report(self, report)

    def reports(self, devices: Iterable[str]) -> Mapping[str, HealthReport]:
        """The last reports of these devices. OSError if the server does not answer."""
        return server_programs.reports(self, devices)

    def skew_ms(self) -> int:
        """This PC's clock minus the server's, in milliseconds. OSError when it does not answer."""
        with server_programs.as_os_errors():
            before = machine_clock()
            row = self.asked("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint").fetchone()
            after = machine_clock()
        there = Instant(row[0] if row is not None else before)
        if before <= there <= after:
            return 0
        return before - there if there < before else after - there

    def try_writing(self) -> None:
        """After a write was refused: one that changes nothing. An EnvironmentFault says that it still is refused."""
        with self.writing(TRY_SECONDS) as db:
            db.execute("UPDATE pulse SET history = history")

    def look_for_lock(self) -> None:
        """Nothing: a server's locks end with the program that holds them."""

    def check_identity(self) -> None:
        """Each new connection looks whose hall it is: a connection that lives still leads to it."""
