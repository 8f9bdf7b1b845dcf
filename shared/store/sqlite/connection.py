"""The hall's file as the acts and programs see it: the engine that is one SQLite file on a share."""

import contextlib
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from shared.clock import Clock
from shared.store.engine import DEADLINE_SECONDS, Db
from shared.store.health_report import HealthReport
from shared.store.live_program import LiveProgram
from shared.store.record.engine_memory import EngineMemory
from shared.store.sqlite import identity, past_copy, yearly_files
from shared.store.sqlite.file_handle import FILE
from shared.store.sqlite.file_turns import FileTurns
from shared.store.sqlite.locking import foreign_lock, stale_writer_fence
from shared.store.sqlite.share import health_file, heartbeats, share_clock, udp_hint
from shared.store.sqlite.share.health_file import HealthFile
from shared.store.sqlite.sqlite_connection import HallConnection, connect

__all__ = ["FILE", "HallConnection", "HallFile", "connect"]

TRY_SECONDS = 1.0
"""How long a trial waits for its turn."""


class HallFile(FileTurns, EngineMemory):
    """The hall's file, as this process sees it. One thread uses it: the one that opened it."""

    def __init__(self, folder: Path, *, device: str, clock: Clock) -> None:
        """Use :meth:`open`. UsageFault when ``ANTREAN_HINT`` cannot be understood."""
        FileTurns.__init__(self, folder, clock)
        EngineMemory.__init__(self, device)
        self._health: HealthFile | None = None

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

    def close(self) -> None:
        """Let go of the file."""
        self._checkpoints.keep()
        self._detach()
        if self.hint is not None:
            self.hint.close()
            self.hint = None
        if self._health is not None:
            self._health.close()
            self._health = None

    def __enter__(self) -> "HallFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def reading(self, deadline_seconds: float = DEADLINE_SECONDS) -> AbstractContextManager[sqlite3.Connection]:
        """One short read transaction: what it sees belongs to one moment."""
        return self._turn(deadline_seconds, writes=False)

    def writing(self, deadline_seconds: float = DEADLINE_SECONDS) -> AbstractContextManager[sqlite3.Connection]:
        """One short write transaction, committed at the end of the block, undone when the block raises.

        It must end within the fence's five seconds, else it is given up (``Kind.SLOW``).
        """
        self._head = None
        return self._turn(deadline_seconds, writes=True)

    def _committed(self, newest: int) -> None:
        super()._committed(newest)
        self._remember_end(self.hall_id, newest)

    def _detach(self) -> None:
        super()._detach()
        self._forget_rights()

    def newest_event(self, db: Db) -> int:
        """The sequence of the newest event as of this transaction, also where that event lies in the archive."""
        return identity.newest_event(db)

    def still_locked(self) -> bool:
        """Whether certainly nobody has written since the open transaction began: not after a freeze."""
        return not stale_writer_fence.deadline_passed()

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

    def archives(self, first: str, last: str) -> list[AbstractContextManager[sqlite3.Connection]]:
        """The yearly files that may hold days from ``first`` to ``last``, oldest first."""
        return [yearly_files.opened(path) for path in yearly_files.of_days(self.folder, first, last)]

    def snapshot(self, history: int) -> AbstractContextManager[tuple[sqlite3.Connection, str] | None]:
        """The newest backup, where it still tells of past days what the hall's file does."""
        return past_copy.opened(self.folder, self.hall_id, history)

    def heartbeat(self) -> heartbeats.FileHeartbeat:
        """A slot for this program in the side file, not yet taken."""
        direct = self.recipe is not None and self.recipe.direct
        return heartbeats.FileHeartbeat(self.folder, device=self.device, clock=self.clock, direct=direct)

    def live_programs(self) -> tuple[LiveProgram, ...]:
        """The programs that run in the hall now, without this process."""
        return heartbeats.live_programs(self.folder, clock=self.clock)

    def report(self, report: HealthReport) -> None:
        """Leave this program's report where others read it. OSError if the share does not answer."""
        with self._health_file() as health:
            health.write(report)

    def reports(self, devices: Iterable[str]) -> dict[str, HealthReport]:
        """The last reports of these devices. OSError if the share does not answer."""
        if self._health is None and not (self.folder / health_file.FILE).exists():
            return {}  # who only asks makes no file
        with self._health_file() as health:
            return health.read(devices)

    @contextlib.contextmanager
    def _health_file(self) -> Generator[HealthFile]:
        """The open file of reports; after an error it is opened anew."""
        if self._health is None:
            self._health = HealthFile(self.folder, direct=self.recipe is not None and self.recipe.direct)
        try:
            yield self._health
        except OSError:
            self._health.close()
            self._health = None
            raise

    def skew_ms(self) -> int:
        """This PC's clock minus the share's, in milliseconds. OSError when nothing can be made there."""
        return share_clock.skew_ms(self.folder)

    def listen(self) -> udp_hint.Hint:
        """From now on hear of the other programs' commits, too."""
        self.hint = self.make_hint(listen=True)
        return self.hint

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
