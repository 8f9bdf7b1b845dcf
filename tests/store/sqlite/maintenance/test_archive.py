"""Archives: old days move to a file for each year, and nothing is lost or doubled on the way."""

import contextlib
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shared.domain.answers import Issued
from shared.domain.hall_data.hall import Leftovers, RecordRule, TakingRule
from shared.faults import EnvironmentFault
from shared.store.acts import Order
from shared.store.offline.settle import settle, tend
from shared.store.offline.spool import Spool
from shared.store.questions import history
from shared.store.record.events import What
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive, backup, copying, invariants
from tests.helpers.days import day
from tests.helpers.hall import open_hall, small_hall
from tests.helpers.machine.processes import ROOT
from tests.helpers.store.contents import content, problems, rows_of
from tests.store.acts.test_calling import press, take


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
        tend(spool, hall_file)
        paper = spool.issue("r", Order(("AB.1",)), hall_file.clock())
        assert isinstance(paper, Issued)
        hall_file.clock.advance(days=1)
        for _ in range(5):
            day(hall_file)
        take(hall_file, "AB.1")
        archive.archive(hall_file, keep_days=3)
        backup.backup(hall_file)
        hall_file.clock.advance(minutes=1)
        settle(spool, hall_file)
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
from shared.store.sqlite.maintenance import archive
from shared.store.sqlite.connection import HallFile
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
