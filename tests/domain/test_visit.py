import dataclasses

import pytest

from shared.domain import visit
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import CallRule, Rejoin, Service
from shared.domain.visit import Loop, OrderReason, OrderRule, VisitStep
from shared.domain.words import Refusal, StepState
from tests.helpers.hall import small_hall

W, S, D, H = StepState.WAITING, StepState.SERVING, StepState.DONE, StepState.HELD


def hall_with(**after: tuple[str, ...]):
    hall = small_hall()
    services = {
        code: dataclasses.replace(service, after=after.get(code.replace(".", ""), ()))
        for code, service in hall.service.items()
    }
    return dataclasses.replace(hall, service=services)


def steps(*given: tuple[str, StepState], **waits: int):
    return [VisitStep(n, code, state, n, waits.get(f"s{n}")) for n, (code, state) in enumerate(given, 1)]


def code(answer) -> Refusal:
    assert isinstance(answer, Refused)
    return answer.code


def test_the_shortest_way_through_the_lines_is_taken() -> None:
    hall = small_hall()
    waits = {"AB.1": 40.0, "BA.1": 5.0, "BA.2": 10.0}
    # The long line runs while the short ones are served.
    order = visit.best_order(hall, ("AB.1", "BA.2", "BA.1"), waits)
    assert order[-1] == "AB.1"
    assert visit.best_order(hall, ("BA.1", "AB.1"), {}) == ("BA.1", "AB.1")


def test_a_service_that_nobody_serves_is_not_proposed_first() -> None:
    hall = small_hall()
    assert visit.best_order(hall, ("AB.1", "BA.1", "BA.2"), {"BA.1": 90.0, "BA.2": 5.0}) == ("BA.2", "BA.1", "AB.1")
    needed = hall_with(BA1=("AB.1",))
    assert visit.best_order(needed, ("AB.1", "BA.1"), {"BA.1": 5.0}) == ("AB.1", "BA.1")


def test_dependencies_go_before_short_waits_also_through_a_service_between() -> None:
    hall = hall_with(AB1=("BA.1",), BA1=("BA.2",))
    assert visit.best_order(hall, ("AB.1", "BA.1"), {"AB.1": 0.0, "BA.1": 60.0}) == ("BA.1", "AB.1")
    assert visit.best_order(hall, ("AB.1", "BA.2"), {"AB.1": 0.0, "BA.2": 60.0}) == ("BA.2", "AB.1")
    assert visit.comes_before(hall_with(AB1=("XX.9",)), "AB.1", ["BA.1"]) == frozenset()
    assert visit.comes_before(hall_with(AB1=("BA.1",), BA1=("AB.1",)), "AB.1", ["BA.1"]) == frozenset({"BA.1"})


def test_a_very_long_visit_is_ordered_step_by_step() -> None:
    more = {f"BA.{n}": Service({"id": f"Layanan {n}"}, 5.0, after=("BA.9",) if n == 3 else ()) for n in range(3, 10)}
    hall = small_hall(services=more)
    asked = ("BA.3", *(f"BA.{n}" for n in range(4, 10)))
    order = visit.best_order(hall, asked, {f"BA.{n}": float(n) for n in range(3, 10)})
    assert order == ("BA.4", "BA.5", "BA.6", "BA.7", "BA.8", "BA.9", "BA.3")


def test_a_circle_in_the_data_still_gives_an_order() -> None:
    more = {
        f"BA.{n}": Service({"id": f"Layanan {n}"}, 5.0, after=(f"BA.{9 if n == 3 else n - 1}",)) for n in range(3, 10)
    }
    hall = small_hall(services=more)
    asked = tuple(f"BA.{n}" for n in range(3, 10))
    assert sorted(visit.best_order(hall, asked, {})) == sorted(asked)
    two = hall_with(AB1=("BA.1",), BA1=("AB.1",))
    assert visit.best_order(two, ("AB.1", "BA.1"), {}) == ("AB.1", "BA.1")


@pytest.mark.parametrize(
    ("given", "waits", "expected"),
    [
        ([("AB.1", W), ("BA.1", W)], {}, None),
        ([("AB.1", W), ("BA.1", S)], {}, Refusal.VISIT_BUSY),
        ([("AB.1", W), ("BA.1", StepState.CALLED)], {}, Refusal.VISIT_BUSY),
        ([("AB.1", W), ("BA.1", W)], {"s1": 2}, Refusal.WAITS_FOR_EARLIER_STEP),
        ([("AB.1", W), ("BA.1", H)], {"s1": 2}, Refusal.WAITS_FOR_EARLIER_STEP),
        ([("AB.1", W), ("BA.1", D)], {"s1": 2}, None),
        ([("AB.1", W), ("BA.2", W)], {}, Refusal.WAITS_FOR_EARLIER_STEP),
        ([("AB.1", W), ("BA.2", D)], {}, None),
    ],
)
def test_a_step_is_called_when_the_visitor_is_free_and_earlier_steps_are_over(given, waits, expected) -> None:
    refused = visit.may_call(hall_with(AB1=("BA.2",)), steps(*given, **waits), 1)
    assert (refused.code if refused else None) is expected


def test_a_payment_loop_adds_the_cashier_and_returns_near_the_front() -> None:
    hall = small_hall(calls=CallRule(loop_rejoin=Rejoin.AFTER, loop_after=1))
    given = steps(("AB.1", S), ("BA.2", W))
    loop = visit.payment_loop(
        hall, given, given[0], counter="1", service="BA.1", line=(10.0, 20.0), original=5.0, end=99.0
    )
    assert loop == Loop("BA.1", 2, 15.0, "1")
    again = visit.payment_loop(hall, given, given[0], counter="1", service="BA.2", line=(), original=5.0, end=99.0)
    assert code(again) is Refusal.SAME_SERVICE_TWICE
    idle = steps(("AB.1", W))
    refused = visit.payment_loop(hall, idle, idle[0], counter="1", service="BA.1", line=(), original=5.0, end=99.0)
    assert code(refused) is Refusal.ILLEGAL_MOVE


@pytest.mark.parametrize(
    ("given", "waits", "free"),
    [
        ([("AB.1", W), ("BA.1", W)], {"s1": 2}, {2}),  # the cashier's service comes after the one that sends there
        ([("AB.1", W), ("BA.1", H)], {"s1": 2}, set()),
        ([("AB.1", W), ("BA.1", D)], {"s1": 2}, {1}),
        ([("AB.1", W), ("BA.1", W), ("AB.2", W)], {"s1": 2}, {2}),  # and a third between the two
        ([("AB.1", D), ("BA.1", D), ("AB.2", W)], {"s1": 2}, {3}),
        ([("AB.1", W), ("BA.1", W), ("BA.2", W)], {"s1": 2, "s2": 3}, {3}),  # a loop within the loop
        ([("AB.1", W), ("BA.1", W)], {}, {1}),  # without a loop the hall's file is right
    ],
)
def test_a_loop_to_a_cashier_who_comes_later_by_the_file_can_be_called(given, waits, free) -> None:
    hall = hall_with(BA1=("AB.2", "AB.1"), AB2=("AB.1",), BA2=("AB.1",))
    present = steps(*given, **waits)
    waiting = [s.step for s in present if s.state is W]
    assert {step for step in waiting if visit.may_call(hall, present, step) is None} == free
    if len(waiting) == 2 and waits:
        assert visit.reorder(hall, present, (2, 1)) == {2: 1, 1: 2}
        assert code(visit.reorder(hall, present, (1, 2))) is Refusal.WAITS_FOR_EARLIER_STEP


def test_a_service_is_added_once_or_when_it_is_over() -> None:
    hall = small_hall()
    given = steps(("AB.1", W), ("BA.1", D))
    assert code(visit.may_add(hall, given, "AB.1")) is Refusal.SAME_SERVICE_TWICE
    assert visit.may_add(hall, given, "BA.1") is None  # it is over: it may be had again


def test_an_officer_reorders_what_waits_but_not_against_a_dependency() -> None:
    given = steps(("AB.2", D), ("AB.1", W), ("BA.1", H), ("BA.2", W))
    assert visit.reorder(small_hall(), given, (4, 2, 3)) == {4: 2, 2: 3, 3: 4}
    assert code(visit.reorder(small_hall(), given, (4, 2))) is Refusal.NO_SUCH_TICKET
    assert code(visit.reorder(hall_with(AB1=("BA.1",)), given, (2, 3, 4))) is Refusal.WAITS_FOR_EARLIER_STEP
    looped = steps(("AB.1", W), ("BA.1", W), s1=2)
    assert code(visit.reorder(small_hall(), looped, (1, 2))) is Refusal.WAITS_FOR_EARLIER_STEP
    assert visit.reorder(small_hall(), looped, (2, 1)) == {2: 1, 1: 2}


def test_a_whole_visit_takes_as_long_as_its_order() -> None:
    hall = small_hall()
    one, other = list(hall.service)[:2]
    minutes = hall.service[one].minutes + hall.service[other].minutes
    assert visit.whole_visit(hall, (one, other), {one: (0, 0), other: (0, 0)}) == (round(minutes), round(minutes))
    least, most = visit.whole_visit(hall, (one, other), {one: (5, 10), other: (30, 60)}) or (0, 0)
    turned = visit.whole_visit(hall, (other, one), {one: (5, 10), other: (30, 60)}) or (0, 0)
    assert turned[0] >= least
    assert least >= 30 + hall.service[other].minutes - 1
    assert most > least
    assert visit.whole_visit(hall, (one, other), {one: (5, 10), other: None}) is None


def test_the_reason_for_an_order_is_the_rule_it_went_by() -> None:
    hall = hall_with(AB1=("BA.1",))
    pay_first = OrderReason(OrderRule.NEEDED, "BA.1", "AB.1")
    assert visit.why_order(hall, ("BA.1", "AB.1"), {"BA.1": 60.0, "AB.1": 0.0}) == (pay_first,)
    shortest = visit.why_order(hall, ("BA.2", "BA.1", "AB.1"), {"BA.1": 60.0, "AB.1": 0.0, "BA.2": 1.0})
    assert shortest == (pay_first, OrderReason(OrderRule.SHORTEST))
    free = small_hall()
    assert visit.why_order(free, ("BA.1", "AB.1"), {"BA.1": 0.0, "AB.1": 0.0}) == (OrderReason(OrderRule.ALIKE),)
    assert visit.why_order(free, ("BA.1", "AB.1"), {"BA.1": 5.0}) == (OrderReason(OrderRule.UNTOLD, "AB.1"),)
    assert visit.why_order(hall, ("BA.1", "AB.1"), {}, own=True) == (OrderReason(OrderRule.OWN), pay_first)


def test_a_visitor_may_have_any_order_but_one_against_a_dependency() -> None:
    hall = hall_with(AB1=("BA.1",))
    assert code(visit.in_own_order(hall, ("AB.1", "BA.2", "BA.1"))) is Refusal.WAITS_FOR_EARLIER_STEP
    assert visit.in_own_order(hall, ("BA.2", "BA.1", "AB.1")) is None
    assert len(visit.orders(hall, ("AB.1", "BA.1", "BA.2"))) == 3
    circle = hall_with(AB1=("BA.1",), BA1=("AB.1",))
    assert visit.orders(circle, ("AB.1", "BA.1")) == (("AB.1", "BA.1"),)
