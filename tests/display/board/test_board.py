"""The pictures: nothing cut, nothing on top of another, large enough for the last row, on every screen."""

import dataclasses

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from shared.clock import parse_instant
from shared.domain.availability import Disturbance, Pause
from shared.domain.ticket import label
from shared.samples import NAMES, load
from shared.store.questions.board import BoardState
from tests.helpers.hall import MORNING
from tests.helpers.screens.calls import on_break

SCREENS = {"1080p": (1920, 1080), "4K": (3840, 2160), "portrait": (1080, 1920), "720p": (1280, 720)}
NOON = parse_instant("2026-11-23T13:00:00+08:00")
INCHES_16_9_HEIGHT_MM = 25.4 * 9 / (16**2 + 9**2) ** 0.5


def ink(item) -> QRectF:
    """Where a text's ink lies in the window."""
    width, height = item.property("contentWidth"), item.property("contentHeight")
    metrics = QFontMetricsF(item.property("font"))
    if item.property("lineCount") == 1:
        tight = metrics.tightBoundingRect(item.property("text"))
        top = item.property("baselineOffset") + tight.top()
        height = tight.height()
    else:
        top = (item.height() - height) / 2
    return QRectF(item.mapToScene(QPointF(0, top)), item.mapToScene(QPointF(width, top + height)))


def check(board) -> None:
    """Every word is whole, inside the window, and not on top of another word."""
    board.settle()
    screen = QRectF(0, 0, board.window.width(), board.window.height())
    places = []
    for item in board.texts():
        words = item.property("text")
        if item.objectName() == "running":
            continue
        assert not item.property("truncated"), words
        place = ink(item)
        assert screen.contains(place), (words, place)
        assert item.property("contentWidth") <= item.width() + 1.5, (words, item.property("contentWidth"), item.width())
        places.append((words, place.adjusted(1, 1, -1, -1)))
    assert len(places) > 8
    for row in board.named("place"):
        assert row.x() >= 4, "arrow, word and counter lie within their field"
    for at, (words, place) in enumerate(places):
        for others, other in places[at + 1 :]:
            assert not place.intersects(other), (words, others, place, other)


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


@pytest.mark.parametrize(
    ("screen", "lang"), [*((screen, None) for screen in SCREENS), ("1080p", "en"), ("portrait", "en")]
)
def test_nothing_is_cut_or_covered_with_one_to_four_and_many_calls(make_board, screen, lang):
    hall = load("graha-segara")
    board = make_board(hall, ("A",), *SCREENS[screen], lang)
    check(board)
    for name, counter in longest_calls(hall, ("A",), 26):
        board.news(board.events.called(name, counter, priority=True, visual=len(board.view.cards.rows) == 1))
        if board.view.unseen == 0 or len(board.view.lines.rows) in (16, 17, 26):
            check(board)
    assert board.view.density == 2


@pytest.mark.parametrize("screen", ["1080p", "portrait"])
@pytest.mark.parametrize("sample", NAMES)
def test_every_zone_and_every_notice_fits(make_board, sample, screen):
    hall = load(sample)
    for zone in (*hall.zone, None):
        zones = () if zone is None else (zone,)
        board = make_board(hall, zones, *SCREENS[screen])
        for name, counter in longest_calls(hall, zones, 3):
            board.news(board.events.called(name, counter))
        board.news(board.events.recalled(*longest_calls(hall, zones, 1)[0]))
        board.view.use_board(full_look(hall))
        board.view.use_share(False, MORNING)
        for _ in range(6):
            check(board)
            for _ in range(16):
                board.view.tick()
        board.view.use_share(True, MORNING)
        check(board)
        board.window.hide()


@pytest.mark.parametrize("screen", SCREENS)
def test_paused_closed_and_waiting_for_the_first_call(make_board, screen):
    hall = load("sungai-rindang")
    board = make_board(hall, ("A",), *SCREENS[screen])
    assert board.named("welcome")[0].property("text") == "Selamat datang"
    check(board)
    board.view.use_board(BoardState(paused=Pause({"id": "senam bersama", "en": "exercise break"}, NOON)))
    assert not board.named("welcome")
    assert "Layanan dijeda sampai pukul 13.00: senam bersama." in [t.property("text") for t in board.texts()]
    check(board)
    board.view.use_board(BoardState(day_closed=True))
    check(board)


def test_a_board_of_one_language_has_one_language(make_board):
    hall = load("sungai-rindang")
    only = dataclasses.replace(hall, hall=dataclasses.replace(hall.hall, languages=("id",)))
    board = make_board(only)
    board.news(board.events.called("AB-001", "1"))
    words = " ".join(item.property("text") for item in board.texts())
    assert "Nomor antrean" in words
    assert "Queue number" not in words
    assert "Monday" not in words
    check(board)


def test_indonesian_stands_first_and_larger(make_board):
    board = make_board(load("sungai-rindang"))
    board.news(board.events.called("AB-001", "1"))
    board.settle()
    sizes = {item.property("text"): item.property("font").pixelSize() for item in board.texts()}
    assert sizes["Nomor antrean"] > sizes["Queue number"]
    assert sizes["Loket"] > sizes["Counter"]


def metres(item, inches: float, screen_height: int) -> float:
    """From how far an item's capitals can be read: their height times 200 (DOMAIN.md §5.2)."""
    pixels = QFontMetricsF(item.property("font")).capHeight()
    return pixels / screen_height * inches * INCHES_16_9_HEIGHT_MM * 200 / 1000


@pytest.mark.parametrize("screen", ["1080p", "4K"])
@pytest.mark.parametrize("sample", NAMES)
def test_numbers_are_read_from_ten_metres(make_board, sample, screen):
    """The newest on a 43-inch screen, the list and four at once on a 55-inch one, with and without a notice."""
    hall = load(sample)
    width, height = SCREENS[screen]
    board = make_board(hall, ("A",), width, height)
    counters = [c for c in hall.counter if hall.zone_of(c) == "A"]
    for n, counter in enumerate(counters[-8:]):
        board.second += 100
        board.news(board.events.called(label(hall.counter[counter].agency, 100 + n), counter))
    board.view.use_board(BoardState(counters=on_break({counters[0]: NOON})))
    board.settle()
    (card,) = board.named("newest")
    newest, window = (
        next(i for i in board.items() if i.objectName() == n and card.isAncestorOf(i)) for n in ("label", "counter")
    )
    assert metres(newest, 43, height) >= 15
    assert metres(window, 43, height) >= 15
    lines = [item for item in board.items() if item.objectName().startswith("call:")]
    assert len(lines) == 6
    for name in ("label", "counter"):
        assert all(metres(i, 55, height) >= 10 for line in lines for i in board.named(name) if line.isAncestorOf(i))
    for n in range(4):
        board.news(board.events.called(label("AB", 200 + n), counters[n]))
    board.settle()
    cards = [item for item in board.items() if item.objectName() == "newest" or item.objectName().startswith("card:")]
    assert len(cards) == 4
    assert all(metres(i, 55, height) >= 10 for c in cards for i in board.named("label") if c.isAncestorOf(i))


def test_all_lines_have_one_size(make_board):
    hall = load("graha-segara")
    board = make_board(hall, ())
    for name, counter in longest_calls(hall, (), 12):
        board.news(board.events.called(name, counter))
    sizes = {
        item.property("font").pixelSize()
        for item in board.named("label")
        if item.parentItem().objectName().startswith("call:")
    }
    assert len(sizes) == 1


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
    (bar,) = board.named("stale")
    assert bar.property("text").startswith("Data sejak pukul 10.02 WITA.")
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
    qtbot.waitUntil(lambda: any(item.objectName() == "band" for item in long.items()), timeout=3000)


def test_a_poster_stands_in_place_of_the_large_card_only(make_board, tmp_path):
    from PySide6.QtGui import QImage

    picture = QImage(64, 36, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    assert picture.save(str(tmp_path / "a.png"))
    board = make_board(load("sungai-rindang"))
    board.news(board.events.called("AB-001", "1"))
    board.view.use_poster((tmp_path / "a.png").as_uri())
    assert board.named("poster")
    assert not board.named("newest")
    assert board.named(f"call:{board.view.lines.rows[0].call}")
    board.view.use_poster("")
    assert board.named("newest")
