"""Any sentence or name as a sound, made once and kept: what the kiosk reads aloud, and clips that are missing.

A text is known by itself, its language, the pronunciations and the engine: when one of them changes, it is made anew.
To make one blocks (espeak-ng 50 ms, the neural voice about half as long as the sentence): not on a screen's thread.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from array import array
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from shared import pcm
from shared.log import shown
from shared.voice import audio, engines, loudness
from shared.voice.cutting import trimmed
from shared.voice.synthesiser import SynthesisFault

_NONE: Mapping[str, Mapping[str, str]] = MappingProxyType({})
_log = logging.getLogger("antrean.voice")
_one_at_a_time = threading.Lock()


class Synthesis:
    """The texts that are kept in one folder of this PC.

    Args:
        cache: the folder; it is made when something is kept.
        say: the hall's pronunciations by language (``voice.say`` of the hall file).
    """

    def __init__(self, cache: Path, say: Mapping[str, Mapping[str, str]] = _NONE) -> None:
        self._cache = cache
        self._say = say

    def kept(self, text: str, lang: str) -> Path | None:
        """The WAV that was made before; None where there is none. At once, so for a screen too."""
        path = self._path(text, lang)
        return path if path is not None and path.is_file() else None

    def wav(self, text: str, lang: str) -> Path | None:
        """The WAV, made now if it has to be; None where no engine is or it cannot speak."""
        path = self._path(text, lang)
        if path is None or path.is_file():
            return path
        with _one_at_a_time:  # one model, and one PC that has other work to do
            try:
                samples = speak(text, lang, self._say.get(lang))
                half = path.with_suffix(f".{os.getpid()}")
                pcm.write(half, samples)
                half.replace(path)
            except (SynthesisFault, OSError) as error:
                _log.warning("%s cannot be said: %s", shown(text[:60]), error)
                return None
        return path

    def _path(self, text: str, lang: str) -> Path | None:
        engine = engines.best_name()
        if engine is None:
            return None
        known = "\n".join((engine, lang, text, *(f"{k}={v}" for k, v in sorted(self._say.get(lang, {}).items()))))
        return self._cache / f"{hashlib.sha256(known.encode()).hexdigest()[:32]}.wav"


def speak(text: str, lang: str, say: Mapping[str, str] | None = None) -> array[int]:
    """The text in our form and at the common loudness; :class:`SynthesisFault` without an engine."""
    engine = engines.best()
    if engine is None:
        raise SynthesisFault("there is no engine on this PC")
    sound = engine.say(text, lang, say).sound
    wide = audio.at_rate(sound.samples, sound.rate)
    return audio.integers(loudness.levelled(trimmed(wide, pcm.RATE)))
