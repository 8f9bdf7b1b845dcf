"""The bench of a report beside a working hall: small, and whole."""

from pathlib import Path

import pytest

from shared.store.sqlite.connection import HallFile
from shared.tools.bench import report_beside, single_acts
from tests.helpers.cli import antrean


def test_the_past_of_the_trial_hall_is_read_from_its_backup_as_in_a_real_one(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for _ in ("made", "copied"):
        with single_acts.halls(1, tmp_path) as (hall,):
            report_beside.history(hall, 1200, kept)
            with HallFile.open(hall, device="x", clock=single_acts.Moving()) as file:
                with file.reading() as db:
                    history = db.execute("SELECT history FROM pulse").fetchone()[0]
                with file.snapshot(history) as copy:
                    assert copy is not None
                    assert copy[1] == "2026-11-23"


@pytest.mark.soak
def test_next_goes_on_beside_a_report() -> None:
    answer = antrean("bench", "report", "--tickets", "2000", "--stretches", "1", "--json").answer
    assert answer["reports"] == 1
    assert answer["alone_ms"]["count"] > 0
    assert answer["beside_ms"]["count"] > 0
    assert answer["elsewhere_ms"]["count"] > 0
    assert answer["p99_ratio"] > 0
    assert answer["p99_of_the_file"] > 0
