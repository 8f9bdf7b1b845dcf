"""Between this process's SQLite and the disk: count its system calls, let them fail, hang, or kill the process.

SQLite's own table of system calls (``xSetSystemCall``) is the place; ``fsync`` is not in it and is met in a VFS. The
lock-free poll and the opening, which do not go through SQLite, are met in their own functions.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from shared.faults import Kind
from shared.store.sqlite import change_counter_file
from shared.store.sqlite.locking.system_calls import Replaced
from tests.torture.recorder import Step, recording

_INT, _P, _LONG, _TEXT = ctypes.c_int, ctypes.c_void_p, ctypes.c_int64, ctypes.c_char_p
_SIZE, _COUNT = ctypes.c_ssize_t, ctypes.c_size_t
CALLS = {
    "open": ctypes.CFUNCTYPE(_INT, _TEXT, _INT, _INT, use_errno=True),
    "access": ctypes.CFUNCTYPE(_INT, _TEXT, _INT, use_errno=True),
    "fcntl": ctypes.CFUNCTYPE(_INT, _INT, _INT, _P, use_errno=True),
    "stat": ctypes.CFUNCTYPE(_INT, _TEXT, _P, use_errno=True),
    "fstat": ctypes.CFUNCTYPE(_INT, _INT, _P, use_errno=True),
    "read": ctypes.CFUNCTYPE(_SIZE, _INT, _P, _COUNT, use_errno=True),
    "pread64": ctypes.CFUNCTYPE(_SIZE, _INT, _P, _COUNT, _LONG, use_errno=True),
    "write": ctypes.CFUNCTYPE(_SIZE, _INT, _P, _COUNT, use_errno=True),
    "pwrite64": ctypes.CFUNCTYPE(_SIZE, _INT, _P, _COUNT, _LONG, use_errno=True),
    "ftruncate": ctypes.CFUNCTYPE(_INT, _INT, _LONG, use_errno=True),
    "unlink": ctypes.CFUNCTYPE(_INT, _TEXT, use_errno=True),
    "openDirectory": ctypes.CFUNCTYPE(_INT, _TEXT, _P, use_errno=True),
}
AWAY = frozenset({Kind.GONE, Kind.HELD, Kind.SLOW, Kind.BUSY, Kind.NO_HALL})
"""What may be said of a share that is away, or was."""
_for_ever: list[Replaced] = []
"""A thread that is blocked may still be inside of one when the block has long ended."""
Before = Callable[[str], int]
"""Asked before each call with its name; answers 0 to let it pass, or the errno that it fails with."""


@contextlib.contextmanager
def between(before: Before, folder: os.PathLike[str] | str) -> Iterator[None]:
    """Ask ``before`` ahead of every system call on files in ``folder``, until the end of the block."""
    inside = os.fspath(folder) + os.sep

    def failing(name: str) -> Callable[[Any], Any]:
        def make(original: Any) -> Any:
            def call(*arguments: Any) -> int:
                why = before(name) if _path(arguments[0]).startswith(inside) else 0
                if why:
                    ctypes.set_errno(why)
                    return errno_code(name)
                return original(*arguments)

            return call

        return make

    def sync(step: Step) -> int:
        return sqlite3.SQLITE_IOERR_FSYNC if step.path.startswith(inside) and before("sync") else 0

    header, of = change_counter_file.ChangeCounterFile.header, change_counter_file.of

    def poll(descriptor: change_counter_file.ChangeCounterFile) -> bytes:
        _raise(before("poll"))
        return header(descriptor)

    def looking(path: Any, *, direct: bool) -> change_counter_file.ChangeCounterFile:
        _raise(before("look"))
        return of(path, direct=direct)

    replaced = [Replaced(name, kind, failing(name)) for name, kind in CALLS.items()]
    _for_ever.extend(replaced)
    change_counter_file.ChangeCounterFile.header, change_counter_file.of = poll, looking
    try:
        with recording([], before_sync=sync):
            yield
    finally:
        change_counter_file.ChangeCounterFile.header, change_counter_file.of = header, of
        for one in reversed(replaced):
            one.restore()


def errno_code(name: str) -> int:
    """What a failed call answers."""
    return sqlite3.SQLITE_CANTOPEN if name == "openDirectory" else -1  # that one is a helper of SQLite's own


def _raise(why: int) -> None:
    if why:
        raise OSError(why, os.strerror(why))


def _path(first: Any) -> str:
    if isinstance(first, bytes):
        return os.fsdecode(first)
    try:
        return os.readlink(f"/proc/self/fd/{first}")  # noqa: PTH115 - for each call
    except OSError:
        return ""


def drop_locks() -> None:
    """What a server does with a client that it does not hear any more: its byte ranges are free."""
    for descriptor in list(change_counter_file._open.values()):
        fcntl.lockf(descriptor._descriptor, fcntl.LOCK_UN, 0, 0, os.SEEK_SET)


class Share:
    """A share that goes away after this many more calls, and stays away for this many seconds.

    Attributes:
        counted: the calls so far.
        went: set once it has gone.
    """

    LOCKS_LOST_AFTER = 8.0
    """Seconds until the server gives the locks of a silent client to others (``STORE.md`` §5)."""

    def __init__(self, *, only: str = "") -> None:
        self.counted = 0
        self.went = threading.Event()
        self._only = only
        self._left: int | None = None
        self._seconds = 0.0
        self._hangs = False
        self._went_at = self._back_at = 0.0

    def goes_after(self, calls: int, seconds: float, *, hangs: bool) -> None:
        """``hangs``: calls wait until it is back (a hard mount); else they fail at once."""
        self.went.clear()
        self._left, self._seconds, self._hangs = calls, seconds, hangs

    def stays(self) -> None:
        """It does not go away any more; answers once it is back."""
        self._left = None
        time.sleep(max(0.0, self._back_at - time.monotonic()))

    def before(self, name: str) -> int:
        """For :func:`between`."""
        if not self._only or name == self._only:
            self.counted += 1
            if self._left is not None:
                self._left -= 1
                if self._left < 0:
                    self._left = None
                    self._went_at = time.monotonic()
                    self._back_at = self._went_at + self._seconds
                    self.went.set()
        if time.monotonic() >= self._back_at:
            return 0
        if not self._hangs:
            return errno.EIO
        self._hang()
        return 0

    def _hang(self) -> None:
        lost_at = self._went_at + self.LOCKS_LOST_AFTER
        if self._back_at > lost_at:
            time.sleep(max(0.0, lost_at - time.monotonic()))
            drop_locks()
        time.sleep(max(0.0, self._back_at - time.monotonic()))
