"""Where each worker stands, on a page of memory that its death does not wipe."""

import contextlib
import mmap
from collections.abc import Generator
from enum import IntEnum
from typing import Any

from shared.store.sqlite.connection import HallFile

SLOTS = 4096


class Place(IntEnum):
    """What a worker was about when it was killed."""

    OPENING = 0
    BETWEEN = 1
    """Between two presses, or reading."""
    ASKING = 2
    """For its turn in the file: before the transaction."""
    INSIDE = 3
    """Between BEGIN and COMMIT."""
    COMMIT = 4
    AFTER = 5
    """After COMMIT, and nobody was told yet."""


BEFORE = (Place.OPENING, Place.BETWEEN, Place.ASKING)


class Board:
    """One byte for each worker, shared with every process that is forked after this."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, SLOTS)

    def at(self, slot: int) -> Place:
        """Where the worker stands now, or stood last."""
        return Place(self._page[slot])

    def set(self, slot: int, value: int) -> None:
        """A new worker takes the slot; or any small number that all processes shall see."""
        self._page[slot] = value

    def stand(self, slot: int) -> None:
        """From now on this process's write transactions are told to the board."""
        page, writing = self._page, HallFile.writing

        @contextlib.contextmanager
        def told(file: HallFile, *arguments: Any) -> Generator[Any]:
            page[slot] = Place.ASKING
            try:
                with writing(file, *arguments) as db:
                    page[slot] = Place.INSIDE
                    yield db
                    page[slot] = Place.COMMIT
                page[slot] = Place.AFTER
            except BaseException:
                page[slot] = Place.BETWEEN
                raise

        HallFile.writing = told
        page[slot] = Place.BETWEEN
