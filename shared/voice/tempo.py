"""The same speech in less time, at the same pitch (WSOLA): what would be too long is said a little quicker."""

from __future__ import annotations

import math

import numpy as np

from shared.pcm import RATE
from shared.voice.audio import Floats

_HOP = RATE * 15 // 1000
_SIZE = 2 * _HOP
_REACH = RATE * 8 // 1000
"""Samples between two windows, of a window, and around its place in which one is looked for that goes on alike."""


def quicker(samples: Floats, factor: float) -> Floats:
    """The sound at ``factor`` times its speed, 1 or more."""
    if factor <= 1 or len(samples) < 2 * _SIZE:
        return samples
    window = np.hanning(_SIZE + 1)[:-1].astype(np.float32)
    padded = np.pad(samples, (_REACH, 2 * _SIZE + _REACH))
    length = math.floor(len(samples) / factor)
    made = np.zeros(length + 2 * _SIZE, np.float32)
    start = _REACH
    made[:_SIZE] = padded[start : start + _SIZE]
    for at in range(_HOP, length, _HOP):
        start = _alike(padded, round(at * factor), padded[start + _HOP : start + _HOP + _SIZE])
        piece = padded[start : start + _SIZE]
        made[at : at + _HOP] = made[at : at + _HOP] * window[_HOP:] + piece[:_HOP] * window[:_HOP]
        made[at + _HOP : at + _SIZE] = piece[_HOP:]
    return made[:length]


def _alike(padded: Floats, first: int, after: Floats) -> int:
    """Where within reach the sound is most like what would have come next."""
    region = padded[first : first + _SIZE + 2 * _REACH]
    sums = np.concatenate([[0.0], np.cumsum(region.astype(np.float64) ** 2)])
    powers = sums[_SIZE:] - sums[: len(sums) - _SIZE]
    return first + int(np.argmax(np.correlate(region, after, "valid") / np.sqrt(powers + 1e-6)))
