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
MOST_BYTES = 400_000_000
"""What is kept takes no more room; some 3,000 phrases."""
_log = logging.getLogger("antrean.voice")
_one_at_a_time = threading.Lock()


class Synthesis:
    """The texts that are kept in one folder of this PC.

    Args:
        cache: the folder; it is made when something is kept.
        say: the hall's pronunciations by language (``voice.say`` of the hall file).
        quick: by the engine that speaks at once, even if there is a better one: for what nobody could make before.
    """

    def __init__(self, cache: Path, say: Mapping[str, Mapping[str, str]] = _NONE, *, quick: bool = False) -> None:
        self._cache = cache
        self._say = say
        self._engine = engines.quick_name() if quick else engines.best_name()

    @property
    def can_speak(self) -> bool:
        """Whether there is an engine."""
        return self._engine is not None

    def kept(self, text: str, lang: str) -> Path | None:
        """The WAV that was made before; None where there is none. At once, so for a screen too."""
        path = self.path(text, lang)
        try:
            os.utime(path) if path is not None else None  # what is used stays longest
        except OSError:
            return None
        return path

    def wav(self, text: str, lang: str) -> Path | None:
        """The WAV, made now if it has to be; None where no engine is or it cannot speak."""
        path = self.path(text, lang)
        if path is None or self.kept(text, lang) is not None:
            return path
        with _one_at_a_time:  # one model, and one PC that has other work to do
            try:
                samples = speak(text, lang, self._say.get(lang), self._engine)
                half = path.with_suffix(f".{os.getpid()}")
                pcm.write(half, samples)
                half.replace(path)
            except (SynthesisFault, OSError) as error:
                _log.warning("%s cannot be said: %s", shown(text[:60]), error)
                return None
        return path

    def tidy(self, most_bytes: int = MOST_BYTES) -> None:
        """Let go of what was not used for longest, where all of it takes more room than it may."""
        files = [(path.stat(), path) for path in self._cache.glob("*.wav")]
        room = sum(about.st_size for about, _ in files)
        for about, path in sorted(files, key=lambda file: file[0].st_mtime):
            if room <= most_bytes:
                break
            path.unlink(missing_ok=True)
            room -= about.st_size

    def path(self, text: str, lang: str) -> Path | None:
        """Where the text is kept; None without any engine."""
        if self._engine is None:
            return None
        known = "\n".join((self._engine, lang, text, *(f"{k}={v}" for k, v in sorted(self._say.get(lang, {}).items()))))
        return self._cache / f"{hashlib.sha256(known.encode()).hexdigest()[:32]}.wav"


def speak(text: str, lang: str, say: Mapping[str, str] | None = None, engine: str | None = None) -> array[int]:
    """The text in our form and at the common loudness, by an engine or the best; SynthesisFault without any."""
    found = engines.named(engine) if engine is not None else engines.best()
    if found is None:
        raise SynthesisFault("there is no engine on this PC")
    sound = found.say(text, lang, say).sound
    wide = audio.at_rate(sound.samples, sound.rate)
    return audio.integers(loudness.levelled(trimmed(wide, pcm.RATE)))
