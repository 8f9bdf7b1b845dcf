"""Text files of a spreadsheet, with any usual encoding, separator and line end."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

from shared.faults import UsageFault
from shared.sheets.table import SheetRow, Table

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r'"?sep=(.)"?[;,\t]*\r?\n?', re.IGNORECASE)
_HEAD = 20  # rows in which headings may stand
MOST = 20_000
"""Rows that are read; a busy hall has some hundred bookings a day."""


def read(content: bytes, name: str, known: Callable[[str], bool]) -> Table:
    """The table in a text file."""
    words = _decoded(content, name)
    first, rest = _first_line(words)
    said = _SEP_LINE.fullmatch(first)
    if said:  # Excel's own line; it says the separator and is no row
        return Table(name, tuple(_rows(rest, said[1], name, before=1)))
    separator = max(_SEPARATORS, key=lambda separator: _headings(words, separator, known))
    return Table(name, tuple(_rows(words, separator, name)))


def _decoded(content: bytes, name: str) -> str:
    """Unicode by its mark or its zero bytes, else UTF-8, else what Windows in Indonesia calls ANSI."""
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageFault(
        f"{name} is not text in UTF-8, UTF-16 or Windows-1252, or a part of it is missing.",
        "Save it in Excel as XLSX, or as CSV UTF-8.",
    )


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    start = content[:200]
    if start[1::2].count(0) > len(start) // 4:
        return ("utf-16-le",)
    if start[::2].count(0) > len(start) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _first_line(words: str) -> tuple[str, str]:
    first = io.StringIO(words, newline="").readline()
    return first, words[len(first) :]


def _headings(words: str, separator: str, known: Callable[[str], bool]) -> int:
    """How many headings the best of the first rows has, if this is the separator."""
    best = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(words, newline=""), delimiter=separator)):
            if number >= _HEAD:
                break
            best = max(best, sum(known(cell) for cell in cells))
    except csv.Error:
        return 0
    return best


def _rows(words: str, separator: str, name: str, before: int = 0) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=True)
    line, found = before + 1, 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found += 1
                yield SheetRow(line, tuple(cells))
            line = before + reader.line_num + 1
            if found > MOST:
                raise UsageFault(f"{name} has more than {MOST} rows.", "Make several files of it.")
    except csv.Error as error:
        raise UsageFault(f"{name}, line {line}: quotation marks do not match ({error}).", "Correct the line.") from None
