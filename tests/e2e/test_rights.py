"""Role × act × path: whichever way somebody comes into the hall, one table says what they may do.

The store's own functions are held against the same table in ``tests/store/record/test_authority.py``. A few pairs are
tried by every test run, the others by ``./run soak``.
"""

import io
import shutil
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.details import NONE, Details
from counter.desk.door import SignIn
from counter.desk.guarded_desk import guard
from counter.supervisor.acts.hall_acts import HallAct, HallOrder
from shared.domain.hall_data.hall import DayHours
from shared.domain.hall_data.staff import Role
from shared.domain.words import TimeOfDay, VisitEnd
from shared.store import acts, device_key
from shared.store.acts import enrolment
from shared.store.offline import settle
from shared.store.offline.spool import Spool
from shared.text import staff_words
from tests.counter.supervisor.acts.test_hall_acts import acting
from tests.helpers.cli import MORNING as NOW
from tests.helpers.cli import Terminal
from tests.helpers.hall import MORNING, StandingClock, open_hall
from tests.helpers.screens.desk import Place, working
from tests.helpers.server import both
from tests.helpers.server.kept import Kept
from tests.helpers.store.rights import ACTS_OF_PEOPLE, ANYBODY, acts_of, may
from tests.helpers.store.staff import CODES, PIN, cheap_pins, sign_in, staffed_hall, staffed_template
from tests.store.record.test_authority import ACTS, is_refused, state

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WHO = (*Role, None)
OFTEN = frozenset({(Role.OFFICER, "next"), (Role.TECHNICIAN, "finish"), (Role.LEAD, "pause_hall"), (None, "issue")})


def pairs(acts_tried) -> list:
    """Every role with every act; most of them for their own command."""
    return [
        pytest.param(who, act, id=f"{who}-{act}", marks=() if (who, act) in OFTEN else pytest.mark.soak)
        for act in sorted(acts_tried)
        for who in WHO
    ]


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A hall with officers and its PC's own folder, where each of them has signed in."""
    root = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        cheap_pins(patch)
        patch.setenv("ANTREAN_LOCAL", str(root / "local"))
        patch.setenv("ANTREAN_CLOCK", NOW)
        staffed_template(root / "hall")
        terminal = Terminal(root / "hall")
        for code in CODES.values():
            patch.setattr(sys, "stdin", io.StringIO(f"{PIN}\n"))
            terminal.ok("login", code, "--pin-stdin")
        terminal.ok("backup", "--as", "SUPERVISOR")
    return root


@pytest.fixture
def folder(template, tmp_path, monkeypatch) -> Path:
    cheap_pins(monkeypatch)
    shutil.copytree(template / "local", tmp_path / "local")
    both.copy_hall(template / "hall", tmp_path / "hall")
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("ANTREAN_CLOCK", NOW)
    return tmp_path / "hall"


def seen(folder: Path) -> tuple:
    with open_hall(folder) as file:
        return state(file)


# -- the command line ------------------------------------------------------------------------------------------------

BOOKINGS = "kode,layanan,tanggal,jam\nK8P,AB.1,2026-11-23,10.00\n"
SURVEY = "layanan,tanggal,u1,u2,u3,u4,u5,u6,u7,u8,u9\nAB.1,2026-11-23,4,4,4,4,4,4,4,4,4\n"
COMMANDS = {
    "issue": "issue AB.1",
    "check_in": "check-in K7P",
    "next": "next --counter 1 --ended finish",
    "call": "call AB-003 --counter 1 --why asked --ended finish",
    "recall": "recall --counter 1",
    "start": "start --counter 1",
    "finish": "finish --counter 1 --ended finish",
    "no_show": "no-show --counter 1",
    "hold": "hold --counter 1 --reason papers",
    "resume": "resume AB-003",
    "return": "return --counter 1",
    "transfer": "transfer --counter 1 --to AB.2",
    "cancel": "cancel AB-003",
    "serve": "serve AB.1 --counter 1 --ended finish",
    "visit_note": "visit-note cap --label AB-003",
    "rejoin": "rejoin AB-003",
    "add_step": "add-step AB-003 AB.2",
    "reorder": "reorder AB-003 AB.1",
    "continue_at": "continue-at AB.2 --counter 1",
    "open_counter": "open --counter 1",
    "close_counter": "close --counter 1",
    "break": "break --counter 1",
    "end_break": "break --counter 1 --end",
    "undo": "undo --counter 1",
    "note": "note remember",
    "own_pin": "officer pin {code} --pin-stdin",
    "printer_ready": "printer ready --printer P1",
    "enter_forms": "skm enter batch --service AB.1 --by SITI",
    "bring_back": "bring-back AB-003",
    "disturb_service": "disturb AB.1 --reason Rapat",
    "restore_service": "restore-service AB.1",
    "book": "book {bookings}",
    "move_booking": "move-booking K7P --time 11.00",
    "cancel_booking": "cancel-booking K7P",
    "move_officer": "move-officer 1 --to 2",
    "accept_help": "accept-help 1",
    "acknowledge": "acknowledge P1",
    "today": "today --service AB.1 --quota 40",
    "announce": "announce Selamat",
    "pause_hall": "pause-hall --reason Rapat",
    "resume_hall": "resume-hall",
    "open_day": "open-day",
    "close_day": "close-day --yes",
    "apply_hall": "apply {toml}",
    "officers": "officer remove TECHNICIAN",
    "devices": "device revoke K1",
    "take_survey": "skm import {survey}",
    "remove_survey": "skm remove survey.csv",
    "follow_up": "skm action --period 2026 --element waktu --finding a --plan b --who c --due 2026-12-31",
    "restore": "restore",
    "archive": "archive",
    "request_help": "ask-help 1",
}
"""Every act of a person as a command line."""
NOT_HERE = frozenset({"remove_survey", "take_survey"})
"""What the small hall has no file for: wrong usage, for those who may."""


def test_every_act_of_a_person_has_a_command() -> None:
    assert set(COMMANDS) == {*ACTS_OF_PEOPLE, "request_help"}


@pytest.mark.parametrize(("who", "act"), pairs(COMMANDS))
def test_by_the_command_line(folder, monkeypatch, who, act) -> None:
    files = {name: folder.parent / f"{name}.{kind}" for name, kind in (("bookings", "csv"), ("survey", "csv"))}
    files["bookings"].write_text(BOOKINGS)
    files["survey"].write_text(SURVEY)
    files["toml"] = folder.parent / "hall.toml"
    terminal = Terminal(folder)
    terminal.ok("export", str(files["toml"]))
    files["toml"].write_text(files["toml"].read_text() + '\n[words.not_offered]\nid = "Belum ada"\n')
    code = CODES[who] if who else "NOBODY"
    monkeypatch.setattr(sys, "stdin", io.StringIO("443344334\n" if act == "enter_forms" else "135791\n"))
    before = seen(folder)
    words = [word.format(code=code, **files) for word in COMMANDS[act].split()]
    ran = terminal(*words, "--as", code)
    if may(who, act):
        assert ran.code in (0, 1, 2), ran
        assert ran.code != 1 or ran.answer["refused"] != "not_allowed", ran
        assert ran.code != 2 or act in NOT_HERE, ran
    else:
        assert (ran.code, ran.answer["refused"]) == (1, "not_allowed"), ran
        assert seen(folder) == before


# -- the programs ----------------------------------------------------------------------------------------------------

PRESSES: dict[str, tuple[Act, Details]] = {
    "next": (Act.NEXT, Details(ended=VisitEnd.FINISH)),
    "call": (Act.NAMED, Details(label="AB-003", reason="asked", ended=VisitEnd.FINISH)),
    "recall": (Act.RECALL, NONE),
    "start": (Act.START, NONE),
    "finish": (Act.FINISH, Details(ended=VisitEnd.FINISH, outcome="")),
    "no_show": (Act.NO_SHOW, NONE),
    "hold": (Act.HOLD, Details(reason="papers")),
    "return": (Act.RETURN, NONE),
    "transfer": (Act.TRANSFER, Details(to_service="AB.2", sure=True)),
    "cancel": (Act.CANCEL, NONE),
    "resume": (Act.RESUME, Details(label="AB-003")),
    "rejoin": (Act.REJOIN, Details(label="AB-003")),
    "end_break": (Act.END_BREAK, NONE),
    "serve": (Act.SERVE, Details(service="AB.1", ended=VisitEnd.FINISH)),
    "issue": (Act.ISSUE, Details(services=("AB.1",))),
    "check_in": (Act.CHECK_IN, Details(code="K7P")),
    "continue_at": (Act.CASHIER, Details(service="AB.2")),
    "visit_note": (Act.VISIT_NOTE, Details(reason="cap")),
    "add_step": (Act.ADD_STEP, Details(label="AB-003", service="AB.2")),
    "reorder": (Act.REORDER, Details(label="AB-003", services=("AB.1",))),
    "undo": (Act.UNDO, NONE),
    "open_counter": (Act.OPEN, Details(officer="ANI", sure=True)),
}
"""The officer's acts as presses of the bar's view model (a break and closing wait there for the visitor to go)."""

HOURS = DayHours(TimeOfDay(480), TimeOfDay(900))
ORDERS: dict[str, HallOrder] = {
    "pause_hall": HallOrder(HallAct.PAUSE, reason={"id": "Rapat"}),
    "resume_hall": HallOrder(HallAct.RESUME),
    "disturb_service": HallOrder(HallAct.DISTURB, service="AB.1", reason={"id": "Rapat"}),
    "restore_service": HallOrder(HallAct.RESTORE, service="AB.1"),
    "close_counter": HallOrder(HallAct.CLOSE_COUNTER, counter="1"),
    "bring_back": HallOrder(HallAct.BRING_BACK, label="AB-003"),
    "note": HallOrder(HallAct.MESSAGE, words="remember"),
    "announce": HallOrder(HallAct.ANNOUNCE, reason={"id": "Selamat"}),
    "close_day": HallOrder(HallAct.CLOSE_DAY, told=("AB-002", "AB-003")),
    "open_day": HallOrder(HallAct.OPEN_DAY),
    "today": HallOrder(HallAct.TODAY, hours=HOURS),
    "move_officer": HallOrder(HallAct.MOVE_OFFICER, counter="1", to="2"),
    "printer_ready": HallOrder(HallAct.PRINTER_READY, printer="P1"),
    "acknowledge": HallOrder(HallAct.ACKNOWLEDGE, alarm="P1", words="paper", officer="TONO"),
}
"""The supervisor's acts as the orders of the window's dialogs."""


def place_of(folder: Path) -> Place:
    return Place(folder, StandingClock(), staffed_hall())


@pytest.mark.parametrize(("who", "act"), pairs(PRESSES))
def test_by_the_officers_program(qtbot: QtBot, folder, who, act) -> None:
    press, details = PRESSES[act]
    with working(qtbot, place_of(folder), officer="", ready=False) as station:
        door = SignIn(station.worker, "1", folder.parent / "local", station.bar)
        guard(station.desk, door)
        station.until(lambda: station.desk.view is not None and (door.needed or bool(door.session)))
        if who is not None:
            door.try_pin(CODES[who], PIN)
            station.until(lambda: door.officer == CODES[who])
        station.settle()
        before = seen(folder)
        station.press(press, details)
        said = station.said()
        if who is None:
            assert "Ctrl+L" in said
        else:
            assert ("bukan wewenang" in said) is not may(who, act), said
        if not may(who, act):
            assert seen(folder) == before


@pytest.mark.parametrize(("who", "act"), pairs(ORDERS))
def test_by_the_supervisors_program(qtbot: QtBot, folder, who, act) -> None:
    with acting(qtbot, place_of(folder)) as (window, controller):
        door = SignIn(window.desk._worker, "supervisor", folder.parent / "local", window)
        controller.door = door
        door._hall_came(window.desk.hall)  # the window has met the hall already
        assert door.needed
        if who is not None:
            door.try_pin(CODES[who], PIN)
            qtbot.waitUntil(lambda: door.officer == CODES[who])
        before = seen(folder)
        controller._do(ORDERS[act])
        qtbot.waitUntil(lambda: controller.under_way is None)
        assert window.acts is not None
        said = window.acts.answer.text()
        refused = "bukan wewenang" in said or staff_words.NOBODY["id"] in said
        assert refused is not may(who, act), said
        if refused:
            assert seen(folder) == before


# -- kept without the share, and settled -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("act", ["finish", "no_show", "note"])
def test_by_the_spool(folder, tmp_path, who, act) -> None:
    with open_hall(folder, device="1") as file, Spool(tmp_path / "local", file.hall_id, "1") as spool:
        session = "" if who is None else sign_in(file, CODES[who])
        file.session = ""
        before = state(file)
        if act == "note":
            spool.note("r", "remember", now=MORNING, counter="1", session=session)
        elif act == "finish":
            spool.finish("r", "AB-001", counter="1", now=MORNING, session=session)
        else:
            spool.no_show("r", "AB-001", counter="1", now=MORNING, session=session)
        (outcome,) = settle.settle(spool, file)
        refused = outcome.refused is not None and is_refused(outcome.refused)
        assert refused is not may(who, act)
        if refused:
            assert state(file) == before


# -- a device without a person ---------------------------------------------------------------------------------------

KINDS = {"kiosk": "K1", "counter": "1", "display": "D1", "pc": "cli"}


@pytest.mark.parametrize("kind", KINDS)
def test_by_a_device_without_a_person(folder, monkeypatch, tmp_path, kind) -> None:
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "of-the-device"))
    device = KINDS[kind]
    with open_hall(folder) as desk:  # each device has written once and is enrolled, so that only the table speaks
        sign_in(desk, "SUPERVISOR")
        acts.request_help(desk, "hello", device)
        enrolment.enrol(desk, "enrol", device, device_key.fingerprint(desk.signing_key().id))
        desk.session = ""
    content = Kept(folder)
    for act in sorted(ACTS):
        content.put_back()
        with open_hall(folder, device=device) as file:
            before = state(file)
            refused = is_refused(ACTS[act](file))
            assert refused is not may(kind, act), act
            if refused:
                assert state(file) == before, act
    content.put_back()
    with open_hall(folder, device=device) as file, Spool(tmp_path / "spool", file.hall_id, device) as spool:
        settle.tend(spool, file)
        assert bool(spool.blocks()) is may(kind, "lease")


def test_what_a_device_may_do_is_in_the_table_as_well() -> None:
    assert {kind: acts_of(kind) for kind in KINDS} == {
        "kiosk": {"issue", "check_in", "cancel", "note", "lease", "settle"},
        "counter": {"note"},
        "display": {"note"},
        "pc": set(),
    }
    assert not ANYBODY & set(ACTS_OF_PEOPLE)
