"""The sentences of ``antrean check`` and of faults in Indonesian.

They are English where they arise (a log is in one language). The file beside holds each with its Indonesian; {} stands
for what changes: a number, a name, a path. A test reads the sources and finds the sentences that the file lacks.
"""

import functools
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from shared.text import hall_problems

FILE = Path(__file__).parent.parent / "assets" / "translations" / "sentences_id.toml"


_PLACED = re.compile(r"(?P<place>.+?(?::\d+)?: )(?P<problem>[\w.\"-]+: .+)")
"""A line of what is wrong in a hall file: ``hall.toml:12: zone.A.name: reason``."""
_MORE = re.compile(r"\.\.\. and (\d+) more")


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those that say most first."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    known = sorted(table.items(), key=lambda pair: -len(pair[0].replace("{}", "")))
    return tuple((re.compile(pattern_of(english), re.DOTALL), indonesian) for english, indonesian in known)


def pattern_of(english: str) -> str:
    """A sentence with {} as a pattern."""
    return "(.+?)".join(re.escape(part) for part in english.split("{}"))


@functools.lru_cache(maxsize=512)
def in_indonesian(english: str) -> str:
    """A sentence, or several one after the other; what is not known stays as it is."""
    whole = _one(english)
    if whole is not None:
        return whole
    if problems := _of_hall_file(english):
        return problems
    parts = re.split(r"(?<=[.!?:]) (?=[A-Z`])", english)
    return " ".join(_one(part) or part for part in parts) if len(parts) > 1 else english


def _of_hall_file(english: str) -> str:
    """The lines of a faulty hall file; nothing where it is something else."""
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


def _one(english: str) -> str | None:
    for pattern, indonesian in _patterns():
        found = pattern.fullmatch(english)
        if found:
            return _filled(indonesian, found.groups())
    return None


def _filled(indonesian: str, values: Sequence[str]) -> str:
    """The words with what changes: {} takes the next value, {0} the first."""
    left = iter(values)
    return re.sub(r"\{(\d?)\}", lambda place: values[int(place[1])] if place[1] else next(left), indonesian)
