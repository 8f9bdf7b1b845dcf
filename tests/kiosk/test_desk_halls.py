"""What a kiosk's desk keeps on this PC: calls for help that nobody heard, and the spools of two halls apart."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shared.domain.answers import Issued
from shared.store import acts
from shared.store.record.events import HELP_WANTED, What, events_after
from tests.helpers.hall import open_hall
from tests.kiosk.test_desk import Place

__all__ = ["Place"]


def notes(folder: Path) -> list[str | None]:
    with open_hall(folder) as hall_file, hall_file.reading() as db:
        return [event.reason for event in events_after(db, 0) if event.what is What.NOTE]


def test_a_call_for_help_that_nobody_heard_says_so_and_stands_in_the_audit_later(qtbot: QtBot, tmp_path: Path) -> None:
    place = Place(qtbot, tmp_path)
    place.ready()
    place.gone()
    told: list[bool] = []
    place.desk.call_help(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [False]
    place.back()
    qtbot.waitUntil(lambda: notes(place.folder) == [f"{HELP_WANTED} K1"])
    place.close()


def test_another_hall_in_the_same_folder_gets_a_spool_of_its_own(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = Place(qtbot, tmp_path)
    place.ready()
    place.gone()
    paper, unsettled = place.take()
    assert unsettled
    place.close()
    shutil.rmtree(place.away)
    with open_hall(place.folder) as hall_file:
        acts.issue(hall_file, "first", acts.Order(("BA.1",)))
    again = Place(qtbot, tmp_path)
    again.ready()
    qtbot.waitUntil(lambda: len(list(again.local.glob("spool-K1-*.db"))) == 2, timeout=15_000)
    again.take()
    again.close()
    assert isinstance(paper, Issued)
    assert ("settled", paper.label) not in again.events()
    caplog.clear()
