"""Pictures as commands: in bands that a printer can recover from, with the white between them fed over."""

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from printers.models.model import Model
from printers.paper import escpos
from printers.paper.encoder import Encoder
from printers.paper.pictures import inverted, two_toned

QUIET = 4  # white modules around a QR code


@functools.lru_cache(maxsize=32)
def qr_code(text: str) -> QRCode[Any]:
    """The code, a dot for each module."""
    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=0, box_size=1)
    code.add_data(text)
    code.make(fit=True)
    return code


def code_rows(text: str) -> int:
    """How many modules high the code is."""
    return qr_code(text).modules_count


@dataclass(frozen=True, slots=True)
class NativeCode:
    """A QR code that the printer draws itself, between two pictures."""

    text: str
    module_dots: int

    @property
    def height(self) -> int:
        """Dots on paper, with the white above and below."""
        return (code_rows(self.text) + 2 * QUIET) * self.module_dots


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


def commands(part: Part, model: Model) -> Iterator[bytes]:
    """A part of a ticket as commands, one for each picture band or stretch of white."""
    to = Encoder(model)
    if isinstance(part, NativeCode):
        white = escpos.feed(QUIET * part.module_dots)
        to.raw(white)
        to.set(align="center")
        to.qr(part.text, part.module_dots)
        to.set(align="left")
        to.raw(white)
        yield to.take()
        return
    sheet, mode = (part.picture, part.mode) if isinstance(part, Doubled) else (part, 0)
    bits = _bits(sheet, model)
    for top, height, ink in _stretches(bits, model):
        if not ink:
            to.raw(escpos.feed(height * (2 if mode & 2 else 1)))
        else:
            to.band(_safe(bits.crop((0, top, bits.width, top + height))), mode)
        yield to.take()


def _bits(sheet: Image.Image, model: Model) -> Image.Image:
    """The sheet as the head sees it: white is 0, black 1, whole bytes across, nothing beyond the paper."""
    width = (min(sheet.width, model.dots) + 7) // 8 * 8
    black = inverted(two_toned(sheet, 127)).crop((0, 0, min(sheet.width, model.dots), sheet.height))
    return black.crop((0, 0, width, sheet.height)).convert("1", dither=Image.Dither.NONE)


def _stretches(bits: Image.Image, model: Model) -> Iterator[tuple[int, int, bool]]:
    """Where white rows can be fed over, and bands of at most ``band_rows`` rows between them: top, height, ink."""
    data, size, top = bits.tobytes(), bits.width // 8, 0
    inked = (bool(data[start : start + size].strip(b"\x00")) for start in range(0, len(data), size))
    for ink, rows in itertools.groupby(inked):
        left = len(list(rows))
        while left:
            height = min(left, model.band_rows) if ink else left
            if ink and model.bad_multiple and height % model.bad_multiple == 0:
                height -= 1
            yield top, height, ink
            top, left = top + height, left - height


def _safe(band: Image.Image) -> Image.Image:
    """The band, black on white, without the white at its right and with no command hidden in its bytes."""
    box = band.getbbox() or (0, 0, 8, 1)
    narrow = band.crop((0, 0, (box[2] + 7) // 8 * 8, band.height))
    mended = escpos.without_real_time(narrow.tobytes())
    return Image.frombytes("1", narrow.size, bytes(255 - value for value in mended))
