"""The read-only guard against the *kernel* of a PC that comes back after it was cut off; SMB shares only.

The fence stops a program, but not the operating system. A write that was on its way when the link broke is sent again
by the Linux SMB client as soon as the server answers: it signs in again, opens the file again by its name, and one page
of a transaction that others have long undone overwrites their work (measured, with ``cache=none``). Only the server can
refuse that. So the program that undoes another PC's unfinished write first makes the file read-only: open handles keep
their right to write, but nobody gets it by opening the file, neither a kernel nor by mistake a program. Programs remove
the mark for the moment in which they open the file themselves. The guard stays from then on; it has no other cost.
Windows' mark is the same one on the server, and a new journal does not get it from its file there.
"""

import contextlib
import ctypes
import logging
import os
import stat
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

from shared.store.sqlite.locking.system_calls import Replaced
from shared.win32 import sqlite_calls

_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int, use_errno=True)
_FCHMOD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_uint, use_errno=True)
_WRITABLE, _BARRED = 0o644, 0o444
_JOURNAL = "-journal"
_calls: list[Replaced] = []
_log = logging.getLogger("antrean.store")


def install() -> None:
    """Make SQLite's own calls do it, before the first connection; a second time changes nothing."""
    if _calls:
        return
    if sys.platform == "win32":
        _calls.append(Replaced(*sqlite_calls.OPEN, _barring_windows))
    else:
        _calls.append(Replaced("open", _OPEN, _barring))
        _calls.append(Replaced("fchmod", _FCHMOD, _keeping))


def remove() -> None:
    """Remove it again."""
    while _calls:
        _calls.pop().restore()


def is_read_only(path: Path) -> bool:
    """Whether the file is marked read-only. OSError is passed on."""
    return not path.stat().st_mode & stat.S_IWUSR


def lower(path: Path) -> None:
    """Nobody can open this file for writing any more; open handles go on."""
    try:
        path.chmod(_BARRED)
    except OSError as error:  # a server without such a mark, or no right to set it
        _log.warning("%s could not be made read-only against a PC that comes back: %s", path, error.strerror)


@contextlib.contextmanager
def unlocked(path: Path, *, smb: bool = True) -> Generator[bool]:
    """Inside the block the file can be opened for writing; afterwards it is read-only again, if it was.

    Answers whether the guard allows writing. Another PC may set it meanwhile: check, and try again.
    """
    down = smb and is_read_only(path)
    mine = down and _lift(path)
    try:
        yield smb and (mine or not down)
    finally:
        if mine:
            lower(path)


def _lift(path: Path) -> bool:
    try:
        path.chmod(_WRITABLE)
    except OSError:  # really read-only: SQLite will say so
        return False
    return True


def _barring(original: Any) -> Any:
    """``open``: a program that opens an existing journal for writing is about to undo what a dead PC left."""

    def call(name: bytes, flags: int, mode: int) -> int:
        if flags & os.O_CREAT:
            return original(name, flags, mode | stat.S_IWUSR)  # SQLite gives a journal the rights of its file
        path = os.fsdecode(name)
        if flags & os.O_RDWR and path.endswith(_JOURNAL):
            lower(Path(path.removesuffix(_JOURNAL)))
        return original(name, flags, mode)

    return call


def _barring_windows(original: Any) -> Any:  # pragma: no cover - Windows
    """``CreateFileW``, the same."""

    def call(name: str, rights: int, *more: Any) -> int:
        if name.endswith(_JOURNAL) and sqlite_calls.is_to_change(rights, *more):
            lower(Path(name.removesuffix(_JOURNAL)))
        return original(name, rights, *more)

    return call


def _keeping(_original: Any) -> Any:
    """``fchmod``: a new journal stays writable, although its file is read-only."""

    def call(_descriptor: int, _mode: int) -> int:
        return 0

    return call
