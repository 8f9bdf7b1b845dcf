"""Damage is found by the check of integrity and in each copy; lost rows come again from the audit log and a backup."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.domain.words import StepState
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, copying, integrity_check, salvage
from tests.helpers.days import day
from tests.helpers.hall import StandingClock, open_hall
from tests.helpers.store.contents import content, problems
from tests.helpers.store.old_hall import made_by_the_first
from tests.store.acts.test_calling import press, take

# -- found ---------------------------------------------------------------------------------------------------


def roots(path: Path, *tables: str) -> list[int]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return [db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (t,)).fetchone()[0] for t in tables]


def test_a_row_that_points_to_nothing_is_not_sound(hall_file: HallFile, tmp_path: Path) -> None:
    day(hall_file)
    hall_file.close()
    with contextlib.closing(sqlite3.connect(hall_file.path)) as db:
        db.execute("DELETE FROM tickets WHERE label = 'AB-006'")
        db.commit()
        assert copying.sound(db) == "a row of steps points to a row of tickets that is not there"


def test_a_broken_index_is_not_sound(hall_file: HallFile, tmp_path: Path) -> None:
    day(hall_file)
    raw = bytearray(hall_file.path.read_bytes())
    root = roots(hall_file.path, "steps_called")[0]
    raw[root * 4096 - 300 : root * 4096] = bytes(300)
    (tmp_path / "bad.db").write_bytes(raw)
    with contextlib.closing(sqlite3.connect(tmp_path / "bad.db")) as db:
        assert copying.sound(db) is not None


def test_nobody_waits_for_the_integrity_check(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes between any two pieces, and the file is never held longer than one."""
    for _ in range(6):
        day(hall_file, tickets=20)
    monkeypatch.setattr(integrity_check, "_PIECE", 16_384)
    written: list[int] = []
    real = hall_file.reading

    @contextlib.contextmanager
    def and_then_somebody_writes(seconds: float = 8.0) -> Iterator[sqlite3.Connection]:
        with real(seconds) as db:
            yield db
        with hall_file.writing() as db:
            written.append(db.execute("UPDATE counters SET since = since + 1").rowcount)

    monkeypatch.setattr(hall_file, "reading", and_then_somebody_writes)
    assert integrity_check.checkup(hall_file) == "ok"
    assert len(written) > hall_file.path.stat().st_size // 16_384


def test_everybody_is_held_up_only_when_no_copy_could_be_believed(
    hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    day(hall_file)
    held: list[int] = []
    real = integrity_check._held  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(integrity_check, "_copied", lambda *_: False)
    monkeypatch.setattr(integrity_check, "_held", lambda *arguments: (held.append(1), real(*arguments)))
    asked = integrity_check._asked  # pyright: ignore[reportPrivateUsage]
    for answers, times in ((["torn", "ok"], 0), (["torn", "torn", "torn"], 1)):
        told = iter(answers)
        monkeypatch.setattr(integrity_check, "_asked", lambda *which, told=told: next(told, None) or asked(*which))
        assert integrity_check.checkup(hall_file) == "ok"
        assert len(held) == times
    monkeypatch.setattr(integrity_check, "_asked", lambda *_: "torn")
    monkeypatch.setattr(integrity_check, "HOLD_SECONDS", -1)
    with pytest.raises(EnvironmentFault, match="could not be looked at") as raised:
        integrity_check.checkup(hall_file)
    assert raised.value.kind is Kind.BUSY


@pytest.mark.parametrize("table", ["events", "steps_called", "bookings"])
def test_damage_is_found_in_tables_and_indexes(hall_file: HallFile, table: str) -> None:
    for _ in range(3):
        day(hall_file)
    page = roots(hall_file.path, table)[0]
    with hall_file.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    assert integrity_check.checkup(hall_file) != "ok"


# -- saved ---------------------------------------------------------------------------------------------------


def damaged(path: Path, target: Path, pages: list[int]) -> None:
    raw = bytearray(path.read_bytes())
    for page in pages:
        raw[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    target.write_bytes(raw)


@pytest.mark.parametrize("lost", ["tickets", "steps", "tallies", "pulse", "requests", "days"])
def test_a_lost_table_is_rebuilt_from_the_audit_log(tmp_path: Path, hall_file: HallFile, lost: str) -> None:
    day(hall_file)
    for _ in range(4):
        take(hall_file, "AB.1")
    press(hall_file, "1")
    acts.open_counter(hall_file, "o", "2")
    acts.close_counter(hall_file, "c", "2")
    damaged(hall_file.path, tmp_path / "bad.db", roots(hall_file.path, lost))
    report = salvage.salvage(tmp_path / "bad.db", tmp_path / "saved.db")
    assert report.wrong is None
    table = next(one for one in report.tables if one.table == lost)
    assert table.broken > 0
    assert {problem.rule for problem in problems(tmp_path / "saved.db")} <= {"call_without_step"}
    assert len(content(tmp_path / "saved.db")["tickets"]) == len(content(hall_file.path)["tickets"])


def test_gaps_are_filled_from_a_backup(tmp_path: Path, hall_file: HallFile) -> None:
    for _ in range(3):
        day(hall_file)
    made = backup.backup(hall_file)
    bad = roots(hall_file.path, "tickets", "steps", "events", "calls", "hall_data")
    damaged(hall_file.path, tmp_path / "bad.db", bad)
    report = salvage.salvage(tmp_path / "bad.db", tmp_path / "saved.db", made.path)
    assert (report.wrong, report.dropped) == (None, 0)
    assert sum(one.filled for one in report.tables) > 0
    saved = content(tmp_path / "saved.db")
    for table in ("tickets", "calls", "hall_data"):
        assert saved[table] == content(made.path)[table]
    assert problems(tmp_path / "saved.db") == ()


def test_a_broken_page_in_the_middle_is_stepped_over(tmp_path: Path, hall_file: HallFile) -> None:
    for _ in range(12):
        day(hall_file, tickets=20)
    with contextlib.closing(sqlite3.connect(hall_file.path)) as db:
        total = db.execute("SELECT count(*) FROM events").fetchone()[0]
    raw = hall_file.path.read_bytes()
    root = roots(hall_file.path, "events")[0]
    page = raw[(root - 1) * 4096 : root * 4096]
    cell = int.from_bytes(page[12 + 10 : 12 + 12], "big")  # the sixth child of the b-tree's root
    damaged(hall_file.path, tmp_path / "bad.db", [int.from_bytes(page[cell : cell + 4], "big")])
    report = salvage.salvage(tmp_path / "bad.db", tmp_path / "saved.db")
    events = next(one for one in report.tables if one.table == "events")
    assert 0 < total - events.read < 60
    assert report.wrong is None


def test_of_rubbish_nothing_is_saved(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"\xa5" * 40_960)
    with pytest.raises(EnvironmentFault, match="hall's own data"):
        salvage.salvage(tmp_path / "bad.db", tmp_path / "saved.db")


def test_steps_of_a_lost_ticket_are_dropped(tmp_path: Path, hall_file: HallFile) -> None:
    day(hall_file)
    damaged(hall_file.path, tmp_path / "bad.db", roots(hall_file.path, "tickets", "events"))
    report = salvage.salvage(tmp_path / "bad.db", tmp_path / "saved.db")
    assert report.dropped > 0
    assert content(tmp_path / "saved.db")["steps"] == []


def test_states_are_all_known_to_the_salvage() -> None:
    assert {*salvage._STATES.values(), "waiting"} == {state.value for state in StepState}  # pyright: ignore


def test_a_hall_that_grew_with_each_version_is_saved_though_its_beginning_is_lost(
    tmp_path: Path, clock: StandingClock
) -> None:
    (tmp_path / "hall").mkdir()
    made_by_the_first(tmp_path / "hall", ("ABC",))
    with open_hall(tmp_path / "hall", clock=clock) as grown:
        day(grown)
        take(grown, "AB.1")
        before = content(grown.path)
    damaged(grown.path, tmp_path / "bad.db", [1])
    report = salvage.salvage(tmp_path / "bad.db", tmp_path / "saved.db")
    assert report.wrong is None
    for table in ("tickets", "steps", "events", "bookings"):
        assert content(tmp_path / "saved.db")[table] == before[table]


def test_of_a_table_that_says_nothing_of_its_columns_all_of_todays_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"nothing" * 1000)
    with (
        contextlib.closing(copying.fresh(tmp_path / "made.db")) as made,
        contextlib.closing(sqlite3.connect(tmp_path / "bad.db")) as source,
    ):
        found = salvage._shared_columns(source, made, "tickets")  # pyright: ignore[reportPrivateUsage]
        assert found == copying.columns(made, "tickets")
