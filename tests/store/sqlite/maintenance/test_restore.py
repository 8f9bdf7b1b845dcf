"""Restores: into the file itself, what is lost is told, and whatever is no sound backup of this hall is refused."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from shared.clock import PretendedClock
from shared.domain.hall_data.hall import Identity
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, invariants, restore, salvage
from shared.store.sqlite.share import heartbeats
from tests.helpers.days import day
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.helpers.store.contents import problems
from tests.store.acts.test_calling import press, take


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
    presence = heartbeats.FileHeartbeat(tmp_path / "hall", device="K1", clock=clock)
    try:
        present = heartbeats.live_programs(tmp_path / "hall", clock=clock)
    finally:
        presence.leave()
    assert present == ()  # a program is not in its own way
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            heartbeats, "live_programs", lambda *_, **__: (_Running("K1", "pc-1"), _Running("counter 2", "pc-2"))
        )
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


@pytest.mark.parametrize("error", [None, sqlite3.DatabaseError("malformed"), EnvironmentFault(Kind.CORRUPT, "x", "y")])
def test_a_damaged_file_of_which_nothing_can_be_read_is_restored_over(
    tmp_path: Path, hall_file: HallFile, clock: StandingClock, monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    def fails(*_: object) -> None:
        assert error is not None
        raise error

    label = take(hall_file, "AB.1")
    made = backup.backup(hall_file)
    hall_file.close()
    if error is not None:
        monkeypatch.setattr(salvage, "rescue", fails)
    (tmp_path / "hall" / "hall.db").write_bytes(b"nothing of it is left" * 500)

    loss = restore.restore(tmp_path / "hall", made.path, device="cli", clock=clock)
    assert (loss.readable, loss.events, loss.labels) == (False, 0, ())
    with open_hall(tmp_path / "hall", clock=clock) as again, again.reading() as db:
        assert db.execute("SELECT label FROM tickets").fetchone()[0] == label


def test_against_no_hall_at_all_nothing_is_lost_and_another_halls_backup_is_refused(
    tmp_path: Path, hall_file: HallFile, clock: StandingClock
) -> None:
    take(hall_file, "AB.1")
    made = backup.backup(hall_file)
    none = restore.loss_against(None, made.path, clock)
    assert (none.readable, none.events, restore.newest_of(None)) == (False, 0, 0)
    take(hall_file, "AB.1")
    with contextlib.closing(sqlite3.connect(hall_file.path)) as now:
        loss = restore.loss_against(now, made.path, clock)
        assert (loss.readable, loss.tickets, restore.newest_of(now)) == (True, 1, made.sequence + 2)
    with open_hall(tmp_path / "other", clock=clock) as other:
        take(other, "AB.1")
    with (
        contextlib.closing(sqlite3.connect(tmp_path / "other" / "hall.db")) as now,
        pytest.raises(UsageFault, match="another hall's backup"),
    ):
        restore.loss_against(now, made.path, clock)


def test_by_a_pretended_clock_no_real_hall_is_compared(tmp_path: Path, clock: StandingClock) -> None:
    hall = small_hall(hall=Identity({"id": "MPP Contoh"}, "Asia/Makassar"))
    with open_hall(tmp_path / "hall", hall, clock=clock) as real:
        made = backup.backup(real)
    with pytest.raises(EnvironmentFault) as told:
        restore.loss_against(None, made.path, PretendedClock(clock()))
    assert told.value.kind is Kind.PRETENDED
