"""A damaged hall's file made readable: a copy on this PC's own disk, with a beginning that SQLite accepts.

SQLite does not open a file whose first page is gone, whose list of tables is gone, or that is shorter than it says.
Every hall's file begins in the same way, because the same migrations made it: so the pages of a new file replace these.
"""

import contextlib
import datetime
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from shared.store.sqlite import migrations
from shared.store.sqlite.maintenance import copying

_PAGE = 4096
_ONE_GO = datetime.timedelta(minutes=1)
_INTERIOR = 5  # the type of a table's page that points to others


def readable_copy(damaged: Path, workshop: Path) -> Path:
    """Copy what is there into ``workshop``; a commit that was cut off is undone in the copy, as SQLite would."""
    copy = workshop / "damaged.db"
    shutil.copyfile(damaged, copy)
    journal = damaged.with_name(f"{damaged.name}-journal")
    if journal.exists():
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
        if not _opens(copy):  # it did not help: without it then
            shutil.copyfile(damaged, copy)
        copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)
    if not _opens(copy):
        _give_a_beginning(copy, workshop / "fresh.db")
        if not _made_in_one_go(copy):
            _forget_later_tables(copy)
    return copy


def _opens(path: Path) -> bool:
    """Whether SQLite sees a hall's tables in it."""
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema").fetchall()}
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # SQLite quotes what is broken in its complaint
        return False
    return {*copying.KEYS, *copying.SMALL} - {*copying.LATER} <= names


def _made_in_one_go(path: Path) -> bool:
    """Whether the present version made this hall: then its later tables lie where they do in a fresh file."""
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            names = migrations.applied(db)
            first, last = db.execute("SELECT min(applied_at), max(applied_at) FROM _sqlite_migrations").fetchone()
            at = [datetime.datetime.fromisoformat(str(text)) for text in (first, last)]
    except (sqlite3.DatabaseError, ValueError, TypeError, UnicodeDecodeError):
        return False
    return {*names} >= migrations.KNOWN and at[1] - at[0] < _ONE_GO


def _forget_later_tables(path: Path) -> None:
    """A list that says another table's pages are theirs would give rows that never were: it says nothing of them."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        for name in copying.LATER:
            db.execute("DELETE FROM sqlite_schema WHERE tbl_name = ?", (name,))


def _give_a_beginning(path: Path, fresh: Path) -> None:
    """Put a fresh file's list of tables over the one here, and say how long the file really is."""
    with path.open("r+b") as file:
        pattern = _pattern(file, fresh)
        pages = -(-file.seek(0, 2) // _PAGE)
        file.truncate(max(pages, len(pattern) // _PAGE) * _PAGE)
        for number in _table_list(pattern, 1):
            file.seek((number - 1) * _PAGE)
            file.write(pattern[(number - 1) * _PAGE : number * _PAGE])
        pages = file.seek(0, 2) // _PAGE
        file.seek(28)
        file.write(pages.to_bytes(4, "big") + bytes(8))  # its length; and no list of free pages


def _pattern(damaged: BinaryIO, fresh: Path) -> bytes:
    """A fresh file whose list of tables lies where this one's does.

    The list of the present version has more pages than the first version's. In a hall that was given the later tables
    afterwards these lie anywhere: then the list ends with the last change that left it on the first version's pages.
    """
    first = tuple(_table_list(_made(fresh, 1), 1))
    whole = _made(fresh, None)
    if all(  # pragma: no branch - no such list yet
        _page(damaged, number) == _page_of(whole, number) for number in {*_table_list(whole, 1)} - {*first}
    ):
        return whole
    # no change so far has made the list longer than the first version's: then this has to be tried
    for changes in range(len(migrations.KNOWN) - 1, 1, -1):  # pragma: no cover - no such list yet
        made = _made(fresh, changes)
        if tuple(_table_list(made, 1)) == first:
            return made
    return _made(fresh, 1)  # pragma: no cover - no such list yet


def _made(path: Path, changes: int | None) -> bytes:
    """A fresh file to which only so many changes were made; all of them for None."""
    path.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size={_PAGE}")
        migrations.migrate(db, changes)
    return path.read_bytes()


def _page(file: BinaryIO, number: int) -> bytes:  # pragma: no cover - no such list yet
    file.seek((number - 1) * _PAGE)
    return file.read(_PAGE)


def _page_of(raw: bytes, number: int) -> bytes:
    return raw[(number - 1) * _PAGE : number * _PAGE]


def _table_list(raw: bytes, number: int) -> Iterator[int]:
    """The pages of ``sqlite_schema`` (https://sqlite.org/fileformat2.html, b-tree pages), from this one down."""
    yield number
    page = _page_of(raw, number)
    start = 100 if number == 1 else 0
    if page[start] != _INTERIOR:
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    cells = [int.from_bytes(page[at : at + 2], "big") for at in range(start + 12, start + 12 + 2 * count, 2)]
    for child in (*cells, start + 8):
        yield from _table_list(raw, int.from_bytes(page[child : child + 4], "big"))
