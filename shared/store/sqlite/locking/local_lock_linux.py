"""The lock among the programs of one PC: one of them at a time writes in the hall's file; on SMB, one is in it.

The Linux SMB client lends one server handle to all processes of a PC, and with many of them a lock on the server
sometimes stayed stuck; with this ``flock`` on a local file it never did. It also lets the programs of one PC in by
their order, which SQLite does not. It is held around each use of SQLite for milliseconds, and given back while waiting
for another PC.
"""

import fcntl
import os
import stat
import tempfile
import time
from pathlib import Path
from types import TracebackType

from shared.store.sqlite.locking import waiting_line

DIRECTORIES = ("/run/lock", "/dev/shm", "/var/tmp")  # shared by every user of this PC, on purpose
PATIENCE = 0.5
"""If nothing moves for twice these seconds, and the lock is free, the first one in the line is skipped."""


def directory() -> Path:
    """Where the programs of all users of this PC meet: the first folder that *everybody* may write to.

    One that only an administrator may use is skipped: an officer's programs would meet elsewhere.
    """
    for name in DIRECTORIES:
        path = Path(name)
        if path.is_dir() and path.stat().st_mode & stat.S_IWOTH and os.access(path, os.W_OK | os.X_OK):
            return path
    return Path(tempfile.gettempdir())


class LocalLock:
    """A named lock of this PC, given in the order in which it was asked for. Not re-entrant.

    A program killed while holding it or waiting for it is gone at once; one frozen while waiting is skipped.
    """

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.path = (folder or directory()) / f"antrean-{name}.lock"
        self._held = False
        self._came: int | None = None  # our place in the line, kept while we step back
        self._line = waiting_line.WaitingLine(self.path.with_suffix(".line"))
        try:
            self._door = waiting_line.open_for_all(self.path, os.O_RDONLY, 0o444)
        except BaseException:
            self._line.close()
            raise

    @property
    def held(self) -> bool:
        """Whether this object holds it now."""
        return self._held

    def acquire(self, seconds: float, *, shared: bool = False) -> bool:
        """Take it within that time; False when another program of this PC kept it all the while.

        ``shared`` admits others with ``shared`` at the same time: readers, where the share allows it.
        """
        self._came = self._line.join(self._came, shared=shared)
        self._held = (self._line.is_our_turn() and self._enter(shared)) or self._wait(seconds, shared)
        if not self._held:
            self._line.leave()
            self._came = None
        return self._held

    def step_back(self) -> None:
        """Let the next program in, and keep our place in the line: we are not done yet."""
        if self._held:
            self._held = False
            fcntl.flock(self._door, fcntl.LOCK_UN)
            self._line.leave()

    def release(self) -> None:
        """Let the next program in; nothing happens when it is not held."""
        self.step_back()
        self._came = None

    def close(self) -> None:
        """Give it back for good."""
        self.release()
        if self._door >= 0:
            os.close(self._door)
            self._line.close()
            self._door = -1

    def _wait(self, seconds: float, shared: bool) -> bool:
        """Wait in the line, up to that time, until it is our turn and the lock is free."""
        deadline = time.monotonic() + seconds
        frozen: int | None = None
        while (left := deadline - time.monotonic()) > 0:
            somebody_moved = self._line.sleep(min(left, PATIENCE))
            if self._line.is_our_turn():
                if self._enter(shared):
                    return True
            elif not somebody_moved:
                head = self._line.head()
                if head is not None and head == frozen and self._enter(shared):
                    self._line.passed = head + 1
                    return True
                frozen = head
        return False

    def _enter(self, shared: bool) -> bool:
        """Take the lock if it is free now."""
        try:
            fcntl.flock(self._door, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._line.enter()
        return True

    def __enter__(self) -> "LocalLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
