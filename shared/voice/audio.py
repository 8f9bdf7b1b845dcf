"""Sound files that are not WAV: Opus within Ogg, small enough that a whole voice fits into a package (libsndfile)."""

from __future__ import annotations

import importlib
import io
import math
from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared import pcm

_TAPS = 24  # samples on each side of which one is made
_AT_ONCE = 20_000
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
    """The same sound at another rate, without mirror images: a windowed sinc."""
    if rate == wanted:
        return samples
    cut = min(1.0, wanted / rate)
    reach = math.ceil(_TAPS / cut)
    padded = np.pad(samples, reach).astype(np.float64)
    made = np.empty(int(len(samples) * wanted / rate), np.float32)
    near = np.arange(1 - reach, reach + 1)
    for start in range(0, len(made), _AT_ONCE):
        at = np.arange(start, min(start + _AT_ONCE, len(made))) * (rate / wanted)
        whole = np.floor(at).astype(int)
        off = near[None, :] - (at - whole)[:, None]
        weight = np.sinc(off * cut) * cut * (0.5 + 0.5 * np.cos(np.pi * off / (reach + 1)))
        made[start : start + len(at)] = (padded[whole[:, None] + near[None, :] + reach] * weight).sum(axis=1)
    return made
