"""``antrean backup | restore | salvage | archive``."""

import subprocess
import sys
from pathlib import Path

import pytest

from shared.cli.common import DONE, ENVIRONMENT, USAGE
from shared.store.sqlite.maintenance import backup
from tests.helpers.cli import Terminal
from tests.helpers.machine.processes import ROOT


def test_a_backup_is_restored_after_telling_what_is_lost(hall: Terminal) -> None:
    hall.ok("issue", "AB.1")
    made = hall.ok("backup")
    assert Path(made["file"]).is_file()
    assert made["bytes"] == Path(made["file"]).stat().st_size
    hall.ok("issue", "AB.1")
    told = hall("restore", made["file"])
    assert (told.code, told.answer["restored"]) == (DONE, False)
    assert told.answer["lost"]["tickets"] == 1
    assert hall.ok("issue", "AB.1")["label"] == "AB-003"
    assert hall.ok("restore", made["file"], "--yes")["lost"]["tickets"] == 2
    state = {service["code"]: service for service in hall.ok("state")["services"]}
    assert state["AB.1"]["waiting"] == 1
    assert hall.ok("issue", "AB.1")["label"] == "AB-004"


def test_the_newest_backup_is_meant_when_none_is_named(hall: Terminal, tmp_path: Path) -> None:
    without = hall("restore")
    assert without.code == USAGE
    assert "backups" in without.answer["sentence"]
    made = hall.ok("backup")
    assert hall.ok("restore")["file"] == made["file"]
    assert hall.ok("backup", "--to", str(tmp_path / "usb"))["file"].startswith(str(tmp_path / "usb"))


def test_a_file_that_is_no_backup_is_a_fault(hall: Terminal, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no hall")
    answer = hall("restore", str(tmp_path / "notes.txt"), "--yes")
    assert answer.code == ENVIRONMENT
    assert "not a hall's file" in answer.answer["sentence"]
    assert answer.answer["remedy"]


def test_a_damaged_hall_is_salvaged_and_restored(hall: Terminal, tmp_path: Path) -> None:
    for _ in range(5):
        hall.ok("issue", "AB.1")
    good = (hall.hall / "hall.db").read_bytes()
    (hall.hall / "hall.db").write_bytes(b"\x00" * 4096 + good[4096:])
    assert hall("state").code == ENVIRONMENT
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(good[:4096] + b"".join([good[4096:8192], good[8192:]]))
    report = hall.ok("salvage", str(tmp_path / "saved.db"), "--from", str(damaged))
    assert report["sound"]
    assert {one["table"]: one["read"] for one in report["tables"]}["tickets"] == 5
    restored = hall.ok("restore", str(tmp_path / "saved.db"), "--yes")
    assert restored["restored"]
    assert not restored["lost"]["readable"]
    assert hall.ok("issue", "AB.1")["label"] == "AB-006"


def test_salvage_never_writes_over_anything(hall: Terminal, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_bytes(b"keep")
    assert hall("salvage", str(tmp_path / "there.db")).code == USAGE
    assert hall("salvage", str(tmp_path / "new.db"), "--from", str(tmp_path / "nothing.db")).code == ENVIRONMENT
    assert (tmp_path / "there.db").read_bytes() == b"keep"


def test_old_days_are_archived(hall: Terminal, monkeypatch) -> None:
    hall.ok("issue", "AB.1")
    assert hall.ok("archive")["archived"] is None
    for day in ("24", "25", "26"):
        monkeypatch.setenv("ANTREAN_CLOCK", f"2026-11-{day}T09:00:00+08:00")
        hall.ok("issue", "AB.1")
    done = hall.ok("archive", "--keep-days", "2")["archived"]
    assert (done["first"], done["last"], done["rows"]["tickets"]) == ("2026-11-23", "2026-11-23", 1)
    assert Path(done["files"][0]).name == "hall-2026.db"
    assert hall("archive", "--keep-days", "1").code == USAGE


def test_what_is_due_is_done_once(hall: Terminal) -> None:
    hall.ok("issue", "AB.1")
    done = hall.ok("chores")["done"]
    assert [one["name"] for one in done] == ["integrity_check", "hourly_backup"]
    assert all(one["ok"] for one in done)
    assert hall.ok("chores")["done"] == []


def test_nothing_is_restored_under_a_command_that_is_at_work(
    hall: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = hall.ok("backup")["file"]
    during: list[int] = []
    real = backup.put

    def meanwhile(*arguments: Path) -> None:
        ran = subprocess.run(
            [sys.executable, "-m", "shared.cli", "restore", made, "--yes", "--hall", str(hall.hall)],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        during.append(ran.returncode)
        assert "still running: cli on" in ran.stderr
        real(*arguments)

    monkeypatch.setattr(backup, "put", meanwhile)
    hall.ok("backup", "--to", str(tmp_path / "usb"))
    assert during == [ENVIRONMENT]
    assert hall.ok("restore", made, "--yes")["restored"]
