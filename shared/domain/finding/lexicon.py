"""The words that a hall understands, what each of them means, and which of them a person meant by what was typed."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from shared.domain.finding.everyday_words import FILLERS, NOT, NOT_SPOKEN
from shared.domain.finding.spelling import fold, letters_of, letters_once, roots, skeleton, slipped, slips, sound, stems

_LONGEST_PHRASE = 5
_LONGEST_SAID_OTHERWISE = 3
_A_PAIR = 2
_REMEMBERED = 2048  # guesses, so that a key press looks at the last word only
_SHORT_WORD, _LONG_WORD = 4, 8  # from these lengths on one slip is forgiven, and two
_SURE_OF_BEGINNING = 6  # a shorter word's first letter is taken as meant
_LIKELY = 3  # words that a slip may have meant, at most
_VOWELS = frozenset("aeiou")


_LEAST_STEM = 5
_HANGING = ("nya", "ne", "ku", "mu", "kah", "lah", "na", "e", "s")
_FILLERS_TO_HANG_ON = frozenset(word for word in FILLERS if len(word) > 2)
_FILLERS_BY_SKELETON = frozenset(skeleton(word) for word in FILLERS)


def _stems(word: str) -> Iterator[str]:
    """What two forms of one word have in common, though nobody says it alone: ``leceh`` of ``dilecehkan``."""
    return (root for root in stems(word) if len(root) >= _LEAST_STEM)


def _small(word: str) -> bool:
    """Whether a word says nothing of the need, with what hangs on it too: ``bapake``, ``ibunya``."""
    return word in FILLERS or any(
        word.endswith(ending) and word.removesuffix(ending) in _FILLERS_TO_HANG_ON for ending in _HANGING
    )


def _akin(own: Mapping[str, set[str]], word: str, root: str) -> bool:
    """Whether a word may be of a root: not if each is known to mean something else (``materai``, ``tera``)."""
    return not (word in own and root in own) or bool(own[word] & own[root])


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase without its small words, if it begins and ends with others: ``pajak bumi (dan) bangunan``."""
    kept = tuple(word for word in words if word not in FILLERS or word == NOT)
    return kept if len(kept) > 1 and (kept[0], kept[-1]) == (words[0], words[-1]) else ()


class Nearness(IntEnum):
    """How surely a typed word is one that the hall knows."""

    SAME = 0
    BEGUN = 1  # the beginning of the word
    SLIP = 2  # misspelt
    PART = 3  # of a phrase, without the rest of it
    APART = 4  # a phrase whose words stand in another order, or with others between them


_SURE = {Nearness.SAME: 1.0, Nearness.BEGUN: 0.8, Nearness.SLIP: 0.6, Nearness.PART: 0.4, Nearness.APART: 0.6}


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a phrase that is understood: what it says itself, and all that it can mean."""

    said: frozenset[str]
    meanings: frozenset[str]
    nearness: Nearness = Nearness.SAME

    @property
    def alone(self) -> bool:
        """Whether it can say something without other words: not one letter or digit, as of ``sim c``."""
        return any(len(word) > 1 for word in self.said)

    @property
    def sure(self) -> float:
        """How much it counts, from 0 to 1."""
        return _SURE[self.nearness]


_Guess = tuple[tuple[str, ...], Nearness]
"""The known words that a typed one may be, the likeliest first, and how surely."""


@dataclass(slots=True)
class Lexicon:
    """Words, phrases and their meanings; made once for each hall."""

    _meanings: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    _phrases: dict[tuple[str, ...], set[str]] = field(default_factory=dict[tuple[str, ...], set[str]])
    _words: dict[str, str] = field(default_factory=dict[str, str])  # every known word, and its root
    _letters: dict[str, int] = field(
        default_factory=dict[str, int]
    )  # which letters it has: what is far off is not tried
    _by_sound: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _by_skeleton: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _by_stem: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _pairs: dict[frozenset[str], set[str]] = field(default_factory=dict[frozenset[str], set[str]])  # phrases of two
    _parts_of: dict[str, set[str]] = field(default_factory=dict[str, set[str]])  # of a phrase's word: the meanings
    _guesses: dict[tuple[str, bool], _Guess] = field(default_factory=dict[tuple[str, bool], _Guess])

    @classmethod
    def of(cls, alike: Iterable[Mapping[str, Sequence[str]]], texts: Iterable[str]) -> "Lexicon":
        """The lexicon of some meanings and of all texts in which words are looked for."""
        made = cls()
        meanings = [(name, [fold(text) for text in (name, *words)]) for table in alike for name, words in table.items()]
        own: dict[str, set[str]] = {}  # the meanings of every word that has one by itself
        for name, folded in meanings:
            for words in folded:
                if len(words) == 1:
                    own.setdefault(words[0], set()).add(name)
        every = {word for _, folded in meanings for words in folded for word in words}
        every |= {word for text in texts for word in fold(text)}
        known = (every - FILLERS) | own.keys()
        made._words = {
            word: next((root for root in roots(word) if root in known and _akin(own, word, root)), word)
            for word in sorted(known)
        }
        made._letters = {word: letters_of(word) for word in made._words}
        for word in made._words:
            made._by_sound.setdefault(sound(word), []).append(word)
            made._by_skeleton.setdefault(skeleton(word), []).append(word)
            for stem in _stems(word):
                made._by_stem.setdefault(stem, []).append(word)
        for name, folded in meanings:
            for words in folded:
                made._learn(name, words)
        return made

    def _learn(self, name: str, words: tuple[str, ...]) -> None:
        if len(words) == 1:
            self._meanings.setdefault(words[0], set()).add(name)
        elif words:
            key = tuple(self._root(word) for word in words)
            for said in {key, _telling(key) or key}:
                self._phrases.setdefault(said, set()).add(name)
                if len(said) == _A_PAIR and not FILLERS & set(said):
                    self._pairs.setdefault(frozenset(said), set()).add(name)
            for word in key:
                self._parts_of.setdefault(word, set()).add(name)

    def units(self, text: str) -> list[Unit]:
        """The units of a text that the hall itself says: every word is known."""
        return [unit for unit, _ in self._grouped([self._plain(word) for word in fold(text)])]

    def understood(self, typed: str) -> tuple[list[Unit], tuple[str, ...]]:
        """The units of what a person typed, and the words as the hall would spell them."""
        words = [part for word in self._without_gaps(fold(typed)) for part in self._parts(word)]
        last = len(words) - 1
        meant = [(word, *self._meant(word, at == last)) for at, word in enumerate(words)]
        corrected = tuple(found[0] if near is Nearness.SLIP and found else word for word, found, near in meant)
        read = [(found, near) if found else ((word,) if word in FILLERS else (), near) for word, found, near in meant]
        units = [unit for unit, _ in self._grouped(read)]
        return [*units, *self._apart(units)], corrected

    def _apart(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """Phrases of two whose words do not follow one another: ``divorce papers`` is a ``surat cerai``."""
        told = frozenset[str]().union(*(unit.meanings for unit in units))
        clear = [unit.said | unit.meanings for unit in units if unit.nearness is Nearness.SAME]
        for one, other in itertools.combinations(clear, _A_PAIR):
            for pair in itertools.product(one, other):
                meanings = frozenset(self._pairs.get(frozenset(pair), ()))
                if meanings - told:
                    told |= meanings
                    yield Unit(meanings, meanings, Nearness.APART)

    def part_of(self, unit: Unit) -> Unit:
        """A word that says nothing by itself, as a part of the one phrase that it may stand for (``jari``).

        What is only a guess is no part of one: ``kucing`` is not ``kartu kuning``.
        """
        if unit.nearness is Nearness.SLIP:
            return unit
        phrases = [meanings for word in unit.said if (meanings := self._parts_of.get(word))]
        if len(phrases) == 1 and len(phrases[0]) == 1:
            return Unit(unit.said, frozenset(phrases[0]), Nearness.PART)
        return unit

    # ----- one word

    def _root(self, word: str) -> str:
        return NOT if word in NOT_SPOKEN else self._words.get(word, word)

    def _plain(self, word: str) -> _Guess:
        return (word,), Nearness.SAME

    def _parts(self, word: str) -> tuple[str, ...]:
        """A word, or the two known words that were typed as one (``ktphilang``)."""
        if word in self._words or _small(word) or len(word) < 6 or self._by_root(word):
            return (word,)
        for at in range(2, len(word) - 1):
            one, other = word[:at], word[at:]
            if max(len(one), len(other)) >= _SHORT_WORD and self._whole(one) and self._whole(other):
                return one, other
        return (word,)

    def _whole(self, part: str) -> bool:
        """Whether it says something, or is a small word; two letters only if they are said alone (``kk``)."""
        return part in (self._words if len(part) > _A_PAIR else self._meanings) or (
            part in FILLERS and len(part) > _A_PAIR
        )

    def _without_gaps(self, words: tuple[str, ...]) -> Iterator[str]:
        """Words, with two that are one known word written apart put together (``pas por``)."""
        at = 0
        while at < len(words):
            both = "".join(words[at : at + 2])
            apart = any(word not in self._words and word not in FILLERS for word in words[at : at + 2])
            if at + 1 < len(words) and apart and len(both) >= _SHORT_WORD and both in self._words:
                yield both
                at += 2
            else:
                yield words[at]
                at += 1

    def _by_root(self, word: str) -> str:
        return next((root for root in roots(word) if root in self._words), "")

    def _meant(self, word: str, last: bool) -> _Guess:
        """The known words that a typed one may be, the likeliest first."""
        if word in self._words:
            return (word,), Nearness.SAME
        if word in FILLERS:
            return (), Nearness.SAME
        guess = self._guesses.get((word, last))
        if guess is None:
            if len(self._guesses) >= _REMEMBERED:
                self._guesses.clear()
            guess = self._guesses[word, last] = self._unknown(word, last)
        return guess

    def _unknown(self, word: str, last: bool) -> _Guess:
        root = self._by_root(word)
        if root and 2 * len(root) <= len(word) and (near := self._misspelt(word, 1)):
            return near, Nearness.SLIP  # one slip is likelier than that many affixes: kematain, not ke-mata-in
        if root:
            return (root,), Nearness.SAME
        if _small(word):
            return (), Nearness.SAME
        if not _VOWELS & set(word) and skeleton(word) in _FILLERS_BY_SKELETON and word not in self._by_skeleton:
            return (), Nearness.SAME
        return self._guessed(word, last)

    def _guessed(self, word: str, last: bool) -> _Guess:
        """The known words that an unknown one may be: of the same stem, by its sound, just begun, or misspelt."""
        if len(word) == 1:
            return (), Nearness.SAME  # it could be the beginning of anything, and sounds like too much
        kin = next((self._by_stem[stem] for stem in _stems(word) if stem in self._by_stem), ())
        if kin:
            return tuple(kin[:_LIKELY]), Nearness.BEGUN
        heard = self._by_sound.get(sound(word))
        if heard:
            return tuple(heard[:_LIKELY]), Nearness.SLIP
        begun = self._begun(word, 2 if last else _SHORT_WORD)
        if begun:
            return begun, Nearness.BEGUN
        return self._misspelt(word), Nearness.SLIP

    def _begun(self, word: str, least: int) -> tuple[str, ...]:
        if len(word) < least:
            return ()
        return tuple(known for known in self._words if known.startswith(word))

    def _misspelt(self, word: str, most: int = 2) -> tuple[str, ...]:
        if not _VOWELS & set(word) and len(word) >= 3 and word in self._by_skeleton:
            return tuple(sorted(self._by_skeleton[word], key=len)[:_LIKELY])
        if len(word) < _SHORT_WORD:
            return self._misspelt_short(word) if len(word) > 2 else ()
        most = 0 if word.isdigit() else most if len(word) >= _LONG_WORD else 1
        letters = letters_of(word)
        near: dict[tuple[int, bool, int, bool], list[str]] = {}  # letters are left out more often than typed twice
        for known, others in self._letters.items():
            if (letters ^ others).bit_count() > 2 * most:
                continue
            other = known[:1] != word[:1]
            if len(known) < _SHORT_WORD - 1 or (other and len(word) < _SURE_OF_BEGINNING):
                continue
            count = slips(word, known, most)
            if count <= most:
                near.setdefault((count, other, -len(known), sorted(known) != sorted(word)), []).append(known)
        if near:
            return tuple(near[min(near)][:_LIKELY])
        once = letters_once(word)  # a key held too long is no slip beside another: pasorr
        return self._misspelt(once, most) if once != word else ()

    def _misspelt_short(self, word: str) -> tuple[str, ...]:
        swapped = [known for known in self._words if sorted(known) == sorted(word)]
        return tuple(swapped or sorted((known for known in self._words if slipped(word, known)), key=len))[:_LIKELY]

    # ----- several words

    def _grouped(self, words: list[_Guess]) -> Iterator[tuple[Unit, int]]:
        """Units of words that follow one another: the longest phrases that mean something, then single words."""
        clear = [(found, near) for found, near in words if found]
        at = 0
        while at < len(clear):
            phrase, length = self._phrase(clear, at)
            if phrase:
                yield Unit(phrase, phrase, max(near for _, near in clear[at : at + length])), length
                at += length
                continue
            found, near = clear[at]
            known = [word for word in found if word not in FILLERS or word in self._meanings]
            if known:
                said = frozenset(self._root(word) for word in known)
                yield Unit(said, frozenset[str]().union(*(self._means(word) for word in known)), near), 1
            at += 1

    def _phrase(self, words: list[_Guess], at: int) -> tuple[frozenset[str], int]:
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
            key = tuple(self._root(found[0]) for found, _ in words[at : at + length])
            for said in (key, _telling(key)):
                if said in self._phrases:
                    return frozenset(self._phrases[said]), length
            if length <= _LONGEST_SAID_OTHERWISE and (meant := self._said_otherwise(key)):
                return meant, length
        return frozenset(), 0

    def _said_otherwise(self, words: tuple[str, ...]) -> frozenset[str]:
        """A phrase of which other words were said that mean the same: ``akta cere`` for ``akta cerai``."""
        alternatives = [(word, *sorted(self._meanings.get(word, ()))) for word in words]
        found = (self._phrases[key] for key in itertools.product(*alternatives) if key in self._phrases)
        return frozenset(next(found, ()))

    def _means(self, word: str) -> frozenset[str]:
        root = self._root(word)
        return frozenset(self._meanings.get(word) or self._meanings.get(root) or {root})
