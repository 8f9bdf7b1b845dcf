"""SQLite's own table of system calls, reached through the library that Python's ``sqlite3`` has loaded.

SQLite calls ``fcntl``, ``write``, ``unlink`` and the like (under Windows ``WriteFile``, ``DeleteFileW``) through a
table that a program may change (``xSetSystemCall``, https://sqlite.org/c3ref/vfs.html). That is how the lock order on
Linux + SMB is corrected and how the fence stops a client that comes back, without a patched SQLite. Everything is put
back before the interpreter ends.
"""

import _sqlite3
import atexit
import ctypes
import functools
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from shared.faults import EnvironmentFault, Kind
from shared.win32 import error_numbers

_C = TypeVar("_C", bound=sqlite3.Connection)
_POINTER = ctypes.c_void_p
_FIND = ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_char_p)
_SET = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_char_p, _POINTER)
_GET = ctypes.CFUNCTYPE(_POINTER, _POINTER, ctypes.c_char_p)
_OPENED = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, _POINTER)

_LAST_ERRNO = 4
"""``SQLITE_FCNTL_LAST_ERRNO`` (https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html)."""
_HARMLESS = error_numbers.HARMLESS if sys.platform == "win32" else (0,)
"""What is not a failure."""
_VFS = b"win32" if sys.platform == "win32" else b"unix"


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``, version 3."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("data", _POINTER),
        *((name, _POINTER) for name in ("open", "delete", "access", "full_path", "dl_open", "dl_error", "dl_sym")),
        *((name, _POINTER) for name in ("dl_close", "randomness", "sleep", "time", "last_error", "time64")),
        ("set_system_call", _SET),
        ("get_system_call", _GET),
        ("next_system_call", _POINTER),
    )


def _libraries() -> tuple[str | None, ...]:
    """Where SQLite's functions may be: in the module itself or what it depends on, in Python's own program.

    Windows tells only what a library itself contains, and SQLite is one of its own beside the module there.
    """
    module = getattr(_sqlite3, "__file__", None)
    if sys.platform == "win32":
        return str(Path(module or sys.executable).with_name("sqlite3.dll")), "sqlite3.dll"
    return module, None


@functools.cache
def _library() -> ctypes.CDLL | None:
    """The library behind ``sqlite3``."""
    for name in _libraries():
        try:
            found = ctypes.CDLL(name)
            found.sqlite3_vfs_find.restype = _POINTER
            found.sqlite3_vfs_find.argtypes = (ctypes.c_char_p,)
            found.sqlite3_system_errno.argtypes = (_POINTER,)
            found.sqlite3_db_readonly.argtypes = (_POINTER, ctypes.c_char_p)
            found.sqlite3_txn_state.argtypes = (_POINTER, ctypes.c_char_p)
            found.sqlite3_next_stmt.restype = _POINTER
            found.sqlite3_next_stmt.argtypes = (_POINTER, _POINTER)
            found.sqlite3_reset.argtypes = (_POINTER,)
            found.sqlite3_file_control.argtypes = (_POINTER, ctypes.c_char_p, ctypes.c_int, _POINTER)
        except (OSError, AttributeError):
            continue
        return found
    return None


def reachable() -> bool:
    """Whether SQLite can be asked itself about a connection."""
    return _library() is not None


def _vfs() -> "_Vfs":
    """The VFS of this process. EnvironmentFault when it cannot be reached."""
    found = _library() if sys.platform in ("linux", "win32") and ctypes.sizeof(_POINTER) == 8 else None
    address = found.sqlite3_vfs_find(_VFS) if found is not None else None
    if not address:
        raise EnvironmentFault(
            Kind.UNSAFE_SHARE,
            "This Python's SQLite cannot be prepared for an SMB share: its library is out of reach.",
            "Use Debian's own Python (python3 with libsqlite3-0), 64 bit, or mount the hall from an NFS v4 server.",
        )
    return _Vfs.from_address(address)


class Replaced:
    """A system call of SQLite that goes through a function of ours until :meth:`restore`."""

    def __init__(self, name: str, kind: Any, make: Callable[[Any], Callable[..., int]]) -> None:
        """``kind`` is the call's ctypes type; ``make`` is given the original and answers what takes its place."""
        self._vfs = _vfs()
        self._address = ctypes.addressof(self._vfs)
        self._name = name.encode()
        original = self._vfs.get_system_call(self._address, self._name)
        self._original = kind(original) if original else None
        if self._original is None:  # this build of SQLite has no such call and never uses it
            return
        self._mine = kind(make(self._original))
        self._vfs.set_system_call(self._address, self._name, ctypes.cast(self._mine, _POINTER))
        atexit.register(self.restore)

    def restore(self) -> None:
        """Give SQLite its own call back."""
        if self._original is not None:
            self._vfs.set_system_call(self._address, self._name, None)
            self._original = None
            atexit.unregister(self.restore)


class _Opening(threading.local):
    """The handle of the connection that this thread opens just now."""

    handle: int | None = None


_opening = _Opening()


@_OPENED
def _opened(handle: int | None, _message: int | None, _routines: int | None) -> int:
    _opening.handle = handle
    return 0


def handle_of(connect: Callable[[], _C]) -> tuple[_C, int | None]:
    """Open a connection; it, and SQLite's own handle of it where the library can be reached.

    SQLite itself tells it, to an automatic extension (https://sqlite.org/c3ref/auto_extension.html).
    """
    found = _library()
    _opening.handle = None
    if found is not None:
        found.sqlite3_auto_extension(_opened)
    try:
        return connect(), _opening.handle
    finally:
        if found is not None:
            found.sqlite3_cancel_auto_extension(_opened)


def system_errno(handle: int | None) -> int:
    """The operating system's number for the call that failed last on a connection that is open; 0 when unknown."""
    found = _library()
    number = int(found.sqlite3_system_errno(handle)) if found is not None and handle else 0
    return error_numbers.as_errno(number) if sys.platform == "win32" else number


def has_failed(handle: int | None) -> bool:
    """Whether a call on the file itself failed since it was opened, although SQLite may not have reported it.

    It does not when the end of a transaction cannot be unlocked: the lock then stands until the file is closed.
    """
    found, number = _library(), ctypes.c_int()
    if found is None or not handle:
        return False
    found.sqlite3_file_control(handle, b"main", _LAST_ERRNO, ctypes.byref(number))
    return number.value not in _HARMLESS


def end_statements(handle: int | None) -> bool:
    """After a transaction: end the statements that still keep its lock; returns whether there was one."""
    found = _library()
    if found is None or not handle or found.sqlite3_txn_state(handle, None) == 0:
        return False
    statement = found.sqlite3_next_stmt(handle, None)
    while statement:
        found.sqlite3_reset(statement)
        statement = found.sqlite3_next_stmt(handle, statement)
    return True


def is_read_only(handle: int | None) -> bool:
    """Whether SQLite opened its file read-only: it does so silently where it may not write."""
    found = _library()
    return found is not None and bool(handle) and found.sqlite3_db_readonly(handle, b"main") == 1
