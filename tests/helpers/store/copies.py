"""A hall's backup and the way back from it, whatever holds the hall."""

from pathlib import Path

from shared.clock import Clock
from shared.store.engine import Engine
from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, restore


def copied(hall: Engine) -> Path:
    """A backup beside the hall."""
    made = backup.backup(hall) if isinstance(hall, HallFile) else server_part("server_upkeep").backup(hall)
    path: Path = made.path
    return path


def put_back(folder: Path, path: Path, clock: Clock) -> None:
    """The hall is as it was when that was made, but for the numbers that were given out since."""
    back = restore.restore
    if server_address.of_folder(folder) is not None:
        back = server_part("server_upkeep").put_back
    back(folder, path, device="staff", clock=clock)
