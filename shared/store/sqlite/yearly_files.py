"""The yearly files beside the live one: days that were archived, read without any lock."""

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

from shared.store.sqlite.file_uri import file_uri

FOLDER = "archive"


def of_days(folder: Path, first: str, last: str) -> list[Path]:
    """Those that may hold days from ``first`` to ``last``, oldest first."""
    found = sorted((folder / FOLDER).glob("hall-????.db"))
    return [path for path in found if first[:4] <= path.stem[5:] <= last[:4]]


@contextlib.contextmanager
def opened(path: Path) -> Generator[sqlite3.Connection]:
    """One of them. Nobody writes to it in place, so it needs no lock."""
    with contextlib.closing(sqlite3.connect(file_uri(path, "mode=ro&immutable=1"), uri=True)) as db:
        db.row_factory = sqlite3.Row
        yield db
