"""What kind of file system a hall's folder lies on, and how it is mounted (Linux: ``/proc/self/mountinfo``).

Windows has its own module, ``mounts_windows``; what no mount table tells is asked in ``mounts_unlisted``.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

MOUNTINFO = Path("/proc/self/mountinfo")
OF_INIT = Path("/proc/1/mountinfo")
"""The table of the machine's first process: in a chroot our own one is without the mounts that lie outside of it."""


class ShareKind(StrEnum):
    """What a folder lies on, as far as locks are concerned."""

    LOCAL = "local"  # a disk of this PC
    NFS = "nfs"
    SMB = "smb"
    WINDOWS = "windows"  # a share that Windows itself reaches
    LOCKLESS = "lockless"  # a network or virtual folder whose locks stay on this PC
    UNTRIED = "untried"  # a cluster or network file system, or an unknown one, that nobody here has tried
    UNMOUNTED = "unmounted"  # an automatic mount point with nothing behind it


_NFS = frozenset({"nfs", "nfs4"})
_SMB = frozenset({"cifs", "smb3", "smbfs"})
_LOCKLESS = frozenset(
    {"9p", "vboxsf", "virtiofs", "drvfs", "prl_fs", "vmhgfs", "davfs", "afs", "ncpfs", "wslfs", "fuse", "hostfs"}
)
_UNTRIED = frozenset(
    {"ceph", "gfs2", "gfs", "ocfs2", "lustre", "beegfs", "gpfs", "glusterfs", "orangefs", "pvfs2", "acfs", "panfs"}
)
"""Cluster file systems: some lie on a block device and look like a disk, but other PCs write there too."""
_UNTRIED_FUSE = ("fuse.gluster", "fuse.ceph", "fuse.mfs", "fuse.moosefs", "fuse.lizardfs", "fuse.juicefs", "fuse.gpfs")
_DISKS = frozenset(
    {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "jfs", "vfat", "exfat", "ntfs", "ntfs3"}
    | {"fuseblk", "hfsplus", "udf", "ubifs", "squashfs", "overlay", "overlayfs", "aufs", "ecryptfs", "tmpfs", "ramfs"}
)
"""By name; any other file system is a disk when it lies on a block device."""


@dataclass(frozen=True, slots=True)
class Mount:
    """How a folder is mounted. ``options`` are those of the mount and of the file system together."""

    kind: ShareKind
    file_system: str
    point: str
    source: str
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    root: bool = False  # the file system of "/" itself: this machine's own disk, whatever its name
    listed: bool = True  # whether a table told its options

    @property
    def network(self) -> bool:
        """Whether other PCs may have the file."""
        return self.kind is not ShareKind.LOCAL

    @property
    def option_line(self) -> str:
        """The options as a mount command takes them."""
        return ",".join(f"{key}={value}" if value else key for key, value in self.options.items())


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
    number = _number(descriptor) if mountinfo == MOUNTINFO else None
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
    from shared.store.sqlite.share import mounts_by_type  # noqa: PLC0415 - it builds on this module

    return mounts_by_type.mount_of(descriptor, block=os.major(device) != 0)


def _lines(table: Path) -> tuple[_Line, ...]:
    """The lines of a table; none when it cannot be read (not Linux, or not our own)."""
    try:
        text = table.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ()
    return tuple(line for line in map(_line, text.split("\n")) if line is not None)


def _number(descriptor: int) -> int | None:
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
    """One line of mountinfo; None when it is none."""
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


def kind_of(file_system: str, *, block: bool = False) -> ShareKind:
    """What a file system's name says about its locks. ``block``: it lies on a block device, as disks do."""
    if file_system in _NFS:
        return ShareKind.NFS
    if file_system in _SMB:
        return ShareKind.SMB
    if file_system in _UNTRIED or file_system.startswith(_UNTRIED_FUSE):
        return ShareKind.UNTRIED
    if file_system in _LOCKLESS or file_system.startswith("fuse."):
        return ShareKind.LOCKLESS
    if file_system == "autofs":
        return ShareKind.UNMOUNTED
    return ShareKind.LOCAL if block or file_system in _DISKS else ShareKind.UNTRIED


def _option(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return key, value


def lies_in(place: str, point: str) -> bool:
    """Whether a path is a folder or lies below it; both without symbolic links."""
    return point in ("/", place) or place.startswith(point + "/")


def _plain(text: str) -> str:
    r"""Mountinfo writes a blank as \040, a tab as \011, a newline as \012, a backslash as \134, # as \043."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
