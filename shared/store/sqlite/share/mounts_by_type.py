"""The file system of a folder that no mount table tells (a chroot): the kernel's number for its type.

The numbers: statfs(2), https://man7.org/linux/man-pages/man2/statfs.2.html, and ``linux/magic.h``. Options cannot be
had this way, so a share found like this is not trusted.
"""

import ctypes
import platform

from shared.store.sqlite.share.mount import Mount, ShareKind, kind_of

_NAMES = {
    0xEF53: "ext4",
    0x58465342: "xfs",
    0x9123683E: "btrfs",
    0x2FC12FC1: "zfs",
    0xF2F52010: "f2fs",
    0xCA451A4E: "bcachefs",
    0x794C7630: "overlay",
    0x01021994: "tmpfs",
    0x858458F6: "ramfs",
    0x4D44: "vfat",
    0x2011BAB0: "exfat",
    0x5346544E: "ntfs",
    0x7366746E: "ntfs3",
    0xF15F: "ecryptfs",
    0x6969: "nfs",
    0xFF534D42: "cifs",
    0xFE534D42: "smb3",
    0x517B: "smbfs",
    0x01021997: "9p",
    0x65735546: "fuse",
    0x786F4256: "vboxsf",
    0x5346414F: "afs",
    0x6B414653: "afs",
    0x00C36400: "ceph",
    0x01161970: "gfs2",
    0x7461636F: "ocfs2",
    0x0BD00BD0: "lustre",
    0x0187: "autofs",
}


def type_number(descriptor: int) -> int | None:
    """``f_type`` of an open folder; None where the system does not tell it."""
    words = (ctypes.c_long * 64)()  # struct statfs begins with f_type, a word, and is shorter than this
    try:
        failed = ctypes.CDLL(None).fstatfs(descriptor, ctypes.byref(words))
    except (AttributeError, OSError):
        return None
    return None if failed else int(words[0]) & 0xFFFFFFFF


def mount_of(descriptor: int, *, block: bool) -> Mount:
    """What can be said of an open folder. ``block``: its device number is a disk's."""
    if platform.system() != "Linux":
        return Mount(ShareKind.UNTRIED, platform.system(), "/", "", listed=False)
    name = _NAMES.get(type_number(descriptor) or 0, "a disk" if block else "an unknown file system")
    kind = kind_of(name, block=block)
    return Mount(kind, name, "/", "", root=kind not in (ShareKind.NFS, ShareKind.SMB), listed=False)
