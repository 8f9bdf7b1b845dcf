"""A display on a real hall file: what is called in the file stands on the board, whatever happens to the display."""

import dataclasses
import shutil

import pytest
from PySide6.QtCore import QObject, Signal

from display.board.board_view import BoardView
from display.conductor import Conductor
from display.media.copier import Media
from display.media.media_fault import LeftOut, MediaFault
from display.memory import Memory
from display.voice.announcer import Fate
from shared.clock import steady
from shared.domain.hall_data.hall import Display as DisplayData
from shared.domain.speech import counter_words, label_words
from shared.qt.worker import StoreWorker
from shared.sound.speaker import Played
from shared.store.acts import Target, apply_hall, call_next, recall, start
from shared.store.acts.interruptions import disturb_service, pause_hall
from shared.store.live.poll_schedule import PollPace
from shared.store.record.events import for_staff
from shared.store.record.transaction import new_request
from tests.display.on_a_hall import newest_of
from tests.helpers.hall import open_hall, small_hall
from tests.helpers.store.away import bring_back, take_away


def test_calls_of_the_file_stand_on_the_board_in_order(qtbot, hall, display_of):
    display = display_of()
    hall.take(4)
    called = hall.call("1", "2", "1", "2")
    qtbot.waitUntil(lambda: display.labels() == called[::-1])
    qtbot.waitUntil(lambda: [r.waiting for r in display.view.waits.rows] == [0])


def test_calls_of_another_zone_do_not(qtbot, hall, display_of):
    display, other = display_of("D1"), display_of("D2")
    hall.take(1)
    hall.take(1, "BA.1")
    hall.call("1", "3")
    qtbot.waitUntil(lambda: display.labels() == ["AB-001"] and other.labels() == ["BA-001"])


def test_a_display_that_starts_in_the_middle_of_the_day_shows_where_everybody_stands(qtbot, hall, display_of):
    hall.take(3)
    hall.call("1", "2")
    hall.act(lambda f, r: start(f, r, Target(counter="1")))
    display = display_of()
    assert display.labels() == ["AB-002", "AB-001"]
    assert [row.waiting for row in display.view.waits.rows] == [1]
    assert display.conductor.stage.announcer.waiting == ()


def test_a_display_that_lost_its_power_shows_what_it_missed_after_the_restart(qtbot, hall, display_of):
    hall.take(6)
    first = display_of()
    hall.call("1")
    qtbot.waitUntil(lambda: first.labels() == ["AB-001"])
    first.conductor.remember()
    first.kill()
    missed = hall.call("1", "2", "1")
    hall.clock.advance(minutes=2)
    second = display_of()
    assert second.labels() == [*missed[::-1], "AB-001"][:3], "also the call whose counter called on since"
    assert all(row.sequence > 0 for row in second.view.lines.rows[:3])
    assert second.conductor.stage.announcer.waiting == (), "two minutes old: shown, not said"


def test_a_gap_in_the_events_is_read_before_what_follows(qtbot, hall, display_of):
    """A feed that began after the first look, or a batch that was lost on the way to the screen."""
    display = display_of()
    hall.take(3)
    display.worker.news.disconnect(display.conductor.news_came)
    with qtbot.waitSignal(display.worker.news):
        hall.call("1")
    display.worker.news.connect(display.conductor.news_came)
    hall.call("2")
    qtbot.waitUntil(lambda: display.labels() == ["AB-002", "AB-001"])


def test_a_cursor_of_another_hall_is_not_believed(qtbot, hall, display_of, tmp_path):
    hall.take(1)
    hall.call("1")
    Memory(hall.local, "D1").write("another hall", 0)
    display = display_of()
    assert display.labels() == ["AB-001"]
    assert display.view.lines.rows[0].sequence < 0, "it stood before; it was not missed"


def test_pause_disturbance_and_break_are_told(qtbot, hall, display_of):
    display = display_of()
    hall.act(lambda f, r: disturb_service(f, r, "AB.1", {"id": "jaringan putus", "en": "network down"}))
    qtbot.waitUntil(lambda: "jaringan putus" in display.view.noticeFirst)
    hall.act(lambda f, r: pause_hall(f, r, {"id": "senam", "en": "exercise"}))
    qtbot.waitUntil(lambda: display.view.standstill)
    assert display.view.calmFirst.startswith("Layanan dijeda")
    assert "jaringan putus" in display.view.noticeFirst, "what stands in the panel is not told in the bar again"


def test_a_display_that_the_hall_does_not_have_is_not_shown(qtbot, hall, display_of):
    display = display_of("D9")
    assert len(display.halls) == 1
    assert not display.view.ready


def test_when_the_share_goes_the_board_says_since_when_and_catches_up_when_it_is_back(qtbot, hall, display_of):
    display = display_of()
    hall.take(3)
    called = hall.call("1")
    qtbot.waitUntil(lambda: display.labels() == called)
    take_away(hall.folder)
    qtbot.waitUntil(lambda: display.view.stale)
    assert display.labels() == called, "the picture stays"
    bring_back(hall.folder)
    qtbot.waitUntil(lambda: not display.view.stale)
    called += hall.call("2")
    qtbot.waitUntil(lambda: display.labels() == called[::-1])


def test_picture_and_voice_of_a_whole_morning_agree(qtbot, hall, display_of):
    """Every sentence names the number and counter of the event that its call number is of; each call one fate."""
    display = display_of()
    said, fates = [], []
    display.conductor.stage.announcer._on_fate = lambda call, fate: fates.append((call.sequence, fate))
    display.conductor.stage.voice = True
    hall.take(20)
    for _ in range(5):
        hall.call("1", "2")
        hall.act(lambda f, r: recall(f, r, Target(counter="1")))
        qtbot.wait(30)
    announcer = display.conductor.stage.announcer
    qtbot.waitUntil(lambda: len(fates) + len(announcer.waiting) == 15)
    while (utterance := display.conductor.stage.announcer.next(steady())) is not None:
        said.append(utterance)
    lines = {row.call: row for row in display.view.lines.rows}
    for utterance in said:
        row = lines[utterance.call]
        words = utterance.parts[0][1]
        assert " ".join(label_words(row.label)) in " ".join(words)
        assert words[-len(counter_words(row.counter)) :] == counter_words(row.counter)
    assert len({sequence for sequence, _ in fates}) == len(fates) == 15


@pytest.mark.parametrize("noticed", [True, False])
def test_calls_made_while_the_pc_slept_are_shown_and_not_said(qtbot, hall, display_of, noticed):
    """The first second after the sleep may come before the news, or after."""
    display = display_of()
    stage = display.conductor.stage
    stage.voice = True
    fates = []
    stage.announcer._on_fate = lambda call, fate: fates.append(fate)
    hall.take(2)
    (waiting,) = hall.call("1")
    qtbot.waitUntil(lambda: len(stage.announcer.waiting) == 1)
    display.conductor._second.stop()
    with open_hall(hall.folder, clock=hall.clock, device="C1") as file:
        label = call_next(file, new_request(), "2").label
        display.slept = 600.0
        hall.clock.advance(minutes=10)
        if noticed:
            display.conductor.tick()
    qtbot.waitUntil(lambda: label in display.labels())
    display.conductor.tick()
    assert waiting in display.labels()
    assert stage.announcer.waiting == ()
    assert set(fates) == {Fate.SHOWN_STALE}


def test_memory_survives_nonsense(tmp_path):
    memory = Memory(tmp_path, "D1/../x")
    assert memory.read() == (None, None, ())
    memory.write("hall", 7, ())
    assert memory.read() == ("hall", 7, ())
    (path,) = tmp_path.iterdir()
    far = '{"hall": "x", "cursor": 1e999}'
    for nonsense in ("", "{", '{"hall": 1}', '{"hall": "x", "cursor": "y"}', "[]", far):
        path.write_text(nonsense, encoding="utf-8")
        assert memory.read() == (None, None, ())
    shutil.rmtree(tmp_path)
    Memory(tmp_path, "D1").write("hall", 8)


class Mouth:
    """A loudspeaker that ends each sentence when the test says so, and notes what it was given. It plays nothing."""

    def __init__(self):
        self.said = []
        self.own = []

        class Ended(QObject):
            begun = Signal()
            ended = Signal(object)
            device = Signal(bool)
            missing = Signal(str, str, bool)

        self._signals = Ended()
        self.missing = self._signals.missing
        self.begun, self.ended, self.device = self._signals.begun, self._signals.ended, self._signals.device

    def start(self):
        self.device.emit(True)

    def say(self, utterance):
        self.said.append(utterance)
        self.begun.emit()

    def use_own(self, folder):
        self.own.append(folder)


def test_fresh_calls_that_were_missed_are_said_after_a_restart_though_nobody_is_called_then(qtbot, hall, display_of):
    hall.take(2)
    first = display_of()
    hall.call("1")
    qtbot.waitUntil(lambda: len(first.labels()) == 1)
    first.conductor.remember()
    first.kill()
    hall.call("2")
    again = display_of(loudspeaker=Mouth())
    qtbot.waitUntil(lambda: [one.call for one in again.mouth.said] == [2])


def test_fresh_calls_of_a_gap_are_said_though_nobody_is_called_after_it(qtbot, hall, display_of):
    display = display_of(loudspeaker=Mouth())
    hall.take(3)
    display.worker.news.disconnect(display.conductor.news_came)
    hall.call("1", "2")
    [last] = hall.act(newest_of)
    qtbot.waitUntil(lambda: display.worker.cursor == last)
    display.worker.news.connect(display.conductor.news_came)
    hall.take(1)
    qtbot.waitUntil(lambda: [one.call for one in display.mouth.said] == [1])


@pytest.fixture
def speaking(qtbot, hall):
    """A display with a loudspeaker."""
    worker, view, mouth = StoreWorker(hall.folder, "D1", hall.clock, PollPace.DISPLAY), BoardView(hall.clock), Mouth()
    conductor = Conductor("D1", worker, view, Memory(hall.local, "D1"), hall.clock, loudspeaker=mouth)
    worker.start()
    qtbot.waitUntil(lambda: view.ready)
    yield view, mouth, conductor
    conductor.close()
    worker.stop()


def test_one_sentence_at_a_time_and_its_line_is_marked_while_it_is_said(qtbot, hall, speaking):
    view, mouth, _ = speaking
    hall.take(2)
    hall.call("1", "2")
    qtbot.waitUntil(lambda: len(view.lines.rows) == 2)
    assert [utterance.call for utterance in mouth.said] == [1], "a sentence that has begun is not cut"
    assert [row.label for row in view.lines.rows if row.speaking] == ["AB-001"]
    mouth.ended.emit(Played.HEARD)
    assert [utterance.call for utterance in mouth.said] == [1, 2]
    assert [row.label for row in view.lines.rows if row.speaking] == ["AB-002"]
    mouth.ended.emit(Played.HEARD)
    assert mouth.said[-1].repeat
    mouth.ended.emit(Played.HEARD)
    assert len(mouth.said) == 3
    assert not any(row.speaking for row in view.lines.rows)


def test_a_loudspeaker_that_never_ends_does_not_hold_up_the_picture(qtbot, hall, speaking):
    view, mouth, _ = speaking
    hall.take(10)
    called = hall.call(*["1", "2"] * 5)
    # who is at a counter now; of those who have been there a display that comes late says nothing any more
    qtbot.waitUntil(lambda: [row.label for row in view.lines.rows][:2] == called[:-3:-1])
    assert len(mouth.said) == 1


def test_the_halls_clips_and_posters_are_taken_when_they_came(qtbot, hall, speaking, tmp_path):
    _, mouth, conductor = speaking
    own = tmp_path / "voice"
    (own / "id").mkdir(parents=True)
    (own / "id/gerai-ab.wav").write_bytes(b"")
    conductor.use_media(Media(own, (tmp_path / "a.png",), changed=True))
    assert mouth.own == [own]
    hall.take(1)
    hall.call("1")
    qtbot.waitUntil(lambda: bool(mouth.said))
    assert mouth.said[0].words().endswith("gerai-ab")


def test_the_supervisor_is_told_once_of_a_file_that_is_left_out(qtbot, hall, display_of):
    media = Media(None, (), changed=False, left_out=(LeftOut("promo.mp4", "1", MediaFault.DAMAGED),))
    for conductor in [display_of().conductor] * 2:
        conductor.use_media(media)

    def told(file, _request):
        with file.reading() as db:
            return [event.data["sentence"]["id"] for event in for_staff(db)]

    qtbot.waitUntil(lambda: hall.act(told) != [[]])
    [[sentence]] = hall.act(told)
    assert sentence.startswith("Layar D1 melewati promo.mp4")


def test_the_supervisor_is_told_of_words_that_no_clip_says(qtbot, hall, speaking):
    _, mouth, _ = speaking
    mouth.missing.emit("id", "loket-khusus", True)
    mouth.missing.emit("id", "loket-khusus", True)
    mouth.missing.emit("en", "special", False)

    def told(file, _request):
        with file.reading() as db:
            return [event.data["sentence"]["id"] for event in for_staff(db)]

    qtbot.waitUntil(lambda: len(hall.act(told)[0]) >= 2)
    [[first, second]] = hall.act(told)
    assert first.startswith("Layar D1 tidak punya klip suara id/loket-khusus: kata itu diucapkan suara mesin")
    assert "en/special: panggilan yang memakainya hanya tampil" in second


def test_posters_stand_while_nobody_is_called_and_leave_at_once(qtbot, hall, speaking, tmp_path):
    view, _, conductor = speaking
    conductor.use_media(Media(None, (tmp_path / "a.png", tmp_path / "b.png"), changed=True))
    conductor.tick()
    assert view.poster == ""
    conductor._last_call -= 91
    conductor.tick()
    assert view.poster.endswith("a.png")
    conductor._projector._since -= 12
    conductor.tick()
    assert view.poster.endswith("b.png")
    hall.take(1)
    hall.call("1")
    qtbot.waitUntil(lambda: view.poster == "")
    conductor.tick()
    assert view.poster == ""


def test_a_display_left_on_overnight_begins_the_day_with_an_empty_board(qtbot, hall, display_of):
    display = display_of()
    hall.take(1)
    hall.call("1")
    qtbot.waitUntil(lambda: display.labels() == ["AB-001"])
    display.conductor.tick()
    hall.clock.advance(days=1)
    display.conductor.tick()
    assert display.labels() == []
    assert display.view.dateWords == "Selasa, 24 November 2026"


def test_the_halls_data_changed_while_it_runs(qtbot, hall, display_of):
    display = display_of()
    hall.take(2)
    first = hall.call("1")
    qtbot.waitUntil(lambda: display.labels() == first)
    data = small_hall()
    renamed = dataclasses.replace(
        data,
        hall=dataclasses.replace(data.hall, name={"id": "MPP Baru"}, running_text={"id": "Selamat datang"}),
        display={"D1": DisplayData(("A", "B"), voice=False)},
    )
    hall.act(lambda f, _r: apply_hall.apply(f, renamed))
    qtbot.waitUntil(lambda: "MPP Baru" in display.view.heading)
    assert display.view.runningText == "Selamat datang"
    assert display.labels() == first, "what stood goes on standing"
    hall.take(1, "BA.1")
    second = hall.call("3")
    qtbot.waitUntil(lambda: display.labels() == [*second, *first])
