"""Where sound goes: a file, ALSA, nowhere; and the loudspeaker that never holds up the screen."""

import logging
import time
from array import array

import pytest
from PySide6.QtCore import QThread

from display.voice import loudspeaker, sound
from display.voice.announcer import CHIME, Utterance
from display.voice.clips import Clips
from display.voice.loudspeaker import Loudspeaker
from shared import pcm
from shared.domain.speech import Form

SHORT = Utterance(1, Form.SHORT, None, (("id", ("a",)),))
LONG = Utterance(2, Form.FULL, CHIME, (("id", ("layanan-berakhir",) * 4),))


def never() -> bool:
    return False


@pytest.fixture
def loudspeakers(monkeypatch):
    made = []
    monkeypatch.setattr(loudspeaker, "TAIL", 0.05)

    def make(wish: str) -> Loudspeaker:
        monkeypatch.setenv(sound.VARIABLE, wish)
        made.append(Loudspeaker(Clips()))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_one_line_in_the_log_when_there_is_no_device_however_much_is_said(qtbot, loudspeakers, caplog):
    speaker = loudspeakers("none")
    with caplog.at_level(logging.INFO, "antrean.voice"):
        for _ in range(2):
            with qtbot.waitSignal(speaker.ended, timeout=5000) as ended:
                speaker.say(SHORT)
            assert ended.args == [False]
    assert [record.message for record in caplog.records] == ["there is no sound device: calls are shown and not heard"]


def test_a_silent_loudspeaker_keeps_the_time_of_the_sentence(qtbot, loudspeakers):
    speaker = loudspeakers("none")
    begun = time.monotonic()
    with qtbot.waitSignal(speaker.ended, timeout=5000):
        speaker.say(SHORT)
    length = len(Clips().sound(SHORT)) / pcm.RATE
    assert time.monotonic() - begun >= length


def test_sound_that_comes_back_is_told_once(qtbot, loudspeakers, caplog, monkeypatch, tmp_path):
    speaker = loudspeakers("none")
    with caplog.at_level(logging.INFO, "antrean.voice"):
        for wish in ("none", f"file:{tmp_path / 'said.wav'}"):
            monkeypatch.setenv(sound.VARIABLE, wish)
            with qtbot.waitSignal(speaker.ended, timeout=5000):
                speaker.say(SHORT)
    assert [record.message for record in caplog.records][1:] == ["calls are heard again"]


def test_what_is_said_can_go_to_a_file(qtbot, loudspeakers, tmp_path):
    said = tmp_path / "said.wav"
    speaker = loudspeakers(f"file:{said}")
    for _ in range(2):
        with qtbot.waitSignal(speaker.ended, timeout=5000) as ended:
            speaker.say(SHORT)
        assert ended.args == [True]
    once = Clips().sound(SHORT) + pcm.silence(0.3)
    assert pcm.read(said) == once + once


def test_the_gui_thread_never_plays(qtbot, loudspeakers, monkeypatch):
    threads = []
    monkeypatch.setattr(sound, "output", lambda: threads.append(QThread.currentThread()))
    speaker = loudspeakers("auto")
    with qtbot.waitSignal(speaker.ended, timeout=5000):
        speaker.say(SHORT)
    assert threads == [speaker._thread]
    assert threads[0] is not QThread.currentThread()


def test_ending_the_program_cuts_the_sound_and_does_not_wait_for_it(qtbot, loudspeakers):
    speaker = loudspeakers("alsa:null")
    speaker.say(LONG)
    begun = time.monotonic()
    speaker.close()
    assert not speaker._thread.isRunning()
    assert time.monotonic() - begun < len(Clips().sound(LONG)) / pcm.RATE


@pytest.mark.skipif(sound._libasound() is None, reason="libasound2 is not installed")
def test_alsa_takes_the_samples_without_any_sound_daemon(tmp_path, monkeypatch):
    config = tmp_path / "asound.conf"
    raw = tmp_path / "heard.raw"
    config.write_text(f'pcm.hall {{ type file slave.pcm null file "{raw}" format raw }}\npcm.null {{ type null }}\n')
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    samples = Clips().sound(SHORT)
    assert sound.AlsaOutput("hall").play(samples, never)
    assert raw.read_bytes()[: len(samples) * 2] == samples.tobytes()


@pytest.mark.skipif(sound._libasound() is None, reason="libasound2 is not installed")
def test_an_alsa_device_that_is_not_there_is_no_fault_and_no_line_of_its_own(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "nothing.conf"))
    with caplog.at_level(logging.INFO, "antrean.voice"):
        assert not sound.AlsaOutput("nowhere").play(array("h", [0, 1, 2]), never)
    assert caplog.records == []


def test_a_file_that_cannot_be_written_is_not_heard(tmp_path):
    assert not sound.FileOutput(tmp_path).play(array("h", [1]), never)


def test_the_wish_chooses(tmp_path):
    assert sound.output("none") is None
    assert isinstance(sound.output(f"file:{tmp_path / 'x.wav'}"), sound.FileOutput)
    assert isinstance(sound.output("alsa:"), sound.AlsaOutput)


def test_auto_without_daemon_and_without_card_is_nowhere(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setattr(sound.Path, "glob", lambda _self, _pattern: iter(()))
    assert sound.output("auto") is None


@pytest.mark.parametrize(
    ("kind", "code", "top"),
    [("Int16", "h", 16384), ("Int32", "i", 16384 << 16), ("Float", "f", 0.5), ("UInt8", "B", 192)],
)
def test_a_device_gets_its_own_format_with_every_channel_the_same(kind, code, top):
    samples = array("h", [0, 16384, -16384])
    values = array(code, sound.in_format(samples, 2, kind, pcm.RATE))
    assert values[0::2] == values[1::2]
    assert len(values) == 6
    assert values[2] == top


def test_a_device_of_another_rate_gets_the_same_length_of_sound():
    samples = array("h", range(4800))
    for rate in (44_100, 96_000, 22_050):
        assert len(sound.in_format(samples, 1, "Int16", rate)) / 2 / rate == pytest.approx(0.1, abs=0.001)


class Device:
    """A device that lags behind, as one does that wakes up. (No real one lags on command.)"""

    def __init__(self, lag: float) -> None:
        self.until = time.monotonic() + lag
        self.dropped_at = 0.0

    def play(self, _samples, _stopped) -> bool:
        return True

    def busy(self) -> bool:
        return time.monotonic() < self.until

    def drop(self) -> None:
        self.dropped_at = time.monotonic()


def test_a_device_that_begins_late_is_not_cut_off(qtbot, loudspeakers, monkeypatch):
    device = Device(lag=0.9)
    monkeypatch.setattr(sound, "output", lambda: device)
    speaker = loudspeakers("auto")
    with qtbot.waitSignal(speaker.ended, timeout=8000) as ended:
        speaker.say(SHORT)
    assert ended.args == [True]
    assert device.dropped_at >= device.until


def test_a_device_that_was_pulled_out_does_not_hold_the_next_sentence_for_ever(qtbot, loudspeakers, monkeypatch):
    monkeypatch.setattr(loudspeaker, "LATE", 0.2)
    device = Device(lag=1000)
    monkeypatch.setattr(sound, "output", lambda: device)
    speaker = loudspeakers("auto")
    with qtbot.waitSignal(speaker.ended, timeout=8000):
        speaker.say(SHORT)
    assert device.dropped_at
