import datetime
import json

import pytest
from click.testing import CliRunner

from shared.cli.simulate import simulate
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Order, Target
from shared.tools.simulate import replay
from shared.tools.simulate.many_days import run_days
from tests.helpers.hall import DAY, StandingClock, open_hall

MONDAY = datetime.date.fromisoformat(DAY)


def a_short_day(file, clock: StandingClock) -> None:
    """Five visitors, one of them late, one gone; two counters, one break, one disturbance."""
    press = iter(f"press {n}" for n in range(99))
    for counter in ("1", "3"):
        acts.open_counter(file, next(press), counter)
    for order in (("AB.1",), ("AB.1", "BA.1"), ("AB.2",), ("AB.1",), ("BA.2",)):
        acts.issue(file, next(press), Order(order, priority=order == ("AB.2",)))
        clock.advance(minutes=1)
    for _ in range(2):
        acts.call_next(file, next(press), "1")
        clock.advance(minutes=1)
        acts.start(file, next(press), Target(counter="1"))
        clock.advance(minutes=6)
        acts.finish(file, next(press), Target(counter="1"))
    acts.disturb_service(file, next(press), "BA.2", {"id": "jaringan"})
    acts.call_next(file, next(press), "1")
    clock.advance(minutes=2)
    acts.no_show(file, next(press), Target(counter="1"))
    acts.take_break(file, next(press), "1")
    clock.advance(minutes=10)
    acts.restore_service(file, next(press), "BA.2")
    acts.end_break(file, next(press), "1")
    acts.rejoin(file, next(press), Target(counter="1"))
    acts.call_next(file, next(press), "1")
    clock.advance(minutes=9)
    acts.call_next(file, next(press), "3")
    clock.advance(minutes=4)
    acts.finish(file, next(press), Target(counter="3"))
    acts.finish(file, next(press), Target(counter="1"))
    acts.call_next(file, next(press), "3")
    clock.advance(minutes=2)
    acts.no_show(file, next(press), Target(counter="3"))
    acts.call_next(file, next(press), "1")
    clock.advance(minutes=2)
    acts.finish(file, next(press), Target(counter="1"))
    acts.close_counter(file, next(press), "1")


def test_a_real_day_is_read_back_as_a_plan_and_runs_again(tmp_path) -> None:
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        a_short_day(file, clock)
        with file.reading() as db:
            hall = file.hall(db)
            found = replay.read(db, hall, MONDAY)
    plan = found.plan
    assert [tuple(m.service for m in v.matters) for v in plan.visits] == [
        ("AB.1",), ("BA.1", "AB.1"), ("AB.2",), ("AB.1",), ("BA.2",),
    ]  # fmt: skip
    assert plan.visits[0].matters[0].seconds == 360
    assert [v.priority for v in plan.visits] == [False, False, True, False, False]
    assert sum(v.away_seconds is not None for v in plan.visits) == 1
    assert sum(v.leaves_after == 0.0 for v in plan.visits) == 1
    assert {shift.counter for shift in plan.shifts} == {"1", "3"}
    assert [len(shift.breaks) for shift in plan.shifts] == [1, 0]
    assert [(s.services, s.ends - s.begins) for s in plan.stops] == [(("BA.2",), 12 * 60_000)]
    again = run_days(hall, [plan])[0]
    assert len({s.label for s in again.steps.values()}) == 5
    assert {s.taken_at for s in again.steps.values()} == {v.at for v in plan.visits}
    assert sum(s.called_at is not None for s in found.real.steps.values()) == 6


def test_a_day_without_numbers_names_the_days_that_have_some(tmp_path) -> None:
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        a_short_day(file, clock)
        with file.reading() as db, pytest.raises(UsageFault) as fault:
            replay.read(db, file.hall(db), datetime.date(2026, 11, 24))
    assert DAY in fault.value.remedy


def asked(*arguments: str) -> dict:
    result = CliRunner().invoke(simulate, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    reply = result.return_value
    json.dumps(reply.data)
    return {"data": reply.data, "lines": reply.lines}


def test_the_command_compares_two_sets_of_rules_on_the_same_days(tmp_path) -> None:
    rules = tmp_path / "other.toml"
    rules.write_text("[rules.priority]\npriority = 0\n")
    found = asked("--sample", "sungai-rindang", "--visits", "25", "--seed", "2", "--versus", str(rules))
    assert found["data"]["difference"]["wait median"].keys() == {"rules", "versus", "change"}
    assert found["data"]["versus"]["rules"].get("priority_turn", 0) == 0
    assert "on the same days" in "\n".join(found["lines"])
    assert found["data"]["fairness"]["lost_to_priority"]["over_the_bound"] == 0


def test_the_command_replays_a_real_day(tmp_path) -> None:
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        a_short_day(file, clock)
    found = asked("--hall", str(tmp_path), "--replay", DAY, "--no-fairness")
    assert found["data"]["replay"] == DAY
    assert found["data"]["as_it_was"]["all"]["count"] == 6
    assert found["data"]["days"][0]["tickets"] == 5


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sample", "sungai-rindang", "--replay", DAY),
        ("--sample", "sungai-rindang", "--from", "tomorrow"),
        ("--sample", "sungai-rindang", "--rules", "nowhere.toml"),
        ("--sample", "sungai"),
    ],
)
def test_what_cannot_be_asked_is_a_usage_fault(arguments, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageFault) as fault:
        asked(*arguments)
    assert fault.value.remedy


def test_bad_rules_are_refused_with_the_key(tmp_path) -> None:
    rules = tmp_path / "bad.toml"
    rules.write_text("[rules.priority]\nordinary = 0\npriority = 0\n")
    with pytest.raises(UsageFault, match=r"rules\.priority\.ordinary"):
        asked("--sample", "sungai-rindang", "--rules", str(rules))
    rules.write_text("[rules.priority\n")
    with pytest.raises(UsageFault, match="not TOML"):
        asked("--sample", "sungai-rindang", "--rules", str(rules))
