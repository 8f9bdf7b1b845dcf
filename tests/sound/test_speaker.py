"""The sound process: whatever becomes of it, the program that speaks goes on, and a sentence cut off is said anew."""

import os
import signal
from array import array

import pytest
from PySide6.QtCore import QTimer

from shared import pcm
from shared.sound import speaker as speakers
from shared.sound.outputs import VARIABLE
from shared.sound.speaker import Played, Speaker
from tests.sound.daemons import PulseAudio

PATIENCE = 60_000
TONE = array("h", [0, 8000, 0, -8000] * 6000)  # half a second


@pytest.fixture
def speaker(qapp, monkeypatch):
    monkeypatch.setattr(speakers, "AGAIN_EVERY", 0.1)
    made = Speaker()
    yield made
    made.close()


def child_of(speaker: Speaker) -> int:
    return speaker._process.processId()


def play(qtbot, speaker, *, in_the_middle=None, samples=TONE) -> Played:
    if in_the_middle is not None:
        speaker.begun.connect(in_the_middle)
    with qtbot.waitSignal(speaker.ended, timeout=PATIENCE) as ended:
        speaker.play(samples.tobytes())
    if in_the_middle is not None:
        speaker.begun.disconnect(in_the_middle)
    return ended.args[0]


def test_a_sound_process_that_dies_in_mid_sentence_is_started_again_and_says_it_anew(
    qtbot, speaker, monkeypatch, tmp_path, caplog
):
    said = tmp_path / "said.wav"
    monkeypatch.setenv(VARIABLE, f"file:{said}")
    killed = []

    def kill():
        killed.append(child_of(speaker))
        os.kill(killed[0], signal.SIGKILL)

    assert play(qtbot, speaker, in_the_middle=kill) is Played.HEARD
    assert child_of(speaker) != killed[0]
    assert pcm.read(said)[-len(TONE) - 14_400 :] == TONE + pcm.silence(0.3)
    assert "started again" in caplog.text
    assert play(qtbot, speaker) is Played.HEARD


def test_a_sound_process_that_hangs_is_killed_and_the_sentence_ends(qtbot, speaker, monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, f"file:{tmp_path / 'said.wav'}")
    monkeypatch.setattr(speakers, "LATE", 0.3)
    monkeypatch.setattr(speakers, "AGAIN_SECONDS", 0.0)
    stopped = []

    def stop():
        stopped.append(child_of(speaker))
        os.kill(stopped[0], signal.SIGSTOP)

    assert play(qtbot, speaker, in_the_middle=stop) is Played.CUT


def test_the_sound_process_ends_with_its_program(qtbot, speaker, monkeypatch):
    monkeypatch.setenv(VARIABLE, "none")
    assert play(qtbot, speaker) is Played.SILENT
    process = child_of(speaker)
    speaker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


# --- a real daemon ----------------------------------------------------------------------------------------------------


@pytest.fixture
def daemon(tmp_path, monkeypatch):
    made = PulseAudio(tmp_path, monkeypatch)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    yield made
    made.close()


def test_a_daemon_that_is_killed_in_mid_sentence_and_a_device_that_comes_and_goes(qtbot, speaker, daemon, monkeypatch):
    daemon.start(device=False)
    assert play(qtbot, speaker) is Played.SILENT, "its stand-in for a device is none"
    daemon.plug()
    assert play(qtbot, speaker) is Played.HEARD

    def restart():
        daemon.kill()
        daemon.start()

    monkeypatch.setattr(speakers, "AGAIN_SECONDS", 60.0)
    assert play(qtbot, speaker, in_the_middle=restart) is Played.HEARD
    daemon.kill()
    QTimer.singleShot(0, daemon.start)
    assert play(qtbot, speaker) is Played.HEARD, "it was gone for a moment only"
    monkeypatch.setattr(speakers, "AGAIN_SECONDS", 0.0)
    assert play(qtbot, speaker, in_the_middle=daemon.kill) is Played.CUT
    assert play(qtbot, speaker) is Played.SILENT


def test_what_is_stopped_is_silent_and_the_next_is_heard_whole(qtbot, speaker, monkeypatch, tmp_path):
    said = tmp_path / "said.wav"
    monkeypatch.setenv(VARIABLE, f"file:{said}")
    endings = []
    speaker.ended.connect(endings.append)
    with qtbot.waitSignal(speaker.begun, timeout=PATIENCE):
        speaker.play((TONE * 20).tobytes())  # ten seconds
    speaker.stop()
    assert not speaker.busy
    qtbot.waitUntil(lambda: not speaker._limit.isActive(), timeout=PATIENCE)  # nor is the process thought to hang
    assert play(qtbot, speaker) is Played.HEARD
    assert endings == [Played.HEARD], "nobody is told of what was stopped"
    heard = pcm.read(said)
    assert heard[-len(TONE) - 14_400 :] == TONE + pcm.silence(0.3)
    assert len(heard) < len(TONE) * 20
