"""Every name of the samples, and the longest of all, with labels past a thousand, in every layout: none is cut."""

import dataclasses

import pytest

from shared import hall_file
from shared.domain.hall_data.hall import Display, Hall
from shared.domain.hall_data.screens import BoardLines, Layout, UpcomingBy
from shared.samples import NAMES, load
from shared.store.questions.board import BoardState
from tests.display.board.test_layouts import SCREENS, standing
from tests.display.legible import faults
from tests.helpers.hall import LONG_NAMES

LABEL = 1234
AT_ONCE = 4
"""Large cards stand beside one another, so many at most."""
CALLING = {
    "board": Display(),
    "counters": Display(lines=BoardLines.COUNTERS),
    "media": Display(layout=Layout.MEDIA),
    "overview": Display(layout=Layout.OVERVIEW),
}
CLOSER = {
    "tickets": Display(layout=Layout.TICKETS),
    "tickets by counter": Display(layout=Layout.TICKETS, upcoming_by=UpcomingBy.COUNTER),
}
everywhere = pytest.mark.parametrize(
    ("screen", "lang", "names"),
    [
        pytest.param(screen, lang, names, id=f"{screen} {lang} {names}")
        for screen in SCREENS
        for lang in ("id", "en")
        for names in (*NAMES, "long")
        if screen != "4K" or names == "long"  # 1080p twice as large, but for the rounding of letters
    ],
)
pytestmark = [pytest.mark.looks, pytest.mark.timeout(900)]


def hall_of(names: str) -> Hall:
    return hall_file.read(LONG_NAMES) if names == "long" else load(names)


@pytest.mark.parametrize("layout", CALLING)
@everywhere
def test_calls_of_every_agency_and_every_kind_of_counter_stand_whole(make_board, screen, lang, names, layout):
    hall = hall_of(names)
    board = make_board(hall, (), *SCREENS[screen], lang, display=CALLING[layout])
    board.view.use_board(BoardState(waiting=dict.fromkeys(hall.service, 7), counters=standing(hall)))
    one_of_each = list({window.agency: code for code, window in hall.counter.items()}.values())
    longest = sorted(hall.counter, key=len)[-AT_ONCE:]
    found = {}
    for codes in _groups([*one_of_each, *longest]):
        board.second += 600  # what stood there has had its time
        board.news(*(board.events.called(f"{hall.counter[code].agency}-{LABEL}", code) for code in codes))
        if wrong := faults(board):
            found[codes] = wrong
    assert found == {}


@everywhere
def test_the_own_screen_of_every_agency_stands_whole(make_board, screen, lang, names):
    hall = hall_of(names)
    found = {}
    display = Display(layout=Layout.COUNTER, inches=10, metres=1, counter=next(iter(hall.counter)))
    board = make_board(hall, (), *SCREENS[screen], lang, display=display)
    board.view.use_board(BoardState(counters=standing(hall)))
    for code in {window.agency: code for code, window in hall.counter.items()}.values():
        board.view.use_display(dataclasses.replace(display, counter=code))
        board.news(board.events.called(f"{hall.counter[code].agency}-{LABEL}", code))
        if wrong := faults(board, display):
            found[code] = wrong
    assert found == {}


@pytest.mark.parametrize("layout", CLOSER)
@everywhere
def test_every_service_that_asks_people_closer_and_every_wait_stands_whole(make_board, screen, lang, names, layout):
    hall = hall_of(names)
    found = {}
    for zone in hall.zone:
        display = dataclasses.replace(CLOSER[layout], zones=(zone,))
        board = make_board(hall, (zone,), *SCREENS[screen], lang, display=display)
        board.view.use_board(BoardState(waiting=dict.fromkeys(hall.service, 7), counters=standing(hall)))
        lines = (
            {code: hall.agency_of(code) for code in hall.service}
            if layout == "tickets"
            else {code: window.agency for code, window in hall.counter.items()}
        )
        here = {code: agency for code, agency in lines.items() if hall.agency[agency].zone == zone}
        board.view.use_upcoming({code: (f"{agency}-{LABEL}",) for code, agency in here.items()})
        seen: set[str] = set()
        for _ in range(400):
            rows = {row.code for row in board.view.upcoming.rows}
            if not rows <= seen and (wrong := faults(board, display)):
                found[zone, *sorted(rows)] = wrong
            seen |= rows
            if seen >= set(here):
                break
            board.view.tick()
        assert seen >= set(here)
    assert found == {}


def _groups(codes: list[str]) -> list[tuple[str, ...]]:
    return [tuple(codes[at : at + AT_ONCE]) for at in range(0, len(codes), AT_ONCE)]
