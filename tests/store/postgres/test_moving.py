"""A hall moves to a server and back with everything in it; interrupted anywhere, the old one is the hall."""

import contextlib
import os
import shutil
import signal
import sqlite3
import time

import pytest

from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.engine_choice import engine_of, server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from shared.store.questions import audit
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive, invariants
from shared.store.sqlite.maintenance.backup import backup
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
    wait = 0.02
    while (server_address.of_folder(folder) is None) is not back:
        child = processes.start(_move, folder, address, back)
        child.join(wait if wait < LONGEST else None)
        child.kill()
        child.join()
        assert story(folder, clock) == before
        wait *= 1.5
    moved_again(folder, address, back=not back)
    assert story(folder, clock) == before


LONGEST = 5.0
"""After this many seconds of trying to interrupt a move it may end, however busy the machine is."""


def moved_again(folder, address, *, back) -> None:
    if back:
        to_folder(folder, folder, StandingClock())
    else:
        to_server(folder, address, StandingClock())


def the_schema_that_was_moved_away(address) -> str:
    with server_part("server_making").opened(address) as connection:
        row = connection.execute(
            f"SELECT nspname FROM pg_namespace WHERE nspname LIKE '{address.schema}_moved_%' ORDER BY 1 DESC"
        ).fetchone()
    return row[0]


def test_what_a_move_leaves_when_it_is_cut_after_its_last_step_is_in_nobodys_way(tmp_path, address):
    """To a server: the file is there still. Back: the schema bears its name still."""
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
        backup(hall)
    before = story(folder, clock)
    kept = to_server(folder, address, clock).kept_as
    shutil.copy(f"{kept}/hall.db", folder)
    assert story(folder, clock) == before
    clock.advance(minutes=1)
    to_folder(folder, folder, clock)
    assert story(folder, clock) == before
    name = the_schema_that_was_moved_away(address)
    with server_part("server_making").opened(address) as connection:
        connection.execute(f"ALTER SCHEMA {name} RENAME TO {address.schema}")
    to_server(folder, address, clock)
    assert story(folder, clock) == before


def test_a_file_or_a_schema_that_went_on_is_not_put_aside(tmp_path, address):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
    kept = to_server(folder, address, clock).kept_as
    shutil.copy(f"{kept}/hall.db", folder)
    with HallFile.open(folder, device="1", clock=clock) as old:
        assert acts.issue(old, "only here", Order(("AB.1",))).label
    with pytest.raises(UsageFault, match="already"):
        to_folder(folder, folder, clock)
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(f"{kept}/hall.db", other)
    with engine_of(folder, device="1", clock=clock) as hall:
        assert acts.issue(hall, "only there", Order(("AB.1",))).label
    with pytest.raises(UsageFault, match="already"):
        to_server(other, address, clock)
    assert (folder / "hall.db").exists()
    assert (other / "hall.db").exists()


def test_what_lies_beside_a_hall_comes_along_into_another_folder(tmp_path, address):
    clock, folder, target = StandingClock(), tmp_path / "hall", tmp_path / "new"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
        copy = backup(hall).path
    (folder / "media").mkdir()
    (folder / "media" / "picture.svg").write_text("<svg/>")
    before = story(folder, clock)
    to_server(folder, address, clock)
    (target / "media").mkdir(parents=True)  # as a copying that was cut off leaves it
    (target / "hall.db.arriving").touch()
    to_folder(folder, target, clock)
    assert story(target, clock) == before
    assert (target / "media" / "picture.svg").exists()
    assert (target / "backups" / copy.name).exists()
    assert server_address.of_folder(folder) is None


def _move(folder, address, back) -> None:
    moved_again(folder, address, back=back)


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


def test_a_move_that_was_cut_before_its_last_step_is_done_again(tmp_path, address, monkeypatch):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
    before = story(folder, clock)

    def cut(*_arguments) -> None:
        raise EnvironmentFault(Kind.READ_ONLY, "server.toml cannot be written.", "")

    with monkeypatch.context() as patched:
        patched.setattr(server_address, "write", cut)
        with pytest.raises(EnvironmentFault, match="cannot be written"):
            to_server(folder, address, clock)
    assert story(folder, clock) == before
    to_server(folder, address, clock)
    assert story(folder, clock) == before
    assert server_address.of_folder(folder) is not None


@pytest.mark.parametrize("back", [False, True])
def test_a_hall_that_went_on_while_it_was_moved_stays_where_it_is(tmp_path, address, monkeypatch, back):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
    if back:
        to_server(folder, address, clock)
    module, name = server_part("server_moving"), "_other_parts" if back else "_arrive"
    move_on = getattr(module, name)

    def meanwhile(*arguments):
        moved = move_on(*arguments)
        with engine_of(folder, device="K1", clock=clock) as other:
            other.reach()
            assert acts.issue(other, "meanwhile", Order(("AB.1",))).label
        return moved

    with monkeypatch.context() as patched:
        patched.setattr(module, name, meanwhile)
        with pytest.raises(EnvironmentFault, match="Somebody wrote to the hall") as told:
            moved_again(folder, address, back=back)
    assert told.value.kind is Kind.BUSY
    assert (server_address.of_folder(folder) is not None) is back
    whole = story(folder, clock)
    moved_again(folder, address, back=back)
    assert story(folder, clock) == whole


def test_a_year_that_an_older_antrean_archived_comes_along_too(tmp_path, address):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
        assert archive.archive(hall, keep_days=1) is not None
    (year,) = (folder / "archive").glob("hall-????.db")
    with contextlib.closing(sqlite3.connect(year)) as db:
        db.execute("DROP TABLE device_keys")
    there = to_server(folder, address, clock)
    assert there.tables["tickets"].rows == 18


@pytest.mark.parametrize("tables", ["", "CREATE TABLE {}.events (x BIGINT)"])
def test_a_schema_that_is_no_halls_is_not_touched(tmp_path, address, tables):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
    with server_part("server_making").opened(address) as connection:
        connection.execute(f"CREATE SCHEMA {address.schema}; {tables.format(address.schema)}")
    with pytest.raises(UsageFault, match="already"):
        to_server(folder, address, clock)
    assert (folder / "hall.db").exists()


def test_a_file_that_is_no_halls_is_not_put_aside(tmp_path, address):
    clock, folder = StandingClock(), tmp_path / "hall"
    with open_hall(folder, clock=clock) as hall:
        fill(hall)
    to_server(folder, address, clock)
    (folder / "hall.db").write_bytes(b"letters" * 1000)
    with pytest.raises(UsageFault, match="already"):
        to_folder(folder, folder, clock)
    assert (folder / "hall.db").read_bytes() == b"letters" * 1000
