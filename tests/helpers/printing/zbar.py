"""QR codes read by zbar, a decoder that is not ours, from papers as they are and as life leaves them."""

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps


def read_codes(paper: Image.Image) -> list[str]:
    """What zbar reads. Without its library the test is skipped, and fails in CI, which installs it."""
    try:
        from pyzbar import pyzbar
    except ImportError as error:
        if os.environ.get("ANTREAN_CI"):
            raise
        pytest.skip(f"NO QR CODE WAS READ: zbar is missing ({error}); on Debian: apt-get install libzbar0")
    found: list[Any] = pyzbar.decode(paper, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [code.data.decode("ascii") for code in found]


def _streaked(paper: Image.Image) -> Image.Image:
    """A dot of the head that is dead: a white line from top to bottom, through the code."""
    pen = ImageDraw.Draw(paper)
    for column in (paper.width // 2 - 31, paper.width // 2 + 17):
        pen.line((column, 0, column, paper.height), fill=255)
    return paper


def _seen_aslant(paper: Image.Image) -> Image.Image:
    """The paper held at an angle to the camera."""
    width, height = paper.size
    corners = (-0.06 * width, 0, -0.02 * width, height, 1.02 * width, height, 1.06 * width, 0.01 * height)
    return paper.transform(paper.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR, fillcolor=255)


def _crumpled(paper: Image.Image) -> Image.Image:
    noise = Image.frombytes("L", paper.size, random.Random(7).randbytes(paper.width * paper.height))
    return Image.blend(paper, noise, 0.35).filter(ImageFilter.GaussianBlur(0.8))  # and a lens


LIFE: dict[str, Callable[[Image.Image], Image.Image]] = {
    "fresh": lambda paper: paper,
    "far": lambda paper: paper.resize((paper.width // 2, paper.height // 2), Image.Resampling.BILINEAR),
    "unsharp": lambda paper: paper.filter(ImageFilter.GaussianBlur(2.0)),
    "turned": lambda paper: paper.rotate(7, Image.Resampling.BILINEAR, expand=True, fillcolor=255),
    "faded": lambda paper: paper.point([150 + value * 70 // 255 for value in range(256)]),
    "streaked": _streaked,
    "aslant": _seen_aslant,
    "crumpled": _crumpled,
    "thick": lambda paper: paper.filter(ImageFilter.MinFilter(3)),  # too hot: each dot runs
    "grey wall": lambda paper: ImageOps.expand(paper, 60, 90),
}
"""What happens to a ticket between the printer and the scanner."""
