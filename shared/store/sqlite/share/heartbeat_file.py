"""The open ``hall.alive`` of this process: records that are read past every cache, and one byte to lock for each.

One descriptor for each process, for closing any of them would drop all its locks on the file. POSIX locks on Linux,
:mod:`shared.win32.descriptors` on Windows; both meet on an SMB server.
"""

import contextlib
import mmap
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shared.win32 import descriptors

if TYPE_CHECKING or sys.platform != "win32":
    import fcntl

BYTE = 1 << 30
"""Where the locked bytes begin: SMB ranges are mandatory, so they lie where nobody reads or writes."""


class SideFile:
    """Opened, and made when it is not there. OSError from any method means that the share does not answer."""

    def __init__(self, path: Path, *, direct: bool) -> None:
        flags = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        flags |= getattr(os, "O_NONBLOCK", 0)  # a pipe of this name must not block anybody
        flags |= getattr(os, "O_DIRECT", 0) if direct else 0
        self.path = path
        try:
            self.descriptor = os.open(path, flags)
        except FileNotFoundError:
            self.descriptor = os.open(path, flags | os.O_CREAT, 0o666)
            _as_the_hall(self.descriptor, path)
        found = os.fstat(self.descriptor)
        if not stat.S_ISREG(found.st_mode):
            os.close(self.descriptor)
            raise OSError(22, "not an ordinary file", str(path))
        self.identity = (found.st_dev, found.st_ino)
        self.mine: set[int] = set()
        self.users = 0

    def is_in_place(self) -> bool:
        """Whether its path still leads to it: others look there, not at what was deleted or replaced."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return False
        return (found.st_dev, found.st_ino) == self.identity

    def lock(self, slot: int) -> bool:
        """Try the byte of a slot; True when it is ours now."""
        if sys.platform == "win32":
            return descriptors.try_lock(self.descriptor, BYTE + slot)
        try:
            fcntl.lockf(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, BYTE + slot)
        except (BlockingIOError, PermissionError):  # EACCES is the other way to say "somebody else has it"
            return False
        return True

    def unlock(self, slot: int) -> None:
        """Release the byte of a slot."""
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                descriptors.unlock(self.descriptor, BYTE + slot)
            else:
                fcntl.lockf(self.descriptor, fcntl.LOCK_UN, 1, BYTE + slot)

    def read(self, length: int, offset: int = 0) -> bytes:
        """These bytes of the file, as the server has them."""
        if sys.platform == "win32":
            return descriptors.read(self.descriptor, length, offset)
        with mmap.mmap(-1, length) as buffer:  # aligned, as O_DIRECT wants it
            got = os.preadv(self.descriptor, [buffer], offset)
            return buffer[:got]

    def write(self, content: bytes, offset: int, length: int) -> None:
        """Write these bytes there, filled up with zeros to the length."""
        if sys.platform == "win32":
            descriptors.write(self.descriptor, content.ljust(length, b"\0"), offset)
            return
        with mmap.mmap(-1, length) as buffer:
            buffer[: len(content)] = content
            os.pwritev(self.descriptor, [buffer], offset)

    def close(self) -> None:
        """Close it, and release every lock on it."""
        os.close(self.descriptor)


def _as_the_hall(descriptor: int, path: Path) -> None:
    """Whoever may write to the hall's file may write here, as SQLite does it with its journal."""
    with contextlib.suppress(OSError):
        rights = path.with_name("hall.db").stat().st_mode & 0o666
        if rights & 0o200 and hasattr(os, "fchmod"):  # not while the hall's file is read-only (``read_only_guard``)
            os.fchmod(descriptor, rights)
