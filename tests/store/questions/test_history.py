"""Reports and the audit over the live file and the yearly archives as one."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from shared.domain.report import By, Report, Visit, report
from shared.faults import EnvironmentFault, Kind
from shared.store.questions import history
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive
from tests.helpers.days import day
from tests.helpers.hall import open_hall, small_hall
from tests.store.acts.test_calling import take

SPAN = ("2026-11-01", "2027-12-31")


@pytest.fixture
def hall_file(tmp_path: Path) -> Iterator[HallFile]:
    """Twelve days over the turn of the year."""
    with open_hall(tmp_path) as opened:
        opened.clock.advance(days=33)  # pyright: ignore
        for number in range(12):
            day(opened, tickets=4 + number % 3)
        take(opened, "AB.1")
        yield opened


def made(hall_file: HallFile, by: By, first: str = SPAN[0], last: str = SPAN[1]) -> Report:
    return history.over_visits(hall_file, first, last, lambda visits: report(small_hall(), visits, by))


def every(hall_file: HallFile) -> list[Report]:
    spans = [SPAN, ("2026-12-28", "2027-01-02"), ("2026-12-31", "2026-12-31"), ("2027-01-05", "2027-03-01")]
    return [made(hall_file, by, *span) for by in By for span in spans]


def test_the_figures_are_the_same_before_and_after_archiving(
    hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_AT_ONCE", 5)
    before = every(hall_file)
    assert before[0].total.visits == 12 * 6 + 1
    for keep_days in (8, 2):
        assert archive.archive(hall_file, keep_days=keep_days) is not None
        assert every(hall_file) == before
    assert sorted(path.name for path in (hall_file.folder / "archive").iterdir()) == ["hall-2026.db", "hall-2027.db"]


@pytest.mark.parametrize("after", range(1, 9))
def test_the_figures_are_the_same_while_an_archive_was_cut_off(
    hall_file: HallFile, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    before = every(hall_file)
    monkeypatch.setattr(archive, "_AT_ONCE", 3)
    real, left = archive._history, [after]  # pyright: ignore[reportPrivateUsage]

    @contextlib.contextmanager
    def cut(file: HallFile, expected: int) -> Iterator[sqlite3.Connection]:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        with real(file, expected) as db:
            yield db

    with monkeypatch.context() as power, pytest.raises(KeyboardInterrupt):
        power.setattr(archive, "_history", cut)
        archive.archive(hall_file, keep_days=2)
    assert every(hall_file) == before


def test_a_report_that_meets_an_archive_under_way_begins_anew(hall_file: HallFile) -> None:
    before, tries = made(hall_file, By.DAY), []

    def count(visits: Iterable[Visit]) -> Report:
        tries.append(1)
        if len(tries) == 1:
            archive.archive(hall_file, keep_days=2)
        return report(small_hall(), visits, By.DAY)

    assert history.over_visits(hall_file, *SPAN, count) == before
    assert len(tries) == 2


def test_a_report_gives_up_when_history_never_stands_still(hall_file: HallFile) -> None:
    def count(_visits: Iterable[Visit]) -> None:
        with hall_file.writing() as db:
            db.execute("UPDATE pulse SET history = history + 1")

    with pytest.raises(EnvironmentFault, match="being archived") as raised:
        history.over_visits(hall_file, *SPAN, count)
    assert raised.value.kind is Kind.BUSY
