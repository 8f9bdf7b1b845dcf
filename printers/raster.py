"""The ticket as a picture: any script, one size of number for each label, in bands that a printer can recover from."""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from printers import escpos
from printers.faces import face, font_for, weights
from printers.layout import Block, Code, Line, Mark, Number, Picture, Size, Words
from printers.model import Model
from printers.pictures import BLACK, WHITE, inverted, resized, two_toned
from printers.wrap import balanced, wrap

_LETTER_MM = {Size.SMALL: 2.7, Size.NORMAL: 3.4, Size.LARGE: 4.4}
_NARROW = 0.92  # letters on 58 mm paper are this much smaller
_NUMBER_MM = 21.0  # highest digits: more would only cost paper
_SQUEEZE = 0.80  # digits this much narrower than drawn, to be higher on the same width
_GAP_MM = 0.9
_MODULE_MM = 0.75
_QUIET = 4  # white modules around a QR code


@dataclass(frozen=True, slots=True)
class NativeCode:
    """A QR code that the printer draws itself, between two pictures."""

    text: str
    module_dots: int


@dataclass(frozen=True, slots=True)
class Doubled:
    """A picture at half its height, or height and width, to be doubled by the printer: a half or quarter of the bytes.

    A QR code loses nothing by it, and digits of two centimetres nothing that an eye could see.
    """

    picture: Image.Image
    mode: int  # of GS v 0: 2 doubles the height, 3 both

    @property
    def height(self) -> int:
        """Dots on paper."""
        return 2 * self.picture.height


Part = Image.Image | NativeCode | Doubled


@dataclass(frozen=True, slots=True)
class Brush:
    """What the drawing of one ticket goes by."""

    model: Model
    shrink: float = 1.0  # below 1 to keep a long ticket within its bytes
    optional: bool = True

    def dots(self, mm: float) -> int:
        """Millimetres in dots of this printer."""
        return round(mm * self.model.dots_per_mm)

    def letters(self, size: Size) -> int:
        """The height of letters in dots."""
        narrow = _NARROW if self.model.paper_mm == 58 else 1.0
        return round(_LETTER_MM[size] * self.model.dots_per_mm * narrow * self.shrink)


def parts(pieces: Sequence[Block], brush: Brush) -> list[Part]:
    """The ticket as pictures of the paper's width, with the printer's own QR code between them where it has one."""
    found: list[Part] = []
    strips: list[Image.Image] = []
    for piece in pieces:
        if isinstance(piece, Words) and piece.optional and not brush.optional:
            continue
        if isinstance(piece, Code) and brush.model.native_qr:
            found += [*joined(strips), NativeCode(piece.text, module_dots(piece.text, brush))]
            strips = []
            continue
        if isinstance(piece, Code | Number):
            small = half_code(piece.text, brush) if isinstance(piece, Code) else flat_number(piece.label, brush)
            found += [*joined(strips), small]
            strips = []
            continue
        strips.append(draw(piece, brush))
    return [*found, *joined(strips)]


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
        case Code():
            return _code(piece.text, brush)
        case Picture():
            return _logo(piece.path, brush)
        case Line():
            return _line(brush)


def _strip(brush: Brush, height: int) -> Image.Image:
    return Image.new("L", (brush.model.dots, height), WHITE)


def _words(piece: Words, brush: Brush) -> Image.Image:
    regular, semibold, _heavy = weights()
    wanted = semibold if piece.bold else regular
    size = brush.letters(piece.size)
    if piece.centred:
        lines = balanced(piece.text, lambda line, width: run_width(line, wanted, size) <= width, brush.model.dots)
    else:
        lines = wrap(piece.text, lambda line: run_width(line, wanted, size) <= brush.model.dots)
    pitch = round(size * 1.16)
    gap = brush.dots(_GAP_MM * brush.shrink)
    strip = _strip(brush, pitch * len(lines) + gap)
    for row, line in enumerate(lines):
        left = (brush.model.dots - run_width(line, wanted, size)) / 2 if piece.centred else 0
        draw_run(strip, (round(left), pitch * row), line, wanted, size)
    return strip


def runs(text: str, wanted: Path) -> list[tuple[str, Path | None]]:
    """The text in runs of one font each; None where no font of this PC has the letters."""
    whole = font_for(text, wanted)
    if whole is not None:
        return [(text, whole)]
    letters = ((letter, wanted if letter.isspace() else font_for(letter, wanted)) for letter in text)
    return [
        ("".join(letter for letter, _font in group), font)
        for font, group in itertools.groupby(letters, lambda pair: pair[1])
    ]


def run_width(text: str, wanted: Path, size: int) -> float:
    """How many dots a line takes."""
    return sum(
        face(font, size).getlength(run) if font else len(run) * _box_width(size) for run, font in runs(text, wanted)
    )


def draw_run(strip: Image.Image, corner: tuple[int, int], text: str, wanted: Path, size: int) -> None:
    """Draw a line; a letter that no font has becomes a box with its code point, never a question mark."""
    pen = ImageDraw.Draw(strip)
    pen.fontmode = "1"
    left, top = float(corner[0]), corner[1]
    base = top + round(size * 0.92)
    for run, font in runs(text, wanted):
        if font:
            drawn = face(font, size)
            pen.text((round(left), base), run, fill=BLACK, font=drawn, anchor="ls")
            left += drawn.getlength(run)
            continue
        for letter in run:
            _code_point_box(pen, (round(left), top), letter, size)
            left += _box_width(size)


def _box_width(size: int) -> int:
    return round(size * 0.95)


def _code_point_box(pen: ImageDraw.ImageDraw, corner: tuple[int, int], letter: str, size: int) -> None:
    width, (left, top) = _box_width(size), corner
    pen.rectangle((left + 1, top + 1, left + width - 2, top + size), outline=BLACK)
    digits = f"{ord(letter):06X}" if ord(letter) > 0xFFFF else f"{ord(letter):04X}"
    half = len(digits) // 2
    small = face(weights()[1], max(8, round(size * 0.42)))
    for row, pair in enumerate((digits[:half], digits[half:])):
        pen.text((left + width // 2, top + size * (1 + 2 * row) // 4 + 1), pair, fill=BLACK, font=small, anchor="mm")


def flat_number(label: str, brush: Brush) -> Doubled:
    """The number at half its height."""
    strip = _number(label, brush)
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
    size = brush.letters(Size.LARGE)
    lines = balanced(text, lambda line, width: run_width(line, semibold, size) <= width, brush.model.dots - 2 * size)
    widest = max(run_width(line, semibold, size) for line in lines)
    pitch = round(size * 1.16)
    plate = Image.new("L", (min(brush.model.dots, round(widest) + size), pitch * len(lines) + size // 3), WHITE)
    for row, line in enumerate(lines):
        at = (round((plate.width - run_width(line, semibold, size)) / 2), pitch * row + size // 6)
        draw_run(plate, at, line, semibold, size)
    gap = brush.dots(_GAP_MM)
    strip = _strip(brush, plate.height + 2 * gap)
    strip.paste(inverted(plate), ((strip.width - plate.width) // 2, gap))
    return strip


def module_dots(text: str, brush: Brush) -> int:
    """Dots of one QR module: 0.75 mm, or as many as the paper's width has room for."""
    wanted = max(3, brush.dots(_MODULE_MM * brush.shrink))
    return max(2, min(wanted, brush.model.dots // (len(_modules(text)) + 2 * _QUIET), 16))


@functools.lru_cache(maxsize=32)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def code_rows(text: str) -> int:
    """How many modules high the code is."""
    return len(_modules(text))


def half_code(text: str, brush: Brush) -> Doubled:
    """The QR code at half size: squares lose nothing by being doubled."""
    half = max(1, round(module_dots(text, brush) / 2))
    modules = _modules(text)
    margin, width = brush.dots(0.75), brush.model.dots // 2
    strip = Image.new("L", (width, len(modules) * half + 2 * margin), WHITE)
    strip.paste(_squares(text, half), ((width - len(modules) * half) // 2, margin))
    return Doubled(strip, 3)


def _squares(text: str, dots: int) -> Image.Image:
    modules = _modules(text)
    small = Image.new("L", (len(modules), len(modules)), WHITE)
    for row, line in enumerate(modules):
        for column, black in enumerate(line):
            if black:
                small.putpixel((column, row), BLACK)
    return resized(small, (small.width * dots, small.height * dots), smooth=False)


def _code(text: str, brush: Brush) -> Image.Image:
    drawn = _squares(text, module_dots(text, brush))
    strip = _strip(brush, drawn.height + 2 * brush.dots(1.5))
    strip.paste(drawn, ((strip.width - drawn.width) // 2, brush.dots(1.5)))
    return strip


def _logo(path: Path, brush: Brush) -> Image.Image:
    with Image.open(path) as opened:
        grey = Image.new("L", opened.size, WHITE)
        solid = opened.convert("RGBA")
        grey.paste(solid.convert("L"), (0, 0), solid.getchannel("A"))
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


def bands(sheet: Image.Image, model: Model, mode: int = 0) -> Iterator[bytes]:
    """A picture as commands: bands of at most ``band_rows`` rows, trimmed at the right, white rows only fed."""
    rows = _packed(sheet, model)
    index = 0
    while index < len(rows):
        ink = bool(rows[index])
        end = index
        while end < len(rows) and bool(rows[end]) == ink:
            end += 1
        if not ink:
            yield escpos.feed((end - index) * (2 if mode & 2 else 1))
        else:
            yield from _band_commands(rows[index:end], model, mode)
        index = end


def _band_commands(rows: list[bytes], model: Model, mode: int) -> Iterator[bytes]:
    while rows:
        height = min(len(rows), model.band_rows)
        if model.bad_multiple and height % model.bad_multiple == 0:
            height -= 1
        band, rows = rows[:height], rows[height:]
        width = max(map(len, band))
        packed = b"".join(row.ljust(width, b"\x00") for row in band)
        yield escpos.picture(escpos.without_real_time(packed), width, mode)


def _packed(sheet: Image.Image, model: Model) -> list[bytes]:
    """Each row as bytes, black as 1, without the white at its right."""
    narrow = sheet.crop((0, 0, min(sheet.width, model.dots), sheet.height))
    bits = inverted(two_toned(narrow, 127)).convert("1", dither=Image.Dither.NONE).tobytes()
    width = (narrow.width + 7) // 8
    return [bits[start : start + width].rstrip(b"\x00") for start in range(0, len(bits), width)]
