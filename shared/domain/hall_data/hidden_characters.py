"""What no word of a hall may contain: invisible characters that break screens, paper and searches.

A line break in a name breaks a ticket's layout, a bidi override reverses the words after it, a zero-width space makes
two different names look the same. They come from copying out of other programs, so each is named.
"""

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, cast

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.problem import Problem

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LOOK_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their class that show nothing."""
_BREAKS = frozenset("\n\v\f\r\x85\u2028\u2029")
_NAMES = {"\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\t": "TAB", "\0": "NUL"}
_SEVERAL_LINES = frozenset({"needs", "fee", "completion", "address", "greeting"})
"""Keys whose words may be several lines: they are sentences, never a name."""
_REMEDY = "Delete it; if it cannot be seen, type the words again."


def hidden_character(text: str, *, lines: bool = False) -> str | None:
    """The first character of a text that cannot be seen; ``lines`` allows line breaks."""
    return next((c for c in text if _hidden(c) and not (lines and c == "\n")), None)


def printable(text: str) -> str:
    """A text for a message: what cannot be seen is written as its code and has no effect there."""
    return "".join(f"\\u{ord(c):04X}" if _hidden(c) else c for c in text)


def hidden_characters(hall: Hall) -> Iterator[Problem]:
    """Each text and code of the hall that contains one."""
    for key, text, lines in _texts((), hall):
        found = hidden_character(text, lines=lines)
        if found is not None:
            kind = "a line break" if found in _BREAKS else "an invisible character"
            yield Problem(key, f'"{printable(text)}" holds {kind}, {_name(found)}.', _REMEDY)


def _hidden(character: str) -> bool:
    selects = "\ufe00" <= character <= "\ufe0e" or "\U000e0100" <= character <= "\U000e01ef"  # variation selectors
    return selects or character in _LOOK_EMPTY or unicodedata.category(character) in _HIDDEN


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, _NAMES.get(character, 'a control character'))}"


def _texts(path: tuple[str, ...], value: Any) -> Iterator[tuple[str, str, bool]]:
    """Every text below a value with its key, codes among them, and whether it may be several lines."""
    if isinstance(value, str):
        yield ".".join(path), value, path[-2] in _SEVERAL_LINES
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts((*path, field.name), getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, entry in cast("Mapping[Any, Any]", value).items():
            yield ".".join((*path, str(key))), str(key), False
            yield from _texts((*path, str(key)), entry)
    elif isinstance(value, tuple):
        for entry in cast("tuple[Any, ...]", value):
            yield from _texts(path, entry)
