"""Who is in the hall now, and the canary for locks that do not reach the server.

Every running program keeps a slot in the heartbeat file, ``hall.alive``: it writes a heartbeat there and holds a lock
on one byte of its own, far behind the data. A slot whose byte is locked is a program that lives. A slot whose heartbeat
moves although its byte can be locked from here belongs to a PC whose locks do not reach the server: two counters would
sooner or later call the same visitor. ``antrean check`` and every program say so.
"""

import contextlib
import errno
import json
import os
import threading
import zlib
from pathlib import Path
from typing import Any, cast

from shared.clock import Clock
from shared.config import local_folder
from shared.domain.words import Instant
from shared.store.live_program import LiveProgram, free_mb, printable, this_pc, this_version
from shared.store.sqlite.share.heartbeat_file import SideFile

FILE = "hall.alive"
SLOTS = 256
SLOT_BYTES = 512


_files: dict[Path, SideFile] = {}
_guard = threading.Lock()


class FileHeartbeat:
    """This program's view of the heartbeat file. OSError from any method means that the share does not answer."""

    def __init__(self, folder: Path, *, device: str, clock: Clock, direct: bool = False) -> None:
        self._path = folder / FILE
        self._device, self._clock = device, clock
        self._beat = 0
        self._version = this_version()
        self.slot: int | None = None
        self.skew_ms: int | None = None
        with _guard:
            key = folder.resolve()
            if key not in _files:
                _files[key] = SideFile(self._path, direct=direct)
            self._key, self._file = key, _files[key]
            self._file.users += 1

    def enter(self) -> bool:
        """Take a slot and write the first heartbeat; False if all are taken."""
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
        """Write that this program lives. OSError also if the file was removed: then enter again."""
        if self.slot is None:
            return
        if not self._file.is_in_place():
            raise OSError(errno.ESTALE, "the heartbeat file was replaced", str(self._path))
        self._beat += 1
        record = {
            "device": printable(self._device),
            "pc": this_pc(),
            "pid": os.getpid(),
            "beat": self._beat,
            "at": self._clock(),
            "skew": self.skew_ms,
            "version": self._version,
            "free": free_mb(local_folder()),
        }
        self._write(self.slot, json.dumps(record, ensure_ascii=False).encode())

    def programs(self) -> tuple[LiveProgram, ...]:
        """All programs with a readable heartbeat, this one included."""
        with _guard:
            raw = self._file.read(SLOTS * SLOT_BYTES)
        records = (_record(raw[at : at + SLOT_BYTES]) for at in range(0, len(raw), SLOT_BYTES))
        return tuple(
            LiveProgram(
                slot=slot,
                device=printable(record.get("device")),
                pc=printable(record.get("pc")),
                pid=_whole(record.get("pid")) or 0,
                beat=_whole(record.get("beat")) or 0,
                at=Instant(_whole(record.get("at")) or 0),
                skew_ms=_whole(record.get("skew")),
                locked=self._is_locked(slot),
                version=printable(record.get("version", "")),
                free_mb=_whole(record.get("free")),
            )
            for slot, record in enumerate(records)
            if record is not None
        )

    def leave(self) -> None:
        """Release the slot; the heartbeat is deleted."""
        if self.slot is not None:
            with contextlib.suppress(OSError):
                self._write(self.slot, b"")
        with _guard:
            if self.slot is not None:
                self._file.mine.discard(self.slot)
                self._file.unlock(self.slot)
                self.slot = None
            self._file.users -= 1
            if _files.get(self._key) is self._file and (self._file.users == 0 or not self._is_in_place()):
                del _files[self._key]  # whoever comes next opens what lies there then
            if self._file.users == 0:
                self._file.close()

    def _is_locked(self, slot: int) -> bool:
        with _guard:
            if slot in self._file.mine:
                return True
            if not self._file.lock(slot):
                return True
            self._file.unlock(slot)
            return False

    def _is_in_place(self) -> bool:
        try:
            return self._file.is_in_place()
        except OSError:
            return False

    def _write(self, slot: int, content: bytes) -> None:
        with _guard:
            self._file.write(content, slot * SLOT_BYTES, SLOT_BYTES)


def _record(raw: bytes) -> dict[str, Any] | None:
    try:
        record: object = json.loads(raw.rstrip(b"\0") or b"null")
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", record) if isinstance(record, dict) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and abs(value) < 1 << 53 else None


def live_programs(folder: Path, *, clock: Clock, direct: bool = False) -> tuple[LiveProgram, ...]:
    """Who is in the hall now, apart from this process; for what must be done alone (restore)."""
    if not (folder / FILE).exists():
        return ()
    presence = FileHeartbeat(folder, device="look", clock=clock, direct=direct)
    try:
        me = (this_pc(), os.getpid())
        return tuple(one for one in presence.programs() if one.locked and (one.pc, one.pid) != me)
    finally:
        presence.leave()
