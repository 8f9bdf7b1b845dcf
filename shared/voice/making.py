"""Renders clips with an engine into a folder, sentence by sentence: stopped at any moment, it goes on from there.

A clip counts as made when it is there with the phonemes that it should have; a new pronunciation makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from shared import json_file, pcm
from shared.voice import audio, cutting, loudness
from shared.voice.clip_plan import CarrierSentence
from shared.voice.pack import KIND, TOLD
from shared.voice.phonemes import phonemes
from shared.voice.synthesiser import Sound, Synthesiser, SynthesisFault

_REST = 0.14  # seconds between two phrases that are one clip


@dataclass(frozen=True, slots=True)
class MakingProgress:
    """How far it is: sentences said, of how many, and the clip that was made last."""

    done: int
    total: int
    clip: str = ""


class Folder:
    """Made clips of one language: ``CLIP.opus``, and what was said in each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        found = json_file.read(path / TOLD)
        known = cast("dict[Any, Any]", found) if isinstance(found, dict) else {}
        self.told: dict[str, str] = {str(clip): str(spoken) for clip, spoken in known.items()}

    def has(self, clip: str, spoken: str) -> bool:
        """Whether it was made with these phonemes, and is whole."""
        return self.told.get(clip) == spoken and audio.is_whole(self.path / f"{clip}{KIND}")

    def keep(self, clips: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep (phonemes, Opus file) of each, every file whole or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        for clip, (spoken, data) in clips.items():
            half = self.path / f"{clip}.new"
            half.write_bytes(data)
            half.replace(self.path / f"{clip}{KIND}")
            self.told[clip] = spoken
        json_file.write(self.path / TOLD, self.told)

    def drop_others(self, wanted: Iterable[str]) -> None:
        """Clips that the hall needs no more go."""
        keep = set(wanted)
        for clip in [clip for clip in self.told if clip not in keep]:
            (self.path / f"{clip}{KIND}").unlink(missing_ok=True)
            del self.told[clip]
        if self.path.is_dir():
            json_file.write(self.path / TOLD, self.told)


class Folders:
    """The made clips of all languages, in a folder with one for each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Folder] = {}

    def __call__(self, lang: str) -> Folder:
        """Those of one language."""
        if lang not in self._known:
            self._known[lang] = Folder(self._path / lang)
        return self._known[lang]

    def drop_others(self, carriers: Sequence[CarrierSentence]) -> None:
        """Only the clips of these sentences stay."""
        for lang in [path.name for path in self._path.glob("*") if path.is_dir()]:
            self(lang).drop_others(clip for carrier in carriers if carrier.lang == lang for clip in carrier.clips)


def make(
    carriers: Sequence[CarrierSentence],
    engine: Synthesiser,
    folders: Callable[[str], Folder],
    say: Mapping[str, Mapping[str, str]],
    progress: Callable[[MakingProgress], None],
) -> int:
    """Say what is missing; answers how many clips were made. A clip that is there stays as it is."""
    due = [carrier for carrier in carriers if missing(carrier, folders(carrier.lang), say)]
    made = 0
    for at, carrier in enumerate(due):
        folder = folders(carrier.lang)
        found = rendered(carrier, engine, say.get(carrier.lang, {}))
        clips = {clip: one for clip, one in found.items() if not folder.has(clip, one[0])}
        folder.keep(clips)
        made += len(clips)
        progress(MakingProgress(at + 1, len(due), ", ".join(clips)))
    return made


def missing(carrier: CarrierSentence, folder: Folder, say: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether one of its clips is not there yet."""
    return any(not folder.has(clip, spoken) for clip, spoken in said(carrier, say.get(carrier.lang, {})).items())


def said(carrier: CarrierSentence, say: Mapping[str, str]) -> dict[str, str]:
    """The phonemes of each clip."""
    spoken: dict[str, str] = {}
    for clip, phrase in zip(carrier.clips, carrier.phrases, strict=True):
        if clip:
            sounds = phonemes(phrase, carrier.lang, say)
            spoken[clip] = f"{spoken[clip]}, {sounds}" if clip in spoken else sounds
    return spoken


def rendered(carrier: CarrierSentence, engine: Synthesiser, say: Mapping[str, str]) -> dict[str, tuple[str, bytes]]:
    """The clips of one sentence, levelled, as Opus files with their phonemes."""
    spoken = said(carrier, say)
    parts: dict[str, list[cutting.Samples]] = {}
    for clip, piece in zip(carrier.clips, _pieces(carrier, engine, say), strict=True):
        if clip:
            parts.setdefault(clip, []).append(piece)
    return {clip: (spoken[clip], audio.encoded(loudness.levelled(_joined(found)))) for clip, found in parts.items()}


def _joined(found: Sequence[cutting.Samples]) -> cutting.Samples:
    rest = np.zeros(round(_REST * pcm.RATE), np.float32)
    joined = found[0]
    for piece in found[1:]:
        joined = np.concatenate([joined, rest, piece])
    return joined


def _pieces(carrier: CarrierSentence, engine: Synthesiser, say: Mapping[str, str]) -> list[cutting.Samples]:
    """The phrases of a sentence at 48 kHz; an engine that tells no commas says each phrase by itself."""
    whole = engine.say(carrier.text, carrier.lang, say, carrier.pace)
    phrases = carrier.phrases
    if len(whole.marks) == len(phrases):
        cut = cutting.cut(whole.sound.samples, whole.sound.rate, whole.marks)
        return [audio.at_rate(piece, whole.sound.rate) for piece in cut]
    if whole.marks:
        raise SynthesisFault(f"{engine.name} told {len(whole.marks)} commas of {len(phrases)} in {carrier.text!r}")
    return [
        _trimmed(engine.say(f"{phrase}.", carrier.lang, say, carrier.pace).sound) if clip else np.zeros(1, np.float32)
        for clip, phrase in zip(carrier.clips, phrases, strict=True)
    ]


def _trimmed(sound: Sound) -> cutting.Samples:
    return audio.at_rate(cutting.trimmed(sound.samples, sound.rate), sound.rate)
