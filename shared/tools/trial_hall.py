"""The hall of a demo or of a measurement: in a file, or on a server in a schema of its own."""

import contextlib
import secrets
import tempfile
from collections.abc import Generator
from pathlib import Path

from shared.clock import Clock
from shared.domain.hall_data.hall import Hall
from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.sqlite import create


def make(folder: Path, hall: Hall, clock: Clock, server: str | None = None, name: str = "trial") -> None:
    """A new hall in the folder; with a server's address on that server, in a schema that begins with ``name``."""
    if server is None:
        create.create(folder, hall, clock)
        return
    address = server_address.given(server, f"{name}_{secrets.token_hex(4)}")
    server_part("server_making").make(address, hall, clock)
    folder.mkdir(parents=True, exist_ok=True)
    server_address.write(folder, address)


@contextlib.contextmanager
def fresh(hall: Hall, clock: Clock, server: str | None = None, folder: Path | None = None) -> Generator[Path]:
    """Such a hall in a temporary folder (in ``folder``, if given), gone afterwards, from the server too."""
    with tempfile.TemporaryDirectory(prefix="antrean-bench-", dir=folder) as place:
        path = Path(place) / "hall"
        make(path, hall, clock, server, "bench")
        try:
            yield path
        finally:
            named = server_address.of_folder(path)
            if server is not None and named is not None:
                server_part("server_making").drop(server_address.ServerAddress(server, named.schema))
