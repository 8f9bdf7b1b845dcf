"""The emulated mechanism: roll, cover, knife, head, and the status bytes that tell of them (PRINTING.md 3.2-3.5)."""

from dataclasses import dataclass, field

from printers.emulator.roll import Piece
from printers.emulator.traits import Traits


@dataclass(slots=True)
class Mechanism:
    """The moving parts. ``left`` is the paper on the roll in dots."""

    traits: Traits
    left: float = 0
    cover_open: bool = False
    cutter_jammed: bool = False
    jam_next_cut: bool = False
    fatal: bool = False
    hot_until: float = 0.0
    feeding: bool = False
    near_end_forced: bool | None = None
    held: Piece | None = None  # presenters: cut, and still inside
    held_out: Piece | None = None  # held out to the visitor
    given: list[Piece] = field(default_factory=list[Piece])  # a visitor took it
    drawn_in: list[Piece] = field(default_factory=list[Piece])
    fallen: list[Piece] = field(default_factory=list[Piece])  # pushed out by another one, or told to go
    piece: Piece = field(init=False)
    pieces: list[Piece] = field(default_factory=list[Piece])
    opened_while_printing: bool = False

    def __post_init__(self) -> None:
        self.left = self.traits.roll_mm * self.traits.dots_per_mm
        self.piece = self.new_piece()

    def new_piece(self) -> Piece:
        """A fresh strip after a cut."""
        return Piece(self.traits.dots, self.traits.dpi)

    @property
    def paper_out(self) -> bool:
        """The end sensor."""
        return self.left < 1

    @property
    def near_end(self) -> bool:
        """The near-end sensor, where there is one."""
        if self.near_end_forced is not None:
            return self.near_end_forced
        return self.traits.near_end_sensor and self.left < self.traits.near_end_mm * self.traits.dots_per_mm

    def hot(self, now: float) -> bool:
        """Whether the head has to cool."""
        return now < self.hot_until

    def stopped(self, now: float) -> bool:
        """Whether nothing can be printed."""
        return self.paper_out or self.cover_open or self.cutter_jammed or self.fatal or self.hot(now) or self.feeding

    def offline(self, now: float) -> bool:
        """What bit 3 of the first status byte says: a hot head only pauses."""
        return self.stopped(now) and not (self.hot(now) and not self._other_stop())

    def _other_stop(self) -> bool:
        return self.paper_out or self.cover_open or self.cutter_jammed or self.fatal or self.feeding

    def eot(self, n: int, now: float) -> int:
        """The answer to ``DLE EOT n``."""
        if n == 1:
            return 0x12 | (0x08 if self.offline(now) else 0) | (0x40 if self.feeding else 0)
        if n == 2:
            error = self.cutter_jammed or self.fatal
            return (
                0x12
                | (0x04 if self.cover_open else 0)
                | (0x08 if self.feeding else 0)
                | (0x20 if self.paper_out else 0)
                | (0x40 if error else 0)
            )
        if n == 3:
            recovering = self.hot(now) or self.opened_while_printing
            return (
                0x12 | (0x08 if self.cutter_jammed else 0) | (0x20 if self.fatal else 0) | (0x40 if recovering else 0)
            )
        return 0x12 | (0x0C if self.near_end else 0) | (0x60 if self.paper_out else 0)

    def asb(self, now: float) -> bytes:
        """The four bytes of automatic status."""
        first = (
            0x10 | (0x08 if self.offline(now) else 0) | (0x20 if self.cover_open else 0) | (0x40 if self.feeding else 0)
        )
        second = (0x08 if self.cutter_jammed else 0) | (0x20 if self.fatal else 0) | (0x40 if self.hot(now) else 0)
        third = (0x03 if self.near_end else 0) | (0x0C if self.paper_out else 0)
        return bytes((first, second, third, 0))

    def gsr(self) -> int:
        """The answer to ``GS r 1``."""
        return 0x03 if self.near_end else 0x00

    def full_status(self, now: float) -> bytes:
        """``DLE EOT 20`` of kiosk mechanisms (PRINTING.md 3.5)."""
        paper = (0x01 if self.paper_out else 0) | (0x04 if self.near_end else 0) | (0x20 if self.held_out else 0)
        user = 0x02 if self.cover_open else 0
        recoverable = 0x01 if self.hot(now) else 0
        unrecoverable = (0x01 if self.cutter_jammed else 0) | (0x08 if self.fatal else 0)
        return bytes((0x10, 0x0F, paper, user, recoverable, unrecoverable))

    def feed(self, dots: int) -> int:
        """Move the paper; how far it came before the roll ended."""
        moved = min(dots, int(self.left))
        self.left -= moved
        self.piece.height += moved
        return moved

    def cut(self) -> bool:
        """Cut, unless the knife jams or there is none."""
        if not self.traits.cutter:
            return False
        if self.jam_next_cut:
            self.jam_next_cut = False
            self.cutter_jammed = True
            return False
        self.piece.cut = True
        self.pieces.append(self.piece)
        self.piece = self.new_piece()
        if self.traits.presenter:
            self._push_out()
            self.held, self.held_out = self.pieces[-1], self.held
        return True

    def eject(self, n: int) -> None:
        """``GS e``: 2 draws the piece back in, 3 holds it out, 5 pushes it out as far as the outlet's own grip."""
        piece = self.held or self.held_out
        if piece is None or not self.traits.presenter:
            return
        if n == 2:
            self.drawn_in.append(piece)
            self.held = self.held_out = None
        elif self.held:
            self._push_out()
            self.held, self.held_out = None, piece
        elif n == 5:
            self._push_out()

    def _push_out(self) -> None:
        """What is in the outlet falls."""
        if self.held_out:
            self.fallen.append(self.held_out)
            self.held_out = None

    def take(self) -> None:
        """A visitor takes what is in the outlet."""
        if self.held_out:
            self.given.append(self.held_out)
            self.held_out = None

    def tear(self) -> Piece:
        """Somebody tears off what hangs out."""
        torn = self.piece
        self.pieces.append(torn)
        self.piece = self.new_piece()
        return torn
