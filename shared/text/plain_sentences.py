"""The sentences of ``antrean check`` and of faults in Indonesian. The lines of answers: ``plain_lines``.

They are English where they arise (a log is in one language). The files of a folder, one for each subject, hold each
English sentence as the sources have it, {} for what changes (a number, a name, a path), with its Indonesian; {0} and
{1} name a place where the order differs. A test reads the sources and finds the sentences that they lack.
"""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.text import bookings_problems, hall_problems
from shared.text.languages import FIRST, of_terminal

FOLDER = Path(__file__).parent.parent / "assets" / "translations" / "sentences_id"
_PLACED = re.compile(r"(?P<place>(?:.+?(?::\d+)?: )?)(?P<problem>[\w.\"-]+: .+)")
"""A line of what is wrong in a hall file: ``hall.toml:12: zone.A.name: reason``."""
_MORE = re.compile(r"\.\.\. and (\d+) more")
_BREAK = re.compile(r"(?<=[.!?:]) (?=[A-Z`])")
"""Between two sentences."""

_CHOICE = re.compile(r"[^\s,]+(?:, [^\s,]+)*(?:,? (?:or|and) [^\s,]+)+")
"""Codes or names, one or the other."""


@functools.cache
def sentences() -> Mapping[str, str]:
    """Every English sentence with its Indonesian."""
    return in_files(FOLDER)


def in_files(folder: Path) -> Mapping[str, str]:
    """The sentences in a folder's files."""
    files = sorted(folder.glob("*.toml"))
    return {key: words for path in files for key, words in tomllib.loads(path.read_text(encoding="utf-8")).items()}


Table = tuple[tuple[str, str, str, str], ...]
"""Sentences in the order in which they are looked up."""


def by_length(every: Mapping[str, str]) -> Table:
    """What a sentence begins and ends with, its English and its Indonesian; those that say most first."""
    rows = sorted(every.items(), key=lambda pair: -len(pair[0].replace("{}", "")))
    return tuple((english.partition("{}")[0], english.rpartition("{}")[2], english, words) for english, words in rows)


@functools.cache
def _own() -> Table:
    return by_length(sentences())


@functools.cache
def pattern_of(english: str) -> re.Pattern[str]:
    """A sentence with {} as a pattern."""
    return re.compile("(.+?)".join(re.escape(part) for part in english.split("{}")), re.DOTALL)


def in_indonesian(english: str) -> str:
    """A sentence, or several one after the other; what is not known stays as it is."""
    return _told(english)[0]


def at_terminal(english: str) -> str:
    """In the language of the person at the terminal."""
    return in_indonesian(english) if of_terminal() == FIRST else english


def unknown(english: str) -> tuple[str, ...]:
    """The sentences of a text that have no Indonesian."""
    return _told(english)[1]


@functools.lru_cache(maxsize=512)
def _told(english: str) -> tuple[str, tuple[str, ...]]:
    """The Indonesian words, and what of the text has none."""
    whole = known(english)
    parts = sentence_parts(english)
    if whole is not None and (len(parts) == 1 or whole.tidy):
        return whole.words, whole.left
    if problems := _of_lines(english):
        return problems, ()
    told = [known(part) for part in parts] if len(parts) > 1 else [None]
    if whole is not None and None in told:
        return whole.words, whole.left
    left = tuple(
        words for part, one in zip(parts, told, strict=True) for words in ((part,) if one is None else one.left)
    )
    return " ".join(part if one is None else one.words for part, one in zip(parts, told, strict=True)), left


def _of_lines(english: str) -> str:
    """The lines of a faulty hall file or table of bookings; nothing where it is something else."""
    bookings = bookings_problems.in_indonesian(english)
    if "\n" not in english:
        return _of_hall_file(english) or (bookings if bookings != english else "")
    return _of_hall_file(english) or (bookings if bookings.split("\n")[0] != english.split("\n", maxsplit=1)[0] else "")


def _of_hall_file(english: str) -> str:
    told: list[str] = []
    for line in english.split("\n"):
        found = _PLACED.fullmatch(line)
        if more := _MORE.fullmatch(line):
            told.append(f"... dan {more[1]} lagi")
        elif found is None or (said := hall_problems.in_indonesian(found["problem"])) == found["problem"]:
            return ""
        else:
            told.append(found["place"] + said)
    return "\n".join(told)


class Known:
    """A sentence that is known: its words, its values, what of them is not, and whether each stays in one sentence."""

    def __init__(self, indonesian: str, values: Sequence[str], *, plain: bool = False, literal: str = "") -> None:
        self.literal = literal
        self.values = () if plain else tuple(values)
        self.plain = plain
        self._indonesian = indonesian
        self.words = _filled(indonesian, values if plain else [_value(value) for value in values])
        self.left = () if plain else tuple(words for value in values for words in _left(value))
        self.tidy = not any(_BREAK.search(value) for value in values)

    def filled(self, values: Sequence[str]) -> str:
        """The words around other values."""
        return self.words if self.plain else _filled(self._indonesian, values)


def sentence_parts(english: str) -> list[str]:
    """The sentences of a text, one after the other."""
    return _BREAK.split(english)


def known(english: str, table: Table | None = None) -> Known | None:
    """One sentence, if it is known; among others than these where a table is given."""
    for start, end, pattern, indonesian in _own() if table is None else table:
        if english.startswith(start) and english.endswith(end) and (found := pattern_of(pattern).fullmatch(english)):
            return Known(indonesian, found.groups(), literal=pattern.replace("{}", ""))
    told = hall_problems.alone(english) or bookings_problems.alone(english) or _of_file(english)
    return None if told is None else Known("{}", (told,), plain=True)


def _of_file(english: str) -> str | None:
    """What is said of a file, behind its path."""
    path, colon, rest = english.partition(": ")
    told = known(rest) if colon and re.search(r"[/\\]", path) else None
    return None if told is None else f"{path}: {told.words}"


def _value(value: str) -> str:
    """What stands in a place; a reason of ours or of the system is told in Indonesian too."""
    if _CHOICE.fullmatch(value):
        return value.replace(" or ", " atau ").replace(" and ", " dan ")
    return in_indonesian(value) if " " in value else value


def _left(value: str) -> tuple[str, ...]:
    """What of a value has no Indonesian."""
    return unknown(value) if " " in value and not _CHOICE.fullmatch(value) else ()


def _filled(indonesian: str, values: Sequence[str]) -> str:
    """The words with what changes: {} takes the next value, {0} the first."""
    left = iter(values)
    return re.sub(r"\{(\d?)\}", lambda place: values[int(place[1])] if place[1] else next(left), indonesian)
