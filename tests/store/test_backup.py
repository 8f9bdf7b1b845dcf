"""Backups, restores, archives, salvage, and the chores that one PC does for the hall."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.domain.answers import Issued
from shared.domain.hall import Leftovers, RecordRule, TakingRule
from shared.domain.words import StepState
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import (
    acts,
    alive,
    archive,
    backup,
    checkup,
    chores,
    copying,
    errors,
    hall_rows,
    invariants,
    restore,
    salvage,
)
from shared.store.acts import Order, Target
from shared.store.connection import HallFile
from shared.store.events import What, events_after
from shared.store.questions import history
from shared.store.spool import Spool
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.helpers.processes import ROOT
from tests.store.test_calling import press, take


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def hall_file(tmp_path: Path, clock: StandingClock) -> Iterator[HallFile]:
    with open_hall(tmp_path / "hall", clock=clock) as opened:
        yield opened


def day(hall_file: HallFile, tickets: int = 6) -> None:
    """A small business day, and on to the next morning."""
    for _ in range(tickets):
        take(hall_file, "AB.1")
    for _ in range(3):
        press(hall_file, "1")
    take(hall_file, "AB.1", "BA.1")
    acts.finish(hall_file, acts.new_request(), Target(counter="1"))
    hall_file.clock.advance(days=1)


def rows_of(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = [*copying.KEYS, *copying.SMALL]
    return {table: sorted(map(tuple, db.execute(f"SELECT * FROM {table}").fetchall()), key=repr) for table in tables}


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return rows_of(db)


def problems(path: Path) -> tuple[invariants.Problem, ...]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return invariants.check(db)


# -- backups -------------------------------------------------------------------------------------------------


def test_a_backup_has_every_row(hall_file: HallFile) -> None:
    for _ in range(4):
        day(hall_file)
    before = content(hall_file.path)
    made = backup.backup(hall_file)
    assert made.path.parent == hall_file.folder / "backups"
    assert content(made.path) == before
    assert problems(made.path) == ()
    assert made.bytes == made.path.stat().st_size
    with hall_file.reading() as db:
        assert events_after(db, made.sequence)[0].what is What.BACKUP_MADE


def test_the_next_backup_begins_with_the_last_one(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        day(hall_file)
    backup.backup(hall_file)
    for _ in range(2):
        day(hall_file)
    read: list[int] = []
    real = copying.insert

    def counting(target: sqlite3.Connection, table: str, names: object, rows: object) -> int:
        new = real(target, table, names, rows)  # pyright: ignore
        read.append(new if table == "tickets" else 0)
        return new

    monkeypatch.setattr(copying, "insert", counting)
    made = backup.backup(hall_file)
    assert sum(read) < 7 * 5  # four days were there already
    monkeypatch.undo()
    with contextlib.closing(sqlite3.connect(made.path)) as db:
        assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 7 * 6
    assert problems(made.path) == ()


def test_a_backup_to_another_disk(hall_file: HallFile, tmp_path: Path) -> None:
    day(hall_file)
    made = backup.backup(hall_file, tmp_path / "usb" / "antrean")
    assert made.path.parent == tmp_path / "usb" / "antrean"
    assert made.path.name == "hall-20261124-090000.db"


def test_a_backup_of_a_hall_where_nothing_happened(hall_file: HallFile) -> None:
    assert problems(backup.backup(hall_file).path) == ()


def test_a_last_backup_that_is_of_no_use_is_not_begun_with(hall_file: HallFile) -> None:
    day(hall_file)
    folder = hall_file.folder / "backups"
    folder.mkdir()
    (folder / "hall-20261101-090000.db").write_bytes(b"rubbish" * 1000)
    assert problems(backup.backup(hall_file).path) == ()
    other = hall_file.folder.parent / "other"
    with open_hall(other) as stranger:
        take(stranger, "BA.1")
        made = backup.backup(stranger)
    hall_file.clock.advance(hours=1)
    (folder / "hall-20261130-090000.db").write_bytes(made.path.read_bytes())
    made = backup.backup(hall_file)
    assert content(made.path)["tickets"] == content(hall_file.path)["tickets"]


def test_a_day_that_begins_during_a_backup_is_noticed(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    day(hall_file)
    day(hall_file)
    real, times = copying.copy_history, []

    def meanwhile(*arguments: object) -> None:
        real(*arguments)  # pyright: ignore
        times.append(1)
        if len(times) == 1:
            take(hall_file, "AB.1")

    monkeypatch.setattr(copying, "copy_history", meanwhile)
    made = backup.backup(hall_file)
    assert len(times) == 2
    assert problems(made.path) == ()


def test_no_sound_copy_is_no_backup(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    take(hall_file, "AB.1")
    monkeypatch.setattr(copying, "sound", lambda _: "row 3 missing")
    with pytest.raises(EnvironmentFault) as raised:
        backup.backup(hall_file)
    assert raised.value.kind is Kind.CORRUPT
    assert backup.backups_in(hall_file.folder / "backups") == []


def test_a_disk_that_is_full_is_named(hall_file: HallFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "put", full)
    with pytest.raises(EnvironmentFault, match="cannot be written to") as raised:
        backup.backup(hall_file, tmp_path / "usb")
    assert raised.value.kind is Kind.FULL


def test_whose_disk_is_full_is_said(hall_file: HallFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is put together on this PC's own disk: neither the hall's nor the backup's is at fault."""
    day(hall_file)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(copying, "write_present", full)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(EnvironmentFault, match=f"cannot be written to {tmp_path} ") as raised:
        backup.backup(hall_file, tmp_path / "usb")
    assert "TMPDIR" in raised.value.remedy


def test_half_files_of_backups_that_were_cut_off_go(hall_file: HallFile) -> None:
    folder = hall_file.folder / "backups"
    folder.mkdir()
    for name, age in ((".hall-20261122-170000.db.abc123.new", 7200), (".hall-20261123-085900.db.def456.new", 10)):
        (folder / name).write_bytes(b"half")
        at = time.time() - age
        os.utime(folder / name, (at, at))
    backup.backup(hall_file)
    assert [path.name for path in folder.glob(".hall-*")] == [".hall-20261123-085900.db.def456.new"]


def test_backups_are_rotated(tmp_path: Path, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "KEEP_HOURLY", 3)
    monkeypatch.setattr(backup, "KEEP_DAILY", 2)
    monkeypatch.setattr(backup, "KEEP_MONTHLY", 2)
    folder = tmp_path / "many"
    folder.mkdir()
    for name in ("20260930-170000", "20261030-170000", "20261031-170000", "20261122-090000", "20261122-170000",
                 "20261123-070000", "20261123-080000"):  # fmt: skip
        (folder / f"hall-{name}.db").write_bytes(b"")
    removed = {path.name for path in backup.backup(hall_file, folder).removed}
    assert removed == {
        "hall-20260930-170000.db", "hall-20261030-170000.db", "hall-20261122-090000.db", "hall-20261122-170000.db",
    } - {"hall-20261122-170000.db"}  # fmt: skip


# -- restores ------------------------------------------------------------------------------------------------


def test_a_restore_goes_into_the_file_and_tells_what_is_lost(
    tmp_path: Path, hall_file: HallFile, clock: StandingClock
) -> None:
    day(hall_file)
    take(hall_file, "AB.1")
    made = backup.backup(hall_file)
    inode = hall_file.path.stat().st_ino
    lost_label = take(hall_file, "AB.1")
    lost_call = press(hall_file, "1").call
    with hall_file.reading() as db:
        newest = db.execute("SELECT max(sequence) FROM events").fetchone()[0]
    hall_file.close()
    loss = restore.restore(tmp_path / "hall", made.path, device="cli", clock=clock)
    assert (loss.tickets, loss.calls, loss.readable) == (1, 1, True)
    assert loss.events >= 3
    assert hall_file.path.stat().st_ino == inode
    with open_hall(tmp_path / "hall", clock=clock) as again:
        assert take(again, "AB.1") != lost_label  # that paper is in somebody's hand
        assert press(again, "1").call > lost_call
        with again.reading() as db:
            assert invariants.check(db) == ()
            assert events_after(db, newest)[0].what is What.RESTORED
    aside = list((tmp_path / "hall" / "backups").glob("before-restore-*/hall.db"))
    assert len(aside) == 1
    assert problems(aside[0]) == ()


def test_nothing_is_restored_while_programs_run(tmp_path: Path, hall_file: HallFile, clock: StandingClock) -> None:
    made = backup.backup(hall_file)
    presence = alive.Presence(tmp_path / "hall", device="K1", clock=clock)
    try:
        present = alive.live_programs(tmp_path / "hall", clock=clock)
    finally:
        presence.leave()
    assert present == ()  # a program is not in its own way
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alive, "live_programs", lambda *_, **__: (_Running("K1", "pc-1"), _Running("counter 2", "pc-2")))
        with pytest.raises(EnvironmentFault, match="K1 on pc-1, counter 2 on pc-2") as raised:
            restore.restore(tmp_path / "hall", made.path, device="cli", clock=clock)
    assert raised.value.kind is Kind.BUSY


class _Running:
    def __init__(self, device: str, pc: str) -> None:
        self.device, self.pc = device, pc


def test_another_halls_backup_is_refused(tmp_path: Path, hall_file: HallFile, clock: StandingClock) -> None:
    take(hall_file, "AB.1")
    with open_hall(tmp_path / "other") as stranger:
        made = backup.backup(stranger)
    hall_file.close()
    with pytest.raises(UsageFault, match="another hall"):
        restore.restore(tmp_path / "hall", made.path, device="cli", clock=clock)


def test_what_is_no_sound_backup_is_refused(tmp_path: Path, hall_file: HallFile, clock: StandingClock) -> None:
    day(hall_file)
    good = backup.backup(hall_file).path.read_bytes()
    hall_file.close()
    bad = tmp_path / "bad.db"
    cases = {
        Kind.NO_HALL: b"text",
        Kind.CORRUPT: good[: len(good) // 2],
        Kind.NEWER_SCHEMA: good[:60] + (9).to_bytes(4, "big") + good[64:],
    }
    for kind, raw in cases.items():
        bad.write_bytes(raw)
        with pytest.raises(EnvironmentFault) as raised:
            restore.restore(tmp_path / "hall", bad, device="cli", clock=clock)
        assert raised.value.kind is kind
    with pytest.raises(EnvironmentFault):
        restore.restore(tmp_path / "hall", tmp_path / "nothing.db", device="cli", clock=clock)
    with pytest.raises(EnvironmentFault) as raised:
        restore.restore(tmp_path / "nowhere", bad, device="cli", clock=clock)
    assert raised.value.kind is Kind.NO_HALL


def test_over_a_ruin_a_backup_is_written_into_the_file(
    tmp_path: Path, hall_file: HallFile, clock: StandingClock
) -> None:
    day(hall_file)
    made = backup.backup(hall_file)
    hall_file.close()
    ruin = bytearray(hall_file.path.read_bytes())
    ruin[:4096] = b"\x00" * 4096
    hall_file.path.write_bytes(ruin)
    hall_file.path.with_name("hall.db-journal").write_bytes(b"half a journal")
    loss = restore.restore(tmp_path / "hall", made.path, device="cli", clock=clock)
    assert not loss.readable
    with open_hall(tmp_path / "hall", clock=clock) as again:
        take(again, "AB.1")
        with again.reading() as db:
            assert invariants.check(db) == ()
    (aside,) = (tmp_path / "hall" / "backups").glob("before-restore-*")
    assert {path.name for path in aside.iterdir()} == {"hall.db", "hall.db-journal"}


# -- archives ------------------------------------------------------------------------------------------------


def test_old_days_move_to_yearly_files_and_reports_read_both(hall_file: HallFile) -> None:
    hall_file.clock.advance(days=25)
    for _ in range(20):
        day(hall_file)
    take(hall_file, "AB.1")
    span = ("2026-12-01", "2027-12-31")
    before = [event.sequence for event in history.events_of_days(hall_file, *span)]
    done = archive.archive(hall_file, keep_days=5)
    assert done is not None
    assert [path.name for path in done.files] == ["hall-2026.db", "hall-2027.db"]
    assert (done.first, done.last) == ("2026-12-18", "2027-01-01")
    assert done.rows["tickets"] == 15 * 7
    assert [event.sequence for event in history.events_of_days(hall_file, *span)] == before
    december = [event.day for event in history.events_of_days(hall_file, "2026-12-20", "2026-12-21")]
    assert set(december) == {"2026-12-20", "2026-12-21"}
    whats = [event.what for event in history.events_of_days(hall_file, "2026-12-20", "2026-12-20")]
    assert whats.count(What.EXPIRED) == 5  # those whom the next morning found still waiting
    for path in done.files:
        assert problems(path) == ()
    with hall_file.reading() as db:
        assert invariants.check(db) == ()
        assert db.execute("SELECT min(day) FROM tickets").fetchone()[0] == "2027-01-02"
    assert press(hall_file, "1").label == "AB-001"


def test_archiving_goes_on_where_it_was_cut_off(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(8):
        day(hall_file)
    take(hall_file, "AB.1")
    span = ("2026-11-01", "2026-12-31")
    before = [event.sequence for event in history.events_of_days(hall_file, *span)]
    real, times = archive._delete, []  # pyright: ignore[reportPrivateUsage]

    def cut(*arguments: object) -> None:
        times.append(1)
        if len(times) == 4:
            raise KeyboardInterrupt
        real(*arguments)  # pyright: ignore

    with monkeypatch.context() as power_cut:
        power_cut.setattr(archive, "_delete", cut)
        with pytest.raises(KeyboardInterrupt):
            archive.archive(hall_file, keep_days=2)
    assert [event.sequence for event in history.events_of_days(hall_file, *span)] == before
    archive.archive(hall_file, keep_days=2)
    assert [event.sequence for event in history.events_of_days(hall_file, *span)] == before
    with hall_file.reading() as db:
        assert invariants.check(db) == ()
    assert problems(hall_file.folder / "archive" / "hall-2026.db") == ()


def test_a_later_archive_adds_to_the_years_file(hall_file: HallFile) -> None:
    for _ in range(6):
        day(hall_file)
    take(hall_file, "AB.1")
    archive.archive(hall_file, keep_days=4)
    hall_file.clock.advance(days=3)
    take(hall_file, "AB.1")
    done = archive.archive(hall_file, keep_days=4)
    assert done is not None
    with contextlib.closing(sqlite3.connect(done.files[0])) as db:
        assert db.execute("SELECT count(DISTINCT day) FROM tickets").fetchone()[0] == 5
    backup.backup(hall_file)


def test_a_young_hall_has_nothing_to_archive(hall_file: HallFile) -> None:
    assert archive.archive(hall_file) is None
    day(hall_file)
    assert archive.archive(hall_file) is None


def test_an_unsound_archive_takes_nothing_out(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        day(hall_file)
    take(hall_file, "AB.1")
    with hall_file.reading() as db:
        before = rows_of(db)
    monkeypatch.setattr(copying, "sound", lambda *_, **__: "broken")
    with pytest.raises(EnvironmentFault):
        archive.archive(hall_file, keep_days=2)
    with hall_file.reading() as db:
        assert rows_of(db) == before


def test_the_hall_says_how_many_days_stay(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(records=RecordRule(keep_days=3))) as hall_file:
        for _ in range(6):
            day(hall_file)
        take(hall_file, "AB.1")
        assert (done := archive.archive(hall_file)) is not None
        assert (done.first, done.last) == ("2026-11-23", "2026-11-25")


def test_a_visit_that_is_carried_on_to_the_next_morning_is_archived_like_others(tmp_path: Path) -> None:
    hall = small_hall(taking=TakingRule(leftovers=Leftovers.FIRST_SLOT))
    with open_hall(tmp_path, hall) as hall_file:
        for _ in range(6):
            day(hall_file, tickets=4)
        take(hall_file, "AB.1")
        assert archive.archive(hall_file, keep_days=2) is not None
        with hall_file.reading() as db:
            assert invariants.check(db) == ()
            assert copying.sound(db) is None


def test_the_live_file_stays_small(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        pages: list[int] = []
        for _ in range(14):
            day(hall_file, tickets=20)
            archive.archive(hall_file, keep_days=3)
            pages.append(hall_file.path.stat().st_size // 4096)
        assert max(pages[8:]) <= 1.1 * max(pages[:8])
        assert len(content(hall_file.folder / "archive" / "hall-2026.db")["tickets"]) > 8 * 20


def test_bookings_and_papers_are_archived_too(hall_file: HallFile) -> None:
    with hall_file.writing() as db:
        db.execute("INSERT INTO bookings (code, day, service, at) VALUES ('B1', '2026-11-23', 'AB.1', 1)")
    for _ in range(5):
        day(hall_file)
    take(hall_file, "AB.1")
    archive.archive(hall_file, keep_days=2)
    saved = content(hall_file.folder / "archive" / "hall-2026.db")
    assert [row[0] for row in saved["bookings"]] == ["B1"]
    assert content(hall_file.path)["bookings"] == []


def test_a_ticket_that_comes_late_to_history_is_in_the_next_backup_and_in_the_archive(
    tmp_path: Path, hall_file: HallFile
) -> None:
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as spool:
        take(hall_file, "AB.1")
        spool.tend(hall_file)
        paper = spool.issue("r", Order(("AB.1",)), hall_file.clock())
        assert isinstance(paper, Issued)
        hall_file.clock.advance(days=1)
        for _ in range(5):
            day(hall_file)
        take(hall_file, "AB.1")
        archive.archive(hall_file, keep_days=3)
        backup.backup(hall_file)
        hall_file.clock.advance(minutes=1)
        spool.settle(hall_file)
        hall_file.clock.advance(minutes=1)
        made = backup.backup(hall_file)
    assert paper.ticket in {row[0] for row in content(made.path)["tickets"]}
    archive.archive(hall_file, keep_days=3)
    assert paper.ticket in {row[0] for row in content(hall_file.folder / "archive" / "hall-2026.db")["tickets"]}
    assert paper.ticket not in {row[0] for row in content(hall_file.path)["tickets"]}


def test_history_that_changes_while_it_is_archived_is_not_taken_out(
    hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        day(hall_file)
    take(hall_file, "AB.1")
    real = backup.put

    def meanwhile(made: Path, path: Path) -> None:
        real(made, path)
        with hall_file.writing() as db:
            db.execute("UPDATE pulse SET history = history + 1")

    with monkeypatch.context() as late:
        late.setattr(backup, "put", meanwhile)
        with pytest.raises(EnvironmentFault, match="changed while they were being archived"):
            archive.archive(hall_file, keep_days=2)
    assert len(content(hall_file.path)["tickets"]) == 5 * 7 + 1
    assert archive.archive(hall_file, keep_days=2) is not None


_ARCHIVE = """
import sys
from pathlib import Path
from shared.store import archive
from shared.store.connection import HallFile
from tests.helpers.hall import StandingClock
archive._AT_ONCE = 3
with HallFile.open(Path(sys.argv[1]), device="chores", clock=StandingClock(int(sys.argv[2]))) as file:
    print("on", flush=True)
    archive.archive(file, keep_days=2)
"""


def test_an_archive_that_is_killed_at_any_moment_loses_and_doubles_nothing(hall_file: HallFile) -> None:
    for _ in range(8):
        day(hall_file)
    take(hall_file, "AB.1")
    span = ("2026-11-01", "2026-12-31")
    before = [event.sequence for event in history.events_of_days(hall_file, *span)]
    for number in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", _ARCHIVE, str(hall_file.folder), str(hall_file.clock())],
            cwd=ROOT, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 * number)
        process.kill()
        process.communicate()
        assert [event.sequence for event in history.events_of_days(hall_file, *span)] == before
        with hall_file.reading() as db:
            assert copying.sound(db) is None
    archive.archive(hall_file, keep_days=2)
    assert [event.sequence for event in history.events_of_days(hall_file, *span)] == before
    with hall_file.reading() as db:
        assert invariants.check(db) == ()
    assert problems(hall_file.folder / "archive" / "hall-2026.db") == ()


# -- salvage -------------------------------------------------------------------------------------------------


def damaged(path: Path, target: Path, pages: list[int]) -> None:
    raw = bytearray(path.read_bytes())
    for page in pages:
        raw[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    target.write_bytes(raw)


def roots(path: Path, *tables: str) -> list[int]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return [db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (t,)).fetchone()[0] for t in tables]


@pytest.mark.parametrize("lost", ["tickets", "steps", "tallies", "pulse", "requests", "days"])
def test_a_lost_table_is_rebuilt_from_the_audit_log(tmp_path: Path, hall_file: HallFile, lost: str) -> None:
    day(hall_file)
    for _ in range(4):
        take(hall_file, "AB.1")
    press(hall_file, "1")
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


# -- chores --------------------------------------------------------------------------------------------------


def names(done: tuple[chores.Done, ...]) -> list[str]:
    return [one.name for one in done if one.ok]


def test_chores_are_done_once_each_when_they_are_due(hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    assert names(chores.do_due(hall_file)) == ["integrity_check", "hourly_backup"]
    assert chores.do_due(hall_file) == ()
    hall_file.clock.advance(hours=1)
    assert names(chores.do_due(hall_file)) == ["hourly_backup"]
    acts.close_day(hall_file, "c")
    hall_file.clock.advance(minutes=1)
    assert names(chores.do_due(hall_file)) == ["closing_backup", "archive"]
    assert chores.do_due(hall_file) == ()
    assert len(backup.backups_in(hall_file.folder / "backups")) == 3


def test_a_pc_with_another_disk_copies_the_hall_to_it_each_hour_and_at_closing(
    hall_file: HallFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    take(hall_file, "AB.1")
    chores.do_due(hall_file)
    usb = tmp_path / "usb"
    monkeypatch.setenv("ANTREAN_BACKUP_TO", str(usb))
    (missing,) = chores.do_due(hall_file)
    assert not missing.ok
    assert "which is not there" in missing.outcome
    assert not usb.exists()
    caplog.clear()
    usb.mkdir()
    for step in ({"hours": 1}, {"hours": 1}, {"minutes": 1}):
        hall_file.clock.advance(**step)
        if "minutes" in step:
            acts.close_day(hall_file, "c")
        chores.do_due(hall_file)
        assert chores.do_due(hall_file) == ()
    assert [path.name for path in backup.backups_in(usb)] == [
        "hall-20261123-100000.db", "hall-20261123-110000.db", "hall-20261123-110100.db",
    ]  # fmt: skip
    assert problems(backup.backups_in(usb)[-1]) == ()


def test_a_day_that_nobody_closed_is_backed_up_after_hours(hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    chores.do_due(hall_file)
    hall_file.clock.advance(hours=8)
    assert "closing_backup" in names(chores.do_due(hall_file))


def test_nothing_is_due_in_a_hall_that_never_opened_nor_on_a_day_off(tmp_path: Path) -> None:
    hall = small_hall(week={})
    with open_hall(tmp_path, hall) as hall_file:
        assert chores.due(hall_file) == ()
        acts.open_counter(hall_file, "o", "1")
        assert chores.due(hall_file) == ("hourly_backup",)


def test_another_pc_takes_over_from_one_that_died(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    take(hall_file, "AB.1")
    with monkeypatch.context() as dead:
        dead.setattr(chores, "_do", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            chores.do_due(hall_file)
    assert "integrity_check" not in chores.due(hall_file)
    hall_file.clock.advance(minutes=16)
    assert "integrity_check" in chores.due(hall_file)


def test_two_that_look_at_once_claim_once(hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    assert chores._claim(hall_file, "hourly_backup")  # pyright: ignore[reportPrivateUsage]
    assert not chores._claim(hall_file, "hourly_backup")  # pyright: ignore[reportPrivateUsage]


def test_a_chore_that_fails_says_so(
    hall_file: HallFile, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    take(hall_file, "AB.1")

    def full(*_: object, **__: object) -> None:
        raise errors.fault(Kind.FULL)

    monkeypatch.setattr(backup, "backup", full)
    monkeypatch.setitem(chores._DO, "integrity_check", lambda _: "row 7 missing from index")  # pyright: ignore
    done = {one.name: one for one in chores.do_due(hall_file)}
    assert not done["hourly_backup"].ok
    assert done["integrity_check"].outcome == "row 7 missing from index"
    assert "damaged" in caplog.text
    with hall_file.reading() as db:
        outcome = db.execute("SELECT outcome FROM chores WHERE name = 'hourly_backup'").fetchone()[0]
    assert "full" in outcome


def test_states_are_all_known_to_the_salvage() -> None:
    assert {*salvage._STATES.values(), "waiting"} == {state.value for state in StepState}  # pyright: ignore


def test_hall_rows_survive_a_backup(hall_file: HallFile) -> None:
    made = backup.backup(hall_file)
    with contextlib.closing(backup.opened(made.path)) as db:
        assert hall_rows.load(db) == small_hall()


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


# -- the integrity check -------------------------------------------------------------------------------------


def test_nobody_waits_for_the_integrity_check(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes between any two pieces, and the file is never held longer than one."""
    for _ in range(6):
        day(hall_file, tickets=20)
    monkeypatch.setattr(checkup, "_PIECE", 16_384)
    written: list[int] = []
    real = hall_file.reading

    @contextlib.contextmanager
    def and_then_somebody_writes(seconds: float = 8.0) -> Iterator[sqlite3.Connection]:
        with real(seconds) as db:
            yield db
        with hall_file.writing() as db:
            written.append(db.execute("UPDATE counters SET since = since + 1").rowcount)

    monkeypatch.setattr(hall_file, "reading", and_then_somebody_writes)
    assert checkup.checkup(hall_file) == "ok"
    assert len(written) > hall_file.path.stat().st_size // 16_384


def test_everybody_is_held_up_only_when_no_copy_could_be_believed(
    hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    day(hall_file)
    held: list[int] = []
    real = checkup._held  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(checkup, "_copied", lambda *_: False)
    monkeypatch.setattr(checkup, "_held", lambda *arguments: (held.append(1), real(*arguments)))
    asked = checkup._asked  # pyright: ignore[reportPrivateUsage]
    for answers, times in ((["torn", "ok"], 0), (["torn", "torn", "torn"], 1)):
        told = iter(answers)
        monkeypatch.setattr(checkup, "_asked", lambda *which, told=told: next(told, None) or asked(*which))
        assert checkup.checkup(hall_file) == "ok"
        assert len(held) == times
    monkeypatch.setattr(checkup, "_asked", lambda *_: "torn")
    monkeypatch.setattr(checkup, "HOLD_SECONDS", -1)
    with pytest.raises(EnvironmentFault, match="could not be looked at") as raised:
        checkup.checkup(hall_file)
    assert raised.value.kind is Kind.BUSY


@pytest.mark.parametrize("table", ["events", "steps_called", "bookings"])
def test_damage_is_found_in_tables_and_indexes(hall_file: HallFile, table: str) -> None:
    for _ in range(3):
        day(hall_file)
    page = roots(hall_file.path, table)[0]
    with hall_file.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    assert checkup.checkup(hall_file) != "ok"
