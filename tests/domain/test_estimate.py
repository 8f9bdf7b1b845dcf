import dataclasses
import datetime

import pytest

from shared.clock import parse_instant
from shared.domain.estimate import LineState, Observed, foresee, in_a_row, people_ahead, wait_range
from shared.domain.hall_data.hall import CallRule, DayHours, PriorityRule, Span, Weekday
from shared.domain.words import TimeOfDay
from tests.helpers.hall import small_hall

DAY = datetime.date(2026, 11, 23)


def at(time: str):
    return parse_instant(f"2026-11-23T{time}:00+08:00")


def state(time: str = "10:00", **changes) -> LineState:
    given = {"service": "AB.1", "ahead": {}, "open_counters": 2, **changes}
    return LineState(now=at(time), day=DAY, **given)


def middle(time: str = "10:00", hall=None, **changes) -> float:
    return foresee(hall or small_hall(), state(time, **changes)).middle


def test_with_a_free_counter_and_nobody_ahead_it_is_at_once() -> None:
    assert wait_range(small_hall(), state()) == (0, 2)


def test_more_people_wait_longer_more_counters_shorter() -> None:
    busy = {"busy": (("AB.1", 1.0), ("AB.1", 5.0))}
    few = middle(ahead={"AB.1": 4}, **busy)
    many = middle(ahead={"AB.1": 12}, **busy)
    assert few < many
    assert middle(ahead={"AB.1": 12}, open_counters=4, **busy) < many
    # Twelve people of about seven minutes on two counters: about forty minutes.
    assert 30 < many < 50


def test_a_very_long_line_is_calculated_like_a_long_one() -> None:
    forty, eighty = middle(ahead={"AB.1": 40}), middle(ahead={"AB.1": 80})
    assert 1.8 < eighty / forty < 2.2


def test_the_range_holds_its_middle_and_is_never_empty() -> None:
    for people in range(0, 90, 3):
        now = state(ahead={"AB.1": people, "AB.2": 1}, busy=(("AB.2", 30.0),))
        low, high = wait_range(small_hall(), now)
        assert 0 <= low < high
        assert low <= foresee(small_hall(), now).middle <= high


def test_what_was_observed_goes_before_the_catalogue_as_it_grows() -> None:
    slow = {"AB.1": Observed(200, 1200.0)}
    hardly = {"AB.1": Observed(1, 1200.0)}
    plain = middle(ahead={"AB.1": 10})
    assert plain < middle(ahead={"AB.1": 10}, observed=hardly) < middle(ahead={"AB.1": 10}, observed=slow)
    assert middle(ahead={"AB.1": 10}, observed=slow) > 2 * plain


def test_nobody_is_called_in_a_break() -> None:
    lunch = Span(TimeOfDay(720), TimeOfDay(780))
    hall = small_hall(week=dict.fromkeys(Weekday, DayHours(TimeOfDay(480), TimeOfDay(960), breaks=(lunch,))))
    assert middle("12:10", hall, open_counters=0, back_at=(at("13:00"), at("13:00"))) == pytest.approx(50, abs=2)
    across = middle("11:40", hall, ahead={"AB.1": 10})
    assert across == pytest.approx(60 + middle("11:40", ahead={"AB.1": 10}), abs=6)
    assert middle("11:00", hall, ahead={"AB.1": 60}) > 60 + middle("14:00", ahead={"AB.1": 50})
    assert middle("08:30", hall, ahead={"AB.1": 42}) == pytest.approx(middle("08:30", ahead={"AB.1": 42}))


def test_before_opening_the_wait_for_the_doors_is_part_of_it() -> None:
    low, high = wait_range(small_hall(), state("07:30", open_counters=0))
    assert low <= 31 <= high
    assert low >= 20


def test_on_a_day_without_hours_only_the_line_counts() -> None:
    closed = dataclasses.replace(small_hall(), week={})
    assert wait_range(closed, state(open_counters=0)) == (0, 2)


def test_a_counter_that_may_still_open_shortens_the_wait_and_widens_the_range() -> None:
    crowd = {"ahead": {"AB.1": 15}, "open_counters": 1, "busy": (("AB.1", 2.0),)}
    early = foresee(small_hall(), state("08:20", **crowd))
    late = foresee(small_hall(), state("10:20", **crowd))
    both_open = foresee(small_hall(), state("10:20", **(crowd | {"open_counters": 2})))
    assert early.middle < late.middle
    assert early.above > both_open.above


def test_a_break_of_the_last_officer_is_waited_for() -> None:
    assert middle(open_counters=0, back_at=(at("10:20"),)) == pytest.approx(20, abs=1)


def test_priority_is_told_a_shorter_wait_where_the_rules_give_one() -> None:
    line = {"ahead": {"AB.1": 8}, "busy": (("AB.1", 1.0), ("AB.1", 2.0))}
    ordinary = wait_range(small_hall(), state(**line))
    first = wait_range(small_hall(), state(priority=True, **line))
    assert first[0] < ordinary[0]
    assert first[1] <= ordinary[1]
    no_lane = small_hall(priority=PriorityRule(priority=0))
    assert wait_range(no_lane, state(priority=True, **line))[0] >= ordinary[0] - 3


def test_the_pick_up_line_is_short_whatever_the_others_are() -> None:
    line = {"ahead": {"AB.2": 20, "AB.3": 1}, "busy": (("AB.2", 1.0), ("AB.2", 2.0))}
    own_line = wait_range(small_hall(), state(service="AB.3", **line))
    shared = wait_range(small_hall(calls=CallRule(pickup_every=0)), state(service="AB.3", **line))
    assert own_line[1] < shared[0]


def test_the_steps_of_a_visit_wait_for_each_other() -> None:
    hall = small_hall()
    alone = in_a_row(hall, [("AB.1", (5, 15))])
    assert alone == ((5, 15),)
    first, second = in_a_row(hall, [("AB.1", (5, 15)), ("BA.2", (6, 16))], {"AB.1": Observed(9, 600.0)})
    assert first[1] > 15  # the other line may come first
    assert second[1] > 15 + 10  # behind a visit of ten minutes
    assert in_a_row(hall, [("AB.1", (0, 2)), ("BA.2", (30, 40))])[0] == (0, 2)


def test_a_counter_with_services_of_its_own_counts_only_for_those() -> None:
    hall = small_hall()
    counters = {
        code: dataclasses.replace(c, services=("AB.2",)) for code, c in hall.counter.items() if c.agency == "AB"
    }
    only_two = dataclasses.replace(hall, counter={**hall.counter, **counters})
    assert middle("07:59", only_two, open_counters=0) <= middle("07:59", hall, open_counters=0, ahead={"AB.1": 2})


def test_people_ahead_are_all_of_whom_the_range_is_reckoned() -> None:
    line = {"AB.1": 4, "AB.2": 3}
    assert people_ahead(small_hall(), state(ahead=line)) == 7
    assert people_ahead(small_hall(), state()) == 0


@pytest.mark.parametrize(
    ("rule", "before", "told"),
    [
        (PriorityRule(ordinary=2, priority=1), 0, 2),  # two ordinary calls may come first
        (PriorityRule(ordinary=2, priority=1), 2, 2 + 6),
        (PriorityRule(ordinary=2, priority=2), 2, 2 + 4),
        (PriorityRule(ordinary=2, priority=3, cap=2), 2, 2 + 4),  # the cap ends a run of theirs
        (PriorityRule(ordinary=0, priority=1, cap=2), 1, 1),
        (PriorityRule(ordinary=0, priority=1, cap=2), 2, 2 + 1),
        (PriorityRule(ordinary=9, priority=1), 2, 12),  # never more than there are
        (PriorityRule(priority=0), 1, 12),
    ],
)
def test_before_a_ticket_of_the_priority_lane_go_those_of_its_lane_and_the_turns_between(
    rule: PriorityRule, before: int, told: int
) -> None:
    hall = small_hall(priority=rule)
    assert people_ahead(hall, state(ahead={"AB.1": 12}, ahead_priority=before, priority=True)) == told


def test_before_the_next_of_the_pick_up_line_go_the_calls_that_the_rule_lets_pass() -> None:
    line = {"AB.2": 20, "AB.3": 1}
    assert people_ahead(small_hall(calls=CallRule(pickup_every=4)), state(service="AB.3", ahead=line)) == 7
    assert people_ahead(small_hall(calls=CallRule(pickup_every=0)), state(service="AB.3", ahead=line)) == 21
    assert people_ahead(small_hall(calls=CallRule(pickup_every=4)), state(service="AB.3", ahead={"AB.2": 2})) == 2
