"""The hall goes away under programs, whatever holds it, and comes back."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from shared.store.postgres import server_address
from tests.helpers.server import doors


def take_away(folder: Path) -> Path:
    """From now on a file's folder has another name, and a server is out of reach; answers the way that is left."""
    gone, address = folder.with_name("away"), server_address.of_folder(folder)
    if address is None:
        return folder.rename(gone)
    gone.mkdir()
    server_address.write(gone, doors.without(address))
    doors.close(address)
    return gone


def bring_back(folder: Path) -> None:
    """What was taken away is there again."""
    gone, address = folder.with_name("away"), server_address.of_folder(folder)
    if address is None:
        gone.rename(folder)
    else:
        shutil.rmtree(gone)
        doors.open_again(address)


@contextlib.contextmanager
def away(folder: Path) -> Iterator[None]:
    """Within it the hall is away."""
    take_away(folder)
    yield
    bring_back(folder)
