"""Who came first is served first: the line of those who wait for a lock of this PC.

Each waiter has its own place: a byte of a file that the kernel locks for it, and frees when its program ends in any
way. The place's number is the PC's clock at that moment, so an earlier one comes first; the holder has a second place,
beyond all clock values. A waiter is connected to the bell of the one before it, a socket, and sleeps in the kernel
until that connection ends: because the other one left, or because its program is gone. The file itself stays empty. The
line only gives the order; the lock itself excludes.
"""

import contextlib
import errno
import fcntl
import os
import random
import select
import socket
import stat
import struct
import tempfile
import time
from pathlib import Path
from typing import Final

from shared.faults import EnvironmentFault, Kind

_LOCK: Final = struct.Struct("hhqqi4x")
"""``struct flock`` of 64-bit Linux: kind, whence, start, length, process."""
_BITS: Final = 16
_NUMBERS: Final = 1 << _BITS
"""This many programs of one PC can be in a line; the number of each is the end of its places' numbers."""
INSIDE: Final = 1 << 62
"""The places of holders begin here."""
_MOMENT: Final = 0.002
"""Seconds until the next look where there is no bell: a program that just ended, or that does not use the line."""


class WaitingLine:
    """One program's place in the line.

    Attributes:
        passed: Nobody before this place is waited for.
    """

    def __init__(self, path: Path) -> None:
        """``path`` is the line's file, made when it is not there."""
        self._descriptor = open_for_all(path, os.O_RDWR, 0o666)
        self.passed = 0
        self._kind = fcntl.F_WRLCK
        self._place = 0
        try:
            there = os.fstat(self._descriptor)
            self._file = f"{there.st_dev:x}-{there.st_ino:x}"
            self._bell, self._number = self._own_bell()
            self._rung = select.poll()
            self._rung.register(self._bell, select.POLLIN)
        except OSError as error:
            os.close(self._descriptor)
            raise _fault(path, error) from error

    def close(self) -> None:
        """Leave for good."""
        self._bell.close()
        os.close(self._descriptor)

    def join(self, before: int | None = None, *, shared: bool) -> int:
        """Join the line, at our former place or at the end; ``shared`` waits for no other shared."""
        self._kind = fcntl.F_RDLCK if shared else fcntl.F_WRLCK
        self._place = (time.monotonic_ns() // 1000 << _BITS) + self._number if before is None else before
        self._lock(self._kind, self._place)
        return self._place

    def enter(self) -> None:
        """We hold the lock now, and are still before all who came later."""
        self._lock(self._kind, INSIDE + self._number)

    def leave(self) -> None:
        """Leave our places and wake those who wait for us."""
        self._lock(fcntl.F_UNLCK, 0, 0)
        while self._rung.poll(0):  # asked first: usually nobody waits
            self._bell.accept()[0].close()

    def is_our_turn(self) -> bool:
        """Whether nobody is before us."""
        return self._somebody(self.passed, self._place) is None

    def head(self) -> int | None:
        """The place of the first of those before us."""
        found, end = None, self._place
        while (place := self._somebody(self.passed, end)) is not None:
            found = end = place
        return found

    def sleep(self, seconds: float) -> bool:
        """Sleep until the one whom we wait for is gone; False when nothing happened in that time.

        That is the last one before us; the first waits for a holder who came without the line.
        """
        other = self._last_before_us()
        if other is None:
            other = self._somebody(INSIDE, INSIDE + _NUMBERS)
        if other is not None:
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
                link.setblocking(False)
                link.connect(self._address(other % _NUMBERS))
                return self._somebody(other, other + 1) is None or _ended(link, seconds)
        time.sleep(min(seconds, random.uniform(0, _MOMENT)))
        return True

    def _last_before_us(self) -> int | None:
        found, first = None, self.passed
        while (place := self._somebody(first, self._place)) is not None:
            found, first = place, place + 1
        return found

    def _somebody(self, first: int, end: int) -> int | None:
        """A place from ``first`` up to ``end`` whose owner we wait for."""
        if first >= end:
            return None
        ask = _LOCK.pack(self._kind, os.SEEK_SET, first, end - first, 0)
        kind, _whence, place, _length, _pid = _LOCK.unpack(fcntl.fcntl(self._descriptor, fcntl.F_OFD_GETLK, ask))
        return None if kind == fcntl.F_UNLCK else place

    def _lock(self, kind: int, first: int, length: int = 1) -> None:
        fcntl.fcntl(self._descriptor, fcntl.F_OFD_SETLK, _LOCK.pack(kind, os.SEEK_SET, first, length, 0))

    def _own_bell(self) -> tuple[socket.socket, int]:
        """A bell under a number that nobody else has."""
        bell = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        bell.setblocking(False)
        while True:
            number = random.randrange(_NUMBERS)
            try:
                bell.bind(self._address(number))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    bell.close()
                    raise
            else:
                bell.listen(_NUMBERS)
                return bell, number

    def _address(self, number: int) -> bytes:
        """An abstract one: it is in no folder, and is gone with its program."""
        return f"\0antrean-{self._file}-{number:x}".encode()


def _ended(link: socket.socket, seconds: float) -> bool:
    """Whether the connection ended within that time."""
    poll = select.poll()
    poll.register(link, 0)
    return bool(poll.poll(seconds * 1000))


def open_for_all(path: Path, how: int, mode: int) -> int:
    """A descriptor of a file that is made for all users of this PC when it is not there yet."""
    how |= os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        try:
            descriptor = os.open(path, how)
        except FileNotFoundError:
            _make(path, mode)
            descriptor = os.open(path, how)
    except OSError as error:
        raise _fault(path, error) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise EnvironmentFault(Kind.READ_ONLY, f"{path} is not an ordinary file.", "Remove it.")
    return descriptor


def _make(path: Path, mode: int) -> None:
    """Make the file under another name: when it has its own, every user may open it, whatever the umask here is."""
    descriptor, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        os.fchmod(descriptor, mode)
        with contextlib.suppress(FileExistsError):  # another program was faster
            os.link(name, path)
    finally:
        os.close(descriptor)
        Path(name).unlink()


def _fault(path: Path, error: OSError) -> EnvironmentFault:
    sentence = f"The lock among this PC's programs cannot be made: {error.strerror}."
    return EnvironmentFault(Kind.READ_ONLY, sentence, f"Look at {path}.")
