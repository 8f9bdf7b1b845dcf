"""What is kept on this PC while the share is gone: finished and missed visits, sent when it is back.

The store's spool is a file of its own on this PC's disk. Writing it means waiting for that disk, so it has a thread
of its own here: neither the screen nor the store's thread, which the dead share may hold fast, waits for it.
"""

from dataclasses import dataclass
from typing import Protocol

from counter.acts import Act
from shared.domain.answers import Refused
from shared.domain.words import Instant
from shared.store.connection import HallFile


@dataclass(frozen=True, slots=True)
class Kept:
    """One act that the file does not have yet. ``request`` is the id of its press: it is done once, whenever."""

    request: str
    act: Act
    label: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of it: done, or refused with the sentence that is shown."""

    kept: Kept
    refused: Refused | None


class Keep(Protocol):
    """The spool, as the desk needs it."""

    def put(self, kept: Kept) -> None:
        """Keep an act, on disk when this returns."""
        ...

    def unsent(self) -> tuple[Kept, ...]:
        """What is still here, oldest first."""
        ...

    def settle(self, hall_file: HallFile) -> tuple[Settled, ...]:
        """Send everything, in order; on the store's thread."""
        ...
