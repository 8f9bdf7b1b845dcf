"""``antrean bench display``: what it answers; never a time."""

import os

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


CALLS = int(os.environ.get("ANTREAN_SOAK_CALLS", "36000"))
"""24 hours of 25 calls a minute."""
BREATHES_MB = 10.0
"""So much more than after the first tenth of the day: caches of letters, pages of the allocator."""


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_busy_day_is_compressed_every_call_is_accounted_for_and_the_memory_stays():
    ran = antrean("bench", "soak", "--calls", str(CALLS), "--rate", "10", "--json")
    assert ran.code == 0, ran.err
    assert (ran.answer["calls"], ran.answer["unseen"]) == (CALLS, 0)
    memory = ran.answer["memory_mb"]
    assert 0 < memory["end"] <= memory["begin"] + BREATHES_MB
    assert ran.answer["restart_ms"] is not None, "started again, it shows the last call"
