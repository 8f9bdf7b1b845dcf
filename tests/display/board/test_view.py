"""The view model: exact rows, pages in turn, words of the hall."""

import dataclasses

import pytest

from display.board.board_properties import PAGE_SECONDS
from display.board.board_view import BoardView
from display.stage import Stage
from shared.clock import steady
from shared.domain.hall_data.hall import Agency
from shared.store.questions.board import BoardState
from shared.store.record.events import What
from tests.helpers.hall import MORNING, small_hall
from tests.helpers.screens.calls import Events, on_break


class Changes:
    """What a list model told its views."""

    def __init__(self, model):
        self.told = []
        names = {role: bytes(name.data()).decode() for role, name in model.roleNames().items()}
        model.rowsInserted.connect(lambda _p, first, last: self.told.append(("insert", first, last)))
        model.rowsRemoved.connect(lambda _p, first, last: self.told.append(("remove", first, last)))
        model.rowsMoved.connect(lambda _p, first, _l, _d, to: self.told.append(("move", first, to)))
        model.modelReset.connect(lambda: self.told.append(("reset",)))
        model.dataChanged.connect(
            lambda first, _last, roles: self.told.append(
                ("change", first.row(), {names[r] for r in roles if r in names})
            )
        )

    def take(self):
        told, self.told = self.told, []
        return told


class Screen:
    """A view model on a stage, and the second it runs by."""

    def __init__(self, zones=("A",), **changes):
        self.now = 0.0
        self.hall = small_hall(**changes)
        self.events = Events(self.hall)
        self.view = BoardView(lambda: MORNING, monotonic=lambda: self.now)
        self.stage = Stage(self.hall, zones, lambda *_: None)
        self.view.use_stage(self.stage)

    def news(self, *events):
        self.stage.news(events, self.now)
        self.view.refresh()


@pytest.fixture
def screen(qapp):
    return Screen()


def test_a_call_is_one_inserted_row_and_no_reset(screen):
    screen.news(screen.events.called("AB-001", "1"))
    lines, cards = Changes(screen.view.lines), Changes(screen.view.cards)
    screen.now = 2
    screen.news(screen.events.called("AB-002", "2"))
    assert lines.take() == [("insert", 0, 0)]
    assert [told for told in cards.take() if told[0] != "change"] == [("insert", 0, 0)]


def test_being_served_changes_one_role_of_one_row(screen):
    screen.news(screen.events.called("AB-001", "1"), screen.events.called("AB-002", "2"))
    lines, cards = Changes(screen.view.lines), Changes(screen.view.cards)
    screen.news(screen.events.moved(What.STARTED, "AB-001"))
    assert lines.take() == []
    assert cards.take() == [("change", 1, {"serving"})]
    screen.news(screen.events.moved(What.FINISHED, "AB-001"))
    assert lines.take() == [("change", 1, {"current"})]


def test_the_voice_marks_its_row_and_nothing_else(screen):
    screen.news(screen.events.called("AB-001", "1"), screen.events.called("AB-002", "2"))
    lines = Changes(screen.view.lines)
    screen.view.use_speaking(screen.view.lines.rows[1].call)
    assert lines.take() == [("change", 1, {"speaking"})]


def test_one_count_changes_one_row(screen):
    view = Screen(zones=()).view
    view.use_board(BoardState(waiting={"AB.1": 1, "BA.1": 2}))
    waits = Changes(view.waits)
    view.use_board(BoardState(waiting={"AB.1": 1, "BA.1": 3}))
    assert waits.take() == [("change", 1, {"said", "otherSaid", "waiting"})]


def test_counts_take_turns_page_by_page(qapp):
    hall = small_hall()
    agencies = {code: Agency({"id": code}, "A") for code in ("AB", "BA", "CA", "DA", "EA")}
    view = Screen(agency=hall.agency | agencies).view
    view.fit(2)
    view.use_board(BoardState())
    pages = []
    for _ in range(4):
        pages.append([row.code for row in view.waits.rows])
        for _ in range(PAGE_SECONDS):
            view.tick()
    assert pages == [["AB", "BA"], ["CA", "DA"], ["EA"], ["AB", "BA"]]


def test_notices_take_turns(qapp):
    view = Screen(zones=()).view
    view.use_board(BoardState(counters=on_break({"1": None, "3": MORNING})))
    turns = []
    for _ in range(4):
        turns.append((view.bar, view.noticeFirst))
        for _ in range(PAGE_SECONDS):
            view.tick()
    assert turns == [
        ("notice", "Loket 1 istirahat."),
        ("waits", ""),
        ("notice", "Loket 3 istirahat sampai pukul 09.00."),
        ("waits", ""),
    ]


def test_the_board_wakes_up_by_itself_when_a_minimum_is_over(qtbot):
    hall = small_hall()
    quick = dataclasses.replace(hall, board=dataclasses.replace(hall.board, large_seconds=1, line_seconds=1))
    view = BoardView(lambda: MORNING)
    stage = Stage(quick, ("A",), lambda *_: None)
    stage.voice = False
    view.use_stage(stage)
    events = Events(quick)
    stage.news([events.called("AB-001", "1"), events.called("AB-002", "2")], steady())
    view.refresh()
    assert len(view.cards.rows) == 2
    qtbot.waitUntil(lambda: [row.label for row in view.cards.rows] == ["AB-002"])


def test_the_halls_name_zone_and_running_text(qapp):
    hall = small_hall()
    identity = dataclasses.replace(hall.hall, running_text={"id": "Gratis.", "en": "Free."})
    screen = Screen(hall=identity)
    view = screen.view
    date = "Senin, 23 November 2026\tMonday, 23 November 2026"
    assert (view.heading, view.zoneIndex) == (f"Zona A\nMPP Contoh\tSample hall\n{date}", 0)
    assert view.runningText.split("•")[0].strip() == "Gratis."
    assert view.runningText.split("•")[1].strip() == "Free."
    everything = Screen(zones=()).view
    assert (everything.heading.split("\n")[0], everything.zoneIndex, everything.severalZones) == (
        "MPP Contoh\tSample hall",
        -1,
        True,
    )


def test_clock_and_date_are_the_halls(screen):
    assert (screen.view.time, screen.view.timeZone) == ("09.00", "WITA")
    assert screen.view.dateWords == "Senin, 23 November 2026"
    assert screen.view.dateSecond == "Monday, 23 November 2026"


def test_before_the_hall_is_known_the_screen_says_that_it_is_connecting(qapp):
    view = BoardView(lambda: MORNING)
    assert not view.ready
    assert view.calmFirst.startswith("Menghubungi")
    assert (view.heading, view.unseen, view.stale) == ("", 0, False)
    assert (view.time, view.timeZone) == ("", ""), "nobody said by which time zone"
    view.use_share(False, MORNING)
    assert not view.stale, "there is no picture yet that could be old"
