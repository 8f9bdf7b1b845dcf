"""Sound files by libsndfile: Opus within Ogg, so that a whole voice fits into a package, and what a hall records."""

from __future__ import annotations

import importlib
import io
import math
from array import array
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared import pcm
from shared.voice import cutting, loudness

_TAPS = 24  # samples on each side of which one is made
Floats = NDArray[np.float32]
"""Samples from -1 to 1."""

_PAGE, _ENDS = 27, 4
"""Bytes of an Ogg page's head, and the mark of the last page."""
_LOWEST_RATE, _HIGHEST_RATE = 8_000, 192_000
_SILENT = 10 ** (-60 / 20)
QUALITY = 0.9  # of libsndfile's scale: about 24 kbit a second of speech


def _library() -> Any:
    return importlib.import_module("soundfile")  # 0.1 s, and only where something speaks


def encoded(samples: Floats) -> bytes:
    """Samples at 48 kHz as an Opus file."""
    target = io.BytesIO()
    _library().write(target, samples, pcm.RATE, format="OGG", subtype="OPUS", compression_level=QUALITY)
    return target.getvalue()


def is_whole(path: Path) -> bool:
    """Whether an Opus file is there to its last page: a PC that lost its power leaves half of one, or none of it."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    last = data.rfind(b"OggS")
    page = data[last:]
    if last < 0 or len(page) < _PAGE:
        return False
    parts = page[_PAGE : _PAGE + page[_PAGE - 1]]
    return bool(page[5] & _ENDS) and len(page) == _PAGE + page[_PAGE - 1] + sum(parts)


def decoded(data: bytes) -> array[int]:
    """The samples of a file of any kind that libsndfile reads, in our form; :class:`pcm.ClipError` if it cannot."""
    samples, rate = _mixed(data)
    return integers(at_rate(samples, rate))


def recording(path: Path) -> array[int]:
    """What a hall recorded with whatever it has, made fit to be joined; :class:`pcm.ClipError` with the reason if not.

    A WAV of any kind: mixed down, without offset and the silence around it, at the common loudness.
    """
    data = pcm.content(path)
    if not pcm.is_whole(data):  # half a number would send people to the wrong counter
        raise pcm.ClipError("it is cut short or still being copied")
    samples, rate = _mixed(data)
    if not _LOWEST_RATE <= rate <= _HIGHEST_RATE:
        raise pcm.ClipError(f"{rate} samples a second")
    samples = samples - samples.mean()
    if not np.isfinite(samples).all() or float(np.abs(samples).max()) < _SILENT:
        raise pcm.ClipError("there is no sound in it")
    wide = at_rate(samples, rate)
    return integers(loudness.levelled(cutting.trimmed(wide, pcm.RATE, cutting.floor(wide, pcm.RATE))))


def _mixed(data: bytes) -> tuple[Floats, int]:
    library = _library()
    try:
        samples, rate = library.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except (library.LibsndfileError, RuntimeError, ValueError, TypeError) as error:
        raise pcm.ClipError(f"it is no sound file that can be played ({error})") from None
    if not len(samples):
        raise pcm.ClipError("there is no sound in it")
    return np.asarray(samples.mean(axis=1), np.float32), int(rate)


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
