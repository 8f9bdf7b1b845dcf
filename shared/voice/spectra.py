"""How a clip sounds as a few numbers: the shape of its spectrum (MFCC) at moments evenly spread over it.

Two clips that say the same have nearly the same numbers, however fast they are said: twins are found among thousands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

MOMENTS = 24
SHAPES = 13
_RATE = 48_000
_WINDOW, _HOP, _FFT = 1200, 480, 2048  # 25 ms every 10 ms
_BANDS = 26
_HIGHEST = 8_000

Matrix = NDArray[np.float64]


def fingerprint(samples: NDArray[np.float32]) -> Matrix:
    """MOMENTS x SHAPES numbers of one clip at 48 kHz."""
    frames = _mfcc(samples)
    at = np.linspace(0, len(frames) - 1, MOMENTS)
    below = np.floor(at).astype(int)
    above = np.minimum(below + 1, len(frames) - 1)
    part = (at - below)[:, None]
    return frames[below] * (1 - part) + frames[above] * part


def likeness(prints: Sequence[Matrix]) -> Matrix:
    """How alike each pair is: 1 for the same sound, about 0 for strangers; what all have in common is left out."""
    stack = np.array(prints)
    stack = (stack - stack.mean(axis=(0, 1))) / (stack.std(axis=(0, 1)) + 1e-9)
    flat = stack.reshape(len(stack), -1)
    flat = flat - flat.mean(axis=0)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True) + 1e-9
    return flat @ flat.T


def _mfcc(samples: NDArray[np.float32]) -> Matrix:
    if len(samples) < _WINDOW:
        samples = np.pad(samples, (0, _WINDOW - len(samples)))
    count = 1 + (len(samples) - _WINDOW) // _HOP
    index = np.arange(_WINDOW)[None, :] + _HOP * np.arange(count)[:, None]
    powers = np.abs(np.fft.rfft(samples[index] * np.hanning(_WINDOW), _FFT)) ** 2
    return np.log(powers @ _mel_bands().T + 1e-6) @ _cosines().T


@cache
def _mel_bands() -> Matrix:
    top: float = 2595 * math.log10(1 + _HIGHEST / 700)
    edges: Matrix = 700 * (10 ** (np.linspace(0, top, _BANDS + 2) / 2595) - 1)
    hertz = np.fft.rfftfreq(_FFT, 1 / _RATE)
    rising: Matrix = (hertz[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling: Matrix = (edges[2:, None] - hertz[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))


@cache
def _cosines() -> Matrix:
    order, band = np.arange(1, SHAPES + 1), np.arange(_BANDS)
    return np.cos(np.pi * order[:, None] * (2 * band[None, :] + 1) / (2 * _BANDS))
