"""Clips and how they are joined: the hall's own recordings first, then what was made for it, then the shipped set.

What no clip says is synthesised where an engine is installed. Where none is, the sentence is *not* said with a hole in
it (a number without one of its digits sends people to the wrong counter): a word of the counter's removes the whole
counter, any other word the whole sentence; then the chime sounds and the call is only shown. The log names it, once.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from shared import json_file, pcm
from shared.log import shown
from shared.voice import audio, loudness, pack, synthesis, tempo
from shared.voice.phrases import ClipPiece, phrases, pieces
from shared.voice.synthesiser import SynthesisFault

SHIPPED = Path(__file__).resolve().parents[1] / "assets" / "sounds"
MADE = "made"
"""The folder within the hall's clips where ``antrean voice make`` puts what it renders."""
AT_A_COMMA = 0.1
BETWEEN_CLIPS = 0.07
"""With less, digits ran into one another for a machine that listens ("nol satu", "empat" after a vowel)."""
BETWEEN_LETTERS = 0.08
BEFORE_LANGUAGE = 0.5
AFTER_CHIME = 0.15
FULL_SECONDS, SHORT_SECONDS = 6.0, 4.0
"""A sentence that would be longer is said quicker, up to QUICKEST times: long letters, digits and counter together."""
QUICKEST = 1.25
_SHORT_PHRASES = 2  # the ticket, the counter
_CHIME_BELOW = 1.0  # dB that a bell is quieter than speech: it is only to be noticed
_log = logging.getLogger("antrean.voice")

Synthesise = Callable[[str, str], "array[int] | None"]
"""(text, language) to samples in our form, or None when it cannot."""
Parts = tuple[tuple[str, tuple[str, ...]], ...]
"""Words by language, with commas: what :func:`shared.domain.speech.sentence` answers for each."""


class Sayable(Protocol):
    """What is to be played: words by language after a chime, and the same without the counter."""

    @property
    def call(self) -> int | None:
        """Its call, for the log."""
        ...

    @property
    def chime(self) -> str | None:
        """The chime's name."""
        ...

    @property
    def parts(self) -> Parts:
        """All that is said."""
        ...

    @property
    def repeat(self) -> bool:
        """Whether it follows the same sentence."""
        ...

    @property
    def without(self) -> Parts:
        """What is said where the counter cannot be."""
        ...


def synthesised(text: str, lang: str, say: Mapping[str, str] | None = None) -> array[int] | None:
    """The text by the best engine of this PC; None when there is none."""
    try:
        return synthesis.speak(text, lang, say)
    except SynthesisFault:
        return None


class Clips:
    """The words that can be said. Loads each clip once; not to be shared between threads.

    Attributes:
        own: a folder with the hall's clips (``id/satu.wav``, ``chime.wav``), best a copy on this PC.
        on_missing: told once of each clip that nobody has: language, clip, and whether it is synthesised.

    Args:
        say: the hall's pronunciations by language, for what has to be synthesised.
    """

    def __init__(
        self,
        own: Path | None = None,
        *,
        sounds: Path = SHIPPED,
        packs: Callable[[str], pack.Pack] = pack.shipped,
        synthesise: Synthesise | None = None,
        say: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.own = own
        self.on_missing: Callable[[str, str, bool], None] = lambda _lang, _clip, _synthesised: None
        self._sounds = sounds
        self._pack = packs
        self._packs: dict[str, pack.Pack] = {}
        self._say = say or {}
        self._synthesise = synthesise or self._by_engine
        self._known: dict[tuple[str, str], array[int] | None] = {}

    def has_own(self, lang: str, clip: str) -> bool:
        """Whether the hall recorded this one itself."""
        return self.own is not None and (self.own / lang / f"{clip}.wav").is_file()

    def has(self, lang: str, clip: str) -> bool:
        """Whether there is such a clip, whoever made it."""
        return self.has_own(lang, clip) or self._made(lang, clip) is not None or clip in self._shipped(lang)

    def names(self, lang: str) -> frozenset[str]:
        """Every clip of a language that there is."""
        folders = [self.own / lang, self.own / MADE / lang] if self.own else []
        kinds = (".wav", pack.KIND)
        found = {path.stem for folder in folders for path in folder.glob("*") if path.suffix in kinds}
        return frozenset(found | set(self._shipped(lang).told))

    def recorded(self, lang: str, clip: str) -> array[int] | None:
        """The clip itself, never synthesised."""
        return self._found(lang, clip)

    def told(self, lang: str, clip: str) -> str | None:
        """The phonemes that its maker says were said in it; None for a recording."""
        if self.has_own(lang, clip):
            return None
        if self._made(lang, clip) is not None and self.own is not None:
            told = cast("dict[str, str] | None", json_file.read(self.own / MADE / lang / pack.TOLD))
            return (told or {}).get(clip)
        return self._shipped(lang).told.get(clip)

    def has_made(self, lang: str, clip: str) -> bool:
        """Whether this one was made for the hall."""
        return self._made(lang, clip) is not None

    def forget(self) -> None:
        """The hall's clips changed: load them again."""
        self._known.clear()

    def pieces(self, lang: str, words: Sequence[str]) -> tuple[tuple[ClipPiece, ...], ...]:
        """The clips of each phrase of a sentence."""
        return tuple(
            pieces(phrase, lambda clip: self.has(lang, clip), lambda clip: self.has_own(lang, clip))
            for phrase in phrases(words)
        )

    def missing(self, words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Of these (language, clip), the ones that nobody has: for ``antrean check`` and the tests."""
        return sorted((lang, clip) for lang, clip in set(words) if not self.has(lang, clip))

    def sound(self, utterance: Sayable) -> array[int]:
        """The whole utterance as samples: the chime and what can be said whole of it."""
        joined = array("h")
        if utterance.chime is not None:
            joined.extend(self._chime(utterance.chime))
            joined.extend(pcm.silence(AFTER_CHIME))
        for number, (lang, words) in enumerate(self._sayable(utterance)):
            joined.extend(pcm.silence(BEFORE_LANGUAGE if number or utterance.repeat else 0))
            joined.extend(self.sentence(lang, words) or ())
        return joined

    def sentence(self, lang: str, words: Sequence[str]) -> array[int] | None:
        """One sentence in one language, at the common loudness; None where a word of it cannot be said."""
        joined = array("h")
        said = self.pieces(lang, words)
        for at, phrase in enumerate(said):
            joined.extend(pcm.silence(AT_A_COMMA if at else 0))
            for place, piece in enumerate(phrase):
                samples = self._load(lang, piece)
                if samples is None:
                    return None
                joined.extend(pcm.silence(_rest(phrase[place - 1], piece) if place else 0))
                joined.extend(samples)
        limit = SHORT_SECONDS if len(said) <= _SHORT_PHRASES else FULL_SECONDS
        factor = min(len(joined) / pcm.RATE / limit, QUICKEST)
        return audio.integers(loudness.normalised(tempo.quicker(audio.floats(joined), factor), loudness.TARGET))

    def _sayable(self, utterance: Sayable) -> Parts:
        """The sentence whole; else without the counter, which the picture shows; else nothing."""
        if self._whole(utterance.parts):
            return utterance.parts
        if not utterance.without or not self._whole(utterance.without):
            _log.info("call %s is not said, the chime alone rings: a clip is missing", utterance.call)
            return ()
        _log.info("call %s is said without its counter: a clip is missing", utterance.call)
        return utterance.without

    def _whole(self, parts: Parts) -> bool:
        return all(
            self._load(lang, piece) is not None
            for lang, words in parts
            for phrase in self.pieces(lang, words)
            for piece in phrase
        )

    def _chime(self, name: str) -> array[int]:
        key = ("", name)
        if key not in self._known:
            own = _played(self.own / f"{name}.wav", audio.recording) if self.own else None
            found = own or _played(self._sounds / f"{name}.wav", pcm.read)
            if found is None:
                _log.warning("the chime %s.wav is missing", name)
            self._known[key] = found and _at_level(found, loudness.TARGET - _CHIME_BELOW)
        return self._known[key] or array("h")

    def _load(self, lang: str, piece: ClipPiece) -> array[int] | None:
        key = (lang, piece.clip)
        if key not in self._known:
            found = self._found(lang, piece.clip)
            self._known[key] = found if found is not None else self._by_machine(lang, piece)
        return self._known[key]

    def _found(self, lang: str, clip: str) -> array[int] | None:
        """The first that can be played: the hall's own, what was made for it, the shipped one."""
        if self.has_own(lang, clip) and self.own is not None:
            own = _played(self.own / lang / f"{clip}.wav", audio.recording)
            if own is not None:
                return own
        made = self._made(lang, clip)
        if made is not None:
            try:
                return audio.decoded(made.read_bytes())
            except (OSError, pcm.ClipError) as error:
                _log.warning("the voice clip %s cannot be played: %s", shown(made), error)
        return self._shipped(lang).read(clip) if clip in self._shipped(lang) else None

    def _made(self, lang: str, clip: str) -> Path | None:
        path = self.own / MADE / lang / f"{clip}{pack.KIND}" if self.own else None
        return path if path is not None and audio.is_whole(path) else None

    def _shipped(self, lang: str) -> pack.Pack:
        if lang not in self._packs:
            self._packs[lang] = self._pack(lang)
        return self._packs[lang]

    def _by_engine(self, text: str, lang: str) -> array[int] | None:
        return synthesised(text, lang, self._say.get(lang))

    def _by_machine(self, lang: str, piece: ClipPiece) -> array[int] | None:
        text = " ".join(word.replace("-", " ") for word in piece.words)
        samples = self._synthesise(text, lang)
        instead = "it is synthesised" if samples else "what needs it is not said (install espeak-ng or record it)"
        _log.warning("the voice clip %s/%s.wav is missing: %s", lang, piece.clip, instead)
        self.on_missing(lang, piece.clip, samples is not None)
        return samples


def _rest(before: ClipPiece, after: ClipPiece) -> float:
    """Letters are told apart by a little rest; words of one phrase belong together."""
    spelled = all(len(piece.words) == 1 and len(piece.clip) <= 3 for piece in (before, after))
    return BETWEEN_LETTERS if spelled else BETWEEN_CLIPS


def _at_level(samples: array[int], target: float) -> array[int]:
    return audio.integers(loudness.normalised(audio.floats(samples), target))


def _played(path: Path, read: Callable[[Path], array[int]]) -> array[int] | None:
    """The file's samples; None where it is not there or cannot be played."""
    if not path.is_file():
        return None
    try:
        return read(path)
    except pcm.ClipError as error:
        _log.warning("the voice clip %s cannot be played: %s", shown(path), error)
        return None
