"""The pictures: words whole, clear of their ground, large enough for the last seat, on every screen."""

import dataclasses

import pytest
from PySide6.QtCore import QPointF

from shared.clock import parse_instant
from shared.domain.availability import Disturbance, Pause
from shared.domain.hall_data.hall import Display
from shared.domain.hall_data.screens import LARGEST_TEXT, BoardLines, Way, farthest, least_text
from shared.domain.ticket import label
from shared.samples import NAMES, load
from shared.store.questions.board import BoardState
from tests.display.board.test_layouts import standing
from tests.display.legible import ANY, faults, read_from
from tests.helpers.hall import MORNING
from tests.helpers.screens.calls import on_break

SCREENS = {"1080p": (1920, 1080), "4K": (3840, 2160), "portrait": (1080, 1920), "768p": (1366, 768)}
NOON = parse_instant("2026-11-23T13:00:00+08:00")
FAR = Display(inches=43, metres=farthest(43) - 0.01)
"""A screen that is read from as far as any layout can be."""


def longest_calls(hall, zones, count):
    """Calls of the counters with the longest agency names and counter numbers, and labels past 999."""
    here = [code for code in hall.counter if not zones or hall.zone_of(code) in zones]
    here.sort(key=lambda c: (-len(hall.agency[hall.counter[c].agency].short["id"]), -len(c)))
    return [(label(hall.counter[c].agency, 990 + 7 * i), c) for i, c in enumerate((here * 3)[:count])]


def full_look(hall):
    """Everything that a board may have to tell at once."""
    return BoardState(
        waiting=dict.fromkeys(hall.service, 13),
        wait_minutes=dict.fromkeys(hall.service, (120, 150)),
        disturbed={
            code: Disturbance({"id": "jaringan pusat terputus", "en": "the national network is down"}, NOON)
            for code in hall.service
        },
        counters=on_break(dict.fromkeys(list(hall.counter)[:6], NOON)),
    )


def shown(make_board, hall, zones, screen, lang=None, display=ANY):
    """A board as the hall file wants it."""
    return make_board(hall, zones, *SCREENS[screen], lang, display=dataclasses.replace(display, zones=zones))


USUAL = {("1080p", None, "near"), ("768p", None, "far")}
LOOKS = [
    pytest.param(
        screen,
        lang,
        {"near": Display(), "far": FAR}[distance],
        id=f"{screen} {lang or 'id'} {distance}",
        marks=() if (screen, lang, distance) in USUAL else pytest.mark.looks,
    )
    for screen in SCREENS
    for lang in (None, "en")
    for distance in ("near", "far")
]


@pytest.mark.parametrize(("screen", "lang", "display"), LOOKS)
def test_everything_is_read_from_the_last_seat_in_every_state(make_board, screen, lang, display):
    """With one to four calls and with many, called again, with priority, with notices, counts, pause and old data."""
    hall = load("graha-segara")
    display = dataclasses.replace(display, way={"A": Way.STAIRS})
    board = shown(make_board, hall, ("A",), screen, lang, display)
    found = {"welcome": faults(board, display)}
    calls = longest_calls(hall, ("A",), 9)
    for at, (name, counter) in enumerate(calls, start=1):
        board.news(board.events.called(name, counter, priority=at > 1, visual=at == 3))
        if at in (1, 2, 4, 9):
            found[f"{at} calls"] = faults(board, display)
    board.second += 100
    board.news(board.events.recalled(*calls[-1], priority=True))
    board.view.use_board(full_look(hall))
    found["called again"] = faults(board, display)
    board.view.use_board(dataclasses.replace(full_look(hall), disturbed={}, counters=()))
    found["counts"] = faults(board, display)
    board.view.use_share(False, MORNING)
    found["old data"] = faults(board, display)
    board.view.use_share(True, MORNING)
    board.stage.clear()
    board.view.use_board(BoardState(paused=Pause({"id": "senam bersama", "en": "exercise break"}, NOON)))
    found["paused"] = faults(board, display)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.mark.looks
@pytest.mark.parametrize("screen", ["1080p", "portrait"])
@pytest.mark.parametrize("sample", NAMES)
def test_every_zone_and_every_notice_is_read(make_board, sample, screen):
    hall = load(sample)
    for zone in (*hall.zone, None):
        zones = () if zone is None else (zone,)
        board = shown(make_board, hall, zones, screen)
        for name, counter in longest_calls(hall, zones, 3):
            board.news(board.events.called(name, counter))
        board.view.use_board(full_look(hall))
        for _ in range(6):
            assert faults(board) == {}
            for _ in range(8):
                board.view.tick()
        board.window.hide()


def test_the_layouts_least_words_follow_from_size_and_distance():
    assert least_text(Display(inches=55, metres=5)) * 1080 == pytest.approx(59, abs=0.1)
    assert least_text(FAR) == pytest.approx(LARGEST_TEXT, abs=1e-3)


@pytest.mark.parametrize(("lines", "head"), [(BoardLines.CALLS, "counter"), (BoardLines.COUNTERS, "label")])
@pytest.mark.parametrize("lang", [None, "en"])
def test_the_head_of_the_right_column_ends_where_the_column_ends(make_board, lines, head, lang):
    board = make_board(load("graha-segara"), lang=lang, display=Display(lines=lines))
    board.view.use_board(BoardState(counters=standing(board.stage.hall), sequence=0))
    call = board.events.called("AB-001", "1")
    board.view.use_news((call,))
    board.news(call)
    board.settle()
    words = board.view.property("first")[head]
    (above,) = [item for item in board.texts() if item.property("text") == words and _right(item) > 1700]
    ends = [_right(item) for item in board.named("counter" if head == "counter" else "label") if _right(item) > 1700]
    assert ends
    assert ends == pytest.approx([_right(above)] * len(ends), abs=1.5)


def _right(item) -> float:
    """Where a text's box ends."""
    return item.mapToScene(QPointF(item.width(), 0)).x()


def test_a_pause_takes_the_panel_and_a_closed_day_too(make_board):
    hall = load("sungai-rindang")
    board = make_board(hall, ("A",))
    assert board.named("welcome")[0].property("text") == "Selamat datang"
    board.view.use_board(BoardState(paused=Pause({"id": "senam bersama", "en": "exercise break"}, NOON)))
    assert not board.named("welcome")
    assert "Layanan dijeda sampai pukul 13.00: senam bersama." in [t.property("text") for t in board.texts()]
    board.view.use_board(BoardState(day_closed=True))
    assert "Layanan hari ini telah berakhir. Terima kasih atas kunjungan Anda." in [
        t.property("text") for t in board.texts()
    ]


def test_a_board_of_one_language_has_one_language(make_board):
    hall = load("sungai-rindang")
    only = dataclasses.replace(hall, hall=dataclasses.replace(hall.hall, languages=("id",)))
    board = make_board(only)
    board.news(board.events.called("AB-001", "1"))
    words = " ".join(item.property("text") for item in board.texts())
    assert "Nomor antrean" in words
    assert "Queue number" not in words
    assert "Zone" not in words


def test_zone_and_agency_stand_in_both_languages(make_board):
    board = make_board(load("sungai-rindang"))
    board.news(board.events.called("AB-001", "1"))
    assert (
        board.view.heading.split("\n")[0] == "Zona A: Kependudukan dan Perizinan\tZone A: Civil registry and licences"
    )
    assert board.view.cards.rows[0].facts == "Dukcapil\tCivil Registry"


def test_arrows_point_to_where_the_zone_is_and_nowhere_where_nobody_said(make_board):
    hall = load("sungai-rindang")
    board = make_board(hall, ("A", "B", "M"), display=Display(way={"A": Way.LEFT, "B": Way.FLOOR}))
    for name, counter in (("AB-001", "1"), ("BM-001", next(c for c in hall.counter if hall.zone_of(c) == "B"))):
        board.news(board.events.called(name, counter))
    board.news(board.events.called("MB-001", next(c for c in hall.counter if hall.zone_of(c) == "M")))
    board.settle()
    assert [row.way for row in board.view.lines.rows] == ["", "floor", "left"]
    assert len(board.named("way:left")) == len(board.named("way:floor")) == 2, "on its card and in its line"
    (facts,) = (row.facts for row in board.view.cards.rows if row.label == "AB-001")
    assert facts.split("\n")[-1] == "Ke kiri · Di sebelah kiri pintu masuk\tTo the left · Left of the entrance"


def test_the_seventh_call_changes_no_size(make_board):
    hall = load("graha-segara")
    board = make_board(hall, ("A",))
    sizes = set()
    for name, counter in longest_calls(hall, ("A",), 40):
        board.news(board.events.called(name, counter))
        board.settle()
        sizes |= {
            (item.property("font").pixelSize(), item.parentItem().height())
            for item in board.named("label")
            if item.parentItem().objectName().startswith("call:")
        }
    assert len(sizes) == 1


def test_a_notice_and_old_data_move_nothing_above_them(make_board):
    board = make_board(load("graha-segara"))
    board.news(board.events.called("AB-001", "1"))

    def places():
        board.settle()
        (card,) = board.named("newest")
        return card.mapToScene(QPointF(0, 0)), card.width(), card.height()

    before = places()
    board.view.use_board(full_look(load("graha-segara")))
    assert board.view.bar == "notice"
    assert places() == before
    board.view.use_share(False, MORNING)
    assert places() == before


@pytest.mark.parametrize("sample", NAMES)
def test_a_large_number_is_read_from_twice_as_far(make_board, sample):
    """The newest alone, beside the least of 5 m on 55 inch; a line of the list from further than any word."""
    hall = load(sample)
    board = make_board(hall, ("A",))
    counters = [c for c in hall.counter if hall.zone_of(c) == "A"]
    for n, counter in enumerate(counters[-4:]):
        board.second += 100
        board.news(board.events.called(label(hall.counter[counter].agency, 100 + n), counter))
    board.settle()
    (card,) = board.named("newest")
    for name in ("label", "counter"):
        (large,) = (item for item in board.named(name) if card.isAncestorOf(item))
        assert read_from(board, large) >= 14
        lines = [i for i in board.named(name) if i.parentItem().objectName().startswith("call:")]
        assert lines
        assert all(read_from(board, item) >= 8 for item in lines)


def test_a_visible_call_flashes_and_an_ordinary_picture_stands_still_without_movement(make_board):
    board = make_board(load("sungai-rindang"))
    board.news(board.events.called("AB-001", "1", visual=True))
    (card,) = board.named("newest")
    assert card.property("flashed") is False, "no movement was asked for"
    from shared.qt.theme import Theme

    Theme.instance().set_still(False)
    board.news(board.events.recalled("AB-001", "1"))
    assert card.property("flashed") is True


def test_the_line_that_is_spoken_is_marked(make_board):
    board = make_board(load("sungai-rindang"))
    board.news(board.events.called("AB-001", "1"), board.events.called("AB-002", "2"))
    spoken = board.view.lines.rows[1]
    board.view.use_speaking(spoken.call)
    assert [row.label for row in board.view.lines.rows if row.speaking] == ["AB-001"]
    assert [row.label for row in board.view.cards.rows if row.speaking] == ["AB-001"]
    board.view.use_speaking(None)
    assert not any(row.speaking for row in board.view.lines.rows)


def test_old_data_says_since_when_and_hides_old_counts(make_board):
    board = make_board(load("sungai-rindang"))
    board.view.use_board(BoardState(waiting={"AB.1": 3}))
    assert board.named("waiting:AB")
    board.view.use_share(False, parse_instant("2026-11-23T10:02:00+08:00"))
    board.settle()
    assert board.named("stale")[0].property("text").startswith("Data sejak pukul 10.02 WITA.")
    assert not board.named("waiting:AB")
    board.view.use_share(True, MORNING)
    assert not board.named("stale")


def test_running_text_that_fits_stands_still_and_a_longer_one_is_a_picture_that_moves(make_board, qtbot):
    hall = load("sungai-rindang")
    short = dataclasses.replace(hall, hall=dataclasses.replace(hall.hall, running_text={"id": "Selamat datang."}))
    board = make_board(short)
    (words,) = board.named("running")
    assert words.property("text") == "Selamat datang."
    long = make_board(hall)
    assert not long.named("running"), "the words themselves are not what moves"
    assert not long.named("band")
    qtbot.waitUntil(lambda: any(item.objectName() == "band" for item in long.items()))


def test_a_long_running_text_is_drawn_in_short_pieces_and_whole(make_board, qtbot):
    text = ("Seluruh layanan bebas pungutan liar. Laporkan kepada petugas pengaduan. " * 9).strip() + " " + "w" * 50
    hall = load("sungai-rindang")
    board = make_board(dataclasses.replace(hall, hall=dataclasses.replace(hall.hall, running_text={"id": text})))
    qtbot.waitUntil(lambda: board.named("band") != [])
    ticker = board.named("band")[0].parentItem()
    words = next(item for item in ticker.childItems() if item.childItems())
    pieces = [item for item in words.childItems() if item.objectName() == "running"]
    letters = [piece.property("text") for piece in pieces]
    assert "".join(letters).replace("\u00a0", " ").split() == [*text.split()[:-1], "w" * 50]
    assert max(map(len, letters)) <= 41  # one outline of all letters keeps a 4K screen from painting for seconds
    assert pieces[-1].x() + pieces[-1].width() <= words.width()
    assert words.height() >= pieces[0].height()


def test_a_window_made_in_its_size_is_fitted_to_it(make_board):
    from shared.qt.theme import Theme

    Theme.instance().fit(1024, 768)  # what another window left
    make_board(load("graha-segara"), ("A",), 1920, 1080)
    assert Theme.instance().unit == 1.0
