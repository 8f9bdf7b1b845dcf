import pytest

from shared.domain.leasing import MOST_BLOCKS, policy


@pytest.mark.parametrize(
    ("given", "minutes", "kiosks"), [(0, 0, 1), (200, 30, 1), (200, 300, 2), (5000, 60, 1), (12, 480, 9)]
)
def test_numbers_kept_aside_lie_ahead_and_are_moved_in_time(given: int, minutes: float, kiosks: int) -> None:
    found = policy(given, minutes, kiosks, 10, 30)
    assert 1 <= found.blocks <= MOST_BLOCKS
    assert found.headroom > found.move_below >= 2


def test_a_busier_day_and_fewer_kiosks_need_more() -> None:
    quiet, busy = policy(20, 60, 1, 10, 30), policy(300, 60, 1, 10, 30)
    assert busy.blocks > quiet.blocks
    assert busy.headroom > quiet.headroom
    assert policy(120, 60, 4, 10, 30).blocks < policy(120, 60, 1, 10, 30).blocks
    assert policy(60, 5, 1, 10, 30) == policy(60, 60, 1, 10, 30)  # the rush at the door is not the day


def test_the_hall_says_how_long_an_outage_its_kiosks_shall_bear() -> None:
    assert policy(300, 60, 1, 10, 30).blocks * 10 >= 5 * 30
    assert policy(300, 60, 1, 10, 60).blocks * 10 >= 5 * 60
    assert policy(300, 60, 1, 10, 10).blocks < policy(300, 60, 1, 10, 30).blocks
