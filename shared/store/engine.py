"""What the record, the acts, the questions and a program's store thread need of a hall's database.

One SQLite file on a share is such an engine (``sqlite.connection.HallFile``). A second one offers the same, and no
module above this one changes: they write SQL that both understand, with ``?`` or ``:name`` for each value.
"""

import socket
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.store.device_key import DeviceKey
from shared.store.health_report import HealthReport
from shared.store.live_program import LiveProgram

DEADLINE_SECONDS = 8.0
"""How long a press waits for its turn in the hall before it is told that others hold it."""


class Row(Protocol):
    """One row of an answer, by position and by column name."""

    def __getitem__(self, key: Any, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...


class Rows(Protocol):
    """The answer of one statement."""

    @property
    def rowcount(self) -> int:
        """How many rows a statement changed."""
        ...

    @property
    def description(self) -> Sequence[Sequence[Any]] | None:
        """The columns, each with its name first."""
        ...

    def __iter__(self) -> Iterator[Any]: ...
    def fetchone(self) -> Any:
        """The next row; None after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        ...


class Db(Protocol):
    """A transaction that is open. A number that a table gives is asked for with ``RETURNING``."""

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ..., /) -> Rows:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Rows:
        """Run one statement for each of these."""
        ...


class Notices(Protocol):
    """How programs tell each other "look now"; the change counter, and not a notice, says whether there is news."""

    @property
    def ears(self) -> socket.socket | None:
        """Readable when something came in; None while nothing is listened to."""
        ...

    @property
    def deaf_until(self) -> float:
        """Until when nothing is listened to, because too much was received (monotonic seconds); 0.0 usually."""
        ...

    def heard(self) -> bool:
        """Whether another program of this hall said "look now" since the last time."""
        ...

    def refresh(self) -> None:
        """Check whether this PC's networks changed, and use the new ones."""
        ...


class Heartbeat(Protocol):
    """This program's place among those that run in the hall. OSError if the engine does not answer.

    Attributes:
        skew_ms: This PC's clock against the hall's, as the others read it; None if it is not known.
    """

    skew_ms: int | None

    def enter(self) -> bool:
        """Take a place; False when all are taken."""
        ...

    def beat(self) -> None:
        """Write that this program runs."""
        ...

    def programs(self) -> tuple[LiveProgram, ...]:
        """All programs that left a mark, this one included."""
        ...

    def leave(self) -> None:
        """Give the place back."""
        ...


class Engine(Protocol):
    """A hall's database, as one thread of this process uses it.

    Attributes:
        folder: The hall's folder: its media and backups lie there, whatever holds its rows.
        device: The name of this device in the audit log.
        clock: What time it is, for this process.
        commits: How many write transactions this object committed.
        committed_at: When the last one was, in monotonic seconds.
        truth_seconds: How long an act itself waits to learn whether a COMMIT that was cut off was done.
        truth_since: Since when it waits for that; None if it does not.
        answers_first: Whether :meth:`announce` is called by others, after the acting program was answered.
        waiting_for_turn: Whether it waits for others to let it in.
        refused_at: When it was last told that others are in, in monotonic seconds: the hall answers.
        swept: The business day before which no request id is left, as far as this object found.
        session: The secret of whoever signed in at this program; empty when nobody has.
        rights_read: What was read of sessions and enrolled devices (``record.authority``).
        longest_quiet: How many seconds may lie between two polls at most; None where the pace of the program decides.
    """

    folder: Path
    device: str
    clock: Clock
    commits: int
    committed_at: float
    truth_seconds: float
    truth_since: float | None
    answers_first: bool
    waiting_for_turn: bool
    refused_at: float
    swept: str
    session: str
    rights_read: dict[str, tuple[Any, ...]]
    longest_quiet: float | None

    @property
    def hall_id(self) -> str:
        """The random id that ``init`` gave the hall; empty before the first opening."""
        ...

    @property
    def network(self) -> bool:
        """Whether the hall is on another machine, as far as is known."""
        ...

    @property
    def hall_version(self) -> int:
        """The version of the hall's data as last read: it grows with each apply; 0 before the first reading."""
        ...

    @property
    def learned(self) -> Hall:
        """The hall's data as last read; only after opening."""
        ...

    def reach(self) -> None:
        """Open it if it is not open, and read the hall's data."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def reading(self, deadline_seconds: float = ...) -> AbstractContextManager[Db]:
        """One short read transaction: what it sees belongs to one moment."""
        ...

    def writing(self, deadline_seconds: float = ...) -> AbstractContextManager[Db]:
        """One short write transaction, committed at the end of the block, undone when the block raises."""
        ...

    def pulse(self, db: Db) -> Row:
        """The row of ``pulse`` as of this transaction."""
        ...

    def hall(self, db: Db, pulse: Row | None = None) -> Hall:
        """The hall's data as of this transaction, kept until another hall file is applied."""
        ...

    def learn_hall(self) -> Hall:
        """The hall's data as of now, read in a transaction of its own."""
        ...

    def newest_event(self, db: Db) -> int:
        """The sequence of the newest event as of this transaction, also if that event is in the archive."""
        ...

    def signing_key(self) -> DeviceKey | None:
        """This PC's key, with which events are signed; None where nothing is to be signed (a comparison)."""
        ...

    def is_key_known(self, device: str) -> bool:
        """Whether the hall is known to have this PC's key for a device."""
        ...

    def know_key(self, device: str) -> None:
        """The hall has this PC's key for a device: it need not be looked for again."""
        ...

    def appended(self, sequence: int, head: bytes) -> None:
        """The open transaction wrote this event; once it is committed this PC remembers the end of the audit."""
        ...

    def still_locked(self) -> bool:
        """Whether certainly nobody has written since the open transaction began."""
        ...

    def archives(self, first: str, last: str) -> Sequence[AbstractContextManager[Db]]:
        """The archives of the days from ``first`` to ``last``, oldest first; each is opened when it is entered."""
        ...

    def snapshot(self, history: int) -> AbstractContextManager[tuple[Db, str] | None]:
        """A copy to read past days from without holding up anybody, and the day before which it is as the hall is.

        ``history`` is what the pulse says now. None where there is no such copy.
        """
        ...

    def change_counter(self) -> bytes:
        """A value that differs after every commit, read without waiting for a lock."""
        ...

    def announce(self) -> None:
        """Tell the other programs of the last commit, unless they were told."""
        ...

    def listen(self) -> Notices:
        """From now on receive the other programs' notices, too."""
        ...

    def heartbeat(self) -> Heartbeat:
        """A place for this program among the others, not yet taken."""
        ...

    def live_programs(self) -> tuple[LiveProgram, ...]:
        """The programs that run in the hall now, without this process. OSError if it does not answer."""
        ...

    def report(self, report: HealthReport) -> None:
        """Leave this program's report where others read it, beside the rows. OSError if it does not answer."""
        ...

    def reports(self, devices: Iterable[str]) -> Mapping[str, HealthReport]:
        """The last reports of these devices. OSError if it does not answer."""
        ...

    def skew_ms(self) -> int:
        """This PC's clock minus that of what holds the hall, in milliseconds. OSError if it does not answer."""
        ...

    def try_writing(self) -> None:
        """After a write was refused: one that changes nothing. An EnvironmentFault says that it still is refused."""
        ...

    def look_for_lock(self) -> None:
        """For a program that only watches: after another one could not write, see whether that is still so."""
        ...

    def check_identity(self) -> None:
        """Whether it is the hall that was opened: GONE when another file, or none, is there by now."""
        ...
