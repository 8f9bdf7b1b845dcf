"""The mount that a hall's folder lies on, with its options (Linux: ``/proc/self/mountinfo``).

Windows has its own module, ``mounts_windows``; what no mount table tells is asked in ``mounts_by_type``.
"""

import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from shared.store.sqlite.share import mounts_by_type
from shared.store.sqlite.share.mount import Mount, kind_of

MOUNTINFO = Path("/proc/self/mountinfo")
OF_INIT = Path("/proc/1/mountinfo")
"""The table of the machine's first process: in a chroot our own one is without the mounts that lie outside of it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: which mount it is, and what the line says of it."""

    number: int
    parent: int
    device: str  # major:minor
    mount: Mount


def mount_of(folder: Path, mountinfo: Path = MOUNTINFO) -> Mount:
    """The mount that a folder lies on. OSError when the folder cannot be entered."""
    if sys.platform == "win32":  # pragma: no cover - Windows
        from shared.store.sqlite.share import mounts_windows  # noqa: PLC0415 - imports what only Windows has

        return mounts_windows.mount_of(folder)
    place = os.path.realpath(folder, strict=True)
    # "/." lets an automatic mount point mount what belongs there
    descriptor = os.open(f"{place}/.", os.O_DIRECTORY | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY))
    try:
        return _mount_of(descriptor, place, mountinfo)
    finally:
        os.close(descriptor)


def _mount_of(descriptor: int, place: str, mountinfo: Path) -> Mount:
    """The kernel's own number of the mount where it can be had; else the path, the device, the file system's type."""
    lines = _lines(mountinfo)
    number = kernel_number(descriptor) if mountinfo == MOUNTINFO else None
    if number is not None:
        for line in (*lines, *_lines(OF_INIT)):
            if line.number == number:
                return line.mount
    else:
        covering = _covering(lines, place)
        if covering is not None:
            return covering
    return _unlisted(descriptor, lines)


def _unlisted(descriptor: int, lines: tuple[_Line, ...]) -> Mount:
    """No line covers it, so it lies on what this process takes for "/" (a chroot)."""
    device = os.fstat(descriptor).st_dev
    name = f"{os.major(device)}:{os.minor(device)}"
    for line in lines:
        if line.device == name:
            return replace(line.mount, point="/", root=True)
    return mounts_by_type.mount_of(descriptor, block=os.major(device) != 0)


def _lines(table: Path) -> tuple[_Line, ...]:
    """The lines of a table; none when it cannot be read (not Linux, or not our own)."""
    try:
        text = table.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ()
    return tuple(line for line in map(_line, text.split("\n")) if line is not None)


def kernel_number(descriptor: int) -> int | None:
    """The kernel's number of the mount that an open folder lies on."""
    try:
        told = Path(f"/proc/self/fdinfo/{descriptor}").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"^mnt_id:\s*(\d+)$", told, re.MULTILINE)
    return None if found is None else int(found[1])


def _covering(lines: tuple[_Line, ...], place: str) -> Mount | None:
    """By path: the deepest mount point above the place; of two on one point, the later covers the earlier."""
    best: _Line | None = None
    for at, line in enumerate(lines):
        point = line.mount.point
        if not lies_in(place, point) or any(_hides(later, line) for later in lines[at + 1 :]):
            continue
        if best is None or len(point) >= len(best.mount.point):
            best = line
    return None if best is None else best.mount


def _hides(later: _Line, line: _Line) -> bool:
    """Whether a later mount lies over a folder above an earlier one's, so that the earlier cannot be reached."""
    above, below = later.mount.point, line.mount.point
    return later.parent == line.parent and above not in ("/", below) and lies_in(below, above)


def parse(line: str) -> Mount | None:
    """One line of mountinfo; None if it is not a mount line."""
    found = _line(line)
    return None if found is None else found.mount


def _line(line: str) -> _Line | None:
    """The format: https://docs.kernel.org/filesystems/proc.html, 3.5."""
    before, dash, after = line.partition(" - ")
    fields, types = before.split(" "), after.split(" ")
    if not dash or len(fields) < 6 or len(types) < 2 or not (fields[0].isdecimal() and fields[1].isdecimal()):
        return None
    point, file_system = _plain(fields[4]), types[0]
    options = dict(_option(part) for part in ",".join((fields[5], *types[2:3])).split(",") if part)
    kind = kind_of(file_system, block=fields[2].partition(":")[0] not in ("", "0"))
    mount = Mount(kind, file_system, point, _plain(types[1]), options, root=point == "/")
    return _Line(int(fields[0]), int(fields[1]), fields[2], mount)


def _option(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return key, value


def lies_in(place: str, point: str) -> bool:
    """Whether a path is a folder or lies below it; both without symbolic links."""
    return point in ("/", place) or place.startswith(point + "/")


def _plain(text: str) -> str:
    r"""Mountinfo writes a blank as \040, a tab as \011, a newline as \012, a backslash as \134, # as \043."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
