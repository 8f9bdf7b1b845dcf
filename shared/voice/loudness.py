"""How loud a sound is to an ear: ITU-R BS.1770-4 (one channel), in LUFS; all speech is at -21, so nothing jumps."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

TARGET = -21.0
PEAK = 0.89  # of full scale: about -1 dB
RATE = 48_000
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGHPASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two filters of the standard, at 48 kHz: the head, and what an ear leaves out at the bottom."""
_BLOCK, _STEP = round(0.4 * RATE), round(0.1 * RATE)
_ABSOLUTE, _RELATIVE = -70.0, -10.0
_TAPS = 4096  # the length of the filters' answer that is used: its rest is below -120 dB

_NEAR = 5  # milliseconds to each side of a peak that become quieter with it

Samples = NDArray[np.float32]


def loudness(samples: Samples) -> float:
    """The integrated loudness of a sound at 48 kHz, -1 to 1; -inf for silence. A short one is one block."""
    powers = _block_powers(_weighted(samples))
    powers = powers[_lufs(powers) > _ABSOLUTE]
    if not len(powers):
        return -math.inf
    gate = _lufs(np.array([powers.mean()]))[0] + _RELATIVE
    return float(_lufs(np.array([powers[_lufs(powers) > gate].mean()]))[0])


def speech_loudness(samples: Samples) -> float:
    """The loudness of a short clip: of those of its 50 ms that are speech, as pauses do not count."""
    weighted = _weighted(samples)
    size = RATE // 20
    count = max(len(weighted) // size, 1)
    powers = np.array([np.mean(part**2) for part in np.array_split(weighted, count)])
    loud = powers[powers > powers.max() / 100]
    return float(_lufs(np.array([loud.mean()]))[0]) if powers.max() > 0 else -math.inf


def levelled(samples: Samples, target: float = TARGET) -> Samples:
    """The clip at a loudness, its peaks within full scale."""
    now, peak = speech_loudness(samples), float(np.abs(samples).max(initial=0.0))
    if math.isinf(now) or not peak:
        return samples
    return (samples * min(10 ** ((target - now) / 20), PEAK / peak)).astype(np.float32)


def normalised(samples: Samples, target: float = TARGET) -> Samples:
    """A whole sentence or bell at an integrated loudness, its peaks within full scale."""
    now = loudness(samples)
    if math.isinf(now):
        return samples
    return _limited(samples * 10 ** ((target - now) / 20))


def _limited(samples: NDArray[np.floating]) -> Samples:
    """Quieter for a few milliseconds round each peak, so that one hard consonant does not make a sentence quiet."""
    size = RATE // 1000
    count = -(-len(samples) // size)
    peaks = np.abs(np.pad(samples, (0, count * size - len(samples)))).reshape(count, size).max(axis=1)
    if peaks.max(initial=0.0) <= PEAK:
        return samples.astype(np.float32)
    padded = np.pad(peaks, _NEAR)
    near: NDArray[np.float64] = np.max([padded[at : at + count] for at in range(2 * _NEAR + 1)], axis=0)
    middles = (np.arange(count) + 0.5) * size
    around: NDArray[np.float64] = np.interp(np.arange(len(samples)), middles, np.maximum(near / PEAK, 1.0))
    return np.asarray(samples / around, np.float32)


def _lufs(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(powers, 1e-20))


def _block_powers(weighted: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean power of each 400 ms, every 100 ms."""
    if len(weighted) <= _BLOCK:
        return np.array([np.mean(weighted**2)] if len(weighted) else [], np.float64)
    sums = np.concatenate([[0.0], np.cumsum(weighted**2)])
    starts = np.arange(0, len(weighted) - _BLOCK + 1, _STEP)
    return (sums[starts + _BLOCK] - sums[starts]) / _BLOCK


def _weighted(samples: Samples) -> NDArray[np.float64]:
    """As an ear weighs it: the answer of both filters, by one fast convolution."""
    size = len(samples) + _TAPS
    length = 1 << (size - 1).bit_length()
    answer = np.fft.rfft(_answer(), length)
    return np.fft.irfft(np.fft.rfft(samples.astype(np.float64), length) * answer, length)[: len(samples)]


@cache
def _answer() -> NDArray[np.float64]:
    """What both filters make of one click."""
    click = np.zeros(_TAPS)
    click[0] = 1.0
    for above, below in (_SHELF, _HIGHPASS):
        click = _filtered(click, above, below)
    return click


def _filtered(samples: NDArray[np.float64], above: tuple[float, ...], below: tuple[float, ...]) -> NDArray[np.float64]:
    x1 = x2 = y1 = y2 = 0.0
    made = np.empty_like(samples)
    for at, x in enumerate(samples.tolist()):
        y = above[0] * x + above[1] * x1 + above[2] * x2 - below[1] * y1 - below[2] * y2
        x2, x1, y2, y1 = x1, x, y1, y
        made[at] = y
    return made
