"""Phrases become sound: a hall's recording first, then the engine; what is not wanted any more is not made."""

import threading
import wave
from array import array
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.reader.headphones import jacks, port_available
from kiosk.reader.reading_voice import louder
from kiosk.reader.sounds import Sounds, copy_recordings, for_ear, recording_name
from shared import pcm


class Engine:
    """Makes a tone as long as the text; ``gate`` holds it up."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made, self.gate = folder, [], threading.Event()
        self.gate.set()

    def wav(self, text: str, lang: str) -> Path | None:
        self.gate.wait(10)
        self.made.append((text, lang))
        path = self.folder / lang / f"{recording_name(text)}.wav"
        pcm.write(path, array("h", [1000] * 100 * len(text)))
        return path


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(tmp_path / "made")


def test_phrases_come_in_order_and_recordings_win(qtbot: QtBot, tmp_path: Path, engine: Engine) -> None:
    pcm.write(tmp_path / "own" / "id" / "kartu-keluarga-kk.wav", array("h", [2000] * 50))
    sounds = Sounds(engine, tmp_path / "own")
    given: list[bytes] = []
    sounds.want(("Kartu Keluarga (KK)", "satu", "dua"), "id", given.append)
    qtbot.waitUntil(lambda: len(given) == 3)
    assert engine.made == [("satu", "id"), ("dua", "id")]
    assert array("h", given[0])[:50] == array("h", [2000] * 50)
    sounds.close()


def test_what_is_not_wanted_any_more_is_not_made(qtbot: QtBot, tmp_path: Path, engine: Engine) -> None:
    sounds = Sounds(engine, tmp_path / "own")
    given: list[bytes] = []
    engine.gate.clear()
    sounds.want(("satu", "dua", "tiga"), "id", given.append)
    sounds.want(("empat",), "id", given.append)
    engine.gate.set()
    qtbot.waitUntil(lambda: len(given) == 1)
    assert ("dua", "id") not in engine.made
    assert ("empat", "id") in engine.made
    sounds.close()


def test_recordings_are_copied_from_the_share(tmp_path: Path) -> None:
    share, local = tmp_path / "hall" / "voice", tmp_path / "local"
    pcm.write(share / "id" / "read" / "paspor.wav", array("h", [1] * 10))
    copy_recordings(share, local)
    with wave.open(str(local / "id" / "paspor.wav")) as file:
        assert file.getnframes() == 10
    (share / "id" / "read" / "paspor.wav").unlink()
    copy_recordings(share, local)
    assert not (local / "id" / "paspor.wav").exists()


def test_signs_of_the_screen_are_said_as_words() -> None:
    assert for_ear("Antrean di depan Anda: 3 · sekitar 4–13 menit", "id") == (
        "Antrean di depan Anda: 3, sekitar 4 sampai 13 menit"
    )
    assert for_ear("about 4–13 minutes", "en") == "about 4 to 13 minutes"


def test_louder_never_goes_over_the_edge() -> None:
    samples = array("h", [100, -100, 30000, -32768]).tobytes()
    assert array("h", louder(samples, 1)) == array("h", [200, -200, 32767, -32768])
    assert louder(samples, 0) == samples


SINKS = """
	Ports:
		analog-output-speaker: Speakers (type: Speaker, priority: 10000, availability unknown)
		analog-output-headphones: Headphones (type: Headphones, priority: 9900, {})
"""


def test_the_daemon_tells_of_headphones() -> None:
    assert port_available(SINKS.format("available")) is True
    assert port_available(SINKS.format("not available")) is False
    assert port_available(SINKS.format("availability unknown")) is False
    assert port_available("Ports: hdmi-output-0") is None


def test_the_kernel_names_the_switch_of_a_jack(tmp_path: Path) -> None:
    devices = tmp_path / "devices"
    devices.write_text(
        'N: Name="AT Translated Set 2 keyboard"\nH: Handlers=sysrq kbd event3\n\n'
        'N: Name="HDA Intel PCH Headphone"\nH: Handlers=event9 \n'
    )
    assert jacks(devices, Path("/dev/input")) == (Path("/dev/input/event9"),)
    assert jacks(tmp_path / "none") == ()
