"""Files that a person asked for, each whole or not at all: made in memory, then put in its place in one step."""

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from shared import folder_turn
from shared.faults import EnvironmentFault, Kind, kind_of_write

_HELD = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY)
"""What a file answers that somebody else has open: Windows, and a share of it seen from Linux."""


def put_all(files: Mapping[Path, bytes]) -> None:
    """Write every file or none. EnvironmentFault naming the one that cannot be written.

    Two programs that write the same files do it one after the other, so that all of them are of one.
    """
    passing = {path for path in files if _is_no_file(path)}
    kept = {_behind_a_link(path): content for path, content in files.items() if path not in passing}
    for path in passing:  # a pipe, a terminal, as /dev/stdout is: first, because nothing can be kept back for it
        try:
            path.write_bytes(files[path])
        except OSError as error:
            raise _fault(path, error) from None
    with folder_turn.turn({path.parent for path in kept}):
        _put_all(kept)


def _is_no_file(path: Path) -> bool:
    with contextlib.suppress(OSError):  # what may not be looked at is said by whoever writes it
        return path.exists() and not path.is_file() and not path.is_dir()
    return False


def _behind_a_link(path: Path) -> Path:
    with contextlib.suppress(OSError, RuntimeError):
        return path.resolve() if path.is_symlink() else path
    return path


def _put_all(files: Mapping[Path, bytes]) -> None:
    halves: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            halves[path] = _half(path, content)
        for path, content in files.items():
            if not halves[path].exists():  # who has the turn, and we have not, took it for a dead program's
                halves[path] = _half(path, content)
            try:
                halves[path].replace(path)
            except OSError as error:
                raise _fault(path, error) from None
    finally:
        for half in halves.values():
            _remove(half)


def _half(path: Path, content: bytes) -> Path:
    try:
        if path.is_dir():  # first: "." and "/" have no name at all
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
    except OSError as error:
        raise _fault(path, error) from None
    half = path.with_name(folder_turn.half_name(path.name))
    try:
        if path.exists():  # one that is open elsewhere is known before anything is replaced
            with path.open("r+b"):
                pass
            path.replace(path)  # Windows: open for reading only, as in a PDF viewer, it cannot be replaced either
        with half.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # it gets its name only when the disk has all of it
    except OSError as error:
        _remove(half)
        raise _fault(path, error) from None
    return half


def _remove(half: Path) -> None:
    with contextlib.suppress(OSError):  # of a folder that may not even be looked into, the file itself is told
        half.unlink()


def _is_there(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return path.exists()
    return False


def _fault(path: Path, error: OSError) -> EnvironmentFault:
    kind = kind_of_write(error)
    if kind is Kind.FULL:
        return EnvironmentFault(kind, f"There is no room for {path} on its disk.", "Make room, or name another disk.")
    if error.errno in _HELD and _is_there(path):
        return EnvironmentFault(
            kind,
            f"{path} cannot be replaced.",
            "If it is open in another program, close it there; or name another file.",
        )
    return EnvironmentFault(kind, f"{path} cannot be written ({error.strerror}).", "Name another file.")
