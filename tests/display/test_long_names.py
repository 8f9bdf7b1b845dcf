"""The longest names that halls bring, in every state of the board: whole, or a page at a time, and read from afar."""

import pytest

from shared import hall_file
from shared.clock import parse_instant
from shared.domain.availability import Disturbance, Pause
from shared.domain.ticket import label
from shared.store.questions.board import BoardState
from tests.display.legible import faults
from tests.helpers.hall import LONG_NAMES, MORNING
from tests.helpers.screens.calls import on_break

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
