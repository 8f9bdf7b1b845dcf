"""The hall file: TOML that mirrors ``shared.domain.hall_data.hall`` one to one, read and written by its annotations.

Everything that is wrong is said at once, each with file, line or key, reason, and similar words.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import tomli_w

from shared import records, toml_lines
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.hall_check import problems
from shared.domain.hall_data.hidden_characters import printable
from shared.faults import UsageFault

_LONE = frozenset(
    {"hall", "rules", "ticket", "search", "welcome"}
)  # sections that are one record, not a table of records
_SHOWN = 20  # problems told at once
_REMEDY = "Correct the file and try again; docs/hall-file.md says what each key may hold."


def read(path: Path) -> Hall:
    """The hall that a file describes; :class:`UsageFault` when it cannot be read or says something wrong."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        alike = records.nearest(path.name, (other.name for other in path.parent.glob("*.toml")))
        raise UsageFault(f"{path}: there is no such file.", "Name an existing hall file (TOML).", alike) from None
    except UnicodeDecodeError as error:
        raise UsageFault(f"{path}: this is not UTF-8 text ({error.reason}).", "Save the file as UTF-8.") from None
    except OSError as error:
        raise UsageFault(f"{path}: cannot be read ({error.strerror}).", "Name a readable hall file (TOML).") from None


def parse(text: str, name: str) -> Hall:
    """The hall that a TOML text describes. ``name`` is the file's name, for what is said of it."""
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise UsageFault(f"{name}: brackets are nested too deeply for a hall file.", _REMEDY) from None
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        raise UsageFault(f"{name}: this is not TOML: {error}", _REMEDY) from None
    return of_table(table, name, toml_lines.lines_of(text))


def of_table(table: Mapping[str, Any], name: str, places: dict[toml_lines.Path, int] | None = None) -> Hall:
    """The hall that a TOML table describes, with the lines of its keys where they are known."""
    places = places or {}
    try:
        hall = cast("Hall", records.read(Hall, table))
    except records.TableError as error:
        lines = [_told(name, places, wrong.path, wrong.reason, wrong.nearest) for wrong in error.wrongs]
        raise _fault(lines, (near for wrong in error.wrongs for near in wrong.nearest)) from None
    found = problems(hall)
    if found:
        by_key = {".".join(path): path for path in places}
        lines = [
            _told(name, places, _path(problem.key, by_key), f"{problem.reason} {problem.remedy}") for problem in found
        ]
        raise _fault(lines, ())
    return hall


def write(hall: Hall) -> str:
    """A hall file that :func:`parse` turns into the same hall. Keys at their default are left out."""
    table = cast("dict[str, Any]", records.plain(hall))
    parts = ["# A hall file of Antrean; docs/hall-file.md says what each key may hold.\n"]
    parts += [_section((name,), entry) for name, entry in table.items()]
    return "\n".join(part for part in parts if part)


def _told(
    name: str, places: dict[toml_lines.Path, int], path: toml_lines.Path, reason: str, alike: tuple[str, ...] = ()
) -> str:
    line = toml_lines.nearest_line(places, path)
    where = f"{name}:{line}" if line else name
    asked = f" (did you mean {' or '.join(alike)}?)" if alike else ""
    return printable(f"{where}: {'.'.join(path)}: {reason}{asked}")


def _fault(lines: list[str], alike: Iterable[str]) -> UsageFault:
    more = f"\n... and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return UsageFault("\n".join(lines[:_SHOWN]) + more, _REMEDY, tuple(dict.fromkeys(alike)))


def _path(key: str, by_key: Mapping[str, toml_lines.Path]) -> toml_lines.Path:
    """The path of a dotted key whose codes hold dots themselves (``service.AB.1.minutes``)."""
    known = max((other for other in by_key if key == other or key.startswith(f"{other}.")), key=len, default=None)
    if known is None:
        return tuple(key.split("."))
    rest = key[len(known) + 1 :]
    return (*by_key[known], *(rest.split(".") if rest else ()))


def _section(path: toml_lines.Path, table: Mapping[str, Any]) -> str:
    """``[path]`` with its own keys, then the tables within it."""
    own = {key: value for key, value in table.items() if not _is_record(path, key, value)}
    inner = {key: value for key, value in table.items() if key not in own}
    lines = [line for key, value in own.items() for line in _key_lines((key,), value)]
    head = ["[" + ".".join(_quoted(part) for part in path) + "]\n", *lines] if lines or not inner else []
    return "\n".join(
        part for part in ("".join(head), *(_section((*path, key), value) for key, value in inner.items())) if part
    )


def _is_record(path: toml_lines.Path, key: str, value: Any) -> bool:
    """A table that gets its own heading, rather than dotted keys (words in languages, weights)."""
    if not isinstance(value, dict):
        return False
    entries = cast("dict[str, Any]", value)
    words = bool(entries) and (
        key == "weights" or ("id" in entries and all(isinstance(entry, str) for entry in entries.values()))
    )
    return not (words and (len(path) > 1 or set(path) <= _LONE))


def _key_lines(path: toml_lines.Path, value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for key, entry in cast("dict[str, Any]", value).items():
            yield from _key_lines((*path, key), entry)
        return
    yield ".".join(_quoted(part) for part in path) + f" = {literal(value)}\n"


def literal(value: Any) -> str:
    """A value as TOML writes it; lists stay on one line."""
    if isinstance(value, list):
        return "[" + ", ".join(literal(entry) for entry in cast("list[Any]", value)) + "]"
    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")


def _quoted(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
