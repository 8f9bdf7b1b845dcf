"""Windows' spooler: a printer by its name takes raw bytes, past its driver, and says nothing of the paper."""

# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# Windows' part of ctypes is unknown on the machine where this is checked.

import ctypes
import sys
from typing import Any

from printers.link.wire import REFUSED, WireLost, device_fault

_LOCAL_AND_CONNECTED = 2 | 4
_MOST_BYTES = 1 << 18


class _DocInfo(ctypes.Structure):
    """``DOC_INFO_1W``."""

    _fields_ = (("name", ctypes.c_wchar_p), ("file", ctypes.c_wchar_p), ("kind", ctypes.c_wchar_p))


class _Known(ctypes.Structure):
    """``PRINTER_INFO_4W``."""

    _fields_ = (("name", ctypes.c_wchar_p), ("server", ctypes.c_wchar_p), ("attributes", ctypes.c_uint32))


def names() -> list[str]:
    """The printers of this PC and those it is connected to."""
    room, needed, count = ctypes.create_string_buffer(_MOST_BYTES), ctypes.c_uint32(), ctypes.c_uint32()
    told = _library().EnumPrintersW(
        _LOCAL_AND_CONNECTED, None, 4, room, _MOST_BYTES, ctypes.byref(needed), ctypes.byref(count)
    )
    if not told:
        return []
    rows = ctypes.cast(room, ctypes.POINTER(_Known))
    return sorted(str(rows[index].name) for index in range(count.value))


def check(name: str) -> None:
    """See that Windows knows the printer; a fault otherwise."""
    library, handle = _library(), ctypes.c_void_p()
    if not library.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise device_fault(f"Windows knows no printer {name}.", "Take the name from Settings, Printers and scanners.")
    library.ClosePrinter(handle)


def send(name: str, ticket: bytes) -> str:
    """Hand the whole ticket over; :class:`WireLost` when the spooler does not take it."""
    library, handle, written = _library(), ctypes.c_void_p(), ctypes.c_uint32()
    document = _DocInfo("Antrean ticket", None, "RAW")
    if not library.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise WireLost(REFUSED)
    try:
        if not library.StartDocPrinterW(handle, 1, ctypes.byref(document)):
            raise WireLost(REFUSED)
        taken = library.WritePrinter(handle, ticket, len(ticket), ctypes.byref(written))
        if not (library.EndDocPrinter(handle) and taken and written.value == len(ticket)):
            raise WireLost("spooler")
    finally:
        library.ClosePrinter(handle)
    return "spooled"


def _library() -> Any:
    """The spooler's own library; a fault elsewhere."""
    if sys.platform != "win32":
        raise device_fault("windows: links are for Windows PCs.", "Write cups:NAME, usb:PATH, serial:PATH or tcp:HOST.")
    return ctypes.WinDLL("winspool.drv")
