"""The bar against the *kernel* of a PC that comes back from the dead; SMB shares only.

The fence stops a program, not the system below it. A write that was on its way when the link broke is sent again by
the Linux SMB client as soon as the server answers: it signs in anew, opens the file anew by its name, and one page of
a transaction that others have long undone lies over their work (measured, with ``cache=none``). Only the server can
refuse that. So whoever undoes another PC's unfinished write first makes the file read-only: handles that are open
keep their right to write, but nobody gets it by opening the file, neither a kernel nor by mistake a program. Programs
lift the bar for the moment in which they open the file themselves. It stays from then on; it costs nothing else.
"""

import contextlib
import ctypes
import logging
import os
import stat
from collections.abc import Generator
from pathlib import Path
from typing import Any

from shared.store.sqlite.locking.system_calls import Replaced

_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int, use_errno=True)
_FCHMOD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_uint, use_errno=True)
_WRITABLE, _BARRED = 0o644, 0o444
_JOURNAL = "-journal"
_calls: list[Replaced] = []
_log = logging.getLogger("antrean.store")


def install() -> None:
    """Let SQLite's own calls see to it, before the first connection; a second time changes nothing."""
    if not _calls:
        _calls.append(Replaced("open", _OPEN, _barring))
        _calls.append(Replaced("fchmod", _FCHMOD, _keeping))


def remove() -> None:
    """Take it away again."""
    while _calls:
        _calls.pop().restore()


def is_read_only(path: Path) -> bool:
    """Whether the file is barred. OSError as it comes."""
    return not path.stat().st_mode & stat.S_IWUSR


def lower(path: Path) -> None:
    """Nobody opens this file for writing any more; whoever has it open goes on."""
    try:
        path.chmod(_BARRED)
    except OSError as error:  # a server without such a mark, or no right to set it
        _log.warning("%s could not be barred against a PC that comes back: %s", path, error.strerror)


@contextlib.contextmanager
def unlocked(path: Path, *, smb: bool = True) -> Generator[bool]:
    """Within, the file can be opened for writing; behind it the bar is down again, if it was.

    Answers whether it may be written as far as the bar goes. Another PC may lower it meanwhile: look, and try again.
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
    """``open``: who opens a journal that is already there, to write, is about to undo what a dead PC left."""

    def call(name: bytes, flags: int, mode: int) -> int:
        if flags & os.O_CREAT:
            return original(name, flags, mode | stat.S_IWUSR)  # SQLite gives a journal the rights of its file
        path = os.fsdecode(name)
        if flags & os.O_RDWR and path.endswith(_JOURNAL):
            lower(Path(path.removesuffix(_JOURNAL)))
        return original(name, flags, mode)

    return call


def _keeping(_original: Any) -> Any:
    """``fchmod``: a new journal stays writable, although its file is barred."""

    def call(_descriptor: int, _mode: int) -> int:
        return 0

    return call
