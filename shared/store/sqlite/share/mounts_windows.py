"""Windows: whether a folder lies on a share, and whether Windows keeps an offline copy of it.

``GetFileInformationByHandleEx(FileRemoteProtocolInfo)`` answers for a network file and fails for a local one; a
network drive whose redirector does not answer is known by ``GetDriveTypeW``. Written from Microsoft's documentation
(``FILE_REMOTE_PROTOCOL_INFO`` in winbase.h, ``WNNC_NET_*`` in wnnc.h); nobody has run it on Windows yet, and
``antrean check`` says so.
"""

# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# Windows' part of ctypes is unknown on the machine where this is checked.

import ctypes
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from shared.store.sqlite.share.mount import Mount, ShareKind

_FILE_REMOTE_PROTOCOL_INFO = 13
_BACKUP_SEMANTICS = 0x02000000  # lets CreateFileW open a folder
_SHARE_ALL = 7
_OPEN_EXISTING = 3
_SMB = 0x00020000  # WNNC_NET_SMB, as WNNC_NET_LANMAN
_LOCKLESS = {0x002E0000: "webdav", 0x00360000: "tsclient", 0x003F0000: "vmware"}
"""WNNC_NET_DAV, WNNC_NET_TERMSRV and WNNC_NET_VMWARE: a web folder, a remote desktop's drive, a VM's shared folder."""
_FLAG_OFFLINE = 0x2  # REMOTE_PROTOCOL_INFO_FLAG_OFFLINE
_FLAG_LOOPBACK = 0x1
_DRIVE_REMOTE = 4


class _Remote(ctypes.Structure):
    """``FILE_REMOTE_PROTOCOL_INFO``; Windows' ULONG is 32 bits everywhere."""

    _fields_ = (
        ("version", ctypes.c_uint16),
        ("size", ctypes.c_uint16),
        ("protocol", ctypes.c_uint32),
        ("major", ctypes.c_uint16),
        ("minor", ctypes.c_uint16),
        ("revision", ctypes.c_uint16),
        ("reserved", ctypes.c_uint16),
        ("flags", ctypes.c_uint32),
        ("rest", ctypes.c_uint32 * 24),
    )


def describe(folder: PurePath, info: _Remote | None, *, remote: bool = False) -> Mount:
    """The mount that Windows' answer means. ``info`` is None where it has none; ``remote``: on a network drive."""
    if info is None:
        if remote:
            return Mount(ShareKind.UNTRIED, "a network drive of unknown kind", folder.anchor, folder.anchor)
        return Mount(ShareKind.LOCAL, "windows", folder.anchor, "")
    options = {"protocol": f"{info.major}.{info.minor}"}
    if info.flags & _FLAG_OFFLINE:
        options["offline"] = ""
    if info.flags & _FLAG_LOOPBACK:
        options["loopback"] = ""
    if info.protocol == _SMB:
        return Mount(ShareKind.WINDOWS, "smb", folder.anchor, folder.anchor, options)
    kind = ShareKind.LOCKLESS if info.protocol in _LOCKLESS else ShareKind.UNTRIED
    name = _LOCKLESS.get(info.protocol, f"network provider {info.protocol:#x}")
    return Mount(kind, name, folder.anchor, folder.anchor, options)


def mount_of(folder: PurePath, kernel: Any = None, fail: Callable[[], OSError] | None = None) -> Mount:
    """What Windows says of a folder. OSError when it cannot be opened.

    ``kernel`` is kernel32 and ``fail`` makes the exception of its last error; the tests put their own in place.
    """
    if kernel is None:  # pragma: no cover - Windows
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(str(folder), 0, _SHARE_ALL, None, _OPEN_EXISTING, _BACKUP_SEMANTICS, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        raise fail() if fail is not None else ctypes.WinError(ctypes.get_last_error())
    try:
        info = _Remote()
        there = kernel.GetFileInformationByHandleEx(
            ctypes.c_void_p(handle), _FILE_REMOTE_PROTOCOL_INFO, ctypes.byref(info), ctypes.sizeof(info)
        )
        if there:
            return describe(folder, info)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
    remote = folder.anchor.startswith("\\\\") or kernel.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE
    return describe(folder, None, remote=remote)
