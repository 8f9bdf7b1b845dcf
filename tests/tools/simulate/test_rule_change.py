"""A rule is changed while people wait: it is in the audit, and nothing but what it says is different."""

import dataclasses

from shared.domain.answers import Called
from shared.domain.hall_data.hall import CallRule, PriorityRule
from shared.store import acts
from shared.store.acts import Order, Target, apply_hall
from tests.helpers.hall import StandingClock, open_hall, small_hall


def rows(file) -> list[tuple]:
    with file.reading() as db:
        found = db.execute(
            "SELECT id, ticket, service, state, place, since, counter, hold_until FROM steps ORDER BY id"
        ).fetchall()
    return [tuple(row) for row in found]


def test_nobody_is_lost_or_moved_and_the_next_call_goes_by_the_new_rule(tmp_path) -> None:
    clock = StandingClock()
    hall = small_hall(priority=PriorityRule(priority=0))
    with open_hall(tmp_path, hall, clock=clock) as file:
        press = iter(f"press {n}" for n in range(99))
        acts.open_counter(file, next(press), "1")
        for priority in (False, False, False, False, True, False):
            acts.issue(file, next(press), Order(("AB.1",), priority))
            clock.advance(minutes=1)
        acts.call_next(file, next(press), "1")
        acts.hold(file, next(press), Target(counter="1"), "berkas kurang")
        acts.call_next(file, next(press), "1")
        before = rows(file)

        new = dataclasses.replace(
            hall.rules, priority=PriorityRule(ordinary=1), calls=CallRule(recall_limit=2, soonest_finish_seconds=0)
        )
        apply_hall.apply(file, dataclasses.replace(hall, rules=new))

        assert rows(file) == before
        with file.reading() as db:
            assert file.hall(db).rules == new
            last = db.execute("SELECT what FROM events ORDER BY sequence DESC LIMIT 1").fetchone()
        assert last["what"] == "hall_changed"
        called = acts.call_next(file, next(press), "1")
        assert isinstance(called, Called)
        assert (called.label, called.reason.rule) == ("AB-005", "priority_turn")
        assert called.reason.passed_over == ("AB-003", "AB-004")
        left = []
        while isinstance(answer := acts.call_next(file, next(press), "1"), Called):
            left.append(answer.label)
        assert left == ["AB-003", "AB-004", "AB-006"]
