"""Where sound goes: a file, ALSA, nowhere; and in which form a device gets it."""

import ctypes
import errno
import logging
import os
import wave
from array import array

import pytest

from shared import pcm
from shared.sound import alsa, buffering, outputs, stop
from shared.sound.desktop import in_format

TONE = array("h", [0, 8000, -8000] * 1600)


def nobody() -> None:
    """Nobody asks when it began."""


@pytest.mark.skipif(alsa._libasound() is None, reason="libasound2 is not installed")
@pytest.mark.parametrize("buffered", [buffering.QUICK, buffering.DEEP])
def test_alsa_takes_the_samples_without_any_sound_daemon(tmp_path, monkeypatch, buffered):
    config = tmp_path / "aoutputs.conf"
    raw = tmp_path / "heard.raw"
    config.write_text(f'pcm.hall {{ type file slave.pcm null file "{raw}" format raw }}\npcm.null {{ type null }}\n')
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    samples = TONE
    assert alsa.AlsaOutput("hall", buffered).play(samples.tobytes(), nobody)
    assert raw.read_bytes()[: len(samples) * 2] == samples.tobytes()


class Device:
    """ALSA's library with one device, whose buffer takes half a second and ran dry once."""

    ROOM = pcm.RATE // 2

    def __init__(self) -> None:
        self.played = b""
        self.plays = False
        self._writes = 0

    def snd_pcm_open(self, *_which: object) -> int:
        return 0

    def snd_pcm_set_params(self, *_form: object) -> int:
        return 0

    def snd_pcm_get_params(self, _handle: object, frames: object, _period: object) -> int:
        ctypes.cast(frames, ctypes.POINTER(ctypes.c_ulong))[0] = self.ROOM
        return 0

    def snd_pcm_writei(self, _handle: object, part: bytes, frames: int) -> int:
        assert frames <= self.ROOM, "it would hold up whoever writes"
        self._writes += 1
        if self._writes == 2:
            self.plays = False
            return -errno.EPIPE
        taken = frames - 100 if self._writes == 3 else frames
        self.played += part[: taken * 2]
        return taken

    def snd_pcm_recover(self, *_fault: object) -> int:
        return 0

    def snd_pcm_state(self, _handle: object) -> int:
        return 3 if self.plays else alsa._PREPARED

    def snd_pcm_start(self, _handle: object) -> int:
        self.plays = True
        return 0

    def snd_pcm_drain(self, _handle: object) -> int:
        assert self.plays
        return 0

    def snd_pcm_close(self, _handle: object) -> int:
        return 0


def test_a_device_that_ran_dry_gets_all_of_it_and_plays_on_at_once(monkeypatch):
    device = Device()
    monkeypatch.setattr(alsa, "_libasound", lambda: device)
    monkeypatch.setattr(stop.NOW, "wait", lambda _seconds: False)
    heard_at = []
    samples = (TONE * 10).tobytes()
    assert alsa.AlsaOutput("hall", buffering.DEEP).play(samples, lambda: heard_at.append(len(device.played)))
    assert device.played == samples
    assert heard_at == [device.ROOM * 2], "it begins with the buffer full"


@pytest.mark.skipif(alsa._libasound() is None, reason="libasound2 is not installed")
def test_an_alsa_device_that_is_not_there_is_no_fault_and_no_line_of_its_own(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "nothing.conf"))
    with caplog.at_level(logging.INFO, "antrean.sound"):
        assert not alsa.AlsaOutput("nowhere").play(TONE.tobytes(), nobody)
    assert caplog.records == []


def test_a_file_grows_sentence_by_sentence_and_is_whole_each_time(tmp_path):
    said = tmp_path / "said.wav"
    begun = []
    for count in (1, 2):
        assert outputs.FileOutput(said).play(TONE.tobytes(), lambda: begun.append(1))
        assert pcm.read(said) == (TONE + pcm.silence(0.3)) * count
    with wave.open(str(said)) as file:
        assert file.getframerate() == pcm.RATE
    assert len(begun) == 2


def test_a_file_that_cannot_be_written_is_not_heard(tmp_path):
    assert not outputs.FileOutput(tmp_path).play(TONE.tobytes(), nobody)


def test_the_wish_chooses(tmp_path):
    assert outputs.output("none") is None
    assert isinstance(outputs.output(f"file:{tmp_path / 'x.wav'}"), outputs.FileOutput)
    assert isinstance(outputs.output("alsa:"), outputs.AlsaOutput)


def test_auto_without_daemon_and_without_card_is_nowhere(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setattr(outputs.Path, "glob", lambda _self, _pattern: iter(()))
    assert outputs.output("auto") is None


@pytest.mark.parametrize(
    ("kind", "code", "top"),
    [("Int16", "h", 16384), ("Int32", "i", 16384 << 16), ("Float", "f", 0.5), ("UInt8", "B", 192)],
)
def test_a_device_gets_its_own_format_with_every_channel_the_same(kind, code, top):
    samples = array("h", [0, 16384, -16384])
    values = array(code, in_format(samples, 2, kind, pcm.RATE))
    assert values[0::2] == values[1::2]
    assert len(values) == 6
    assert values[2] == top


def test_a_device_of_another_rate_gets_the_same_length_of_sound():
    samples = array("h", range(4800))
    for rate in (44_100, 96_000, 22_050):
        assert len(in_format(samples, 1, "Int16", rate)) / 2 / rate == pytest.approx(0.1, abs=0.001)


def test_outside_of_a_session_the_daemon_of_the_users_session_is_found(tmp_path):
    environment: dict[str, str] = {}
    outputs.find_the_session(environment, tmp_path)
    assert environment == {}, "nobody is logged in"
    (tmp_path / str(os.getuid())).mkdir()
    outputs.find_the_session(environment, tmp_path)
    assert environment == {"XDG_RUNTIME_DIR": str(tmp_path / str(os.getuid()))}
    environment["XDG_RUNTIME_DIR"] = "elsewhere"
    outputs.find_the_session(environment, tmp_path)
    assert environment == {"XDG_RUNTIME_DIR": "elsewhere"}


@pytest.mark.skipif(alsa._libasound() is None, reason="libasound2 is not installed")
def test_what_is_to_stop_stops_at_its_very_end_too(tmp_path, monkeypatch):
    """The last of it lies in the device's buffer by then."""
    config = tmp_path / "aoutputs.conf"
    config.write_text("pcm.hall { type null }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    handed = []
    monkeypatch.setattr(stop.NOW, "wait", lambda seconds: handed.append(seconds) or True)
    assert not alsa.AlsaOutput("hall").play(TONE.tobytes(), nobody)
    assert len(handed) == 1
