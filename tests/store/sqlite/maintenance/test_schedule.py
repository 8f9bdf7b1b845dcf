"""Work that one PC does for the hall: each once when it is due, and another PC's if that one died."""

from pathlib import Path

import pytest

from shared.faults import Kind
from shared.store import acts, hall_faults
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, schedule
from tests.helpers.hall import open_hall, small_hall
from tests.helpers.store.contents import problems
from tests.store.acts.test_calling import take


def names(done: tuple[schedule.Done, ...]) -> list[str]:
    return [one.name for one in done if one.ok]


def test_chores_are_done_once_each_when_they_are_due(hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    assert names(schedule.do_due(hall_file)) == ["integrity_check", "hourly_backup"]
    assert schedule.do_due(hall_file) == ()
    hall_file.clock.advance(hours=1)
    assert names(schedule.do_due(hall_file)) == ["hourly_backup"]
    acts.close_day(hall_file, "c")
    hall_file.clock.advance(minutes=1)
    assert names(schedule.do_due(hall_file)) == ["closing_backup", "archive"]
    assert schedule.do_due(hall_file) == ()
    assert len(backup.backups_in(hall_file.folder / "backups")) == 3


def test_a_pc_with_another_disk_copies_the_hall_to_it_each_hour_and_at_closing(
    hall_file: HallFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    take(hall_file, "AB.1")
    schedule.do_due(hall_file)
    usb = tmp_path / "usb"
    monkeypatch.setenv("ANTREAN_BACKUP_TO", str(usb))
    (missing,) = schedule.do_due(hall_file)
    assert not missing.ok
    assert "which is not there" in missing.outcome
    assert not usb.exists()
    caplog.clear()
    usb.mkdir()
    for step in ({"hours": 1}, {"hours": 1}, {"minutes": 1}):
        hall_file.clock.advance(**step)
        if "minutes" in step:
            acts.close_day(hall_file, "c")
        schedule.do_due(hall_file)
        assert schedule.do_due(hall_file) == ()
    assert [path.name for path in backup.backups_in(usb)] == [
        "hall-20261123-100000.db", "hall-20261123-110000.db", "hall-20261123-110100.db",
    ]  # fmt: skip
    assert problems(backup.backups_in(usb)[-1]) == ()


def test_a_day_that_nobody_closed_is_backed_up_after_hours(hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    schedule.do_due(hall_file)
    hall_file.clock.advance(hours=8)
    assert "closing_backup" in names(schedule.do_due(hall_file))


def test_nothing_is_due_in_a_hall_that_never_opened_nor_on_a_day_off(tmp_path: Path) -> None:
    hall = small_hall(week={})
    with open_hall(tmp_path, hall) as hall_file:
        assert schedule.due(hall_file) == ()
        acts.open_counter(hall_file, "o", "1")
        assert schedule.due(hall_file) == ("hourly_backup",)


def test_another_pc_takes_over_from_one_that_died(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    take(hall_file, "AB.1")
    with monkeypatch.context() as dead:
        dead.setattr(schedule, "_do", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            schedule.do_due(hall_file)
    assert "integrity_check" not in schedule.due(hall_file)
    hall_file.clock.advance(minutes=16)
    assert "integrity_check" in schedule.due(hall_file)


def test_two_that_look_at_once_claim_once(hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    assert schedule._claim(hall_file, "hourly_backup")  # pyright: ignore[reportPrivateUsage]
    assert not schedule._claim(hall_file, "hourly_backup")  # pyright: ignore[reportPrivateUsage]


def test_a_chore_that_fails_says_so(
    hall_file: HallFile, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    take(hall_file, "AB.1")

    def full(*_: object, **__: object) -> None:
        raise hall_faults.fault(Kind.FULL)

    monkeypatch.setattr(backup, "backup", full)
    monkeypatch.setitem(schedule._DO, "integrity_check", lambda _: "row 7 missing from index")  # pyright: ignore
    done = {one.name: one for one in schedule.do_due(hall_file)}
    assert not done["hourly_backup"].ok
    assert done["integrity_check"].outcome == "row 7 missing from index"
    assert "damaged" in caplog.text
    with hall_file.reading() as db:
        outcome = db.execute("SELECT outcome FROM chores WHERE name = 'hourly_backup'").fetchone()[0]
    assert "full" in outcome
