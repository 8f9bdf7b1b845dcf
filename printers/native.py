"""The ticket as text commands: few bytes for slow serial lines; what no code page has is drawn instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printers import escpos, raster
from printers.layout import Block, Code, Line, Mark, Number, Picture, Size, Words
from printers.model import Model
from printers.wrap import clean, wrap

_PLAIN = str.maketrans({
    "–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " ",
    "•": "*", "×": "x", "→": "->", "\u202f": " ",
})  # fmt: skip
"""Typographic signs that say the same in ASCII. Letters are never replaced: those are drawn."""
_LINE_DOTS = 28
_LARGEST = 8


@dataclass(slots=True)
class _Pen:
    """What the printer is set to, so that only changes are sent."""

    model: Model
    slot: int = -1
    centred: bool = False
    bold: bool = False
    small: bool = False
    size: tuple[int, int] = (1, 1)
    dots: int = 0  # paper fed so far

    def set(self, *, centred: bool, bold: bool = False, small: bool = False, size: tuple[int, int] = (1, 1)) -> bytes:
        """The commands from the present setting to another."""
        changes = b""
        if centred != self.centred:
            changes += escpos.CENTRE if centred else escpos.LEFT
        if bold != self.bold:
            changes += escpos.BOLD_ON if bold else escpos.BOLD_OFF
        if small != self.small:
            changes += escpos.FONT_B if small else escpos.FONT_A
        if size != self.size:
            changes += escpos.scale(*size)
        self.centred, self.bold, self.small, self.size = centred, bold, small, size
        return changes

    def line(self, data: bytes) -> bytes:
        """A line's bytes with its end."""
        height = (17 if self.small else 24) * self.size[1]
        self.dots += max(_LINE_DOTS, height)
        return data + escpos.LF


def encode(text: str, model: Model) -> tuple[int | None, bytes] | None:
    """The text in a code page of this printer: (slot, bytes), slot None for plain ASCII; None when no page has it."""
    plain = text.translate(_PLAIN)
    if plain.isascii():
        return None, plain.encode("ascii")
    for slot, codec in model.pages.items():
        try:
            return slot, text.encode(codec)
        except UnicodeEncodeError:
            continue
    return encode(plain, model) if plain != text else None


def number_scale(label: str, columns: int) -> tuple[int, int]:
    """How many times as wide and high the number may be: 1 to 8, from its own length."""
    wide = max(1, min(_LARGEST, columns // max(1, len(label))))
    return wide, min(_LARGEST, wide + 2)


def commands(pieces: Sequence[Block], model: Model, *, optional: bool = True) -> tuple[list[bytes], int]:
    """The ticket's commands, one block each, and the dots of paper that they feed."""
    pen = _Pen(model)
    drawn = raster.Brush(model)
    kept = [piece for piece in pieces if optional or not (isinstance(piece, Words) and piece.optional)]
    found: list[bytes] = []
    for piece in kept:
        text = _native(piece, pen)
        if text is not None:
            found.append(text)
        elif model.raster:
            found += _drawn(piece, pen, drawn)
        elif isinstance(piece, Words | Mark):
            found.append(_spelled(piece.text, pen))
    return found, pen.dots


def _native(piece: Block, pen: _Pen) -> bytes | None:  # noqa: PLR0911 - one way out for each kind of block
    """One block as text commands, or None when it has to be drawn."""
    match piece:
        case Words():
            return _words(piece, pen)
        case Number():
            wide, high = number_scale(piece.label, pen.model.columns)
            smooth = escpos.SMOOTH if pen.model.smoothing else b""
            return smooth + pen.set(centred=True, bold=True, size=(wide, high)) + pen.line(piece.label.encode("ascii"))
        case Mark():
            return _mark(piece.text, pen)
        case Code():
            if not pen.model.native_qr:
                return None
            dots = raster.module_dots(piece.text, raster.Brush(pen.model))
            pen.dots += raster.code_rows(piece.text) * dots
            pen.dots += _LINE_DOTS  # an empty line in front: scanners want a white margin
            return escpos.LF + pen.set(centred=True) + escpos.qr_code(piece.text, dots)
        case Line():
            pen.dots += _LINE_DOTS // 2
            return escpos.feed(_LINE_DOTS // 2)
        case Picture():
            return None


def _words(piece: Words, pen: _Pen) -> bytes | None:
    small = piece.size is Size.SMALL
    columns = pen.model.columns_small if small else pen.model.columns
    size = (1, 2) if piece.size is Size.LARGE else (1, 1)
    encoded = [encode(line, pen.model) for line in _lines(piece.text, columns)]
    data = pen.set(centred=piece.centred, bold=piece.bold, small=small, size=size)
    for line in encoded:
        if line is None:
            return None
        data += _paged(line, pen) + pen.line(line[1])
    return data


def _lines(text: str, columns: int) -> list[str]:
    return wrap(clean(text).replace("…", "..."), lambda line: len(line) <= columns)


def _paged(line: tuple[int | None, bytes], pen: _Pen) -> bytes:
    if line[0] is None or line[0] == pen.slot:
        return b""
    pen.slot = line[0]
    return escpos.page(line[0])


def _mark(text: str, pen: _Pen) -> bytes | None:
    size = (2, 2) if len(text) + 2 <= pen.model.columns // 2 else (1, 2)
    lines = [encode(f" {line} ", pen.model) for line in _lines(text, pen.model.columns // size[0] - 2)]
    data = pen.set(centred=True, bold=True, size=size)
    for line in lines:
        if line is None:
            return None
        data += _paged(line, pen) + escpos.REVERSE_ON + line[1] + escpos.REVERSE_OFF + pen.line(b"")
    return data


def _drawn(piece: Block, pen: _Pen, brush: raster.Brush) -> Iterator[bytes]:
    yield pen.set(centred=False)
    if isinstance(piece, Code):
        half = raster.half_code(piece.text, brush)
        pen.dots += half.height
        yield from raster.bands(half.picture, pen.model, half.mode)
        return
    strip = raster.draw(piece, brush)
    pen.dots += strip.height
    yield from raster.bands(strip, pen.model)


def _spelled(text: str, pen: _Pen) -> bytes:
    """For a printer that knows neither the letters nor pictures: code points, never question marks."""
    spelled = "".join(
        letter if encode(letter, pen.model) else f"[U+{ord(letter):04X}]" for letter in clean(text).translate(_PLAIN)
    )
    data = pen.set(centred=False)
    for line in _lines(spelled, pen.model.columns):
        found = encode(line, pen.model)
        data += pen.line(found[1] if found else line.encode("ascii", "backslashreplace"))
    return data
