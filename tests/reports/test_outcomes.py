"""What came of services stands in the reports by service, in the hall's own words."""

import dataclasses
import shutil
import sqlite3
from pathlib import Path

import pytest

from shared.domain.hall_data.outcomes import Outcome
from shared.domain.statistics.period import PeriodKind, parse
from shared.reports import report_making
from shared.reports.counting import ReportWish
from shared.reports.report_making import Made
from shared.store import acts
from shared.store.acts import Target
from shared.store.sqlite import create
from tests.helpers.hall import DAY, StandingClock, open_hall, small_hall

NAMES = {
    "DONE": Outcome({"id": "Terbit", "en": "Issued"}),
    "LATER": Outcome({"id": "Berkas kurang", "en": "Papers missing"}),
}


def made(folder: Path, **wish: bool) -> Made:
    with open_hall(folder) as file:
        report = report_making.make(file, ReportWish(parse(PeriodKind.DAY, DAY), lang="id", **wish))
    assert isinstance(report, Made)
    return report


def rows(report: Made) -> list[tuple[object, ...]]:
    return [row for table in report.document.tables if table.key == "outcomes" for row in table.rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """AB.1 issued twice, once without papers, once not said; BA.1 finished without an outcome; one undone."""
    create.create(tmp_path / "hall", dataclasses.replace(small_hall(), outcome=NAMES), StandingClock())
    with open_hall(tmp_path / "hall") as file:
        for number, (service, outcome) in enumerate(
            [("AB.1", "DONE"), ("AB.1", "DONE"), ("AB.1", "LATER"), ("AB.1", ""), ("BA.1", "")]
        ):
            counter = "1" if service == "AB.1" else "3"
            acts.issue(file, f"i{number}", acts.Order((service,)))
            acts.call_next(file, f"c{number}", counter)
            acts.finish(file, f"f{number}", Target(counter=counter), outcome=outcome)
        acts.issue(file, "i", acts.Order(("AB.1",)))
        acts.call_next(file, "c", "1")
        acts.finish(file, "f", Target(counter="1"), outcome="LATER")
        acts.undo(file, "u", "1")
    return tmp_path / "hall"


def test_outcomes_by_service(folder: Path) -> None:
    assert [(row[1], row[2], row[3]) for row in rows(made(folder))] == [
        ("Terbit", 2, 0.5), ("Berkas kurang", 1, 0.25), ("(tidak dinyatakan)", 1, 0.25),
    ]  # fmt: skip
    assert rows(made(folder, public=True)) == []


def test_a_yearly_file_of_an_older_antrean_has_no_outcomes(folder: Path) -> None:
    (folder / "archive").mkdir()
    old = folder / "archive" / f"hall-{DAY[:4]}.db"
    shutil.copyfile(folder / "hall.db", old)
    db = sqlite3.connect(old)
    db.execute("ALTER TABLE steps DROP COLUMN outcome")
    db.commit()
    db.close()
    report = made(folder)
    assert rows(report) == []
    assert report.now.statistics.total.served == 5
