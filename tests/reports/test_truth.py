"""Every figure of a report against an independent slow query, on simulated days, before and after they are archived."""

import dataclasses
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from shared.domain.answers import StepMoved
from shared.domain.statistics.count import CountScope, count
from shared.domain.statistics.statistics_rows import Grouping, Statistics, StatisticsRow
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.acts import Target
from shared.store.offline.settle import tend
from shared.store.offline.spool import Spool
from shared.store.questions.day_history import over_days
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance.archive import archive
from shared.store.sqlite.maintenance.backup import backup
from tests.helpers.hall import open_hall
from tests.helpers.simulated import simulated
from tests.reports import slow_answers
from tests.reports.slow_answers import SlowAnswers
from tests.store.acts.test_calling import press, take


def statistics(hall_file: HallFile, first: str, last: str, scope: CountScope | None = None) -> Statistics:
    hall = hall_file.learned
    return over_days(hall_file, first, last, lambda days: count(hall, days, scope))


def as_told(spread: Any) -> tuple[Any, ...]:
    return dataclasses.astuple(spread)


def same(row: StatisticsRow, slow: SlowAnswers) -> None:
    over, whole = slow.one_attendance()
    assert row.visits == slow.visits()
    assert row.priority == slow.visits("t.priority = 1")
    assert (row.finished, row.one_attendance) == (over, whole)
    assert row.one_attendance_share == slow_answers.share(whole, over)
    assert row.taken == slow.steps("coalesce(s.rejoined, '') <> 'transfer'")
    for state in ("no_show", "cancelled", "expired", "transferred"):
        assert getattr(row, state) == slow.steps(f"s.state = '{state}'")
    assert row.served == slow.steps("s.state = 'done'")
    assert row.open == slow.steps("s.state IN ('waiting', 'held', 'called', 'serving')")
    assert row.no_show_share == slow_answers.share(row.no_show, row.no_show + row.served)
    waits = slow.waits()
    assert as_told(row.wait) == slow_answers.told(waits)
    within = sum(wait <= 30 * 60_000 for wait in waits)
    assert (row.within, row.within_share) == (within, slow_answers.share(within, len(waits)))
    walks = slow.values("max(0, s.started_at - s.called_at)", "s.called_at IS NOT NULL AND s.started_at IS NOT NULL")
    assert as_told(row.walk) == slow_answers.told(walks)
    served = slow.values("max(0, s.ended_at - coalesce(s.started_at, s.called_at))", "s.state = 'done'")
    assert as_told(row.service) == slow_answers.told(served)
    assert as_told(row.in_hall) == slow_answers.told(slow.in_hall())
    assert (row.told.within, row.told.sooner, row.told.later) == slow.told()


CUTS = {
    Grouping.DAY: "s.day = '{}'",
    Grouping.AGENCY: "s.service LIKE '{}.%'",
    Grouping.SERVICE: "s.service = '{}'",
    Grouping.COUNTER: "s.counter = '{}'",
    Grouping.HOUR: "printf('%02d', (t.taken_at / 3600000 + 8) % 24) = '{}'",
    Grouping.WEEKDAY: "(strftime('%w', s.day) + 6) % 7 + 1 = {}",
}
"""How the rows of each table are found in the file. The small hall is in WITA, eight hours ahead."""


def every_figure(folder: Path, hall_file: HallFile, days: list[str], *, rows: bool) -> Statistics:
    first, last = days[0], days[-1]
    found = statistics(hall_file, first, last)
    with closing(SlowAnswers(folder, first, last)) as slow:
        _compared(found, slow, days, rows=rows)
    return found


def _compared(found: Statistics, slow: SlowAnswers, days: list[str], *, rows: bool) -> None:
    same(found.total, slow)
    assert (found.lane.overtaken, found.lane.cost) == slow.overtaken()
    assert found.days == len(days)
    for cut, where in CUTS.items() if rows else ():
        table = found.rows[cut]
        for row in table:
            one = slow.of(where.format(row.key))
            assert row.visits == one.visits(), (cut, row.key)
            assert as_told(row.wait) == slow_answers.told(one.waits()), (cut, row.key)
            assert (row.served, row.no_show) == (one.steps("s.state = 'done'"), one.steps("s.state = 'no_show'"))
    for row in found.counters:
        opened = sum(slow.open_minutes(row.key, day) for day in days)
        assert abs(row.opened - opened / 60_000) <= 0.5
        assert row.busy + row.idle == pytest.approx(row.opened, abs=1.5)
        assert row.busy == pytest.approx(sum(slow.busy_minutes(row.key, day) for day in days), abs=0.51)
        assert row.kept <= min(row.opened, row.promised) + 1


def test_every_figure_is_that_of_an_independent_query_also_from_the_archive(tmp_path: Path) -> None:
    hall_file, clock, days = simulated(tmp_path / "hall", "2026-11-24", 3, 18, seed=7)
    with hall_file:
        found = every_figure(tmp_path / "hall", hall_file, days, rows=True)
        assert found.total.priority
        assert found.total.wait.longest
        part = statistics(hall_file, days[1], days[2], CountScope("BA"))
        with closing(SlowAnswers(tmp_path / "hall", days[1], days[2], "s.service LIKE 'BA.%'")) as slow:
            same(part.total, slow)
        clock.now = clock.now + 86_400_000
        assert archive(hall_file, keep_days=1) is not None
        assert statistics(hall_file, days[0], days[-1]) == found
        (tmp_path / "hall" / "archive" / "hall-2026.db").unlink()
        with pytest.raises(EnvironmentFault, match=r"archive/hall-2026.db is not there"):
            statistics(hall_file, days[0], days[-1])
        assert statistics(hall_file, days[-1], days[-1]).days == 1  # what is in the live file needs no archive


def test_a_counter_was_busy_with_everybody_who_was_called_also_with_who_left_and_came_again(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        here, pass_by = Target(counter="1"), hall_file.clock.advance
        held = take(hall_file, "AB.1")
        press(hall_file, "1")
        pass_by(minutes=10)
        assert isinstance(acts.hold(hall_file, acts.new_request(), here, "berkas kurang"), StepMoved)
        pass_by(minutes=5)
        assert isinstance(acts.resume(hall_file, acts.new_request(), Target(label=held)), StepMoved)
        assert press(hall_file, "1").label == held
        pass_by(minutes=7)
        assert isinstance(acts.finish(hall_file, acts.new_request(), here), StepMoved)
        take(hall_file, "AB.1")
        press(hall_file, "1")
        pass_by(minutes=10)
        assert isinstance(acts.hold(hall_file, acts.new_request(), here, "berkas kurang"), StepMoved)
        pass_by(minutes=100)  # this one never comes back
        acts.close_day(hall_file, acts.new_request())
        row = next(row for row in statistics(hall_file, "2026-11-23", "2026-11-23").counters if row.key == "1")
        assert (row.opened, row.busy, row.idle, row.served) == (132, 27, 105, 1)
        other = statistics(hall_file, "2026-11-23", "2026-11-23", CountScope("AB", "AB.2")).counters
        assert next(row for row in other if row.key == "1").busy == 0


def test_a_year_that_begins_with_days_off_asks_for_no_archive_of_its_own(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file:
        for days in (0, 42, 1):  # 23 November, 4 and 5 January
            hall_file.clock.advance(days=days)
            take(hall_file, "AB.1")
        archive(hall_file, keep_days=20)
        assert statistics(hall_file, "2027-01-01", "2027-12-31").total.visits == 2
        assert statistics(hall_file, "2026-01-01", "2027-12-31").total.visits == 3
        (tmp_path / "hall" / "archive" / "hall-2026.db").unlink()
        with pytest.raises(EnvironmentFault, match=r"archive/hall-2026.db is not there"):
            statistics(hall_file, "2026-01-01", "2027-12-31")


def test_what_happened_before_the_first_day_was_opened_is_no_archive(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall") as hall_file, Spool(tmp_path / "local", hall_file.hall_id, "K1") as spool:
        tend(spool, hall_file)  # a kiosk that is switched on takes its spare numbers
        take(hall_file, "AB.1")
        assert statistics(hall_file, "2026-11-01", "2026-11-30").total.visits == 1


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_of_a_simulated_month(tmp_path: Path, seed: int) -> None:
    hall_file, clock, days = simulated(tmp_path / "hall", "2026-11-02", 24, 60, seed=seed)
    with hall_file:
        found = every_figure(tmp_path / "hall", hall_file, days, rows=seed == 1)
        clock.now = clock.now + 40 * 86_400_000
        archive(hall_file, keep_days=20)
        assert statistics(hall_file, days[0], days[-1]) == found


def test_a_hall_of_another_time_zone_counts_by_its_own_clock(tmp_path: Path) -> None:
    hall_file, _, days = simulated(tmp_path / "hall", "2026-11-24", 1, 8, seed=1)
    with hall_file:
        hours = {row.key for row in statistics(hall_file, days[0], days[0]).rows[Grouping.HOUR]}
    assert hours <= {f"{hour:02d}" for hour in range(7, 16)}


def test_days_that_are_over_are_read_out_of_the_newest_backup(tmp_path: Path) -> None:
    hall_file, _, days = simulated(tmp_path / "hall", "2026-11-24", 3, 6, seed=2)
    with hall_file:
        found = statistics(hall_file, days[0], days[-1])
        backup(hall_file)
        assert statistics(hall_file, days[0], days[-1]) == found
        with hall_file.writing() as db:  # nobody does this: it shows which file is read
            db.execute("UPDATE steps SET state = 'cancelled' WHERE day = ?", (days[0],))
        assert statistics(hall_file, days[0], days[-1]) == found
        with hall_file.writing() as db:
            db.execute("UPDATE pulse SET history = history + 1")
        changed = statistics(hall_file, days[0], days[-1])
        assert changed.total.cancelled > found.total.cancelled
        newest = max((tmp_path / "hall" / "backups").iterdir())
        newest.write_bytes(b"not a database")
        assert statistics(hall_file, days[0], days[-1]) == changed
