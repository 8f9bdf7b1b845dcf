"""Acts kept while the share was away, settled in order: each once, and a refusal is said with its reason."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from shared.domain.answers import Issued
from shared.domain.hall_data.hall import CallRule
from shared.domain.words import Instant, Refusal
from shared.faults import EnvironmentFault, Kind
from shared.store import acts, hall_faults
from shared.store.acts import Order, Target
from shared.store.offline.settle import give_back, settle, tend
from shared.store.offline.spool import Spool
from shared.store.record import transaction
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import DAY, open_hall, small_hall
from tests.helpers.store.offline import offline
from tests.store.acts.test_calling import press, step_state, take
from tests.store.acts.test_moving import sound


def test_offline_visitors_stand_where_they_arrived(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    with Spool(tmp_path / "local", hall_file.hall_id, "K2") as other:
        before = take(hall_file, "AB.1")
        tend(spool, hall_file)
        tend(other, hall_file)
        hall_file.clock.advance(minutes=1)
        first = offline(spool, hall_file, "AB.1").label
        hall_file.clock.advance(minutes=1)
        second = offline(other, hall_file, "AB.1").label
        hall_file.clock.advance(minutes=1)
        third = offline(spool, hall_file, "AB.1").label
        hall_file.clock.advance(minutes=1)
        after = take(hall_file, "AB.1")
        settle(other, hall_file)
        settle(spool, hall_file)
        order = [press(hall_file, "1").label for _ in range(5)]
    assert order == [before, first, second, third, after]


def test_those_who_came_first_of_all_stand_first(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    first = offline(spool, hall_file, "AB.1").label
    hall_file.clock.advance(minutes=1)
    later = take(hall_file, "AB.1")
    settle(spool, hall_file)
    assert [press(hall_file, "1").label for _ in range(2)] == [first, later]


def test_settling_again_changes_nothing(spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    tend(spool, hall_file)
    offline(spool, hall_file, "AB.1")
    with monkeypatch.context() as power_cut:
        power_cut.setattr(Spool, "mark_settled", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            settle(spool, hall_file)
    before = hall_file.path.read_bytes()
    (settled,) = settle(spool, hall_file)
    assert settled.refused is None
    assert hall_file.path.read_bytes() == before


def test_settling_long_after_its_request_was_forgotten(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    answer = offline(spool, hall_file, "AB.1")
    kept = spool.pending()
    settle(spool, hall_file)
    with hall_file.writing() as db:
        db.execute("DELETE FROM requests")
    with contextlib.closing(sqlite3.connect(spool.path)) as db, db:
        db.execute("UPDATE outbox SET settled_at = NULL")
    (settled,) = settle(spool, hall_file)
    assert (settled.refused, settled.kept.request) == (None, kept[0].request)
    with hall_file.reading() as db:
        assert db.execute("SELECT count(*) FROM tickets WHERE id = ?", (answer.ticket,)).fetchone()[0] == 1


def test_a_finish_that_comes_when_the_day_has_ended_it_already_is_no_refusal(
    tmp_path: Path, hall_file: HallFile
) -> None:
    label = take(hall_file, "AB.1")
    press(hall_file, "1")
    acts.start(hall_file, "s", Target(counter="1"))
    with Spool(tmp_path / "local", hall_file.hall_id, "counter 1") as spool:
        spool.finish("f", label, counter="1", now=hall_file.clock(), day=DAY)
        hall_file.clock.advance(days=1)
        take(hall_file, "AB.1")  # the new day ends the old one: whoever was being served was served
        (settled,) = settle(spool, hall_file)
    assert settled.refused is None
    sound(hall_file)


def test_a_refusal_is_said_in_the_audit_also_when_it_opens_the_day(spool: Spool, hall_file: HallFile) -> None:
    spool.finish("f", "AB-009", counter="1", now=hall_file.clock())
    hall_file.clock.advance(days=1)
    (settled,) = settle(spool, hall_file)
    assert settled.refused is not None
    with hall_file.reading() as db:
        (told,) = [event for event in events_after(db, 0) if event.what is What.SETTLE_REFUSED]
        assert (told.label, told.reason, told.day) == ("AB-009", settled.refused.code, "2026-11-24")


def test_a_label_that_somebody_else_has_is_refused_and_said(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    answer = offline(spool, hall_file, "AB.1")
    number = int(answer.label.partition("-")[2])
    with hall_file.writing() as db:
        db.execute("DELETE FROM leases")
    for _ in range(number):
        take(hall_file, "AB.1")
    (settled,) = settle(spool, hall_file)
    assert settled.refused is not None
    assert settled.refused.code is Refusal.LABEL_TAKEN
    assert answer.label in settled.refused.sentence["id"]
    with hall_file.reading() as db:
        assert events_after(db, 0)[-1].what is What.SETTLE_REFUSED


def test_a_ticket_of_a_day_that_is_over_stands_in_the_record(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    answer = offline(spool, hall_file, "AB.1", "BA.1")
    hall_file.clock.advance(days=1)
    take(hall_file, "AB.1")
    (settled,) = settle(spool, hall_file)
    assert settled.refused is None
    assert step_state(hall_file, answer.label) == "expired"
    sound(hall_file)


def test_a_number_committed_twice_unknowingly_is_one_visitor(spool: Spool, hall_file: HallFile) -> None:
    """The share died inside COMMIT of the kiosk's try; the paper bears the number that came from the spool."""
    tend(spool, hall_file)
    over_the_share = acts.issue(hall_file, "press", Order(("AB.1",), kiosk="K1"))
    assert isinstance(over_the_share, Issued)
    paper = offline(spool, hall_file, "AB.1", request="press")
    settle(spool, hall_file)
    assert step_state(hall_file, over_the_share.label) == "cancelled"
    assert step_state(hall_file, paper.label) == "waiting"
    sound(hall_file)


def test_a_phantom_that_was_served_meanwhile_stays(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    over_the_share = acts.issue(hall_file, "press", Order(("AB.1",), kiosk="K1"))
    assert isinstance(over_the_share, Issued)
    press(hall_file, "1")
    acts.finish(hall_file, "f", Target(counter="1"))
    offline(spool, hall_file, "AB.1", request="press")
    settle(spool, hall_file)
    assert step_state(hall_file, over_the_share.label) == "done"


def test_a_number_refused_over_the_share_and_given_offline_is_kept(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    acts.pause_hall(hall_file, "p", {"id": "Salat"})
    acts.issue(hall_file, "press", Order(("AB.1",), kiosk="K1"))
    paper = offline(spool, hall_file, "AB.1", request="press")
    settle(spool, hall_file)
    assert step_state(hall_file, paper.label) == "waiting"


def test_an_officers_finish_and_no_show_are_settled(tmp_path: Path, hall_file: HallFile) -> None:
    for _ in range(2):
        take(hall_file, "AB.1")
    press(hall_file, "1", "Sari")
    press(hall_file, "2")
    with Spool(tmp_path / "local", hall_file.hall_id, "counter 1") as spool:
        hall_file.clock.advance(minutes=5)
        kept = spool.finish("f", "AB-001", counter="1", now=hall_file.clock(), officer="Sari")
        assert spool.finish("f", "AB-002", counter="2", now=hall_file.clock()) == kept
        spool.no_show("n", "AB-002", counter="2", now=hall_file.clock())
        spool.note("w", "listrik padam", now=hall_file.clock(), counter="1")
        hall_file.clock.advance(minutes=30)
        assert [settled.refused for settled in settle(spool, hall_file)] == [None, None, None]
        assert [outcome[:20] for _, outcome in spool.settled()] != []
    assert (step_state(hall_file, "AB-001"), step_state(hall_file, "AB-002")) == ("done", "no_show")
    with hall_file.reading() as db:
        ended = db.execute("SELECT ended_at FROM steps WHERE state = 'done'").fetchone()[0]
        officer = [event.officer for event in events_after(db, 0) if event.what is What.FINISHED]
        notes = [event.reason for event in events_after(db, 0) if event.what is What.NOTE]
    assert ended == kept.at
    assert (officer, notes) == (["Sari"], ["listrik padam"])
    sound(hall_file)


def test_what_is_no_longer_so_is_refused_with_a_reason(tmp_path: Path, hall_file: HallFile) -> None:
    label = take(hall_file, "AB.1")
    press(hall_file, "1")
    with Spool(tmp_path / "local", hall_file.hall_id, "counter 1") as spool:
        spool.no_show("n", label, counter="1", now=hall_file.clock())
        spool.finish("x", "AB-050", counter="1", now=hall_file.clock())
        acts.finish(hall_file, "other", Target(counter="1"))
        codes = [settled.refused.code for settled in settle(spool, hall_file) if settled.refused]
    assert codes == [Refusal.ILLEGAL_MOVE, Refusal.NO_SUCH_TICKET]
    with hall_file.reading() as db:
        told = [event.reason for event in events_after(db, 0) if event.what is What.SETTLE_REFUSED]
    assert told == ["illegal_move", "no_such_ticket"]


def test_a_press_that_was_committed_after_all_is_settled(tmp_path: Path, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    press(hall_file, "1")
    acts.finish(hall_file, "press", Target(counter="1"))
    with Spool(tmp_path / "local", hall_file.hall_id, "counter 1") as spool:
        spool.finish("press", "AB-001", counter="1", now=hall_file.clock())
        (settled,) = settle(spool, hall_file)
    assert settled.refused is None


def test_a_share_that_goes_again_leaves_the_rest_pending(
    spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    tend(spool, hall_file)
    for _ in range(3):
        offline(spool, hall_file, "AB.1")
    real, tries = transaction._once, []  # pyright: ignore[reportPrivateUsage]

    def gone(*arguments: object) -> object:
        tries.append(1)
        if len(tries) > 1:
            raise hall_faults.fault(Kind.GONE)
        return real(*arguments)  # pyright: ignore[reportArgumentType]

    with monkeypatch.context() as cut:
        cut.setattr(transaction, "_once", gone)
        with pytest.raises(EnvironmentFault):
            settle(spool, hall_file)
    assert len(spool.pending()) == 2
    settle(spool, hall_file)
    sound(hall_file)


def test_the_rules_of_patience_do_not_hold_offline(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall", small_hall(calls=CallRule(calls_before_no_show=3))) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        with Spool(tmp_path, hall_file.hall_id, "counter 1") as spool:
            spool.no_show("n", label, counter="1", now=hall_file.clock())
            (settled,) = settle(spool, hall_file)
        assert settled.refused is None


def test_the_acts_of_one_hall_are_never_settled_in_another(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    offline(spool, hall_file, "AB.1")
    with open_hall(tmp_path / "other") as other:
        for act in (settle, tend, give_back):
            with pytest.raises(EnvironmentFault, match="another hall") as raised:
                act(spool, other)
            assert raised.value.kind is Kind.WRONG_HALL
        with other.reading() as db:
            assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 0
    assert len(spool.pending()) == 1


def test_a_time_that_cannot_be_is_kept_out_of_every_statistic(tmp_path: Path, hall_file: HallFile) -> None:
    acts.open_counter(hall_file, "o", "1")
    take(hall_file, "AB.1")
    label = press(hall_file, "1").label
    with Spool(tmp_path / "local", hall_file.hall_id, "1") as counter:
        counter.finish("f", label, counter="1", now=Instant(hall_file.clock() + 9 * 3_600_000))
        hall_file.clock.advance(minutes=5)
        (settled,) = settle(counter, hall_file)
    assert settled.refused is None
    with hall_file.reading() as db:
        assert db.execute("SELECT state, ended_at FROM steps").fetchone()[:] == ("done", None)
        assert db.execute("SELECT count(*) FROM paces").fetchone()[0] == 0
        assert events_after(db, 0)[-1].data["doubtful"] is True
    sound(hall_file)


def test_a_missed_call_at_a_time_that_cannot_be_is_marked_as_doubtful(tmp_path: Path, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    label = press(hall_file, "1").label
    with Spool(tmp_path / "local", hall_file.hall_id, "1") as counter:
        counter.no_show("n", label, counter="1", now=Instant(hall_file.clock() - 9 * 3_600_000))
        (settled,) = settle(counter, hall_file)
    assert settled.refused is None
    assert step_state(hall_file, label) == "no_show"
    with hall_file.reading() as db:
        assert events_after(db, 0)[-1].data["doubtful"] is True
        # from the settling on, by the hall's clock: the visitor may still come back
        assert db.execute("SELECT ended_at FROM steps").fetchone()[0] == hall_file.clock()


def test_who_gives_numbers_back_leaves_those_that_another_program_tends(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    held = spool.blocks()
    with Spool(spool.path.parent, hall_file.hall_id, "K1") as twin, twin.tending() as alone:
        assert alone
        give_back(spool, hall_file)
        assert spool.blocks() == held
    give_back(spool, hall_file)
    assert spool.blocks() == {}
