"""The command line on a PC whose clock is wrong, or pretended."""

import time
from pathlib import Path

import pytest

from shared import hall_file
from tests.helpers.cli import MORNING, Terminal
from tests.helpers.hall import hall_at_noon
from tests.helpers.server.kept import Kept

DAY = 86_400


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A real hall, where it is about noon."""
    monkeypatch.delenv("ANTREAN_CLOCK")
    source = tmp_path / "real.toml"
    source.write_text(hall_file.write(hall_at_noon()), encoding="utf-8")
    terminal = Terminal(tmp_path / "hall")
    terminal.ok("init", "--from", str(source))
    return terminal


def move(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    true = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: true() + seconds * 1_000_000_000)


@pytest.mark.parametrize("off", [DAY, -DAY])
def test_no_number_on_another_day_and_the_staff_hear_of_it_once(
    real: Terminal, monkeypatch: pytest.MonkeyPatch, off: int
):
    real.ok("issue", "AB.1")
    move(monkeypatch, off)
    for _ in range(2):
        refused = real("issue", "AB.1", "--kiosk", "K1")
        assert (refused.code, refused.answer["fault"]) == (3, "clock")
        assert "24 h" in refused.err
    notes = [event for event in real.ok("events")["events"] if event["what"] == "note"]
    assert [note["data"]["clock"] for note in notes] == ["clock"]
    assert real.ok("state")["services"][0]["taken"] == 1


def test_hours_off_the_command_is_done_by_the_shares_time_and_says_so(real: Terminal, monkeypatch: pytest.MonkeyPatch):
    move(monkeypatch, -2 * 3600)
    done = real("issue", "AB.1")
    assert done.code == 0
    assert "2 h behind" in done.err


@pytest.mark.parametrize(
    "command",
    [
        ("close-day",),
        ("issue", "AB.1"),
        ("state",),
        ("export",),
        ("open", "--counter", "1"),
        ("note", "x"),
        ("backup",),
        ("chores",),
        ("report",),
        ("restore",),
        ("archive",),
        ("spool", "--settle"),
        ("check", "--quick"),
    ],
    ids=lambda command: command[0],
)
def test_a_pretended_clock_changes_nothing_in_a_real_hall(
    real: Terminal, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    real.ok("backup")
    before = Kept(real.hall).told
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    refused = real(*command)
    assert refused.code == 3
    assert "ANTREAN_CLOCK" in refused.out
    assert Kept(real.hall).told == before


def test_nor_is_a_real_hall_made_by_one(tmp_path: Path, real: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ANTREAN_CLOCK", MORNING)
    other = Terminal(tmp_path / "other")
    assert other("init", "--from", str(tmp_path / "real.toml")).code == 3
    assert not other.hall.exists()
