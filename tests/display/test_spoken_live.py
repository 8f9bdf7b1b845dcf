"""The real display beside a real PulseAudio: what a hall wishes of its voice is what a recorder heard.

``./run sound``. The sentences that are expected come from ``antrean voice say``.
"""

import dataclasses
import math
import re
import time
from array import array
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from shared import pcm
from shared.domain.hall_data.spoken_rules import Second, Voice, Wording, Zero
from shared.tools.demo.driven_program import Driven
from tests.helpers.cli import antrean
from tests.helpers.real_hall import RealHall
from tests.helpers.store.away import bring_back, take_away
from tests.sound.by_recorder import holds, in_order, loud, times
from tests.sound.daemons import PulseAudio

QUIET = 3.0
"""Seconds without a sound: longer than the rest before a repeat."""
PATIENT = Voice(stale_seconds=300)
_FATE = re.compile(r"call \d+ \((\S+), counter (\S+)\): (\w+)")


@pytest.fixture
def daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[PulseAudio]:
    place = tmp_path / "d"
    place.mkdir(mode=0o700)
    made = PulseAudio(place, monkeypatch)
    made.start()
    yield made
    made.close()


class Hall:
    """A display with a loudspeaker, and counters that call."""

    def __init__(self, real: RealHall, daemon: PulseAudio) -> None:
        self.real, self.daemon = real, daemon
        for _ in range(4):
            real.antrean("issue", "AB.1", "--no-print")
        self.display: Driven = real.start("display", "D1", environment=daemon.environment)
        self.display.until(lambda: self.display.words("welcome"), "the picture")

    def call(self, counter: str = "1") -> str:
        return str(self.real.antrean("next", "--counter", counter)["label"])

    def until_said(self) -> bytes:
        """All that was said, once somebody spoke and nobody speaks any more."""
        self.display.until(lambda: time.sleep(0.3) or loud(self.daemon.recorded()), "a voice", 90)
        self.display.until(lambda: time.sleep(0.3) or not loud(self.daemon.recorded(), QUIET), "the end", 120)
        return self.daemon.recorded()

    def sentence(self, label: str, *more: str, counter: str = "1", hall: bool = True) -> Sequence[int]:
        wav = self.real.folder / "expected.wav"
        own = ("--hall", str(self.real.hall)) if hall else ()
        assert antrean("voice", "say", label, "--counter", counter, "--wav", str(wav), *more, *own).code == 0
        return pcm.read(wav)

    def fates(self) -> list[tuple[str, str, str]]:
        """Label, counter and what became of its voice, in order."""
        logs = sorted((self.real.folder / "local").rglob("display.log"))
        return [(one[1], one[2], one[3]) for log in logs for one in _FATE.finditer(log.read_text())]


@pytest.mark.sound
@pytest.mark.timeout(600)
def test_kosong_three_times_and_in_english_is_heard_so(tmp_path, daemon):
    voice = dataclasses.replace(PATIENT, zero=Zero.KOSONG, times=3, second=Second.ALWAYS)
    with RealHall(tmp_path, asks_within=0, voice=voice) as real:
        hall = Hall(real, daemon)
        label = hall.call()
        heard = hall.until_said()
        indonesian, english = hall.sentence(label), hall.sentence(label, "--lang", "en")
        assert times(heard, indonesian) == times(heard, english) == 3
        assert in_order(heard, [indonesian, english] * 3)
        assert not holds(heard, hall.sentence(label, "--zero", "nol"))


@pytest.mark.sound
@pytest.mark.timeout(600)
def test_calls_at_once_are_said_as_the_log_says_and_each_once(tmp_path, daemon):
    with RealHall(tmp_path, asks_within=0, voice=dataclasses.replace(PATIENT, times=1)) as real:
        hall = Hall(real, daemon)
        called = [(hall.call(counter), counter) for counter in ("1", "2", "3")]
        heard = hall.until_said()
        fates = hall.fates()
        assert {(label, counter) for label, counter, _ in fates} == set(called)
        said = [one for one in fates if one[2] in ("full", "short")]
        expected = [
            hall.sentence(label, *(("--short",) if fate == "short" else ()), counter=counter)
            for label, counter, fate in said
        ]
        assert in_order(heard, expected)
        assert [times(heard, one) for one in expected] == [1] * len(said)
        assert "short" in {fate for _, _, fate in said}


@pytest.mark.sound
@pytest.mark.timeout(600)
def test_a_halls_own_recordings_are_heard_instead_of_ours_in_the_short_form_too(tmp_path, daemon):
    with RealHall(tmp_path, asks_within=0, voice=dataclasses.replace(PATIENT, wording=Wording.SHORT)) as real:
        own = real.hall / "voice" / "id"
        own.mkdir(parents=True)
        for name, hertz in (("satu", 500), ("loket", 900)):
            pcm.write(own / f"{name}.wav", _tone(hertz))
        hall = Hall(real, daemon)
        copied = real.folder / "local"
        hall.display.until(lambda: len([*copied.rglob("satu.wav"), *copied.rglob("loket.wav")]) == 2, "the copies")
        hall.display.until(lambda: hall.display.words("welcome"), "the picture")
        label = hall.call()
        heard = hall.until_said()
        assert times(heard, hall.sentence(label, "--short")) == 1
        assert not holds(heard, hall.sentence(label, "--short", hall=False))
        assert times(heard, _tone(900)[: pcm.RATE * 6 // 10]) >= 1, "the recording itself, at another level"


@pytest.mark.sound
@pytest.mark.timeout(600)
def test_a_share_cut_in_mid_sentence_ends_no_sentence_and_doubles_or_loses_no_call(tmp_path, daemon):
    with RealHall(tmp_path, asks_within=0, voice=dataclasses.replace(PATIENT, times=1)) as real:
        hall = Hall(real, daemon)
        before = hall.call()
        hall.display.until(lambda: time.sleep(0.3) or loud(daemon.recorded()), "the beginning")
        gone = take_away(real.hall)
        hall.display.until(lambda: hall.display.names("stale"), "that the share is gone")
        assert hall.display.words("newest") == before, "the picture stays"
        heard = hall.until_said()
        meanwhile = str(real.antrean("next", "--counter", "2", "--hall", str(gone))["label"])
        bring_back(real.hall)
        hall.display.until(lambda: hall.display.words("newest") == meanwhile, "what was called meanwhile")
        hall.until_said()
        after = hall.call("3")
        heard = hall.until_said()
        said = [(before, "1"), (meanwhile, "2"), (after, "3")]
        expected = [hall.sentence(label, counter=counter) for label, counter in said]
        assert in_order(heard, expected)
        assert [times(heard, one) for one in expected] == [1, 1, 1]


def _tone(hertz: float) -> "array[int]":
    """Most of a second; it grows and fades, as a word does."""
    count, step = pcm.RATE * 7 // 10, 2 * math.pi * hertz / pcm.RATE
    return array("h", (round(9000 * math.sin(math.pi * n / count) * math.sin(step * n)) for n in range(count)))
