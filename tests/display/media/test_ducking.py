"""The real display with videos that have sound, and a real PulseAudio: what was recorded says how loud, and when.

``./run sound``.
"""

import itertools
import math
import time
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from display.media.soundtrack import DUCKED
from shared import pcm
from shared.domain.hall_data.fields import Span
from shared.domain.hall_data.hall import Display, Medium
from shared.domain.hall_data.screens import Layout
from shared.domain.words import TimeOfDay
from shared.tools.demo.driven_program import Driven
from tests.display.media import avi_with_tone
from tests.helpers.real_hall import RealHall
from tests.sound.daemons import PulseAudio

LOUD, SOFT, NEVER = 440, 880, 1170
"""The tones of three videos: one at full volume, one softer, one whose hours are over."""
VOLUME = 50
SECONDS = 40
SILENT = -40.0
NEARLY = 2.0
_PIECE = pcm.RATE // 2


@pytest.fixture
def daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[PulseAudio]:
    place = tmp_path / "d"
    place.mkdir(mode=0o700)
    made = PulseAudio(place, monkeypatch)
    yield made
    made.close()


class Ear:
    """What the recorder holds, in pieces of half a second; loudness in decibels, 0 is the loudest there is."""

    def __init__(self, daemon: PulseAudio, display: Driven) -> None:
        self._daemon, self._display = daemon, display

    def loudness(self, hertz: float) -> list[float]:
        """Of one tone."""
        wave = np.exp(-2j * np.pi * hertz * np.arange(_PIECE) / pcm.RATE) * np.hanning(_PIECE)
        return [_decibels(float(np.abs(one @ wave)) * 4 / _PIECE) for one in self._pieces()]

    def peaks(self) -> list[float]:
        """Of all that is heard."""
        return [_decibels(float(np.abs(one).max())) for one in self._pieces()]

    def until(self, hertz: float, level: float | None = None, after: int = 0) -> tuple[int, float]:
        """Waits until the tone keeps that loudness (without: any) for a second; answers the piece and the loudness."""

        def found() -> tuple[int, float] | None:
            heard = self.loudness(hertz)
            for at, (one, next_one) in enumerate(itertools.pairwise(heard[after:]), after):
                wanted = one if level is None and one > SILENT else level
                if wanted is not None and max(abs(one - wanted), abs(next_one - wanted)) < NEARLY:
                    return at + 1, next_one
            return None

        return self._display.until(lambda: time.sleep(0.3) or found(), f"{hertz} Hz at {level} dB", 150)

    def _pieces(self) -> NDArray[np.float64]:
        raw = self._daemon.recorded()
        heard = np.frombuffer(raw[: len(raw) // 2 * 2], "<i2").astype(float)
        return heard[: len(heard) // _PIECE * _PIECE].reshape(-1, _PIECE)


def _decibels(height: float) -> float:
    return 20 * math.log10(height / 32767 + 1e-5)


@pytest.mark.sound
@pytest.mark.timeout(600)
def test_a_video_is_soft_under_a_call_and_loud_before_and_after_as_the_hall_wants_it(tmp_path, daemon):
    media = {
        "a.avi": Medium(volume=100),
        "b.avi": Medium(volume=VOLUME),
        "c.avi": Medium(volume=100, hours=(Span(TimeOfDay(0), TimeOfDay(60)),)),
    }
    with RealHall(tmp_path, asks_within=0, media=media, display={"D1": Display(layout=Layout.MEDIA)}) as real:
        (real.hall / "posters").mkdir()
        for name, hertz in zip(media, (LOUD, SOFT, NEVER), strict=True):
            avi_with_tone.write(real.hall / "posters" / name, SECONDS, hertz)
        real.antrean("issue", "AB.1", "--no-print")
        daemon.start()
        display = real.start("display", "D1", environment=daemon.environment)
        ear = Ear(daemon, display)
        before, full = ear.until(LOUD)

        label = str(real.antrean("next", "--counter", "1")["label"])
        display.until(lambda: display.words("newest") == label, f"{label} large")
        under, _ = ear.until(LOUD, full + 20 * math.log10(DUCKED), after=before)
        again, _ = ear.until(LOUD, full, after=under)
        assert again - under >= 4  # a sentence takes more than two seconds
        assert max(ear.peaks()[under:again]) > full - 6  # it is heard above the video

        soft, _ = ear.until(SOFT, full + 20 * math.log10(VOLUME / 100), after=again)
        ear.until(LOUD, full, after=soft)  # it is the first's turn again: the third was left out
        assert max(ear.loudness(NEVER)) < full - 10  # a voice has a little of every tone
