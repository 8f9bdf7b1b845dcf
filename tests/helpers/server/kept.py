"""What a hall holds at one moment, on either engine: to be compared with later, and to be put back."""

import contextlib
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.sqlite.connection import FILE


class Kept:
    """``told`` differs after any change."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._address = server_address.of_folder(folder)
        self._content = b""
        self.told: Any = None
        if self._address is None:
            self._content = self.told = self._file.read_bytes()
            return
        copying = server_part("server_copy")
        with (
            tempfile.TemporaryDirectory() as place,
            server_part("server_making").opened(self._address) as connection,
            connection.transaction(),
        ):
            self.told = copying.fingerprints_of_server(connection, self._address.schema)
            copying.write_file(connection, self._address.schema, Path(place) / FILE)
            self._content = (Path(place) / FILE).read_bytes()

    def put_back(self) -> None:
        """The hall holds that again."""
        if self._address is None:
            self._file.write_bytes(self._content)
            return
        with (
            contextlib.closing(sqlite3.connect(":memory:")) as rows,
            server_part("server_making").opened(self._address) as connection,
            connection.transaction(),
        ):
            rows.deserialize(self._content)
            server_part("server_copy").load(connection, rows)
