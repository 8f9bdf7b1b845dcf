"""The IPv4 networks that this PC is connected to, as the hint needs them.

A hall's LAN often has no way to the internet, so no default route, and then the operating system does not know
where to send a multicast; a PC with two network cards would send it to the wrong one. So each card is named.
"""

import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    if sys.platform != "linux":  # pragma: no cover - not Linux
        return LEFT_TO_THE_SYSTEM
    import psutil  # noqa: PLC0415 - 30 ms that a command on this PC's own disk does without

    addresses, states = psutil.net_if_addrs(), psutil.net_if_stats()
    found = (_interface(index, name, addresses, states) for index, name in socket.if_nameindex())
    return tuple(card for card in found if card is not None)[:_MOST]


def _interface(index: int, name: str, addresses: Mapping[str, Any], states: Mapping[str, Any]) -> Interface | None:
    """A card by what the system says of it: its first IPv4 address, if it runs and is not the loopback."""
    flags: set[str] = set(states[name].flags.split(",")) if name in states else set()
    first = next((one for one in addresses.get(name, ()) if one.family is socket.AF_INET), None)
    if first is None or "loopback" in flags or not {"up", "running"} <= flags:
        return None
    has_one = "broadcast" in flags and first.broadcast != first.address  # a card without one names its own address
    return Interface(index, first.address, first.broadcast if has_one else None)
