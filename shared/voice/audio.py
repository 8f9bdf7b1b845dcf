"""Sound files that are not WAV: Opus within Ogg, small enough that a whole voice fits into a package (libsndfile)."""

from __future__ import annotations

import importlib
import io
import math
from array import array
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared import pcm

_TAPS = 24  # samples on each side of which one is made
Floats = NDArray[np.float32]
"""Samples from -1 to 1."""

QUALITY = 0.9  # of libsndfile's scale: about 24 kbit a second of speech


def _library() -> Any:
    return importlib.import_module("soundfile")  # 0.1 s, and only where something speaks


def encoded(samples: Floats) -> bytes:
    """Samples at 48 kHz as an Opus file."""
    target = io.BytesIO()
    _library().write(target, samples, pcm.RATE, format="OGG", subtype="OPUS", compression_level=QUALITY)
    return target.getvalue()


def decoded(data: bytes) -> array[int]:
    """The samples of a file of any kind that libsndfile reads, in our form; :class:`pcm.ClipError` if it cannot."""
    library = _library()
    try:
        samples, rate = library.read(io.BytesIO(data), dtype="int16", always_2d=True)
    except (library.LibsndfileError, RuntimeError, ValueError, TypeError) as error:
        raise pcm.ClipError(f"it is no sound file that can be played ({error})") from None
    if not len(samples):
        raise pcm.ClipError("there is no sound in it")
    mixed = samples.astype(np.int32).sum(axis=1) // samples.shape[1]
    return pcm.resampled(array("h", mixed.astype("<i2").tobytes()), int(rate))


def integers(samples: Floats) -> array[int]:
    """As 16-bit numbers."""
    return array("h", (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def floats(samples: array[int]) -> Floats:
    """From -1 to 1."""
    return np.asarray(np.frombuffer(samples.tobytes(), "<i2") / 32767, np.float32)


def at_rate(samples: Floats, rate: int, wanted: int = pcm.RATE) -> Floats:
    """The same sound at another rate, without mirror images: a windowed sinc, whose values come again every round."""
    if rate == wanted:
        return samples
    common = math.gcd(rate, wanted)
    up, down = wanted // common, rate // common  # so many samples are made of so many in one round
    weights = _weights(up, down)
    count = len(samples) * up // down
    rounds = -(-count // up)
    reach = weights.shape[1] // 2
    padded = np.pad(samples, (reach, reach + down)).astype(np.float64)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach)[1:]
    made = np.zeros((rounds, up), np.float32)
    for phase in range(up):
        part = around[phase * down // up :: down][:rounds]
        made[: len(part), phase] = part @ weights[phase]
    return made.ravel()[:count]


@lru_cache(maxsize=4)
def _weights(up: int, down: int) -> NDArray[np.float64]:
    """For each sample of a round, the weights of those around it."""
    cut = min(1.0, up / down)
    reach = math.ceil(_TAPS / cut)
    near = np.arange(1 - reach, reach + 1)
    off = near[None, :] - ((np.arange(up) * down % up) / up)[:, None]
    return np.sinc(off * cut) * cut * (0.5 + 0.5 * np.cos(np.pi * off / (reach + 1)))
