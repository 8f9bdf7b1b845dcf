"""The closed grammar of calls: which call explains best what a listener wrote down by ear, with the fewest edits."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.domain.speech import digits, full_number, letters, window_words

COUNTERS = 150
_EN_NAMES = "ay bee see dee ee eff gee aitch eye jay kay el em en oh pee queue ar ess tee you vee doubleyou ex why zed"
_EN_LETTERS = dict(zip(string.ascii_uppercase, _EN_NAMES.split(), strict=True))
_SPELLED_BY_EAR = {"antrian": "antrean", "silahkan": "silakan", "oo": "o", "x": "ks"}
_OPENINGS = {
    "id": ("nomorantrean", "nomorantreanprioritas", "panggilanulangnomorantrean"),
    "en": ("queuenumber", "priorityqueuenumber", "secondcallqueuenumber"),
}
_ONWARD = {"id": "silakanmenuju", "en": "pleaseproceedto"}
_PLACE = {"id": "loket", "en": "counter"}

Row = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Understood:
    """A call as it was understood: letters and digits without a dash, and the counter."""

    label: str
    counter: str


def letter_name(letter: str, lang: str) -> str:
    """As a listener spells it who writes by ear."""
    return _EN_LETTERS[letter] if lang == "en" else letters(letter)[0]


def bare(text: str, lang: str) -> str:
    """Small letters alone: figures and spelled letters by their names, marks and blanks gone."""
    place = _PLACE[lang]
    text = re.sub(rf"(?i)(?<={place})\W+(\d{{1,3}})\b", lambda found: "".join(full_number(int(found[1]), lang)), text)
    text = re.sub(r"\b[A-Z](?:-?[A-Z])*(?=\b|\d)", lambda found: _spelled(found[0], lang), text)
    if lang == "id":
        text = re.sub(r"(?i)\b([a-z]?e)e\b", r"\1", text)  # a long vowel: "wee", "cee"
        text = re.sub(r"(?i)\b([aeo])h\b", r"\1", text)  # a vowel by itself: "oh", "ah"
    # a run of letters that no mouth can join was spelled: "zx", "k"
    text = re.sub(r"\b[bcdfghjklmnpqrstvwxz]{1,3}\b", lambda found: _spelled(found[0].upper(), lang), text)
    text = re.sub(r"\d", lambda found: digits(found[0], lang)[0], text)
    text = re.sub(r"[^a-z]", "", text.lower())
    for heard, written in _SPELLED_BY_EAR.items() if lang == "id" else ():
        text = text.replace(heard, written)
    return text


def _spelled(run: str, lang: str) -> str:
    return "".join(letter_name(letter, lang) for letter in run if letter.isalpha())


def explained(text: str, lang: str) -> Understood:
    """The call that is nearest to a listener's spelling."""
    heard = bare(text, lang)
    row: Row = [(at, "") for at in range(len(heard) + 1)]
    for stage in _stages(lang):
        row = _after(row, stage, heard)
    label, _, counter = row[-1][1].partition("|")
    return Understood(label, counter)


def _stages(lang: str) -> Iterable[Sequence[tuple[str, str]]]:
    spelled = [(letter, letter_name(letter, lang)) for letter in string.ascii_uppercase]
    figures = [(str(digit), digits(str(digit), lang)[0]) for digit in range(10)]
    yield [("", opening) for opening in _OPENINGS[lang]]
    yield spelled
    yield [("", ""), *spelled]
    yield from [figures] * 3
    yield [("|", _ONWARD[lang])]
    yield [(str(n), "".join(window_words(str(n), lang))) for n in range(1, COUNTERS + 1)]


def _after(row: Row, stage: Sequence[tuple[str, str]], heard: str) -> Row:
    best: Row = [(10**6, "")] * len(row)
    for name, word in stage:
        now: Row = [(cost, path + name) for cost, path in row]
        for character in word:
            new: Row = [(now[0][0] + 1, now[0][1])]
            for at, sound in enumerate(heard, 1):
                ways = (now[at - 1][0] + (sound != character), now[at - 1][1]), (now[at][0] + 1, now[at][1])
                way = ways[0] if ways[0][0] <= ways[1][0] else ways[1]
                new.append(way if way[0] <= new[-1][0] + 1 else (new[-1][0] + 1, new[-1][1]))
            now = new
        best = [a if a[0] <= b[0] else b for a, b in zip(best, now, strict=True)]
    return best


def edits(one: str, other: str) -> int:
    """How many characters differ between two words."""
    row = list(range(len(other) + 1))
    for at, character in enumerate(one, 1):
        last, row[0] = row[0], at
        for place, against in enumerate(other, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (character != against))
    return row[-1]
