"""From the paper to bytes for one printer: text or picture, whichever suits its link and its letters."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from printers import escpos, native, raster
from printers.layout import Block, Mark, TicketPaper, Words, blocks
from printers.model import Model

NATIVE_BYTES = 400
RASTER_BYTES = 25_000
SLOW_BAUD = 115_200
_SMALLEST = 0.55  # below this nobody can read it


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


def way_for(paper: TicketPaper, model: Model, *, render: str = "auto", baud: int | None = None) -> str:
    """``native`` or ``raster``: pictures are handsomer, but slow on a serial line below 115,200 baud."""
    if render in {"native", "raster"}:
        return render if model.raster else "native"
    if not model.raster:
        return "native"
    slow = baud is not None and baud < SLOW_BAUD
    return "native" if slow else "raster"


def render(paper: TicketPaper, model: Model, way: str) -> Rendered:
    """The ticket's bytes for a printer; ``way`` is ``native`` or ``raster``."""
    return _as_text(paper, model) if way == "native" else _as_picture(blocks(paper), model)


def _as_text(paper: TicketPaper, model: Model) -> Rendered:
    """As text; when it grows too long, first without courtesies, then in fewer letters."""
    pieces = blocks(paper)
    rendered = _text(pieces, model, optional=True)
    # what is drawn cannot be had in so few bytes: then nothing is gained by leaving words out
    if len(rendered) < NATIVE_BYTES or not model.native_qr or not _all_encodable(pieces, model):
        return rendered
    rendered = _text(pieces, model, optional=False)
    return rendered if len(rendered) < NATIVE_BYTES else _text(blocks(paper.compacted()), model, optional=False)


def _text(pieces: Sequence[Block], model: Model, *, optional: bool) -> Rendered:
    start = escpos.INIT + escpos.units(model.dpi) + escpos.line_height(28)
    found, dots = native.commands(pieces, model, optional=optional)
    return _finished([start, *found], dots, model, "native")


def _all_encodable(pieces: Sequence[Block], model: Model) -> bool:
    return all(native.encode(piece.text, model) for piece in pieces if isinstance(piece, Words | Mark))


def _as_picture(pieces: Sequence[Block], model: Model) -> Rendered:
    """As a picture, drawn smaller step by step until it keeps within its bytes."""
    shrink = 1.0
    while True:
        rendered = _picture(raster.parts(pieces, raster.Brush(model, shrink, optional=shrink > 0.75)), model)
        if len(rendered) < RASTER_BYTES or shrink <= _SMALLEST:
            return rendered
        # ink grows with the area, so the root of the excess is the next guess, and a little less
        guess = shrink * math.sqrt(RASTER_BYTES / len(rendered)) + 0.01
        shrink = max(_SMALLEST, min(shrink - 0.03, guess))


def _picture(drawn: Sequence[raster.Part], model: Model) -> Rendered:
    commands: list[bytes] = [escpos.INIT + escpos.units(model.dpi)]
    dots = 0
    for part in drawn:
        if isinstance(part, Image.Image):
            commands += raster.bands(part, model)
            dots += part.height
        elif isinstance(part, raster.Doubled):
            commands += raster.bands(part.picture, model, part.mode)
            dots += part.height
        else:
            gap = round(model.dots_per_mm * 1.5)
            code = escpos.qr_code(part.text, part.module_dots)
            commands.append(escpos.feed(gap) + escpos.CENTRE + code + escpos.LEFT + escpos.feed(gap))
            dots += raster.code_rows(part.text) * part.module_dots + 2 * gap
    return _finished(commands, dots, model, "raster")


def _finished(commands: Sequence[bytes], dots: int, model: Model, how: str) -> Rendered:
    feed = round(model.feed_to_cut_mm * model.dots_per_mm)
    pieces = (*_grouped(commands), escpos.parting(model))
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
