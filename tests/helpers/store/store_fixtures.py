"""For all tests of the store: the hall they use, and no statement may stay open, for it would hold every PC's lock."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.clock import machine_clock
from shared.store.offline.spool import Spool
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallConnection, HallFile
from shared.store.sqlite.share import places
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.helpers.store.statements import half_read


@pytest.fixture(autouse=True)
def no_statement_stays_open(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest):
    """SQLite is asked at the end of each transaction of each act and question that the test makes.

    Also before what is left open is ended: that costs a new connection. A test of just that is marked ``half_read``.
    """
    left_open: list[str] = []
    leave = HallFile._leave  # pyright: ignore[reportPrivateUsage]

    def left(self: HallFile, connection: HallConnection) -> None:
        if not connection.in_transaction and request.node.get_closest_marker("half_read") is None:
            left_open.extend(half_read(connection))
        leave(self, connection)
        still = self._connection  # pyright: ignore[reportPrivateUsage]
        if still is not None:
            left_open.extend(half_read(still))
            assert not still.in_transaction

    monkeypatch.setattr(HallFile, "_leave", left)
    yield
    assert left_open == []


NEUTRAL = ("record", "acts", "questions", "live")


@pytest.fixture(autouse=True)
def no_truth_value_is_written(request: pytest.FixtureRequest) -> Iterator[None]:
    """The neutral rooms write 0 and 1 into whole-number columns: a second engine takes no True for a 1."""
    if request.path.parent.name not in NEUTRAL:
        yield
        return

    def refuse(value: bool) -> int:
        raise AssertionError(f"{value} is written as it is; a column of whole numbers wants int({value})")

    sqlite3.register_adapter(bool, refuse)
    yield
    del sqlite3.adapters[bool, sqlite3.PrepareProtocol]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def hall_file(tmp_path: Path, clock: StandingClock) -> Iterator[HallFile]:
    with open_hall(tmp_path / "hall", clock=clock) as opened:
        yield opened


@pytest.fixture
def spool(tmp_path: Path, hall_file: HallFile) -> Iterator[Spool]:
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A hall's folder by this PC's own clock; ``file`` is the hall's file in it."""
    create.create(tmp_path / "hall", small_hall(), machine_clock)
    return tmp_path / "hall"


@pytest.fixture
def file(folder: Path) -> Iterator[HallFile]:
    with HallFile.open(folder, device="here", clock=machine_clock) as opened:
        yield opened


@pytest.fixture
def no_fstab(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This PC's own table of shares says nothing."""
    monkeypatch.setattr(places, "FSTAB", tmp_path / "no fstab")
