"""Why nothing more can be written on a share, asked of the share itself.

A server's "disk full" or "quota used up" often comes only when written pages are synced, inside COMMIT, and SQLite
then says no more than "disk I/O error". A small file of our own, written and synced, gets the reason.
"""

import contextlib
import os
import socket
from pathlib import Path

BYTES = 256 * 1024
"""More than the journal and the pages of any act."""


def refusal(folder: Path) -> OSError | None:
    """The error for a file that is made, written, synced and deleted on the share; None if there is none."""
    path = folder / f".room-{socket.gethostname()}"  # one name for each PC: one that cannot be deleted stays one
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        try:
            os.write(descriptor, bytes(BYTES))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink()
        return error
    try:
        path.unlink()
    except OSError as error:
        return error
    return None
