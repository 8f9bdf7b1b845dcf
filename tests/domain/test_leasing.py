import pytest

from shared.domain.leasing import ALL_BLOCKS, FIRST_DAY, first_day_peaks, policy


@pytest.mark.parametrize(
    ("given", "minutes", "kiosks", "peak"),
    [(0, 0, 1, 0), (200, 30, 1, 90), (200, 300, 2, 5000), (5000, 60, 1, 300), (12, 480, 90, 400)],
)
def test_numbers_kept_aside_lie_ahead_and_are_moved_in_time(
    given: int, minutes: float, kiosks: int, peak: float
) -> None:
    found = policy(given, minutes, kiosks, 10, 60, peak)
    assert found.blocks >= 1
    assert found.blocks * kiosks <= max(ALL_BLOCKS, kiosks)  # all of them together leave the others their numbers
    assert found.headroom > found.move_below >= 2


def test_a_busier_day_lies_further_ahead() -> None:
    quiet, busy = policy(20, 60, 1, 10, 60, 50), policy(300, 60, 1, 10, 60, 50)
    assert busy.headroom > quiet.headroom
    assert policy(60, 5, 1, 10, 60, 50) == policy(60, 60, 1, 10, 60, 50)  # the rush at the door is not the day


@pytest.mark.parametrize("peak", [1, 9, 10, 11, 97, 240])
@pytest.mark.parametrize("cover", [10, 30, 60, 90])
def test_numbers_last_for_the_outage_at_the_kiosks_busiest(peak: int, cover: int) -> None:
    numbers = policy(0, 60, 1, 10, cover, peak).blocks * 10
    assert numbers >= peak * cover / 60
    assert numbers - 10 < max(1, peak * cover / 60)  # and no block more


def test_on_the_first_day_a_busy_prefix_has_its_part_of_what_a_busy_kiosk_gives_out() -> None:
    assert first_day_peaks({"AB": 1.0}) == {"AB": FIRST_DAY}
    assert first_day_peaks({"AB": 0.0, "BA": 0.0}) == {"AB": FIRST_DAY / 2, "BA": FIRST_DAY / 2}
    peaks = first_day_peaks({"AB": 6.0, "BA": 1.0, "MB": 1.0})
    assert peaks["AB"] == FIRST_DAY * 0.75
    assert peaks["BA"] == FIRST_DAY / 3
    assert first_day_peaks({}) == {}
