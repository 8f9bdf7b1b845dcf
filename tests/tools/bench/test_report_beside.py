"""The bench of a report beside a working hall: small, and whole."""

import pytest

from tests.helpers.cli import antrean


@pytest.mark.soak
def test_next_goes_on_beside_a_report() -> None:
    answer = antrean("bench", "report", "--tickets", "2000", "--stretches", "1", "--json").answer
    assert answer["reports"] == 1
    assert answer["alone_ms"]["count"] > 0
    assert answer["beside_ms"]["count"] > 0
    assert answer["p99_ratio"] > 0
