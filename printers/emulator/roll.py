"""The emulated paper: what was printed where, in dots, and each cut piece as a picture and as JSON."""

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from printers.paper.faces import face, font_for, weights
from printers.paper.pictures import BLACK, WHITE, inverted, resized, two_toned

FONT_A, FONT_B = (12, 24), (9, 17)


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed letter and how it looks."""

    sign: str
    cell: tuple[int, int] = FONT_A
    wide: int = 1
    high: int = 1
    bold: bool = False
    reverse: bool = False
    underline: bool = False
    columns: bytes = b""  # a small picture in the line: three bytes for each column of 24 dots

    @property
    def width(self) -> int:
        """Dots across."""
        return self.cell[0] * self.wide

    @property
    def height(self) -> int:
        """Dots down."""
        return self.cell[1] * self.high


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of letters."""

    top: int
    left: int
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(letter.sign for letter in self.letters)

    @property
    def size(self) -> int:
        """The largest magnification in it."""
        return max((letter.wide for letter in self.letters), default=1)


@dataclass(slots=True)
class DotRows:
    """Picture rows that lie directly below one another."""

    top: int
    left: int
    width_bytes: int
    rows: bytearray

    @property
    def height(self) -> int:
        """Rows printed so far."""
        return len(self.rows) // self.width_bytes


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A QR code that the printer drew."""

    top: int
    left: int
    text: str
    module: int


@dataclass(slots=True)
class Piece:
    """The paper from one cut to the next."""

    width: int
    dpi: int
    height: int = 0
    lines: list[PrintedLine] = field(default_factory=list[PrintedLine])
    pictures: list[DotRows] = field(default_factory=list[DotRows])
    codes: list[PrintedCode] = field(default_factory=list[PrintedCode])
    clipped: bool = False  # something was wider than the paper
    cut: bool = False

    @property
    def empty(self) -> bool:
        """Nothing on it."""
        return not (self.lines or self.pictures or self.codes)

    @property
    def texts(self) -> list[str]:
        """The lines of letters, top to bottom."""
        return [line.text for line in self.lines]

    def content(self) -> str:
        """A digest of everything that is on it, in any place: equal for two whole prints of one ticket."""
        digest = hashlib.sha256()
        for line in self.lines:
            digest.update(repr([(letter.sign, letter.wide, letter.high) for letter in line.letters]).encode())
        for rows in self.pictures:
            digest.update(rows.width_bytes.to_bytes(2, "big") + bytes(rows.rows))
        for code in self.codes:
            digest.update(code.text.encode())
        return digest.hexdigest()[:16]

    def facts(self) -> Mapping[str, Any]:
        """The piece as JSON."""
        return {
            "mm": round(self.height / self.dpi * 25.4, 1),
            "width_dots": self.width,
            "cut": self.cut,
            "clipped": self.clipped,
            "lines": [{"text": line.text, "size": line.size} for line in self.lines],
            "qr": [code.text for code in self.codes],
            "picture_rows": sum(rows.height for rows in self.pictures),
            "content": self.content(),
        }

    def draw(self) -> Image.Image:
        """The piece as it looks, 1 pixel a dot, with a little margin at the sides."""
        sheet = Image.new("L", (self.width, max(self.height, 1)), WHITE)
        for rows in self.pictures:
            width = min(rows.width_bytes * 8, self.width)
            bits = Image.frombytes("1", (rows.width_bytes * 8, rows.height), bytes(rows.rows))
            black = Image.new("L", bits.size, BLACK)
            sheet.paste(
                black.crop((0, 0, width, rows.height)), (rows.left, rows.top), bits.crop((0, 0, width, rows.height))
            )
        for line in self.lines:
            _draw_line(sheet, line)
        for code in self.codes:
            _draw_code(sheet, code)
        edge = round(self.dpi / 25.4 * 3)
        paper = Image.new("L", (self.width + 2 * edge, sheet.height + 2 * edge), WHITE)
        paper.paste(sheet, (edge, edge))
        return paper

    def save(self, folder: Path, name: str) -> Path:
        """Write ``name.png``, then ``name.json``, which is whole as soon as it is there; answers the picture's path."""
        folder.mkdir(parents=True, exist_ok=True)
        picture = folder / f"{name}.png"
        self.draw().save(picture)
        half = folder / f"{name}.new"
        half.write_text(json.dumps(self.facts(), ensure_ascii=False, indent=1), encoding="utf-8")
        half.replace(folder / f"{name}.json")
        return picture


def _draw_line(sheet: Image.Image, line: PrintedLine) -> None:
    left = line.left
    tallest = max(letter.height for letter in line.letters) if line.letters else 0
    for letter in line.letters:
        cell = _inlaid(letter) if letter.columns else _cell(letter.sign, letter.cell, letter.bold)
        if letter.reverse:
            cell = inverted(cell)
        scaled = resized(cell, (letter.width, letter.height), smooth=False)
        sheet.paste(scaled, (left, line.top + tallest - letter.height))
        if letter.underline:
            foot = line.top + tallest - 2
            ImageDraw.Draw(sheet).rectangle((left, foot, left + letter.width - 1, foot + 1), fill=BLACK)
        left += letter.width


def _inlaid(letter: Letter) -> Image.Image:
    bits = Image.frombytes("1", (24, letter.cell[0]), letter.columns).transpose(Image.Transpose.TRANSPOSE)
    return inverted(bits.convert("L"))


@functools.lru_cache(maxsize=512)
def _cell(sign: str, size: tuple[int, int], bold: bool) -> Image.Image:
    """One letter in its cell, as a printer's own font would have it: narrow, one width for all."""
    wide, high = size
    font = weights()[1] if bold else weights()[0]
    drawn = face(font_for(sign, font) or font, round(high * 0.86))
    left, _top, right, _bottom = drawn.getbbox(sign, anchor="ls")
    ink = max(1, round(right - left))
    letter = Image.new("L", (ink, high), WHITE)
    ImageDraw.Draw(letter).text((-left, round(high * 0.76)), sign, fill=BLACK, font=drawn, anchor="ls")
    if ink > wide - 1:
        letter = resized(letter, (wide - 1, high), smooth=True)
    cell = Image.new("L", size, WHITE)
    cell.paste(letter, ((wide - letter.width) // 2, 0))
    return two_toned(cell, 149)


def _draw_code(sheet: Image.Image, code: PrintedCode) -> None:
    modules = _modules(code.text)
    pen = ImageDraw.Draw(sheet)
    for row, line in enumerate(modules):
        for column, black in enumerate(line):
            if black:
                left, top = code.left + column * code.module, code.top + row * code.module
                pen.rectangle((left, top, left + code.module - 1, top + code.module - 1), fill=BLACK)


@functools.lru_cache(maxsize=64)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def code_modules(text: str) -> int:
    """How many modules wide and high a code is."""
    return len(_modules(text))
