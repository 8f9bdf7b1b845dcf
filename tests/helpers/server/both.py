"""The same tests on the other engine: with ANTREAN_TEST_SERVER set, every hall that a test makes is on that server.

Tests that look at the file itself stay on the file: those of the file's own rooms, and those marked ``file_only``.
"""

import hashlib
import itertools
import os
from pathlib import Path

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault
from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from shared.store.record.clock_guard import refuse_pretended
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import copying

SERVER = "ANTREAN_TEST_SERVER"
_number = itertools.count()
_in_use: list[ServerAddress] = []
_spare: list[ServerAddress] = []
_in_file, _open_file = create.create, HallFile.open


def url() -> str | None:
    """The server that tests use in place of files; None for files."""
    return os.environ.get(SERVER)


def make_on_server(folder: Path, hall: Hall, clock: Clock) -> None:
    """As ``create.create``: the folder names the server, where the hall has a schema of its own."""
    if (folder / server_address.FILE).exists():
        raise UsageFault(f"{folder} holds a hall already.", "")
    if _spare:
        address = _spare.pop()
        _fill_again(address, hall, clock)
    else:
        name = hashlib.sha256(f"{folder} {os.getpid()} {next(_number)}".encode()).hexdigest()[:16]
        address = ServerAddress(url() or "", f"t_{name}")
        server_part("server_making").make(address, hall, clock)
    _in_use.append(address)
    folder.mkdir(parents=True, exist_ok=True)
    server_address.write(folder, address)


def _fill_again(address: ServerAddress, hall: Hall, clock: Clock) -> None:
    """A schema of an earlier test, emptied: making one anew takes a quarter of a second."""
    refuse_pretended(hall, clock)
    making = server_part("server_making")
    with making.opened(address) as connection, connection.transaction():
        for table in reversed((*copying.KEYS, *copying.SMALL, "undo", "programs", "reports")):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE server_state SET commits = 0, event = 0, call = 0")
        making.fill(server_part("server_rows").ServerDb(connection), hall, clock)


def open_any(folder: Path, *, device: str, clock: Clock) -> object:
    """As ``HallFile.open``, whichever engine holds the hall."""
    if server_address.of_folder(folder) is None:
        return _open_file(folder, device=device, clock=clock)
    return server_part("server_hall").ServerHall.open(folder, device=device, clock=clock)


def use_server() -> None:
    """From now on in this process."""
    create.create = make_on_server
    HallFile.open = open_any


def use_files() -> None:
    """For a test that is about the file."""
    create.create, HallFile.open = _in_file, _open_file
    _spare.extend(_in_use)
    _in_use.clear()
