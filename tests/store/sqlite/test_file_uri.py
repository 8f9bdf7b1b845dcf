"""Every kind of path leads SQLite to its file."""

import contextlib
import sqlite3
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from shared.store.sqlite.file_uri import _address, file_uri
from tests.helpers.machine.linux import WINDOWS


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/mnt/hall file/hall.db"), "file:///mnt/hall%20file/hall.db"),
        (PureWindowsPath(r"H:\hall?1\hall.db"), "file:///H:/hall%3F1/hall.db"),
        (PureWindowsPath(r"\\server\share\hall\hall.db"), "file:////server/share/hall/hall.db"),
    ],
)
def test_a_drive_and_a_server_are_parts_of_the_path(path: Any, address: str) -> None:
    assert _address(path) == address


def test_sqlite_opens_it(tmp_path):
    path = tmp_path / ("a #1%20.db" if WINDOWS else "a #1%20?.db")  # Windows has no question marks in names
    with contextlib.closing(sqlite3.connect(file_uri(path, "mode=rwc"), uri=True)):
        assert path.exists()
