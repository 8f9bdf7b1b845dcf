"""Letters as they stand in a picture, pixel by pixel: how high, and how far they stand out from their ground.

Nothing here asks the program: neither its sizes nor its colours.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

UPRIGHT = re.compile(r"[A-HK-PR-Z0-9]")
"""A text that begins like this begins with a letter that is as high as its capitals are, and of one piece."""
Pixels = NDArray[np.uint8]
_STEPS = np.arange(256) / 255
_LIGHT = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4)[:, None] * [
    0.2126,
    0.7152,
    0.0722,
]
"""Of each step of red, green and blue: its part of a pixel's luminance (WCAG)."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A text as it was painted: the height of its first letter in pixels (None: it is no capital), and its contrast."""

    height: int | None
    contrast: float


def pixels(picture: QImage) -> Pixels:
    """The picture's red, green and blue, row by row."""
    image = picture.convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return raw[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def ink(picture: Pixels, place: QRectF, text: str) -> Ink | None:
    """What was painted of a text in its place; None when nothing was."""
    top, left = max(round(place.top()), 0), max(round(place.left()), 0)
    rgb = picture[top : round(place.bottom()), left : round(place.right())]
    if rgb.size == 0:
        return None
    part = _LIGHT[rgb[..., 0], 0] + _LIGHT[rgb[..., 1], 1] + _LIGHT[rgb[..., 2], 2]
    values, counts = np.unique(np.round(part, 3), return_counts=True)
    ground = float(values[counts.argmax()])
    far = float(part.flat[np.abs(part - ground).argmax()])
    contrast = (max(far, ground) + 0.05) / (min(far, ground) + 0.05)
    if contrast < 1.05:
        return None
    # a letter's edge is where its colour is half of the way from the ground, as the eye sees it
    shade = np.log(part + 0.05)
    inked = np.abs(shade - np.log(ground + 0.05)) > abs(np.log(far + 0.05) - np.log(ground + 0.05)) / 2
    return Ink(_first_letter(inked) if UPRIGHT.match(text) else None, contrast)


def _first_letter(inked: NDArray[np.bool_]) -> int | None:
    """How high the first letter of the first line is; edges and corners of what lies below the text are no letters."""
    lines = _runs(inked.any(axis=1))
    tallest = max((line.stop - line.start for line in lines), default=0)
    line = next((line for line in lines if line.stop - line.start > tallest / 2), None)
    if line is None:
        return None
    heights = [np.flatnonzero(inked[line][:, letter].any(axis=1)) for letter in _runs(inked[line].any(axis=0))]
    return next((int(rows[-1] - rows[0] + 1) for rows in heights if rows[-1] - rows[0] >= tallest / 2), None)


def _runs(there: NDArray[np.bool_]) -> list[slice]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], there, [False])).astype(int)))
    return [slice(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
