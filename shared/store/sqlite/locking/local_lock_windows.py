"""The lock among the programs of one PC under Windows: a byte of a local file excludes, a mutex makes the line.

Windows' SMB client keeps the handles of processes apart, so it is not needed against a stuck lock there; but the spool
and its leased numbers need it, and it lets programs in by their order. ``LockFileEx`` ends with its program, admits
readers beside each other, but does not wait for a time; the kernel's mutex waits in order and is given on when its
owner dies. So the mutex is held by the one who is next, while that one looks whether the byte is free.
"""

import hashlib
import os
import tempfile
import time
from pathlib import Path
from types import TracebackType

from shared.faults import EnvironmentFault, Kind
from shared.win32 import descriptors, rights
from shared.win32.kernel import ABANDONED, SIGNALLED, failure, kernel32

_MOMENT = 0.001
"""Seconds until the one who is next looks again."""
PATIENCE = 1.0
"""After these seconds the lock is tried without a turn: the one who is next may be frozen."""


def directory() -> Path:
    """Where the programs of all users of this PC meet. Whoever comes first makes it, and everybody may write there."""
    folder = Path(os.environ.get("PROGRAMDATA") or tempfile.gettempdir()) / "Antrean" / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _fault(folder, error) from error
    return folder


class WindowsLocalLock:
    """A named lock of this PC, given in the order in which it was asked for. Not re-entrant.

    A program killed while holding it or waiting for it is gone at once; one frozen while waiting is skipped. Whoever
    steps back comes to the end of the line.
    """

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.path = (folder or directory()) / f"antrean-{name}.lock"
        self._held = False
        try:
            # whoever reads may lock, and files of other users can be read there
            self._door = os.open(self.path, os.O_RDONLY | os.O_CREAT | getattr(os, "O_NOINHERIT", 0), 0o666)
        except OSError as error:
            raise _fault(self.path, error) from error
        try:
            self._turn = _mutex(self.path)
        except OSError as error:
            os.close(self._door)
            raise _fault(self.path, error) from error

    @property
    def held(self) -> bool:
        """Whether this object holds it now."""
        return self._held

    def acquire(self, seconds: float, *, shared: bool = False) -> bool:
        """Take it within that time; False when another program of this PC kept it all the while.

        ``shared`` admits others with ``shared`` at the same time: readers, where the share allows it.
        """
        deadline = time.monotonic() + seconds
        while not self._held:
            left = max(deadline - time.monotonic(), 0.0)
            if kernel32.WaitForSingleObject(self._turn, round(min(left, PATIENCE) * 1000)) in (SIGNALLED, ABANDONED):
                try:
                    self._held = self._look(deadline, shared)
                finally:
                    kernel32.ReleaseMutex(self._turn)
                break
            self._held = self._enter(shared)
            if time.monotonic() >= deadline:
                break
        return self._held

    def step_back(self) -> None:
        """Let the next program in; we are not done yet."""
        if self._held:
            self._held = False
            descriptors.unlock(self._door, 0)

    def release(self) -> None:
        """Let the next program in; nothing happens when it is not held."""
        self.step_back()

    def close(self) -> None:
        """Give it back for good."""
        self.release()
        if self._door >= 0:
            os.close(self._door)
            kernel32.CloseHandle(self._turn)
            self._door = -1

    def _look(self, deadline: float, shared: bool) -> bool:
        """It is our turn: enter as soon as whoever is inside has left."""
        while not self._enter(shared):
            if time.monotonic() >= deadline:
                return False
            time.sleep(_MOMENT)
        return True

    def _enter(self, shared: bool) -> bool:
        return descriptors.try_lock(self._door, 0, shared=shared)

    def __enter__(self) -> "WindowsLocalLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _mutex(path: Path) -> int:
    """The line before this lock, the same one for all users of the PC and all their sessions."""
    name = hashlib.sha256(os.path.normcase(path.absolute()).encode()).hexdigest()[:32]
    made = kernel32.CreateMutexW(rights.everybody(), False, f"Global\\antrean-{name}")
    if not made:
        raise failure()
    return made


def _fault(path: Path, error: OSError) -> EnvironmentFault:
    sentence = f"The lock among this PC's programs cannot be made: {error.strerror}."
    return EnvironmentFault(Kind.READ_ONLY, sentence, f"Look at {path}.")
