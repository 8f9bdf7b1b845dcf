"""SQLite passes on the operating system's number for what failed, and Windows counts its errors otherwise."""

import errno
import sys

_OWN = {
    32: errno.EBUSY,  # ERROR_SHARING_VIOLATION: another program has the file open exclusively
    33: errno.EBUSY,  # ERROR_LOCK_VIOLATION: another program has locked these bytes
    39: errno.ENOSPC,  # ERROR_HANDLE_DISK_FULL
    1295: errno.ENOSPC,  # ERROR_DISK_QUOTA_EXCEEDED
}
HARMLESS = frozenset({0, 33, 997})
"""What SQLite keeps as the last number of a file although nothing failed: somebody else had the lock."""


def as_errno(number: int) -> int:
    """The number that Linux has for it; Python knows nearly all of them."""
    if number in _OWN or sys.platform != "win32":
        return _OWN.get(number, number)
    return OSError(0, "", None, number).errno or 0
