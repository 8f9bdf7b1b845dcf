"""Who is in the hall now, and what they report of themselves: rows beside the queue, whose writers stand in no line.

A program that runs holds a lock of its session for its place; the server frees it when the program's connection ends.
"""

import contextlib
import errno
import json
import os
import zlib
from collections.abc import Generator, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from shared.clock import Clock
from shared.domain.words import Instant
from shared.faults import EnvironmentFault
from shared.store.health_report import HealthReport
from shared.store.live_program import LiveProgram, printable, this_pc

if TYPE_CHECKING:
    from shared.store.postgres.server_connection import ServerConnection
    from shared.store.postgres.server_hall import ServerHall

SLOTS = 512


def _class_of(schema: str) -> int:
    """The first half of a place's lock: whose places these are."""
    return zlib.crc32(f"antrean programs {schema}".encode()) - (1 << 31)


@contextlib.contextmanager
def as_os_errors() -> Generator[None]:
    """What keeps a place or a report from being read or written says nothing of the hall itself."""
    try:
        yield
    except EnvironmentFault as fault:
        raise OSError(errno.EIO, fault.sentence) from fault


def _write(engine: "ServerHall", sql: str, values: Iterable[Any]) -> None:
    """One row, beside the hall's line; it may be lost in a power cut."""
    with as_os_errors(), engine.beside() as db:
        db.execute(sql, tuple(values))


class ServerHeartbeat:
    """This program's place. OSError from any method means that the server does not answer."""

    def __init__(self, engine: "ServerHall", device: str, clock: Clock) -> None:
        self.skew_ms: int | None = None
        self.slot: int | None = None
        self._engine, self._device, self._clock = engine, device, clock
        self._beat = 0
        self._class = _class_of(engine.address.schema)
        self._held_on: ServerConnection | None = None

    def enter(self) -> bool:
        """Take a place; False when all are taken."""
        first = zlib.crc32(self._device.encode()) % SLOTS
        with as_os_errors():
            for step in range(SLOTS):
                slot = (first + step) % SLOTS
                if self._engine.asked(f"SELECT pg_try_advisory_lock({self._class}, {slot})").fetchone()[0]:  # pyright: ignore[reportOptionalSubscript]
                    self.slot, self._held_on = slot, self._engine.connected()
                    break
        if self.slot is None:
            return False
        self.beat()
        return True

    def beat(self) -> None:
        """Write that this program runs. OSError also when its connection is another by now: then enter again."""
        if self.slot is None:
            return
        with as_os_errors():
            if self._engine.connected() is not self._held_on:
                raise OSError(errno.ESTALE, "the connection was made anew")
        self._beat += 1
        _write(
            self._engine,
            "INSERT INTO programs (slot, device, pc, pid, beat, at, skew) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (slot) DO UPDATE SET device = excluded.device, pc = excluded.pc, pid = excluded.pid,"
            " beat = excluded.beat, at = excluded.at, skew = excluded.skew",
            (self.slot, printable(self._device), this_pc(), os.getpid(), self._beat, self._clock(), self.skew_ms),
        )

    def programs(self) -> tuple[LiveProgram, ...]:
        """All programs that left a mark, this one included."""
        return programs(self._engine)

    def leave(self) -> None:
        """Give the place back."""
        slot, self.slot = self.slot, None
        if slot is None:
            return
        with contextlib.suppress(OSError, EnvironmentFault):
            if self._engine.connected() is self._held_on:
                _write(self._engine, "DELETE FROM programs WHERE slot = ?", (slot,))
                self._engine.asked(f"SELECT pg_advisory_unlock({self._class}, {slot})")


def programs(engine: "ServerHall") -> tuple[LiveProgram, ...]:
    """Who left a mark, and whether they still run."""
    own = _class_of(engine.address.schema)
    with as_os_errors():
        rows = engine.asked(
            "SELECT p.slot, p.device, p.pc, p.pid, p.beat, p.at, p.skew, EXISTS (SELECT 1 FROM pg_locks l WHERE"
            f" l.locktype = 'advisory' AND l.objsubid = 2 AND l.classid = ({own}::bigint & 4294967295)::oid"
            " AND l.objid = p.slot::oid AND l.database = (SELECT oid FROM pg_database WHERE datname ="
            " current_database())) AS alive FROM programs p ORDER BY p.slot"
        )
        return tuple(
            LiveProgram(slot, printable(device), printable(pc), pid, beat, Instant(at), skew, alive)
            for slot, device, pc, pid, beat, at, skew, alive in rows
        )


def report(engine: "ServerHall", told: HealthReport) -> None:
    """Keep a program's last report."""
    data = json.dumps(told.data, ensure_ascii=False, separators=(",", ":"))
    _write(
        engine,
        "INSERT INTO reports (device, kind, pc, pid, beat, at, data) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device)"
        " DO UPDATE SET kind = excluded.kind, pc = excluded.pc, pid = excluded.pid, beat = excluded.beat,"
        " at = excluded.at, data = excluded.data",
        (told.device, told.kind, told.pc, told.pid, told.beat, told.at, data),
    )


def reports(engine: "ServerHall", devices: Iterable[str]) -> Mapping[str, HealthReport]:
    """The last reports of these devices."""
    wanted = set(devices)
    found: dict[str, HealthReport] = {}
    with as_os_errors():
        for device, kind, pc, pid, beat, at, data in engine.asked(
            "SELECT device, kind, pc, pid, beat, at, data FROM reports"
        ):
            read: object = json.loads(data)
            if device in wanted and isinstance(read, dict):
                found[device] = HealthReport(device, kind, pc, pid, beat, Instant(at), cast("dict[str, Any]", read))
    return found
