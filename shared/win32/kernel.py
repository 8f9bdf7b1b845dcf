"""Windows' kernel32: loaded once, with the types that 64 bits need."""

# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false
# Windows' part of ctypes is unknown on the machine where this is checked.

import ctypes
import sys
from typing import Any

HANDLE, DWORD = ctypes.c_void_p, ctypes.c_uint32
SIGNALLED, ABANDONED = 0x0, 0x80
"""What a wait answers when it is over; abandoned: the owner ended without giving it back."""

kernel32: Any = ctypes.WinDLL("kernel32", use_last_error=True) if sys.platform == "win32" else None
if sys.platform == "win32":
    kernel32.CreateMutexW.restype = HANDLE
    kernel32.CreateMutexW.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p)
    kernel32.OpenProcess.restype = HANDLE
    kernel32.OpenProcess.argtypes = (DWORD, ctypes.c_int, DWORD)
    kernel32.WaitForSingleObject.argtypes = (HANDLE, DWORD)
    kernel32.ReleaseMutex.argtypes = (HANDLE,)
    kernel32.CloseHandle.argtypes = (HANDLE,)


def failure(number: int | None = None) -> OSError:
    """The exception for the number of an error: that of the call of this thread that failed last."""
    return ctypes.WinError(ctypes.get_last_error() if number is None else number)
