"""One program at a time puts its files into a folder: sets of two that come together would be mixed.

Whoever has the turn holds a lock on a small file there, which goes with it. A killed program's lock is gone at once;
its file and its halves stay until the next one with the turn removes them.
"""

import contextlib
import os
import re
import secrets
import sys
import time
from collections.abc import Generator, Iterable
from pathlib import Path

if sys.platform == "win32":
    from shared.win32 import descriptors

    def _try_lock(door: int) -> bool:
        return descriptors.try_lock(door, 0)
else:
    import fcntl

    def _try_lock(door: int) -> bool:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # the second is what an SMB client says
            return False
        return True


PATIENCE = 20.0
"""Seconds after which files are put without the turn: each is still whole, only not all of one program."""
_MOMENT = 0.02
_DOOR = ".antrean-turn"
_HALF = re.compile(r"\..+\.[0-9a-f]{6}\.antrean")


def half_name(name: str) -> str:
    """A name of its own for a file that is not finished."""
    return f".{name}.{secrets.token_hex(3)}.antrean"


@contextlib.contextmanager
def turn(folders: Iterable[Path]) -> Generator[None]:
    """Have these folders for oneself; what killed programs left there is gone then.

    Without it, where there is no right to write, no lock on this share, or one who has it and stands still: what is
    wrong there is said by whoever writes next.
    """
    deadline = time.monotonic() + PATIENCE
    with contextlib.ExitStack() as stack:
        for _, folder in sorted(_once(folders).items()):  # in one order for all: nobody waits in a circle
            stack.enter_context(_turn(folder, deadline))
        yield


def _once(folders: Iterable[Path]) -> dict[tuple[int, int], Path]:
    """Each folder once, whatever it is called."""
    found: dict[tuple[int, int], Path] = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            told = folder.stat()
            found[told.st_dev, told.st_ino] = folder
    return found


@contextlib.contextmanager
def _turn(folder: Path, deadline: float) -> Generator[None]:
    path = folder / _DOOR
    door = _enter(path, deadline)
    if door is None:
        yield
        return
    try:
        _sweep(folder)
        yield
    finally:
        if sys.platform == "win32":  # an open file stays; the next one's, opened meanwhile, stays as well
            os.close(door)
            door = None
        with contextlib.suppress(OSError):
            path.unlink()
        if door is not None:
            os.close(door)


def _enter(path: Path, deadline: float) -> int | None:
    """The open file with our lock on it; None where that cannot be had."""
    while True:
        try:
            door = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        except FileNotFoundError:  # on SMB: it is being removed, and somebody has it open
            door = None
        except OSError:
            return None
        if door is not None:
            try:
                if _try_lock(door) and _is_there(door, path):
                    return door
            except OSError:  # no locks on this share
                os.close(door)
                return None
            os.close(door)
        if time.monotonic() >= deadline:
            return None
        time.sleep(_MOMENT)


def _is_there(door: int, path: Path) -> bool:
    """Whether it is still the file of that name: who had the turn before us took his away."""
    try:
        return os.path.samestat(os.fstat(door), path.stat())
    except FileNotFoundError:
        return False


def _sweep(folder: Path) -> None:
    """Remove the halves of programs that were killed: whoever lives and writes here has the turn."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _HALF.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    path.unlink()
