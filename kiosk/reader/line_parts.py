"""A line with figures in it, taken apart: what always stands there is a clip, and figures are joined from number words.

``Antrean di depan Anda: 3, sekitar 4 sampai 13 menit`` is five texts and three numbers. The clips are made of the same
parts (``python -m shared.tools.make_reading_clips``), so that a wait is said by one voice, whatever it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.speech import digits, full_number

_POINT = {"id": "koma", "en": "point"}
_FIGURE = {
    "id": re.compile(r"(?<![\w.,:])(\d{1,2}\.\d\d|\d+,\d|\d{1,6})(?!\w|[.,]\d)"),
    "en": re.compile(r"(?<![\w.,:])(\d{1,2}:\d\d|\d+\.\d|\d{1,6})(?!\w|[.:]\d)"),
}
_CLAUSE = re.compile(r"(?<=[.,:;?!])\s+")


@dataclass(frozen=True, slots=True)
class LinePart:
    """A text that is one clip, or the words of a figure. ``rest``: a comma follows, or more."""

    text: str = ""
    words: tuple[str, ...] = ()
    rest: bool = False


def has_figures(line: str, lang: str) -> bool:
    """Whether there is a figure to be said in it."""
    return _FIGURE[lang].search(line) is not None


def point(lang: str) -> str:
    """What is said within 1,5: a clip of its own."""
    return _POINT[lang]


def parts(line: str, lang: str) -> tuple[LinePart, ...]:
    """The line in its parts, in order."""
    return tuple(_parts(line, lang))


def _parts(line: str, lang: str) -> Iterator[LinePart]:
    for at, piece in enumerate(_FIGURE[lang].split(line)):
        if at % 2:
            yield from _figure(piece, lang)
        else:
            for clause in _CLAUSE.split(piece):
                text = clause.strip(" ,:;.")
                if any(map(str.isalpha, text)):
                    yield LinePart(text, rest=clause.rstrip()[-1] in ",:;.?!")


def _figure(figure: str, lang: str) -> Iterator[LinePart]:
    """A number, a number with one decimal, or the time of a clock: on the hour the hour alone."""
    whole, mark, rest = re.fullmatch(r"(\d+)(\D?)(\d*)", figure).groups()  # pyright: ignore[reportOptionalMemberAccess] - by _FIGURE
    first = full_number(int(whole), lang)
    if len(rest) == 1:
        yield LinePart(words=first)
        yield LinePart(point(lang))
        yield LinePart(words=full_number(int(rest), lang))
    elif mark and int(rest):
        yield LinePart(words=(*first, *(digits(rest, lang) if rest[0] == "0" else full_number(int(rest), lang))))
    else:
        yield LinePart(words=first)
