"""From the paper to bytes for one printer: text or picture, whichever suits its link and its letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printers.models.model import Model
from printers.paper import bands, escpos, native, raster
from printers.paper.encoder import parting
from printers.paper.layout import Block, TicketPaper, blocks

RASTER_BYTES = 25_000
"""What a picture may have on a serial line: 2.2 s at 115,200 baud."""
SLOW_BAUD = 115_200


@dataclass(frozen=True, slots=True)
class Rendered:
    """A ticket ready to go: whole commands, between which a status question may be asked."""

    pieces: tuple[bytes, ...]
    mm: float  # paper it takes, feed to the knife included
    how: str  # "native" or "raster"

    @property
    def data(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces)

    def __len__(self) -> int:
        return sum(map(len, self.pieces))


def method_for(paper: TicketPaper, model: Model, *, render: str = "auto", baud: int | None = None) -> str:
    """``native`` or ``raster``: pictures are handsomer, but slow on a serial line below 115,200 baud."""
    if render in {"native", "raster"}:
        return render if model.raster else "native"
    if not model.raster:
        return "native"
    slow = baud is not None and baud < SLOW_BAUD
    return "native" if slow else "raster"


def render(paper: TicketPaper, model: Model, how: str) -> Rendered:
    """The ticket's bytes for a printer; ``how`` is ``native`` or ``raster``.

    Nothing is left out and nothing gets smaller than can be read, however long the paper. What is too much for a serial
    line as a picture is drawn in half of its rows there, and goes as text when that is still too much.
    """
    pieces = blocks(paper)
    for slim in (False, True) if how == "raster" else ():
        rendered = _picture(pieces, raster.Brush(model, slim=slim))
        if model.baud is None or len(rendered) < RASTER_BYTES:
            return rendered
    return _finished(*native.commands(pieces, model), model, "native")


def _picture(pieces: Sequence[Block], brush: raster.Brush) -> Rendered:
    drawn = raster.parts(pieces, brush)
    commands = [escpos.INIT + escpos.units(brush.model.dpi)]
    commands += [command for part in drawn for command in bands.commands(part, brush.model)]
    return _finished(commands, sum(part.height for part in drawn), brush.model, "raster")


def _finished(commands: Sequence[bytes], dots: int, model: Model, how: str) -> Rendered:
    feed = round(model.feed_to_cut_mm * model.dots_per_mm)
    pieces = (*_grouped(commands), parting(model))
    return Rendered(pieces, (dots + feed) / model.dots_per_mm, how)


def _grouped(commands: Sequence[bytes]) -> Iterator[bytes]:
    """Small commands together, so that a piece is worth a write of its own."""
    group = b""
    for command in commands:
        if group and len(group) + len(command) > 512:
            yield group
            group = b""
        group += command
    if group:
        yield group
