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
_BEGINNING = _LITTLE = pcm.RATE // 10
"""So much may be lost before a device has woken up."""
_LOST = 1
"""So many of the pieces, or a tenth: a busy machine makes a gap in one of them."""
_GAP = 3 * pcm.RATE
"""So long at most is the gap."""


def holds(recorded: bytes, sentence: Sequence[int]) -> bool:
    """Whether the sentence was said, whole."""
    return _end(_samples(recorded), np.asarray(sentence, float)) is not None


def holds_without_a_hole(recorded: bytes, sentence: Sequence[int]) -> bool:
    """Whether the sentence was said in one breath: each piece of it right after the one before."""
    heard, said = _samples(recorded), np.asarray(sentence, float)[_BEGINNING:]
    at = _likeliest(heard, said)
    pieces = [(start, said[start : start + _LITTLE]) for start in range(0, len(said) - _LITTLE, _LITTLE)]
    loudest = max(np.linalg.norm(piece) for _, piece in pieces)
    return all(
        _likeness(heard[at + start :][:_LITTLE], piece) > _ALIKE
        for start, piece in pieces
        if np.linalg.norm(piece) > loudest / 10
    )


def times(recorded: bytes, sentence: Sequence[int]) -> int:
    """How often the sentence was said, whole."""
    heard, said, count = _samples(recorded), np.asarray(sentence, float), 0
    while (end := _end(heard, said)) is not None:
        heard, count = heard[end:], count + 1
    return count


def in_order(recorded: bytes, sentences: Sequence[Sequence[int]]) -> bool:
    """Whether these were said, each whole and after the one before it."""
    heard = _samples(recorded)
    for sentence in sentences:
        end = _end(heard, np.asarray(sentence, float))
        if end is None:
            return False
        heard = heard[end:]
    return True


def _samples(recorded: bytes) -> _Sound:
    return np.frombuffer(recorded[: len(recorded) // 2 * 2], "<i2").astype(float)


def _end(heard: _Sound, said: _Sound) -> int | None:
    """Where the sentence ends that was said first, whole; None where there is none."""
    pieces = [said[at : at + _PIECE] for at in range(0, len(said) - _PIECE, _PIECE)]
    lost = max(_LOST, len(pieces) // 10)
    ends = (_end_from(heard, pieces, first, lost) for first in range(min(len(pieces), lost + 1)))
    return min((end for end in ends if end is not None), default=None)


def _end_from(heard: _Sound, pieces: Sequence[_Sound], first: int, lost: int) -> int | None:
    """The same with that piece as the first that is heard."""
    start = 0
    while (place := _place(heard[start:], pieces[first])) is not None:
        start = at = start + place + _PIECE - pcm.RATE // 20
        missed = first
        for piece in pieces[first + 1 :]:
            place = _place(heard[at : at + _PIECE + _GAP], piece)
            if place is None:
                missed += 1
            else:
                at += place + _PIECE - pcm.RATE // 20
        if missed <= lost:
            return at
    return None


def loud(recorded: bytes, seconds: float = 0.5) -> bool:
    """Whether anything was heard in the last seconds."""
    last = array("h", recorded[: len(recorded) // 2 * 2][-round(seconds * pcm.RATE) * 2 :])
    return max(last, default=0) > 1000


def _place(heard: _Sound, piece: _Sound) -> int | None:
    """Where the piece is heard for the first time; None where it is not."""
    if len(heard) < len(piece):
        return None
    product = _product(heard, piece)
    power = np.concatenate(([0.0], np.cumsum(heard**2)))
    power = power[len(piece) :] - power[: -len(piece)]
    alike = product / (np.sqrt(np.maximum(power, 1.0)) * np.linalg.norm(piece) + 1.0)
    places = np.flatnonzero(alike > _ALIKE)
    return int(places[0]) if len(places) else None


def _likeliest(heard: _Sound, said: _Sound) -> int:
    """Where it is heard, if anywhere."""
    return int(np.argmax(_product(heard, said))) if len(heard) >= len(said) else 0


def _product(heard: _Sound, piece: _Sound) -> _Sound:
    """How much of the piece is in what was heard, from each moment on."""
    size = 1 << (len(heard) + len(piece)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size)), size)
    return product[: len(heard) - len(piece) + 1]


def _likeness(heard: _Sound, piece: _Sound) -> float:
    """Of two sounds; 1 is the same but for its loudness."""
    both = np.linalg.norm(heard) * np.linalg.norm(piece)
    return float(np.dot(heard, piece) / both) if both and len(heard) == len(piece) else 0.0
