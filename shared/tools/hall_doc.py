"""Makes ``docs/hall-file.md`` from the annotations of ``hall_data.hall``: ``python -m shared.tools.hall_doc``.

A test compares the file with what this makes, so the document cannot fall behind the program.
"""

import dataclasses
import datetime
import sys
import typing
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from shared import hall_file, records
from shared.domain.hall_data.hall import Hall, Span
from shared.domain.words import TimeOfDay

FILE = Path(__file__).parents[2] / "docs" / "hall-file.md"

_HEAD = """\
# The hall file

Everything about a hall except its visitors is in one text file in [TOML](https://toml.io): who the hall is, its
hours, agencies, services, counters, kiosks, printers, displays and rules. `antrean init --from FILE` makes a hall from
it, `antrean apply FILE` changes a running hall to it, `antrean export` writes it out again. The two sample halls in
`shared/samples/` are such files and good to copy from.

Made from the program's own annotations by `python -m shared.tools.hall_doc`; do not edit by hand.

A wrong key or value is refused with file, line, key and reason, everything at once, and nothing is changed:

    hall.toml:12: service.AB.1.minuts: there is no such key (did you mean minutes?)

## How values are written

| Value | As |
|---|---|
| words | `"Kartu Keluarga"`, or by language `{ id = "Kartu Keluarga", en = "Family Card" }`; `id` is always there |
| time | `"08.00"` or `"08:00"`; `"25.00"` is one hour past midnight |
| span | `"12.00-13.00"` |
| date | `2026-12-25` |
| list | `["AB.1", "AB.2"]` |

Words may also be on separate lines: `name.id = "Kartu Keluarga"`, `name.en = "Family Card"`.
Codes contain dots, so TOML needs quotes around them in headings: `[service."AB.1"]`.
"""

_NAMES: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime.date: "date",
    TimeOfDay: "time",
    Span: "span",
}
_CODES = {
    "week": "monday",
    "holiday": "2026-12-25",
    "season": "ramadan",
    "zone": "A",
    "agency": "AB",
    "service": '"AB.1"',
    "counter": "1",
    "kiosk": "K1",
    "printer": "P1",
    "display": "D1",
    "weights": '"AB.1"',
}


def document() -> str:
    """The whole document."""
    parts = [_HEAD, *_sections(Hall, (), {})]
    return "\n".join(parts)


def _sections(record: type[Any], path: tuple[str, ...], told: dict[type[Any], str]) -> Iterator[str]:
    """The sections of a record's tables, each followed by those within it; ``told`` are records already shown."""
    hints = records.hints(record)
    for field in dataclasses.fields(record):
        inner, inside = _table_of(records.bare(hints[field.name]), (*path, field.name))
        if inner is None:
            continue
        heading = f"`[{'.'.join(inside)}]`"
        keys = f"Keys as in {told[inner]}.\n" if inner in told else _keys(inner)
        told.setdefault(inner, heading)
        yield f"## {heading}\n\n{_sentence(field.metadata['doc'])}\n\n{keys}"
        yield from _sections(inner, inside, told)


def _table_of(hint: Any, path: tuple[str, ...]) -> tuple[type[Any] | None, tuple[str, ...]]:
    """The record that a key holds as a separate table, and the heading of such a table."""
    record: Any = hint
    if typing.get_origin(hint) is Mapping and not records.is_text(hint):
        record = typing.get_args(hint)[1]
        path = (*path, _CODES.get(path[-1], "CODE"))
    is_table = record is not Span and dataclasses.is_dataclass(record)
    return (cast("type[Any]", record) if is_table else None), path


def _keys(record: type[Any]) -> str:
    """The keys of one record as a table."""
    lines = ["| Key | Value | If missing | Meaning |", "|---|---|---|---|"]
    hints = records.hints(record)
    for field in dataclasses.fields(record):
        hint = records.bare(hints[field.name])
        if _table_of(hint, (field.name,))[0] is None:
            doc = field.metadata["doc"].replace("|", "\\|")
            lines.append(f"| `{field.name}` | {_value(hint)} | {_default(field)} | {doc} |")
    return "\n".join(lines) + "\n" if len(lines) > 2 else ""


def _value(hint: Any) -> str:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if records.is_text(hint):
        return "words"
    if origin is Mapping:
        return f"table: code = {_value(arguments[1])}"
    if origin is tuple:
        return f"list of {_value(arguments[0])}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " \\| ".join(f"`{member.value}`" for member in hint)
    return _NAMES[hint]


def _default(field: "dataclasses.Field[Any]") -> str:
    if records.needed(field):
        return "**must be there**"
    value = records.plain(field.default) if field.default is not dataclasses.MISSING else None
    if value in (None, "", [], {}):
        return "-"
    return f"`{hall_file.literal(value)}`"


def _sentence(doc: str) -> str:
    return doc[0].upper() + doc[1:] + "."


def main() -> int:
    """Write the document."""
    FILE.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"{FILE} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
