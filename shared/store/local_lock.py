"""The lock among the programs of one PC: one of them at a time writes in the hall's file; on SMB, one is in it.

The Linux SMB client lends one server handle to all processes of a PC, and with many of them a lock on the
server now and then stayed stuck; behind this ``flock`` on a local file it never did. It also queues the
programs of one PC more fairly than SQLite does. It is held around each use of SQLite for milliseconds, and
given back while waiting for another PC. Windows needs none: each process has a handle of its own there.
"""

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from types import TracebackType

from shared.faults import EnvironmentFault, Kind
from shared.store import retry

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None

DIRECTORIES = ("/run/lock", "/dev/shm", "/var/tmp")  # shared by every user of this PC, on purpose


def directory() -> Path:
    """Where the programs of all users of this PC meet: the first folder that *everybody* may write to.

    One that only an administrator may use is passed over: an officer's programs would meet elsewhere.
    """
    for name in DIRECTORIES:
        path = Path(name)
        if path.is_dir() and path.stat().st_mode & stat.S_IWOTH and os.access(path, os.W_OK | os.X_OK):
            return path
    return Path(tempfile.gettempdir())


class LocalLock:
    """A named lock of this PC. Not re-entrant: whoever holds it must not ask again."""

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.path = (folder or directory()) / f"antrean-{name}.lock"
        self._descriptor = _open(self.path) if fcntl else -1
        self._held = False

    @property
    def held(self) -> bool:
        """Whether this object holds it now."""
        return self._held

    def acquire(self, seconds: float, *, shared: bool = False) -> bool:
        """Take it within that time; False when another program of this PC kept it all the while.

        ``shared`` lets others who also ask so in beside us: readers, where the share bears that.
        """
        if fcntl is None:  # pragma: no cover - Windows
            self._held = True
            return True
        for _ in retry.turns(seconds, first_ms=0.5, longest_ms=4):
            try:
                fcntl.flock(self._descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            self._held = True
            return True
        return False

    def release(self) -> None:
        """Let the next program in; nothing happens when it is not held."""
        if self._held:
            self._held = False
            if fcntl is not None:  # pragma: no branch
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give it back for good."""
        self.release()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> "LocalLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _open(path: Path) -> int:
    """A descriptor of the lock's file, made for all users of the PC when it is not there yet."""
    try:
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o444)
            with contextlib.suppress(PermissionError):  # another user's program was faster
                os.fchmod(descriptor, 0o444)
    except OSError as error:
        raise EnvironmentFault(
            Kind.READ_ONLY, f"The lock among this PC's programs cannot be made: {error.strerror}.", f"Look at {path}."
        ) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise EnvironmentFault(Kind.READ_ONLY, f"{path} is no ordinary file.", "Remove it.")
    return descriptor
