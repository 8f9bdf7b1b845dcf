"""A recording VFS: every write, truncation, sync and deletion of SQLite, in order, as a list.

It stands on SQLite's own unix VFS (ctypes) and becomes this process's default while it records, so that the real
``HallFile`` runs through it unchanged.
"""

import contextlib
import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from shared.store.sqlite.locking import system_calls

_P = ctypes.c_void_p
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, _P, ctypes.c_int, _P)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_char_p, ctypes.c_int)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _P, _P, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_int)


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``."""

    _fields_ = (
        ("version", ctypes.c_int),
        *((name, _P) for name in ("close", "read", "write", "truncate", "sync")),
        *((f"rest{number}", _P) for number in range(13)),
    )


class _File(ctypes.Structure):
    """``sqlite3_file``: its methods come first."""

    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


_for_ever: list[Any] = []
"""A thread that is blocked may still be inside a callback when the recording has long ended."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that reached the operating system. ``what``: write, truncate, sync, delete, mark."""

    what: str
    path: str
    offset: int = 0
    content: bytes = b""
    durable: bool = False  # a deletion whose folder is synced


@contextlib.contextmanager
def recording(steps: list[Step], *, before_sync: Callable[[Step], int] | None = None) -> Iterator[None]:
    """Record into ``steps`` what every new connection of this process does.

    ``before_sync`` is asked ahead of each sync; what it answers, other than 0, is the code that the sync fails with.
    """
    library = system_calls._library()
    assert library is not None
    unix = system_calls._vfs()
    mine = system_calls._Vfs()
    ctypes.memmove(ctypes.addressof(mine), ctypes.addressof(unix), ctypes.sizeof(unix))
    mine.name, mine.next = b"recorder", None
    keep: list[Any] = []
    names: dict[int, str] = {}
    unix_open, unix_delete = ctypes.cast(unix.open, _OPEN), ctypes.cast(unix.delete, _DELETE)
    unix_address = ctypes.addressof(unix)

    def open_(_vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        code = unix_open(unix_address, name, file, flags, out)
        if code == 0 and name:
            names[file] = ctypes.string_at(name).decode()
            _wrap(_File.from_address(file), names, steps, keep, before_sync)
        return code

    def delete(_vfs: int, name: bytes, sync_folder: int) -> int:
        code = unix_delete(unix_address, name, sync_folder)
        if code == 0:
            steps.append(Step("delete", name.decode(), durable=bool(sync_folder)))
        return code

    callbacks = _OPEN(open_), _DELETE(delete)
    mine.open, mine.delete = (ctypes.cast(one, _P).value for one in callbacks)
    library.sqlite3_vfs_register.argtypes = (_P, ctypes.c_int)
    library.sqlite3_vfs_unregister.argtypes = (_P,)
    keep += [mine, callbacks]
    address = ctypes.addressof(mine)
    library.sqlite3_vfs_register(address, 1)
    try:
        yield
    finally:
        library.sqlite3_vfs_unregister(address)
        library.sqlite3_vfs_register(unix_address, 1)
        if before_sync is not None:
            _for_ever.append(keep)


def _wrap(
    file: _File,
    names: dict[int, str],
    steps: list[Step],
    keep: list[Any],
    before_sync: Callable[[Step], int] | None,
) -> None:
    """Give this open file methods that write down what they do."""
    real = file.methods.contents
    methods = _Methods()
    ctypes.memmove(ctypes.addressof(methods), ctypes.addressof(real), ctypes.sizeof(real))
    real_write, real_truncate, real_sync = (
        ctypes.cast(real.write, _WRITE),
        ctypes.cast(real.truncate, _TRUNCATE),
        ctypes.cast(real.sync, _SYNC),
    )

    def write(one: int, buffer: int, amount: int, offset: int) -> int:
        steps.append(Step("write", names[one], offset, ctypes.string_at(buffer, amount)))
        return real_write(one, buffer, amount, offset)

    def truncate(one: int, size: int) -> int:
        steps.append(Step("truncate", names[one], size))
        return real_truncate(one, size)

    def sync(one: int, flags: int) -> int:
        step = Step("sync", names[one])
        code = before_sync(step) if before_sync is not None else 0
        code = code or real_sync(one, flags)
        if code == 0:
            steps.append(step)
        return code

    callbacks = _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
    methods.write, methods.truncate, methods.sync = (ctypes.cast(one, _P).value for one in callbacks)
    keep += [methods, callbacks]
    file.methods = ctypes.pointer(methods)
