"""The fence against a client that comes back after it was frozen or cut off.

A PC that was frozen or cut off in the middle of a write loses its locks on the server after some eight to ten
seconds, and others go on. When it continues it must not write another byte. So a write transaction is valid for five
seconds, by the clock that also runs during suspend; after that COMMIT is not begun, and on SMB shares the write,
truncate and unlink calls inside a running one are refused as well. NFS v4 refuses by itself. Windows' calls have other
names and say otherwise that they failed; its monotonic clock runs during suspend by itself.
"""

import ctypes
import errno
import sys
import threading
import time
from typing import Any

from shared.store.sqlite.locking.system_calls import Replaced
from shared.win32 import sqlite_calls

SECONDS = 5.0
"""Longer than any normal transaction, shorter than a server takes to free a dead PC's locks."""
_CLOCK = getattr(time, "CLOCK_BOOTTIME", None)
_calls: list[Replaced] = []
_BUFFER = (ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_ssize_t, *_BUFFER, use_errno=True)
_PWRITE = ctypes.CFUNCTYPE(ctypes.c_ssize_t, *_BUFFER, ctypes.c_int64, use_errno=True)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64, use_errno=True)
_UNLINK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, use_errno=True)
_LINUX = (("write", _WRITE), ("pwrite", _PWRITE), ("pwrite64", _PWRITE), ("ftruncate", _TRUNCATE), ("unlink", _UNLINK))


class _Transaction(threading.local):
    """Since when this thread has had the right to write; None outside of a transaction."""

    since: float | None = None


_transaction = _Transaction()


def now() -> float:
    """Seconds on the clock that cannot be set and that goes on while the PC sleeps."""
    return time.clock_gettime(_CLOCK) if _CLOCK is not None else time.monotonic()


def start_deadline(since: float) -> None:
    """Start the deadline: this thread asked for the right to write at that moment."""
    _transaction.since = since


def clear_deadline() -> None:
    """The transaction and its connection have ended."""
    _transaction.since = None


def deadline_passed() -> bool:
    """Whether this thread's transaction has lasted too long to write anything more."""
    since = _transaction.since
    return since is not None and now() - since > SECONDS


def install() -> None:
    """Let SQLite's own calls ask the fence, before the first connection; a second time changes nothing."""
    if not _calls:
        for name, kind in sqlite_calls.WRITES if sys.platform == "win32" else _LINUX:
            _calls.append(Replaced(name, kind, _fenced))


def remove() -> None:
    """Remove it again."""
    while _calls:
        _calls.pop().restore()


def _fenced(original: Any) -> Any:
    """The call, refused with an input/output error once the deadline has passed."""

    def call(*arguments: Any) -> int:
        if not deadline_passed():
            return original(*arguments)
        if sys.platform == "win32":
            return sqlite_calls.failed()
        ctypes.set_errno(errno.EIO)
        return -1

    return call
