"""The sentences that a kiosk always reads aloud alike, shipped as clips of the same voice as the hall's calls.

``python -m shared.tools.make_reading_clips`` makes them. A clip is used for its own words only: when a sentence
changes, it is said by an engine until its clip has been made again.
"""

from __future__ import annotations

import hashlib
from array import array
from functools import cache

from shared.voice.pack import Pack
from shared.voice.phonemes import ASSETS


def clip_name(line: str) -> str:
    """The name of a line's clip in its set."""
    return hashlib.sha256(line.encode()).hexdigest()[:16]


@cache
def reading_pack(lang: str) -> Pack:
    """The shipped set of a language; empty where there is none."""
    return Pack(ASSETS / f"read-{lang}.zip")


def has_clip(line: str, lang: str) -> bool:
    """Whether these words are shipped as a clip."""
    return reading_pack(lang).told.get(clip_name(line)) == line


def clip(line: str, lang: str) -> array[int] | None:
    """The samples of a line; None where it is not shipped."""
    return reading_pack(lang).read(clip_name(line)) if has_clip(line, lang) else None
