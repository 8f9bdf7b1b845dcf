"""Every name of the samples' catalogues and labels past a thousand, on the screens with the least room: none is cut."""

import pytest

from shared.domain.hall_data.hall import Display
from shared.domain.hall_data.screens import Layout
from shared.samples import NAMES, load
from shared.store.questions.board import BoardState
from tests.display.board.test_layouts import SCREENS, standing
from tests.display.legible import faults

LABEL = 1234
AT_ONCE = 4
"""Large cards stand beside one another, so many at most."""


@pytest.mark.looks
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("screen", ["768p", "portrait"])
@pytest.mark.parametrize("sample", NAMES)
def test_calls_of_every_agency_and_every_counter_stand_whole(make_board, sample, screen, lang):
    hall = load(sample)
    board = make_board(hall, (), *SCREENS[screen], lang)
    one_of_each = list({window.agency: code for code, window in hall.counter.items()}.values())
    longest = sorted(hall.counter, key=len)[-AT_ONCE:]
    found = {}
    for codes in _groups([*one_of_each, *longest]):
        board.second += 600  # what stood there has had its time
        board.news(*(board.events.called(f"{hall.counter[code].agency}-{LABEL}", code) for code in codes))
        if wrong := faults(board):
            found[codes] = wrong
    assert found == {}


@pytest.mark.looks
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("screen", ["768p", "portrait"])
@pytest.mark.parametrize("sample", NAMES)
def test_every_service_that_asks_people_closer_and_every_wait_stands_whole(make_board, sample, screen, lang):
    hall = load(sample)
    found = {}
    for zone in hall.zone:
        display = Display(zones=(zone,), layout=Layout.TICKETS)
        board = make_board(hall, (zone,), *SCREENS[screen], lang, display=display)
        board.view.use_board(BoardState(waiting=dict.fromkeys(hall.service, 7), counters=standing(hall)))
        here = [code for code in hall.service if hall.agency[hall.agency_of(code)].zone == zone]
        board.view.use_upcoming({code: (f"{hall.agency_of(code)}-{LABEL}",) for code in here})
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
