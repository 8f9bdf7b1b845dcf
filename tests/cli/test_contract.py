"""The shapes and exit codes that other programs rely on."""

import io
import json
import subprocess
import sys

import pytest

from shared import cli
from tests.helpers.cli import antrean

STEP_ACTS = ("recall", "start", "finish", "no-show", "resume", "return", "cancel")


def test_issue_answers_the_ticket_and_its_steps(hall):
    answer = hall.ok("issue", "AB.1", "AB.3", "BA.1")
    assert answer["label"] == "AB-001"
    assert answer["day"] == "2026-11-23"
    assert isinstance(answer["ticket"], int)
    assert answer["print"] == "none"
    assert {step["service"] for step in answer["steps"]} == {"AB.1", "AB.3", "BA.1"}
    for step in answer["steps"]:
        assert isinstance(step["step"], int)
        assert step["ahead"] == 0
        low, high = step["wait_minutes"]
        assert 0 <= low <= high


def test_numbers_run_per_prefix_and_day(hall):
    labels = [answer["label"] for answer in hall.many(["issue", "AB.1"], ["issue", "BA.2"], ["issue", "AB.9"])]
    assert labels == ["AB-001", "BA-001", "AB-002"]


def test_next_answers_the_call_and_its_reason(hall):
    issued = hall.ok("issue", "AB.1")
    called = hall.ok("next", "--counter", "1", "--officer", "Ani")
    assert {name: called[name] for name in ("call", "ticket", "step", "label", "service", "counter")} == {
        "call": 1,
        "ticket": issued["ticket"],
        "step": issued["steps"][0]["step"],
        "label": "AB-001",
        "service": "AB.1",
        "counter": "1",
    }
    assert called["reason"]["rule"] == "arrival"
    assert called["reason"]["waited_seconds"] >= 0


def test_nobody_waiting_is_a_refusal_and_changes_nothing(hall):
    before = hall.ok("state")["sequence"]
    refused = hall("next", "--counter", "1")
    assert refused.code == 1
    assert refused.answer["refused"] == "nothing_waiting"
    assert refused.answer["sentence"]["id"]
    assert hall.ok("state")["sequence"] == before


@pytest.mark.parametrize("command", [["issue", "AB.1"], ["next", "--counter", "1"]])
def test_a_request_id_used_again_gives_the_first_answer_and_changes_nothing(hall, command):
    hall.ok("issue", "AB.2")
    first = hall(*command, "--request", "press-1")
    sequence = hall.ok("state")["sequence"]
    again = hall(*command, "--request", "press-1")
    assert (again.code, again.out) == (first.code, first.out)
    assert hall.ok("state")["sequence"] == sequence


def test_a_refusal_is_remembered_by_its_request_id_as_well(hall):
    refused = hall("next", "--counter", "1", "--request", "press-1")
    hall.ok("issue", "AB.1")
    again = hall("next", "--counter", "1", "--request", "press-1")
    assert (again.code, again.answer["refused"]) == (1, "nothing_waiting")
    assert again.answer == refused.answer


def test_each_act_answers_the_steps_new_state(hall):
    hall.many(["issue", "AB.1"], ["issue", "AB.1"], ["issue", "AB.1"], ["next", "--counter", "1"])
    states = [
        hall.ok("recall", "--counter", "1")["state"],
        hall.ok("start", "--counter", "1")["state"],
        hall.ok("hold", "--counter", "1", "--reason", "fotokopi", "--until", "10.00")["state"],
        hall.ok("resume", "AB-001")["state"],
        hall.ok("next", "--counter", "2") and hall.ok("return", "--counter", "2")["state"],
    ]
    missed = hall.ok("next", "--counter", "2")["label"]
    states += [
        hall.ok("no-show", "--counter", "2")["state"],
        hall.ok("rejoin", missed)["state"],
        hall.ok("cancel", missed)["state"],
        hall.ok("next", "--counter", "1") and hall.ok("finish", "--counter", "1", "--ended", "finish")["state"],
    ]
    assert states == ["called", "serving", "held", "waiting", "waiting", "no_show", "waiting", "cancelled", "done"]


def test_a_transfer_keeps_the_number_and_goes_to_a_service_or_a_counter(hall):
    hall.many(["issue", "AB.1"], ["issue", "AB.2"], ["next", "--counter", "1"], ["next", "--counter", "2"])
    to_service = hall.ok("transfer", "--counter", "1", "--to", "BA.1")
    assert (to_service["state"], to_service["next_service"]) == ("transferred", "BA.1")
    to_counter = hall.ok("transfer", "AB-002", "--counter", "5")
    assert (to_counter["state"], to_counter["next_service"]) == ("transferred", "AB.2")
    assert hall.ok("next", "--counter", "14")["label"] == "AB-001"
    assert hall("next", "--counter", "4").code == 1, "only counter 5 may call it"
    assert hall.ok("next", "--counter", "5")["label"] == "AB-002"


@pytest.mark.parametrize("act", STEP_ACTS)
def test_an_act_on_nobody_is_refused(hall, act):
    ran = hall(act, "--counter", "1")
    assert ran.code == 1
    assert ran.answer["refused"] in ("nothing_current", "not_held_here")


@pytest.mark.parametrize("act", STEP_ACTS)
def test_an_act_without_a_target_is_wrong_usage(hall, act):
    ran = hall(act)
    assert ran.code == 2
    assert ran.answer["error"] == "usage"


def test_an_illegal_move_is_refused(hall):
    hall.many(["issue", "AB.1"])
    assert hall("start", "AB-001").answer["refused"] == "illegal_move"
    assert hall("finish", "AB-009").answer["refused"] == "no_such_ticket"


def test_a_named_call_needs_its_reason(hall):
    hall.many(["issue", "AB.1"], ["issue", "AB.1"])
    assert hall("call", "AB-002", "--counter", "1").answer["refused"] == "reason_needed"
    called = hall.ok("call", "AB-002", "--counter", "1", "--why", "kursi roda")
    assert (called["label"], called["reason"]["rule"], called["reason"]["why"]) == ("AB-002", "named", "kursi roda")


def test_state_has_every_service_and_counter_and_the_calls(hall):
    hall.many(["issue", "AB.1"], ["issue", "AB.1"], ["next", "--counter", "1", "--officer", "Ani"])
    state = hall.ok("state")
    assert state["day"] == "2026-11-23"
    assert len(state["services"]) == 90
    assert len(state["counters"]) == 48
    first = state["services"][0]
    assert {name: first[name] for name in ("code", "waiting", "serving", "done", "no_show", "open")} == {
        "code": "AB.1",
        "waiting": 1,
        "serving": 0,
        "done": 0,
        "no_show": 0,
        "open": True,
    }
    counter = state["counters"][0]
    assert (counter["code"], counter["status"], counter["officer"]) == ("1", "open", "Ani")
    assert counter["current"] == {"label": "AB-001", "service": "AB.1", "state": "called"}
    assert state["counters"][1]["current"] is None
    (call,) = state["calls"]
    assert {name: call[name] for name in ("call", "label", "counter", "zone")} == {
        "call": 1,
        "label": "AB-001",
        "counter": "1",
        "zone": "A",
    }
    assert call["at"] > 0


def test_a_closed_service_says_why(hall, monkeypatch):
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-22T09:00:00+08:00")  # a Sunday
    service = hall.ok("state")["services"][0]
    assert service["open"] is False
    refused = hall("issue", "AB.1")
    assert refused.code == 1
    assert refused.answer["refused"] == service["why"]
    assert refused.answer["back_at"] is not None


def test_events_come_after_a_cursor(hall):
    hall.many(["issue", "AB.1"], ["next", "--counter", "1"])
    everything = hall.ok("events")["events"]
    sequences = [event["sequence"] for event in everything]
    assert sequences == sorted(sequences)
    assert {"issued", "called"} <= {event["what"] for event in everything}
    later = hall.ok("events", "--after", str(sequences[0]))["events"]
    assert later == everything[1:]
    called = next(event for event in everything if event["what"] == "called")
    assert (called["label"], called["counter"], called["data"]["zone"]) == ("AB-001", "1", "A")


@pytest.mark.parametrize(
    ("command", "near"),
    [
        (["issue", "AB.99"], "AB.9"),
        (["issue", "ab.1"], "AB.1"),
        (["next", "--counter", "480"], "48"),
        (["isue", "AB.1"], "issue"),
        (["issue", "AB.1", "--kiosk", "K9"], "K1"),
        (["transfer", "AB-001", "--to", "BA.11"], "BA.1"),
    ],
)
def test_unknown_codes_name_the_nearest_ones(hall, command, near):
    hall.ok("issue", "AB.1")
    ran = hall(*command)
    assert ran.code == 2
    assert ran.answer["error"] == "usage"
    assert near in ran.answer["nearest"]
    assert near in ran.err


def test_a_missing_hall_is_a_fault_of_the_environment(tmp_path):
    ran = antrean("state", "--hall", str(tmp_path / "nowhere"), "--json")
    assert ran.code == 3
    assert ran.answer["fault"] == "no_hall"
    assert ran.answer["remedy"]
    assert not (tmp_path / "nowhere").exists()


def test_the_hall_may_be_named_by_the_environment(hall, monkeypatch):
    monkeypatch.setenv("ANTREAN_HALL", str(hall.hall))
    assert antrean("state", "--json").answer["day"] == "2026-11-23"
    monkeypatch.delenv("ANTREAN_HALL")
    assert antrean("state", "--json").code == 2


def test_a_wrong_clock_is_wrong_usage(hall, monkeypatch):
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T09:00:00")
    ran = hall("state")
    assert ran.code == 2
    assert "offset" in ran.answer["sentence"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", None), (b"this is not a database", None), (b"SQLite format 3\x00" + b"\x00" * 4096, None)],
)
def test_a_file_that_is_no_hall_is_said_and_not_touched(tmp_path, content, kind):
    folder = tmp_path / "hall"
    folder.mkdir()
    (folder / "hall.db").write_bytes(content)
    ran = antrean("issue", "AB.1", "--hall", str(folder), "--json")
    assert ran.code == 3
    assert ran.answer["sentence"]
    assert "Traceback" not in ran.err
    assert (folder / "hall.db").read_bytes() == content
    assert [path.name for path in folder.iterdir()] == ["hall.db"]


def test_people_are_told_in_words(hall):
    ran = antrean("issue", "AB.1", "--hall", str(hall.hall))
    assert ran.code == 0
    assert ran.out.startswith("AB-001")
    ran = antrean("finish", "--counter", "1", "--hall", str(hall.hall))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("antrean: ")


def test_a_visitor_who_was_only_called_a_moment_ago_is_not_taken_for_served(hall):
    hall.many(["issue", "AB.1"], ["issue", "AB.1"], ["issue", "AB.1"], ["next", "--counter", "1"])
    for command in (["next"], ["finish"], ["call", "AB-003", "--why", "late"]):
        refused = hall(*command, "--counter", "1")
        assert (refused.code, refused.answer["refused"]) == (1, "still_called"), command
        assert refused.answer["details"] == {"label": "AB-001", "calls_missing": 0}
    assert hall.ok("next", "--counter", "1", "--ended", "no-show")["label"] == "AB-002"
    assert hall.ok("call", "AB-003", "--why", "late", "--counter", "1", "--ended", "finish")["label"] == "AB-003"
    assert hall.ok("finish", "--counter", "1", "--ended", "no-show")["state"] == "no_show"
    ended = [event["what"] for event in hall.ok("events")["events"] if event["what"] in ("finished", "no_show")]
    assert ended == ["no_show", "finished", "no_show"]


def test_counters_the_hall_and_the_day_are_opened_and_closed(hall):
    assert hall.ok("open", "--counter", "7", "--officer", "Budi")["status"] == "open"
    assert hall.ok("break", "--counter", "7", "--until", "09.45")["back_at"] is not None
    assert hall.ok("break", "--counter", "7", "--end")["status"] == "open"
    assert hall.ok("close", "--counter", "7")["status"] == "closed"
    hall.ok("pause-hall", "--reason", "Senam", "--reason-en", "Exercise")
    assert hall("issue", "AB.1").answer["refused"] == "hall_paused"
    hall.ok("resume-hall")
    hall.ok("disturb", "AB.1", "--reason", "Listrik padam", "--until", "11.00")
    refused = hall("issue", "AB.1").answer
    assert (refused["refused"], refused["back_at"] is not None) == ("disturbed", True)
    hall.ok("restore-service", "AB.1")
    hall.ok("issue", "AB.1")
    hall.ok("close-day", "--yes")
    assert hall("issue", "AB.1").answer["refused"] == "day_closed"
    hall.ok("open-day")
    hall.ok("issue", "AB.2")


def test_the_day_is_not_closed_before_somebody_agrees_to_whom_that_ends(hall):
    hall.ok("close-day")  # nobody waits: nobody is asked
    hall.ok("open-day")
    label = hall.ok("issue", "AB.1")["label"]
    refused = hall("close-day")
    assert (refused.code, refused.answer["refused"]) == (1, "not_confirmed")
    assert refused.answer["details"] == {"count": 1, "named": label, "labels": label}
    assert label in refused.answer["sentence"]["id"]
    assert hall.ok("state")["services"][0]["waiting"] == 1
    assert hall.ok("close-day", "--yes", "--request", "R")["changes"] == [label]
    assert hall.ok("close-day", "--request", "R")["changes"] == [label]
    assert hall("close-day").answer["refused"] == "day_closed"
    assert hall.ok("open-day")["changes"] == [label]
    assert hall.ok("state")["services"][0]["waiting"] == 1


@pytest.mark.parametrize(("typed", "code", "waiting"), [("y\n", 0, 0), ("n\n", 1, 1), ("\n", 1, 1)])
def test_at_a_terminal_it_asks(hall, monkeypatch, typed, code, waiting):
    label = hall.ok("issue", "AB.1")["label"]
    terminal = io.StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", terminal)
    assert hall("close-day").answer["refused"] == "not_confirmed"  # --json is for programs: they are not asked
    asked = antrean("close-day", "--hall", str(hall.hall))
    assert asked.code == code
    assert label in asked.err
    assert "Close the day?" in asked.err
    assert hall.ok("state")["services"][0]["waiting"] == waiting


def test_the_command_itself_runs_as_a_process(hall):
    done = subprocess.run(
        [sys.executable, "-m", "shared.cli", "issue", "AB.1", "--hall", str(hall.hall), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert json.loads(done.stdout)["label"] == "AB-001"
    assert done.stderr == ""


def test_steps_are_added_dropped_and_reordered(hall):
    hall.ok("issue", "AB.1", "AB.3")
    assert hall.ok("add-step", "AB-001", "BA.1")["state"] == "waiting"
    assert hall("add-step", "AB-001", "BA.1").code == 1, "the same service twice"
    hall.ok("reorder", "AB-001", "BA.1", "AB.3", "AB.1")
    assert hall.ok("drop-step", "AB-001", "AB.3")["state"] == "cancelled"
    waiting = {service["code"]: service["waiting"] for service in hall.ok("state")["services"]}
    assert (waiting["AB.1"], waiting["AB.3"], waiting["BA.1"]) == (1, 0, 1)


def test_the_cashier_in_between_and_back_to_the_same_counter(hall):
    hall.many(["issue", "AB.1"], ["issue", "AB.1"], ["next", "--counter", "1"])
    sent = hall.ok("continue-at", "AR.1", "--counter", "1")
    assert (sent["state"], sent["next_service"]) == ("waiting", "AR.1")
    assert hall.ok("next", "--counter", "1")["label"] == "AB-002"
    assert hall.ok("next", "--counter", "12")["label"] == "AB-001"
    hall.ok("finish", "--counter", "12", "--ended", "finish")
    back = hall.ok("next", "--counter", "1", "--ended", "finish")
    assert (back["label"], back["service"]) == ("AB-001", "AB.1")


def test_bookings_are_taken_over_and_checked_in(hall, tmp_path):
    file = tmp_path / "bookings.csv"
    file.write_text(
        "code,service,date,time,priority\nX1,AB.1,2026-11-23,09.30,\nX2,AB.2,2026-11-24,10.00,yes\n", "utf-8"
    )
    assert hall.ok("book", str(file))["changes"] == ["X1", "X2"]
    assert hall.ok("check-in", "X1")["label"] == "AB-001"
    assert hall("check-in", "X1").code == 1
    assert hall("check-in", "X2").code == 1, "booked for tomorrow"
    file.write_text("code,service,date,time\nX3,AB.77,2026-11-23,09.30\n", "utf-8")
    wrong = hall("book", str(file))
    assert wrong.code == 2
    assert "line 2" in wrong.answer["sentence"]
    assert hall("book", str(tmp_path / "no.csv")).code == 2


def test_a_note_stands_in_the_audit(hall):
    hall.ok("note", "Kertas diganti", "--counter", "1", "--officer", "Ani")
    (event,) = [event for event in hall.ok("events")["events"] if event["what"] == "note"]
    assert (event["reason"], event["counter"], event["officer"]) == ("Kertas diganti", "1", "Ani")


def test_every_command_explains_itself():
    for name in cli.COMMANDS:
        ran = antrean(name, "--help")
        assert (ran.code, ran.err) == (0, ""), name
        assert "Usage:" in ran.out
