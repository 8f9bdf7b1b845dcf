"""Large cards and list: no call is overwritten, every call has its time, however many come at once."""

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display.board.call_list import PAGE_SECONDS, CallList, Sharing
from display.board.calls import Call, Stand
from display.board.card_cells import VISIBLE_PART, cells
from display.board.panel import MOST, Panel
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


def test_calls_within_their_time_share_the_panel_newest_first_as_in_the_list():
    panel, lines = Panel(RULES), CallList(RULES)
    for number in range(1, 5):
        panel.call(call(number), number * 0.1)
        lines.call(call(number))
    lines.refresh(1)
    assert large(panel) == listed(lines) == [4, 3, 2, 1]


def test_under_load_each_call_stands_for_the_shortest_time_and_the_newest_never_waits_longer_than_that():
    panel, stood, called, now = Panel(RULES), {}, 0, 0.0
    newest_seen = 0.0
    while now < 60:
        while called < 46 and called * 10 / 46 <= now:
            called += 1
            panel.call(call(called), now)
        panel.refresh(now)
        assert len(panel.cards) <= MOST
        for number in large(panel):
            stood.setdefault(number, []).append(now)
        newest_seen = now if called in large(panel) else newest_seen
        assert now - newest_seen <= RULES.busy_seconds + 0.25
        now += 0.25
    assert sorted(stood) == list(range(1, 47))
    assert min(max(times) - min(times) for times in stood.values()) >= RULES.busy_seconds - 0.5
    assert max(min(times) for times in stood.values()) <= 46 / (MOST - 1) * RULES.busy_seconds
    assert large(panel) == [46]


def test_visitors_who_are_there_already_are_not_shown_large_while_others_wait():
    panel = Panel(RULES)
    for number in range(1, 8):
        panel.call(call(number), 0)
    panel.stand(6, Stand.SERVING, 0.5)
    panel.stand(1, Stand.SERVING, 0.5)
    assert 1 not in large(panel)
    assert 6 not in [one.call for one in panel.waiting]
    assert len(large(panel)) == MOST


def test_a_visible_call_stands_longer_and_larger_and_hides_no_newer_one():
    panel = Panel(dataclasses.replace(RULES, visual_times=1))
    panel.call(call(1, visual=True), 0)
    panel.call(call(2), 0)
    heights = [cell.height for cell in cells([c.call.visual for c in panel.cards])]
    assert heights == pytest.approx([1 - VISIBLE_PART, VISIBLE_PART])
    panel.refresh(RULES.large_seconds + 1)
    assert large(panel) == [2, 1]
    for number in range(3, 12):
        panel.call(call(number, visual=True), RULES.large_seconds + 1)
    now = RULES.large_seconds + 1 + 2 * RULES.busy_seconds
    panel.refresh(now)
    assert large(panel)[0] == 11
    panel.refresh(200)
    for _ in range(30):
        panel.refresh(200 + _)
    assert large(panel) == [11]


def test_what_is_spoken_is_large_while_it_is_spoken():
    panel = Panel(RULES)
    for number in range(1, 10):
        panel.call(call(number), 0)
    assert 7 not in large(panel)
    panel.speak(call(7), 0.5)
    for step in range(40):
        panel.refresh(0.5 + step)
        assert 7 in large(panel)
    panel.stand(7, Stand.GONE, 41)
    assert 7 in large(panel), "the sentence is not over"
    panel.speak(None, 42)
    assert 7 not in large(panel)
    assert panel.spoken is None


def test_a_card_whose_sentence_is_to_come_stands_until_then_while_there_is_room():
    panel = Panel(RULES)
    panel.call(call(1), 0)
    panel.call(call(2), 0)
    panel.awaited = {1}
    panel.refresh(RULES.large_seconds + 10)
    assert large(panel) == [2, 1]
    for number in range(3, 8):
        panel.call(call(number), 20)
    assert 1 not in large(panel)


def test_a_recall_flashes_again_and_begins_its_time_anew():
    panel = Panel(RULES)
    panel.call(call(1), 0)
    panel.call(call(1, times=2, sequence=11), 5)
    assert [(card.turn, card.call.again) for card in panel.cards] == [(2, True)]
    panel.call(call(2, sequence=12), 8)
    assert large(panel) == [2, 1]
    panel.call(call(1, times=3, sequence=13), 9)
    assert large(panel) == [1, 2]


def test_a_call_that_was_taken_back_leaves_at_once_and_a_served_one_keeps_its_time():
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


def test_a_visible_call_comes_back_while_nobody_comes_and_not_once_the_visitor_is_there():
    rules = dataclasses.replace(RULES, visual_times=3, visual_every_seconds=30, visual_seconds=10)
    for comes in (None, 60):
        panel, seen = Panel(rules), []
        panel.call(call(1, visual=True), 0)
        panel.call(call(2), 1)
        for second in range(2, 200):
            if second == comes:
                panel.stand(1, Stand.SERVING, second)
            panel.refresh(second)
            if 1 in large(panel):
                seen.append(second)
        begins = [second for second in seen if second - 1 not in seen]
        assert begins == ([2, 40, 80] if comes is None else [2, 40])


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


def test_a_counters_new_call_takes_its_line_only_after_the_old_ones_time():
    lines = CallList(RULES)
    lines.call(call(1, "7"))
    lines.refresh(0)
    lines.stand(1, Stand.OVER)
    lines.call(call(2, "7"))
    lines.refresh(5)
    assert listed(lines) == [2, 1]
    lines.refresh(RULES.line_seconds + 1)
    assert listed(lines) == [2]


def test_each_call_stands_in_the_list_at_once_and_those_that_have_no_room_take_turns():
    lines, first, seconds, now, called = CallList(RULES), {}, {}, 0.0, 0
    while now < 120:
        while called < 46 and called * 10 / 46 <= now:
            called += 1
            lines.call(call(called))
            lines.refresh(now)
            assert listed(lines)[0] == called
        lines.refresh(now)
        assert len(lines.visible) <= lines.room
        assert listed(lines) == sorted(listed(lines), reverse=True)
        for number in listed(lines):
            first.setdefault(number, now)
            seconds[number] = seconds.get(number, 0.0) + 0.1
        now += 0.1
    assert sorted(first) == list(range(1, 47))
    assert all(first[number] <= (number - 1) * 10 / 46 + 0.1 for number in first)
    assert min(seconds.values()) >= PAGE_SECONDS


def test_in_a_place_for_one_line_the_newest_stands_first_and_no_other_waits_long():
    lines, seen = CallList(RULES, 1), []
    for number in (1, 2, 3):
        lines.call(call(number))
    for second in range(15):
        lines.refresh(second)
        seen += listed(lines)
    assert seen[:3] == [3, 2, 1]
    assert min(seen.count(number) for number in (1, 2, 3)) >= 2


def test_what_stands_in_a_place_that_is_not_on_the_screen_waits_to_be_seen():
    lines = CallList(RULES)
    lines.sharing, lines.hidden = Sharing.ZONE, {"B"}
    lines.call(call(1, zone="A"))
    lines.call(call(2, zone="B"))
    for second in range(30):
        lines.refresh(second)
    assert [line.call.call for line in lines.on_screen] == [1]
    assert dict(lines.fresh) == {"B": 0.0}
    lines.hidden = ()
    lines.refresh(30)
    assert [line.call.call for line in lines.on_screen] == [2, 1]


def test_a_page_stands_long_enough_to_be_read_whatever_is_called_meanwhile():
    lines = CallList(RULES)
    for number in range(1, 21):
        lines.call(call(number))
        lines.refresh(number * 0.01)
    pages = []
    for tenth in range(400):
        lines.refresh(1 + tenth / 10)
        lower = listed(lines)[3:]
        if not pages or pages[-1][1] != lower:
            pages.append((tenth / 10, lower))
    gaps = [later[0] - earlier[0] for earlier, later in itertools.pairwise(pages[1:])]
    assert len(pages) > 3
    assert min(gaps) >= PAGE_SECONDS - 0.15


def test_visitors_who_are_at_their_counter_leave_a_list_that_has_no_room():
    lines = CallList(RULES)
    for number in range(1, 9):
        lines.call(call(number))
        lines.refresh(0)
    for second in range(20):
        lines.refresh(second)
    for number in (3, 5):
        lines.stand(number, Stand.SERVING)
    lines.refresh(20)
    assert listed(lines) == [8, 7, 6, 4, 2, 1]


def test_a_busy_day_does_not_pile_up_calls_that_are_over():
    lines, counters, most = CallList(RULES), 12, 0
    for number in range(1, 400):
        if number > counters:
            lines.stand(number - counters, Stand.OVER)  # its counter calls the next
        lines.call(call(number, str(number % counters)))
        for second in range(2):
            lines.refresh(number * 2 + second)
        most = max(most, len(lines.all_calls))
    assert most <= counters + lines.room


def test_what_stood_before_gives_way_to_what_is_called_now():
    lines = CallList(RULES, 2)
    for number in range(1, 4):
        lines.call(call(number), fresh=False)
        lines.stand(number, Stand.OVER)
    lines.refresh(0)
    assert listed(lines) == [3, 2]
    lines.call(call(4))
    lines.call(call(5))
    lines.refresh(0)
    assert listed(lines) == [5, 4]


def test_a_served_call_stays_quietly_and_one_taken_back_goes_after_its_time():
    lines = CallList(RULES)
    lines.call(call(1))
    lines.call(call(2))
    lines.refresh(0)
    lines.stand(1, Stand.OVER)
    lines.stand(2, Stand.GONE)
    lines.refresh(1)
    assert listed(lines) == [2, 1]
    lines.refresh(RULES.line_seconds + 1)
    assert [(line.call.call, line.stand) for line in lines.visible] == [(1, Stand.OVER)]


def test_a_closed_counters_line_goes_after_its_time():
    lines = CallList(RULES)
    lines.call(call(1, "3"))
    lines.refresh(0)
    lines.counter_closed("3")
    lines.refresh(2)
    assert listed(lines) == [1]
    lines.refresh(RULES.line_seconds + 1)
    lines.counter_closed("3")
    lines.refresh(RULES.line_seconds + 2)
    assert listed(lines) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 20), st.integers(1, 8), st.booleans()), min_size=1, max_size=60))
def test_whatever_comes_every_call_stands_large_and_in_the_list_and_what_is_spoken_is_large(acts):
    """Counters call at random moments; nothing is taken back; the newest call is spoken now and then."""
    panel, lines = Panel(RULES), CallList(RULES, 4)
    called, now = [], 0.0
    for number, (gap, counter, visual) in enumerate(acts, start=1):
        now += gap
        called.append((now, call(number, str(counter), visual=visual)))
    due, seen_large, seen_listed, now = list(called), {}, {}, 0.0
    end = called[-1][0] + len(called) * (RULES.busy_seconds * 2 + PAGE_SECONDS) + RULES.visual_seconds
    while now <= end:
        while due and due[0][0] <= now:
            panel.call(due[0][1], now)
            lines.call(due.pop(0)[1])
            lines.refresh(now)
            for number in listed(lines):
                seen_listed.setdefault(number, now)
        if round(now) % 9 == 0:
            panel.speak(
                called[len(called) - len(due) - 1][1] if round(now) % 18 and len(due) < len(called) else None, now
            )
        panel.refresh(now)
        assert len(panel.cards) <= MOST
        assert panel.spoken is None or panel.spoken.call in large(panel)
        for number in large(panel):
            seen_large.setdefault(number, []).append(now)
        now += 0.5
    for at, one in called:
        assert seen_listed[one.call] - at <= 0.5
        assert len(seen_large[one.call]) * 0.5 >= RULES.busy_seconds - 0.5
