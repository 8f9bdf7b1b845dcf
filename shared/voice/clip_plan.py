"""What a set of clips has to hold, and in which sentences its clips are said.

A clip is cut out of a whole sentence, at the commas, so that it sounds as it does within a call: what comes first in a
call comes first there, numbers stand in a list, counters end a sentence. Several clips share one sentence where there
is a true silence between them. Single letters and words run into each other, and into whatever follows: each ends its
own sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from shared.domain import speech
from shared.domain.hall_data.spoken_rules import Zero
from shared.domain.speech import digits, vocabulary, window_words

COUNTERS = 150
_NUMBERS, _COUNTERS = 8, 8
"""So many in one sentence."""


@dataclass(frozen=True, slots=True)
class CarrierSentence:
    """One sentence to be said.

    Attributes:
        text: with a comma or a full stop after each phrase.
        clips: for each phrase the clip it becomes, or nothing.
        pace: how fast, 1 as usual.
    """

    lang: str
    text: str
    clips: tuple[str, ...]
    pace: float = 1.0

    @property
    def phrases(self) -> tuple[str, ...]:
        """The texts between the marks."""
        return tuple(part.strip() for part in re.split("[,.!]", self.text) if part.strip())


@dataclass(frozen=True, slots=True)
class _Words:
    """The fixed words around a clip."""

    opening: str
    letter: str
    number: str
    before_counter: str
    counter: str
    closing: str


_FIXED = {
    "id": _Words(
        opening="nomor antrean",
        letter="A B",
        number="nol satu dua",
        before_counter="silakan menuju",
        counter="loket lima",
        closing="layanan hari ini telah berakhir, terima kasih",
    ),
    "en": _Words(
        opening="queue number",
        letter="A B",
        number="zero one two",
        before_counter="please proceed to",
        counter="counter five",
        closing="service for today has ended, thank you",
    ),
}
_BRISK = 1.3
"""The pace of what everybody knows."""
_CALM = {"id": 1.05, "en": 0.94}
"""Of what must be understood by itself: slower, Indonesian "te" was heard as "ter", "we" as "west"."""
_PACE = {"id": 1.2, "en": 1.0}
"""Of numbers: an Indonesian one has twice the syllables of an English one."""
_PLACE_PACE = {"id": 1.08, "en": 1.0}
"""Of counters: quicker, "loket tiga" was not always heard to its end."""
_LONG_PLACE_PACE = {"id": 1.2, "en": 1.0}
"""Of "loket seratus tiga puluh delapan": so many words are understood sooner than three."""
_LONG = 5
_SHORTEST = 2
"""Words of "loket sebelas": in a row of others its one word was over too soon, so it is said by itself, in calm."""
_HUNDRED = {"id": ("seratus",), "en": ()}
"""Before one more word there is a rest: "loket seratus, sebelas" was heard as 100."""


def clip_name(words: Iterable[str]) -> str:
    """``loket-dua-belas``."""
    return "-".join(words)


def numbers(lang: str, zero: Zero = Zero.NOL) -> Iterator[tuple[str, ...]]:
    """All numbers of three digits, and of two for what is longer or shorter."""
    for size in (3, 2):
        yield from (digits("".join(number), lang, zero) for number in product("0123456789", repeat=size))


def shipped_clips(lang: str) -> frozenset[str]:
    """Everything that the shipped set of a language holds."""
    return frozenset(clip for carrier in shipped(lang) for clip in carrier.clips if clip)


def shipped(lang: str) -> tuple[CarrierSentence, ...]:
    """The sentences of the shipped set: any label and any counter can be said with it."""
    counters = [window_words(str(number), lang) for number in range(1, COUNTERS + 1)]
    threes, twos = [list(group) for group in _by_size(numbers(lang))]
    fixed = {*speech.phrases_of(lang), speech.CLOSING[lang]}
    return (
        *_frames(lang),
        *phrases(lang, [(word,) for word in sorted(vocabulary(lang) - fixed)]),
        *places(lang, counters),
        *lists(lang, threes),
        *lists(lang, twos),
    )


def _by_size(found: Iterable[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    all_of_them = list(found)
    return [one for one in all_of_them if len(one) == 3], [one for one in all_of_them if len(one) == 2]


def _frames(lang: str) -> Iterator[CarrierSentence]:
    """The phrases that every call begins and goes on with."""
    fixed = _FIXED[lang]
    number, priority, again, please, counter = speech.phrases_of(lang)
    yield CarrierSentence(
        lang,
        f"{fixed.opening}, {fixed.letter}, {fixed.number}, {fixed.before_counter}, {fixed.counter}.",
        (number, "", "", please, ""),
        _BRISK,
    )
    both = f"{fixed.opening} prioritas" if lang == "id" else f"priority {fixed.opening}"
    name = f"{number}-{priority}" if lang == "id" else f"{priority}-{number}"
    yield CarrierSentence(
        lang,
        f"{again.replace('-', ' ')}, {both}, {fixed.letter}, {fixed.number}, {fixed.before_counter}, {fixed.counter}.",
        (again, name, "", "", "", ""),
        _BRISK,
    )
    yield CarrierSentence(lang, f"{fixed.opening}, {priority}.", ("", priority))
    yield CarrierSentence(lang, f"{fixed.opening}, {counter}.", ("", counter))
    first, second = (part.strip() for part in fixed.closing.split(","))
    yield CarrierSentence(lang, f"{first}, {second}.", (speech.CLOSING[lang], speech.CLOSING[lang]))


def phrases(lang: str, said: Iterable[tuple[str, ...]]) -> Iterator[CarrierSentence]:
    """Each in a sentence of its own."""
    yield from (phrase(lang, words) for words in said)


def phrase(lang: str, words: tuple[str, ...]) -> CarrierSentence:
    """Words in one breath, as the end of a sentence, slowly."""
    # tried with a listener: an English letter is clearest when it is called out, an Indonesian one when it is stated
    end = "!" if lang == "en" and len(words) == 1 and len(words[0]) == 1 else "."
    return CarrierSentence(
        lang, f"{_FIXED[lang].opening}, {_text(lang, words)}{end}", ("", clip_name(words)), _CALM[lang]
    )


def named(lang: str, names: Mapping[str, str]) -> Iterator[CarrierSentence]:
    """Names by clip, each as the end of a sentence."""
    for clip, name in names.items():
        plain = " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)?", name))
        yield CarrierSentence(lang, f"{_FIXED[lang].counter}, {plain}.", ("", clip))


def _text(lang: str, words: Iterable[str]) -> str:
    """As it is written: an English letter is a capital, or it would be the word "a"."""
    return " ".join(word.upper() if lang == "en" and len(word) == 1 else word for word in words)


def lists(lang: str, said: Sequence[tuple[str, ...]]) -> Iterator[CarrierSentence]:
    """Numbers in lists; mixed, so that no list has a tune of counting."""
    fixed = _FIXED[lang]
    mixed = [" ".join(words) for words in said]
    random.Random(7).shuffle(mixed)
    for start in range(0, len(mixed), _NUMBERS):
        group = mixed[start : start + _NUMBERS]
        one = "satu" if lang == "id" else "one"
        yield CarrierSentence(
            lang,
            f"{fixed.opening}, {', '.join(group)}, {fixed.counter.split()[0]} {one}.",
            ("", *(text.replace(" ", "-") for text in group), ""),
            _PACE[lang],
        )


def places(lang: str, windows: Sequence[tuple[str, ...]]) -> Iterator[CarrierSentence]:
    """Where to go, each as the end of a sentence."""
    alone = [window for window in windows if len(window) <= _SHORTEST or window[1:-1] == _HUNDRED[lang]]
    for window in alone:
        text = _text(lang, window)
        if len(window) > _SHORTEST:
            text = f"{text.removesuffix(window[-1]).strip()}, {window[-1]}"
        yield CarrierSentence(lang, f"{text}.", (clip_name(window),) * (text.count(",") + 1))
    several = [window for window in windows if window not in alone]
    for start in range(0, len(several), _COUNTERS):
        group = several[start : start + _COUNTERS]
        text = " ".join(f"{_text(lang, window)}." for window in group)
        pace = (_LONG_PLACE_PACE if max(map(len, group)) >= _LONG else _PLACE_PACE)[lang]
        yield CarrierSentence(lang, text, tuple(clip_name(window) for window in group), pace)
