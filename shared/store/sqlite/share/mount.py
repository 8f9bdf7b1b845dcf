"""A mount: on what kind of file system a hall's folder lies, which says how far its locks reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
