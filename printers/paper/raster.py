"""The ticket as a picture: any script, one size of number for each label, in bands that a printer can recover from."""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PIL import Image, ImageDraw
from qrcode.image.pil import PilImage

from printers.models.model import Model
from printers.paper.bands import QUIET, Doubled, NativeCode, Part, code_rows, qr_code
from printers.paper.faces import face, font_for, weights
from printers.paper.layout import Block, Mark, Number, PictureBlock, QrBlock, TextLine, TextSize, Words
from printers.paper.pictures import BLACK, WHITE, inverted, resized, two_toned
from printers.paper.text_drawing import draw_run, run_width
from printers.paper.wrap import balanced

_LETTER_MM = {
    80: {TextSize.NORMAL: 3.5, TextSize.LARGE: 4.5},
    58: {TextSize.NORMAL: 3.0, TextSize.LARGE: 3.9},
}
"""Letters by the paper's width, from the top of a d to the foot of a p. A long ticket grows, its letters stay."""
_NUMBER_MM = 21.0  # highest digits: more would only cost paper
_SQUEEZE = 0.80  # digits this much narrower than drawn, to be higher on the same width
_GAP_MM = 0.9
_MARK_GAP_MM = 1.6  # above and below what is white on black
_PITCH = 1.12  # from line to line, in sizes of type
_MARGIN_MM = 2.0  # to the left of what is not centred
_MODULE_MM = 0.75


@dataclass(frozen=True, slots=True)
class Brush:
    """What the drawing of one ticket goes by."""

    model: Model
    slim: bool = False  # on a slow line: half of its rows, doubled by the printer

    def dots(self, mm: float) -> int:
        """Millimetres in dots of this printer."""
        return round(mm * self.model.dots_per_mm)

    def letters(self, size: TextSize) -> int:
        """The size of type in dots, never too small to be read."""
        known = _LETTER_MM[self.model.paper_mm]
        return _type_size(math.ceil(known[size] * self.model.dots_per_mm))


@functools.cache
def _type_size(dots: int) -> int:
    """The smallest size of type whose letters are at least this many dots high on paper."""
    sizes = range(dots, 3 * dots)
    return next(size for size in sizes if min(ink_height("dp", font, size) for font in weights()) >= dots)


def ink_height(text: str, font: Path, size: int) -> int:
    """How many rows the letters take."""
    _left, top, _right, bottom = face(font, size).getmask(text, mode="1").getbbox()
    return bottom - top


def parts(pieces: Sequence[Block], brush: Brush) -> list[Part]:
    """The ticket as pictures of the paper's width, with the printer's own QR code between them where it has one."""
    found: list[Part] = []
    strips: list[Image.Image] = []
    for piece in pieces:
        if not isinstance(piece, QrBlock | Number):
            strips.append(draw(piece, brush))
            continue
        found += _sheet(strips, brush)
        strips = []
        if isinstance(piece, Number):
            found.append(flat_number(piece.label, brush))
        elif brush.model.native_qr:
            found.append(NativeCode(piece.text, module_dots(piece.text, brush)))
        else:
            found.append(half_code(piece.text, brush))
    return [*found, *_sheet(strips, brush)]


def _sheet(strips: list[Image.Image], brush: Brush) -> list[Part]:
    """Strips as one part; on a slow line with every second row only."""
    return [_flat(sheet) if brush.slim else sheet for sheet in joined(strips)]


def joined(strips: list[Image.Image]) -> list[Image.Image]:
    """Strips one below the other, as one picture; nothing for none."""
    if not strips:
        return []
    sheet = Image.new("L", (strips[0].width, sum(strip.height for strip in strips)), WHITE)
    top = 0
    for strip in strips:
        sheet.paste(strip, (0, top))
        top += strip.height
    return [sheet]


def draw(piece: Block, brush: Brush) -> Image.Image:
    """One block as a strip of the paper's width."""
    match piece:
        case Words():
            return _words(piece, brush)
        case Number():
            return _number(piece.label, brush)
        case Mark():
            return _mark(piece.text, brush)
        case QrBlock():
            return _code(piece.text, brush)
        case PictureBlock():
            return _logo(piece.image, brush)
        case TextLine():
            return _line(brush)


def _strip(brush: Brush, height: int) -> Image.Image:
    return Image.new("L", (brush.model.dots, height), WHITE)


def _words(piece: Words, brush: Brush) -> Image.Image:
    regular, semibold, _heavy = weights()
    wanted = semibold if piece.bold else regular
    size = brush.letters(piece.size)
    margin = 0 if piece.centred else brush.dots(_MARGIN_MM)
    room = brush.model.dots - 2 * margin
    lines = balanced(piece.text, lambda line, width: run_width(line, wanted, size) <= width, room)
    pitch = round(size * _PITCH)
    strip = _strip(brush, pitch * len(lines) + brush.dots(_GAP_MM))
    for row, line in enumerate(lines):
        left = (brush.model.dots - run_width(line, wanted, size)) / 2 if piece.centred else margin
        draw_run(strip, (round(left), pitch * row), line, wanted, size)
    return strip


def flat_number(label: str, brush: Brush) -> Doubled:
    """The number at half its height."""
    return _flat(_number(label, brush))


def _flat(strip: Image.Image) -> Doubled:
    return Doubled(two_toned(resized(strip, (strip.width, strip.height // 2), smooth=True)), 2)


def _number(label: str, brush: Brush) -> Image.Image:
    """The number, as large as paper and :data:`_NUMBER_MM` allow: its size comes from its own letters."""
    heavy = font_for(label, weights()[2]) or weights()[2]
    sample = face(heavy, 400)
    left, top, right, bottom = sample.getbbox(label, anchor="ls")
    drawn = Image.new("L", (round(right - left), round(bottom - top)), WHITE)
    ImageDraw.Draw(drawn).text((-left, -top), label, fill=BLACK, font=sample, anchor="ls")
    width = brush.model.dots - brush.dots(1.0)
    by_width = width / (drawn.width * _SQUEEZE)
    by_height = brush.dots(_NUMBER_MM) / drawn.height
    ratio = min(by_width, by_height)
    across = min(
        width,
        round(drawn.width * ratio * (_SQUEEZE if by_width <= by_height else min(1.0, by_width / by_height * _SQUEEZE))),
    )
    small = two_toned(resized(drawn, (across, round(drawn.height * ratio)), smooth=True))
    above = brush.dots(_GAP_MM)
    strip = _strip(brush, small.height + 2 * above + brush.dots(1.0))
    strip.paste(small, ((brush.model.dots - across) // 2, above))
    return strip


def _mark(text: str, brush: Brush) -> Image.Image:
    semibold = weights()[1]
    size = brush.letters(TextSize.LARGE)
    lines = balanced(text, lambda line, width: run_width(line, semibold, size) <= width, brush.model.dots - 2 * size)
    widest = max(run_width(line, semibold, size) for line in lines)
    pitch = round(size * _PITCH)
    plate = Image.new("L", (min(brush.model.dots, round(widest) + size), pitch * len(lines) + size // 3), WHITE)
    for row, line in enumerate(lines):
        at = (round((plate.width - run_width(line, semibold, size)) / 2), pitch * row + size // 6)
        draw_run(plate, at, line, semibold, size)
    gap = brush.dots(_MARK_GAP_MM)
    strip = _strip(brush, plate.height + 2 * gap)
    strip.paste(inverted(plate), ((strip.width - plate.width) // 2, gap))
    return strip


def module_dots(text: str, brush: Brush) -> int:
    """Dots of one QR module: 0.75 mm, or as many as the paper's width has room for."""
    wanted = max(3, brush.dots(_MODULE_MM))
    return max(2, min(wanted, brush.model.dots // (code_rows(text) + 2 * QUIET), 16))


def half_code(text: str, brush: Brush) -> Doubled:
    """The QR code at half size: squares lose nothing by being doubled."""
    half = max(1, round(module_dots(text, brush) / 2))
    margin, width = QUIET * half, brush.model.dots // 2
    strip = Image.new("L", (width, code_rows(text) * half + 2 * margin), WHITE)
    strip.paste(_squares(text, half), ((width - code_rows(text) * half) // 2, margin))
    return Doubled(strip, 3)


def _squares(text: str, dots: int) -> Image.Image:
    made: Any = qr_code(text).make_image(image_factory=PilImage)
    small = cast("Image.Image", made.get_image()).convert("L")
    return resized(small, (small.width * dots, small.height * dots), smooth=False)


def _code(text: str, brush: Brush) -> Image.Image:
    drawn = _squares(text, module_dots(text, brush))
    white = QUIET * module_dots(text, brush)
    strip = _strip(brush, drawn.height + 2 * white)
    strip.paste(drawn, ((strip.width - drawn.width) // 2, white))
    return strip


def _logo(grey: Image.Image, brush: Brush) -> Image.Image:
    room = (round(brush.model.dots * 0.6), brush.dots(14))
    ratio = min(room[0] / grey.width, room[1] / grey.height)
    size = (max(1, round(grey.width * ratio)), max(1, round(grey.height * ratio)))
    small = two_toned(resized(grey, size, smooth=True))
    strip = _strip(brush, small.height + brush.dots(_GAP_MM))
    strip.paste(small, ((strip.width - small.width) // 2, 0))
    return strip


def _line(brush: Brush) -> Image.Image:
    strip = _strip(brush, brush.dots(1.8))
    ImageDraw.Draw(strip).rectangle((0, brush.dots(0.5), strip.width, brush.dots(0.5) + 1), fill=BLACK)
    return strip
