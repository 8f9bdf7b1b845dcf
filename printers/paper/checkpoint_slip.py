"""Where the audit stands, on paper: for people as a number and eight words, for a scanner as a QR code of the same.

Kept outside the hall, it shows later whether anybody wrote the audit anew (``antrean audit verify --checkpoint``).
"""

from printers.models.model import Model
from printers.paper import bands, raster
from printers.paper.encoder import Encoder
from printers.paper.layout import QrBlock
from printers.paper.render import Rendered
from printers.paper.wrap import wrap

_MM = 95.0
_MODULE = 6  # dots of a code of the printer's own
_A_LINE = 2


def slip(model: Model, hall: str, moment: str, sequence: int, words: str) -> Rendered:
    """``hall`` is its name, ``moment`` when the slip was made, ``words`` the checkpoint's eight with their hyphens."""
    to = Encoder(model)

    def line(text: str) -> None:
        for part in wrap(text, lambda each: len(each) <= model.columns):
            to.text(part)
            to.line()

    to.start()
    to.set(align="center", bold=True)
    line("CHECKPOINT AUDIT")
    to.set(align="center", bold=False)
    line(hall)
    line(moment)
    to.size(2, 2)
    line(str(sequence))
    to.size(1, 2)
    parts = words.split("-")
    for at in range(0, len(parts), _A_LINE):
        line("-".join(parts[at : at + _A_LINE]))
    to.size(1, 1)
    pieces = [to.take()]
    code = f"{sequence}:{words}"
    if model.raster:
        pieces += bands.commands(raster.draw(QrBlock(code), raster.Brush(model)), model)
    elif model.native_qr:
        to.qr(code, _MODULE)
    line("Simpan di luar MPP. Keep it outside the hall.")
    line("antrean audit verify --checkpoint ...")
    to.part()
    pieces.append(to.take())
    return Rendered(tuple(pieces), _MM, "checkpoint")
