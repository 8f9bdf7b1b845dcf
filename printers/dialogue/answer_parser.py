"""What a printer says, byte by byte: every byte belongs to exactly one answer."""

from dataclasses import dataclass, field

from printers.paper.escpos import ASK_PAPER, MARKER_LETTERS

_MARKER_BYTES = frozenset(MARKER_LETTERS.encode("ascii"))
_UNIT_SECONDS = 0.6  # an automatic status whose rest has not come by then was no status
_TEXT_LIMIT = 80


@dataclass(frozen=True, slots=True)
class RealTime:
    """The answer to a ``DLE EOT``: which one, only the asker knows."""

    value: int


@dataclass(frozen=True, slots=True)
class Automatic:
    """The four bytes of ``GS a``."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Queued:
    """One byte in order with the data: the answer to ``GS r`` (or ``GS I 1-3``)."""

    value: int


@dataclass(frozen=True, slots=True)
class Marker:
    """The echo of a ``GS ( H`` marker."""

    letters: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """The buffers are empty now (``DLE DC4 8``)."""


@dataclass(frozen=True, slots=True)
class PrinterIdentity:
    """The text of a ``GS I``."""

    text: str


@dataclass(frozen=True, slots=True)
class FullStatus:
    """The six bytes of ``DLE EOT 20``."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Echo:
    """Our own question came back: this line returns what is sent, so nothing on it is an answer."""


@dataclass(frozen=True, slots=True)
class Noise:
    """A byte that means nothing."""

    value: int


Heard = RealTime | Automatic | Queued | Marker | Cleared | PrinterIdentity | FullStatus | Echo | Noise


def is_real_time(value: int) -> bool:
    """``0xx1xx10``."""
    return value & 0x93 == 0x12


def is_automatic(value: int) -> bool:
    """``0xx1xx00``: the first of four."""
    return value & 0x93 == 0x10


def is_queued(value: int) -> bool:
    """``0xx0xxxx``."""
    return value & 0x90 == 0x00


@dataclass(slots=True)
class AnswerParser:
    """Listens to one connection. ``identity`` and ``kiosk`` open the blocks that only an asker expects."""

    identity: bool = False
    kiosk: bool = False
    _block: bytearray = field(default_factory=bytearray)
    _unit: bytearray = field(default_factory=bytearray)
    _unit_at: float = 0.0
    _now: float = 0.0

    def hear(self, data: bytes, now: float) -> list[Heard]:
        """What these bytes complete."""
        heard: list[Heard] = []
        self._now = now
        for value in data:
            heard += self._byte(value, now)
        return heard

    def _byte(self, value: int, now: float) -> list[Heard]:  # noqa: PLR0911 - one way out for each class of byte
        late = self._late_unit(now)
        if self._block:
            return late + self._in_block(value)
        if value in {0x37, 0x5F, 0x3D} and (value == 0x37 or self.identity):
            self._block.append(value)
            return late
        if value in {0x11, 0x13}:  # XON, XOFF between or inside other things
            return late
        if is_real_time(value):
            return [*late, RealTime(value)]
        if self._unit:
            return late + self._in_unit(value, now)
        if is_automatic(value):
            self._unit, self._unit_at = bytearray((value,)), now
            return late
        if value == ASK_PAPER[0]:  # no printer says GS
            self._block.append(value)
            return late
        return [*late, Queued(value) if is_queued(value) else Noise(value)]

    def _late_unit(self, now: float) -> list[Heard]:
        """Give up an automatic status that never became whole."""
        if not self._unit or now - self._unit_at < _UNIT_SECONDS:
            return []
        given_up: list[Heard] = [Noise(value) for value in self._unit]
        self._unit.clear()
        return given_up

    def _in_unit(self, value: int, now: float) -> list[Heard]:
        if self.kiosk and len(self._unit) == 1 and self._unit[0] == 0x10 and value == 0x0F:
            self._block, self._unit = bytearray((0x10, 0x0F)), bytearray()
            return []
        if not is_queued(value):
            broken: list[Heard] = [Noise(old) for old in self._unit]
            self._unit.clear()
            return broken + self._byte(value, now)
        self._unit.append(value)
        if len(self._unit) < 4:
            return []
        whole = bytes(self._unit)
        self._unit.clear()
        return [Automatic(whole)]

    def _in_block(self, value: int) -> list[Heard]:
        kind = self._block[0]
        if kind == 0x37:
            return self._in_marker(value)
        if kind == ASK_PAPER[0]:
            return self._in_question(value)
        self._block.append(value)
        if kind == 0x10:
            return self._whole(FullStatus(bytes(self._block))) if len(self._block) == 6 else []
        if value == 0:
            return self._whole(PrinterIdentity(self._block[1:-1].decode("latin-1")))
        return self._broken() if len(self._block) > _TEXT_LIMIT else []

    def _in_question(self, value: int) -> list[Heard]:
        """``GS r 1`` as we sent it."""
        so_far = bytes((*self._block, value))
        if not ASK_PAPER.startswith(so_far):
            return self._aside(value)
        self._block.append(value)
        return self._whole(Echo()) if so_far == ASK_PAPER else []

    def _in_marker(self, value: int) -> list[Heard]:  # noqa: PLR0911 - one way out for each place in a block
        """``37 22 d1-d4 00``, ``37 25 00``, ``37 23 cause 00``; other bytes may come in between."""
        size = len(self._block)
        if size == 1:
            if value not in {0x22, 0x23, 0x25}:
                return self._aside(value)
            self._block.append(value)
            return []
        what = self._block[1]
        if value == 0 and what == 0x25:
            return self._whole(Cleared())
        if value == 0 and what == 0x23 and size == 3:
            return self._whole(Noise(0x37))  # why it is offline: the status questions say it better
        if value == 0 and what == 0x22 and size == 6:
            return self._whole(Marker(self._block[2:6].decode("ascii")))
        if what == 0x22 and size < 6 and value in _MARKER_BYTES:
            self._block.append(value)
            return []
        if what == 0x23 and size == 2:
            self._block.append(value)
            return []
        return self._aside(value)

    def _aside(self, value: int) -> list[Heard]:
        """A byte in the middle of a block: an immediate answer is heard, anything else ends the block."""
        if value in {0x11, 0x13}:
            return []
        if is_real_time(value):
            return [RealTime(value)]
        return [*self._broken(), *self._byte(value, self._now)]

    def _whole(self, heard: Heard) -> list[Heard]:
        self._block.clear()
        return [heard]

    def _broken(self) -> list[Heard]:
        noise: list[Heard] = [Noise(value) for value in self._block]
        self._block.clear()
        return noise
