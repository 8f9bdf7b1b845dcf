"""Halls side by side: each tells a few figures, signed; what is old or was changed is marked."""

import json

from shared.domain.words import Instant
from shared.store import acts, summaries
from shared.store.acts import Order
from shared.store.device_key import of_folder
from tests.helpers.hall import open_hall


def test_a_hall_tells_how_it_stands_and_what_is_changed_or_old_is_marked(tmp_path, clock, monkeypatch):
    folder, local = tmp_path / "synchronised", tmp_path / "local"
    folder.mkdir()
    local.mkdir()
    with open_hall(tmp_path / "h", clock=clock) as hall:
        summaries.tell(hall)
        assert not list(folder.iterdir())
        monkeypatch.setenv("ANTREAN_SUMMARY_TO", str(folder))
        acts.issue(hall, "a", Order(("AB.1",)))
        clock.advance(minutes=7)
        summaries.tell(hall)
    (found,) = summaries.in_folder(folder, local)
    assert found.trouble == ""
    assert found.summary is not None
    assert (found.summary.waiting, found.summary.longest_minutes, found.summary.left_alone) == (1, 7, ("AB.1",))
    assert not found.is_stale(clock())
    assert found.is_stale(Instant(clock() + summaries.STALE_MS + 1))
    path = next(folder.glob("*/summary.json"))
    written = path.read_text()
    path.write_text(written.replace('"waiting": 1', '"waiting": 0'))
    assert "signature" in summaries.in_folder(folder, local)[0].trouble
    other = summaries.signed(found.summary, of_folder(local))
    path.write_text(json.dumps(other))
    assert "Another PC" in summaries.in_folder(folder, local)[0].trouble
    path.write_text("{")
    assert summaries.in_folder(folder, local)[0].summary is None


def test_a_summary_that_cannot_be_written_is_logged_once_until_it_can(tmp_path, clock, monkeypatch, caplog):
    folder = tmp_path / "synchronised"
    monkeypatch.setenv("ANTREAN_SUMMARY_TO", str(folder))

    def warnings() -> int:
        return sum(record.name == "antrean.summary" for record in caplog.records)

    with open_hall(tmp_path / "h", clock=clock) as hall:
        for _ in range(2):
            summaries.tell(hall)
        assert warnings() == 1
        assert folder.name in caplog.text
        folder.mkdir()
        summaries.tell(hall)
        assert list(folder.glob("*/summary.json"))
        assert warnings() == 1
        for file in folder.glob("*/*"):
            file.unlink()
        next(folder.iterdir()).rmdir()
        folder.rmdir()
        summaries.tell(hall)
        assert warnings() == 2
