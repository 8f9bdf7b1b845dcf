"""python-escpos as the encoder of a ticket: text, sizes, code pages, QR codes, picture bands, the partial cut.

Only its ``Dummy`` is used, with the model's record as its profile; it never touches a device (PRINTING.md 1.1-1.4 says
why). Its import would set up the root logger and leave a folder with a pickle behind: here it does neither.
"""

import importlib
import json
import logging
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from printers.models.model import Model
from printers.paper import escpos

_NO_PROFILES: dict[str, Any] = {
    "profiles": {"default": {"codePages": {}, "features": {}, "fonts": {}}},
    "encodings": {},
}
_FILE, _PICKLES = "ESCPOS_CAPABILITIES_FILE", "ESCPOS_CAPABILITIES_PICKLE_DIR"


@contextmanager
def _kept_in_check() -> Generator[None]:
    """While it is imported: a passing folder for its pickle, an empty table of profiles, the root logger as it was.

    The records in ``printers/models`` are the profiles; so nothing is ever read from a pickle that others could write.
    """
    root, before = logging.getLogger(), {key: os.environ.get(key) for key in (_FILE, _PICKLES)}
    handlers, level, folder = list(root.handlers), root.level, tempfile.tempdir
    with tempfile.TemporaryDirectory() as passing:
        empty = Path(passing) / "capabilities.json"
        empty.write_text(json.dumps(_NO_PROFILES), encoding="utf-8")
        os.environ |= {_FILE: str(empty), _PICKLES: passing}
        tempfile.tempdir = passing  # it makes a folder there even when it needs none
        try:
            yield
        finally:
            tempfile.tempdir = folder
            for key, value in before.items():
                os.environ.pop(key, None)
                if value is not None:
                    os.environ[key] = value
            root.handlers[:] = handlers
            root.setLevel(level)


with _kept_in_check():
    _dummy: Any = importlib.import_module("escpos.printer.dummy").Dummy
    _capabilities: Any = importlib.import_module("escpos.capabilities")
    _code_pages: Any = importlib.import_module("escpos.codepages").CodePages
    _constants: Any = importlib.import_module("escpos.constants")


def _profile(model: Model) -> Any:
    """The record as a profile. Slots are numbers here: as text python-escpos would take 16 before 2."""
    for codec in model.pages.values():
        _code_pages.data[_page(codec)] = {"name": codec, "python_encode": codec}
    profile: Any = type("Record", (_capabilities.Profile,), {})()
    profile.profile_data = {
        "codePages": {slot: _page(codec) for slot, codec in model.pages.items()},
        "features": {"paperPartCut": model.cutter == "partial", "qrCode": model.native_qr},
        "fonts": {"0": {"columns": model.columns}, "1": {"columns": model.columns_small}},
        "media": {"width": {"pixels": model.dots}},
    }
    return profile


def _page(codec: str) -> str:
    return codec.upper()


class Encoder:
    """Commands for one paper of one printer, gathered until they are taken."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._to: Any = _dummy(profile=_profile(model))
        self._magic: Any = self._to.magic

    def take(self) -> bytes:
        """What was gathered since the last time."""
        data: bytes = self._to.output
        self._to.clear()
        return data

    def start(self) -> None:
        """The state after power on, in dots, with our line height."""
        self.raw(escpos.INIT + escpos.units(self._model.dpi))
        self._magic.encoding = None  # it would remember the page that INIT has just put back (PRINTING.md 1.4)
        self._to.line_spacing(LINE_DOTS)

    def raw(self, data: bytes) -> None:
        """What python-escpos has no words for."""
        self._to._raw(data)  # its documented way out

    def set(self, **style: object) -> None:
        """``align``, ``bold``, ``invert``, ``smooth``: only what is named is sent."""
        self._to.set(**style)

    def size(self, wide: int, high: int) -> None:
        """Letters this many times as wide and high, 1 to 8."""
        self._to.set(custom_size=True, width=wide, height=high)

    def knows(self, letter: str) -> bool:
        """Whether a code page of this printer has the letter."""
        return self._magic.encoder.find_suitable_encoding(letter) is not None

    def text(self, text: str) -> None:
        """Letters that the printer :meth:`knows`, in whichever of its pages, without a new line."""
        self._to.text(text)

    def line(self) -> None:
        """The end of a line."""
        self._to.ln()

    def qr(self, text: str, module_dots: int) -> None:
        """A code that the printer draws, with medium correction."""
        self._to.qr(text, ec=_constants.QR_ECLEVEL_M, size=module_dots, native=True)

    def band(self, rows: Image.Image, mode: int) -> None:
        """A band of a picture, black on white. ``mode`` 1 prints each dot twice as wide, 2 twice as high, 3 both."""
        self._to.image(
            rows,
            high_density_horizontal=not mode & 1,
            high_density_vertical=not mode & 2,
            impl="bitImageRaster",
            fragment_height=rows.height,
        )

    def part(self) -> None:
        """The end of every paper: to the knife, cut, and out of the outlet where there is a presenter."""
        model = self._model
        if model.cutter == "partial":
            self._to.cut(feed=False)  # GS V 66 0: the printer feeds to its own knife
        else:
            self.raw(escpos.cut(model.cutter, round(model.feed_to_cut_mm * model.dots_per_mm)))
        if model.presenter:
            self.raw(escpos.EJECT if model.retract_seconds is None else escpos.present(model.present_steps))


LINE_DOTS = 28
"""From one line of text to the next: 24 dots of letters and a little air."""


def parting(model: Model) -> bytes:
    """The end of every paper as bytes."""
    encoder = Encoder(model)
    encoder.part()
    return encoder.take()
