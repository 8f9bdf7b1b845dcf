"""Proves a set of clips: complete, joinable, each says what its name says, and no two sound alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from shared import pcm
from shared.domain.hall_data.hall import Hall
from shared.voice import audio, clip_plan, hall_set, loudness, making, recognition, spectra
from shared.voice.clip_plan import CarrierSentence
from shared.voice.clips import Clips

LEVEL_WITHIN = 2.0  # LU around the common loudness; a whole sentence is brought to it exactly
TWINS_FROM = 0.97
_EDGE_QUIET = 0.1  # of full scale, in the first and the last 2 ms: louder would click
_SHORTEST, _LONGEST = 0.025, 0.4  # seconds for each sound of a clip
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ClipFinding:
    """What is not as it should be; ``wrong`` false for what is only to be known."""

    sentence: str
    wrong: bool = True


@dataclass(frozen=True, slots=True)
class _Clip:
    name: str
    phonemes: str
    samples: audio.Floats
    own: bool


def names(clips: Clips, lang: str) -> frozenset[str]:
    """Every clip of the language that there is."""
    return clips.names(lang)


def check(clips: Clips, lang: str, hall: Hall | None = None) -> Iterator[ClipFinding]:
    """Everything that is to be said of the set of one language."""
    carriers = clip_plan.shipped(lang)
    say = hall_set.pronunciations(hall).get(lang, {}) if hall else {}
    wanted = {name: spoken for carrier in carriers for name, spoken in making.said(carrier, {}).items()}
    yield from _gaps(clips, lang, wanted)
    if hall is not None:
        beyond = [carrier for carrier in hall_set.carriers(hall) if carrier.lang == lang]
        wanted |= {name: spoken for carrier in beyond for name, spoken in making.said(carrier, say).items()}
        yield from _waiting(clips, lang, beyond)
    loaded = list(_loaded(clips, lang, wanted))
    for clip in loaded:
        yield from _joinable(clip)
        if not clip.own:
            yield from _told(clips, lang, clip)
    yield from _alike(loaded)


def _gaps(clips: Clips, lang: str, wanted: Iterable[str]) -> Iterator[ClipFinding]:
    absent = sorted(name for name in wanted if not clips.has(lang, name))
    if absent:
        yield ClipFinding(f"{lang}: {_some(absent)} missing: the voice says them by a machine, or not at all.")


def _waiting(clips: Clips, lang: str, beyond: Sequence[CarrierSentence]) -> Iterator[ClipFinding]:
    absent = sorted(name for carrier in beyond for name in carrier.clips if name and not clips.has(lang, name))
    if absent:
        sentence = f"{lang}: {_some(absent)} not made yet: joined out of shipped clips until `antrean voice make`."
        yield ClipFinding(sentence, wrong=False)


def _some(found: Sequence[str]) -> str:
    more = f" and {len(found) - _SHOWN} more are" if len(found) > _SHOWN else " is" if len(found) == 1 else " are"
    return ", ".join(found[:_SHOWN]) + more


def _loaded(clips: Clips, lang: str, wanted: dict[str, str]) -> Iterator[_Clip]:
    for name, spoken in wanted.items():
        samples = clips.recorded(lang, name)
        if samples is not None:
            yield _Clip(name, spoken, audio.floats(samples), clips.has_own(lang, name))


def _joinable(clip: _Clip) -> Iterator[ClipFinding]:
    """Length, loudness and edges."""
    seconds = len(clip.samples) / pcm.RATE
    sounds = len([sound for sound in str(clip.phonemes) if sound.isalpha()])
    if not _SHORTEST * sounds <= seconds <= max(_LONGEST * sounds, 0.8):
        yield ClipFinding(f"{clip.name}: {seconds:.2f} s is no time in which {sounds} sounds are said.")
    edge = round(0.002 * pcm.RATE)
    loudest = float(np.abs(np.concatenate([clip.samples[:edge], clip.samples[-edge:]])).max(initial=0.0))
    if loudest > _EDGE_QUIET:
        yield ClipFinding(f"{clip.name}: it begins or ends in the middle of a sound and would click.")
    level = loudness.speech_loudness(clip.samples)
    peaks = float(np.abs(clip.samples).max(initial=0.0)) > loudness.PEAK * 0.9
    if abs(level - loudness.TARGET) > LEVEL_WITHIN and not (peaks and level < loudness.TARGET):
        yield ClipFinding(f"{clip.name}: {level:.1f} LUFS, and all clips are at {loudness.TARGET:.0f}.")


def _told(clips: Clips, lang: str, clip: _Clip) -> Iterator[ClipFinding]:
    """What the maker of the clip says was said in it."""
    told = clips.told(lang, clip.name)
    if told is not None and told != clip.phonemes:
        yield ClipFinding(f"{clip.name}: it was made of /{told}/, and its name is said /{clip.phonemes}/.")


def _alike(loaded: Sequence[_Clip]) -> Iterator[ClipFinding]:
    """Twins, and clips that sound like another's phonemes."""
    if len(loaded) < 2:
        return
    prints = [spectra.fingerprint(clip.samples) for clip in loaded]
    like = spectra.likeness(prints)
    np.fill_diagonal(like, 0)
    pairs: list[list[int]] = np.argwhere(np.triu(like) > TWINS_FROM).tolist()
    for one, other in pairs:
        if loaded[one].phonemes != loaded[other].phonemes:
            yield ClipFinding(f"{loaded[one].name} and {loaded[other].name} sound alike ({like[one, other]:.3f}).")
    # single words are too short, and too few share their sounds, for the others to teach how they sound
    taught = [at for at, clip in enumerate(loaded) if " " in clip.phonemes and not clip.own]
    texts = [loaded[at].phonemes for at in taught]
    for at, taken in recognition.mistaken([prints[at] for at in taught], texts):
        sentence = f"{loaded[taught[at]].name}: listen to it, it may sound like /{taken}/ rather than /{texts[at]}/."
        yield ClipFinding(sentence, wrong=False)
