"""What a report counts: one agency or one service alone, and the days that it has to say something about."""

import dataclasses

from shared.domain.report import Step, Visit
from shared.domain.statistics import table_sums
from shared.domain.statistics.count import CountScope, count, count_to_add
from shared.domain.statistics.day_facts import Caveat, DayFacts
from shared.domain.statistics.statistics_rows import Grouping
from shared.domain.words import Instant, StepState
from tests.helpers.hall import DAY, MORNING, small_hall


def at(minutes: int) -> Instant:
    return Instant(MORNING + minutes * 60_000)


def done(service: str, called: int) -> Step:
    return Step(service, "1", StepState.DONE, at(0), at(called), at(called), at(called + 5), carried=False)


def waits(service: str) -> Step:
    return Step(service, None, StepState.WAITING, at(0), None, None, None, carried=False)


def the_day(closed: bool = True, **more) -> DayFacts:
    visits = (
        Visit(1, DAY, at(0), False, (done("AB.1", 10),)),
        Visit(2, DAY, at(0), False, (done("AB.1", 20), done("BA.1", 30))),
        Visit(3, DAY, at(0), False, (waits("AB.2"),)),
    )
    return DayFacts(DAY, at(0), at(400) if closed else None, visits, **more)


def test_one_agency_or_one_service_alone() -> None:
    def counted(scope: CountScope) -> tuple[int, int]:
        found, total = count_to_add(small_hall(), [the_day()], scope)
        assert count(small_hall(), [the_day()], scope) == found
        assert total == count_to_add(small_hall(), [the_day()], scope)[1]
        return found.total.visits, found.total.served

    assert counted(CountScope()) == (3, 3)
    assert counted(CountScope(agency="BA")) == (1, 1)
    assert counted(CountScope(agency="AB")) == (3, 2)
    assert counted(CountScope(service="AB.1")) == (2, 2)
    assert counted(CountScope(agency="AB", service="AB.2")) == (1, 0)


def test_a_place_of_very_many_steps_is_counted_between_the_days_and_tells_the_same(monkeypatch) -> None:
    days = [the_day(), dataclasses.replace(the_day(), day="2026-11-24")]
    whole = count(small_hall(), days, CountScope())
    monkeypatch.setattr(table_sums, "_MANY", 1)
    assert count(small_hall(), days, CountScope()) == whole


def test_a_visit_that_comes_to_one_place_twice_is_one_visit_there() -> None:
    twice = Visit(1, DAY, at(0), False, (done("AB.1", 10), done("AB.1", 30)))
    found = count(small_hall(), [DayFacts(DAY, at(0), at(400), (twice,))], CountScope())
    (row,) = found.rows[Grouping.SERVICE]
    assert (row.key, row.visits, row.served) == ("AB.1", 1, 2)


def test_a_day_that_is_not_over_or_not_to_be_relied_on_says_so() -> None:
    def said(facts: DayFacts, **scope) -> list[tuple[Caveat, int]]:
        found = count(small_hall(), [facts], CountScope(**scope))
        assert {mark.day for mark in found.marks} <= {DAY}
        return [(mark.mark, mark.count) for mark in found.marks]

    assert said(the_day(), service="AB.1") == []
    assert said(the_day()) == [(Caveat.UNFINISHED, 1)]
    assert said(the_day(closed=False)) == [(Caveat.UNCLOSED, 0), (Caveat.UNFINISHED, 1)]
    assert said(the_day(closed=False), today=DAY, now=at(60)) == [(Caveat.GOING_ON, 0)]
    assert said(the_day(clock_doubted=True), service="AB.1") == [(Caveat.CLOCK, 0)]
