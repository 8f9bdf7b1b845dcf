"""The lock order on Linux + SMB: without it every COMMIT there says "database is locked", for ever.

SQLite turns its SHARED lock into EXCLUSIVE by asking for a write lock over its own read lock. POSIX converts it;
an SMB server's ranges are mandatory and never convert. SQLite's Windows code drops the read lock first, while it holds
PENDING so that nobody can come in between. This is the same order for Linux: the same bytes, so Linux and Windows PCs
exclude one another. Installed for a mounted SMB share only; everywhere else stock SQLite is right.
"""

import ctypes
import errno
import sys
from typing import TYPE_CHECKING, Any

from shared.store.sqlite.locking.system_calls import Replaced

if TYPE_CHECKING or sys.platform != "win32":
    import fcntl

PENDING = 0x40000000
SHARED_FIRST = PENDING + 2
SHARED_SIZE = 510
KIND = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, use_errno=True)
_installed: list[Replaced] = []


class _Range(ctypes.Structure):
    """``struct flock`` of 64-bit Linux."""

    _fields_ = (
        ("type", ctypes.c_short),
        ("whence", ctypes.c_short),
        ("start", ctypes.c_int64),
        ("length", ctypes.c_int64),
        ("pid", ctypes.c_int),
    )


def install() -> None:
    """Put it in place, before the first connection of this process; a second time changes nothing."""
    if not _installed:
        _installed.append(Replaced("fcntl", KIND, _in_windows_order))


def remove() -> None:
    """Remove it again."""
    while _installed:
        _installed.pop().restore()


def _in_windows_order(original: Any) -> Any:
    """``fcntl`` that never asks a server to convert a lock."""

    def call(descriptor: int, command: int, argument: int | None) -> int:
        if command != fcntl.F_SETLK or not argument:
            return original(descriptor, command, argument)
        wanted = _Range.from_address(argument)
        converts = wanted.start == SHARED_FIRST and wanted.length == SHARED_SIZE and wanted.type != fcntl.F_UNLCK
        if not converts:
            return original(descriptor, command, argument)
        kind = wanted.type
        free = _Range(fcntl.F_UNLCK, wanted.whence, SHARED_FIRST, SHARED_SIZE, 0)
        original(descriptor, command, ctypes.addressof(free))
        answer = original(descriptor, command, argument)
        if answer != 0 and kind == fcntl.F_WRLCK:
            why = ctypes.get_errno()
            back = _Range(fcntl.F_RDLCK, wanted.whence, SHARED_FIRST, SHARED_SIZE, 0)
            kept = original(descriptor, command, ctypes.addressof(back)) == 0  # sure, while PENDING is held
            ctypes.set_errno(why if kept else errno.EIO)
        return answer

    return call
