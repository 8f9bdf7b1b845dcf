"""The technician's test page: rulers, letter sizes, code pages, QR codes; what is wrong on it says what to set."""

from PIL import Image, ImageDraw

from printers import escpos, raster
from printers.layout import Code
from printers.model import Model
from printers.render import Rendered

_SAMPLE = "éèçñäöüß àâêîôû"
QR_SAMPLE = "ANTREAN:TEST"


def test_page(model: Model) -> Rendered:
    """Everything that the model's record claims, for the eye to check."""
    pieces = [
        escpos.INIT + escpos.units(model.dpi) + escpos.line_height(28) + _heading(model),
        _text_ruler(model),
        _sizes(model),
        *_pages(model),
    ]
    if model.native_qr:
        pieces.append(_line("QR by the printer:") + escpos.CENTRE + escpos.qr_code(QR_SAMPLE, 5) + escpos.LEFT)
    if model.raster:
        pieces += [_line("QR and ruler as pictures:"), *_pictures(model)]
    pieces.append(escpos.parting(model))
    return Rendered(tuple(pieces), 260.0, "test page")


def _line(text: str) -> bytes:
    return text.encode("ascii", "backslashreplace") + escpos.LF


def _heading(model: Model) -> bytes:
    return (
        escpos.CENTRE
        + escpos.scale(2, 2)
        + _line("ANTREAN TEST")
        + escpos.scale(1, 1)
        + _line(model.code)
        + _line(f"{model.dots} dots, {model.dpi} dpi, {model.paper_mm} mm")
        + escpos.LEFT
    )


def _text_ruler(model: Model) -> bytes:
    """As many signs as fit a line: when it wraps, the record's columns (or the paper's width) are wrong."""
    digits = "".join(str(place % 10) for place in range(1, model.columns + 1))
    small = "".join(str(place % 10) for place in range(1, model.columns_small + 1))
    return (
        _line(f"One line of {model.columns}, one of {model.columns_small}:")
        + _line(digits)
        + escpos.FONT_B
        + _line(small)
        + escpos.FONT_A
    )


def _sizes(model: Model) -> bytes:
    found = _line("Sizes 1 to 8:")
    for size in (1, 2, 3, 4, 6, 8):
        found += escpos.scale(size, size) + _line(f"{size}A")
    found += escpos.scale(1, 1) + escpos.BOLD_ON + _line("bold") + escpos.BOLD_OFF
    return found + escpos.REVERSE_ON + b" white on black " + escpos.REVERSE_OFF + escpos.LF


def _pages(model: Model) -> list[bytes]:
    """One line for each code page: accents that look wrong name a wrong slot."""
    found = [_line("Code pages:")]
    for slot, codec in model.pages.items():
        sample = _SAMPLE.encode(codec, "ignore")
        found.append(escpos.page(slot) + _line(f"{slot:3} {codec}:")[:-1] + b" " + sample + escpos.LF)
    return found


def _pictures(model: Model) -> list[bytes]:
    brush = raster.Brush(model)
    code = raster.draw(Code(QR_SAMPLE), brush)
    return [*raster.bands(code, model), *raster.bands(_ruler(model), model)]


def _ruler(model: Model) -> Image.Image:
    """Millimetres across the paper, the last one at the record's last dot."""
    sheet = Image.new("L", (model.dots, 60), 255)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, model.dots - 1, 1), fill=0)
    for mm in range(int(model.dots / model.dots_per_mm) + 1):
        left = round(mm * model.dots_per_mm)
        pen.rectangle((left, 0, left, 28 if mm % 10 == 0 else 18 if mm % 5 == 0 else 10), fill=0)
        if mm % 10 == 0:
            raster.draw_run(sheet, (min(left, model.dots - 40), 32), str(mm), raster.weights()[0], 22)
    pen.rectangle((model.dots - 2, 0, model.dots - 1, 59), fill=0)
    return sheet
