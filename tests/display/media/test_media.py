"""Posters and videos: chosen by their hours, shown in turn, and whatever is broken is stepped over and told."""

import dataclasses
import datetime
import shutil
from pathlib import Path

import pytest
from PIL import Image

from display.media.media_fault import LeftOut, MediaFault
from display.media.programme import Showing, programme
from display.media.projector import STALLED_AFTER, Projector
from display.media.soundtrack import DUCKED, Soundtrack
from shared.clock import parse_instant
from shared.domain.hall_data.hall import Display, Medium, Span, Weekday
from shared.domain.hall_data.screens import Layout
from shared.domain.words import TimeOfDay
from shared.samples import load
from shared.video_file import is_whole
from tests.helpers.hall import MORNING, small_hall

CLIP = Path(__file__).parent / "clip.mp4"
"""Two seconds of changing colours; ``make_clip`` makes it."""
EVENING = parse_instant("2026-11-23T19:00:00+08:00")


# ----- which files


def test_a_file_is_shown_on_its_displays_days_and_hours():
    at = [Span(TimeOfDay(8 * 60), TimeOfDay(12 * 60))]
    media = {
        "b.mp4": Medium(hours=tuple(at), volume=40),
        "c.png": Medium(displays=("D2",)),
        "d.png": Medium(first=datetime.date(2026, 11, 24)),
        "e.png": Medium(last=datetime.date(2026, 11, 22)),
        "f.png": Medium(days=(Weekday.MONDAY,), seconds=5),
        "g.png": Medium(days=(Weekday.SUNDAY,)),
    }
    hall = dataclasses.replace(small_hall(), media=media)
    files = [Path(f"/media/{name}") for name in ("f.png", "a.png", *media)]
    here = programme(hall, "D1", dict.fromkeys(files), MORNING)
    assert [one.path.name for one in here] == ["a.png", "b.mp4", "f.png"]
    assert [(one.video, one.seconds, one.volume) for one in here] == [(False, 12, 0), (True, 12, 40), (False, 5, 0)]
    assert "b.mp4" not in [one.path.name for one in programme(hall, "D1", files, EVENING)]
    assert "c.png" in [one.path.name for one in programme(hall, "D2", files, MORNING)]


@pytest.mark.parametrize("part", [0, 4, 20, 1000, 5000, -1])
def test_a_half_copied_video_is_not_whole(tmp_path, part):
    whole = CLIP.read_bytes()
    half = tmp_path / "half.mp4"
    half.write_bytes(whole[:part])
    assert is_whole(CLIP)
    assert not is_whole(half)


def test_a_webm_and_an_avi_say_their_length_too(tmp_path):
    webm = bytes.fromhex("1a45dfa3") + b"\x84" + b"abcd" + bytes.fromhex("18538067") + b"\x45\x00" + bytes(0x500)
    for name, content in (("a.webm", webm), ("b.avi", b"RIFF" + (96).to_bytes(4, "little") + bytes(96))):
        path = tmp_path / name
        path.write_bytes(content)
        assert is_whole(path), name
        path.write_bytes(content[:-1])
        assert not is_whole(path), name
    (tmp_path / "c.mp4").write_bytes(b"not a video at all, whatever its name says")
    assert not is_whole(tmp_path / "c.mp4")


# ----- one after the other


class Screen:
    """A projector, and what it showed and left out."""

    def __init__(self, folder: Path) -> None:
        self.second = 0.0
        self.projector = Projector(folder, lambda: self.second)
        self.shown: list[str | None] = []
        self.out: list[tuple[str, MediaFault]] = []
        self.projector.shown.connect(lambda one: self.shown.append(one and one.path.name))
        self.projector.left_out.connect(lambda one: self.out.append((one.name, one.why)))


@pytest.fixture
def files(tmp_path):
    made = [tmp_path / name for name in ("a.png", "b.mp4", "c.png")]
    for path in made:
        path.write_bytes(b"x")
    return [Showing(path, path.suffix == ".mp4", 10, 0) for path in made]


def test_pictures_change_by_the_clock_and_videos_at_their_end(qapp, tmp_path, files):
    screen = Screen(tmp_path)
    screen.projector.use(files)
    for screen.second in range(31):
        if screen.second in (15, 22):
            screen.projector.alive()
        if screen.second == 28:
            screen.projector.over(str(files[1].path))
        screen.projector.tick(wanted=True)
    assert screen.shown == ["a.png", "b.mp4", "c.png"]
    screen.projector.tick(wanted=False)
    assert screen.shown[-1] is None


def test_what_fails_is_left_out_once_and_never_shown_again_until_it_is_replaced(qapp, tmp_path, files):
    screen = Screen(tmp_path)
    screen.projector.use(files)
    screen.projector.tick(wanted=True)
    screen.projector.failed(str(files[0].path))
    screen.second = STALLED_AFTER + 1
    screen.projector.tick(wanted=True)
    assert screen.out == [("a.png", MediaFault.DAMAGED), ("b.mp4", MediaFault.STALLED)]
    screen.projector.failed(str(files[2].path))
    assert screen.shown == ["a.png", "b.mp4", "c.png", None]
    files[0].path.write_bytes(b"another")
    screen.projector.tick(wanted=True)
    assert screen.shown[-1] == "a.png"


def test_a_video_that_ended_the_program_twice_is_not_shown_a_third_time(qapp, tmp_path, files):
    for _ in range(2):  # the program dies while it is on
        screen = Screen(tmp_path)
        screen.projector.use(files[1:2])
        screen.projector.tick(wanted=True)
        assert screen.shown == ["b.mp4"]
    screen = Screen(tmp_path)
    screen.projector.use(files[1:])
    screen.projector.tick(wanted=True)
    assert screen.shown == ["c.png"]
    assert screen.out == [("b.mp4", MediaFault.CRASHED)]


def test_a_program_that_ends_in_order_accuses_nobody(qapp, tmp_path, files):
    for _ in range(3):
        screen = Screen(tmp_path)
        screen.projector.use(files[1:2])
        screen.projector.tick(wanted=True)
        screen.projector.close()
    assert screen.out == []


def test_the_supervisor_reads_which_display_leaves_out_which_file():
    told = LeftOut("promo.mp4", "1", MediaFault.DAMAGED).told("D1")
    assert told["id"].startswith("Layar D1 melewati promo.mp4: rusak, terpotong, atau masih disalin.")
    assert "Replace" in told["en"]


# ----- in the window


def looks(board) -> bool:
    """Whether the panel's place is covered by a medium."""
    board.settle()
    return not board.named("newest")


@pytest.mark.qt_log_ignore("Error decoding", extend=True)
def test_a_broken_poster_covers_nothing_and_a_whole_one_stands_in_place_of_the_card(make_board, qtbot, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"not a picture")
    Image.new("RGB", (64, 36), "blue").save(tmp_path / "good.png")
    board = make_board(load("sungai-rindang"))
    board.news(board.events.called("AB-001", "1"))
    failed = []
    board.view.medium_failed.connect(failed.append)
    board.view.use_medium(Showing(tmp_path / "bad.png", False, 10, 0))
    qtbot.waitUntil(lambda: failed == [str(tmp_path / "bad.png")])
    assert not looks(board)
    board.view.use_medium(Showing(tmp_path / "good.png", False, 10, 0))
    qtbot.waitUntil(lambda: looks(board))
    assert board.named(f"call:{board.view.lines.rows[0].call}")
    board.view.use_medium(None)
    assert not looks(board)


def test_a_poster_stands_until_the_next_can_be_seen(make_board, qtbot, tmp_path):
    for name in ("one.png", "two.png"):
        Image.new("RGB", (64, 36), "blue").save(tmp_path / name)
    board = make_board(load("sungai-rindang"), display=Display(layout=Layout.MEDIA))
    board.view.use_medium(Showing(tmp_path / "one.png", False, 10, 0))
    qtbot.waitUntil(lambda: board.named("poster") != [])
    gaps = []
    (poster,) = board.named("poster")
    poster.visibleChanged.connect(lambda: gaps.append(poster.isVisible()))
    board.view.use_medium(Showing(tmp_path / "two.png", False, 10, 0))
    qtbot.waitUntil(lambda: poster.property("source").fileName() == "two.png" and poster.property("progress") == 1)
    board.settle()
    assert gaps == []
    board.view.use_medium(None)
    assert board.named("poster") == []


@pytest.mark.qt_log_ignore("No RHI backend", extend=True)
def test_a_video_is_seen_without_a_graphics_card_and_says_when_it_is_over(make_board, qtbot):
    board = make_board(load("sungai-rindang"), display=Display(layout=Layout.MEDIA))
    ended = []
    board.view.medium_over.connect(ended.append)
    board.view.use_medium(Showing(CLIP, True, 10, 0))
    (place,) = board.named("media")

    def colour():
        picture = board.settle()
        middle = place.mapToScene(place.boundingRect().center()).toPoint()
        return picture.pixelColor(middle).saturation()

    qtbot.waitUntil(lambda: colour() > 100)
    qtbot.waitUntil(lambda: ended == [str(CLIP)])
    board.view.use_medium(Showing(CLIP, True, 10, 0))  # the only one of the list comes again
    qtbot.waitUntil(lambda: ended == [str(CLIP)] * 2)


@pytest.mark.qt_log_ignore("No RHI backend", extend=True)
def test_a_video_that_is_none_is_told(make_board, qtbot, tmp_path):
    (tmp_path / "x.mp4").write_bytes(b"nothing that could be played")
    board = make_board(load("sungai-rindang"), display=Display(layout=Layout.MEDIA))
    failed = []
    board.view.medium_failed.connect(failed.append)
    board.view.use_medium(Showing(tmp_path / "x.mp4", True, 10, 0))
    qtbot.waitUntil(lambda: str(tmp_path / "x.mp4") in failed)


# ----- its sound


def test_sound_is_another_process_softer_under_a_call_and_gone_with_the_video(qapp, qtbot, monkeypatch, tmp_path):
    """A player of ours stands in for QtMultimedia's: it writes down what it is told."""
    told = tmp_path / "told"
    fake = tmp_path / "display/media"
    fake.mkdir(parents=True)
    (tmp_path / "display/__init__.py").touch()
    (fake / "__init__.py").touch()
    (fake / "video_sound.py").write_text(
        f"import sys\nwith open({str(told)!r}, 'a', buffering=1) as out:\n"
        "    out.write(sys.argv[2] + '\\n')\n    for line in sys.stdin: out.write(line)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.delenv("ANTREAN_SOUND", raising=False)
    monkeypatch.chdir(tmp_path)
    track = Soundtrack()
    track.use(Showing(CLIP, True, 10, 80))
    process = track.process
    qtbot.waitUntil(lambda: told.exists() and "80" in told.read_text())
    track.duck(True)
    track.duck(False)
    qtbot.waitUntil(
        lambda: told.read_text().split() == ["80", "volume", str(round(80 * DUCKED)), "volume", "80"], timeout=8000
    )
    process.kill()
    qtbot.waitUntil(lambda: process.state().name == "NotRunning")
    track.duck(True)  # a sound that died disturbs nobody
    track.use(None)
    assert track.process is None


def test_a_silent_video_starts_no_process(qapp):
    track = Soundtrack()
    track.use(Showing(CLIP, True, 10, 0))
    assert track.process is None


# ----- copied


def test_a_half_copied_video_is_left_out_until_it_is_whole(tmp_path):
    from display.media.copier import mirror_all

    hall, local = tmp_path / "hall", tmp_path / "local"
    (hall / "posters").mkdir(parents=True)
    (hall / "posters/film.mp4").write_bytes(CLIP.read_bytes()[:3000])
    found = mirror_all(hall, local)
    assert found.posters == ()
    assert [(one.name, one.why) for one in found.left_out] == [("film.mp4", MediaFault.DAMAGED)]
    shutil.copyfile(CLIP, hall / "posters/film.mp4")
    found = mirror_all(hall, local)
    assert [path.name for path in found.posters] == ["film.mp4"]
    assert found.left_out == ()
