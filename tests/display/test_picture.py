"""Large cards and list: no call is overwritten, every call has its time, however many come at once."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display.board.call_list import CallList
from display.board.calls import Call, Stand
from display.board.card_cells import VISIBLE_PART, cells
from display.board.panel import MOST, Panel
from display.stage import CAPACITIES
from shared.domain.hall_data.hall import Board
from shared.domain.words import Instant

RULES = Board()


def call(number: int, counter: str | None = None, *, ticket: int | None = None, **more: object) -> Call:
    fields: dict[str, object] = {
        "sequence": number,
        "call": number,
        "ticket": ticket or number,
        "step": ticket or number,
        "label": f"AB-{number:03d}",
        "counter": counter or str(number),
        "zone": "A",
        "service": "AB.1",
        "agency": "AB",
        "priority": False,
        "visual": False,
        "lang": "id",
        "times": 1,
        "at": Instant(0),
    }
    return Call(**(fields | more))


def large(panel: Panel) -> list[int]:
    return [card.call.call for card in panel.cards]


def listed(lines: CallList) -> list[int]:
    return [line.call.call for line in lines.visible]


# ----- the large cards


def test_one_call_stands_large_until_another_comes():
    panel = Panel(RULES)
    panel.call(call(1), 0)
    panel.refresh(1000)
    assert large(panel) == [1]
    panel.call(call(2), 1000)
    assert large(panel) == [2]


def test_calls_within_their_minimum_share_the_panel():
    panel = Panel(RULES)
    for number in range(1, 5):
        panel.call(call(number), number * 0.1)
    assert large(panel) == [1, 2, 3, 4]


def test_further_calls_wait_in_order_and_each_has_its_minimum():
    panel, first_seen, last_seen = Panel(RULES), {}, {}
    for number in range(1, 26):
        panel.call(call(number), 0)
    now = 0.0
    while now < 200:
        panel.refresh(now)
        assert len(panel.cards) <= MOST
        for number in large(panel):
            first_seen.setdefault(number, now)
            last_seen[number] = now
        now += 0.25
    assert sorted(first_seen) == list(range(1, 26))
    assert sorted(first_seen, key=first_seen.get) == list(range(1, 26))
    assert all(last_seen[n] - first_seen[n] >= RULES.large_seconds - 0.5 for n in first_seen)
    assert large(panel) == [25]


def test_a_visitor_who_wishes_to_be_called_visibly_stands_longer_and_larger():
    panel = Panel(RULES)
    panel.call(call(1, visual=True), 0)
    panel.call(call(2), 0)
    heights = [cell.height for cell in cells([c.call.visual for c in panel.cards])]
    assert heights == pytest.approx([VISIBLE_PART, 1 - VISIBLE_PART])
    panel.refresh(RULES.large_seconds + 1)
    assert large(panel) == [1]
    panel.call(call(3), RULES.large_seconds + 1)
    assert large(panel) == [1, 3]


def test_a_recall_flashes_again_and_begins_its_minimum_anew():
    panel = Panel(RULES)
    panel.call(call(1), 0)
    panel.call(call(1, times=2), 5)
    assert [(card.turn, card.call.again) for card in panel.cards] == [(2, True)]
    panel.call(call(2), 8)
    assert large(panel) == [1, 2]
    panel.call(call(1, times=3), 9)
    assert large(panel) == [2, 1], "the newest stands last, where the larger cell of three is"


def test_a_call_that_was_taken_back_leaves_at_once_and_a_served_one_keeps_its_minimum():
    panel = Panel(RULES)
    panel.call(call(1), 0)
    panel.call(call(2), 0)
    panel.stand(1, Stand.GONE, 1)
    panel.stand(2, Stand.SERVING, 1)
    assert [(card.call.call, card.stand) for card in panel.cards] == [(2, Stand.SERVING)]


def test_a_visitor_called_elsewhere_stands_at_the_new_counter_only():
    panel = Panel(RULES)
    panel.call(call(1, "1", ticket=9), 0)
    panel.call(dataclasses.replace(call(2, "5", ticket=9), step=77), 1)
    assert [(card.call.counter) for card in panel.cards] == ["5"]


# ----- the cells


@pytest.mark.parametrize("visible", [[False] * n for n in range(5)] + [[True], [True, False], [False, True, False]])
def test_cells_fill_the_panel_without_overlapping(visible):
    found = cells(visible)
    assert len(found) == len(visible)
    if found:
        assert sum(cell.width * cell.height for cell in found) == pytest.approx(1)
    for at, one in enumerate(found):
        assert min(one.x, one.y) >= 0
        assert max(one.x + one.width, one.y + one.height) <= 1 + 1e-9
        for other in found[at + 1 :]:
            apart = (
                one.x + one.width <= other.x + 1e-9
                or other.x + other.width <= one.x + 1e-9
                or one.y + one.height <= other.y + 1e-9
                or other.y + other.height <= one.y + 1e-9
            )
            assert apart


def test_a_visible_card_is_the_largest_of_any_number():
    for count in range(2, 5):
        for at in range(count):
            found = cells([i == at for i in range(count)])
            areas = [cell.width * cell.height for cell in found]
            assert areas[at] == max(areas)
            assert areas.count(max(areas)) == 1


def test_five_cards_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        cells([False] * 5)


# ----- the list


def test_a_counters_new_call_takes_its_line_only_after_the_old_ones_minimum():
    lines = CallList(RULES, CAPACITIES)
    lines.call(call(1, "7"))
    lines.refresh(0)
    lines.call(call(2, "7"))
    lines.refresh(5)
    assert listed(lines) == [2, 1]
    lines.refresh(RULES.line_seconds + 1)
    assert listed(lines) == [2]


def test_25_calls_at_once_all_stand_in_the_list_and_large_lines_come_back_later():
    lines = CallList(RULES, CAPACITIES)
    for number in range(1, 26):
        lines.call(call(number))
    lines.refresh(0)
    assert listed(lines) == list(range(25, 0, -1))
    assert lines.density == 2
    lines.refresh(RULES.line_seconds + 1)
    assert listed(lines) == [25, 24, 23, 22, 21, 20]
    assert lines.density == 0


def test_more_than_the_densest_list_holds_wait_for_a_line_in_order():
    lines, seen = CallList(RULES, (2, 3)), set()
    for number in range(1, 9):
        lines.call(call(number))
    now = 0.0
    while now < 200:
        lines.refresh(now)
        assert len(lines.visible) <= 3
        seen |= set(listed(lines))
        now += 1
    assert seen == set(range(1, 9))


def test_what_stood_before_gives_way_to_what_is_called_now():
    lines = CallList(RULES, (2, 4))
    for number in range(1, 4):
        lines.call(call(number), fresh=False)
    lines.refresh(0)
    assert listed(lines) == [3, 2]
    lines.call(call(4))
    lines.call(call(5))
    lines.refresh(0)
    assert listed(lines) == [5, 4]
    assert lines.density == 0


def test_a_served_call_stays_quietly_and_one_taken_back_goes_after_its_minimum():
    lines = CallList(RULES, CAPACITIES)
    lines.call(call(1))
    lines.call(call(2))
    lines.refresh(0)
    lines.stand(1, Stand.OVER)
    lines.stand(2, Stand.GONE)
    lines.refresh(1)
    assert listed(lines) == [2, 1]
    lines.refresh(RULES.line_seconds + 1)
    assert [(line.call.call, line.stand) for line in lines.visible] == [(1, Stand.OVER)]


def test_a_closed_counters_line_goes_after_its_minimum():
    lines = CallList(RULES, CAPACITIES)
    lines.call(call(1, "3"))
    lines.refresh(0)
    lines.counter_closed("3", 1)
    lines.refresh(2)
    assert listed(lines) == [1]
    lines.refresh(RULES.line_seconds + 1)
    lines.counter_closed("3", RULES.line_seconds + 2)
    lines.refresh(RULES.line_seconds + 2)
    assert listed(lines) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 20), st.integers(1, 8), st.booleans()), min_size=1, max_size=60))
def test_whatever_comes_every_call_stands_large_and_in_the_list_for_its_minimum_and_in_order(acts):
    """Counters call at random moments; nothing is taken back. Seen by an eye that looks twice a second."""
    panel, lines = Panel(RULES), CallList(RULES, (3, 6))
    due: list[tuple[float, Call]] = []
    now = 0.0
    for number, (gap, counter, visual) in enumerate(acts, start=1):
        now += gap
        due.append((now, call(number, str(counter), visual=visual)))
    seen_large: dict[int, list[float]] = {}
    seen_listed: dict[int, list[float]] = {}
    called, now = list(due), 0.0
    end = due[-1][0] + len(due) * (RULES.visual_seconds + RULES.line_seconds)
    while now <= end:
        while called and called[0][0] <= now:
            panel.call(called[0][1], now)
            lines.call(called.pop(0)[1])
        panel.refresh(now)
        lines.refresh(now)
        for number in large(panel):
            seen_large.setdefault(number, []).append(now)
        for number in listed(lines):
            seen_listed.setdefault(number, []).append(now)
        now += 0.5
    for _, one in due:
        least = RULES.visual_seconds if one.visual else RULES.large_seconds
        assert seen_large[one.call][-1] - seen_large[one.call][0] >= least - 1
        assert seen_listed[one.call][-1] - seen_listed[one.call][0] >= RULES.line_seconds - 1
    assert sorted(seen_large, key=lambda n: (seen_large[n][0], n)) == list(range(1, len(due) + 1))
