import dataclasses

import pytest

from shared.domain.hall_data.hall import CallRule, Counter, PriorityRule
from shared.domain.line import Recent, Waiting, choose
from shared.domain.words import Instant
from tests.helpers.hall import MORNING, small_hall

MINUTE = 60_000
NOW = Instant(MORNING + 60 * MINUTE)
GENEROUS = PriorityRule(ordinary=2, priority=1, cap=1, ageing_minutes=600, bound_minutes=600)


def waiting(place: int, *, service: str = "AB.1", waited: float = 10, priority: bool = False, **more) -> Waiting:
    since = Instant(NOW - round(waited * MINUTE))
    given = {"taken_at": since, **more}
    return Waiting(place, place, f"AB-{place:03d}", service, priority, float(place), since, **given)


def call(service: str = "AB.1", priority: bool = False, place: float = 0.0, seconds: float = 60, **more) -> Recent:
    return Recent(
        service, priority, Instant(NOW - 5 * MINUTE), place, seconds, **{"ended": True, "counter": "1", **more}
    )


def chosen(line, recent=(), hall=None, counters: int = 2, counter: str = "1"):
    found = choose(line, counter, hall or small_hall(priority=GENEROUS), NOW, recent, counters=counters)
    return (found.step.label, found.reason) if found else None


def test_nobody_there_is_none() -> None:
    assert chosen([]) is None
    assert chosen([waiting(1, to_counter="2")]) is None


def test_first_come_first_served_whatever_the_order_of_the_rows() -> None:
    label, reason = chosen([waiting(3), waiting(1), waiting(2)])
    assert label == "AB-001"
    assert (reason.rule, reason.waited_seconds, reason.passed_over) == ("arrival", 600, ())


def test_two_ordinary_one_priority() -> None:
    line = [waiting(1), waiting(2), waiting(9, priority=True)]
    assert chosen(line, [call()])[0] == "AB-001"
    label, reason = chosen(line, [call(), call()])
    assert label == "AB-009"
    assert (reason.rule, reason.passed_over, reason.because) == (
        "priority_turn",
        ("AB-001", "AB-002"),
        ("priority", "priority"),
    )
    assert chosen(line, [call(), call(), call(priority=True)])[0] == "AB-001"


def test_the_cap_holds_priority_calls_in_a_row() -> None:
    rule = dataclasses.replace(GENEROUS, ordinary=0, priority=1, cap=2)
    hall = small_hall(priority=rule)
    line = [waiting(1), waiting(8, priority=True)]
    assert chosen(line, [], hall)[0] == "AB-008"
    assert chosen(line, [call(priority=True)], hall)[0] == "AB-008"
    assert chosen(line, [call(priority=True)] * 2, hall)[0] == "AB-001"
    assert chosen(line, [*[call(priority=True)] * 2, call()], hall)[0] == "AB-008"


def test_a_priority_visitor_who_came_first_goes_first_by_arrival() -> None:
    label, reason = chosen([waiting(1, priority=True), waiting(2)], [call(priority=True)] * 3)
    assert (label, reason.rule) == ("AB-001", "arrival")


def test_without_priority_in_the_rules_everybody_goes_by_arrival() -> None:
    hall = small_hall(priority=dataclasses.replace(GENEROUS, priority=0))
    label, reason = chosen([waiting(1), waiting(2, priority=True)], [call()] * 5, hall)
    assert (label, reason.rule) == ("AB-001", "arrival")


def test_an_ordinary_visitor_who_has_waited_long_goes_before_any_priority() -> None:
    hall = small_hall(priority=dataclasses.replace(GENEROUS, ageing_minutes=30))
    line = [waiting(1, waited=30), waiting(2, priority=True, waited=5)]
    label, reason = chosen(line, [call()] * 5, hall)
    assert (label, reason.rule) == ("AB-001", "priority_aged")


class TestBound:
    """Nobody loses more than the bound: what each has lost is calculated before another one may overtake."""

    hall = small_hall(priority=dataclasses.replace(GENEROUS, ordinary=0, cap=9, bound_minutes=30, reserve=2.5))
    line = (waiting(1, waited=20), waiting(8, priority=True, waited=2))

    def test_one_who_may_lose_too_much_is_not_overtaken(self) -> None:
        # AB.1 takes 6 minutes, 15 at worst: two such visits are just the bound, a minute more is not.
        lost = [call(priority=True, place=5.0, seconds=15 * 60)]
        assert chosen(self.line, lost, self.hall, counters=1)[0] == "AB-008"
        lost = [call(priority=True, place=5.0, seconds=16 * 60)]
        label, reason = chosen(self.line, lost, self.hall, counters=1)
        assert (label, reason.rule) == ("AB-001", "priority_bound")

    def test_a_visit_that_still_goes_on_counts_at_its_worst(self) -> None:
        going_on = [call(priority=True, place=5.0, seconds=60, ended=False)] * 2
        assert chosen(self.line, going_on, self.hall, counters=1)[1].rule == "priority_bound"
        over = [call(priority=True, place=5.0, seconds=60)] * 2
        assert chosen(self.line, over, self.hall, counters=1)[1].rule == "priority_turn"

    def test_several_counters_share_the_work(self) -> None:
        lost = [call(priority=True, place=5.0, seconds=16 * 60)]
        assert chosen(self.line, lost, self.hall, counters=4)[1].rule == "priority_turn"

    def test_calls_that_overtook_nobody_here_cost_nothing(self) -> None:
        before_they_came = Recent("AB.1", True, Instant(NOW - 30 * MINUTE), 5.0, 9000.0, True, "1")
        came_first = call(priority=True, place=0.5, seconds=9000)
        ordinary = call(place=5.0, seconds=9000)
        recent = [before_they_came, came_first, ordinary]
        assert chosen(self.line, recent, self.hall, counters=1)[1].rule == "priority_turn"

    def test_a_service_that_may_last_beyond_the_bound_never_overtakes(self) -> None:
        long_one = waiting(8, priority=True, service="AB.2", waited=2)  # 10 minutes, 25 at worst
        tight = small_hall(priority=dataclasses.replace(GENEROUS, ordinary=0, bound_minutes=20))
        assert chosen([self.line[0], long_one], [], tight, counters=9)[1].rule == "priority_bound"

    def test_the_bound_of_nought_lets_nobody_overtake(self) -> None:
        hall = small_hall(priority=dataclasses.replace(GENEROUS, ordinary=0, bound_minutes=0))
        assert chosen(self.line, [], hall)[1].rule == "priority_bound"


def test_a_booking_is_called_at_its_time_before_others() -> None:
    due = waiting(9, booked_for=Instant(NOW + 5 * MINUTE), waited=3)
    label, reason = chosen([waiting(1), due])
    assert (label, reason.rule, reason.because) == ("AB-009", "booking", ("booking",))
    early = waiting(9, booked_for=Instant(NOW + 6 * MINUTE))
    assert chosen([waiting(12), early])[0] == "AB-012"
    assert chosen([waiting(12), early])[1].because == ("not_due",)
    assert chosen([early])[0] == "AB-009"  # nobody else waits: no reason to let a counter stand idle


def test_bookings_go_by_their_time_and_a_late_one_joins_the_line() -> None:
    first = waiting(9, booked_for=Instant(NOW - 10 * MINUTE), waited=20)
    second = waiting(8, booked_for=Instant(NOW - 5 * MINUTE), waited=20)
    assert chosen([first, second])[0] == "AB-009"
    late = waiting(9, booked_for=Instant(NOW - 60 * MINUTE), waited=30)  # checked in half an hour after its time
    assert chosen([waiting(1), late])[0] == "AB-001"


def test_a_ticket_taken_a_moment_ago_is_left_while_others_wait() -> None:
    hall = small_hall(priority=GENEROUS, calls=CallRule(mercy_seconds=30))
    fresh = waiting(1, waited=0.4)
    label, reason = chosen([fresh, waiting(2, waited=1)], hall=hall)
    assert (label, reason.because) == ("AB-002", ("fresh",))
    assert chosen([fresh], hall=hall)[0] == "AB-001"


def test_weights_share_a_counter_between_its_services() -> None:
    hall = small_hall(priority=GENEROUS)
    weighted = Counter("AB", weights={"AB.1": 3, "AB.2": 1})
    hall = dataclasses.replace(hall, counter={**hall.counter, "1": weighted})
    line = [waiting(n, service="AB.2") for n in range(1, 9)] + [waiting(n) for n in range(11, 29)]
    recent: list[Recent] = []
    for _ in range(8):
        found = choose(line, "1", hall, NOW, recent)
        line.remove(found.step)
        recent.append(call(found.step.service))
    assert [r.service for r in recent].count("AB.1") == 6
    assert chosen([waiting(1)], recent, hall)[1].rule == "arrival"
    label, reason = chosen([waiting(1, service="AB.2"), waiting(2)], [call("AB.2")], hall)
    assert (label, reason.rule, reason.because) == ("AB-002", "weight", ("weight",))


def test_equal_weights_of_one_take_turns() -> None:
    hall = small_hall(priority=GENEROUS)
    hall = dataclasses.replace(hall, counter={**hall.counter, "1": Counter("AB", weights={"AB.1": 1, "AB.2": 1})})
    line = [waiting(1), waiting(2), waiting(3, service="AB.2")]
    assert chosen(line, [call("AB.1")], hall)[0] == "AB-003"
    alone = dataclasses.replace(hall, counter={**hall.counter, "1": Counter("AB", ("AB.1",), weights={"AB.1": 1})})
    assert chosen([waiting(1), waiting(2)], [call()], alone)[0] == "AB-001"


@pytest.mark.parametrize(("every", "expected"), [(4, "AB-009"), (0, "AB-001"), (1, "AB-009"), (5, "AB-001")])
def test_the_pick_up_line_gets_one_call_in_so_many(every, expected) -> None:
    hall = small_hall(priority=GENEROUS, calls=CallRule(pickup_every=every))
    line = [waiting(1), waiting(2), waiting(9, service="AB.3")]
    label, reason = chosen(line, [call("AB.3"), call(), call(), call(), call("AB.3", priority=True)], hall)
    assert label == expected
    if expected == "AB-009":
        assert (reason.rule, set(reason.because)) == ("pickup", {"pickup"})


def test_a_pick_up_that_is_first_anyway_is_called_by_arrival() -> None:
    assert chosen([waiting(1, service="AB.3"), waiting(2)], [call()] * 9)[1].rule == "arrival"


def test_how_a_step_came_back_is_the_reason_it_is_called_by() -> None:
    assert chosen([waiting(1, rejoined="transfer"), waiting(2)])[1].rule == "transfer"
    weighted = small_hall(priority=GENEROUS)
    weighted = dataclasses.replace(weighted, counter={**weighted.counter, "1": Counter("AB", weights={"AB.1": 2})})
    assert chosen([waiting(1, rejoined="return"), waiting(2, service="AB.2")], [], weighted)[1].rule == "return"


def test_a_step_sent_to_one_counter_waits_for_it() -> None:
    line = [waiting(1, to_counter="2"), waiting(2)]
    assert chosen(line)[0] == "AB-002"
    assert chosen(line, counter="2")[0] == "AB-001"


def test_a_rule_change_leaves_everybody_in_line_in_the_same_order() -> None:
    """Rules choose; they never write: the places of those who wait are the same under any rules."""
    line = [waiting(n, priority=n % 3 == 0) for n in range(1, 13)]
    orders = []
    for rule in (GENEROUS, PriorityRule(), dataclasses.replace(GENEROUS, priority=0)):
        left, recent, order = list(line), [], []
        while left:
            found = choose(left, "1", small_hall(priority=rule), NOW, recent)
            left.remove(found.step)
            recent.append(call(priority=found.step.priority, place=found.step.place))
            order.append(found.step)
        orders.append(order)
    for order in orders:
        assert sorted(s.label for s in order) == sorted(s.label for s in line)
        for lane in (True, False):
            own = [s.place for s in order if s.priority is lane]
            assert own == sorted(own)
