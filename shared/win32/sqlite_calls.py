"""Windows' calls that SQLite makes: their types, and how they say that they failed (zero, and a number apart)."""

import ctypes
from typing import Any

_HANDLE, _NUMBER, _POINTER = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p
_TRUTH = ctypes.c_int
_WRITE = ctypes.CFUNCTYPE(_TRUTH, _HANDLE, _POINTER, _NUMBER, _POINTER, _POINTER, use_last_error=True)
_END = ctypes.CFUNCTYPE(_TRUTH, _HANDLE, use_last_error=True)
_DELETE = ctypes.CFUNCTYPE(_TRUTH, ctypes.c_wchar_p, use_last_error=True)
_OPEN = ctypes.CFUNCTYPE(
    ctypes.c_size_t, ctypes.c_wchar_p, _NUMBER, _NUMBER, _POINTER, _NUMBER, _NUMBER, _HANDLE, use_last_error=True
)
WRITES = (("WriteFile", _WRITE), ("SetEndOfFile", _END), ("DeleteFileW", _DELETE))
"""What changes the disk."""
OPEN = ("CreateFileW", _OPEN)
_TO_WRITE, _EXISTING = 0x40000000, 3  # GENERIC_WRITE, OPEN_EXISTING
_IO_DEVICE = 1117


def failed() -> int:
    """Say to SQLite that the call failed as on a broken disk: it does not try that again."""
    # only Windows' ctypes has it
    set_last_error: Any = getattr(ctypes, "set_last_error")  # noqa: B009
    set_last_error(_IO_DEVICE)
    return 0


def is_to_change(rights: int, _share: int, _security: Any, how: int, *_more: Any) -> bool:
    """Whether an existing file is opened to be written."""
    return bool(rights & _TO_WRITE) and how == _EXISTING
