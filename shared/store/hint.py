"""The hint: one small UDP packet after each commit that says nothing but "look now".

It makes news immediate where it gets through, and costs nothing but latency where it is lost, delayed, doubled,
forged or blocked: whoever hears one asks the file, as he would have done a moment later. Twenty bytes: ``AQ``,
version, a zero, eight bytes from the random hall id (so two halls on one LAN do not wake each other), four bytes of
sender, four of count.

``ANTREAN_HINT`` says where it goes: ``lan`` (multicast and broadcast; addresses after commas are reached one by one,
for routed networks: ``lan,10.2.0.7,10.2.0.8``), ``loopback`` (the programs of this PC only) or ``off``. Unset, a hall
on a disk of this PC hints on the loopback only, and one on a share to the LAN.
"""

import contextlib
import hashlib
import os
import secrets
import socket
import struct
import time
from dataclasses import dataclass

from shared.faults import UsageFault

VARIABLE = "ANTREAN_HINT"
GROUP = "239.255.77.11"
PORT = 47811
_PACKET = struct.Struct(">2sBB8s4sI")
_MAGIC, _VERSION = b"AQ", 1
_RATE, _BURST = 50.0, 20.0
"""Packets a second that are sent, or listened to, at most; and how many at once."""
_DRAIN = 256
_MULTICAST_ALL = 49  # IP_MULTICAST_ALL


@dataclass(frozen=True, slots=True)
class Targets:
    """Where hints go. ``interface`` is the address that multicast leaves and enters by."""

    addresses: tuple[tuple[str, int], ...]
    interface: str
    bind: str


def targets(text: str | None = None, *, network: bool = False, port: int = PORT, group: str = GROUP) -> Targets | None:
    """What ``ANTREAN_HINT`` (or ``text``) means; None is off. UsageFault for anything else.

    ``network`` says whether the hall lies on a share, which decides where nothing is written.
    """
    written = os.environ.get(VARIABLE, "") if text is None else text
    mode, *others = (written or ("lan" if network else "loopback")).replace(" ", "").split(",")
    if mode == "off":
        return None
    if mode == "loopback":
        return Targets(((group, port),), "127.0.0.1", group if os.name == "posix" else "127.0.0.1")
    if mode != "lan":
        raise UsageFault(f"{VARIABLE}={mode} is not known.", "Write lan, loopback or off.", ("lan", "loopback", "off"))
    listed = tuple((address, port) for address in others if address)
    return Targets(((group, port), ("255.255.255.255", port), *listed), "0.0.0.0", "")


class Bucket:
    """So many a second, and a few at once."""

    def __init__(self, rate: float = _RATE, burst: float = _BURST) -> None:
        self._rate, self._burst = rate, burst
        self._level, self._at = burst, time.monotonic()

    def take(self) -> bool:
        """Whether one more is allowed now."""
        now = time.monotonic()
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True


def key_of(hall_id: str) -> bytes:
    """The eight bytes that stand for a hall on the wire."""
    return hashlib.sha256(hall_id.encode()).digest()[:8]


def group_of(hall_id: str) -> str:
    """A hall's own multicast group, so that the operating system keeps other halls' hints away from its programs."""
    first, second = key_of(hall_id)[:2]
    return f"239.255.{64 + first % 128}.{second}"


class Hint:
    """Sends hints for one hall and, when asked, hears those of others. Never raises for the network's sake."""

    def __init__(self, hall_id: str, where: Targets | None, *, listen: bool) -> None:
        self._key = key_of(hall_id)
        self._sender = secrets.token_bytes(4)
        self._count = 0
        self._where = where
        self._out = Bucket()
        self._in = Bucket()
        self._send_socket = _sending(where) if where is not None else None
        self.socket = _hearing(where) if where is not None and listen else None
        """Readable when something came in; None when nothing is listened to."""

    def announce(self) -> None:
        """Tell everybody to look; after a commit."""
        if self._send_socket is None or self._where is None or not self._out.take():
            return
        self._count = (self._count + 1) & 0xFFFFFFFF
        packet = _PACKET.pack(_MAGIC, _VERSION, 0, self._key, self._sender, self._count)
        for address in self._where.addresses:
            with contextlib.suppress(OSError):
                self._send_socket.sendto(packet, address)

    def heard(self) -> bool:
        """Empty the mailbox: whether somebody else of this hall said "look now", and not too often."""
        if self.socket is None:
            return False
        found = False
        for _ in range(_DRAIN):
            try:
                packet = self.socket.recv(64)
            except OSError:
                break
            found = self._is_for_us(packet) or found
        return found and self._in.take()

    def close(self) -> None:
        """Let go of the network."""
        for one in (self._send_socket, self.socket):
            if one is not None:
                one.close()
        self._send_socket = self.socket = None

    def _is_for_us(self, packet: bytes) -> bool:
        if len(packet) != _PACKET.size:
            return False
        magic, version, _zero, key, sender, _count = _PACKET.unpack(packet)
        return magic == _MAGIC and version == _VERSION and key == self._key and sender != self._sender


def _sending(where: Targets) -> socket.socket | None:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 1)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(where.interface))
    except OSError:  # no network at all: the poll finds the news
        made.close()
        return None
    return made


def _hearing(where: Targets) -> socket.socket | None:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # every program of the PC hears the group
        made.bind((where.bind, where.addresses[0][1]))
        with contextlib.suppress(OSError):  # Linux: only the groups that this socket itself joined
            made.setsockopt(socket.IPPROTO_IP, _MULTICAST_ALL, 0)
        member = socket.inet_aton(where.addresses[0][0]) + socket.inet_aton(where.interface)
        with contextlib.suppress(OSError):  # a PC without a multicast route still hears broadcasts
            made.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
    except OSError:
        made.close()
        return None
    return made
