"""One word in its many spellings: folded, without its affixes, by its sound, and how far from another it is."""

import functools
import re
import unicodedata
from collections.abc import Iterator

_AGAIN = re.compile(r"(.)\1+")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_TWICE = re.compile(r"\b([a-z]{2,})2\b")
_LONE_LETTERS = re.compile(r"\b(?:[a-z0-9] )+[a-z0-9]\b")

_SOUNDS = tuple(
    (re.compile(heard), same)
    for heard, same in (
        ("oe", "u"), ("tj", "c"), ("dj", "j"), ("s[yhj]", "s"), ("kh", "k"), ("ck", "k"), ("ph|f|v", "p"), ("x", "ks"),
        ("z", "s"), ("q", "k"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("gh", "g"), ("h", ""),
        ("au", "o"), ("ai", "e"), (r"(.)\1", r"\1"), ("d$", "t"), ("b$", "p"), ("g$", "k"),
    )
)  # fmt: skip

_SUFFIXES = (
    "",
    "nya",
    "kan",
    "an",
    "in",
    "i",
    "ku",
    "mu",
    "lah",
    "kah",
    "e",
    "ne",
    "na",
    "ipun",
    "keun",
)
_PREFIXES = (
    "", "memper", "diper", "member", "pember", "menge", "penge", "meng", "peng", "meny", "peny", "mem", "pem", "men",
    "pen", "per", "pel", "ber", "bel", "ter", "nge", "ng", "ny", "me", "pe", "di", "ke", "se", "ba", "ma", "n", "m",
)  # fmt: skip
_PREFIXES_BY_LETTER = {
    letter: tuple(prefix for prefix in _PREFIXES if not prefix or prefix[0] == letter)
    for letter in {prefix[:1] for prefix in _PREFIXES}
}
_SWALLOWED = {
    "meny": "sc", "peny": "s", "ny": "sc", "mem": "p", "pem": "p", "m": "pb", "men": "t", "pen": "t", "n": "t",
    "meng": "k", "peng": "k", "ng": "k",
}  # fmt: skip
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiou"
_LEAST_ROOT = 4
_LEAST_WITHOUT_SUFFIX = 3
_ENGLISH = (
    ("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
_PARTING = re.compile("[^a-z0-9]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")


def fold(text: str) -> tuple[str, ...]:
    """The words of a text: small letters and digits; ``k.t.p`` is one word, ``surat2`` and ``hilaaang`` as meant.

    An apostrophe parts no word: ``can't``, ``seeker's``, ``Jum'at``.
    """
    folded = _APOSTROPHE.sub("", text.casefold())
    if folded.isascii():
        spaced = _PARTING.sub(" ", folded)
    else:
        plain = unicodedata.normalize("NFKD", folded)
        spaced = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    joined = _LONE_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), " ".join(spaced.split()))
    return tuple(_TWICE.sub(r"\1", _DRAWN_OUT.sub(r"\1", joined)).split())


def roots(word: str) -> Iterator[str]:
    """What a word may be made of, the least change first: ``pembayaran`` of ``bayar``, ``scammed`` of ``scam``."""
    yield from stems(word)
    yield from _english_roots(word)


@functools.lru_cache(8192)
def stems(word: str) -> tuple[str, ...]:
    """A word without the affixes of the languages of Indonesia: ``ktpku`` is of ``ktp``."""
    return tuple(_stems(word))


def _stems(word: str) -> Iterator[str]:
    for suffix in _SUFFIXES:
        if suffix and (not word.endswith(suffix) or len(word) - len(suffix) < _LEAST_WITHOUT_SUFFIX):
            continue
        stem = word[: len(word) - len(suffix)] if suffix else word
        for prefix in _PREFIXES_BY_LETTER.get(stem[:1], _PREFIXES[:1]):
            if not stem.startswith(prefix):
                continue
            rest = stem[len(prefix) :]
            if prefix and len(rest) >= _LEAST_ROOT - 1:
                yield from (letter + rest for letter in _SWALLOWED.get(prefix, "") if rest[0] in "aeiou")
            if len(rest) >= (_LEAST_ROOT if prefix else _LEAST_WITHOUT_SUFFIX) and rest != word:
                yield rest


def _english_roots(word: str) -> Iterator[str]:
    """An English word without its ending, which takes no Indonesian prefix: ``morning`` is not of ``born``."""
    for ending, instead in _ENGLISH:
        rest = word.removesuffix(ending)
        if rest == word or len(rest) + len(instead) < _LEAST_WITHOUT_SUFFIX:
            continue
        yield rest + instead
        if ending in ("ed", "ing") and not instead and _DOUBLED.search(rest):
            yield rest[:-1]


@functools.lru_cache(4096)
def sound(word: str) -> str:
    """A word as it is heard: ``pasport`` and ``fasport`` alike."""
    for heard, same in _SOUNDS:
        word = heard.sub(same, word)
    return word


@functools.lru_cache(4096)
def skeleton(word: str) -> str:
    """A word without vowels, as phones are typed on: ``byr``."""
    return "".join(letter for letter in word if letter not in _VOWELS)


@functools.cache
def _beside(letter: str) -> frozenset[str]:
    """The letters whose keys touch this one's."""
    row, at = next(((row, keys.index(letter)) for row, keys in enumerate(_KEYS) if letter in keys), (0, -9))
    near = ((row, at - 1), (row, at + 1), (row - 1, at), (row - 1, at + 1), (row + 1, at - 1), (row + 1, at))
    return frozenset(_KEYS[r][c] for r, c in near if 0 <= r < len(_KEYS) and 0 <= c < len(_KEYS[r]))


def slipped(short: str, known: str) -> bool:
    """Whether letters that are no word, only an abbreviation, may be meant: one left out, or the key beside one."""
    if any(letter in _VOWELS for letter in short):
        return False
    if len(known) == len(short):
        wrong = [(one, other) for one, other in zip(short, known, strict=True) if one != other]
        return len(wrong) == 1 and wrong[0][1] in _beside(wrong[0][0])
    return len(known) == len(short) + 1 and known[0] == short[0] and slips(short, known, 1) == 1


def letters_once(word: str) -> str:
    """A word without doubled letters."""
    return _AGAIN.sub(r"\1", word)


def letters_of(word: str) -> int:
    """Which letters a word has, as bits; one slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def slips(one: str, other: str, most: int) -> int:
    """Letters changed, left out, added or swapped with their neighbour between two words; ``most`` + 1 beyond that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, letter_there in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != letter_there))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == letter_there:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
