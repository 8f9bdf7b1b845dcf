"""A kiosk holds numbers for an hour of its own busiest, seen from what it gave out."""

import pytest

from shared.clock import parse_instant
from shared.domain.hall_data.hall import RecordRule
from shared.domain.leasing import ALL_BLOCKS
from shared.store import acts
from shared.store.acts import Order
from shared.store.offline.settle import tend
from shared.store.offline.spool import Spool
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import DAY, open_hall, small_hall
from tests.helpers.store.offline import offline


@pytest.fixture
def hall_file(tmp_path, clock):
    with open_hall(tmp_path / "hall", small_hall(records=RecordRule(outage_minutes=60)), clock=clock) as opened:
        yield opened


def give(hall_file: HallFile, kiosk: str, service: str, numbers: int, *, seconds: float) -> None:
    for _ in range(numbers):
        acts.issue(hall_file, acts.new_request(), Order((service,), kiosk=kiosk))
        hall_file.clock.advance(seconds=seconds)


def held(spool: Spool, day: str = DAY) -> tuple[int, int]:
    left = spool.numbers_left(parse_instant(f"{day}T10:00+08:00"))
    return left["AB"], left["BA"]


def test_on_its_first_day_it_has_enough_for_a_rush(spool, hall_file):
    tend(spool, hall_file)
    assert held(spool) == (120, 120)  # 240 an hour, two agencies
    for _ in range(120):
        offline(spool, hall_file, "AB.1")


def test_a_rush_of_today_is_seen_within_the_hour_it_lasts(spool, hall_file):
    tend(spool, hall_file)
    give(hall_file, "K1", "AB.1", 60, seconds=10)
    give(hall_file, "K2", "BA.1", 60, seconds=1)
    tend(spool, hall_file)
    assert held(spool) == (240, 120)  # the other kiosk's rush is its own


def test_the_days_before_say_how_busy_it_becomes_whatever_the_present_hour(spool, hall_file):
    give(hall_file, "K1", "AB.1", 50, seconds=10)
    give(hall_file, "K1", "BA.1", 2, seconds=10)
    give(hall_file, "K2", "BA.1", 80, seconds=10)
    acts.close_day(hall_file, "close")
    hall_file.clock.advance(days=1)
    tend(spool, hall_file)
    assert held(spool, "2026-11-24") == (200, 10)


def test_many_kiosks_leave_one_another_the_numbers(tmp_path, clock):
    hall = small_hall(records=RecordRule(outage_minutes=600))
    kiosks = {f"K{number}": hall.kiosk["K1"] for number in range(1, 7)}
    hall = small_hall(records=RecordRule(outage_minutes=600), kiosk=kiosks)
    total = 0
    with open_hall(tmp_path / "many", hall, clock=clock) as hall_file:
        for kiosk in kiosks:
            with Spool(tmp_path / "local", hall_file.hall_id, kiosk) as spool:
                tend(spool, hall_file)
                total += held(spool)[0]
    assert total == ALL_BLOCKS * 10


@pytest.mark.parametrize("rubbish", ["", "{", '{"days": 1}', '{"days": {"x": {"AB": 1}}, "counted_at": 1}', "[]"])
def test_a_damaged_memory_is_made_anew(spool, hall_file, rubbish):
    with spool.file.writing() as db:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('peaks', ?)", (rubbish,))
    tend(spool, hall_file)
    assert held(spool) == (120, 120)
    assert DAY in (spool.peaks() or "")
