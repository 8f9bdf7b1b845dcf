"""What the public reads of the lines: counts and rounded ranges, or in words why nobody is called."""

import dataclasses

import pytest

from display.board.waits import agency_words, range_words, wait_rows
from shared.clock import parse_instant
from shared.domain.availability import Disturbance, Pause
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus
from shared.store.questions.board import BoardCounter, BoardState
from tests.helpers.hall import MORNING, small_hall

HALL = small_hall()
NOON = parse_instant("2026-11-23T13:00:00+08:00")
EVENING = parse_instant("2026-11-23T19:00:00+08:00")
DAWN = parse_instant("2026-11-23T06:30:00+08:00")


def standing(status: CounterStatus, back_at=None, hall: Hall = HALL) -> tuple[BoardCounter, ...]:
    return tuple(
        BoardCounter(code, hall.zone_of(code), window.agency, status, back_at) for code, window in hall.counter.items()
    )


OPEN = BoardState(
    waiting={"AB.1": 4, "AB.2": 2, "AB.3": 0, "BA.1": 7},
    wait_minutes={"AB.1": (6, 14), "AB.2": (11, 29), "AB.3": (0, 90), "BA.1": (1, 2)},
    counters=standing(CounterStatus.OPEN),
)


def said(seen: BoardState, now=MORNING, code="AB") -> str:
    return agency_words(HALL, code, seen, now)["id"]


def test_an_agency_has_one_count_and_one_range_of_the_lines_where_somebody_waits():
    (row,) = wait_rows(HALL, frozenset({"A"}), OPEN, ("id", "en"), MORNING)
    assert (row.code, row.name, row.waiting) == ("AB", "Dinas Kependudukan", 6)
    assert (row.said, row.other_said) == ("6 menunggu · sekitar 5–30 menit", "6 waiting · about 5–30 minutes")
    assert [row.waiting for row in wait_rows(HALL, frozenset(), OPEN, ("id", ""), MORNING)] == [6, 7]


@pytest.mark.parametrize(
    ("ranges", "words"),
    [
        ([(1, 9)], "hingga 10 menit"),
        ([(7, 18)], "sekitar 5–20 menit"),
        ([(20, 20)], "sekitar 20 menit"),
        ([(61, 118)], "sekitar 1 sampai 2 jam"),
        ([(434, 1328)], "lebih dari 7 jam"),
        ([(5, 12), (40, 60)], "sekitar 5–60 menit"),
    ],
)
def test_a_range_is_rounded_and_bounded_in_words(ranges, words):
    found = range_words(ranges)
    assert found is not None
    assert found["id"] == words
    assert set(found) == {"id", "en"}


def test_nobody_is_told_a_wait_before_a_counter_has_opened():
    closed = dataclasses.replace(OPEN, counters=standing(CounterStatus.CLOSED))
    assert said(closed) == "6 menunggu · loket belum buka"
    assert said(dataclasses.replace(closed, waiting={})) == "loket belum buka"


def test_an_empty_line_is_no_nought():
    assert said(dataclasses.replace(OPEN, waiting={})) == "tidak ada antrean"


def test_a_break_says_until_when_the_first_counter_is_back():
    resting = dataclasses.replace(OPEN, counters=standing(CounterStatus.BREAK, NOON))
    assert said(resting) == "6 menunggu · istirahat sampai pukul 13.00"
    assert said(dataclasses.replace(OPEN, counters=standing(CounterStatus.BREAK))) == "6 menunggu · istirahat"


def test_an_interrupted_agency_says_so_until_its_time_is_over():
    stops = {code: Disturbance({"id": "x"}, NOON) for code in ("AB.1", "AB.2", "AB.3")}
    assert said(dataclasses.replace(OPEN, disturbed=stops)) == "6 menunggu · terhenti sementara"
    one = dataclasses.replace(OPEN, disturbed={"AB.1": stops["AB.1"]})
    assert said(one) == "6 menunggu · sekitar 5–30 menit", "the others go on"
    after = parse_instant("2026-11-23T13:30:00+08:00")
    assert said(dataclasses.replace(OPEN, disturbed=stops), after) == "6 menunggu · sekitar 5–30 menit"


def test_pause_and_closing_take_waits_away():
    assert said(dataclasses.replace(OPEN, paused=Pause({"id": "senam"}))) == "dijeda"
    assert said(dataclasses.replace(OPEN, day_closed=True)) == "tutup"
    empty = dataclasses.replace(OPEN, waiting={})
    assert said(empty, EVENING) == "tutup"
    assert said(OPEN, EVENING) == "6 menunggu · sekitar 5–30 menit", "who still waits is still served"
    assert said(empty, DAWN) == "buka pukul 08.00"


def test_an_agency_whose_services_are_not_served_today_is_closed():
    hall = small_hall()
    idle = {
        code: dataclasses.replace(service, closed=hall.agency_of(code) == "BA")
        for code, service in hall.service.items()
    }
    hall = dataclasses.replace(hall, service=idle)
    assert agency_words(hall, "BA", OPEN, MORNING) == {"id": "tutup hari ini", "en": "closed today"}
