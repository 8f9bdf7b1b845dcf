"""A hall that an older Antrean made opens, and has what this one needs."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from shared.store import acts
from shared.store.acts import Order
from shared.store.sqlite import create, migrations
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive, backup, copying, damaged_copy, salvage
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.helpers.store.old_hall import made_by_the_first

OLD_CODES = ("K7-p", "x1")


def bookings(path: Path) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT code, written, cancelled_at FROM bookings ORDER BY code").fetchall()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    made_by_the_first(tmp_path, OLD_CODES)
    return tmp_path


def test_its_bookings_are_found_by_the_code_without_case_and_hyphens(old: Path) -> None:
    with open_hall(old) as hall_file, hall_file.reading() as db:
        assert not migrations.is_behind(db)
    assert bookings(old / "hall.db") == [("K7P", "K7-p", None), ("X1", "x1", None)]


def test_two_programs_that_open_it_at_once_change_it_once(old: Path) -> None:
    clock = StandingClock()
    with HallFile.open(old, device="one", clock=clock) as one, HallFile.open(old, device="two", clock=clock) as two:
        for file in (one, two):
            with file.reading() as db:
                assert set(migrations.applied(db)) == migrations.KNOWN


def test_its_backups_and_yearly_files_go_on(old: Path) -> None:
    yearly = old / "archive" / "hall-2026.db"
    yearly.parent.mkdir()
    with contextlib.closing(sqlite3.connect(old / "hall.db")) as db:
        db.execute("VACUUM INTO ?", (str(yearly),))
    clock = StandingClock()
    with open_hall(old, clock=clock) as hall_file:
        for _ in range(5):
            acts.issue(hall_file, acts.new_request(), Order(("AB.1",)))
            clock.advance(days=1)
        acts.issue(hall_file, acts.new_request(), Order(("AB.1",)))
        assert archive.archive(hall_file, keep_days=2) is not None
        made = backup.backup(hall_file)
    assert [row[0] for row in bookings(yearly)] == ["K7P", "X1"]
    assert bookings(made.path) == []


def test_what_salvage_puts_in_place_of_its_beginning_lies_on_its_own_list(old: Path, tmp_path: Path) -> None:
    """A page of the list that a fresh file has elsewhere would be written over this hall's rows."""
    first, fresh = tmp_path / "first.db", tmp_path / "fresh.db"
    with contextlib.closing(sqlite3.connect(first, isolation_level=None)) as db:
        migrations.migrate(db, 1)
    lies = list(damaged_copy._table_list(first.read_bytes(), 1))  # pyright: ignore[reportPrivateUsage]
    with (old / "hall.db").open("rb") as file:
        pattern = damaged_copy._pattern(file, fresh)  # pyright: ignore[reportPrivateUsage]
    assert list(damaged_copy._table_list(pattern, 1)) == lies  # pyright: ignore[reportPrivateUsage]
    create.create(tmp_path / "new", small_hall(), StandingClock())
    with (tmp_path / "new" / "hall.db").open("rb") as file:
        whole = damaged_copy._pattern(file, fresh)  # pyright: ignore[reportPrivateUsage]
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(whole)
        assert set(migrations.applied(db)) >= migrations.KNOWN


@pytest.mark.parametrize("opened", [False, True])
def test_salvage_invents_nothing_for_tables_that_came_later(old: Path, tmp_path: Path, opened: bool) -> None:
    """They lie elsewhere in a hall that was given them later: what a fresh file's list calls theirs is not."""
    if opened:
        with open_hall(old) as hall_file:
            for _ in range(40):
                acts.issue(hall_file, acts.new_request(), Order(("AB.1",)))
    file = old / "hall.db"
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE _sqlite_migrations SET applied_at = '2026-01-02 08:00:00+00:00' WHERE name = '0001_first'")
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    report = salvage.rescue(file, tmp_path / "made.db")
    read = {table.table: (table.read, table.broken) for table in report.tables}
    assert read["bookings"] == (2, 0)
    assert {read[table] for table in copying.LATER} == {(0, 0)}
    if opened:
        assert read["tickets"] == (40, 0)
