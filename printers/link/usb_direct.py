"""USB printers without the kernel's usblp: by vendor and product through pyusb, where ``/dev/usb/lp*`` is taken away.

python-escpos's own class is not used: it guesses endpoints, resets the printer and may wait for ever.
"""

import contextlib
import errno
import importlib
import time
from dataclasses import dataclass
from typing import Any

from printers.link.wire import WireLost, device_fault

_core: Any = importlib.import_module("usb.core")  # pyusb has no types
_util: Any = importlib.import_module("usb.util")
PRINTER_CLASS, IPP_PROTOCOL = 7, 4
_CHUNK = 4096
_WRITE_MS, _READ_MS = 50, 1
_GONE = {errno.ENODEV, errno.EIO, errno.ENXIO, errno.EPIPE, errno.ESHUTDOWN}


@dataclass(slots=True)
class Port:
    """The printer's interface: its endpoints as its own description names them."""

    device: Any
    number: int
    alternate: int
    out: Any
    back: Any  # None for a printer that only listens
    had_driver: bool = False


class DirectWire:
    """A claimed printer interface."""

    notices_power = True

    def __init__(self, port: Port) -> None:
        self._port = port
        self._heard = b""
        self.answers = port.back is not None

    def write(self, data: bytes) -> int:
        """What the printer takes within a moment."""
        try:
            return int(self._port.out.write(data[:_CHUNK], timeout=_WRITE_MS))
        except _core.USBError as error:
            return _nothing(error)

    def read(self) -> bytes:
        """What has come."""
        heard, self._heard = self._heard, b""
        return heard + self._receive(_READ_MS)

    def _receive(self, milliseconds: int) -> bytes:
        back = self._port.back
        if back is None:
            return b""
        try:
            return bytes(back.read(back.wMaxPacketSize, timeout=milliseconds))
        except _core.USBError as error:
            return b"" * _nothing(error)

    def wait(self, seconds: float, *, writing: bool) -> None:
        """Until something comes, or a moment has passed."""
        if writing or not self.answers:
            time.sleep(min(seconds, 0.01))
        elif not self._heard:
            with contextlib.suppress(WireLost):  # the next read tells
                self._heard = self._receive(max(1, round(min(seconds, 0.05) * 1000)))

    def finish(self) -> str | None:
        """The bytes are on their way; nothing to add."""
        return None

    def close(self) -> None:
        """Let go, and give the kernel's driver back what it had."""
        port = self._port
        with contextlib.suppress(_core.USBError, NotImplementedError):
            _util.release_interface(port.device, port.number)
            if port.had_driver:
                port.device.attach_kernel_driver(port.number)
        with contextlib.suppress(_core.USBError):
            _util.dispose_resources(port.device)


class DirectConnector:
    """A printer by ``VID:PID``, as ``lsusb`` writes them; with a serial number where two are alike."""

    baud: int | None = None
    answers = True

    def __init__(self, vendor: int, product: int, serial: str = "", *, backend: Any = None) -> None:
        self.vendor = vendor
        self.product = product
        self.serial = serial
        self._backend = backend

    @property
    def name(self) -> str:
        """As the hall's data write it."""
        return f"usb:{self.vendor:04x}:{self.product:04x}"

    def open(self) -> DirectWire:
        """Claim it for us alone."""
        device = self._device()
        try:
            port = printer_port(device)
            with contextlib.suppress(NotImplementedError):
                if port.device.is_kernel_driver_active(port.number):
                    port.device.detach_kernel_driver(port.number)
                    port.had_driver = True
            _util.claim_interface(port.device, port.number)
            if port.alternate:
                port.device.set_interface_altsetting(port.number, port.alternate)
        except _core.USBError as error:
            _util.dispose_resources(device)
            raise self._fault(error) from None
        return DirectWire(port)

    def _device(self) -> Any:
        try:
            found: list[Any] = list(
                _core.find(find_all=True, backend=self._backend, idVendor=self.vendor, idProduct=self.product) or ()
            )
        except _core.NoBackendError:
            raise device_fault(
                "libusb is not installed on this PC.", "Install it: sudo apt-get install libusb-1.0-0."
            ) from None
        try:
            alike = [device for device in found if not self.serial or device.serial_number == self.serial]
        except (_core.USBError, ValueError) as error:  # ValueError: it may not be read
            raise self._fault(error) from None
        if not alike:
            raise device_fault(
                f"There is no USB printer {self.name}.",
                "Check that it is on and its cable is in; `antrean printer list` shows those of this PC.",
            )
        if len(alike) > 1:
            raise device_fault(
                f"There are {len(alike)} USB printers {self.name}.",
                f"Write {self.name}?serial=NUMBER for one of them; `antrean printer list` shows the numbers.",
            )
        return alike[0]

    def _fault(self, error: Exception) -> Exception:
        number = getattr(error, "errno", None)
        if number in {errno.EACCES, errno.EPERM} or isinstance(error, ValueError):
            return device_fault(
                f"This user may not open {self.name}.",
                "Let the group lp have it: docs/printing.md has the line for udev.",
            )
        if number == errno.EBUSY:
            return device_fault(
                f"Another program holds {self.name}.",
                "`antrean printer list` says which: ipp-usb, a CUPS queue, or a second kiosk.",
            )
        return device_fault(f"{self.name} cannot be opened: {error}.", "Unplug it, plug it in again, and try again.")


def printer_port(device: Any) -> Port:
    """The interface that takes print data: one of the printer class that is not for IPP, else any with a way out."""
    found: list[tuple[bool, Port]] = []
    for settings in device.get_active_configuration():
        out, back = _end(settings, _util.ENDPOINT_OUT), _end(settings, _util.ENDPOINT_IN)
        is_printer = settings.bInterfaceClass == PRINTER_CLASS
        if out is None or (is_printer and settings.bInterfaceProtocol == IPP_PROTOCOL):
            continue
        port = Port(device, settings.bInterfaceNumber, settings.bAlternateSetting, out, back)
        found.append((not (is_printer and back is not None), port))
    if not found:
        raise device_fault(
            f"The USB device {device.idVendor:04x}:{device.idProduct:04x} takes no print data.",
            "Name the printer that `antrean printer list` shows.",
        )
    return min(found, key=lambda pair: pair[0])[1]


def _end(settings: Any, direction: int) -> Any:
    """A bulk endpoint of one direction."""

    def fits(end: Any) -> bool:
        way = _util.endpoint_direction(end.bEndpointAddress)
        return way == direction and _util.endpoint_type(end.bmAttributes) == _util.ENDPOINT_TYPE_BULK

    return _util.find_descriptor(settings, custom_match=fits)


def _nothing(error: Any) -> int:
    """Nothing was taken or came in time; WireLost for anything else."""
    if isinstance(error, _core.USBTimeoutError):
        return 0
    raise WireLost("unplugged" if error.errno in _GONE else "usb") from None
