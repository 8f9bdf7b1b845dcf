"""The ticket as text commands: few bytes for slow serial lines.

A letter that no code page of the printer has is drawn into its line, in the cell and at the height of its neighbours;
what cannot stand in one cell each (Arabic, Thai, Chinese ...) is drawn as a paragraph.
"""

import itertools
import unicodedata
from collections.abc import Iterator, Sequence

from PIL import Image

from printers.models.model import Model
from printers.paper import bands, escpos, faces, raster, text_drawing
from printers.paper.encoder import LINE_DOTS, Encoder
from printers.paper.layout import Block, Mark, Number, PictureBlock, QrBlock, TextLine, TextSize, Words
from printers.paper.pictures import resized, two_toned
from printers.paper.wrap import balanced, clusters

_PLAIN = str.maketrans({
    "–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...",
    "•": "*", "×": "x", "→": "->", "\u202f": "\u00a0",
})  # fmt: skip
"""Typographic signs that say the same in ASCII. Letters are never replaced: those are drawn."""
_LARGEST = 8
_CELL = (12, 24)  # font A
_SEPARATE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"}  # first words of their letters' Unicode names
_GAP_DOTS = 6  # below a paragraph
_MARGIN = {58: 1, 80: 2}  # columns to the left of what is not centred, by the paper's width


def number_scale(label: str, columns: int) -> tuple[int, int]:
    """How many times as wide and high the number may be: 1 to 8, from its own length."""
    wide = max(1, min(_LARGEST, columns // max(1, len(label))))
    return wide, min(_LARGEST, wide + 2)


def commands(pieces: Sequence[Block], model: Model) -> tuple[list[bytes], int]:
    """The ticket's commands, a block or a picture band each, and the dots of paper that they feed."""
    pen = _Pen(model)
    found: list[bytes] = [pen.begun()]
    for piece in pieces:
        found += pen.written(piece)
    return found, pen.dots


class _Pen:
    """What the printer is set to, so that only changes are sent, and how much paper was fed."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.dots = 0
        self._to = Encoder(model)
        self._brush = raster.Brush(model)
        self._style: dict[str, object] = {"align": "left", "bold": False}
        self._size = (1, 1)

    def begun(self) -> bytes:
        """The printer's state at the start of every paper."""
        self._to.start()
        return self._to.take()

    def written(self, piece: Block) -> Iterator[bytes]:
        """One block: as text where the printer can, else as a picture."""
        match piece:
            case Words() if self._writes(piece.text):
                self._words(piece)
            case Mark() if self._writes(piece.text, drawn=False):
                self._mark(piece.text)
            case Number():
                self._number(piece.label)
            case QrBlock() if self.model.native_qr:
                self._code(piece.text)
            case TextLine():
                self._feed(LINE_DOTS // 2)
            case _ if self.model.raster:
                yield from self._picture(piece)
            case Words() | Mark():
                self._spelled(piece.text)
            case QrBlock() | PictureBlock():
                pass
        data = self._to.take()
        if data:
            yield data

    # --- which way ------------------------------------------------------------------------------------------------

    def _writes(self, text: str, *, drawn: bool = True) -> bool:
        """Whether all letters fit in the printer's own line, a few ``drawn`` into it if it can draw."""
        signs = clusters(_plain(text).replace("\u00a0", " "))
        odd = [sign for sign in signs if not self._knows(sign)]
        few = drawn and self.model.raster and 2 * len(odd) <= len(signs)
        return not odd or (few and all(map(_stands_alone, odd)))

    def _knows(self, sign: str) -> bool:
        return all(map(self._to.knows, sign))

    # --- text -----------------------------------------------------------------------------------------------------

    def _set(self, *, centred: bool, bold: bool = False, size: tuple[int, int] = (1, 1)) -> None:
        wanted: dict[str, object] = {"align": "center" if centred else "left", "bold": bold}
        self._to.set(**{name: value for name, value in wanted.items() if value != self._style[name]})
        if size != self._size:
            self._to.size(*size)
        self._style, self._size = wanted, size

    def _line(self) -> None:
        self._to.line()
        self.dots += max(LINE_DOTS, _CELL[1] * self._size[1])

    def _feed(self, dots: int) -> None:
        self._to.raw(escpos.feed(dots))
        self.dots += dots

    def _words(self, piece: Words) -> None:
        text = _plain(piece.text)
        # a drawn cell has one height; then the line keeps its letters and gives up their double height
        high = 2 if piece.size is TextSize.LARGE and self._knows(text.replace("\u00a0", " ")) else 1
        margin = 0 if piece.centred else _MARGIN[self.model.paper_mm]
        self._set(centred=piece.centred, bold=piece.bold, size=(1, high))
        for line in _lines(text, self.model.columns - 2 * margin):
            self._letters(" " * margin + line)
            self._line()
        self._feed(_GAP_DOTS)

    def _letters(self, line: str) -> None:
        """A line's letters; those that no page has, drawn in their cells."""
        for known, signs in itertools.groupby(clusters(line), self._knows):
            if known:
                self._to.text("".join(signs))
                continue
            for sign in signs:
                self._to.raw(escpos.cell(_drawn(sign, bold=bool(self._style["bold"]))))

    def _mark(self, text: str) -> None:
        plain = _plain(text)
        size = (2, 2) if len(plain) + 2 <= self.model.columns // 2 else (1, 2)
        self._feed(LINE_DOTS // 2)
        self._set(centred=True, bold=True, size=size)
        for line in _lines(plain, self.model.columns // size[0] - 2):
            self._to.set(invert=True)
            self._to.text(f" {line} ")
            self._to.set(invert=False)
            self._line()
        self._feed(LINE_DOTS // 2)

    def _number(self, label: str) -> None:
        if self.model.smoothing:
            self._to.set(smooth=True)
        self._set(centred=True, bold=True, size=number_scale(label, self.model.columns))
        self._to.text(label)
        self._line()

    def _spelled(self, text: str) -> None:
        """For a printer that knows neither the letters nor pictures: code points, never question marks."""
        known = (letter if self._to.knows(letter) else f"[U+{ord(letter):04X}]" for letter in _plain(text))
        self._set(centred=False)
        for line in _lines("".join(known), self.model.columns):
            self._to.text(line)
            self._line()

    # --- codes and pictures ---------------------------------------------------------------------------------------

    def _code(self, text: str) -> None:
        """A code of the printer's own, with the white margin that scanners ask for above and below."""
        dots = raster.module_dots(text, self._brush)
        self._feed(bands.QUIET * dots)
        self._set(centred=True)
        self._to.qr(text, dots)
        self.dots += bands.code_rows(text) * dots
        self._feed(bands.QUIET * dots)

    def _picture(self, piece: Block) -> Iterator[bytes]:
        self._set(centred=False)
        yield self._to.take()
        part = (
            raster.half_code(piece.text, self._brush) if isinstance(piece, QrBlock) else raster.draw(piece, self._brush)
        )
        self.dots += part.height
        yield from bands.commands(part, self.model)


def _plain(text: str) -> str:
    """The text without what is invisible, each letter with its accent as one sign where there is such a sign."""
    seen = (letter for letter in unicodedata.normalize("NFC", text) if unicodedata.category(letter) != "Cf")
    return "".join(seen).translate(_PLAIN)


def _lines(text: str, columns: int) -> list[str]:
    """Balanced lines. Every cluster is one column wide."""
    lines = balanced(text, lambda line, width: len(clusters(line)) <= width, columns)
    return [line.replace("\u00a0", " ") for line in lines]


def _stands_alone(sign: str) -> bool:
    """Whether a letter can be drawn in a cell of its own: its script joins nothing and has no wide letters."""
    if unicodedata.category(sign[0])[0] == "L":
        return unicodedata.name(sign[0], "").partition(" ")[0] in _SEPARATE
    return unicodedata.category(sign[0])[0] in "SPN" and unicodedata.east_asian_width(sign[0]) not in {"W", "F"}


def _drawn(letter: str, *, bold: bool) -> Image.Image:
    """A letter as the printer's own font would have it: as wide as a cell, on the same base line."""
    regular, semibold, _heavy = faces.weights()
    wanted, size = semibold if bold else regular, round(_CELL[1] * 0.86)
    wide = max(_CELL[0], round(text_drawing.run_width(letter, wanted, size)))
    sheet = Image.new("L", (wide, _CELL[1]), 255)
    text_drawing.draw_run(sheet, (0, -1), letter, wanted, size)
    return two_toned(resized(sheet, _CELL, smooth=True), 149)
