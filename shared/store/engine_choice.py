"""Which engine holds a hall: the one place that names it. Everything else uses :mod:`shared.store.engine`."""

from pathlib import Path

from shared.clock import Clock
from shared.store.engine import Engine
from shared.store.sqlite.connection import HallFile


def engine_of(folder: Path, *, device: str, clock: Clock) -> Engine:
    """The engine of the hall in a folder, not opened yet. UsageFault when a setting of it cannot be understood."""
    return HallFile(folder, device=device, clock=clock)
