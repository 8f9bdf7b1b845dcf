"""Reports and the audit over the live file and the yearly archives as one."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from shared.domain.report import By, Report, Visit, report
from shared.domain.statistics.day_facts import DayFacts
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.live import clock_watch
from shared.store.offline.settle import settle, tend
from shared.store.offline.spool import Spool
from shared.store.questions import day_history, history
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import archive
from shared.store.sqlite.maintenance.backup import backup
from tests.helpers.days import day
from tests.helpers.hall import DAY, open_hall, small_hall
from tests.helpers.store.offline import offline
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


def facts(hall_file: HallFile, first: str, last: str) -> list[DayFacts]:
    return day_history.over_days(hall_file, first, last, list)


def test_a_hall_that_was_never_opened_has_nothing_to_tell(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        assert facts(hall_file, *SPAN) == []


def test_a_day_of_very_many_events_tells_the_same(hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts(hall_file, *SPAN)
    assert any(len(seen.told) > 3 for seen in before)
    monkeypatch.setattr(day_history, "_AT_ONCE", 2)
    assert facts(hall_file, *SPAN) == before


def test_a_year_in_which_the_hall_was_never_opened_has_no_archive_and_misses_none(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        day(hall_file, tickets=3)
        hall_file.clock.advance(days=730)  # pyright: ignore
        for _ in range(4):
            day(hall_file, tickets=3)
        before = facts(hall_file, "2026-11-01", "2029-12-31")
        assert archive.archive(hall_file, keep_days=1) is not None
        years = [path.name for path in sorted((hall_file.folder / "archive").iterdir())]
        assert years == ["hall-2026.db", "hall-2028.db"]
        assert facts(hall_file, "2026-11-01", "2029-12-31") == before
        (hall_file.folder / "archive" / "hall-2028.db").rename(tmp_path / "lost.db")
        with pytest.raises(EnvironmentFault, match=r"archive/hall-202\d\.db is not there"):
            facts(hall_file, "2026-11-01", "2029-12-31")


def test_numbers_of_a_day_on_which_the_hall_was_never_opened_are_counted_on_that_day(
    hall_file: HallFile, spool: Spool
) -> None:
    tend(spool, hall_file)
    hall_file.clock.advance(days=2)  # pyright: ignore
    tend(spool, hall_file)
    label = offline(spool, hall_file, "AB.1").label
    hall_file.clock.advance(days=3)  # pyright: ignore
    take(hall_file, "AB.1")
    assert [outcome.refused for outcome in settle(spool, hall_file)] == [None]
    (seen,) = facts(hall_file, "2027-01-09", "2027-01-09")
    assert (seen.opened_at, [len(visit.steps) for visit in seen.visits], seen.told) == (None, [1], {}), label


def test_days_of_the_past_take_the_live_files_time_neither_by_their_number_nor_by_their_gaps(
    hall_file: HallFile, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a copy of the past a year is as many turns in the live file as a week; what came late is in the copy."""
    tend(spool, hall_file)
    hall_file.clock.advance(days=2)  # pyright: ignore
    tend(spool, hall_file)
    offline(spool, hall_file, "AB.1")
    hall_file.clock.advance(days=3)  # pyright: ignore
    for _ in range(3):
        day(hall_file, tickets=4)
    assert [outcome.refused for outcome in settle(spool, hall_file)] == [None]
    alone = facts(hall_file, *SPAN)
    assert "2027-01-09" in [seen.day for seen in alone], "the hall was away that day"
    backup(hall_file)
    turns: list[str] = []
    reading = HallFile.reading
    monkeypatch.setattr(HallFile, "reading", lambda file: turns.append("read") or reading(file))

    def taken(first: str, last: str) -> tuple[int, list[DayFacts]]:
        turns.clear()
        found = facts(hall_file, first, last)
        return len(turns), found

    of_all, found = taken(*SPAN)
    assert found == alone
    assert taken("2027-01-09", SPAN[1])[0] == of_all
    assert taken("2027-01-09", "2027-01-09") == (3, [seen for seen in alone if seen.day == "2027-01-09"])


def test_what_events_do_not_say_is_not_counted_and_a_doubted_clock_marks_its_day(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for _ in range(2):
            take(hall_file, "AB.1")
        acts.open_counter(hall_file, "o", "1")
        acts.note(hall_file, "n", "Ketua datang")
        (before,) = facts(hall_file, DAY, DAY)
        assert (len(before.told), len(before.changes), before.clock_doubted) == (2, 1, False)
        clock_watch.tell(hall_file, "clock")
        with hall_file.writing() as db:
            db.execute("UPDATE events SET data = NULL WHERE what = 'issued' AND label = 'AB-001'")
            db.execute("UPDATE events SET counter = NULL WHERE what = 'counter_opened'")
        (seen,) = facts(hall_file, DAY, DAY)
    assert (len(seen.told), len(seen.changes), seen.clock_doubted) == (1, 0, True)


def test_the_first_day_of_all_may_be_in_an_archive(hall_file: HallFile) -> None:
    assert day_history.first_day(hall_file) == "2026-12-26"
    archive.archive(hall_file, keep_days=2)
    assert day_history.first_day(hall_file) == "2026-12-26"
