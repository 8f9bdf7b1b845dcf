"""The technician's test page: what the record claims, for the eye to check, and what the hall file shall say if not."""

from PIL import Image, ImageDraw

from printers.models.model import CUTS, Model
from printers.paper import bands, escpos, faces, raster, text_drawing
from printers.paper.encoder import Encoder
from printers.paper.layout import QrBlock
from printers.paper.render import Rendered
from printers.paper.wrap import wrap

_SAMPLE = "éèçñäöüß àâêîôû"
QR_SAMPLE = "ANTREAN:TEST"
_MODULE = 5  # dots
_MM, _SLIP_MM = 330.0, 40.0


def test_page(model: Model) -> Rendered:
    """Everything that the model's record claims, each with the key that a hall file overrides it by."""
    page = _Page(model)
    pieces = [page.heading(), page.rulers(), page.sizes(), page.pages(), page.native_code()]
    if model.raster:
        pieces += [
            page.told("Below: QR and ruler as pictures. The ruler must end at the edge: width_mm, model."),
            *_pictures(model),
        ]
    pieces.append(page.end())
    return Rendered(tuple(pieces), _MM, "test page")


def slip(model: Model) -> Rendered:
    """A few lines for a printer that says nothing: does paper come at all?"""
    page = _Page(model)
    return Rendered((page.heading(), page.end()), _SLIP_MM, "slip")


class _Page:
    """The page's parts, written one after the other."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._to = Encoder(model)

    def _line(self, text: str) -> None:
        self._to.text(text.encode("ascii", "backslashreplace").decode("ascii"))
        self._to.line()

    def _wrapped(self, text: str) -> None:
        for line in wrap(text, lambda line: len(line) <= self._model.columns):
            self._line(line)

    def told(self, text: str) -> bytes:
        """What to look at, and what to set."""
        self._wrapped(text)
        return self._to.take()

    def heading(self) -> bytes:
        """Which record this is."""
        model = self._model
        self._to.start()
        self._to.set(align="center")
        self._to.size(2, 2)
        self._line("ANTREAN TEST")
        self._to.size(1, 1)
        self._line(model.code)
        self._line(f"{model.dots} dots, {model.dpi} dpi, {model.paper_mm} mm")
        self._to.set(align="left")
        self._wrapped("In [printer...] of the hall file:")
        return self._to.take()

    def rulers(self) -> bytes:
        """As many signs as fit a line: when it wraps, the record's columns (or the paper's width) are wrong."""
        model = self._model
        self._wrapped(f"One line of {model.columns}, one of {model.columns_small}; two each: model, width_mm.")
        self._line("".join(str(place % 10) for place in range(1, model.columns + 1)))
        self._to.set(font="b")
        self._line("".join(str(place % 10) for place in range(1, model.columns_small + 1)))
        self._to.set(font="a")
        return self._to.take()

    def sizes(self) -> bytes:
        """Letters in all sizes."""
        self._line("Sizes 1 to 8:")
        for size in (1, 2, 3, 4, 6, 8):
            self._to.size(size, size)
            self._line(f"{size}A")
        self._to.size(1, 1)
        self._to.set(bold=True)
        self._line("bold")
        self._to.set(bold=False, invert=True)
        self._to.text(" white on black ")
        self._to.set(invert=False)
        self._to.line()
        return self._to.take()

    def pages(self) -> bytes:
        """One line for each code page: accents that look wrong name a wrong slot."""
        self._wrapped('Code pages. Wrong accents: pages = { slot = "codec" }, the slots from its self-test.')
        for slot, codec in self._model.pages.items():
            self._to.raw(b"\x1bt" + bytes((slot,)))  # each slot in turn, which python-escpos would choose by letter
            self._to.raw(f"{slot:3} {codec}: ".encode("ascii") + _SAMPLE.encode(codec, "ignore") + escpos.LF)
        return self._to.take()

    def native_code(self) -> bytes:
        """A code of the printer's own, whatever the record says: letters in its place are no harm on this page."""
        says = "true" if self._model.native_qr else "false"
        self._wrapped(f"Below: a QR code of its own: qr = true. Letters, or nothing: qr = false. Now {says}.")
        white = escpos.feed(bands.QUIET * _MODULE)
        self._to.raw(white)
        self._to.set(align="center")
        self._to.qr(QR_SAMPLE, _MODULE)
        self._to.set(align="left")
        self._to.line()  # ends the line of letters, where it is one
        self._to.raw(white)
        return self._to.take()

    def end(self) -> bytes:
        """How it is cut, and what else the hall file may say."""
        model = self._model
        self._wrapped(f"Cut now: {model.cutter}. Not cut, or not as wished: cut = {', '.join(CUTS)}.")
        held = "true" if model.presenter else "false"
        self._wrapped(f"It stays in the outlet until the next one comes: presenter = true. Now {held}.")
        self._wrapped(f"Never confirmed: fence = none. Slower than {model.speed_mm:.0f} mm/s: speed.")
        self._wrapped(f"Cut through the line below: feed = more than {model.feed_to_cut_mm:.0f}.")
        self._line("-" * model.columns)
        self._to.part()
        return self._to.take()


def _pictures(model: Model) -> list[bytes]:
    code = raster.draw(QrBlock(QR_SAMPLE), raster.Brush(model))
    return [command for part in (code, _ruler(model)) for command in bands.commands(part, model)]


def _ruler(model: Model) -> Image.Image:
    """Millimetres across the paper, the last one at the record's last dot."""
    sheet = Image.new("L", (model.dots, 60), 255)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, model.dots - 1, 1), fill=0)
    for mm in range(int(model.dots / model.dots_per_mm) + 1):
        left = round(mm * model.dots_per_mm)
        pen.rectangle((left, 0, left, 28 if mm % 10 == 0 else 18 if mm % 5 == 0 else 10), fill=0)
        if mm % 10 == 0:
            text_drawing.draw_run(sheet, (min(left, model.dots - 40), 32), str(mm), faces.weights()[0], 22)
    pen.rectangle((model.dots - 2, 0, model.dots - 1, 59), fill=0)
    return sheet
