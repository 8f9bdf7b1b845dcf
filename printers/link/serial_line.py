"""Serial lines: opened for us alone, with the flow control that the hall's data names."""

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path
from typing import Any

import serial

from printers.link.wire import WireLost, device_fault

_READ = 4096


class SerialWire:
    """An open serial line. It does not notice a printer that is switched off, so polls have to."""

    answers = True
    notices_power = False

    def __init__(self, port: Any) -> None:
        self._port = port

    def write(self, data: bytes) -> int:
        """What the driver's buffer takes now."""
        try:
            return int(self._port.write(data) or 0)
        except serial.SerialTimeoutException:
            return 0
        except (serial.SerialException, OSError) as error:
            raise WireLost(_cause(error)) from None

    def read(self) -> bytes:
        """What has come."""
        try:
            return bytes(self._port.read(_READ))
        except (serial.SerialException, OSError, TypeError) as error:
            raise WireLost(_cause(error)) from None

    def wait(self, seconds: float, *, writing: bool) -> None:
        """A line has no event to wait for on every system: short naps do."""
        end = time.monotonic() + min(seconds, 0.01 if writing else seconds)
        while time.monotonic() < end and not self._waiting():
            time.sleep(min(0.004, max(0.0, end - time.monotonic())))

    def _waiting(self) -> bool:
        try:
            return bool(self._port.in_waiting)
        except (serial.SerialException, OSError, TypeError):
            return True  # the read that follows says what is wrong

    def lines(self) -> dict[str, bool] | None:
        """The handshake lines as the printer drives them; None where the port has none (a pty)."""
        try:
            return {"cts": bool(self._port.cts), "dsr": bool(self._port.dsr)}
        except (serial.SerialException, OSError, TypeError):
            return None

    def finish(self) -> str | None:
        """The bytes are on their way; nothing to add."""
        return None

    def close(self) -> None:
        """Let go of the line without waiting for what is still in the driver's buffer."""
        with contextlib.suppress(serial.SerialException, OSError, TypeError):
            self._port.close()


class SerialConnector:
    """A serial port by path or name (``/dev/serial/by-id/...``, ``COM3``)."""

    answers = True

    def __init__(self, path: str, baud: int, flow: str) -> None:
        self.path = path
        self.baud: int | None = baud
        self.flow = flow

    def open(self) -> SerialWire:
        """Open exclusively: a second program on the same line would mix its bytes with ours."""
        check_device(self.path, "serial port")
        try:
            port: Any = serial.Serial(
                self.path,
                self.baud or 9600,
                timeout=0,
                write_timeout=0,
                exclusive=None if sys.platform == "win32" else True,
                rtscts=self.flow == "rtscts",
                xonxoff=self.flow == "xonxoff",
                dsrdtr=False,
            )
        except (serial.SerialException, OSError, ValueError) as error:
            raise open_fault(self.path, "serial port", error) from None
        return SerialWire(port)


def check_device(path: str, what: str) -> None:
    """Refuse what is not there, or is a file or folder in place of a device; never create anything."""
    if sys.platform == "win32":
        return
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError:
        raise device_fault(
            f"There is no {what} {path}.",
            "Check that the printer's cable is in; `antrean printer list` shows the devices of this PC.",
        ) from None
    except OSError as error:
        raise open_fault(path, what, error) from None
    if not stat.S_ISCHR(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "an ordinary file"
        raise device_fault(
            f"{path} is {kind}, not a {what}.",
            "Remove it if it was left there by mistake, and name the device that `antrean printer list` shows.",
        )


def open_fault(path: str, what: str, error: Exception) -> Exception:
    """Why a device could not be opened, with what to do."""
    number = getattr(error, "errno", None)
    if sys.platform == "win32":
        return _windows_fault(path, what, str(error))
    if number in {errno.EACCES, errno.EPERM} or isinstance(error, PermissionError) or "PermissionError" in str(error):
        group = "dialout" if what == "serial port" else "lp"
        return device_fault(
            f"This user may not open {path}.",
            f"Add it to the group {group} (sudo adduser {os.environ.get('USER', 'NAME')} {group}) and log in again.",
        )
    if number in {errno.EAGAIN, errno.EBUSY, errno.EWOULDBLOCK} or "exclusively lock" in str(error):
        return device_fault(
            f"Another program holds {path}.",
            "Close it (a second kiosk, a terminal program, or a CUPS queue on the same device).",
        )
    return device_fault(
        f"{path} cannot be opened as a {what}: {getattr(error, 'strerror', None) or error}.",
        "Check the cable, then name the device that `antrean printer list` shows.",
    )


def _windows_fault(path: str, what: str, said: str) -> Exception:
    """Windows refuses the second program on a line with "access denied", and needs no group; pyserial has its words."""
    if "PermissionError" in said:
        return device_fault(f"Another program holds {path}.", "Close it (a second kiosk, a terminal program).")
    if "FileNotFoundError" in said:
        return device_fault(
            f"There is no {what} {path}.",
            "Check that the printer's cable is in; `antrean printer list` and the Device Manager show the ports.",
        )
    return device_fault(
        f"{path} cannot be opened as a {what}: {said}.", "Name the port that `antrean printer list` shows."
    )


def _cause(error: Exception) -> str:
    return "unplugged" if getattr(error, "errno", None) in {errno.EIO, errno.ENODEV, errno.ENXIO, None} else "line"
