"""Who is in the hall now, and the canary for locks that do not reach the server.

Every running program keeps a slot in a side file, ``hall.alive``: it writes a heartbeat there and holds a lock on one
byte of its own, far behind the data. A slot whose byte is locked is a program that lives. A slot whose heartbeat
moves although its byte can be locked from here belongs to a PC whose locks stay with itself: then two counters
would sooner or later call the same visitor, and ``antrean check`` and every program say so.
"""

import contextlib
import json
import mmap
import os
import socket
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from shared.clock import Clock
from shared.domain.words import Instant

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None

FILE = "hall.alive"
SLOTS = 256
SLOT_BYTES = 512
BYTE = 1 << 30
"""Where the locked bytes begin: SMB ranges are mandatory, so they lie where nobody reads or writes."""
BEAT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Program:
    """A program that left its mark. ``locked``: it holds its byte, so it lives and its locks are seen from here."""

    slot: int
    device: str
    pc: str
    pid: int
    beat: int
    at: Instant
    skew_ms: int | None  # its clock minus the share's, as it measured
    locked: bool


class _SideFile:
    """The open side file of this process: one descriptor, for closing any of them would drop all locks on it."""

    def __init__(self, path: Path, *, direct: bool) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        self.descriptor = os.open(path, flags | (getattr(os, "O_DIRECT", 0) if direct else 0), 0o666)
        found = os.fstat(self.descriptor)
        self.key = (found.st_dev, found.st_ino)
        self.mine: set[int] = set()
        self.users = 0

    def lock(self, slot: int) -> bool:
        """Try the byte of a slot; True when it is ours now."""
        if fcntl is None:  # pragma: no cover - Windows
            return True
        try:
            fcntl.lockf(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, BYTE + slot)
        except BlockingIOError:
            return False
        except PermissionError:  # EACCES is the other way to say "somebody else has it"
            return False
        return True

    def unlock(self, slot: int) -> None:
        """Give the byte of a slot back."""
        if fcntl is not None:  # pragma: no branch
            with contextlib.suppress(OSError):
                fcntl.lockf(self.descriptor, fcntl.LOCK_UN, 1, BYTE + slot)


_files: dict[Path, _SideFile] = {}
_guard = threading.Lock()


class Presence:
    """This program's view of the side file. OSError from any method means that the share does not answer."""

    def __init__(self, folder: Path, *, device: str, clock: Clock, direct: bool = False) -> None:
        self._path = folder / FILE
        self._device, self._clock = device, clock
        self._beat = 0
        self.slot: int | None = None
        self.skew_ms: int | None = None
        with _guard:
            key = folder.resolve()
            if key not in _files:
                _files[key] = _SideFile(self._path, direct=direct)
            self._key, self._file = key, _files[key]
            self._file.users += 1

    def enter(self) -> bool:
        """Take a slot and begin to beat; False when all are taken."""
        first = zlib.crc32(self._device.encode()) % SLOTS
        with _guard:
            for step in range(SLOTS):
                slot = (first + step) % SLOTS
                if slot not in self._file.mine and self._file.lock(slot):
                    self._file.mine.add(slot)
                    self.slot = slot
                    break
        if self.slot is None:
            return False
        self.beat()
        return True

    def beat(self) -> None:
        """Say that this program lives."""
        if self.slot is None:
            return
        self._beat += 1
        record = {
            "device": self._device[:80],
            "pc": socket.gethostname()[:80],
            "pid": os.getpid(),
            "beat": self._beat,
            "at": self._clock(),
            "skew": self.skew_ms,
        }
        self._write(self.slot, json.dumps(record).encode())

    def programs(self) -> tuple[Program, ...]:
        """Everybody who left a mark, this program included."""
        found: list[Program] = []
        for slot, record in enumerate(self._records()):
            if record is not None:
                found.append(
                    Program(
                        slot=slot,
                        device=str(record.get("device", "?")),
                        pc=str(record.get("pc", "?")),
                        pid=int(record.get("pid", 0)),
                        beat=int(record.get("beat", 0)),
                        at=Instant(int(record.get("at", 0))),
                        skew_ms=record.get("skew"),
                        locked=self._is_locked(slot),
                    )
                )
        return tuple(found)

    def leave(self) -> None:
        """Give the slot back; the mark is wiped."""
        if self.slot is not None:
            with contextlib.suppress(OSError):
                self._write(self.slot, b"")
        with _guard:
            if self.slot is not None:
                self._file.mine.discard(self.slot)
                self._file.unlock(self.slot)
                self.slot = None
            self._file.users -= 1
            if self._file.users == 0 and _files.get(self._key) is self._file:
                del _files[self._key]
                os.close(self._file.descriptor)

    def _is_locked(self, slot: int) -> bool:
        with _guard:
            if slot in self._file.mine:
                return True
            if not self._file.lock(slot):
                return True
            self._file.unlock(slot)
            return False

    def _records(self) -> list[dict[str, Any] | None]:
        with mmap.mmap(-1, SLOTS * SLOT_BYTES) as buffer:  # aligned, as O_DIRECT wants it
            got = os.preadv(self._file.descriptor, [buffer], 0)
            raw = buffer[:got]
        return [_record(raw[at : at + SLOT_BYTES]) for at in range(0, len(raw), SLOT_BYTES)]

    def _write(self, slot: int, content: bytes) -> None:
        with mmap.mmap(-1, SLOT_BYTES) as buffer:
            buffer[: len(content)] = content
            os.pwritev(self._file.descriptor, [buffer], slot * SLOT_BYTES)


def _record(raw: bytes) -> dict[str, Any] | None:
    try:
        record: object = json.loads(raw.rstrip(b"\0") or b"null")
    except ValueError:
        return None
    return cast("dict[str, Any]", record) if isinstance(record, dict) else None


def deaf(before: tuple[Program, ...], after: tuple[Program, ...]) -> tuple[Program, ...]:
    """The programs whose heart beat between two looks although nobody holds their byte: their locks stay with them."""
    known = {(one.slot, one.device, one.pc, one.pid): one for one in before}
    found: list[Program] = []
    for one in after:
        earlier = known.get((one.slot, one.device, one.pc, one.pid))
        if earlier is not None and one.beat > earlier.beat and not one.locked and not earlier.locked:
            found.append(one)
    return tuple(found)


def live_programs(folder: Path, *, clock: Clock, direct: bool = False) -> tuple[Program, ...]:
    """Who is in the hall now, apart from this process; for what must be done alone (restore)."""
    if not (folder / FILE).exists():
        return ()
    presence = Presence(folder, device="look", clock=clock, direct=direct)
    try:
        me = (socket.gethostname()[:80], os.getpid())
        return tuple(one for one in presence.programs() if one.locked and (one.pc, one.pid) != me)
    finally:
        presence.leave()
