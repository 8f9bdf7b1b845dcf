"""Windows' way to let programs end with the one that started them: all are in a job that ends with its last handle."""

import ctypes
import functools
from typing import Any

from shared.win32.kernel import DWORD, HANDLE, failure, kernel32

_LIMITS, _END_TOGETHER = 9, 0x2000  # JobObjectExtendedLimitInformation, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE


class _Limits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``, of which one flag is wanted."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", DWORD),
        ("sizes", ctypes.c_size_t * 2),
        ("processes", DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority", DWORD),
        ("scheduling", DWORD),
        ("counters", ctypes.c_uint64 * 6),
        ("memory", ctypes.c_size_t * 4),
    )


@functools.cache
def end_with_this_process() -> Any:
    """From now on whatever this process starts ends with it, however it ends. The handle is kept until then."""
    kernel32.CreateJobObjectW.restype = HANDLE
    kernel32.GetCurrentProcess.restype = HANDLE
    made = HANDLE(kernel32.CreateJobObjectW(None, None))
    limits = _Limits(flags=_END_TOGETHER)
    told = kernel32.SetInformationJobObject(made, _LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    if not told or not kernel32.AssignProcessToJobObject(made, HANDLE(kernel32.GetCurrentProcess())):
        raise failure()
    return made
