"""``hall.health``: the last report of each program of the hall, beside the database, which it never touches.

A file of places of one page each. A device's place is found by its name, and a report is one small write in place, read
past every cache, so that a PC sees within a moment what another one wrote.
"""

import errno
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from shared.domain.words import Instant
from shared.store.health_report import HealthReport
from shared.store.live_program import printable
from shared.store.sqlite.share.heartbeat_file import SideFile

FILE = "hall.health"
PLACES = 256
PLACE_BYTES = 4096


class HealthFile:
    """The open file. OSError from any method means that the share does not answer."""

    def __init__(self, folder: Path, *, direct: bool) -> None:
        self._file = SideFile(folder / FILE, direct=direct)
        self._places: dict[str, int] = {}

    def write(self, report: HealthReport) -> None:
        """Put a report in its device's place. OSError also when the file was removed, or no place is left."""
        self._need_place()
        place = self._place(report.device, free=True)
        if place is None:
            raise OSError(errno.ENOSPC, "no place is left", str(self._file.path))
        record = {
            "device": report.device,
            "kind": report.kind,
            "pc": report.pc,
            "pid": report.pid,
            "beat": report.beat,
            "at": report.at,
            "data": report.data,
        }
        content = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
        if len(content) > PLACE_BYTES:
            raise ValueError(f"a report of {len(content)} bytes is too long")
        self._file.write(content, place * PLACE_BYTES, PLACE_BYTES)

    def read(self, devices: Iterable[str]) -> dict[str, HealthReport]:
        """The last reports of these devices, of those that ever wrote one. OSError also when the file was removed."""
        self._need_place()
        found = {device: self._of(device) for device in devices}
        return {device: report for device, report in found.items() if report is not None}

    def _need_place(self) -> None:
        """Others look where the path leads: what was replaced or removed is opened anew."""
        if not self._file.is_in_place():
            raise OSError(errno.ESTALE, "the health file was replaced", str(self._file.path))

    def close(self) -> None:
        """Close it."""
        self._file.close()

    def _of(self, device: str) -> HealthReport | None:
        place = self._place(device, free=False)
        report = None if place is None else self._at(place)
        if report is None or report.device != device:
            self._places.pop(device, None)
            return None
        return report

    def _place(self, device: str, *, free: bool) -> int | None:
        """Where a device's report lies; with ``free`` also where it may lie."""
        known = self._places.get(device)
        if known is not None:
            return known
        first = zlib.crc32(device.encode()) % PLACES
        for step in range(PLACES):
            place = (first + step) % PLACES
            there = self._at(place)
            if there is None and not free:
                return None
            if there is None or there.device == device:
                self._places[device] = place
                return place
        return None

    def _at(self, place: int) -> HealthReport | None:
        return _report(self._file.read(PLACE_BYTES, place * PLACE_BYTES))


def _report(raw: bytes) -> HealthReport | None:
    try:
        read: object = json.loads(raw.rstrip(b"\0") or b"null")
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict):
        return None
    record = cast("dict[str, Any]", read)
    try:
        return HealthReport(
            device=printable(record["device"]),
            kind=printable(record["kind"]),
            pc=printable(record["pc"]),
            pid=int(record["pid"]),
            beat=int(record["beat"]),
            at=Instant(int(record["at"])),
            data=dict(record["data"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
