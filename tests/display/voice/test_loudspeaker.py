"""The loudspeaker never holds up the screen, keeps no time without sound, and says once what is wrong."""

import logging
import time

import psutil
import pytest

from display.voice import loudspeaker
from display.voice.announcer import CHIME, Utterance
from display.voice.loudspeaker import Loudspeaker
from shared import pcm
from shared.domain.speech import Form
from shared.sound.outputs import VARIABLE
from shared.sound.speaker import Played
from shared.voice.clips import Clips
from tests.sound.by_recorder import holds_without_a_hole
from tests.sound.daemons import KINDS

SHORT = Utterance(1, Form.SHORT, None, (("id", ("a",)),))
LONG = Utterance(2, Form.FULL, CHIME, (("id", ("layanan-berakhir",) * 4),))


@pytest.fixture
def loudspeakers(monkeypatch):
    made = []
    monkeypatch.setattr(loudspeaker, "TAIL", 0.05)

    def make(wish: str) -> Loudspeaker:
        monkeypatch.setenv(VARIABLE, wish)
        made.append(Loudspeaker(Clips()))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_one_line_in_the_log_when_there_is_no_device_however_much_is_said(qtbot, loudspeakers, caplog):
    speaker = loudspeakers("none")
    with caplog.at_level(logging.INFO, "antrean.voice"):
        for _ in range(2):
            with qtbot.waitSignal(speaker.ended) as ended:
                speaker.say(SHORT)
            assert ended.args == [Played.SILENT]
    assert [record.message for record in caplog.records] == ["there is no sound device: calls are shown and not heard"]


def test_without_sound_a_sentence_is_over_at_once_and_was_never_begun(qtbot, loudspeakers):
    speaker = loudspeakers("none")
    with qtbot.assertNotEmitted(speaker.begun), qtbot.waitSignal(speaker.ended) as ended:
        speaker.say(LONG)
    assert ended.args == [Played.SILENT]


def test_sound_that_comes_back_is_told_once(qtbot, loudspeakers, caplog, tmp_path):
    place = tmp_path / "later"
    speaker = loudspeakers(f"file:{place / 'said.wav'}")
    place.write_text("in the way")
    with caplog.at_level(logging.INFO, "antrean.voice"):
        for _ in range(2):
            with qtbot.waitSignal(speaker.ended):
                speaker.say(SHORT)
            if place.is_file():
                place.unlink()
                place.mkdir()
    assert [record.message for record in caplog.records][1:] == ["calls are heard again"]


def test_what_is_said_can_go_to_a_file(qtbot, loudspeakers, tmp_path):
    said = tmp_path / "said.wav"
    speaker = loudspeakers(f"file:{said}")
    for _ in range(2):
        with qtbot.waitSignal(speaker.ended) as ended:
            speaker.say(SHORT)
        assert ended.args == [Played.HEARD]
    once = Clips().sound(SHORT) + pcm.silence(0.3)
    assert pcm.read(said) == once + once


def test_ending_the_program_cuts_the_sound_and_does_not_wait_for_it(qtbot, loudspeakers, tmp_path):
    speaker = loudspeakers(f"file:{tmp_path / 'said.wav'}")
    with qtbot.waitSignal(speaker.begun):
        speaker.say(LONG)
    begun = time.monotonic()
    speaker.close()
    assert not speaker._thread.isRunning()
    assert time.monotonic() - begun < len(Clips().sound(LONG)) / pcm.RATE


def test_a_sentence_that_is_hushed_is_over_and_the_next_is_heard(qtbot, loudspeakers, tmp_path):
    speaker = loudspeakers(f"file:{tmp_path / 'said.wav'}")
    with qtbot.waitSignal(speaker.begun):
        speaker.say(LONG)
    with qtbot.waitSignal(speaker.ended) as ended:
        speaker.hush()
    assert ended.args == [Played.CUT]
    with qtbot.waitSignal(speaker.ended) as ended:
        speaker.say(SHORT)
    assert ended.args == [Played.HEARD]


@pytest.fixture(params=KINDS)
def daemon(request, tmp_path, monkeypatch):
    made = KINDS[request.param](tmp_path, monkeypatch)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.close()


NO_TURN_SECONDS = 0.6
TRIES = 3
"""A PC that is busy itself may give no turn for much longer, and then there is a hole indeed."""


def test_a_sound_process_that_gets_no_turn_for_a_while_makes_no_hole_in_a_sentence(qtbot, loudspeakers, daemon):
    daemon.start()
    speaker = loudspeakers("auto")
    whole = []
    while not any(whole) and len(whole) < TRIES:
        before = len(daemon.recorded()) // 2 * 2
        with qtbot.waitSignal(speaker.ended, timeout=60_000) as ended:
            with qtbot.waitSignal(speaker.begun, timeout=60_000):
                speaker.say(LONG)
            qtbot.waitUntil(lambda at=before + pcm.RATE * 6: len(daemon.recorded()) > at, timeout=60_000)
            (process,) = (one for one in psutil.Process().children() if "shared.sound.child" in one.cmdline())
            process.suspend()
            time.sleep(NO_TURN_SECONDS)
            process.resume()
        assert ended.args == [Played.HEARD]
        heard = daemon.recorded()[before:]
        whole.append(holds_without_a_hole(heard, Clips().sound(LONG)))
    assert any(whole)
