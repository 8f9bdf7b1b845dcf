"""Whether a recording holds a sentence: its pieces one after the other, as a loudspeaker would have said them."""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shared import pcm

_Sound = NDArray[np.float64]
_PIECE = pcm.RATE // 2
_ALIKE = 0.9
"""So alike two sounds are (1 is the same but for its loudness); a resampler in a daemon changes a little."""
_ENOUGH = 0.9
"""So many of the pieces: a busy machine makes a gap in one of them."""


def holds(recorded: bytes, sentence: Sequence[int]) -> bool:
    """Whether the sentence was said, whole."""
    heard = np.frombuffer(recorded[: len(recorded) // 2 * 2], "<i2").astype(float)
    said = np.asarray(sentence, float)
    pieces = [said[at : at + _PIECE] for at in range(0, len(said) - _PIECE, _PIECE)]
    at, found = 0, 0
    for piece in pieces:
        place = _place(heard[at:], piece)
        if place is not None:
            at, found = at + place + len(piece) - pcm.RATE // 20, found + 1
    return bool(pieces) and found >= _ENOUGH * len(pieces)


def loud(recorded: bytes, seconds: float = 0.5) -> bool:
    """Whether anything was heard in the last seconds."""
    last = array("h", recorded[: len(recorded) // 2 * 2][-round(seconds * pcm.RATE) * 2 :])
    return max(last, default=0) > 1000


def _place(heard: _Sound, piece: _Sound) -> int | None:
    """Where the piece is heard for the first time; None where it is not."""
    if len(heard) < len(piece):
        return None
    size = 1 << (len(heard) + len(piece)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size)), size)
    product = product[: len(heard) - len(piece) + 1]
    power = np.concatenate(([0.0], np.cumsum(heard**2)))
    power = power[len(piece) :] - power[: -len(piece)]
    alike = product / (np.sqrt(np.maximum(power, 1.0)) * np.linalg.norm(piece) + 1.0)
    places = np.flatnonzero(alike > _ALIKE)
    return int(places[0]) if len(places) else None
