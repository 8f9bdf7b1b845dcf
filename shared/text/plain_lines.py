"""The lines of a command's answer in Indonesian, as ``plain_sentences`` tells a fault: by its English where it arises.

A line is a sentence, or it is put together out of parts: ``AB-012 (AB.1): no show, now waiting for AB.2``. The files in
``sentences_id/answers`` hold the parts too. What stands between them, codes, figures and people's own words stay as
they are. A test reads the sources and finds what has no Indonesian.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from shared.text import plain_sentences
from shared.text.languages import FIRST, of_terminal
from shared.text.plain_sentences import Known, Table, by_length, in_files, known, sentences

FOLDER = plain_sentences.FOLDER / "answers"
_BETWEEN = re.compile(r"( {2,}|, |; |:(?= {2})|: |:$|^\| | \| | \|$| -> | ?\(|\) ?)")
"""Between two parts."""
_BREAK = re.compile(r"(?<=[.!?]) (?=[A-Z`])")
"""Between two sentences of a line."""
_SAYS = re.compile(r"[a-z]{2}|\b(?!X+\b)[A-Z]{4}")
"""What is more than codes, figures and signs."""
_LITTLE = 10
"""A sentence with fewer letters of its own is a part of one; what it holds are single codes and figures."""

_Told = tuple[str, tuple[str, ...]]
"""The words, and what of the English has none."""


class AsWritten(str):
    """A line that is nobody's sentence: the text of a file, what is typed or spoken. It is printed as it is."""

    __slots__ = ()


def at_terminal(line: str) -> str:
    """A line in the language of the person at the terminal."""
    return line if isinstance(line, AsWritten) or of_terminal() != FIRST else in_indonesian(line)


def in_indonesian(line: str) -> str:
    """A line of an answer; what is not known stays as it is."""
    return "\n".join(_told(one)[0] for one in line.split("\n"))


def unknown(line: str) -> tuple[str, ...]:
    """The parts of a line that have no Indonesian."""
    return tuple(part for one in line.split("\n") for part in _told(one)[1])


@functools.cache
def _table() -> Table:
    return by_length({**sentences(), **in_files(FOLDER)})


@functools.lru_cache(maxsize=2048)
def _whole(english: str) -> Known | None:
    return known(english, _table())


def _told(line: str) -> _Told:
    """A line's words, and what of it has none; as sentences that faults use too where that leaves no more of it."""
    body = line.strip(" ")
    indent = line[: len(line) - len(line.lstrip(" "))]
    told = [_of_sentence(one) for one in _BREAK.split(body)]
    left = tuple(part for _, missing in told for part in missing)
    if left and len("".join(plain_sentences.unknown(body))) <= len("".join(left)):
        return indent + plain_sentences.in_indonesian(body), left
    return indent + " ".join(words for words, _ in told), left


def _of_sentence(english: str) -> _Told:
    """One sentence, as a whole or part by part, whichever leaves less of it; and what has no Indonesian."""
    whole = _as_whole(english)
    if whole is not None and not whole[1]:
        return whole
    pieces = _BETWEEN.split(english)
    if len(pieces) == 1:
        return whole or (english, (english,) if _SAYS.search(english) else ())
    told = [(piece, ()) if at % 2 or not piece else _of_sentence(piece) for at, piece in enumerate(pieces)]
    left = tuple(part for _, missing in told for part in missing)
    if whole is not None and len("".join(whole[1])) <= len("".join(left)):
        return whole
    return "".join(_in_columns(pieces, [one for one, _ in told])), left


def _as_whole(english: str) -> _Told | None:
    """One sentence that is known, its values told as parts are."""
    found = _whole(english)
    if found is None or found.plain:
        return None if found is None else (found.words, ())
    if len(found.literal) < _LITTLE and any(" " in value.strip() for value in found.values):
        return None  # several words, perhaps somebody's own, with a short one of ours among them
    values = [_of_sentence(value) if " " in value else (value, ()) for value in found.values]
    return found.filled([value for value, _ in values]), tuple(part for _, missing in values for part in missing)


def _in_columns(before: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """The pieces with the gaps between columns so wide that the next column begins where it did."""
    owed = 0
    for old, new in zip(before, now, strict=True):
        if old.isspace():
            gap = max(2, len(old) - owed)
            owed += gap - len(old)
            yield " " * gap
        else:
            owed += len(new) - len(old)
            yield new
