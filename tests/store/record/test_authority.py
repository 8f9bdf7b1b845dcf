"""Role × act × path: what each role may do, whichever way it comes into the hall, and what a device may by itself."""

import ast
import dataclasses
from pathlib import Path

import pytest

from shared.domain import permissions
from shared.domain.answers import Refused
from shared.domain.hall_data.staff import Officer, Role
from shared.domain.words import Instant, Refusal, VisitEnd
from shared.store import acts, device_key
from shared.store.acts import Order, Target, apply_hall, enrolment, officers
from shared.store.acts.announcing import Place
from shared.store.acts.opinions import follow_up, paper_forms
from shared.store.offline import leases, settle
from shared.store.offline.spool import Spool
from shared.store.questions import audit
from shared.store.record.events import What
from shared.store.record.transaction import begin
from tests.helpers.hall import DAY, MORNING, StandingClock, open_hall, small_hall
from tests.helpers.server import both
from tests.helpers.server.kept import Kept
from tests.helpers.store.rights import ACTS_OF_PEOPLE, ANYBODY, acts_of, may
from tests.helpers.store.staff import CODES, PIN, cheap_pins, sign_in, staffed_template

LATER = Instant(MORNING + 3_600_000)
REASON = {"id": "Rapat"}
MINE, FIRST = Target(counter="1"), Target(label="AB-003")


ACTS = {
    "issue": lambda f: acts.issue(f, "r", Order(("AB.1",))),
    "check_in": lambda f: acts.check_in(f, "r", "K7P"),
    "next": lambda f: acts.call_next(f, "r", "1", ended=VisitEnd.FINISH),
    "call": lambda f: acts.call_named(f, "r", "1", "AB-003", "asked", ended=VisitEnd.FINISH),
    "recall": lambda f: acts.recall(f, "r", MINE),
    "start": lambda f: acts.start(f, "r", MINE),
    "finish": lambda f: acts.finish(f, "r", MINE, ended=VisitEnd.FINISH),
    "no_show": lambda f: acts.no_show(f, "r", MINE),
    "hold": lambda f: acts.hold(f, "r", MINE, "papers"),
    "resume": lambda f: acts.resume(f, "r", FIRST),
    "return": lambda f: acts.return_step(f, "r", MINE),
    "transfer": lambda f: acts.transfer(f, "r", MINE, "AB.2"),
    "cancel": lambda f: acts.cancel(f, "r", FIRST),
    "serve": lambda f: acts.serve_person(f, "r", "1", "AB.1", ended=VisitEnd.FINISH),
    "visit_note": lambda f: acts.note_visit(f, "r", "Tinggal cap", label="AB-003"),
    "rejoin": lambda f: acts.rejoin(f, "r", FIRST),
    "add_step": lambda f: acts.add_step(f, "r", "AB-003", "AB.2"),
    "reorder": lambda f: acts.reorder_steps(f, "r", "AB-003", ("AB.1",)),
    "continue_at": lambda f: acts.continue_at(f, "r", "1", "AB.2"),
    "open_counter": lambda f: acts.open_counter(f, "r", "1"),
    "close_counter": lambda f: acts.close_counter(f, "r", "1"),
    "break": lambda f: acts.take_break(f, "r", "1"),
    "end_break": lambda f: acts.end_break(f, "r", "1"),
    "accept_help": lambda f: acts.accept_help(f, "r", "1"),
    "acknowledge": lambda f: acts.acknowledge(f, "r", "P1", "paper", "TONO"),
    "move_officer": lambda f: acts.move_officer(f, "r", "1", "2"),
    "printer_ready": lambda f: acts.printer_ready(f, "r", "P1"),
    "today": lambda f: acts.quota_today(f, "r", "AB.1", 40),
    "undo": lambda f: acts.undo(f, "r", "1"),
    "bring_back": lambda f: acts.bring_back(f, "r", "AB-003"),
    "note": lambda f: acts.note(f, "r", "remember"),
    "disturb_service": lambda f: acts.disturb_service(f, "r", "AB.1", REASON),
    "restore_service": lambda f: acts.restore_service(f, "r", "AB.1"),
    "book": lambda f: acts.import_bookings(f, "r", [acts.Booking("K8P", "AB.1", DAY, LATER)]),
    "move_booking": lambda f: acts.move_booking(f, "r", acts.Booking("K7P", "AB.1", DAY, LATER)),
    "cancel_booking": lambda f: acts.cancel_booking(f, "r", "K7P"),
    "pause_hall": lambda f: acts.pause_hall(f, "r", REASON),
    "resume_hall": lambda f: acts.resume_hall(f, "r"),
    "open_day": lambda f: acts.open_day(f, "r"),
    "close_day": lambda f: acts.close_day(f, "r"),
    "take_survey": lambda f: acts.take_survey(f, "r", "file", ()),
    "enter_forms": lambda f: paper_forms.enter_forms(f, "r", "batch", (), "SITI"),
    "follow_up": lambda f: follow_up.plan_follow_up(f, "r", follow_up.FollowUp("2026", "waktu", "a", "b", "c", DAY)),
    "remove_survey": lambda f: acts.remove_survey(f, "r", "file"),
    "announce": lambda f: acts.announce(f, "r", Place.RUNNING, {"id": "Selamat datang"}),
    "apply_hall": lambda f: apply_hall.apply(f, dataclasses.replace(small_hall(), words={})),
    "officers": lambda f: officers.remove_officer(f, "r", "TECHNICIAN"),
    "own_pin": lambda f: officers.change_pin(f, "r", _whose(f), "135791"),
    "devices": lambda f: enrolment.revoke(f, "r", "K1"),
    "restore": lambda f: officers.need(f, "restore"),
    "archive": lambda f: officers.need(f, "archive"),
}
"""Every act of a person, as it is done at counter 1 with a visitor there and two more in line."""


def _whose(file) -> str:
    with file.reading() as db:
        row = db.execute("SELECT officer FROM sessions ORDER BY since DESC LIMIT 1").fetchone()
    return "SUPERVISOR" if row is None else row[0]


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        cheap_pins(patch)
        folder = tmp_path_factory.mktemp("template")
        staffed_template(folder)
    return folder


@pytest.fixture
def hall(template, tmp_path, monkeypatch) -> Path:
    cheap_pins(monkeypatch)
    both.copy_hall(template, tmp_path / "hall")
    return tmp_path / "hall"


def is_refused(answer) -> bool:
    return isinstance(answer, Refused) and answer.code is Refusal.NOT_ALLOWED


def state(file) -> tuple:
    with file.reading() as db:
        return tuple(
            tuple(sorted(map(tuple, db.execute(f"SELECT * FROM {table}").fetchall()), key=repr))
            for table in ("pulse", "events", "requests", "steps", "counters", "hall_data", "bookings")
        )


@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_may_do_what_the_table_says_and_nothing_else_changes(hall, role):
    content = Kept(hall)
    for name, act in ACTS.items():
        content.put_back()
        with open_hall(hall) as file:
            if role is not None:
                sign_in(file, CODES[role])
            before = state(file)
            answer = act(file)
            allowed = may(role, name)
            assert is_refused(answer) is not allowed, (name, role, answer)
            if not allowed:
                assert state(file) == before, name


def test_the_table_names_every_act_and_no_other():
    assert {role: acts_of(role) for role in Role} == permissions.ROLES
    assert {kind: acts_of(kind) for kind in permissions.DeviceKind} == permissions.DEVICES
    assert permissions.ANYBODY == ANYBODY
    named = set().union(*permissions.ROLES.values())
    assert named == set(ACTS) == set(ACTS_OF_PEOPLE)
    named |= permissions.ANYBODY
    root = Path(acts.__file__).parents[1]
    written: set[str] = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "once" and len(node.args) > 2:
                name = node.args[2]
                written |= {name.value} if isinstance(name, ast.Constant) else set()
    assert written - named <= {"settle"}


@pytest.mark.parametrize(
    ("act", "fits"),
    [
        (lambda f: acts.call_next(f, "r", "2"), False),
        (lambda f: acts.open_counter(f, "r", "3"), False),
        (lambda f: acts.cancel(f, "r", Target(label="AB-002")), True),
        (lambda f: acts.transfer(f, "r", Target(label="AB-002"), "BA.1"), True),
        (lambda f: acts.issue(f, "r", Order(("BA.1",))), True),
    ],
)
def test_an_officer_acts_at_the_own_counters_only(hall, act, fits):
    with open_hall(hall) as file:
        sign_in(file, "OFFICER")
        assert is_refused(act(file)) is not fits


def test_a_visit_of_another_agency_is_not_an_officers_to_cancel(hall):
    with open_hall(hall) as file:
        sign_in(file, "SUPERVISOR")
        acts.issue(file, "other", Order(("BA.1",)))
        sign_in(file, "OFFICER")
        assert is_refused(acts.cancel(file, "r", Target(label="BA-001")))
        assert not is_refused(acts.cancel(file, "r", Target(label="AB-002")))


def test_a_call_for_help_is_never_refused(hall):
    with open_hall(hall, device="2") as file:
        assert not is_refused(acts.request_help(file, "r", "2", quiet=True))
        assert is_refused(acts.accept_help(file, "a", "2"))


def test_a_lead_rules_the_own_agency(hall):
    with open_hall(hall) as file:
        sign_in(file, "LEAD")
        assert not is_refused(acts.disturb_service(file, "mine", "AB.1", REASON))
        assert is_refused(acts.disturb_service(file, "other", "BA.1", REASON))
        assert is_refused(acts.call_next(file, "far", "3"))
        assert not is_refused(acts.call_next(file, "near", "2"))


def test_the_audit_names_who_signed_in_whatever_the_caller_says(hall):
    with open_hall(hall) as file:
        sign_in(file, "OFFICER")
        acts.recall(file, "r", MINE, "SOMEBODY")
        with file.reading() as db:
            last = db.execute("SELECT officer FROM events ORDER BY sequence DESC LIMIT 1").fetchone()[0]
    assert last == "OFFICER"


# -- devices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("device", "may"), [("K1", True), ("K2", False), ("1", False), ("D1", False), ("cli", False)])
def test_a_device_gives_numbers_by_itself_only_as_an_enrolled_kiosk(hall, device, may):
    with open_hall(hall, device=device) as file:
        assert is_refused(acts.issue(file, "r", Order(("AB.1",)))) is not may
        assert is_refused(acts.call_next(file, "n", "2"))


def test_a_kiosk_is_enrolled_and_revoked_by_a_supervisor(hall):
    with open_hall(hall, device="K2") as kiosk, open_hall(hall) as desk:
        session = sign_in(kiosk, "OFFICER")  # it wrote once: the hall knows its key
        kiosk.session = ""
        assert is_refused(acts.issue(kiosk, "one", Order(("AB.1",))))
        sign_in(desk, "SUPERVISOR")
        enrolment.enrol(desk, "enrol", "K2")
        assert not is_refused(acts.issue(kiosk, "two", Order(("AB.1",))))
        enrolment.revoke(desk, "revoke", "K2")
        assert is_refused(acts.issue(kiosk, "three", Order(("AB.1",))))
        assert session


def test_what_a_revoked_device_signs_counts_as_unknown(hall):
    with open_hall(hall) as desk, open_hall(hall, device="K1") as kiosk:
        sign_in(desk, "SUPERVISOR")
        enrolment.revoke(desk, "revoke", "K1")
        with kiosk.writing() as db:
            forged = begin(kiosk, db).event(What.NOTE, reason="past the acts")
        assert [(fault.sequence, fault.kind.value) for fault in audit.verify(desk).faults] == [(forged, "unknown_key")]


# -- sessions --------------------------------------------------------------------------------------------------------


def test_a_session_ends_with_its_hours_with_signing_out_and_with_its_officer(hall):
    clock = StandingClock()
    with open_hall(hall, clock=clock) as file:
        sign_in(file, "OFFICER")
        clock.advance(hours=13)
        assert is_refused(acts.recall(file, "late", MINE))
        clock.advance(hours=-13)
        session = sign_in(file, "OFFICER")
        assert not is_refused(acts.recall(file, "in time", MINE))
        officers.sign_out(file, session)
        clock.advance(minutes=5)
        assert is_refused(acts.recall(file, "out", MINE))
        with open_hall(hall, clock=clock) as other:
            sign_in(file, "OFFICER")
            sign_in(other, "SUPERVISOR")
            officers.remove_officer(other, "remove", "OFFICER")
        assert is_refused(acts.recall(file, "gone", MINE))


def test_a_new_pin_ends_the_sessions_of_the_old_one(hall):
    with open_hall(hall) as desk, open_hall(hall) as other:
        sign_in(other, "OFFICER")
        sign_in(desk, "SUPERVISOR")
        officers.change_pin(desk, "pin", "OFFICER", "97531086")
        assert is_refused(acts.recall(other, "r", MINE))
        refused = officers.sign_in(other, "OFFICER", PIN)
    assert isinstance(refused, Refused)
    assert refused.code is Refusal.WRONG_PIN


def test_a_session_does_not_work_on_another_pc(hall, tmp_path, monkeypatch):
    with open_hall(hall) as file:
        session = sign_in(file, "OFFICER")
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "other-pc"))
    with open_hall(hall) as file:
        file.session = session
        assert is_refused(acts.recall(file, "r", MINE))


def test_wrong_pins_cost_more_and_more_time_for_officer_and_device(hall):
    clock = StandingClock()
    waits: list[int] = []
    with open_hall(hall, clock=clock) as file:
        for _ in range(12):
            answer = officers.sign_in(file, "OFFICER", "000000")
            assert isinstance(answer, Refused)
            locked = officers.sign_in(file, "OFFICER", PIN) if waits or _ >= 4 else None
            if isinstance(locked, Refused):
                assert locked.code is Refusal.LOCKED_OUT
                waits.append((locked.back_at - clock.at) // 1000)
                assert isinstance(officers.sign_in(file, "SUPERVISOR", PIN), Refused)  # the device is locked as well
                clock.at = Instant(locked.back_at + 1)
        assert waits[:4] == [30, 60, 120, 240]
        assert max(waits) == 900
        assert not isinstance(officers.sign_in(file, "OFFICER", PIN), Refused)
        assert not isinstance(officers.sign_in(file, "SUPERVISOR", PIN), Refused)


# -- the first and the last officer ----------------------------------------------------------------------------------


def test_the_first_officer_is_a_supervisor_and_needs_nobodys_leave(tmp_path, monkeypatch):
    cheap_pins(monkeypatch)
    with open_hall(tmp_path) as file:
        assert is_refused(officers.add_officer(file, "a", "ANI", Officer(Role.OFFICER), PIN))
        assert not is_refused(officers.add_officer(file, "b", "BUDI", Officer(Role.SUPERVISOR), PIN))
        assert is_refused(officers.add_officer(file, "c", "ANI", Officer(Role.OFFICER), PIN))
        sign_in(file, "BUDI")
        assert not is_refused(officers.add_officer(file, "d", "ANI", Officer(Role.OFFICER, ("1",)), PIN))
        assert is_refused(officers.remove_officer(file, "e", "BUDI"))
        officers.remove_officer(file, "f", "ANI")
        officers.remove_officer(file, "g", "BUDI")
        assert not file.learn_hall().officer
        assert not is_refused(acts.issue(file, "free again", Order(("AB.1",))))


def test_no_pin_is_in_an_event_or_in_this_pcs_own_file(hall, tmp_path):
    with open_hall(hall) as file, Spool(tmp_path / "local", file.hall_id, "K1") as spool:
        spool.know(file.learned)
        with file.reading() as db:
            told = str(db.execute("SELECT data FROM events").fetchall()[0:]) + str(
                [tuple(row) for row in db.execute("SELECT data, reason FROM events").fetchall()]
            )
        assert "scrypt" not in told
        assert all(not officer.pin for officer in spool.hall().officer.values())
        assert all(officer.pin for officer in file.learned.officer.values())


# -- without the share -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*Role, None])
def test_what_was_kept_without_the_share_is_settled_by_the_rights_of_who_did_it(hall, tmp_path, role):
    with open_hall(hall, device="1") as file, Spool(tmp_path / "local", file.hall_id, "1") as spool:
        session = "" if role is None else sign_in(file, CODES[role])
        file.session = ""
        spool.finish("f", "AB-001", counter="1", now=MORNING, officer="SOMEBODY", session=session)
        (outcome,) = settle.settle(spool, file)
        allowed = role is not None and "finish" in permissions.ROLES[role]
        assert (outcome.refused is None) is allowed
        with file.reading() as db:
            done = db.execute("SELECT officer FROM events WHERE what = 'finished'").fetchall()
        assert [row[0] for row in done] == ([CODES[role]] if allowed else [])


def test_what_was_kept_before_somebody_signed_in_is_not_done_in_their_name(hall, tmp_path):
    with open_hall(hall, device="1") as file, Spool(tmp_path / "local", file.hall_id, "1") as spool:
        spool.finish("f", "AB-001", counter="1", now=MORNING)
        sign_in(file, "SUPERVISOR")
        (outcome,) = settle.settle(spool, file)
    assert outcome.refused is not None
    assert outcome.refused.code is Refusal.NOT_ALLOWED


def test_numbers_given_without_the_share_wait_until_their_kiosk_is_enrolled(hall, tmp_path):
    with open_hall(hall, device="K1") as kiosk, open_hall(hall) as desk:
        with Spool(tmp_path / "local", kiosk.hall_id, "K1") as spool:
            settle.tend(spool, kiosk)
            issued = spool.issue("offline", Order(("AB.1",)), MORNING)
            sign_in(desk, "SUPERVISOR")
            enrolment.revoke(desk, "revoke", "K1")
            assert settle.settle(spool, kiosk) == ()
            assert len(spool.pending()) == 1
            enrolment.enrol(desk, "enrol", "K1", device_key.fingerprint(kiosk.signing_key().id))
            assert [outcome.refused for outcome in settle.settle(spool, kiosk)] == [None]
        with kiosk.reading() as db:
            assert db.execute("SELECT 1 FROM tickets WHERE label = ?", (issued.label,)).fetchone()


def test_a_kiosk_that_is_not_enrolled_holds_no_numbers(hall, tmp_path):
    with open_hall(hall, device="K2") as kiosk, Spool(tmp_path / "local", kiosk.hall_id, "K2") as spool:
        settle.tend(spool, kiosk)
        assert spool.blocks() == {}
        with kiosk.reading() as db:
            assert leases.nexts(db, "2026-11-23").keys() <= {"AB"}
