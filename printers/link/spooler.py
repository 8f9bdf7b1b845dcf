"""The system's spoolers, CUPS and Windows: they take a ticket and tell nothing of the paper: ``unverified``."""

import contextlib
import ctypes
import shutil
import subprocess
import sys
import time
from typing import Any

from printers.link.wire import REFUSED, WireLost, device_fault

_SECONDS = 10.0


class SpoolerWire:
    """Collects one ticket and hands it over whole."""

    answers = False
    notices_power = True

    def __init__(self, kind: str, name: str) -> None:
        self._kind = kind
        self._name = name
        self._ticket = b""

    def write(self, data: bytes) -> int:
        """Keep it for :meth:`finish`."""
        self._ticket += data
        return len(data)

    def read(self) -> bytes:
        """A spooler says nothing of the printer."""
        return b""

    def wait(self, seconds: float, *, writing: bool) -> None:
        """Sleep."""
        if not writing:
            time.sleep(seconds)

    def finish(self) -> str | None:
        """Give the whole ticket to the spooler; :class:`WireLost` when it refuses."""
        ticket, self._ticket = self._ticket, b""
        return _to_cups(self._name, ticket) if self._kind == "cups" else _to_windows(self._name, ticket)

    def close(self) -> None:
        """Nothing is held open."""
        self._ticket = b""


class SpoolerConnector:
    """A printer by the name that CUPS or Windows knows it by."""

    baud: int | None = None
    answers = False

    def __init__(self, kind: str, name: str) -> None:
        self.kind = kind
        self.name = name

    def open(self) -> SpoolerWire:
        """Check that the spooler knows the printer."""
        if self.kind == "windows":
            _check_windows(self.name)
        else:
            _check_cups(self.name)
        return SpoolerWire(self.kind, self.name)


def _check_cups(name: str) -> None:
    if shutil.which("lp") is None:
        raise device_fault("CUPS is not installed on this PC.", "Install cups-client, or name the printer's own link.")
    with contextlib.suppress(subprocess.TimeoutExpired):
        known = subprocess.run(["lpstat", "-p", name], capture_output=True, timeout=_SECONDS, check=False)
        if known.returncode == 0:
            return
    raise device_fault(f"CUPS knows no printer {name}.", "`lpstat -e` names those it knows.")


def _to_cups(name: str, ticket: bytes) -> str | None:
    command = ["lp", "-d", name, "-o", "raw", "-s"]
    try:
        subprocess.run(command, input=ticket, capture_output=True, timeout=_SECONDS, check=True)
    except subprocess.CalledProcessError:
        raise WireLost(REFUSED) from None
    except (subprocess.TimeoutExpired, OSError):
        raise WireLost("spooler") from None
    return "spooled"


def _spooler() -> Any:
    """The Windows spooler's own library; a fault elsewhere."""
    if sys.platform != "win32":
        raise device_fault("windows: links are for Windows PCs.", "Write cups:NAME, usb:PATH, serial:PATH or tcp:HOST.")
    return ctypes.WinDLL("winspool.drv")


def _check_windows(name: str) -> None:
    spooler = _spooler()
    handle = ctypes.c_void_p()
    if not spooler.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise device_fault(f"Windows knows no printer {name}.", "Take the name from Settings, Printers and scanners.")
    spooler.ClosePrinter(handle)


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W of the Windows spooler."""

    _fields_ = (("name", ctypes.c_wchar_p), ("file", ctypes.c_wchar_p), ("kind", ctypes.c_wchar_p))


def _to_windows(name: str, ticket: bytes) -> str | None:
    spooler, handle, written = _spooler(), ctypes.c_void_p(), ctypes.c_uint32()
    document = _DocInfo("Antrean ticket", None, "RAW")
    if not spooler.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise WireLost(REFUSED)
    try:
        if not spooler.StartDocPrinterW(handle, 1, ctypes.byref(document)):
            raise WireLost(REFUSED)
        whole = spooler.WritePrinter(handle, ticket, len(ticket), ctypes.byref(written)) and written.value == len(
            ticket
        )
        if not (spooler.EndDocPrinter(handle) and whole):
            raise WireLost("spooler")
    finally:
        spooler.ClosePrinter(handle)
    return "spooled"
