"""A visitor takes a number."""

from pathlib import Path

import pytest

from shared.domain.answers import Called, Issued, Refused
from shared.domain.hall_data.hall import Counter, Service, TakingRule
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Order
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall, small_hall


def issued(hall_file: HallFile, *services: str, request: str = "", **order: object) -> Issued:
    answer = acts.issue(hall_file, request or acts.new_request(), Order(services, **order))  # pyright: ignore[reportArgumentType]
    assert isinstance(answer, Issued), answer
    return answer


def test_numbers_run_from_one_by_prefix(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        labels = [issued(hall_file, service).label for service in ("AB.1", "AB.2", "BA.1", "AB.1")]
    assert labels == ["AB-001", "AB-002", "BA-001", "AB-003"]


def test_numbers_pass_999(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        issued(hall_file, "AB.1")
        with hall_file.writing() as db:
            db.execute("UPDATE numbers SET next = 999")
        assert [issued(hall_file, "AB.1").label for _ in range(3)] == ["AB-999", "AB-1000", "AB-1001"]


def test_numbers_begin_anew_each_day(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        first = issued(hall_file, "AB.1")
        hall_file.clock.advance(days=1)
        second = issued(hall_file, "AB.1")
    assert (first.label, second.label) == ("AB-001", "AB-001")
    assert (first.day, second.day) == ("2026-11-23", "2026-11-24")
    assert first.ticket < second.ticket


def test_ahead_counts_all_whom_these_counters_call_before(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for counter in ("1", "2"):
            acts.open_counter(hall_file, acts.new_request(), counter)
        for _ in range(3):
            issued(hall_file, "AB.1")
        assert issued(hall_file, "AB.1").steps[0].ahead == 3
        other = issued(hall_file, "AB.2").steps[0]
        assert other.ahead == 4, "the same two counters call those of AB.1 before"
        assert other.wait_minutes[0] > 0, "count and range speak of the same people"
        assert issued(hall_file, "BA.1").steps[0].ahead == 0, "nobody stands before these counters"
        low, high = issued(hall_file, "AB.1").steps[0].wait_minutes
        assert 0 <= low < high


def test_of_a_line_that_other_counters_take_from_too_only_a_part_is_ahead(tmp_path: Path) -> None:
    counters = {"1": Counter("AB"), "2": Counter("AB", services=("AB.2",)), "3": Counter("BA")}
    with open_hall(tmp_path, small_hall(counter=counters)) as hall_file:
        for _ in range(7):
            issued(hall_file, "AB.2")
        assert issued(hall_file, "AB.1").steps[0].ahead == 4
        assert issued(hall_file, "AB.2").steps[0].ahead == 8, "the one of AB.1 can only be called by counter 1"


def test_one_ticket_for_several_services(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        for counter in ("1", "2", "3"):
            acts.open_counter(hall_file, acts.new_request(), counter)
        for _ in range(6):
            issued(hall_file, "AB.1")
        answer = issued(hall_file, "AB.1", "BA.1", priority=True, visual=True, lang="en")
        assert answer.label == "AB-007"
        assert [step.service for step in answer.steps] == ["BA.1", "AB.1"]  # the empty line first
        assert [step.step - answer.ticket * 100 for step in answer.steps] == [1, 2]
        with hall_file.reading() as db:
            ticket = db.execute("SELECT * FROM tickets WHERE id = ?", (answer.ticket,)).fetchone()
            assert (ticket["priority"], ticket["visual"], ticket["lang"]) == (1, 1, "en")
            assert invariants.check(db) == ()


def test_a_service_that_depends_comes_later_and_is_not_ready(tmp_path: Path) -> None:
    hall = small_hall(services={"AB.3": Service({"id": "Ambil"}, 2.0, after=("BA.1",))})
    with open_hall(tmp_path, hall) as hall_file:
        answer = issued(hall_file, "AB.3", "BA.1")
        assert [step.service for step in answer.steps] == ["BA.1", "AB.3"]
        with hall_file.reading() as db:
            rows = db.execute("SELECT service, ready FROM steps ORDER BY service").fetchall()
        assert [tuple(row) for row in rows] == [("AB.3", 0), ("BA.1", 1)]


def test_an_order_of_ones_own_against_a_dependency_is_refused(tmp_path: Path) -> None:
    hall = small_hall(services={"AB.3": Service({"id": "Ambil"}, 2.0, after=("BA.1",))})
    with open_hall(tmp_path, hall) as hall_file:
        refused = acts.issue(hall_file, "r", Order(("AB.3", "BA.1"), own_order=True))
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.WAITS_FOR_EARLIER_STEP
        answer = acts.issue(hall_file, "s", Order(("BA.1", "AB.3"), own_order=True))
        assert isinstance(answer, Issued)
        assert (answer.label, [step.service for step in answer.steps]) == ("BA-001", ["BA.1", "AB.3"])


def test_the_same_service_twice_is_refused(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        answer = acts.issue(hall_file, "r", Order(("AB.1", "AB.1")))
        assert isinstance(answer, Refused)
        assert answer.code is Refusal.SAME_SERVICE_TWICE


def test_when_one_of_several_cannot_be_had_nothing_is_issued(tmp_path: Path) -> None:
    hall = small_hall(services={"BA.1": Service({"id": "NPWP"}, 5.0, closed=True)})
    with open_hall(tmp_path, hall) as hall_file:
        answer = acts.issue(hall_file, "r", Order(("AB.1", "BA.1")))
        assert isinstance(answer, Refused)
        assert answer.code is Refusal.NOT_OFFERED
        assert answer.details["service"] == "BA.1"
        assert issued(hall_file, "AB.1").label == "AB-001"


def test_the_quota_is_kept_to_the_last_number(tmp_path: Path) -> None:
    hall = small_hall(services={"AB.1": Service({"id": "KTP"}, 6.0, quota=2)})
    with open_hall(tmp_path, hall) as hall_file:
        issued(hall_file, "AB.1")
        issued(hall_file, "AB.1")
        answer = acts.issue(hall_file, "r", Order(("AB.1",)))
        assert isinstance(answer, Refused)
        assert answer.code is Refusal.QUOTA_USED_UP
        assert answer.back_at is not None


def test_a_refused_first_act_leaves_the_day_unopened(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        hall_file.clock.advance(hours=10)
        answer = acts.issue(hall_file, "r", Order(("AB.1",)))
        assert isinstance(answer, Refused)
        assert answer.code is Refusal.AFTER_CLOSING
        with hall_file.reading() as db:
            assert db.execute("SELECT day FROM pulse").fetchone()[0] is None
            assert db.execute("SELECT count(*) FROM events").fetchone()[0] == 0
        assert acts.issue(hall_file, "r", Order(("AB.1",))) == answer


def test_a_hall_may_ask_for_an_open_counter(tmp_path: Path) -> None:
    with open_hall(tmp_path, small_hall(taking=TakingRule(need_open_counter=True))) as hall_file:
        refused = acts.issue(hall_file, "r", Order(("AB.1",)))
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.NO_COUNTER
        acts.open_counter(hall_file, "o", "1")
        assert issued(hall_file, "AB.1").steps[0].warning is None
        acts.take_break(hall_file, "b", "1", hall_file.clock.at + 600_000)
        refused = acts.issue(hall_file, "r2", Order(("AB.1",)))
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.LAST_OFFICER_ON_BREAK
        assert refused.back_at == hall_file.clock.at + 600_000


def test_an_answer_without_a_warning_is_remembered_as_it_was(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        acts.open_counter(hall_file, "o", "1")
        first = issued(hall_file, "AB.1", request="r")
        assert first.steps[0].warning is None
        assert issued(hall_file, "AB.1", request="r") == first


def test_without_an_open_counter_the_visitor_is_warned(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        assert issued(hall_file, "AB.1").steps[0].warning is Refusal.NO_COUNTER


@pytest.mark.parametrize(
    ("order", "named"),
    [
        (Order(()), "No service"),
        (Order(("AB.9",)), "AB.9"),
        (Order(("AB.1",), lang="xx"), "xx"),
        (Order(("AB.1",), kiosk="K9"), "K9"),
    ],
)
def test_what_the_hall_does_not_know_is_a_usage_fault(tmp_path: Path, order: Order, named: str) -> None:
    with open_hall(tmp_path) as hall_file:
        with pytest.raises(UsageFault, match=named):
            acts.issue(hall_file, "r", order)
        with hall_file.reading() as db:
            assert db.execute("SELECT count(*) FROM requests").fetchone()[0] == 0


def test_unknown_codes_name_the_nearest(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file, pytest.raises(UsageFault) as raised:
        acts.issue(hall_file, "r", Order(("AB.4",)))
    assert "AB.1" in raised.value.nearest


def test_the_kiosk_stands_in_the_audit(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        issued(hall_file, "AB.1", kiosk="K2")
        with hall_file.reading() as db:
            assert db.execute("SELECT device FROM tickets").fetchone()[0] == "K2"
            assert db.execute("SELECT device FROM events WHERE what = 'issued'").fetchone()[0] == "K2"


def test_a_clock_that_is_a_day_behind_does_not_bring_yesterday_back(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall_file:
        label = issued(hall_file, "AB.1").label
        hall_file.clock.advance(days=-1)
        called = acts.call_next(hall_file, "n", "1")
        assert isinstance(called, Called)
        assert called.label == label
        with hall_file.reading() as db:
            assert db.execute("SELECT day FROM pulse").fetchone()[0] == "2026-11-23"
