"""What the screens ask besides: a visitor's own visit, the goals of a transfer, who is on a break, what is left."""

from pathlib import Path

from shared.domain.hall_data.hall import Service
from shared.domain.words import StepState
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.questions.board import board
from shared.store.questions.counter_queue import ServiceGoal, service_goals
from shared.store.questions.kiosk import kiosk_view
from shared.store.questions.ticket_visit import TicketVisit, visit_of
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import StandingClock, open_hall, small_hall
from tests.store.acts.test_calling import take


def visit(file: HallFile, label: str) -> TicketVisit:
    with file.reading() as db:
        ticket = db.execute("SELECT id FROM tickets WHERE label = ?", (label,)).fetchone()[0]
        found = visit_of(db, file.hall(db), file.clock(), ticket)
    assert found is not None
    return found


def test_a_visitor_sees_who_is_before_and_how_long_one_may_still_come_back(
    tmp_path: Path, clock: StandingClock
) -> None:
    with open_hall(tmp_path, clock=clock) as file:
        first = take(file, "AB.1")
        take(file, "AB.1", priority=True)
        third, fourth = take(file, "AB.2"), take(file, "AB.1", "BA.1")
        assert [step.ahead for step in visit(file, third).steps] == [2]
        assert visit(file, fourth).steps[0].ahead == 3, "the priority lane too"
        acts.call_named(file, "c", "1", first, "mendesak")
        acts.no_show(file, "n", Target(counter="1"))
        assert [step.state for step in visit(file, first).steps] == [StepState.NO_SHOW]
        assert visit(file, first).can_come_back
        assert not visit(file, third).can_come_back
        clock.advance(minutes=61)
        assert not visit(file, first).can_come_back
        assert [step.ahead for step in visit(file, third).steps] == [1]


def test_an_officer_sees_what_waits_where_somebody_may_be_sent(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file, "BA.1")
        take(file, "BA.1")
        acts.open_counter(file, "o", "3")
        with file.reading() as db:
            goals = {one.service: one for one in service_goals(db, file.hall(db), file.clock())}
    assert goals.keys() == small_hall().service.keys()
    assert (goals["BA.1"].waiting, goals["BA.1"].open_counters) == (2, 1)
    assert goals["AB.3"] == ServiceGoal("AB.3", 0, goals["AB.3"].wait_minutes, 0)


def test_a_board_tells_who_is_on_a_break_and_when_they_are_back(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        for counter in ("1", "2", "3"):
            acts.open_counter(file, f"o{counter}", counter)
        back_at = file.clock() + 600_000
        acts.take_break(file, "b1", "1", back_at)
        acts.take_break(file, "b3", "3")
        with file.reading() as db:
            assert board(db, file.hall(db), ("A", "B")).breaks == {"1": back_at, "3": None}
            assert board(db, file.hall(db), ("B",)).breaks == {"3": None}


def test_a_kiosk_offers_the_priority_lane_what_was_kept_for_it(tmp_path: Path) -> None:
    hall = small_hall(services={"AB.1": Service({"id": "KTP"}, 6.0, quota=2, quota_priority=1)})
    with open_hall(tmp_path, hall) as file:

        def only_priority() -> bool:
            with file.reading() as db:
                return kiosk_view(db, file.hall(db), file.clock()).offers["AB.1"].priority_only

        assert not only_priority()
        take(file, "AB.1")
        assert only_priority()
        acts.issue(file, "p", Order(("AB.1",), priority=True))
        assert not only_priority(), "nothing is left for anybody"
