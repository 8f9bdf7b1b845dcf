"""Does a clip sound like its phonemes? Judged by the other clips: they teach how each phoneme sounds in this voice.

From the phonemes of a clip its spectrum is foretold, as the other clips have it (a linear rule, learnt without the clip
in question). A clip whose true spectrum is nearer to what is foretold of most other words says those, not its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from shared.voice.spectra import MOMENTS, Matrix

_FOLDS = 5
_RIDGE = 2.0
_LONG = {"ə": 0.8, **dict.fromkeys("aeiouɛɔAIOWYɑɪʌæɜ", 1.5)}
_SILENT = "ˈˌ ,.:"
_EDGE = "|"
FAR = 0.12
"""A clip is mistaken when this part of all texts fits it better than its own (of the shipped clips: 0.03 at most)."""


def mistaken(prints: Sequence[Matrix], texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each clip that does not sound like its text, with the text that it sounds most like."""
    if len(texts) < 2 * _FOLDS:
        return
    ranks, nearest = standings(prints, texts)
    for at, rank in enumerate(ranks):
        if rank > FAR:
            yield at, texts[int(nearest[at])]


def standings(prints: Sequence[Matrix], texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """For each clip which part of the texts fits better than its own, and which fits best."""
    heard = np.array(prints)
    heard = (heard - heard.mean(axis=(0, 1))) / (heard.std(axis=(0, 1)) + 1e-9)
    sounds = sorted({sound for text in texts for sound in text} | {_EDGE})
    known = {sound: at for at, sound in enumerate(sounds)}
    features = np.array([_features(text, known) for text in texts])
    fold = np.arange(len(texts)) % _FOLDS
    ranks, nearest = np.zeros(len(texts)), np.zeros(len(texts), np.intp)
    for number in range(_FOLDS):
        taught, asked = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        rule = _learnt(features[taught], heard[taught])
        foretold = features @ rule
        one, other = heard[asked].reshape(len(asked), -1), foretold.reshape(len(texts), -1)
        distances = (other**2).sum(axis=1)[None, :] - 2 * one @ other.T
        own = distances[np.arange(len(asked)), asked]
        ranks[asked] = (distances < own[:, None]).mean(axis=1)
        nearest[asked] = distances.argmin(axis=1)
    return ranks, nearest


def _learnt(features: Matrix, heard: Matrix) -> Matrix:
    """The linear rule from what is said at a moment to how it sounds."""
    x, y = features.reshape(-1, features.shape[-1]), heard.reshape(-1, heard.shape[-1])
    return np.asarray(np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ y), np.float64)


def _features(text: str, known: dict[str, int]) -> Matrix:
    """MOMENTS rows: which sound is said then, and which before and after it."""
    sounds = [sound for sound in text if sound not in _SILENT]
    ends: Matrix = np.cumsum(np.array([_LONG.get(sound, 1.0) for sound in sounds]))
    moments = (np.arange(MOMENTS) + 0.5) / MOMENTS * float(ends[-1])
    at: list[int] = np.minimum(np.searchsorted(ends, moments), len(sounds) - 1).tolist()
    ring = [_EDGE, *sounds, _EDGE]
    rows = np.zeros((MOMENTS, 3 * len(known)))
    for moment, place in enumerate(at):
        for part, sound in enumerate(ring[place : place + 3]):
            rows[moment, part * len(known) + known[sound]] = 1
    return rows
