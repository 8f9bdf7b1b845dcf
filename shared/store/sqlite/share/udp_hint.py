"""The hint: one small UDP packet after each commit that says nothing but "look now".

It makes news immediate where it gets through, and costs nothing but latency where it is lost, delayed, doubled,
forged or blocked: the receiver asks the file, as it would have done a moment later. Twenty bytes: ``AQ``,
version, a zero, eight bytes from the random hall id (so two halls on one LAN do not wake each other), four bytes of
sender, four of count.

``ANTREAN_HINT`` says where it goes: ``lan`` (multicast and broadcast on every network of this PC; addresses after
commas are reached one by one, for routed networks: ``lan,10.2.0.7,10.2.0.8``), ``loopback`` (the programs of this PC
only) or ``off``. Unset, a hall on a disk of this PC hints on the loopback only, and one on a share to the LAN.
"""

import contextlib
import hashlib
import ipaddress
import logging
import os
import secrets
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

from shared.faults import UsageFault
from shared.store.sqlite.share.interfaces import LEFT_TO_THE_SYSTEM, Interface, interfaces

VARIABLE = "ANTREAN_HINT"
PORT = 47811
MODES = ("lan", "loopback", "off")
_PACKET = struct.Struct(">2sBB8s4sI")
_MAGIC, _VERSION = b"AQ", 1
_RATE, _BURST = 50.0, 20.0
"""Hints a second that are sent, or that make us look, at most; and how many at once."""
_WAKES, _WAKES_BURST = 200.0, 40.0
"""How many packets of any kind may wake us in a second; after that none is received for a moment."""
_DEAF_SECONDS = 0.1
_DRAIN = 256
_SENDERS = 512  # senders whose last count is remembered; with more forged ones some are only forgotten
_MULTICAST_ALL = 49  # IP_MULTICAST_ALL
_LOOPBACK = (Interface(0, "127.0.0.1", None),)
_log = logging.getLogger("antrean.store")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far hints go: a mode of :data:`MODES` (None: as the kind of share wants it), and single addresses."""

    mode: str | None = None
    listed: tuple[str, ...] = ()

    def on(self, *, network: bool) -> "Reach":
        """The same, decided for a hall on a share (``network``) or on a disk of this PC."""
        return Reach(self.mode or ("lan" if network else "loopback"), self.listed)


def reach(text: str | None = None) -> Reach:
    """What ``ANTREAN_HINT`` (or ``text``) means. UsageFault for anything that is not known."""
    written = os.environ.get(VARIABLE, "") if text is None else text
    mode, *others = written.lower().replace(" ", "").split(",")
    listed = tuple(address for address in others if address)
    if not mode and not listed:
        return Reach()
    if mode not in MODES:
        raise UsageFault(
            f"{VARIABLE}={written} is not known.",
            "Write lan, loopback or off; lan,10.2.0.7 for routed networks.",
            MODES,
        )
    if listed and mode != "lan":
        raise UsageFault(f"{VARIABLE}={written}: addresses go with lan only.", f"Write lan,{','.join(listed)}.")
    for address in listed:
        try:
            ipaddress.IPv4Address(address)
        except ValueError:
            raise UsageFault(
                f"{VARIABLE}={written}: {address} is no IPv4 address.", "Write numbers, not names: lan,10.2.0.7."
            ) from None
    return Reach(mode, listed)


class Bucket:
    """This many a second, and a few at once."""

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
    """Sends hints for one hall and, if asked, receives those of others. A network error never raises.

    ``where`` is decided (:meth:`Reach.on`); ``cards`` lists this PC's networks.
    """

    def __init__(
        self,
        hall_id: str,
        where: Reach,
        *,
        listen: bool,
        port: int = PORT,
        cards: Callable[[], tuple[Interface, ...]] = interfaces,
    ) -> None:
        self._key = key_of(hall_id)
        self._group = group_of(hall_id)
        self._where, self._port, self._cards, self._listen = where, port, cards, listen
        self._sender = secrets.token_bytes(4)
        self._count = 0
        self._out = Bucket()
        self._in = Bucket()
        self._wakes = Bucket(_WAKES, _WAKES_BURST)
        self._deaf_until = 0.0
        self._last_counts: dict[bytes, int] = {}
        self._known: tuple[Interface, ...] | None = None
        self._ways: list[tuple[socket.socket, tuple[tuple[str, int], ...]]] = []
        self._hearing: socket.socket | None = None
        self._silence = ""
        self.refresh()

    @property
    def ears(self) -> socket.socket | None:
        """Readable when something came in; None while nothing is listened to."""
        return None if time.monotonic() < self._deaf_until else self._hearing

    @property
    def deaf_until(self) -> float:
        """Until when nothing is listened to, because too much was heard (monotonic seconds); 0.0 usually."""
        return self._deaf_until if time.monotonic() < self._deaf_until else 0.0

    def refresh(self) -> None:
        """Check whether this PC's networks changed (a cable, an address that came late), and use the new ones."""
        found = self._networks()
        deaf = self._listen and self._hearing is None and self._where.mode != "off"
        if found == self._known and not deaf:
            return
        self.close()
        self._known = found
        if self._where.mode == "off":
            return
        self._ways = [way for card in found if (way := self._way(card)) is not None]
        if self._ways:  # the single addresses need one way only: the operating system finds the route
            first, names = self._ways[0]
            self._ways[0] = first, names + tuple((address, self._port) for address in self._where.listed)
        if self._listen:
            self._hearing = self._ear(found)

    def announce(self) -> None:
        """Tell everybody to look; after a commit."""
        if not self._ways or not self._out.take():
            return
        self._count = (self._count + 1) & 0xFFFFFFFF
        packet = _PACKET.pack(_MAGIC, _VERSION, 0, self._key, self._sender, self._count)
        for way, addresses in self._ways:
            for address in addresses:
                with contextlib.suppress(OSError):
                    way.sendto(packet, address)

    def heard(self) -> bool:
        """Empty the mailbox: whether somebody else of this hall said "look now".

        The same packet twice (by multicast and by broadcast) is one. After too many packets it stops listening for a
        moment, so that a flood costs neither this PC nor the share more than the poll does.
        """
        if self._hearing is None:
            return False
        if not self._wakes.take():
            self._deaf_until = time.monotonic() + _DEAF_SECONDS
            return False
        found = False
        for _ in range(_DRAIN):
            try:
                packet = self._hearing.recv(64)
            except BlockingIOError:  # empty
                break
            except OSError:  # Windows refuses a packet that is longer than that, and takes it away
                continue
            found = self._is_news(packet) or found
        return found and self._in.take()

    def close(self) -> None:
        """Let go of the network."""
        for one in (*(way for way, _ in self._ways), self._hearing):
            if one is not None:
                one.close()
        self._ways, self._hearing, self._known = [], None, None

    def _networks(self) -> tuple[Interface, ...]:
        if self._where.mode != "lan":
            return _LOOPBACK
        try:
            # with single addresses to reach there must be a way, whatever the cards
            return self._cards() or (LEFT_TO_THE_SYSTEM if self._where.listed else ())
        except OSError as error:
            self._say(f"no network for hints: {error}")
            return ()

    def _way(self, card: Interface) -> tuple[socket.socket, tuple[tuple[str, int], ...]] | None:
        """A socket that sends by this card, and whom it tells."""
        names = (self._group, card.broadcast) if card.broadcast else (self._group,)
        try:
            made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        except OSError as error:  # a PC without IPv4
            self._say(f"no hint can be sent: {error}")
            return None
        try:
            made.setblocking(False)
            made.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
            made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 1)
            made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, _by(card))
        except OSError as error:  # no loopback, a card that went away
            made.close()
            self._say(f"no hint can be sent by {card.address}: {error}")
            return None
        return made, tuple((name, self._port) for name in names)

    def _ear(self, found: tuple[Interface, ...]) -> socket.socket | None:
        """A socket that hears the hall's group on every card and, on a LAN, broadcasts and what comes to this PC."""
        try:
            made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        except OSError as error:
            self._say(f"no hint can be received: {error}")
            return None
        own = "" if self._where.mode == "lan" else self._group if os.name == "posix" else "127.0.0.1"
        try:
            made.setblocking(False)
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # every program of the PC hears the group
            made.bind((own, self._port))
            with contextlib.suppress(OSError):  # Linux: only the groups that this socket itself joined
                made.setsockopt(socket.IPPROTO_IP, _MULTICAST_ALL, 0)
        except OSError as error:
            made.close()
            self._say(f"no hint can be received, UDP port {self._port} is taken: {error}")
            return None
        for card in found:
            with contextlib.suppress(OSError):  # a card without multicast still hears broadcasts
                made.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, _member(card, self._group))
        return made

    def _is_news(self, packet: bytes) -> bool:
        if len(packet) != _PACKET.size:
            return False
        magic, version, _zero, key, sender, count = _PACKET.unpack(packet)
        if (magic, version, key) != (_MAGIC, _VERSION, self._key) or sender == self._sender:
            return False
        if self._last_counts.get(sender) == count:
            return False
        if len(self._last_counts) >= _SENDERS:
            self._last_counts.clear()
        self._last_counts[sender] = count
        return True

    def _say(self, why: str) -> None:
        """Log it once for each reason: news then comes by the poll."""
        if why != self._silence:
            self._silence = why
            _log.info("%s; news comes by asking the file", why)


def _by(card: Interface) -> bytes:
    """The card that multicast leaves by, as IP_MULTICAST_IF wants it: its number where it has one."""
    return _member(card, "0.0.0.0") if card.index else socket.inet_aton(card.address)


def _member(card: Interface, group: str) -> bytes:
    """A group on a card, as IP_ADD_MEMBERSHIP wants it (``ip_mreqn``, or ``ip_mreq`` where the card has no number)."""
    both = socket.inet_aton(group) + socket.inet_aton(card.address)
    return both + struct.pack("=i", card.index) if card.index else both
