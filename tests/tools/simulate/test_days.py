import dataclasses
import datetime
import json

import pytest

from shared.domain.hall_data.hall import DayHours, Holiday, Leftovers, TakingRule, Weekday
from shared.domain.words import Refusal, StepState, TimeOfDay
from shared.samples import load
from shared.tools.simulate import calibration, fairness, outcome, outcome_text, rules_file, shape
from shared.tools.simulate.generate import ArrivalHabits, day_plan
from shared.tools.simulate.many_days import hall_in_a_folder, run_days
from shared.tools.simulate.study import Question, answer, plans
from shared.tools.simulate.virtual_day import DayRun
from tests.helpers.hall import small_hall

WEDNESDAY = datetime.date(2026, 11, 25)


@pytest.fixture(scope="module")
def hall():
    return load("sungai-rindang")


@pytest.fixture(scope="module")
def busy_day(hall):
    plan = day_plan(hall, WEDNESDAY, 240, 3, ArrivalHabits(priority=0.2))
    return plan, run_days(hall, [plan])[0]


def test_the_same_seed_gives_the_same_day_to_the_byte(hall) -> None:
    def told(seed: int) -> str:
        return json.dumps(answer(hall, plans(hall, Question(40, seed)), with_fairness=False))

    assert told(7) == told(7)
    assert told(7) != told(8)


def test_everybody_who_took_a_number_ends_somehow(busy_day) -> None:
    plan, day = busy_day
    assert day.visits == len(plan.visits) == 240
    tickets = {step.label for step in day.steps.values()}
    assert len(tickets) + sum(day.refused.values()) == 240
    ends = {step.end for step in day.steps.values()}
    assert StepState.DONE in ends
    assert ends <= {
        StepState.DONE, StepState.NO_SHOW, StepState.TRANSFERRED, StepState.CANCELLED, StepState.EXPIRED,
        StepState.SERVING,
    }  # fmt: skip
    done = [step for step in day.steps.values() if step.end is StepState.DONE]
    assert all(step.called_at is not None and step.taken_at <= step.called_at for step in done)
    assert {c.counter for c in day.counters.values()} == set(day.counters)
    assert all(0 <= c.busy_ms <= c.open_ms * 1.1 + 600_000 for c in day.counters.values())


def test_mondays_are_full_fridays_short_and_the_day_after_a_long_holiday_twice_as_full(hall) -> None:
    monday, friday = datetime.date(2026, 11, 30), datetime.date(2026, 11, 27)
    assert shape.day_factor(hall, monday) == 1.25
    assert shape.day_factor(hall, WEDNESDAY) == 1.0
    assert shape.day_factor(hall, friday) < 1
    closed = {monday - datetime.timedelta(days=n): Holiday({"id": "Libur"}) for n in range(4)}
    after = dataclasses.replace(hall, holiday={**hall.holiday, **closed})
    tuesday = monday + datetime.timedelta(days=1)
    assert shape.day_factor(after, tuesday) == 2.5
    assert tuesday == shape.open_days(after, monday, 1)[0]
    assert len(day_plan(after, tuesday, 100, 1).visits) == 250
    with pytest.raises(ValueError, match="closed"):
        day_plan(after, monday, 100, 1)
    with pytest.raises(ValueError, match="no open day"):
        shape.open_days(small_hall(week={}), monday, 1)


def test_people_stand_at_the_door_and_come_mostly_early(hall) -> None:
    plan = day_plan(hall, WEDNESDAY, 1000, 1)
    opens = min(shift.opens for shift in plan.shifts)
    assert 150 < sum(visit.at < opens - 25 * 60_000 for visit in plan.visits) < 320
    hours = (plan.closes - opens) / 2
    assert sum(visit.at < opens + hours for visit in plan.visits) > 650
    assert 0.04 < sum(v.priority for v in plan.visits) / 1000 < 0.12
    assert max(len(v.matters) for v in plan.visits) in (3, 4)


def test_no_ordinary_visitor_loses_more_than_the_bound_to_priority(hall, busy_day) -> None:
    """Invariant 7, measured: the same seeded day with the lane and without it."""
    plan = fairness.alone(busy_day[0])
    with_it, without = run_days(hall, [plan])[0], run_days(fairness.without_priority(hall), [plan])[0]
    found = fairness.compare(hall, with_it, without)
    assert found.ordinary > 150
    assert found.over_bound == 0
    assert found.worst[0].minutes <= hall.rules.priority.bound_minutes
    assert found.mean_priority < 0 < found.worst[0].minutes  # it did something, and cost something


def test_a_tighter_bound_costs_others_less(hall, busy_day) -> None:
    plan = fairness.alone(busy_day[0])
    rule = dataclasses.replace(hall.rules.priority, bound_minutes=8)
    tight = dataclasses.replace(hall, rules=dataclasses.replace(hall.rules, priority=rule))
    found = fairness.compare(tight, run_days(tight, [plan])[0], run_days(fairness.without_priority(tight), [plan])[0])
    assert found.over_bound == 0


def test_the_range_given_holds_most_waits_and_a_plain_mean_does_not(busy_day) -> None:
    table = calibration.table([busy_day[1]])
    assert table["all"]["held"] > 0.75
    assert table["all"]["held"] > table["naive"]["held"] + 0.1
    assert table["all"]["narrow"] > 0.4
    assert sum(b["count"] for b in table["by_middle_minutes"].values()) == table["all"]["count"]
    assert calibration.measure([])["held"] == 0


def test_the_range_holds_in_every_band_of_waits(hall) -> None:
    day = run_days(hall, [day_plan(hall, WEDNESDAY, 420, 11)])[0]
    table = calibration.table([day])
    bands = {name: band for name, band in table["by_middle_minutes"].items() if band["count"] >= 50}
    assert {"0-5", "15-30", "30-60"} <= set(bands)
    assert min(band["held"] for band in bands.values()) > 0.75, bands
    assert table["all"]["mean_error"] < 0.5 * table["naive"]["mean_error"]


def test_the_report_says_everything_and_reads_well(hall, busy_day) -> None:
    _, day = busy_day
    figures = outcome.figures(hall, [day])
    assert figures["waits"]["all"]["count"] == sum(s.called_at is not None for s in day.steps.values())
    assert set(figures["calls_per_minute"]) <= set(hall.zone)
    assert sum(figures["rules"].values()) == figures["fairness"]["first_calls"]
    assert 0 < max(c["used"] for c in figures["counters"].values()) <= 1.1
    text = "\n".join(outcome_text.told(figures))
    for part in ("minutes of waiting", "range given", "naive mean", "busiest counters", "past closing"):
        assert part in text
    assert all(d["change"] == 0 for d in outcome.differences(figures, figures).values())
    assert "these rules" in "\n".join(outcome_text.compared(outcome.differences(figures, figures)))


def test_other_rules_are_laid_over_the_halls(hall, tmp_path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("[rules.priority]\nbound_minutes = 5\n")
    under = rules_file.over(hall, file)
    assert under.rules.priority.bound_minutes == 5
    assert under.rules.calls == hall.rules.calls
    assert under.service == hall.service


def test_a_hall_open_past_midnight_and_past_999_runs_like_any_other() -> None:
    week = dict.fromkeys(Weekday, DayHours(TimeOfDay(18 * 60), TimeOfDay(25 * 60)))
    hall = small_hall(week=week, taking=TakingRule(leftovers=Leftovers.EXPIRE))
    services = {c: dataclasses.replace(s, minutes=0.3) for c, s in hall.service.items()}
    night = dataclasses.replace(
        hall,
        service=services,
        agency={"AB": hall.agency["AB"], "BA": dataclasses.replace(hall.agency["BA"], share=0.01)},
    )
    plan = day_plan(night, WEDNESDAY, 60, 1, ArrivalHabits(leaves=0, late=0, hold=0, transfer=0, second_matter=0))
    plan = dataclasses.replace(plan, stops=())
    with hall_in_a_folder(night, WEDNESDAY) as (file, clock):
        with file.writing() as db:
            db.execute("INSERT INTO numbers (day, prefix, next) VALUES (?, 'AB', 990)", (WEDNESDAY.isoformat(),))
        day = DayRun(file, night, clock, plan).run()
    labels = {step.label for step in day.steps.values()}
    assert {"AB-999", "AB-1000", "AB-1001"} <= labels
    midnight = plan.closes - 60 * 60_000
    assert any((step.called_at or 0) > midnight for step in day.steps.values())
    assert {step.end for step in day.steps.values()} == {StepState.DONE}
    assert set(day.refused) <= {Refusal.CUT_OFF.value, Refusal.AFTER_CLOSING.value}
