"""Links by name, as the hall's data and ``--device`` write them."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from printers.link.bluetooth import CHANNEL, BluetoothConnector
from printers.link.serial_line import SerialConnector
from printers.link.spooler import SpoolerConnector
from printers.link.tcp import TcpConnector
from printers.link.usb import UsbConnector
from printers.link.usb_direct import DirectConnector
from printers.link.wire import Connector
from shared.faults import UsageFault

KINDS = ("tcp", "serial", "rfcomm", "usb", "cups", "windows")
_FORMS = (
    "tcp:HOST:PORT, serial:PATH?baud=9600&flow=rtscts, rfcomm:ADDRESS, usb:PATH, usb:VID:PID, cups:NAME or windows:NAME"
)
_ADDRESS = re.compile(r"[0-9A-F]{2}(:[0-9A-F]{2}){5}")
_PRODUCT = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}")
_FLOWS = ("none", "rtscts", "xonxoff")
PORT = 9100


@dataclass(frozen=True, slots=True)
class Address:
    """A link in its parts."""

    kind: str
    place: str  # host, path or the spooler's name for the printer
    port: int = PORT
    options: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def baud(self) -> int | None:
        """Bits a second of a serial line."""
        return int(self.options.get("baud", "9600")) if self.kind == "serial" else None


def parse(link: str) -> Address:
    """A link's parts; UsageFault says which form it should have."""
    kind, colon, rest = link.partition(":")
    if not colon or kind not in KINDS or not rest:
        nearest = tuple(difflib.get_close_matches(kind, KINDS, 1))
        raise UsageFault(f"{link!r} is not a printer link.", f"Write {_FORMS}.", nearest)
    if kind == "tcp":
        return _tcp(link, rest)
    if kind == "serial":
        return _serial(link, rest)
    if kind == "rfcomm":
        return _bluetooth(link, rest)
    return _usb(link, rest) if kind == "usb" else Address(kind, rest)


def _bluetooth(link: str, rest: str) -> Address:
    place, _mark, query = rest.partition("?")
    address = place.upper().replace("-", ":")
    if not _ADDRESS.fullmatch(address):
        raise UsageFault(f"{link!r}: {place!r} is not a Bluetooth address.", "Write it as rfcomm:66:22:A1:5B:0C:9E.")
    options = _options(link, query, "Bluetooth", ("channel",))
    channel = options.get("channel", str(CHANNEL))
    if not channel.isdecimal() or not 1 <= int(channel) <= 30:
        raise UsageFault(f"{link!r}: {channel!r} is not a channel.", "Write channel=1 to channel=30.")
    return Address("rfcomm", address, int(channel), options)


def _usb(link: str, rest: str) -> Address:
    """A path of the kernel's, or vendor and product."""
    place, _mark, query = rest.partition("?")
    if rest.startswith("/"):
        return Address("usb", rest)
    if not _PRODUCT.fullmatch(place.lower()):
        raise UsageFault(
            f"{link!r}: {place!r} is neither a path nor vendor and product.",
            "Write usb:/dev/usb/lp0, or usb:04b8:0e28 as `lsusb` shows it.",
        )
    return Address("usb", place.lower(), options=_options(link, query, "USB", ("serial",)))


def _options(link: str, query: str, kind: str, known: tuple[str, ...]) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    for key in options:
        if key not in known:
            raise UsageFault(f"{link!r}: a {kind} link has no option {key!r}.", f"It has {' and '.join(known)}.")
    return options


def _tcp(link: str, rest: str) -> Address:
    host, colon, port = rest.rpartition(":")
    if not colon:
        return Address("tcp", rest)
    if rest.startswith("[") and rest.endswith("]"):
        return Address("tcp", rest[1:-1])
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise UsageFault(f"{link!r}: {port!r} is not a port.", f"Write tcp:HOST:{PORT}.")
    return Address("tcp", host.strip("[]"), int(port))


def _serial(link: str, rest: str) -> Address:
    path, _mark, query = rest.partition("?")
    options = _options(link, query, "serial", ("baud", "flow"))
    for key, value in options.items():
        if key == "baud" and (not value.isdecimal() or not 300 <= int(value) <= 4_000_000):
            raise UsageFault(f"{link!r}: {value!r} is not a speed.", "Write baud=9600, 19200, 38400 or 115200.")
        if key == "flow" and value not in _FLOWS:
            raise UsageFault(f"{link!r}: {value!r} is not a flow control.", f"Write flow={', '.join(_FLOWS)}.")
    return Address("serial", path, options=options)


def connector(link: str) -> Connector:
    """The connector that a link names."""
    address = parse(link)
    match address.kind:
        case "tcp":
            return TcpConnector(address.place, address.port)
        case "serial":
            return SerialConnector(address.place, address.baud or 9600, address.options.get("flow", "none"))
        case "rfcomm":
            return BluetoothConnector(address.place, address.port)
        case "usb" if not address.place.startswith("/"):
            vendor, product = (int(part, 16) for part in address.place.split(":"))
            return DirectConnector(vendor, product, address.options.get("serial", ""))
        case "usb":
            return UsbConnector(address.place)
        case _:
            return SpoolerConnector(address.kind, address.place)
