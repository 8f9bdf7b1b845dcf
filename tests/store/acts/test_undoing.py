"""The last act at a counter is taken back: both visitors as they were, or a reason why not."""

import json
from pathlib import Path

import pytest

from shared.domain.answers import Called, Refused, Undone
from shared.domain.words import Refusal
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.record import undo
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import open_hall


def take(file: HallFile, *services: str) -> None:
    acts.issue(file, acts.new_request(), Order(services or ("AB.1",)))


def states(file: HallFile) -> dict[str, str]:
    with file.reading() as db:
        assert invariants.check(db) == ()
        rows = db.execute("SELECT t.label, s.state FROM steps s JOIN tickets t ON t.id = s.ticket ORDER BY s.id")
        return dict(rows.fetchall())


def events(file: HallFile) -> list[tuple[str, str | None]]:
    with file.reading() as db:
        return [(event.what.value, event.label) for event in events_after(db, 0)]


def test_next_is_taken_back_and_both_visitors_are_as_they_were(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file)
        take(file)
        acts.call_next(file, "first", "1", "Sari")
        acts.start(file, "start", Target(counter="1"))
        acts.call_next(file, "second", "1", "Sari")
        assert states(file) == {"AB-001": "done", "AB-002": "called"}
        answer = acts.undo(file, "u", "1", "Sari")
        assert answer == Undone("1", "next", {"AB-002": "waiting", "AB-001": "serving"})
        assert states(file) == {"AB-001": "serving", "AB-002": "waiting"}
        assert events(file)[-2:] == [("undone", "AB-002"), ("undone", "AB-001")]
        assert acts.undo(file, "u", "1", "Sari") == answer, "the same press"
        again = acts.undo(file, "u2", "1")
        assert isinstance(again, Refused)
        assert again.code is Refusal.NOTHING_TO_UNDO
        acts.finish(file, "f", Target(counter="1"))
        assert isinstance(acts.call_next(file, "third", "1"), Called)


def test_it_is_refused_when_somebody_called_the_visitor_meanwhile(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file)
        acts.call_next(file, "n", "1")
        acts.return_step(file, "back", Target(counter="1"))
        acts.call_next(file, "other", "2")
        refused = acts.undo(file, "u", "1")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.details) == (
            Refusal.UNDO_OVERTAKEN,
            {"label": "AB-001", "state": "called"},
        )
        assert refused.sentence["id"] == "Tidak dapat diurungkan: AB-001 sementara itu sudah berubah (dipanggil)."
        assert states(file) == {"AB-001": "called"}


def test_it_is_refused_for_another_act_than_the_last_and_after_its_time(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file)
        take(file)
        acts.call_next(file, "n", "1")
        acts.no_show(file, "gone", Target(counter="1"))
        refused = acts.undo(file, "u1", "1", of="n")
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.NOTHING_TO_UNDO
        file.clock.advance(seconds=16)  # pyright: ignore[reportAttributeAccessIssue]
        late = acts.undo(file, "u2", "1", of="gone")
        assert isinstance(late, Refused)
        assert late.code is Refusal.UNDO_TOO_LATE
        assert states(file)["AB-001"] == "no_show"


def test_a_call_that_opened_the_counter_closes_it_again(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file)
        acts.open_counter(file, "o", "1", "Sari")
        acts.take_break(file, "b", "1")
        acts.call_next(file, "n", "1", "Ani")
        acts.undo(file, "u", "1")
        with file.reading() as db:
            row = db.execute("SELECT status, officer, step FROM counters WHERE counter = '1'").fetchone()
        assert tuple(row) == ("break", "Sari", None)


@pytest.mark.parametrize("act", ["finish", "no_show", "cancel", "hold", "transfer", "return_step"])
def test_each_end_of_a_visit_is_taken_back(tmp_path: Path, act: str) -> None:
    with open_hall(tmp_path) as file:
        take(file, "AB.1", "BA.1")
        acts.call_next(file, "n", "1")
        here = Target(counter="1")
        more = {"hold": ("fotokopi",), "transfer": ("BA.2",)}.get(act, ())
        getattr(acts, act)(file, "end", here, *more)
        assert isinstance(acts.undo(file, "u", "1"), Undone)
        with file.reading() as db:
            assert invariants.check(db) == ()
            rows = db.execute("SELECT service, state, ready FROM steps ORDER BY id").fetchall()
            assert [tuple(row) for row in rows] == [("AB.1", "called", 1), ("BA.1", "waiting", 0)]
            assert events_after(db, 0)[-1].what is What.UNDONE


def test_it_is_refused_when_the_visitor_went_on_to_another_counter_meanwhile(tmp_path: Path) -> None:
    with open_hall(tmp_path) as file:
        take(file, "AB.1", "BA.1")
        acts.call_next(file, "n", "1")
        acts.finish(file, "f", Target(counter="1"))
        acts.call_next(file, "other", "3")
        refused = acts.undo(file, "u", "1")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.details) == (Refusal.UNDO_OVERTAKEN, {"label": "AB-001", "state": "called"})
        with file.reading() as db:
            assert invariants.check(db) == ()
            assert [row[0] for row in db.execute("SELECT state FROM steps ORDER BY id")] == ["done", "called"]


@pytest.mark.parametrize("act", ["cancel", "continue_at"])
def test_the_other_services_of_the_visit_are_as_they_were(tmp_path: Path, act: str) -> None:
    def seen() -> list[tuple[object, ...]]:
        with file.reading() as db:
            assert invariants.check(db) == ()
            rows = db.execute("SELECT service, position, state, ready, waits_for FROM steps ORDER BY position")
            return [tuple(row) for row in rows.fetchall()]

    with open_hall(tmp_path) as file:
        take(file, "AB.1", "BA.1")
        acts.call_next(file, "n", "1")
        before = seen()
        if act == "cancel":
            acts.cancel(file, "end", Target(label="AB-001"))
        else:
            acts.continue_at(file, "end", "1", "BA.2")
        assert seen() != before
        assert isinstance(acts.undo(file, "u", "1"), Undone)
        assert seen() == before


@pytest.mark.parametrize("act", ["hold", "finish", "return_step"])
def test_nobody_is_put_back_to_a_counter_that_has_closed_since(tmp_path: Path, act: str) -> None:
    with open_hall(tmp_path) as file:
        take(file)
        acts.call_next(file, "n", "1", "Sari")
        here = Target(counter="1")
        why = ("fotokopi",) if act == "hold" else ()
        assert not isinstance(getattr(acts, act)(file, "end", here, *why), Refused)
        acts.close_counter(file, "home", "1", "Sari")
        left = states(file)
        refused = acts.undo(file, "u", "1", "Sari")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.details) == (Refusal.COUNTER_CLOSED, {"counter": "1"})
        assert states(file) == left
        acts.open_counter(file, "back", "1", "Sari")
        assert isinstance(acts.undo(file, "u2", "1", "Sari"), Undone), "who opens it again takes it back"
        assert states(file) == {"AB-001": "called"}


def test_what_is_put_back_in_line_leaves_the_counters_as_they_are(tmp_path: Path) -> None:
    """An act of another version that sent home, too, whom another counter had kept for later, and who serves on."""
    with open_hall(tmp_path) as file:
        take(file)
        take(file)
        take(file)
        acts.call_next(file, "kept", "2")
        acts.hold(file, "hold", Target(counter="2"), "fotokopi")
        acts.call_next(file, "n2", "2")
        acts.call_next(file, "n1", "1")
        with file.reading() as db:
            held = dict(db.execute(f"SELECT id, {', '.join(undo.COLUMNS)} FROM steps WHERE state = 'held'").fetchone())
        acts.finish(file, "f", Target(counter="1"))
        acts.cancel(file, "home", Target(label="AB-001"))
        with file.writing() as db:
            kept = json.loads(db.execute("SELECT data FROM undo WHERE counter = '1'").fetchone()[0])
            step = str(held.pop("id"))
            found = db.execute(f"SELECT {', '.join(undo.COLUMNS)} FROM steps WHERE id = ?", (int(step),)).fetchone()
            kept["before"][step], kept["after"][step] = held, dict(found)
            db.execute("UPDATE undo SET data = ? WHERE counter = '1'", (json.dumps(kept),))
        assert states(file) == {"AB-001": "cancelled", "AB-002": "called", "AB-003": "done"}
        assert isinstance(acts.undo(file, "u", "1"), Undone)
        assert states(file) == {"AB-001": "held", "AB-002": "called", "AB-003": "called"}


def test_nobody_is_put_back_to_a_counter_where_somebody_else_stands_by_now(tmp_path: Path) -> None:
    """An older program, which kept nothing to take back, has called there since."""
    with open_hall(tmp_path) as file:
        take(file)
        take(file)
        acts.call_next(file, "n", "1")
        acts.finish(file, "f", Target(counter="1"))
        with file.reading() as db:
            kept = tuple(db.execute("SELECT counter, data FROM undo").fetchone())
        acts.call_next(file, "older", "1")
        with file.writing() as db:
            db.execute("UPDATE undo SET data = ? WHERE counter = ?", (kept[1], kept[0]))
        refused = acts.undo(file, "u", "1", of="f")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.details) == (Refusal.COUNTER_BUSY, {"label": "AB-002"})
        assert states(file) == {"AB-001": "done", "AB-002": "called"}
