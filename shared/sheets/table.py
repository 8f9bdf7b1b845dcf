"""A table of cells, as a spreadsheet shows it."""

import datetime
from dataclasses import dataclass

Cell = str | bool | int | float | datetime.datetime | datetime.date | datetime.time | datetime.timedelta
"""What a cell holds; "" when it is empty. A text file knows only str."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with something in it, and the line on which it begins in the file."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, empty ones left out."""

    name: str
    rows: tuple[SheetRow, ...]


def column_letter(index: int) -> str:
    """The name of a column, counted from 0: A, B ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
