"""Reading, writing and locking at a place of an open file: Windows' C library has no ``pread`` and no ``fcntl``.

The place goes with the call, so no thread moves another one's. A lock there belongs to the handle, is enforced
(nobody else reads or writes those bytes), and ends with its program.
"""

# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportMissingModuleSource=false, reportUnknownArgumentType=false
# Windows' part of ctypes and of the library is unknown on the machine where this is checked.

import ctypes
import sys
from typing import TYPE_CHECKING, Any

from shared.win32.kernel import DWORD, HANDLE, failure, kernel32

if TYPE_CHECKING or sys.platform == "win32":
    import msvcrt

_AT_ONCE, _ALONE = 1, 2  # LOCKFILE_FAIL_IMMEDIATELY, LOCKFILE_EXCLUSIVE_LOCK
_END_OF_FILE, _NOT_LOCKED = 38, 158
_TAKEN = frozenset({33, 997})  # ERROR_LOCK_VIOLATION, ERROR_IO_PENDING


class _Place(ctypes.Structure):
    """``OVERLAPPED``: where in the file."""

    _fields_ = (
        ("internal", ctypes.c_size_t),
        ("internal_high", ctypes.c_size_t),
        ("offset", DWORD),
        ("offset_high", DWORD),
        ("event", HANDLE),
    )


def read(descriptor: int, length: int, offset: int) -> bytes:
    """These bytes; fewer at the end of the file. OSError as it comes."""
    buffer, got = ctypes.create_string_buffer(length), DWORD()
    if not kernel32.ReadFile(_handle(descriptor), buffer, length, ctypes.byref(got), _at(offset)):
        number = ctypes.get_last_error()
        if number != _END_OF_FILE:
            raise failure(number)
    return buffer.raw[: got.value]


def write(descriptor: int, content: bytes, offset: int) -> None:
    """Write these bytes there. OSError as it comes."""
    put = DWORD()
    if not kernel32.WriteFile(_handle(descriptor), content, len(content), ctypes.byref(put), _at(offset)):
        raise failure()


def try_lock(descriptor: int, first: int, length: int = 1, *, shared: bool = False) -> bool:
    """Lock these bytes, which need not be there; False when somebody else has a lock on one of them."""
    how = _AT_ONCE | (0 if shared else _ALONE)
    if kernel32.LockFileEx(_handle(descriptor), how, 0, *_halves(length), _at(first)):
        return True
    number = ctypes.get_last_error()
    if number in _TAKEN:
        return False
    raise failure(number)


def unlock(descriptor: int, first: int, length: int = 1) -> None:
    """Give back what :func:`try_lock` took; nothing happens when there is no such lock."""
    if not kernel32.UnlockFileEx(_handle(descriptor), 0, *_halves(length), _at(first)):
        number = ctypes.get_last_error()
        if number != _NOT_LOCKED:
            raise failure(number)


def _handle(descriptor: int) -> Any:
    return HANDLE(msvcrt.get_osfhandle(descriptor)) if sys.platform == "win32" else None


def _halves(number: int) -> tuple[Any, Any]:
    return DWORD(number & 0xFFFFFFFF), DWORD(number >> 32)


def _at(offset: int) -> Any:
    return ctypes.byref(_Place(0, 0, offset & 0xFFFFFFFF, offset >> 32, None))
