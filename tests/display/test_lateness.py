"""How late a call is painted: said by the display's own clock, whatever the other PCs' clocks say."""

from shared.clock import steady_ms
from tests.display.on_a_hall import newest_of


def test_how_late_a_call_was_painted_does_not_depend_on_any_pcs_clock(qtbot, hall, display_of):
    hall.take(1)
    display = display_of()
    mark, next_event = steady_ms(), hall.act(newest_of)[0] + 1
    qtbot.waitUntil(lambda: (display.worker.absent_at(next_event) or 0) > mark)
    hall.call("1")
    qtbot.waitUntil(lambda: display.labels() == ["AB-001"])
    hall.clock.advance(seconds=100)  # as if the display's PC were so far ahead of the caller's
    display.conductor.painted()
    (call,) = display.conductor.speaking.account.latest
    assert call.shown_ms is not None
    assert 0 <= call.shown_ms < steady_ms() - mark


def test_of_a_call_of_before_the_start_nobody_says_how_late_it_was_painted(qtbot, hall, display_of):
    hall.take(1)
    hall.call("1")
    display = display_of()
    display.conductor.painted()
    (call,) = display.conductor.speaking.account.latest
    assert call.shown_at is not None
    assert call.shown_ms is None
