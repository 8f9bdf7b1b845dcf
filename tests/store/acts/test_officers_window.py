"""What an officer can do besides the loop of every visit: outcomes, notes, other officers, people without a number."""

import dataclasses
from pathlib import Path

import pytest

from shared.domain.answers import Called, Issued, Refused, StepMoved, VisitNoted
from shared.domain.hall_data.hall import CallRule, Hall
from shared.domain.hall_data.hall_check import problems
from shared.domain.hall_data.outcomes import Outcome
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.offline import settle
from shared.store.offline.spool import Spool
from shared.store.questions.counter import StepLine, counter_view
from shared.store.questions.visit_card import VisitCard, visit_card
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall, small_hall

HERE = Target(counter="1")
OUTCOMES = {
    "DONE": Outcome({"id": "Selesai", "en": "Completed"}),
    "PAPERS": Outcome({"id": "Syarat kurang", "en": "Papers missing"}, ("AB.1",)),
    "TAX": Outcome({"id": "Lapor ulang", "en": "Report again"}, ("BA",)),
}


def with_outcomes(needed: bool = False) -> Hall:
    return small_hall(outcome=OUTCOMES, calls=CallRule(outcome_needed=needed))


def take(file: HallFile, *services: str) -> str:
    answer = acts.issue(file, acts.new_request(), Order(services or ("AB.1",)))
    assert isinstance(answer, Issued)
    return answer.label


def card(file: HallFile, label: str) -> VisitCard:
    with file.reading() as db:
        assert invariants.check(db) == ()
        found = visit_card(db, file.hall(db), label, file.clock())
    assert found is not None
    return found


def line(file: HallFile, counter: str) -> list[StepLine]:
    with file.reading() as db:
        return list(counter_view(db, file.hall(db), counter, file.clock()).line)


def code(answer: object) -> Refusal:
    assert isinstance(answer, Refused), answer
    return answer.code


# --- outcomes ---------------------------------------------------------------------------------------------------------


def test_an_outcome_is_kept_with_the_step_and_in_the_audit(tmp_path: Path) -> None:
    with open_hall(tmp_path, with_outcomes()) as file:
        first, second = take(file), take(file)
        acts.call_next(file, "n1", "1")
        acts.call_next(file, "n2", "1", outcome="PAPERS")
        acts.finish(file, "f", HERE, outcome="DONE")
        assert [card(file, label).steps[0].outcome for label in (first, second)] == ["PAPERS", "DONE"]
        finished = [event for event in card(file, second).history if event.what is What.FINISHED]
        assert [event.data["outcome"] for event in finished] == ["DONE"]


def test_only_an_outcome_of_the_service_is_taken(tmp_path: Path) -> None:
    with open_hall(tmp_path, with_outcomes()) as file:
        take(file)
        acts.call_next(file, "n", "1")
        with pytest.raises(UsageFault, match="TAX"):
            acts.finish(file, "f", HERE, outcome="TAX")
        assert isinstance(acts.finish(file, "f", HERE), StepMoved), "none is needed"


def test_where_the_hall_wants_one_nothing_ends_without(tmp_path: Path) -> None:
    with open_hall(tmp_path, with_outcomes(needed=True)) as file:
        label = take(file)
        take(file)
        acts.call_next(file, "n", "1")
        assert code(acts.finish(file, "f", HERE)) is Refusal.OUTCOME_NEEDED
        assert code(acts.call_next(file, "n2", "1")) is Refusal.OUTCOME_NEEDED
        assert code(acts.serve_person(file, "s", "1")) is Refusal.OUTCOME_NEEDED
        assert isinstance(acts.no_show(file, "a", HERE), StepMoved), "who did not come has none"
        acts.rejoin(file, "back", Target(label=label))
        acts.call_named(file, "c", "1", label, "terlambat")
        assert isinstance(acts.call_next(file, "n3", "1", outcome="DONE"), Called)
        assert isinstance(acts.undo(file, "u", "1"), object)
        assert card(file, label).steps[0].outcome is None, "undone with the rest"


def test_an_outcome_that_was_kept_without_the_share_arrives(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall", with_outcomes()) as file, Spool(tmp_path / "pc", file.hall_id, "1") as spool:
        label = take(file)
        acts.call_next(file, "n", "1")
        settle.tend(spool, file)
        spool.finish("kept", label, counter="1", now=file.clock(), outcome="PAPERS")
        settle.settle(spool, file)
        assert card(file, label).steps[0].outcome == "PAPERS"


def test_hall_data_say_what_is_wrong_with_outcomes() -> None:
    bad = small_hall(outcome={"lower": OUTCOMES["DONE"], "X": Outcome({"id": "X"}, ("ZZ.9",))})
    assert [problem.key for problem in problems(bad)] == ["outcome.lower", "outcome.X.services"]
    none = small_hall(calls=CallRule(outcome_needed=True))
    assert [problem.key for problem in problems(none)] == ["rules.calls.outcome_needed"]
    assert with_outcomes().outcomes_of("BA.2") == ("DONE", "TAX")


# --- a note for the next officer --------------------------------------------------------------------------------------


def test_the_next_officer_reads_the_note_and_personal_data_are_refused(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        label = take(file, "AB.1", "BA.1")
        acts.call_next(file, "n", "1")
        assert acts.note_visit(file, "a", "  Tinggal   cap ", counter="1") == VisitNoted(
            card(file, label).ticket, label, "Tinggal cap"
        )
        refused = acts.note_visit(file, "b", "NIK 3201 0112 3456 0001", label=label)
        assert code(refused) is Refusal.PERSONAL_DATA
        assert isinstance(refused, Refused)
        assert refused.details["kind"] == "identity"
        acts.transfer(file, "t", HERE, "AB.2")
        assert [step.note for step in line(file, "2")] == ["Tinggal cap"]
        assert [event.reason for event in card(file, label).history if event.what is What.VISIT_NOTE] == ["Tinggal cap"]
        acts.note_visit(file, "c", "", label=label)
        assert card(file, label).note == ""
        with pytest.raises(UsageFault):
            acts.note_visit(file, "d", "x" * 201, label=label)
        with pytest.raises(UsageFault, match="Neither a counter nor a ticket was named"):
            acts.note_visit(file, "h", "cap")
        assert code(acts.note_visit(file, "e", "cap", counter="2")) is Refusal.NOTHING_CURRENT
        assert code(acts.note_visit(file, "g", "cap", label="AB-999")) is Refusal.NO_SUCH_TICKET


PHONE = "hubungi 0812 3456 7890"


@pytest.mark.parametrize(
    "act",
    [
        lambda f: acts.hold(f, "r", HERE, PHONE),
        lambda f: acts.return_step(f, "r", HERE, PHONE),
        lambda f: acts.cancel(f, "r", HERE, PHONE),
        lambda f: acts.transfer(f, "r", HERE, "AB.2", reason=PHONE),
        lambda f: acts.call_named(f, "r", "1", "AB-002", PHONE),
        lambda f: acts.drop_step(f, "r", "AB-002", "AB.1", PHONE),
        lambda f: acts.note(f, "r", PHONE),
    ],
)
def test_no_reason_of_an_officer_holds_personal_data(tmp_path: Path, act) -> None:
    with open_hall(tmp_path) as file:
        take(file)
        take(file)
        acts.call_next(file, "n", "1")
        with file.reading() as db:
            before = len(events_after(db, 0))
        assert code(act(file)) is Refusal.PERSONAL_DATA
        with file.reading() as db:
            assert len(events_after(db, 0)) == before


# --- to an officer ----------------------------------------------------------------------------------------------------


def test_a_visitor_who_waits_for_an_officer_follows_to_another_counter(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        label = take(file)
        acts.open_counter(file, "o", "2", "Budi")
        acts.call_next(file, "n", "1", "Ani")
        assert isinstance(acts.transfer(file, "t", HERE, to_officer="budi"), StepMoved)
        assert [step.label for step in line(file, "2")] == [label]
        assert line(file, "1") == []
        acts.close_counter(file, "c", "2", "Budi")
        assert [step.label for step in line(file, "1")] == [label], "while Budi is nowhere, the line goes on"
        acts.open_counter(file, "o2", "3", "Budi")
        assert line(file, "1") == []
        assert [step.label for step in line(file, "3")] == [label], "also where that service is not served"
        acts.open_counter(file, "o3", "3", "Citra")
        assert [step.label for step in line(file, "1")] == [label], "Citra sits there now"


def test_an_officer_who_is_away_or_unknown_is_said(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file)
        acts.call_next(file, "n", "1", "Ani")
        assert code(acts.transfer(file, "t", HERE, to_officer="Budi")) is Refusal.OFFICER_AWAY
        assert code(acts.transfer(file, "t2", HERE, to_officer="Ani")) is Refusal.ILLEGAL_MOVE, "oneself"
        acts.open_counter(file, "o", "2", "Budi")
        acts.take_break(file, "b", "2", officer="Budi")
        assert code(acts.transfer(file, "t3", HERE, to_officer="Budi", anyway=False)) is Refusal.COUNTER_ON_BREAK
        with pytest.raises(UsageFault):
            acts.transfer(file, "t4", HERE, to_officer="Budi", to_counter="2")


# --- somebody without a number ----------------------------------------------------------------------------------------


def test_a_person_without_a_number_is_served_in_one_act_and_no_voice_calls(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        waiting = take(file)
        first = acts.serve_person(file, "s", "1", "AB.2", "Ani", priority=True)
        assert isinstance(first, Called)
        assert (first.label, first.service, first.reason.rule) == ("AB-002", "AB.2", "direct")
        assert acts.serve_person(file, "s", "1", "AB.2", "Ani", priority=True) == first, "the same press"
        events = card(file, "AB-002").history
        assert [event.what for event in events] == [What.ISSUED, What.CALLED, What.STARTED]
        assert events[1].data["quiet"] is True
        second = acts.serve_person(file, "s2", "1", seen="AB-002")
        assert isinstance(second, Called)
        assert card(file, "AB-002").steps[0].state == "done"
        assert code(acts.serve_person(file, "s3", "1", seen="AB-002")) is Refusal.COUNTER_BUSY
        assert code(acts.serve_person(file, "s4", "1", "BA.1")) is Refusal.WRONG_COUNTER
        assert [step.label for step in line(file, "1")] == [waiting]
        undone = acts.undo(file, "u", "1")
        assert not isinstance(undone, Refused)
        assert (undone.states["AB-002"], undone.states["AB-003"]) == ("serving", "cancelled")
        assert card(file, "AB-003").steps[0].state == "cancelled"


def test_a_paused_or_closed_hall_serves_nobody(tmp_path: Path) -> None:
    hall = small_hall()
    service = {**hall.service, "AB.2": dataclasses.replace(hall.service["AB.2"], closed=True)}
    with open_hall(tmp_path, dataclasses.replace(hall, service=service)) as file:
        assert code(acts.serve_person(file, "s", "1", "AB.2")) is Refusal.NOT_OFFERED
        acts.pause_hall(file, "p", {"id": "Rapat"})
        assert code(acts.serve_person(file, "s2", "1")) is Refusal.HALL_PAUSED
        with pytest.raises(UsageFault, match="does not speak 'jv'") as told:
            acts.serve_person(file, "s3", "1", lang="jv")
        assert told.value.remedy == "Its languages: id, en."


# --- a number that staff give out -------------------------------------------------------------------------------------


def test_a_number_of_the_staff_names_its_officer_and_the_kiosk_that_prints_it(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        acts.issue(file, "i", Order(("AB.1", "BA.1"), print_at="K2"), "Ani")
        with file.reading() as db:
            issued = [event for event in events_after(db, 0) if event.what is What.ISSUED]
        assert [(event.officer, event.data.get("print_at")) for event in issued] == [("Ani", "K2"), ("Ani", None)]
        with pytest.raises(UsageFault):
            acts.issue(file, "j", Order(("AB.1",), print_at="K9"))
