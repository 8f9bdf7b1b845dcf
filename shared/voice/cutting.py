"""Cutting a sentence where its commas are, and taking away the silence around a piece."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
QUIET = 10 ** (-45 / 20)
"""What is silence, of the piece's loudest 5 ms."""
_ABOVE_HISS, _LOUDEST_HISS = 2.5, 10 ** (-30 / 20)
_KEEP = 0.015  # seconds of rest that stay around a piece, faded
_BEFORE, _AFTER = 0.05, 0.1  # seconds around a comma in which its silence may lie


def cut(samples: Samples, rate: int, marks: Sequence[tuple[int, int]]) -> list[Samples]:
    """The pieces between the marks of a sentence, each cut in the quietest place about its comma and trimmed."""
    cuts = [0, *(_quietest(samples, rate, *mark) for mark in marks[:-1]), len(samples)]
    return [trimmed(samples[start:end], rate) for start, end in pairwise(cuts)]


def _quietest(samples: Samples, rate: int, start: int, end: int) -> int:
    first = max(start - round(_BEFORE * rate), 0)
    size = rate // 100
    powers = powers_of(samples[first : end + round(_AFTER * rate)], size)
    smooth = np.convolve(powers, np.ones(3) / 3, "same")
    return first + int(np.argmin(smooth)) * size + size // 2


def powers_of(samples: Samples, size: int) -> Samples:
    """The root of the mean power of each ``size`` samples."""
    count = len(samples) // size
    return np.sqrt(np.mean(samples[: count * size].reshape(count, size) ** 2, axis=1) + 1e-14)


def floor(samples: Samples, rate: int) -> float:
    """What is silence in a recording, of its loudest 5 ms: well above the hiss of its quietest tenth."""
    powers = powers_of(samples, rate // 200)
    if not len(powers):
        return QUIET
    hiss = float(np.quantile(powers, 0.1) / powers.max())
    return min(max(_ABOVE_HISS * hiss, QUIET), _LOUDEST_HISS)


def trimmed(samples: Samples, rate: int, quiet: float = QUIET) -> Samples:
    """Without the silence before and after; a little of it is kept and faded, so that nothing clicks."""
    size = rate // 200
    powers = powers_of(samples, size)
    if not len(powers):
        return samples
    loud = np.flatnonzero(powers > powers.max() * quiet)
    keep = round(_KEEP * rate)
    piece = samples[max(loud[0] * size - keep, 0) : (loud[-1] + 1) * size + keep].copy()
    fade = min(keep // 2, len(piece) // 2)
    piece[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
    piece[len(piece) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    return piece
