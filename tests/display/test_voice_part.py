"""Two displays of one zone on one hall: one speaks, the other shows large what it says and is ready to go on."""

import dataclasses

import pytest

from display import voice_part
from display.voice import election
from shared.domain.hall_data.hall import Display as DisplayData
from shared.sound.speaker import Played
from shared.store.acts import apply_hall
from tests.display.on_a_hall import Display, Hall
from tests.display.test_conductor import Mouth
from tests.helpers.hall import small_hall


@pytest.fixture
def hall(tmp_path, monkeypatch):
    monkeypatch.setattr(voice_part, "REPORT_SECONDS", 0.1)
    for name, seconds in (("LEASE_SECONDS", 1.5), ("FENCE_SECONDS", 1.0), ("SETTLED_SECONDS", 1000.0)):
        monkeypatch.setattr(election, name, seconds)
    made = Hall(tmp_path)
    small = small_hall(display={"D1": DisplayData(("A",)), "D2": DisplayData(("A",))})
    once = dataclasses.replace(small, voice=dataclasses.replace(small.voice, times=1))
    made.act(lambda file, _request: apply_hall.apply(file, once))
    return made


@pytest.fixture
def two(qtbot, hall):
    """The display that speaks, and the other."""
    made = [Display(hall, device, Mouth()) for device in ("D1", "D2")]
    qtbot.waitUntil(lambda: any(leads(one) for one in made))
    yield sorted(made, key=leads, reverse=True)
    for one in made:
        one.close()


def leads(display) -> bool:
    return display.conductor.stage is not None and bool(display.conductor.stage.speaks)


def said(display) -> list[int]:
    return [utterance.call for utterance in display.mouth.said]


def test_one_speaks_the_other_shows_it_large_and_takes_over_what_was_not_said(qtbot, hall, two):
    leader, other = two
    hall.take(9)
    hall.call("1", "2")
    qtbot.waitUntil(lambda: said(leader) == [1])
    qtbot.waitUntil(lambda: [row.label for row in other.view.cards.rows if row.speaking] == ["AB-001"])
    assert said(other) == []
    leader.kill()
    qtbot.waitUntil(lambda: leads(other))
    qtbot.waitUntil(lambda: said(other) == [2])
    other.mouth.ended.emit(Played.HEARD)
    hall.call("1")
    qtbot.waitUntil(lambda: said(other) == [2, 3])


def test_a_display_that_loses_its_device_gives_the_word_to_the_other(qtbot, hall, two):
    leader, other = two
    leader.mouth.device.emit(False)
    qtbot.waitUntil(lambda: leads(other) and not leads(leader))
    hall.take(1)
    hall.call("1")
    qtbot.waitUntil(lambda: said(other) == [1])
    assert said(leader) == []
