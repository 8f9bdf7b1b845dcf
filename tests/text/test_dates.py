import datetime

import pytest

from shared.clock import parse_instant
from shared.text.dates import (
    clock_and_zone,
    clock_pattern,
    clock_words,
    date_in_figures,
    date_words,
    short_date,
    wall_clock,
    when,
    zone_word,
)
from tests.helpers.hall import MORNING

ZONE = "Asia/Makassar"
NOW = wall_clock(parse_instant("2026-11-23T09:05:07+08:00"), ZONE)


def at(text: str) -> datetime.datetime:
    return wall_clock(parse_instant(text), ZONE)


def test_days_are_written_as_indonesian_and_british_people_write_them() -> None:
    assert date_words(datetime.date(2026, 11, 22), "id") == "Minggu, 22 November 2026"
    assert date_words(datetime.date(2027, 8, 2), "id") == "Senin, 2 Agustus 2027"
    assert date_words(datetime.date(2026, 11, 22), "en") == "Sunday, 22 November 2026"


def test_a_regional_language_has_its_own_names_where_babel_knows_them() -> None:
    assert date_words(NOW, "su") == "Senén, 23 Nopémber 2026"
    assert date_words(NOW, "zh") == "2026年11月23日星期一"


@pytest.mark.parametrize("lang", ["bjn", "ban", "min", "", "x", "no such language", "nv"])
def test_a_language_without_names_of_days_has_the_indonesian_ones(lang: str) -> None:
    assert date_words(NOW, lang) == "Senin, 23 November 2026"
    assert when(NOW, None, lang) == "pukul 09.05"


def test_times_have_a_dot_and_in_english_a_colon() -> None:
    assert clock_words(NOW, "id") == "09.05"
    assert clock_words(NOW, "en") == "09:05"
    assert clock_words(NOW, "id", seconds=True) == "09.05.07"
    assert clock_words(datetime.time(0, 30), "id") == "00.30"
    assert (clock_pattern("id"), clock_pattern("en")) == ("HH.mm", "HH:mm")


def test_dates_in_figures_cannot_be_read_the_wrong_way_round() -> None:
    day = datetime.date(2026, 2, 1)
    assert (short_date(day, "id"), short_date(day, "en")) == ("01-02-2026", "2026-02-01")
    assert date_in_figures(day) == "01/02/2026"


@pytest.mark.parametrize(
    ("zone", "clock"),
    [("Asia/Jakarta", "08.00 WIB"), ("Asia/Makassar", "09.00 WITA"), ("Asia/Jayapura", "10.00 WIT")],
)
def test_the_clock_is_the_halls_and_not_the_pcs(zone: str, clock: str) -> None:
    assert clock_and_zone(wall_clock(MORNING, zone), "id") == clock


def test_a_zone_outside_indonesia_has_no_abbreviation() -> None:
    assert zone_word(wall_clock(MORNING, "Europe/London")) == ""
    assert clock_and_zone(wall_clock(MORNING, "Asia/Singapore"), "en") == "09:00"


def test_when_to_come_back_is_said_as_people_say_it() -> None:
    later = at("2026-11-23T13:30:00+08:00")
    assert when(later, NOW, "id") == "pukul 13.30"
    assert when(later, NOW, "en") == "at 13:30"
    assert when(later, None, "ban") == "pukul 13.30"
    friday = at("2026-11-27T08:00:00+08:00")
    assert when(friday, NOW, "id") == "Jumat pukul 08.00"
    assert when(friday, NOW, "en") == "Friday at 08:00"
    january = at("2027-01-04T08:00:00+08:00")
    assert when(january, NOW, "id") == "Senin, 4 Januari 2027 pukul 08.00"
    assert when(january, NOW, "en") == "Monday, 4 January 2027 at 08:00"


def test_a_day_that_is_over_is_given_with_its_date() -> None:
    assert when(at("2026-11-21T09:00:00+08:00"), NOW, "en") == "Saturday, 21 November 2026 at 09:00"
