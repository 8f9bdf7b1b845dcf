"""A hall moves to a server and back with everything in it; interrupted anywhere, the old one is the hall."""

import contextlib
import os
import signal
import sqlite3
import time

import pytest

from shared.faults import EnvironmentFault, UsageFault
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.engine_choice import engine_of, server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from shared.store.questions import audit
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive, invariants
from tests.helpers.hall import StandingClock, open_hall
from tests.helpers.server import both
from tests.torture import processes

pytestmark = pytest.mark.usefixtures("file_engine")


@pytest.fixture
def address(tmp_path) -> ServerAddress:
    return ServerAddress(both.url() or "", f"m_{os.getpid()}_{time.monotonic_ns()}")


def fill(hall) -> None:
    """Two days that are over and an open one, with every kind of row that a move could lose."""
    for day in range(3):
        for number in range(6):
            acts.issue(hall, f"i{day}-{number}", Order(("AB.1", "BA.1") if number % 2 else ("AB.1",)))
        for number in range(3):
            acts.call_next(hall, f"n{day}-{number}", "1", "Budi")
        acts.finish(hall, f"f{day}", Target(counter="1"))
        acts.note(hall, f"x{day}", "Kertas habis — ganti gulungan")
        if day < 2:
            hall.clock.advance(days=1)


def story(folder, clock) -> list[tuple[object, ...]]:
    with engine_of(folder, device="look", clock=clock) as hall, hall.reading() as db:
        assert invariants.check(db) == ()
        return [tuple(row) for row in db.execute("SELECT sequence, what, label, data FROM events ORDER BY sequence")]


def to_server(folder, address, clock):
    return server_part("server_moving").to_server(folder, address, device="cli", clock=clock)


def to_folder(folder, target, clock):
    return server_part("server_moving").to_folder(folder, target, device="cli", clock=clock)


def test_everything_is_there_and_goes_on_and_comes_back(tmp_path, address):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
        hall_id = hall.hall_id
    before = story(folder, clock)
    there = to_server(folder, address, clock)
    assert not (folder / "hall.db").exists()
    assert story(folder, clock) == before
    assert there.tables["tickets"].rows == 18
    with engine_of(folder, device="1", clock=clock) as hall:
        hall.reach()
        assert hall.hall_id == hall_id
        first = acts.issue(hall, "i2-0", Order(("AB.2",)))  # a press of before the move is answered as it was
        assert first.label == "AB-001"
        assert acts.issue(hall, "new", Order(("AB.1",))).label == "AB-007"
        assert acts.call_next(hall, "next", "2", "Siti").call > 9
        assert not audit.verify(hall).faults
    after = story(folder, clock)
    to_folder(folder, folder, clock)
    assert story(folder, clock) == after
    assert server_address.of_folder(folder) is None
    with HallFile.open(folder, device="1", clock=clock) as hall:
        assert acts.issue(hall, "newer", Order(("AB.1",))).label == "AB-008"
        assert not audit.verify(hall).faults
    with contextlib.suppress(EnvironmentFault):
        server_address.write(tmp_path, address)
        story(tmp_path, clock)
        pytest.fail("the schema that was moved away is still a hall")


def test_archived_days_come_along(tmp_path, address):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
        whole = len(story(folder, clock))
        assert archive.archive(hall, keep_days=1) is not None
    assert len(story(folder, clock)) < whole
    to_server(folder, address, clock)
    assert len(story(folder, clock)) == whole


def test_a_hall_with_a_program_in_it_stays(tmp_path, address):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock):
        child = processes.start(_sit, folder)
        try:
            until = time.monotonic() + 30
            while not (folder / "sits").exists() and time.monotonic() < until:
                time.sleep(0.02)
            with pytest.raises(EnvironmentFault, match="still running"):
                to_server(folder, address, clock)
        finally:
            child.kill()
            child.join()
    assert server_address.of_folder(folder) is None


def _sit(folder) -> None:
    with HallFile.open(folder, device="K1", clock=StandingClock()) as hall:
        hall.heartbeat().enter()
        (folder / "sits").touch()
        signal.pause()


def test_a_schema_with_another_hall_is_not_touched(tmp_path, address):
    clock = StandingClock()
    for name in ("one", "two"):
        with open_hall(tmp_path / name, clock=clock) as hall:
            fill(hall)
    to_server(tmp_path / "one", address, clock)
    with pytest.raises(UsageFault, match="already"):
        to_server(tmp_path / "two", address, clock)
    assert (tmp_path / "two" / "hall.db").exists()
    assert len(story(tmp_path / "one", clock)) == len(story(tmp_path / "two", clock))


@pytest.mark.parametrize("back", [False, True])
def test_killed_at_random_instants_one_of_them_is_the_hall_with_everything(tmp_path, address, back):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
    before = story(folder, clock)
    if back:
        to_server(folder, address, clock)
    begun = time.monotonic()
    moved, wait = False, 0.02
    for _ in range(40):
        child = processes.start(_move, folder, address, back)
        child.join(wait)
        moved = child.exitcode == 0
        child.kill()
        child.join()
        assert story(folder, clock) == before
        if moved or time.monotonic() - begun > 60:
            break
        wait *= 1.35
    assert moved
    assert (server_address.of_folder(folder) is None) is back


def _move(folder, address, back) -> None:
    if back:
        to_folder(folder, folder, StandingClock())
    else:
        to_server(folder, address, StandingClock())


def test_a_row_that_arrives_otherwise_stops_the_move(tmp_path, address):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
    with contextlib.closing(sqlite3.connect(folder / "hall.db")) as db:
        db.execute("UPDATE tallies SET done = done + 1")
        db.commit()
    with pytest.raises(EnvironmentFault, match="tally"):
        to_server(folder, address, clock)
    assert server_address.of_folder(folder) is None
