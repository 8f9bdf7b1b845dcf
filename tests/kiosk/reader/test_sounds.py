"""Phrases become sound: a hall's recording first, then the engine; what is not wanted any more is not made."""

import threading
import wave
from array import array
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.reader.headphones import jacks, port_available
from kiosk.reader.line_parts import has_figures, parts
from kiosk.reader.reading_voice import louder
from kiosk.reader.sounds import Sounds, copy_recordings, for_ear, recording_name
from kiosk.reader.speaking import spelled
from shared import pcm
from shared.domain.hall_data.spoken_rules import Zero
from shared.domain.speech import LANGUAGES
from shared.tools.make_reading_clips import fixed_lines
from shared.voice import audio
from shared.voice.reading_clips import clip, has_clip, reading_pack


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
    pcm.write(tmp_path / "own" / "id" / "kartu-keluarga-kk.wav", array("h", [2000, -2000] * 4800))
    sounds = Sounds(engine, tmp_path / "own")
    given: list[bytes] = []
    sounds.want(("Kartu Keluarga (KK)", "Paspor", "Pajak"), "id", given.append)
    qtbot.waitUntil(lambda: len(given) == 3)
    assert engine.made == [("Paspor", "id"), ("Pajak", "id")]
    assert max(array("h", given[0])) > 2000, "the recording, at the level of all others"
    sounds.close()


def test_what_is_not_wanted_any_more_is_not_made(qtbot: QtBot, tmp_path: Path, engine: Engine) -> None:
    sounds = Sounds(engine, tmp_path / "own")
    given: list[bytes] = []
    engine.gate.clear()
    sounds.want(("Paspor", "Pajak", "Listrik"), "id", given.append)
    sounds.want(("Air",), "id", given.append)
    engine.gate.set()
    qtbot.waitUntil(lambda: len(given) == 1)
    assert ("Pajak", "id") not in engine.made
    assert ("Air", "id") in engine.made
    sounds.close()


def heard(qtbot: QtBot, sounds: Sounds, phrase: str, lang: str = "id") -> bytes:
    given: list[bytes] = []
    sounds.want((phrase,), lang, given.append)
    qtbot.waitUntil(lambda: bool(given))
    return given[0]


@pytest.mark.parametrize(("lang", "line"), [("id", "Layar ini dibacakan."), ("en", "This screen is read aloud.")])
def test_a_fixed_sentence_and_a_number_need_no_engine(
    qtbot: QtBot, tmp_path: Path, engine: Engine, lang: str, line: str
) -> None:
    sounds = Sounds(engine, tmp_path / "own")
    sentence = heard(qtbot, sounds, line, lang)
    number = heard(qtbot, sounds, spelled("AB-012", lang), lang)
    assert min(len(sentence), len(number)) > pcm.RATE, "more than half a second of 16 bits"
    assert engine.made == []
    heard(qtbot, sounds, f"{line} X", lang)
    assert engine.made == [(f"{line} X", lang)], "a clip is for its own words only"
    sounds.close()


@pytest.mark.parametrize(("lang", "line"), [
    ("id", "Antrean di depan Anda: 123 · sekitar 21–30 menit"),
    ("id", "sekitar 1,5 sampai 2 jam"),
    ("id", "dipanggil sekitar pukul 14.30"),
    ("id", "17 dari 31"),
    ("id", "Apakah sudah benar? Seluruhnya: hingga 64 menit"),
    ("id", "Di halaman ini: 57"),
    ("en", "People ahead: 14 · about 3–13 minutes"),
    ("en", "more than 2 hours"),
    ("en", "called at about 09:05"),
    ("en", "17 of 31"),
    ("en", "No. 1 has to be done before no. 2."),
])  # fmt: skip
def test_what_holds_figures_needs_no_engine(qtbot: QtBot, tmp_path: Path, engine: Engine, lang: str, line: str) -> None:
    sounds = Sounds(engine, tmp_path / "own")
    assert len(heard(qtbot, sounds, line, lang)) > pcm.RATE
    assert engine.made == []
    heard(qtbot, sounds, f"Sri, {line}", lang)
    assert len(engine.made) == 1, "where one part is no clip, one voice says the whole"
    sounds.close()


def test_what_an_added_language_leaves_to_indonesian_needs_no_engine(
    qtbot: QtBot, tmp_path: Path, engine: Engine
) -> None:
    sounds = Sounds(engine, tmp_path / "own")
    for phrase in ("Kembali", spelled("AB-012", "jv"), "sekitar 4–13 menit"):
        assert heard(qtbot, sounds, phrase, "jv")
    assert engine.made == []
    sounds.close()


def test_a_zero_is_said_as_the_hall_says_it() -> None:
    assert spelled("A-105", "id", Zero.KOSONG) == "a satu kosong lima"


@pytest.mark.parametrize(("line", "lang", "said"), [
    ("sekitar 25–40 menit", "id", "sekitar|dua puluh lima|sampai|empat puluh|menit"),
    ("14.30", "id", "empat belas tiga puluh"),
    ("09.05", "id", "sembilan nol lima"),
    ("09:00", "en", "nine"),
    ("1,5 jam", "id", "satu|koma|lima|jam"),
    ("Selasa, 3", "id", "Selasa|tiga"),
])  # fmt: skip
def test_figures_are_said_in_words(line: str, lang: str, said: str) -> None:
    assert "|".join(part.text or " ".join(part.words) for part in parts(for_ear(line, lang), lang)) == said


@pytest.mark.parametrize("line", ["Rp 100.000", "1.2.3", "K1", "24.11.2026"])
def test_what_is_no_plain_figure_is_left_to_an_engine(line: str) -> None:
    assert not has_figures(line, "id")


def test_recordings_win_clip_by_clip(qtbot: QtBot, tmp_path: Path, engine: Engine) -> None:
    share, local = tmp_path / "hall" / "voice", tmp_path / "local"
    loud = array("h", [12000, -12000] * (pcm.RATE // 2))
    pcm.write(share / "id" / "read" / "layar-ini-dibacakan.wav", loud)
    pcm.write(share / "id" / "dua.wav", loud)
    copy_recordings(share, local)
    sounds = Sounds(engine, local)
    own = audio.recording(share / "id" / "read" / "layar-ini-dibacakan.wav").tobytes()
    assert heard(qtbot, sounds, "Layar ini dibacakan.").startswith(own)
    other = Sounds(engine, tmp_path / "none")
    phrases = ("Kembali", spelled("AB-001", "id"), spelled("AB-002", "id"))
    same = [heard(qtbot, sounds, phrase) == heard(qtbot, other, phrase) for phrase in phrases]
    assert same == [True, True, False], "only the number with this digit is heard otherwise"
    assert engine.made == []
    sounds.close()
    other.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_fixed_is_shipped(lang: str) -> None:
    """A changed sentence is said by an engine until python -m shared.tools.make_reading_clips was run."""
    lines = dict.fromkeys(fixed_lines(lang))
    missing = [line for line in lines if not has_clip(line, lang)]
    assert len(missing) < len(lines) / 20, missing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_clip_is_as_long_as_its_words_take(lang: str) -> None:
    """A clip that was cut off, or holds another sentence, is told by its length: a letter takes 40 to 250 ms."""
    for line in list(reading_pack(lang).told.values())[::20]:
        samples = clip(line, lang)
        assert samples is not None
        assert 0.04 < len(samples) / pcm.RATE / len(line) < 0.25, line


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
