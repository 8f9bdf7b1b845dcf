"""The descriptor that the lock-free poll reads, one per file and process, kept open as long as it is used.

Closing *any* descriptor of a file drops all POSIX locks that this process holds on it, SQLite's included. So the
descriptor is shared by all users in this process and closed after the last of them closed its connection. On Linux
network mounts it is opened with ``O_DIRECT``: a plain read is answered from this PC's own cache and does not see
changes. Windows has no ``pread``: :mod:`shared.win32.descriptors`.
"""

import contextlib
import mmap
import os
import stat
import struct
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from shared.store.sqlite import remains
from shared.store.sqlite.header import COUNTER, LENGTH
from shared.win32 import descriptors

if TYPE_CHECKING or sys.platform != "win32":
    import fcntl

_FLOCK = struct.Struct("hhqqi4x")
"""``struct flock`` of 64-bit Linux: type, from where, first byte, length, process."""
_LOCK_BYTES = (0x40000000, 512)
"""Where SQLite's locks are, and how many bytes."""
BLOCK = 4096  # O_DIRECT needs aligned buffer, offset and length
_open: dict[tuple[int, int], "ChangeCounterFile"] = {}
_guard = threading.Lock()


class ChangeCounterFile:
    """Reads the header of a file without locking it. Made by :func:`of`; every user calls :meth:`done` once."""

    def __init__(self, descriptor: int, identity: tuple[int, int], *, direct: bool) -> None:
        self.identity = identity
        self.direct = direct
        self.users = 0
        self._descriptor = descriptor
        self._buffer = mmap.mmap(-1, BLOCK) if direct else None  # anonymous pages are aligned

    def header(self) -> bytes:
        """The first 100 bytes as the server has them now; fewer when the file is shorter. OSError as it comes."""
        if sys.platform == "win32":
            return descriptors.read(self._descriptor, LENGTH, 0)
        if self._buffer is None:
            return os.pread(self._descriptor, LENGTH, 0)
        got = os.preadv(self._descriptor, [self._buffer], 0)
        return self._buffer[: min(got, LENGTH)]

    def counter(self) -> bytes:
        """Bytes 24-27, the change counter: it differs after every commit."""
        return self.header()[COUNTER]

    def is_locked(self) -> bool:
        """Whether a lock is held on SQLite's bytes, as far as the system tells.

        On SMB and under Windows asking takes the lock briefly. Not while this PC's own programs are in the file: their
        locks count, too, but not this process's.
        """
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                free = descriptors.try_lock(self._descriptor, *_LOCK_BYTES)
                descriptors.unlock(self._descriptor, *_LOCK_BYTES)
                return not free
            asked = _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, *_LOCK_BYTES, 0)
            return bool(_FLOCK.unpack(fcntl.fcntl(self._descriptor, fcntl.F_GETLK, asked))[0] != fcntl.F_UNLCK)
        return False

    def done(self) -> None:
        """One user less; the last one closes the file. Only after that user's SQLite connection is closed."""
        with _guard:
            self.users -= 1
            if self.users == 0:
                _open.pop(self.identity, None)
                os.close(self._descriptor)


def of(path: Path, *, direct: bool) -> ChangeCounterFile:
    """The process's descriptor of that file, opened now or shared. OSError when it cannot be opened.

    NO_HALL for anything but an ordinary file: opening a pipe would wait for ever.
    """
    with _guard:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise remains.fault(path.parent, remains.NO_FILE)
        known = _open.get((found.st_dev, found.st_ino))
        if known is None:
            flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
            descriptor = os.open(path, flags | (os.O_DIRECT if direct else 0))
            opened = os.fstat(descriptor)
            known = ChangeCounterFile(descriptor, (opened.st_dev, opened.st_ino), direct=direct)
            _open[known.identity] = known
        known.users += 1
        return known
