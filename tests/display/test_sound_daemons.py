"""The real display beside real sound daemons: whatever becomes of those, the picture stays and sound returns.

``./run sound``. What was heard is what a recorder on the daemon's device holds.
"""

import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest

from shared import pcm
from shared.sound.speaker import AGAIN_SECONDS
from shared.tools.demo.driven_program import Driven
from tests.helpers.cli import antrean
from tests.helpers.real_hall import RealHall
from tests.sound.by_recorder import holds, loud
from tests.sound.daemons import KINDS, Daemon

COUNTER = "1"
_REST = 2.0
"""Longer than the rest between a sentence and its repeat."""


class Hall:
    """A display, a daemon, a counter that calls."""

    def __init__(self, real: RealHall, daemon: Daemon) -> None:
        self.daemon, self._real = daemon, real
        for _ in range(10):
            real.antrean("issue", "AB.1", "--no-print")
        self.display: Driven = real.start("display", "D1", environment=daemon.environment)
        self.display.until(lambda: self.display.words("welcome"), "the picture")

    def call(self) -> str:
        """The next visitor is called, and shown at once."""
        label = str(self._real.antrean("next", "--counter", COUNTER)["label"])
        self.display.until(lambda: self.display.words("newest") == label, f"{label} large")
        return label

    def call_and_hear_its_beginning(self) -> str:
        self.until(lambda: not loud(self.daemon.recorded(), _REST), "silence")
        label = self.call()
        self.until(lambda: loud(self.daemon.recorded()), f"the beginning of {label}")
        return label

    def hears(self, label: str) -> bool:
        return holds(self.daemon.recorded(), _sentence(self._real.folder, label))

    def until(self, happened: Callable[[], bool], what: str) -> None:
        """While the display lives and answers."""
        self.display.until(lambda: self.display.names() and (time.sleep(0.3) or happened()), what, 90.0)

    def until_heard_by_all(self) -> None:
        """Calls until one is heard whole: the display found the device by itself."""
        self.until(lambda: self.log.count(HEARD_AGAIN) >= self.log.count(NO_DEVICE), "a device")
        label = self.call()
        self.until(lambda: self.hears(label), f"all of {label}")

    def until_said_again(self, label: str, gone: float) -> None:
        """It is said anew, unless sound was gone for longer than the display waits."""
        lost = self.log.count(NOT_HEARD)
        self.until(lambda: self.hears(label) or self.log.count(NOT_HEARD) > lost, f"{label} anew")
        assert self.hears(label) or gone > AGAIN_SECONDS / 2

    @property
    def log(self) -> str:
        return "".join(path.read_text() for path in sorted((self._real.folder / "local").rglob("display.log")))


NO_DEVICE, HEARD_AGAIN, NOT_HEARD = "there is no sound device", "calls are heard again", "was not heard"


def _sentence(folder: Path, label: str) -> Sequence[int]:
    wav = folder / f"{label}.wav"
    if not wav.exists():
        assert antrean("voice", "say", label, "--counter", COUNTER, "--wav", str(wav)).code == 0
    return pcm.read(wav)


@pytest.fixture(params=KINDS)
def daemon(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Daemon]:
    place = tmp_path / "d"
    place.mkdir(mode=0o700)
    made = KINDS[request.param](place, monkeypatch)
    yield made
    made.close()


@pytest.mark.sound
@pytest.mark.timeout(600)
def test_whatever_becomes_of_the_daemon_the_picture_stays_and_sound_comes_back_by_itself(tmp_path, daemon):
    with RealHall(tmp_path, asks_within=0) as real:
        hall = Hall(real, daemon)
        hall.call()
        hall.until(lambda: NO_DEVICE in hall.log, "no daemon")

        daemon.start(device=False)
        hall.call()
        daemon.plug()
        hall.until_heard_by_all()

        label, gone = hall.call_and_hear_its_beginning(), time.monotonic()
        daemon.kill()
        daemon.start()
        hall.until_said_again(label, time.monotonic() - gone)

        hall.call_and_hear_its_beginning()
        daemon.stop()
        hall.until(lambda: "not heard: cut" in hall.log, "that the call is given up")
        daemon.start()
        hall.until_heard_by_all()

        label, gone = hall.call_and_hear_its_beginning(), time.monotonic()
        daemon.unplug()
        daemon.plug()
        hall.until_said_again(label, time.monotonic() - gone)

        hall.call_and_hear_its_beginning()
        daemon.freeze(frozen=True)
        hall.until(lambda: hall.log.count(NOT_HEARD) > 1, "that the call is given up")
        daemon.freeze(frozen=False)
        hall.until_heard_by_all()
    assert "Traceback" not in hall.log
