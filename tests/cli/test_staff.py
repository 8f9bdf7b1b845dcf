"""``antrean officer | login | logout | device | audit``: the answers and exit codes that programs rely on."""

import contextlib
import io
import json
import sqlite3
import sys

import pytest

from shared.domain import permissions
from shared.domain.hall_data.staff import Role
from tests.helpers.machine.linux import WINDOWS
from tests.helpers.store.staff import PIN, cheap_pins

COMMANDS = {
    "issue": ("issue", "AB.1"),
    "next": ("next", "--counter", "1", "--ended", "finish"),
    "hold": ("hold", "--counter", "1", "--reason", "papers"),
    "note": ("note", "remember"),
    "disturb_service": ("disturb", "AB.1", "--reason", "Gangguan"),
    "pause_hall": ("pause-hall", "--reason", "Rapat"),
    "archive": ("archive",),
}
"""Commands by the act that they do; ``tests/store/record/test_authority.py`` tries all acts."""


@pytest.fixture
def pin(monkeypatch):
    """What the next command reads from standard input."""
    cheap_pins(monkeypatch)

    def give(text: str = PIN) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{text}\n"))

    return give


@pytest.fixture
def staffed(hall, pin):
    """The sample hall with an officer of each role, the supervisor BUDI signed in."""
    pin()
    hall.ok("officer", "add", "BUDI", "--role", "supervisor", "--pin-stdin")
    pin()
    hall.ok("login", "BUDI", "--pin-stdin")
    for role in ("officer", "lead", "technician"):
        pin()
        counters = ("--counters", "1,2") if role == "officer" else ()
        hall.ok("officer", "add", role.upper(), "--role", role, *counters, "--pin-stdin")
    return hall


def not_allowed(ran) -> bool:
    return ran.code == 1 and ran.answer["refused"] == "not_allowed"


def test_the_first_officer_is_a_supervisor(hall, pin):
    pin()
    assert not_allowed(hall("officer", "add", "ANI", "--role", "officer", "--pin-stdin"))
    assert hall.ok("officer", "list")["officers"] == []
    pin("12345")
    assert hall("officer", "add", "BUDI", "--role", "supervisor", "--pin-stdin").code == 2
    pin()
    assert hall.ok("officer", "add", "budi", "--role", "supervisor", "--pin-stdin")["code"] == "BUDI"
    assert not_allowed(hall("issue", "AB.1"))


def test_officers_are_listed_removed_and_get_other_pins(staffed, pin):
    listed = staffed.ok("officer", "list")["officers"]
    assert [(one["code"], one["role"], one["counters"]) for one in listed][:2] == [
        ("BUDI", "supervisor", []),
        ("OFFICER", "officer", ["1", "2"]),
    ]
    assert not any("pin" in one for one in listed)
    pin("13579024")
    staffed.ok("officer", "pin", "OFFICER", "--pin-stdin")
    pin()
    assert staffed("login", "OFFICER", "--pin-stdin").answer["refused"] == "wrong_pin"
    pin("13579024")
    assert staffed.ok("login", "OFFICER", "--pin-stdin")["role"] == "officer"
    staffed.ok("officer", "remove", "OFFICER", "--as", "BUDI")
    assert not_allowed(staffed("next", "--counter", "1", "--as", "OFFICER"))
    assert staffed("officer", "remove", "NOBODY", "--as", "BUDI").code == 2


def test_login_keeps_a_session_for_twelve_hours_at_most_and_logout_ends_it(staffed, pin, tmp_path, monkeypatch):
    pin()
    answer = staffed.ok("login", "OFFICER", "--pin-stdin")
    (kept,) = (tmp_path / "local").glob("signed-in-cli-*.json")
    assert WINDOWS or kept.stat().st_mode & 0o077 == 0  # Windows keeps a user's own folder from the others
    begun = json.loads(staffed("events", "--limit", "100000").out)["events"][-1]["at"]
    assert answer["until"] - begun <= 12 * 3_600_000
    assert PIN not in kept.read_text()
    assert staffed("recall", "--counter", "1").answer["refused"] != "not_allowed"
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T21:30:00+08:00")
    assert not_allowed(staffed("recall", "--counter", "1"))
    monkeypatch.setenv("ANTREAN_CLOCK", "2026-11-23T09:00:00+08:00")
    assert staffed.ok("logout")["officer"] == "OFFICER"
    assert not_allowed(staffed("recall", "--counter", "1", "--as", "OFFICER"))


def test_each_role_by_the_command_line(staffed, pin):
    codes = {Role.SUPERVISOR: "BUDI", None: "NOBODY"} | {
        role: role.value.upper() for role in Role if role != "supervisor"
    }
    for role in (Role.OFFICER, Role.LEAD, Role.TECHNICIAN):
        pin()
        staffed.ok("login", codes[role], "--pin-stdin")
    path = staffed.hall / "hall.db"
    content = path.read_bytes()
    for role, code in codes.items():
        for act, command in COMMANDS.items():
            path.write_bytes(content)
            allowed = role is not None and act in permissions.ROLES[role]
            ran = staffed(*command, "--as", code)
            assert not_allowed(ran) is not allowed, (role, act, ran)
            if not allowed:
                assert path.read_bytes() == content, act


def test_an_export_has_no_officers_unless_asked_and_leaves_them_when_applied(staffed, tmp_path):
    file = tmp_path / "hall.toml"
    staffed.ok("export", str(file))
    assert "officer." not in file.read_text()
    assert "scrypt" not in file.read_text()
    file.write_text(file.read_text().replace("[rules.staff]", "[rules.staff]") + "\n[rules.staff]\nlock_minutes = 5\n")
    assert staffed.ok("apply", str(file))["changed"] == ["rules.staff"]
    assert len(staffed.ok("officer", "list")["officers"]) == 4
    assert not_allowed(staffed("apply", str(file), "--as", "NOBODY"))
    assert "[officer.BUDI]" in staffed.ok("export", "--with-officers")["toml"]


def test_a_kiosk_is_enrolled_by_a_supervisor(staffed):
    assert not_allowed(staffed("issue", "AB.1", "--kiosk", "K1", "--as", "NOBODY"))
    staffed.ok("issue", "AB.1", "--kiosk", "K1", "--as", "BUDI")
    assert {one["device"]: one["state"] for one in staffed.ok("device", "list")["devices"]}["cli"] == "seen"
    assert staffed("device", "enrol", "K9").code == 2


def test_the_audit_is_verified_and_asked(hall):
    hall.ok("issue", "AB.1")
    hall.ok("next", "--counter", "1", "--officer", "Budi")
    whole = hall.ok("audit", "verify")
    assert (whole["ok"], whole["faults"]) == (True, [])
    assert whole["compared"] >= 1
    (call,) = hall.ok("audit", "why", "ab1")["calls"]
    assert (call["label"], call["officer"], call["reason"]["rule"]) == ("AB-001", "Budi", "arrival")
    assert hall.ok("audit", "why", "--officer", "Siti")["calls"] == []
    assert hall.ok("audit", "why", "--from", "08.59", "--to", "09.01")["calls"] != []
    assert hall.ok("audit", "why", "--from", "10.00")["calls"] == []
    point = hall.ok("close-day", "--yes")["checkpoint"]
    assert point == hall.ok("audit", "checkpoint")["checkpoint"]
    assert hall.ok("audit", "verify", "--checkpoint", f"{point['sequence']}:{point['words']}")["ok"]
    with contextlib.closing(sqlite3.connect(hall.hall / "hall.db")) as db:
        db.execute("UPDATE events SET counter = '2' WHERE what = 'called'")
        db.commit()
    ran = hall("audit", "verify")
    assert ran.code == 1
    assert [fault["kind"] for fault in ran.answer["faults"]] == ["edited"]
    assert hall("audit", "verify", "--checkpoint", "nonsense").code == 2
