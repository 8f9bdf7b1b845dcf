"""A PC whose clock is a day ahead does not end the hall's day for everybody."""

from pathlib import Path

import pytest

from shared import clock as clocks
from shared.clock import HallClock, parse_instant
from shared.faults import EnvironmentFault, Kind
from shared.samples import load
from shared.store.record import clock_guard
from shared.store.record.clock_guard import refuse_false_morning
from shared.store.sqlite.share import share_clock

HALL = load("sungai-rindang")
DAY_MS = 86_400_000
NOON = parse_instant("2026-11-24T12:00:00+08:00")


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch):
    """This PC's own clock, standing at noon of the 24th."""

    def machine() -> int:
        return NOON

    for module in (clock_guard, clocks):
        monkeypatch.setattr(module, "machine_clock", machine)
    return HallClock()


def guard(clock, last: str | None, ahead_ms: int) -> None:
    refuse_false_morning(clock, HALL, last, lambda: ahead_ms)


def test_a_pc_a_day_ahead_of_the_share_begins_no_day(noon):
    with pytest.raises(EnvironmentFault, match=r"2026-11-24.*2026-11-23") as told:
        guard(noon, "2026-11-23", DAY_MS)
    assert told.value.kind is Kind.CLOCK
    assert "clock" in told.value.remedy


def test_a_true_morning_begins(noon):
    guard(noon, "2026-11-23", 90_000)


def test_hours_of_skew_within_the_day_do_not_matter(noon):
    guard(noon, "2026-11-23", 3 * 3_600_000)


def test_a_share_that_woke_up_in_1970_is_not_heeded(noon):
    guard(noon, "2026-11-23", NOON)


def test_the_first_day_of_a_hall_has_nothing_to_lose(noon):
    guard(noon, None, DAY_MS)


def test_a_pretended_clock_is_believed():
    guard(clocks.clock_from(NOON), "2026-11-23", DAY_MS)


def test_a_share_on_which_nothing_can_be_made_speaks_for_itself(noon, tmp_path: Path):
    refuse_false_morning(noon, HALL, "2026-11-23", lambda: share_clock.skew_ms(tmp_path / "gone"))
