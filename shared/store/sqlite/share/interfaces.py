"""The IPv4 networks that this PC is connected to, as the hint needs them.

A hall's LAN often has no way to the internet, so no default route, and then the operating system does not know
where to send a multicast; a PC with two network cards would send it to the wrong one. So each card is named.
"""

import array
import contextlib
import socket
import struct
import sys
from dataclasses import dataclass

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None

_FLAGS, _ADDRESS, _BROADCAST = 0x8913, 0x8915, 0x8919  # SIOCGIFFLAGS, SIOCGIFADDR, SIOCGIFBRDADDR
_UP, _CAN_BROADCAST, _LOOPBACK, _RUNNING = 0x1, 0x2, 0x8, 0x40
_MOST = 8
"""Cards that are looked at, at most: a PC with many virtual ones need not tell each of them."""


@dataclass(frozen=True, slots=True)
class Interface:
    """A network card that is up. ``broadcast`` is the address that reaches everybody on its network, if there is one.

    ``index`` is the operating system's number of the card; 0 leaves the choice to it.
    """

    index: int
    address: str
    broadcast: str | None


LEFT_TO_THE_SYSTEM = (Interface(0, "0.0.0.0", "255.255.255.255"),)
"""Where the cards cannot be listed (not Linux): the operating system sends by its default route."""


def interfaces() -> tuple[Interface, ...]:
    """The cards that are up and have an address, without the loopback. OSError when there is no network at all."""
    if fcntl is None or sys.platform != "linux":  # pragma: no cover - not Linux
        return LEFT_TO_THE_SYSTEM
    found: list[Interface] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for index, name in socket.if_nameindex():
            with contextlib.suppress(OSError):  # a card without an IPv4 address
                flags = int.from_bytes(_ask(asking, _FLAGS, name)[:2], sys.byteorder)
                if flags & _LOOPBACK or not (flags & _UP and flags & _RUNNING):
                    continue
                address = socket.inet_ntoa(_ask(asking, _ADDRESS, name)[4:8])
                broadcast = socket.inet_ntoa(_ask(asking, _BROADCAST, name)[4:8]) if flags & _CAN_BROADCAST else None
                found.append(Interface(index, address, None if broadcast == "0.0.0.0" else broadcast))
    return tuple(found[:_MOST])


def _ask(asking: socket.socket, what: int, name: str) -> bytes:
    """One question about a card; what follows the name in ``struct ifreq``."""
    assert fcntl is not None
    request = array.array("B", struct.pack("16s24x", name.encode()[:15]))
    fcntl.ioctl(asking.fileno(), what, request)
    return request.tobytes()[16:]
