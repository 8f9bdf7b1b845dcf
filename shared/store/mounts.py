"""What kind of file system a hall's folder lies on, and how it is mounted (Linux: ``/proc/self/mountinfo``).

Windows has its own module, ``mounts_windows``.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

MOUNTINFO = Path("/proc/self/mountinfo")


class ShareKind(StrEnum):
    """What a folder lies on, as far as locks are concerned."""

    LOCAL = "local"  # a disk of this PC
    NFS = "nfs"
    SMB = "smb"
    WINDOWS = "windows"  # a share that Windows itself reaches
    LOCKLESS = "lockless"  # a network or virtual folder whose locks stay on this PC
    UNTRIED = "untried"  # a cluster or network file system that nobody here has tried


_NFS = frozenset({"nfs", "nfs4"})
_SMB = frozenset({"cifs", "smb3", "smbfs"})
_LOCKLESS = frozenset({"9p", "vboxsf", "virtiofs", "drvfs", "prl_fs", "vmhgfs", "davfs", "afs", "ncpfs", "wslfs"})
_UNTRIED = frozenset({"ceph", "gfs2", "ocfs2", "lustre", "beegfs", "gpfs", "glusterfs", "orangefs", "acfs"})


@dataclass(frozen=True, slots=True)
class Mount:
    """How a folder is mounted. ``options`` are those of the mount and of the file system together."""

    kind: ShareKind
    file_system: str
    point: str
    source: str
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    root: bool = False  # the file system of "/" itself: this machine's own disk, whatever its name

    @property
    def network(self) -> bool:
        """Whether other PCs may have the file, so that this PC's caches cannot be believed."""
        return self.kind not in (ShareKind.LOCAL, ShareKind.WINDOWS)

    @property
    def option_line(self) -> str:
        """The options as a mount command takes them."""
        return ",".join(f"{key}={value}" if value else key for key, value in self.options.items())


def mount_of(folder: Path, mountinfo: Path = MOUNTINFO) -> Mount:
    """The mount that a folder lies on. OSError when the folder or the table cannot be read."""
    if sys.platform == "win32":  # pragma: no cover - Windows
        from shared.store import mounts_windows  # noqa: PLC0415 - imports what only Windows has

        return mounts_windows.mount_of(folder)
    place = os.path.realpath(folder, strict=True)
    best: Mount | None = None
    try:
        lines = mountinfo.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except FileNotFoundError:  # not Linux
        return Mount(ShareKind.UNTRIED, sys.platform, "/", "")
    for line in lines:
        mount = parse(line)
        if mount is not None and _lies_in(place, mount.point) and (best is None or len(mount.point) >= len(best.point)):
            best = mount  # of two mounts on one place the later one covers the earlier
    return best or Mount(ShareKind.UNTRIED, "unknown", "/", "")


def parse(line: str) -> Mount | None:
    """One line of mountinfo; None when it is none (https://docs.kernel.org/filesystems/proc.html, 3.5)."""
    before, dash, after = line.partition(" - ")
    fields, types = before.split(" "), after.split(" ")
    if not dash or len(fields) < 6 or len(types) < 2:
        return None
    point, file_system = _plain(fields[4]), types[0]
    options = dict(_option(part) for part in ",".join((fields[5], *types[2:3])).split(",") if part)
    return Mount(kind_of(file_system), file_system, point, _plain(types[1]), options, root=point == "/")


def kind_of(file_system: str) -> ShareKind:
    """What a file system's name says about its locks."""
    if file_system in _NFS:
        return ShareKind.NFS
    if file_system in _SMB:
        return ShareKind.SMB
    if file_system in _LOCKLESS or file_system.startswith("fuse."):
        return ShareKind.LOCKLESS
    if file_system in _UNTRIED:
        return ShareKind.UNTRIED
    return ShareKind.LOCAL


def _option(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return key, value


def _lies_in(place: str, point: str) -> bool:
    return point in ("/", place) or place.startswith(point + "/")


def _plain(text: str) -> str:
    r"""Mountinfo writes a blank as \040, a tab as \011, a newline as \012, a backslash as \134."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, character)
    return text
