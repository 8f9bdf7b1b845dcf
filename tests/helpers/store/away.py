"""The hall goes away under a test, whatever holds it, and comes back."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.store.postgres.server_address import ServerAddress


@contextlib.contextmanager
def away(engine: Any, folder: Path) -> Iterator[None]:
    """Within it a file's folder has another name, and a server's connection is cut and leads nowhere."""
    there = getattr(engine, "address", None)
    if isinstance(there, ServerAddress):
        engine.close()
        engine.address = ServerAddress("postgresql:///antrean?host=/nowhere", there.schema)
        yield
        engine.address = there
        return
    gone = folder.with_name("away")
    folder.rename(gone)
    yield
    gone.rename(folder)
