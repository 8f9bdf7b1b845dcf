"""Windows: whether a folder lies on a share, and whether Windows keeps an offline copy of it.

``GetFileInformationByHandleEx(FileRemoteProtocolInfo)`` answers for a network file and fails for a local one.
Written from Microsoft's documentation; nobody has run it on Windows yet, and ``antrean check`` says so.
"""

# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# Windows' part of ctypes is unknown on the machine where this is checked.

import ctypes
from pathlib import Path

from shared.store.mounts import Mount, ShareKind

_FILE_REMOTE_PROTOCOL_INFO = 13
_BACKUP_SEMANTICS = 0x02000000  # lets CreateFileW open a folder
_SHARE_ALL = 7
_OPEN_EXISTING = 3
_SMB = 0x00020000  # WNNC_NET_SMB, as WNNC_NET_LANMAN
_FLAG_OFFLINE = 0x2  # REMOTE_PROTOCOL_INFO_FLAG_OFFLINE
_FLAG_LOOPBACK = 0x1


class _Remote(ctypes.Structure):
    """``FILE_REMOTE_PROTOCOL_INFO``."""

    _fields_ = (
        ("version", ctypes.c_ushort),
        ("size", ctypes.c_ushort),
        ("protocol", ctypes.c_ulong),
        ("major", ctypes.c_ushort),
        ("minor", ctypes.c_ushort),
        ("revision", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort),
        ("flags", ctypes.c_ulong),
        ("rest", ctypes.c_ubyte * 128),
    )


def describe(folder: Path, info: _Remote | None) -> Mount:
    """The mount that Windows' answer means; ``info`` is None for a local disk."""
    if info is None:
        return Mount(ShareKind.LOCAL, "windows", folder.anchor, "")
    options = {"protocol": f"{info.major}.{info.minor}"}
    if info.flags & _FLAG_OFFLINE:
        options["offline"] = ""
    if info.flags & _FLAG_LOOPBACK:
        options["loopback"] = ""
    name = "smb" if info.protocol == _SMB else f"provider {info.protocol:#x}"
    kind = ShareKind.WINDOWS if info.protocol == _SMB else ShareKind.UNTRIED
    return Mount(kind, name, folder.anchor, folder.anchor, options)


def mount_of(folder: Path) -> Mount:  # pragma: no cover - Windows
    """What Windows says of a folder. OSError when it cannot be opened."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(folder), 0, _SHARE_ALL, None, _OPEN_EXISTING, _BACKUP_SEMANTICS, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        info = _Remote()
        there = kernel.GetFileInformationByHandleEx(
            ctypes.c_void_p(handle), _FILE_REMOTE_PROTOCOL_INFO, ctypes.byref(info), ctypes.sizeof(info)
        )
        return describe(folder, info if there else None)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
