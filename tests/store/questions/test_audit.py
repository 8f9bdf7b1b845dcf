"""The audit's chain: what was done past the programs is found, with its sequence."""

import contextlib
import shutil
import sqlite3

import pytest

from shared.store import acts, checkpoints, device_key
from shared.store.acts import Order
from shared.store.questions import audit
from shared.store.questions.audit import AuditFault, FaultKind
from shared.store.questions.calls_explained import Wanted, calls
from shared.store.record import chain
from shared.store.record.events import What
from shared.store.sqlite.maintenance import archive, backup, restore
from tests.helpers.hall import DAY, StandingClock, open_hall
from tests.helpers.machine.linux import linux

COPIED = f"{chain.CONTENT.removeprefix('sequence, ')}, prev, key, signature"


def fill(file) -> None:
    """Some visits: the chain has more than ten events then."""
    for number in range(4):
        acts.issue(file, f"issue-{number}", Order(("AB.1",)))
    for number in range(3):
        acts.call_next(file, f"next-{number}", "1", "Budi")


def tamper(folder, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "hall.db")) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def faults(file, *points) -> list[tuple[int, str]]:
    return [(fault.sequence, fault.kind.value) for fault in audit.verify(file, points).faults]


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ((), []),
        (("UPDATE events SET reason = 'other' WHERE sequence = 3",), [(3, "edited")]),
        (("UPDATE events SET officer = 'Siti' WHERE sequence IN (7, 9)",), [(7, "edited"), (9, "edited")]),
        (("UPDATE events SET prev = x'00' WHERE sequence = 3",), [(3, "edited")]),
        (("UPDATE events SET signature = NULL, at = at + 1 WHERE sequence = 3",), [(3, "edited")]),
        (("DELETE FROM events WHERE sequence = 3",), [(3, "missing")]),
        (("DELETE FROM events WHERE sequence IN (3, 4, 8)",), [(3, "missing"), (4, "missing"), (8, "missing")]),
        (("DELETE FROM events WHERE sequence = 1",), [(1, "missing")]),
        (("DELETE FROM events WHERE sequence > 6",), [(7, "cut")]),
        (
            ("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'x')",),
            [(12, "inserted")],
        ),
        ((f"INSERT INTO events ({COPIED}) SELECT {COPIED} FROM events WHERE sequence = 3",), [(12, "inserted")]),
        (("UPDATE device_keys SET key = x'0011223344556677'",), [(at, "unknown_key") for at in range(1, 12)]),
    ],
)
def test_what_was_done_past_the_programs_is_found(tmp_path, statements, found):
    with open_hall(tmp_path) as file:
        fill(file)
    tamper(tmp_path, *statements)
    with open_hall(tmp_path) as file:
        assert faults(file) == found


def test_of_very_many_faults_the_first_thousand_are_told(tmp_path):
    with open_hall(tmp_path) as file:
        fill(file)
    put_in = "INSERT INTO events (sequence, at, day, what, device) VALUES (9000, 1, '2026-11-23', 'note', 'x')"
    tamper(tmp_path, put_in)
    with open_hall(tmp_path) as file:
        assert faults(file) == [(at, "missing") for at in range(12, 1012)]


def test_the_programs_go_on_after_an_event_that_was_put_in_and_it_is_still_found(tmp_path):
    with open_hall(tmp_path) as file:
        fill(file)
    tamper(tmp_path, "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'x')")
    with open_hall(tmp_path) as file:
        acts.note(file, "later", "on it goes")
        assert faults(file) == [(12, "inserted")]


def test_a_cut_that_hides_its_trace_is_found_by_a_checkpoint_kept_elsewhere(tmp_path):
    with open_hall(tmp_path) as file:
        fill(file)
        with file.reading() as db:
            kept = audit.head(db)
    tamper(tmp_path, "DELETE FROM events WHERE sequence > 8", "UPDATE sqlite_sequence SET seq = 8 WHERE seq > 8")
    with open_hall(tmp_path) as file:
        assert faults(file) == []
        assert faults(file, kept) == [(9, "cut")]


def test_a_chain_written_again_with_a_known_key_does_not_lead_to_the_checkpoint(tmp_path):
    with open_hall(tmp_path) as file:
        acts.note(file, "one", "as it was")
        with file.reading() as db:
            kept = audit.head(db)
    tamper(tmp_path, "DELETE FROM events", "DELETE FROM requests", "DELETE FROM sqlite_sequence WHERE name = 'events'",
           "UPDATE pulse SET day = NULL", "DELETE FROM days")  # fmt: skip
    with open_hall(tmp_path) as file:
        acts.note(file, "other", "as it was not")
        assert faults(file) == []
        assert faults(file, kept) == [(kept.sequence, "edited")]


def test_a_checkpoint_is_eight_words_and_this_pc_keeps_one_at_a_programs_end(tmp_path, monkeypatch):
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "local"))
    with open_hall(tmp_path) as file:
        fill(file)
        with file.reading() as db:
            end = audit.head(db)
        hall_id = file.hall_id
    assert len(end.words.split("-")) == 8
    assert checkpoints.head_of(end.words) == end.head[:16]
    assert [point.head for point in checkpoints.read(tmp_path / "local", hall_id)] == [end.head]
    assert checkpoints.head_of("no such words") is None


def test_events_from_before_the_chain_are_counted_and_not_judged(tmp_path):
    with open_hall(tmp_path) as file:
        file.signs = False
        fill(file)
        with file.writing() as db:
            db.execute("UPDATE meta SET value = (SELECT max(sequence) FROM events) WHERE name = 'audit_since'")
        file.signs = True
        acts.note(file, "signed", "from now on")
        verdict = audit.verify(file)
    assert (verdict.ok, verdict.older, verdict.checked) == (True, 11, 1)


def test_a_backup_is_a_checkpoint_and_restoring_it_says_what_was_given_up(tmp_path):
    with open_hall(tmp_path) as file:
        fill(file)
        path = backup.backup(file).path
        acts.note(file, "after", "this is lost by the restore")
        acts.note(file, "after that", "this too")
    restore.restore(tmp_path, path, device="test", clock=StandingClock())
    with open_hall(tmp_path) as file:
        verdict = audit.verify(file, backup.checkpoints_in(tmp_path / "backups"))
    assert verdict.ok
    assert verdict.restored == [(12, 14)]
    assert verdict.compared == 1


def test_days_in_the_archive_belong_to_the_chain(tmp_path):
    clock = StandingClock()
    with open_hall(tmp_path, clock=clock) as file:
        for _ in range(4):
            acts.note(file, acts.new_request(), "a day")
            clock.advance(days=1)
        acts.note(file, "today", "today")
        assert archive.archive(file, keep_days=1) is not None
        assert audit.verify(file).first == 1
        assert audit.verify(file).ok
    with contextlib.closing(sqlite3.connect(tmp_path / "archive" / "hall-2026.db")) as db:
        db.execute("UPDATE events SET reason = 'other' WHERE sequence = 2")
        db.commit()
    with open_hall(tmp_path, clock=clock) as file:
        assert audit.verify(file).faults == [AuditFault(2, FaultKind.EDITED)]


def test_calls_are_found_by_number_officer_and_counter_with_their_reason(tmp_path):
    with open_hall(tmp_path) as file:
        fill(file)
        acts.call_named(file, "named", "2", "AB-004", "asked by the supervisor", "Siti")
        assert [call.label for call in calls(file, DAY, Wanted())] == ["AB-001", "AB-002", "AB-003", "AB-004"]
        assert [call.label for call in calls(file, DAY, Wanted(label="ab2"))] == ["AB-002"]
        assert [call.label for call in calls(file, DAY, Wanted(officer="siti"))] == ["AB-004"]
        (named,) = calls(file, DAY, Wanted(counter="2"))
    assert (named.reason.rule, named.reason.why) == ("named", "asked by the supervisor")


@linux("Windows' folder of a user is closed to others by itself; it knows no mode of a file")
def test_nobody_else_may_read_a_key(tmp_path):
    device_key.of_folder(tmp_path)
    assert (tmp_path / device_key.NAME).stat().st_mode & 0o077 == 0


def test_a_key_is_this_pcs_own(tmp_path):
    key = device_key.of_folder(tmp_path)
    device_key.of_folder.cache_clear()
    assert device_key.of_folder(tmp_path).public == key.public
    signature = key.sign(b"words")
    assert device_key.is_signed(key.public, b"words", signature)
    assert not device_key.is_signed(key.public, b"other", signature)


def test_a_damaged_key_is_set_aside_and_replaced(tmp_path):
    (tmp_path / device_key.NAME).write_bytes(b"short")
    assert len(device_key.of_folder(tmp_path).public) == 32
    assert (tmp_path / f"{device_key.NAME}.damaged").read_bytes() == b"short"


def test_every_event_of_an_act_is_signed(tmp_path):
    with open_hall(tmp_path) as file:
        fill(file)
        with file.reading() as db:
            bare = db.execute("SELECT what FROM events WHERE signature IS NULL").fetchall()
            first = db.execute("SELECT what FROM events WHERE sequence = 1").fetchone()[0]
    assert (bare, first) == ([], What.DAY_OPENED)


def test_an_event_of_another_course_of_the_same_hall_is_found(tmp_path):
    with open_hall(tmp_path / "hall") as file:
        fill(file)
    shutil.copytree(tmp_path / "hall", tmp_path / "other")
    for folder, words in (("hall", "here"), ("other", "there")):
        with open_hall(tmp_path / folder) as file:
            for number in range(3):
                acts.note(file, f"{words}-{number}", words)
    tamper(
        tmp_path / "hall",
        f"ATTACH '{tmp_path / 'other' / 'hall.db'}' AS other",
        "DELETE FROM events WHERE sequence = 13",
        "INSERT INTO events SELECT * FROM other.events WHERE sequence = 13",
    )
    with open_hall(tmp_path / "hall") as file:
        assert faults(file) == [(13, "edited")]


def test_where_nothing_is_signed_there_is_no_checkpoint(tmp_path):
    with open_hall(tmp_path) as file:
        file.signs = False
        with file.reading() as db:
            assert audit.head(db) is None
        fill(file)
        with file.reading() as db:
            assert audit.head(db) is None
        file.signs = True
        acts.note(file, "n", "signed")
        with file.reading() as db:
            assert audit.head(db).sequence == 12
