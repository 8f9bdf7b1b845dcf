"""The layouts besides the board: what each shows, and that all of it is read from the last seat."""

import dataclasses

import pytest

from display.board.call_list import PAGE_SECONDS
from display.board.counter_states import Windows
from display.board.hours import is_outside, opening
from display.board.layout_rows import on_page
from shared import hall_file
from shared.clock import parse_instant
from shared.domain.availability import Pause
from shared.domain.hall_data.hall import Display, Holiday
from shared.domain.hall_data.screens import BoardLines, Layout, Outside, UpcomingBy, Way, farthest
from shared.domain.words import CounterStatus
from shared.samples import load
from shared.store.questions.board import BoardCounter, BoardState
from shared.store.record.events import What
from tests.display.legible import faults
from tests.helpers.hall import LONG_NAMES, MORNING, small_hall
from tests.helpers.screens.calls import Events

SCREENS = {"1080p": (1920, 1080), "4K": (3840, 2160), "portrait": (1080, 1920), "768p": (1366, 768)}
SMALL = {"1024x600": (1024, 600), "600x1024": (600, 1024)}
"""A counter's own screen."""
NOON = parse_instant("2026-11-23T13:00:00+08:00")
NIGHT = parse_instant("2026-11-23T20:00:00+08:00")
PLEDGE = {
    "id": "Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang telah "
    "ditetapkan, dan apabila tidak menepati janji ini kami siap menerima sanksi.",
    "en": "We pledge to serve by the published standard of service, and to answer for it if we break this promise.",
}
LAYOUTS = {
    "overview": Display(layout=Layout.OVERVIEW),
    "media": Display(layout=Layout.MEDIA),
    "counters": Display(lines=BoardLines.COUNTERS),
    "tickets": Display(layout=Layout.TICKETS),
    "tickets by counter": Display(layout=Layout.TICKETS, upcoming_by=UpcomingBy.COUNTER, upcoming=5),
    "counter": Display(layout=Layout.COUNTER, inches=10, metres=1),
    "pledge": Display(outside=Outside.PLEDGE),
    "hours": Display(outside=Outside.HOURS),
    "off": Display(outside=Outside.OFF),
}


def standing(hall, status=CounterStatus.OPEN, back_at=None) -> tuple[BoardCounter, ...]:
    return tuple(
        BoardCounter(code, hall.zone_of(code), window.agency, status, back_at) for code, window in hall.counter.items()
    )


def with_pledge(hall):
    return dataclasses.replace(hall, hall=dataclasses.replace(hall.hall, pledge=PLEDGE))


def states(board, hall, zones):
    """What a layout may have to show, one after the other."""
    here = [code for code in hall.counter if not zones or hall.zone_of(code) in zones]
    board.view.use_board(BoardState(waiting=dict.fromkeys(hall.service, 7), counters=standing(hall)))
    for at, counter in enumerate(here[:5]):
        board.news(board.events.called(f"{hall.counter[counter].agency}-{998 + at}", counter))
    board.view.use_news(tuple(board.events.called(f"{hall.counter[c].agency}-1012", c) for c in here[:2]))
    found = {code: tuple(f"{hall.agency_of(code)}-{997 + n}" for n in range(5)) for code in hall.service} | {
        code: tuple(f"{hall.counter[code].agency}-{997 + n}" for n in range(5)) for code in hall.counter
    }
    board.view.use_upcoming({key: labels[: board.view.upcomingCount] for key, labels in found.items()})
    board.view.refresh()
    yield "calls"
    board.news(board.events.called(f"{hall.counter[here[-1]].agency}-777", here[-1], visual=True, priority=True))
    yield "a visible call"
    board.view.use_share(False, NOON)
    yield "share gone"
    board.view.use_share(True, NOON)
    board.view.use_board(BoardState(counters=standing(hall, CounterStatus.BREAK, NOON)))
    yield "break"
    board.view.use_board(BoardState(paused=Pause({"id": "senam bersama"}, NOON), counters=standing(hall)))
    yield "paused"
    board.view.use_board(BoardState(day_closed=True, counters=standing(hall, CounterStatus.CLOSED)))
    yield "closed"


USUAL = {
    ("overview", "1080p", None, "sample"),
    ("tickets", "portrait", "en", "sample"),
    ("counter", "768p", None, "long"),
}
LOOKS = [
    pytest.param(
        layout,
        screen,
        lang,
        names,
        id=f"{layout}, {screen} {lang or 'id'} {names}",
        marks=() if (layout, screen, lang, names) in USUAL else pytest.mark.looks,
    )
    for layout in LAYOUTS
    for screen in (*SCREENS, *(SMALL if layout == "counter" else ()))
    for lang in (None, "en")
    for names in ("sample", "far", "long")
]


@pytest.mark.parametrize(("layout", "screen", "lang", "names"), LOOKS)
def test_a_layout_is_read_from_the_last_seat_in_every_state(make_board, layout, screen, lang, names):
    hall = with_pledge(hall_file.read(LONG_NAMES) if names == "long" else load("graha-segara"))
    zones = () if layout == "overview" else ("UTARA", "S") if names == "long" else ("A",)
    display = dataclasses.replace(
        LAYOUTS[layout], zones=zones, way=dict.fromkeys(list(hall.zone)[:2], Way.LEFT), counter=next(iter(hall.counter))
    )
    if names == "far":
        display = dataclasses.replace(display, metres=farthest(display.inches) - 0.001)
    board = make_board(hall, zones, *(SCREENS | SMALL)[screen], lang, display=display)
    found = {state: faults(board, display) for state in states(board, hall, zones)}
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


# ----- what they show


def test_an_overview_gives_each_zone_its_field_and_marks_the_newest(make_board):
    hall = load("graha-segara")
    board = make_board(hall, (), display=LAYOUTS["overview"])
    of_zone = {zone: next(c for c in hall.counter if hall.zone_of(c) == zone) for zone in hall.zone}
    for zone, counter in of_zone.items():
        board.second += 100
        board.news(board.events.called(f"{hall.counter[counter].agency}-001", counter))
        assert len(board.view.zoneFields.rows) == len(hall.zone), zone
    calls = {row.code: row.calls for row in board.view.zoneFields.rows}
    assert all(f"-001\t{of_zone[zone]}\t" in calls[zone] for zone in hall.zone)
    assert [zone for zone, told in calls.items() if told.endswith("\t1")] == [list(hall.zone)[-1]]


@pytest.mark.parametrize(
    ("layout", "metres"),
    [
        ("counters", 5),
        ("overview", 8),
        *(pytest.param(layout, 5, marks=pytest.mark.looks) for layout in ("board", "media", "overview")),
    ],
)
def test_in_a_burst_every_call_stands_in_the_picture_at_once(make_board, layout, metres):
    hall = load("graha-segara")
    zones = () if layout == "overview" else ("A",)
    display = dataclasses.replace(LAYOUTS.get(layout, Display()), zones=zones, metres=metres)
    board = make_board(hall, zones, display=display)
    board.view.use_board(BoardState(counters=standing(hall)))
    here = [code for code in hall.counter if not zones or hall.zone_of(code) in zones][:: 1 if zones else 3]
    for call, counter in enumerate(here[:46], 1):
        event = board.events.called(f"{hall.counter[counter].agency}-{call:03d}", counter)
        board.view.use_news((event,))
        board.news(event)
        assert call in board.view.painted, event.label
        if call % 15 == 0:
            board.settle()
            assert any(event.label in text.property("text") for text in board.texts()), event.label
        board.second += 10 / 46
        board.view.tick()
        board.view.refresh()


def test_a_counters_line_with_a_new_call_stays_until_it_was_read(qapp):
    codes, hidden, seen = [str(number) for number in range(40)], frozenset(), dict.fromkeys(map(str, range(40)), 0.0)
    for second in range(40):
        page = on_page(codes, 8, second // 8, {code: seen[code] for code in codes if seen[code] < PAGE_SECONDS}, hidden)
        hidden = frozenset(codes) - page
        for code in page:
            seen[code] += 1
    assert min(seen.values()) >= PAGE_SECONDS
    assert on_page(codes, 8, 2) == set(codes[16:24])


def test_a_counters_own_screen_shows_its_own_calls_only(make_board):
    hall = load("graha-segara")
    mine, other = list(hall.counter)[:2]
    board = make_board(hall, display=dataclasses.replace(LAYOUTS["counter"], counter=mine))
    board.view.use_board(BoardState(counters=standing(hall)))
    for counter in (other, mine):
        event = board.events.called(f"{hall.counter[counter].agency}-00{counter}", counter)
        board.view.use_news((event,))
        board.news(event)
    assert board.view.painted == {call.call for call in board.view.due}
    assert [call.counter for call in board.view.due] == [mine]


def test_a_counters_own_screen_says_that_its_number_may_be_old(make_board):
    hall = load("graha-segara")
    board = make_board(hall, display=dataclasses.replace(LAYOUTS["counter"], counter=next(iter(hall.counter))))
    assert not any("Data sejak" in text.property("text") for text in board.texts())
    board.view.use_share(False, NOON)
    board.settle()
    assert any("Data sejak" in text.property("text") for text in board.texts())
    assert faults(board, LAYOUTS["counter"]) == {}


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("zones", [1, 2, 4])
def test_an_overview_of_few_zones_leaves_no_column_empty(make_board, size, zones):
    hall = load("graha-segara")
    board = make_board(hall, tuple(hall.zone)[:zones], *SCREENS[size], display=LAYOUTS["overview"])
    board.settle()
    fields = [item for item in board.items() if item.objectName().startswith("zone:")]
    right = max(item.x() + item.width() for item in fields)
    assert len(fields) == zones
    assert right >= fields[0].parentItem().width() - 2
    assert faults(board, LAYOUTS["overview"]) == {}


def test_zones_that_have_no_room_come_on_a_next_page(make_board):
    hall = load("graha-segara")
    display = dataclasses.replace(LAYOUTS["overview"], metres=8)
    board = make_board(hall, (), display=display)
    board.settle()
    seen: set[str] = set()
    for _ in range(60):
        seen |= {row.code for row in board.view.zoneFields.rows}
        board.view.tick()
    assert len(board.view.zoneFields.rows) < len(hall.zone)
    assert seen == set(hall.zone)


def test_a_line_for_each_counter_says_the_number_or_why_there_is_none(qapp):
    hall = small_hall()
    windows = Windows()
    windows.use_board(BoardState(sequence=5, counters=standing(hall, CounterStatus.CLOSED)))
    events = Events(hall, first=6)
    windows.use_news([events.plain(What.COUNTER_OPENED, counter="1"), events.called("AB-001", "1")])
    assert windows.of("1").label == "AB-001"
    windows.use_news([events.moved(What.STARTED, "AB-001")])
    assert windows.of("1").state == "serving"
    windows.use_board(BoardState(sequence=6, counters=standing(hall, CounterStatus.OPEN)))
    assert windows.of("1").label == "AB-001", "what was told after the reading still holds"
    windows.use_news([events.moved(What.FINISHED, "AB-001")])
    assert windows.of("1").label is None
    assert windows.of("99") is None


def test_a_counters_own_screen_follows_it(make_board):
    hall = load("sungai-rindang")
    display = Display(layout=Layout.COUNTER, counter="1")
    board = make_board(hall, ("A",), display=display)
    view = board.view
    view.use_board(BoardState(counters=standing(hall, CounterStatus.CLOSED)))
    assert (view.deskTitle, view.deskLabel, view.deskSaid) == ("Loket 1", "", "Loket ini tutup\tThis counter is closed")
    view.use_news((board.events.called("AB-001", "1"),))
    assert (view.deskLabel, view.deskCalls, view.deskSaid.split("\t")[0]) == ("AB-001", True, "Silakan ke loket ini")
    view.use_news((board.events.moved(What.STARTED, "AB-001"),))
    assert (view.deskCalls, view.deskSaid.split("\t")[0]) == (False, "Sedang dilayani")
    view.use_news((board.events.moved(What.FINISHED, "AB-001"),))
    assert (view.deskLabel, view.deskSaid.split("\t")[0]) == ("", "Silakan tunggu panggilan")
    view.use_board(BoardState(sequence=99, counters=standing(hall, CounterStatus.BREAK, NOON)))
    assert view.deskSaid.split("\t")[0] == "Istirahat sampai pukul 13.00"


# ----- outside the opening hours


def test_outside_begins_when_the_last_visitor_has_left():
    hall = small_hall()
    closed = standing(hall, CounterStatus.CLOSED)
    assert is_outside(hall, BoardState(counters=closed), NIGHT)
    assert not is_outside(hall, BoardState(counters=closed, waiting={"AB.1": 1}), NIGHT)
    assert not is_outside(hall, BoardState(counters=standing(hall)), NIGHT), "counters are still open"
    assert not is_outside(hall, BoardState(counters=closed), MORNING)
    assert is_outside(hall, BoardState(day_closed=True), MORNING)


def test_the_next_opening_passes_over_closed_days():
    import datetime

    hall = small_hall()
    hall = dataclasses.replace(hall, holiday={datetime.date(2026, 11, 24): Holiday({"id": "Hari Raya", "en": "Feast"})})
    found = opening(hall, BoardState(), NIGHT, "id")
    assert (found.when, found.day, found.hours) == (
        "Buka kembali",
        "Rabu, 25 November 2026",
        "pukul 08.00 sampai 16.00",
    )
    dawn = parse_instant("2026-11-23T06:00:00+08:00")
    assert opening(hall, BoardState(), dawn, "en").when == "Open today"
    assert opening(dataclasses.replace(hall, week={}), BoardState(), NIGHT, "id") is None


@pytest.mark.parametrize("outside", [Outside.PLEDGE, Outside.HOURS, Outside.OFF])
def test_a_screen_changes_to_what_it_shows_outside_and_back(make_board, outside):
    board = make_board(with_pledge(load("sungai-rindang")), ("A",), display=Display(outside=outside))
    assert board.view.layout == "board"
    board.view.use_board(BoardState(day_closed=True))
    assert board.view.layout == outside.value
    board.settle()
    assert not board.named("clock")
    assert bool(board.texts()) == (outside is not Outside.OFF)
    board.view.use_board(BoardState())
    assert board.view.layout == "board"


def test_a_screen_without_the_share_stays_as_it_is(make_board):
    board = make_board(load("sungai-rindang"), ("A",), display=Display(outside=Outside.OFF))
    board.view.use_share(False, MORNING)
    board.view.use_board(BoardState(day_closed=True))
    assert board.view.layout == "board"


def test_the_picture_moves_a_little_each_minute(make_board):
    from shared.qt.theme import Theme

    board = make_board(load("sungai-rindang"))
    Theme.instance().set_still(False)
    (shift,) = board.window.findChildren(object, "shift") or [None]
    places = set()
    for at in range(8):
        shift.setProperty("at", at)
        places.add((shift.property("x"), shift.property("y")))
    assert len(places) == 8
