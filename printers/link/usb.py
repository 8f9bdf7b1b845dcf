"""USB printers through the kernel's own usblp device; the device is never created and never a regular file."""

import contextlib
import errno
import os
import select
import sys

from printers.link.serial_line import check_device, open_fault
from printers.link.wire import WireLost, device_fault

LPGETSTATUS = 0x060B
PAPER_OUT = 0x20


class UsbWire:
    """An open ``/dev/usb/lp*``."""

    notices_power = True

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.answers = True

    def write(self, data: bytes) -> int:
        """What the driver takes now."""
        try:
            return os.write(self._handle, data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise WireLost(_cause(error)) from None

    def read(self) -> bytes:
        """What has come. usblp answers an empty read when nothing is there, so an empty read is not the end here."""
        try:
            return os.read(self._handle, 4096)
        except BlockingIOError:
            return b""
        except OSError as error:
            if error.errno == errno.EINVAL:  # usblp says so of a printer whose cable has no way back
                self.answers = False
                return b""
            raise WireLost(_cause(error)) from None

    def wait(self, seconds: float, *, writing: bool) -> None:
        """Until something can be read, or written."""
        with contextlib.suppress(OSError, ValueError):
            select.select([self._handle], [self._handle] if writing else [], [], min(seconds, 0.05))

    def port_status(self) -> int | None:
        """The IEEE 1284 lines, which some clones keep true that answer nothing else; None where not offered."""
        if sys.platform != "linux":
            return None
        import fcntl  # noqa: PLC0415 - not on Windows

        lines = bytearray(4)
        try:
            fcntl.ioctl(self._handle, LPGETSTATUS, lines)
        except OSError:
            return None
        return lines[0]

    def finish(self) -> str | None:
        """The bytes are on their way; nothing to add."""
        return None

    def close(self) -> None:
        """Let go of the device."""
        with contextlib.suppress(OSError):
            os.close(self._handle)


class UsbConnector:
    """A path such as ``/dev/usb/lp0`` or a udev name."""

    baud: int | None = None
    answers = True

    def __init__(self, path: str) -> None:
        self.path = path

    def open(self) -> UsbWire:
        """Open for reading and writing, alone."""
        if sys.platform == "win32":
            raise device_fault("usb: links are for Linux.", "Write windows:NAME, as the printer is called in Windows.")
        import fcntl  # noqa: PLC0415 - not on Windows

        check_device(self.path, "USB printer")
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise open_fault(self.path, "USB printer", error) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise open_fault(self.path, "USB printer", error) from None
        return UsbWire(handle)


def _cause(error: OSError) -> str:
    return "unplugged" if error.errno in {errno.ENODEV, errno.EIO, errno.ENXIO, errno.ESHUTDOWN} else "usb"
