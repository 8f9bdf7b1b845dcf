"""Backups: every row is in them, the next one begins with the last, and old ones go."""

import contextlib
import os
import re
import sqlite3
import time
from pathlib import Path

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store.record import hall_rows
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, copying
from tests.helpers.days import day
from tests.helpers.hall import open_hall, small_hall
from tests.helpers.machine.linux import WINDOWS
from tests.helpers.store.contents import content, problems
from tests.store.acts.test_calling import take


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
    with pytest.raises(EnvironmentFault, match=re.escape(f"cannot be written to {tmp_path} ")) as raised:
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
    assert removed == {"hall-20260930-170000.db", "hall-20261030-170000.db", "hall-20261122-090000.db"}


def test_a_backup_by_a_clock_that_is_behind_is_not_rotated_away_at_once(
    tmp_path: Path, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "KEEP_HOURLY", 3)
    for hour in (20, 21, 22):
        (tmp_path / f"hall-20261123-{hour}0000.db").write_bytes(b"")
    made = backup.backup(hall_file, tmp_path)
    assert made.path.name < "hall-20261123-200000.db"
    assert made.bytes == made.path.stat().st_size


def test_another_pc_rotates_meanwhile(tmp_path: Path, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this backup begins with, and what it has written, may go before it looks at them again."""
    first = backup.backup(hall_file, tmp_path)
    seen = backup.backups_in
    monkeypatch.setattr(backup, "backups_in", lambda folder: [*seen(folder), tmp_path / "hall-20261123-235959.db"])
    put = backup.put

    def taken(made: Path, path: Path) -> None:
        put(made, path)
        path.unlink()

    monkeypatch.setattr(backup, "put", taken)
    again = backup.backup(hall_file, tmp_path)
    assert (again.bytes, again.sequence) == (first.bytes, first.sequence + 1)


def test_hall_rows_survive_a_backup(hall_file: HallFile) -> None:
    made = backup.backup(hall_file)
    with contextlib.closing(backup.opened(made.path)) as db:
        assert hall_rows.load(db) == small_hall()


def test_of_backups_that_cannot_be_relied_on_none_is_the_newest(hall_file: HallFile) -> None:
    folder = hall_file.folder / "backups"
    assert backup.newest_sound(folder) is None
    take(hall_file, "AB.1")
    sound = backup.backup(hall_file).path
    (folder / "hall-29991231-235959.db").write_bytes(b"torn" * 1000)
    assert backup.newest_sound(folder) == sound
    assert len(backup.checkpoints_in(folder)) == 1


def test_a_backup_of_a_hall_in_which_nothing_is_signed_is_no_checkpoint(hall_file: HallFile) -> None:
    hall_file.signs = False
    take(hall_file, "AB.1")
    backup.backup(hall_file)
    assert backup.checkpoints_in(hall_file.folder / "backups") == ()


def test_a_whole_copy_begins_anew(hall_file: HallFile, tmp_path: Path) -> None:
    day(hall_file)
    backup.copy_whole(hall_file, tmp_path / "copy.db")
    assert content(tmp_path / "copy.db") == content(hall_file.path)


def test_a_copy_that_cannot_be_begun_leaves_no_file_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_db: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(copying.migrations, "migrate", full)
    with pytest.raises(sqlite3.OperationalError):
        copying.fresh(tmp_path / "copy.db")
    if WINDOWS:
        (tmp_path / "copy.db").unlink()  # nobody may while it is open
    else:
        assert not [link for link in Path("/proc/self/fd").glob("*") if str(tmp_path) in str(link.resolve())]
