"""The clips that one hall needs beyond the shipped set: its prefixes in one breath, its counters, its agencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from shared.domain.hall_data.hall import Agency, Hall
from shared.domain.speech import LANGUAGES, agency_clip, has_words, label_words, vocabulary, window_words
from shared.text.languages import pick
from shared.voice import clip_plan
from shared.voice.clip_plan import CarrierSentence, clip_name

CHIMES = frozenset({"chime", "ting"})


def languages(hall: Hall) -> tuple[str, ...]:
    """The languages that this hall speaks: Indonesian, and English where it is one of the hall's."""
    return tuple(lang for lang in LANGUAGES if lang == LANGUAGES[0] or lang in hall.hall.languages)


def pronunciations(hall: Hall) -> dict[str, dict[str, str]]:
    """The hall's ``voice.say`` by language: as written -> as it would be spelled by its sound."""
    return {
        lang: {name: text[lang] for name, text in hall.voice.say.items() if lang in text} for lang in languages(hall)
    }


def carriers(hall: Hall) -> tuple[CarrierSentence, ...]:
    """The sentences that are to be said for this hall."""
    return tuple(carrier for lang in languages(hall) for carrier in _carriers(hall, lang))


def may_be_said(recording: Path, hall: Hall) -> bool:
    """Whether any sentence says a file of the hall's ``voice`` folder: ``id/satu.wav``; all that a kiosk reads may."""
    lang, *inner = recording.parts
    if not inner:
        return recording.stem in CHIMES
    if len(inner) > 1:
        return inner[0] == "read"
    known = {*vocabulary(lang), *(agency_clip(code) for code in hall.agency)}
    for code in hall.counter if lang in LANGUAGES else ():
        if has_words(code, hall.voice.say):
            known.update(window_words(code, lang, hall.voice.zero, hall.voice.say))
    named = recording.stem in known or set(recording.stem.split("-")) <= known
    return lang in LANGUAGES and named


def whole(hall: Hall) -> tuple[CarrierSentence, ...]:
    """The sentences of a whole set in the languages of this hall, for an engine other than the shipped one's."""
    return tuple(carrier for lang in languages(hall) for carrier in clip_plan.shipped(lang))


def _carriers(hall: Hall, lang: str) -> Iterator[CarrierSentence]:
    there, zero = clip_plan.shipped_clips(lang), hall.voice.zero
    say = hall.voice.say
    windows = [window_words(code, lang, zero, say) for code in hall.counter if has_words(code, say)]
    yield from clip_plan.phrases(lang, [words for words in _prefixes(hall, lang) if clip_name(words) not in there])
    yield from clip_plan.places(lang, [words for words in windows if clip_name(words) not in there])
    yield from clip_plan.lists(
        lang, [words for words in clip_plan.numbers(lang, zero) if clip_name(words) not in there]
    )
    if hall.voice.agency:
        yield from clip_plan.named(lang, {agency_clip(code): name for code, name in _agencies(hall, lang).items()})


def _prefixes(hall: Hall, lang: str) -> Iterator[tuple[str, ...]]:
    """Each prefix of two letters or more; one letter is in the shipped set."""
    for code in hall.agency:
        words = label_words(code, lang, hall.voice.zero)
        if len(words) > 1:
            yield words


def _agencies(hall: Hall, lang: str) -> Mapping[str, str]:
    return {code: spoken_name(agency, lang) for code, agency in hall.agency.items() if not agency.private}


def spoken_name(agency: Agency, lang: str) -> str:
    """As it ends a sentence: its short name, with the word for a booth."""
    name = pick(agency.short or agency.name, lang)
    return f"gerai {name}" if lang == LANGUAGES[0] else f"{name} booth"
