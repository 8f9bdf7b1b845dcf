"""A PC that slept: timers stood still, the clock did not."""

import pytest
from pytestqt.qtbot import QtBot

from shared.qt.idle import IdleWatch
from shared.qt.watchdog import LONG, Slumber


class Steady:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def steady() -> Steady:
    return Steady()


def test_a_second_that_took_far_longer_was_sleep(qtbot: QtBot, steady: Steady) -> None:
    slumber = Slumber(steady=steady)
    told: list[float] = []
    slumber.over.connect(lambda: told.append(steady.now))
    for seconds in (1.0, 1.2, LONG - 1, 1.0):  # a busy PC
        steady.now += seconds
        slumber.tick()
    assert told == []
    steady.now += 3600
    slumber.tick()
    steady.now += 1
    slumber.tick()
    assert told == [steady.now - 1]


def test_whoever_stood_there_before_the_sleep_is_gone(qtbot: QtBot, steady: Steady) -> None:
    watch = IdleWatch(60_000, 15_000, steady=steady)
    told: list[str] = []
    watch.idled.connect(lambda: told.append("idle"))
    watch.touched.connect(lambda: told.append("touch"))
    watch.start()
    steady.now += 59
    watch.look()
    assert told == []
    watch.touch()
    steady.now += 61
    watch.look()
    assert told == ["idle"]
    watch.start()
    steady.now += 3600
    watch.touch()  # the first thing after the sleep, before anything else noticed
    assert told == ["idle", "idle", "touch"]
