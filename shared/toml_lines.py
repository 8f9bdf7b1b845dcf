"""The line of each key in a TOML text: ``tomllib`` reads values but does not tell their lines."""

import re

Path = tuple[str, ...]

_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
_TRIPLES = ('"""', "'''")


def lines_of(text: str) -> dict[Path, int]:
    """The first line (from 1) of each table and key. Keys of an inline table stand at the line of their table."""
    places: dict[Path, int] = {}
    table: Path = ()
    open_string: str | None = None
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        if open_string is not None:
            if line.count(open_string) % 2:
                open_string = None
            continue
        if depth > 0:
            depth += _nesting(line)
            continue
        found = _header(line)
        if found is not None:
            table = found
            _note(places, table, number)
            continue
        keys, rest = _keys(line, "=")
        if keys:
            _note(places, table + keys, number)
            open_string = next((quotes for quotes in _TRIPLES if rest.count(quotes) % 2), None)
            depth = max(0, _nesting(rest)) if open_string is None else 0
    return places


def nearest_line(places: dict[Path, int], path: Path) -> int | None:
    """The line of a key, or of the nearest table around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return None


def _note(places: dict[Path, int], path: Path, number: int) -> None:
    for length in range(1, len(path) + 1):
        places.setdefault(path[:length], number)


def _header(line: str) -> Path | None:
    bare = line.strip()
    if not bare.startswith("["):
        return None
    keys, _ = _keys(bare.lstrip("["), "]")
    return keys or None


def _keys(line: str, end: str) -> tuple[Path, str]:
    """The dotted key that a line begins with, and what follows ``end``; no keys when it is something else."""
    keys: list[str] = []
    at = 0
    while match := _PART.match(line, at):
        keys.append(next(group for group in match.groups() if group is not None))
        at = match.end()
        if line[at : at + 1] == ".":
            at += 1
            continue
        return (tuple(keys), line[at + 1 :]) if line[at : at + 1] == end else ((), "")
    return (), ""


def _nesting(text: str) -> int:
    """How many brackets stay open at the end of a line, those within strings and comments left out."""
    bare = re.sub(r""""(?:[^"\\]|\\.)*"|'[^']*'|#.*""", "", text)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
