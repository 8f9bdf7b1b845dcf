"""The longest names that halls bring, in every state of the board: whole, or a page at a time, and read from afar."""

import dataclasses

import pytest

from shared import hall_file
from shared.clock import parse_instant
from shared.domain.availability import Disturbance, Pause
from shared.domain.ticket import label
from shared.store.questions.board import BoardState
from tests.display.legible import faults
from tests.helpers.hall import LONG_NAMES, MORNING
from tests.helpers.screens.calls import on_break
from tests.helpers.screens.layout import number

NOON = parse_instant("2026-11-23T13:00:00+08:00")
REASON = {
    "id": "Gangguan jaringan Sistem Informasi Administrasi Kependudukan Terpusat di seluruh Indonesia sejak tadi pagi",
    "en": "A fault of the network of the Central Information System for Population in all of Indonesia since morning",
}
SCREENS = {
    "1080p": (1920, 1080),
    "768p": (1366, 768),
    "4K": (3840, 2160),
    "portrait": (1080, 1920),
    "small portrait": (768, 1366),
}


@pytest.fixture(scope="module")
def hall():
    return hall_file.read(LONG_NAMES)


def states(board, hall, zones):
    """Every state that shows a name."""
    yield "welcome"
    here = [code for code in hall.counter if not zones or hall.zone_of(code) in zones]
    wordy = [code for code in here if len(code) > 3]
    for n in range(4):
        counter = (wordy * 4)[n] if n else here[0]
        board.news(board.events.called(label(hall.counter[counter].agency, 995 + n), counter, priority=True))
        yield f"{n + 1} calls"
    board.view.use_speaking(1)
    yield "spoken"
    board.view.use_board(
        BoardState(
            waiting=dict.fromkeys(hall.service, 13),
            wait_minutes=dict.fromkeys(hall.service, (120, 150)),
            disturbed={code: Disturbance(REASON, NOON) for code in hall.service},
            counters=on_break(dict.fromkeys(hall.counter, NOON)),
        )
    )
    for turn in range(3):
        for _ in range(8):
            board.view.tick()
        yield f"notice {turn}"
    for n in range(20):
        counter = (here * 20)[n]
        board.news(board.events.called(label(hall.counter[counter].agency, 100 + n), counter))
    yield "many calls"
    board.view.use_share(False, MORNING)
    yield "stale"
    board.view.use_share(True, MORNING)
    board.stage.clear()
    board.view.use_board(BoardState(paused=Pause(REASON, NOON)))
    yield "paused"


USUAL = {("portrait", "en", ("UTARA", "S"))}
LOOKS = [
    pytest.param(
        screen,
        lang,
        zones,
        id=f"{screen} {lang} {'one zone' if zones else 'all'}",
        marks=() if (screen, lang, zones) in USUAL else pytest.mark.looks,
    )
    for screen in SCREENS
    for lang in (None, "en")
    for zones in ((), ("UTARA",), ("UTARA", "S"))
]


@pytest.mark.parametrize(("screen", "lang", "zones"), LOOKS)
def test_every_state_stands_whole_with_the_longest_names(make_board, hall, screen, lang, zones):
    board = make_board(hall, zones, *SCREENS[screen], lang)
    found = {}
    for state in states(board, hall, zones):
        if wrong := faults(board):
            found[state] = wrong
    assert found == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_card_says_its_whole_counter_while_it_stands(make_board, hall, screen):
    codes = ("Lt.2-1", "Kasir 2", "Loket Khusus Anak 3")
    window = next(iter(hall.counter.values()))
    long = dataclasses.replace(hall, counter=hall.counter | dict.fromkeys(codes, window))
    board = make_board(long, (), *SCREENS[screen])
    for n, code in enumerate(codes, 1):
        board.news(board.events.called(label(window.agency, n), code))
        board.settle()
        for place in counters_of_cards(board):
            pages, seconds = number(place, "starts.length"), number(place, "seconds")
            assert pages * seconds <= hall.board.large_seconds, (code, pages, seconds)
            assert pages == 1 or place.property("text").startswith("Loket Khusus")


def counters_of_cards(board):
    """What the large cards say as words of where to go."""
    for item in board.items():
        if item.metaObject().indexOfProperty("smallest") >= 0 and item.property("name") == "counter":
            above = item.parentItem()
            while above is not None and not above.objectName().startswith(("newest", "card:", "call:")):
                above = above.parentItem()
            if above is not None and not above.objectName().startswith("call:"):
                yield item
