"""``antrean bench display``: what it answers; never a time."""

import pytest

from shared.tools.bench import display_latency
from tests.helpers.cli import antrean


def test_every_press_is_painted_and_its_parts_are_told(monkeypatch):
    monkeypatch.setattr(display_latency, "GAP_SECONDS", (0.05, 0.1))
    monkeypatch.setattr(display_latency, "BURST_CALLS", 4)
    monkeypatch.setattr(display_latency, "BURST_SECONDS", 0.5)
    ran = antrean("bench", "display", "--counters", "1", "--calls", "3", "--json")
    assert ran.code == 0, ran.err
    told = ran.answer
    assert set(told) == {"painted_ms", "parts_ms", "unseen", "burst_ms"}
    assert set(told["parts_ms"]) == {"commit", "notice", "frame"}
    assert (told["unseen"], told["painted_ms"]["count"], told["burst_ms"]["count"]) == (0, 3, 4)


def test_a_display_that_the_hall_does_not_have_and_no_calls_are_refused(tmp_path):
    assert antrean("bench", "display", "--calls", "0").code == 2
    with display_latency.own_hall() as folder:
        ran = antrean("bench", "display", "--hall", str(folder), "--display", "D9")
    assert ran.code == 2
    assert "D9" in ran.err


@pytest.mark.soak
def test_a_day_is_compressed_and_every_call_is_accounted_for():
    ran = antrean("bench", "soak", "--calls", "6", "--rate", "5", "--json")
    assert ran.code == 0, ran.err
    assert (ran.answer["calls"], ran.answer["unseen"]) == (6, 0)
    assert ran.answer["memory_mb"]["most"] >= ran.answer["memory_mb"]["end"] > 0
