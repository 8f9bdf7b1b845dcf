"""Voice clips by word: the hall's own first, then the shipped ones, and what happens when one is missing.

A word without a clip is said by espeak-ng where that is installed. Where it is not, the sentence is *not* said
with a hole in it (a number without one of its digits sends people to the wrong counter): a word of the counter's
removes the whole counter, any other word the whole sentence; then the chime sounds and the call is only shown.
Either way the log names the missing clip, once.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import wave
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path

from display.voice.announcer import Utterance, with_pauses
from shared import pcm
from shared.domain.speech import PAUSE
from shared.log import shown

SHIPPED = Path(__file__).resolve().parents[2] / "shared" / "assets" / "sounds"
BETWEEN_WORDS = 0.05
AT_A_COMMA = 0.22
BEFORE_LANGUAGE = 0.5
AFTER_CHIME = 0.15
_VOICES = {"id": "id", "en": "en-gb"}
_log = logging.getLogger("antrean.voice")

Synthesise = Callable[[str, str], "array[int] | None"]
"""(word, language) to samples in our form, or None when it cannot."""


def espeak(word: str, lang: str) -> array[int] | None:
    """The word as espeak-ng says it; None when it is not installed or fails."""
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    command = [program, "-v", _VOICES.get(lang, "id"), "-s", "146", "--stdout", word.replace("-", " ") + ","]
    try:
        made = subprocess.run(command, capture_output=True, timeout=5, check=True)
        return pcm.levelled(pcm.trimmed(pcm.parse(_closed(made.stdout))))
    except (OSError, subprocess.SubprocessError, EOFError, wave.Error, pcm.ClipError):
        return None


def _closed(streamed: bytes) -> bytes:
    """A WAV from a pipe says it is endless: give it its true length."""
    size = len(streamed)
    return (
        streamed[:4]
        + (size - 8).to_bytes(4, "little")
        + streamed[8:40]
        + (size - 44).to_bytes(4, "little")
        + streamed[44:]
    )


class Clips:
    """The words that can be said. Loads each clip once; not to be shared between threads.

    Attributes:
        own: a folder with the hall's clips (``id/satu.wav``, ``chime.wav``), best a copy on this PC.
    """

    def __init__(self, own: Path | None = None, *, shipped: Path = SHIPPED, synthesise: Synthesise = espeak) -> None:
        self.own = own
        self._shipped = shipped
        self._synthesise = synthesise
        self._known: dict[tuple[str, str], array[int] | None] = {}

    def has_own(self, lang: str, word: str) -> bool:
        """Whether the hall recorded this one itself."""
        return self.own is not None and (self.own / lang / f"{word}.wav").is_file()

    def forget(self) -> None:
        """The hall's clips changed: load them again."""
        self._known.clear()

    def missing(self, words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Of these (language, word), the ones that no folder has: for ``antrean check`` and the tests."""
        return sorted(
            (lang, word)
            for lang, word in set(words)
            if not self.has_own(lang, word) and not (self._shipped / "voice" / lang / f"{word}.wav").is_file()
        )

    def sound(self, utterance: Utterance) -> array[int]:
        """The whole utterance as samples: the chime and what can be said whole of it."""
        joined = array("h")
        if utterance.chime is not None:
            joined.extend(self._chime(utterance.chime))
            joined.extend(pcm.silence(AFTER_CHIME))
        for number, (lang, words) in enumerate(self._sayable(utterance)):
            joined.extend(pcm.silence(BEFORE_LANGUAGE if number or utterance.repeat else 0))
            self._join(joined, lang, words)
        return joined

    def _sayable(self, utterance: Utterance) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The sentence whole; else without the counter, which the picture shows; else nothing."""
        if self._whole(utterance.parts):
            return utterance.parts
        if not utterance.without or not self._whole(utterance.without):
            _log.info("call %s is not said, the chime alone rings: a clip is missing", utterance.call)
            return ()
        _log.info("call %s is said without its counter: a clip is missing", utterance.call)
        return utterance.without

    def _whole(self, parts: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
        return all(self._load(lang, word) is not None for lang, word in with_pauses(parts) if word != PAUSE)

    def _join(self, joined: array[int], lang: str, words: tuple[str, ...]) -> None:
        for word in words:
            samples = None if word == PAUSE else self._load(lang, word)
            joined.extend(pcm.silence(AT_A_COMMA) if samples is None else samples)
            joined.extend(pcm.silence(BETWEEN_WORDS))

    def _chime(self, name: str) -> array[int]:
        key = ("", name)
        if key not in self._known:
            self._known[key] = self._first(
                [folder / f"{name}.wav" for folder in (self.own, self._shipped) if folder], level=False
            )
            if self._known[key] is None:
                _log.warning("the chime %s.wav is missing", name)
        return self._known[key] or array("h")

    def _load(self, lang: str, word: str) -> array[int] | None:
        key = (lang, word)
        if key not in self._known:
            own = [self.own / lang / f"{word}.wav"] if self.own else []
            found = self._first([*own, self._shipped / "voice" / lang / f"{word}.wav"])
            self._known[key] = found if found is not None else self._said_by_machine(lang, word)
        return self._known[key]

    def _said_by_machine(self, lang: str, word: str) -> array[int] | None:
        samples = self._synthesise(word, lang)
        instead = "espeak-ng says it" if samples else "what needs it is not said (install espeak-ng or record it)"
        _log.warning("the voice clip %s/%s.wav is missing: %s", lang, word, instead)
        return samples

    @staticmethod
    def _first(paths: list[Path], *, level: bool = True) -> array[int] | None:
        """The first of the files that can be played."""
        for path in paths:
            if not path.is_file():
                continue
            try:
                samples = pcm.read(path)
            except pcm.ClipError as error:
                _log.warning("the voice clip %s cannot be played: %s", shown(path), error)
                continue
            return pcm.levelled(samples) if level else samples
        return None
