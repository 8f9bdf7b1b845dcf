"""The look from outside finds what must not be: each check with a hall in which exactly that is wrong."""

import sqlite3

import pytest

from tests.torture import judge, outside, world
from tests.torture.diary import Diary, Entry, Watched, entries, watched
from tests.torture.freezing import prepared


@pytest.fixture
def hall(tmp_path):
    """A hall with AB-001 at counter 1 and AB-002 waiting, and what was shown."""
    folder = prepared(tmp_path)
    return folder / "hall.db", entries([tmp_path / "before"])


def broken(path, sql):
    db = sqlite3.connect(path)
    db.executescript(sql)
    return db


def everything(db, shown=(), displays=()):
    wrong = [*outside.whole(db), *outside.labels(db), *outside.counters(db), *outside.story(db)]
    wrong += [*outside.lost(db, shown), *outside.ghosts(db, shown), *outside.doubled(db, shown)]
    return wrong + outside.unseen(db, displays)


def test_a_sound_hall_is_sound(hall):
    path, shown = hall
    with outside.opened(path) as db:
        assert everything(db, shown, [Watched("D", "A", 0, 99, (4,))]) == []
    assert outside.locked(path) == []


BREAKS = {
    "label AB-001": "UPDATE tickets SET label = 'AB-001'",
    "a row without the row it refers to": "DELETE FROM tickets WHERE label = 'AB-002'",
    "while it is at 1": "INSERT INTO events (at, day, what, device, ticket, label, step, counter, call)"
    " SELECT at, day, what, device, ticket, label, step, '2', call FROM events WHERE what = 'called'",
    "counter 1 calls": "INSERT INTO events (at, day, what, device, ticket, label, step, counter, call)"
    " SELECT 1, day, 'called', 'x', ticket, 'AB-002', id, '1', 2 FROM steps WHERE state = 'waiting'",
    "the steps say": "UPDATE steps SET state = 'done' WHERE state = 'called'",
    "the counters say": "UPDATE counters SET step = NULL",
    "events: ": "DELETE FROM events WHERE sequence = 2",
    "tickets without an event": "DELETE FROM events WHERE what = 'issued'",
    "tickets without a step": "DELETE FROM steps WHERE state = 'waiting'",
    "calls without an event": "DELETE FROM events WHERE what = 'called'",
    "events without a call": "DELETE FROM calls",
    "steps that wait although they were called": "UPDATE steps SET state = 'waiting'",
    "steps that were done although nobody called them": "UPDATE steps SET state = 'done' WHERE state = 'waiting'",
    "issue AB-002 (call None": "DELETE FROM tickets WHERE label = 'AB-002'",
    "next AB-001 (call 1": "UPDATE calls SET label = 'AB-009'",
    "and nobody made it": "INSERT INTO requests (day, id, at, act, refused, answer)"
    " VALUES ('2026-11-23', 'ghost', 1, 'issue', 0, '{}')",
    "AB-001 was called 2 times": "INSERT INTO calls SELECT 2, day, at, step, ticket, label, service, counter, zone,"
    " officer, priority, visual, lang, reason, times, last_at FROM calls",
}


@pytest.mark.parametrize("finding", BREAKS)
def test_what_must_not_be_is_found(hall, finding):
    path, shown = hall
    db = broken(path, f"PRAGMA foreign_keys = OFF; {BREAKS[finding]}")
    assert any(finding in line for line in everything(db, shown)), everything(db, shown)
    db.close()


def test_an_act_that_was_told_as_not_done_and_is_there_is_found(hall):
    path, shown = hall
    liar = Entry(shown[0].request, "issue", "AB", None, 0.0, 1.0, heard=True, fault="gone")
    honest = Entry(shown[0].request, "issue", "AB", None, 0.0, 1.0, heard=True, fault="gone", half=True)
    with outside.opened(path) as db:
        assert "told as not done" in outside.lost(db, [liar])[0]
        assert outside.lost(db, [honest]) == []


def test_a_finish_that_is_not_there_and_what_was_shown_twice_are_found(hall):
    path, shown = hall
    finish = Entry("f", "finish", "AB", "1", 0.0, 1.0, heard=True, done=True, label="AB-001")
    twin = Entry("t", "issue", "AB", None, 0.0, 1.0, heard=True, done=True, label="AB-002")
    with outside.opened(path) as db:
        assert outside.lost(db, [finish])
        assert outside.doubled(db, [*shown, twin]) == ["issue AB-002 was shown to 2 presses"]


@pytest.mark.parametrize("calls", [(), (4, 4), (4, 5)])
def test_a_display_that_missed_repeated_or_invented_a_call_is_found(hall, calls):
    path, _shown = hall
    with outside.opened(path) as db:
        assert outside.unseen(db, [Watched("D", "A", 0, 99, calls)])
        assert outside.unseen(db, [Watched("D", "B", 0, 99, ())]) == []


def test_a_lock_that_stayed_behind_is_found(hall):
    path, _shown = hall
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN")
    db.execute("SELECT * FROM pulse").fetchall()
    assert "cannot be had alone" in outside.locked(path)[0]
    db.close()


def test_the_judge_tells_all_of_it(tmp_path):
    folder = prepared(tmp_path)
    shown = entries([tmp_path / "before"])
    assert judge.judge(folder, shown).sound()
    book = Diary(tmp_path / "liar")
    with world.HallFile.open(folder, device="x", clock=world.noon) as file:
        world.press(file, book, "issue", "AB", "1")
    db = broken(folder / "hall.db", "UPDATE tickets SET label = 'AB-001' WHERE number = 4")
    db.close()
    found = judge.judge(folder, entries([tmp_path / "before", tmp_path / "liar"]), all_known=False)
    assert found.lost
    assert found.doubled
    assert not found.sound()
    assert "lost" in str(found)


def test_a_history_that_no_order_explains_is_told(tmp_path):
    folder = prepared(tmp_path)
    shown = entries([tmp_path / "before"])
    first, second = shown[0], shown[2]
    first.label, second.label = second.label, first.label
    found = judge.judge(folder, shown)
    assert any("no order explains" in line for line in found.broken)


def test_a_display_s_diary_goes_on_where_it_died(tmp_path):
    book = Diary(tmp_path / "display")
    assert watched(tmp_path / "display") is None
    book.write(watch=3, zone="A")
    book.write(seen=[5], cursor=7)
    with (tmp_path / "display").open("a") as torn:
        torn.write('{"seen": [9')
    assert watched(tmp_path / "display") == Watched("display", "A", 3, 7, (5,))
    Diary(tmp_path / "display").write(seen=[9, 10], cursor=11)
    assert watched(tmp_path / "display") == Watched("display", "A", 3, 11, (5, 9, 10))
