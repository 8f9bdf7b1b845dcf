"""The figures of a report, calculated by hand."""

import pytest

from shared.domain.hall_data.hall import RecordRule
from shared.domain.report import By, Report, Step, Times, Visit, report
from shared.domain.words import Instant, StepState
from tests.helpers.hall import DAY, MORNING, small_hall


def at(minutes: float) -> Instant:
    return Instant(MORNING + round(minutes * 60_000))


def done(service: str, counter: str, since: float, called: float, ended: float, *, carried: bool = False) -> Step:
    return Step(service, counter, StepState.DONE, at(since), at(called), at(called + 1), at(ended), carried)


def left(service: str, state: StepState, since: float = 0) -> Step:
    return Step(service, None, state, at(since), None, None, None, carried=False)


def visit(number: int, *steps: Step, taken: float = 0, priority: bool = False, day: str = DAY) -> Visit:
    return Visit(number, day, at(taken), priority, steps)


VISITS = (
    visit(1, done("AB.1", "1", 0, 10, 21), priority=True),
    visit(2, done("AB.1", "1", 0, 20, 24), done("BA.1", "10", 0, 40, 51)),
    visit(3, left("AB.10", StepState.EXPIRED), taken=65),
    visit(4, left("AB.1", StepState.WAITING), taken=65, day="2026-12-01"),
    visit(5, Step("AB.1", "2", StepState.NO_SHOW, at(0), at(70), None, at(75), carried=False)),
    visit(6, Step("AB.1", "2", StepState.TRANSFERRED, at(0), at(5), at(5), at(9), carried=False),
          done("BA.1", "10", 9, 11, 13, carried=True)),
)  # fmt: skip


def made(by: By, agency: str | None = None) -> Report:
    return report(small_hall(records=RecordRule(wait_target_minutes=20)), VISITS, by, agency)


def test_the_total_counts_visits_services_and_what_became_of_them() -> None:
    total = made(By.DAY).total
    assert (total.visits, total.priority, total.taken) == (6, 1, 7)
    assert (total.served, total.no_show, total.expired, total.transferred, total.open, total.cancelled) == (
        4, 1, 1, 1, 1, 0,
    )  # fmt: skip
    # 10, 20, 16 (it was at counter 1 until minute 24), 70, 5, 2
    assert total.wait == Times(6, 20.5, 10.0, 70.0, 70.0, 0.833)
    assert total.service == Times(4, 6.0, 3.0, 10.0, 10.0)  # 10, 3, 10, 1 from the start to the end


def test_a_visit_of_two_agencies_counts_in_each_and_once_in_all() -> None:
    found = made(By.AGENCY)
    assert [(row.key, row.name, row.visits, row.taken) for row in found.rows] == [
        ("AB", "Dinas Kependudukan", 6, 6),
        ("BA", "Kantor Pajak", 2, 1),
    ]
    assert found.total.visits == 6


def test_one_agencys_report_has_only_its_own() -> None:
    found = made(By.SERVICE, "BA")
    assert [row.key for row in found.rows] == ["BA.1"]
    assert (found.total.visits, found.total.served) == (2, 2)
    assert found.rows[0].wait.median == 2.0  # the wait still begins where the other agency's counter ended


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.DAY, ["2026-11-23", "2026-12-01"]),
        (By.MONTH, ["2026-11", "2026-12"]),
        (By.SERVICE, ["AB.1", "AB.10", "BA.1"]),
        (By.COUNTER, ["1", "2", "10"]),
        (By.HOUR, ["09", "10"]),
    ],
)
def test_rows_stand_in_the_order_of_their_numbers(by: By, keys: list[str]) -> None:
    assert [row.key for row in made(by).rows] == keys


def test_nothing_measured_is_not_nought() -> None:
    found = report(small_hall(), (), By.DAY)
    assert found.rows == ()
    assert found.total.wait == Times(0, None, None, None, None)


def test_the_hours_of_a_night_are_in_the_order_of_the_business_day() -> None:
    night = [visit(9, left("AB.1", StepState.EXPIRED), taken=60 * hours) for hours in (15.5, 14, 0, 16.25, -1)]
    strange = visit(10, left("AB.1", StepState.EXPIRED), taken=-60 * 24 * 3)  # of a PC that was days behind
    found = report(small_hall(), [*night, strange], By.HOUR)
    assert [row.key for row in found.rows] == ["08", "09", "23", "00", "01"]
    assert [row.visits for row in found.rows] == [1, 2, 1, 1, 1]


def test_tenths_and_shares_are_rounded_half_up_as_in_the_reports_on_paper() -> None:
    """2.25 minutes are 2.3 and 22.25 are 22.3, their mean 12.25 is 12.3; floats make 2.2 and 12.2 of them."""
    waits = report(
        small_hall(records=RecordRule(wait_target_minutes=20)),
        [visit(1, done("AB.1", "1", 0, 2.25, 9)), visit(2, done("AB.1", "2", 0, 22.25, 30))],
        By.DAY,
    ).total.wait
    assert waits == Times(2, 12.3, 2.3, 22.3, 22.3, 0.5)
    sixteen = [visit(number, done("AB.1", "1", 0, 30 if number else 1, 40)) for number in range(16)]
    found = report(small_hall(records=RecordRule(wait_target_minutes=20)), sixteen, By.DAY).total.wait
    assert found.within == 0.063  # one of sixteen is 0.0625
