"""Which engine holds a hall: the one place that names it. Everything else uses :mod:`shared.store.engine`."""

import importlib
from pathlib import Path
from typing import Any

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Engine
from shared.store.postgres import server_address
from shared.store.sqlite.connection import HallFile

OLDEST_PSYCOPG = (3, 3, 9)
"""The first one whose ``Connection.wait`` ends in time."""


def engine_of(folder: Path, *, device: str, clock: Clock) -> Engine:
    """The engine of the hall in a folder, not opened yet. UsageFault when a setting of it cannot be understood."""
    try:
        address = server_address.of_folder(folder)
    except OSError:  # a share that does not answer: the file's engine says so, and opens it when it is back
        address = None
    if address is None:
        return HallFile(folder, device=device, clock=clock)
    hall: Engine = server_part("server_hall").ServerHall(folder, address, device=device, clock=clock)
    return hall


def opened_engine(folder: Path, *, device: str, clock: Clock) -> Engine:
    """The same, opened: an EnvironmentFault says why not."""
    engine = engine_of(folder, device=device, clock=clock)
    try:
        engine.reach()
    except BaseException:
        engine.close()
        raise
    return engine


def server_part(name: str) -> Any:
    """A module of ``shared.store.postgres``: only a hall on a server, or a command for one, imports it.

    EnvironmentFault where the way to a server is not installed, or is too old.
    """
    try:
        version = importlib.import_module("psycopg").__version__
        if tuple(int(part) for part in version.split(".")[:3] if part.isdigit()) < OLDEST_PSYCOPG:
            raise EnvironmentFault(
                Kind.DEVICE,
                f"This hall is on a PostgreSQL server, and the psycopg of this PC is {version}: too old.",
                'Renew it: pip install --upgrade "antrean[postgres]" (docs/postgresql.md).',
            )
        return importlib.import_module(f"shared.store.postgres.{name}")
    except ImportError as error:
        raise EnvironmentFault(
            Kind.DEVICE,
            f"This hall is on a PostgreSQL server, and the way to it is not installed on this PC ({error}).",
            'Install it: pip install "antrean[postgres]" (docs/postgresql.md).',
        ) from error
