"""A kiosk and a counter without the share: numbers from leased blocks, acts kept, all settled in order."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.domain.answers import Issued, Refused
from shared.domain.hall import CallRule, Service
from shared.domain.leasing import policy
from shared.domain.words import Refusal
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts, errors, invariants, leases, transaction
from shared.store.acts import Order, Target
from shared.store.connection import HallFile
from shared.store.events import What, events_after
from shared.store.spool import Spool, path_of
from tests.helpers.hall import DAY, open_hall, small_hall
from tests.store.test_calling import press, step_state, take
from tests.store.test_moving import sound


@pytest.fixture
def hall_file(tmp_path: Path) -> Iterator[HallFile]:
    with open_hall(tmp_path / "hall") as opened:
        yield opened


@pytest.fixture
def spool(tmp_path: Path, hall_file: HallFile) -> Iterator[Spool]:
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as opened:
        yield opened


def offline(spool: Spool, hall_file: HallFile, *services: str, request: str = "", priority: bool = False) -> Issued:
    order = Order(services, priority=priority)
    answer = spool.issue(request or acts.new_request(), order, hall_file.clock())
    assert isinstance(answer, Issued), answer
    return answer


def refusal(answer: Issued | Refused) -> Refusal:
    assert isinstance(answer, Refused), answer
    return answer.code


# -- numbers -------------------------------------------------------------------------------------------------


def test_before_the_first_contact_there_are_no_numbers(spool: Spool, hall_file: HallFile) -> None:
    assert refusal(spool.issue("r", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
    assert spool.hall() is None
    assert spool.lines(hall_file.clock()) is None


def test_a_number_given_out_offline_is_in_the_file_afterwards(spool: Spool, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    spool.tend(hall_file)
    answer = offline(spool, hall_file, "AB.1", "BA.1", request="r", priority=True)
    assert spool.issue("r", Order(("AB.2",)), hall_file.clock()) == answer
    assert [kept.answer for kept in spool.pending()] == [answer]
    (settled,) = spool.settle(hall_file)
    assert settled.refused is None
    assert spool.pending() == ()
    with hall_file.reading() as db:
        row = db.execute("SELECT label, device, priority FROM tickets WHERE id = ?", (answer.ticket,)).fetchone()
        whats = [event.what for event in events_after(db, 0)]
    assert tuple(row) == (answer.label, "K1", 1)
    assert What.SETTLED in whats
    sound(hall_file)


def test_nobody_else_gives_out_leased_numbers_and_there_are_no_gaps(spool: Spool, hall_file: HallFile) -> None:
    for number in range(120):
        if number % 4 == 0:
            spool.tend(hall_file)
        take(hall_file, "AB.1")
    with hall_file.reading() as db:
        assert invariants.gaps(db, DAY) == ()
        leased = [
            tuple(row) for row in db.execute("SELECT first, last FROM leases WHERE prefix = 'AB' AND returned = 0")
        ]
    assert leased
    assert all(first > 120 for first, _ in leased)


def test_numbers_are_skipped_while_a_kiosk_that_is_away_holds_them(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    (block,) = [block for block in spool.blocks() if block.prefix == "AB"]
    labels = [take(hall_file, "AB.1") for _ in range(block.first + 5)]
    held = {f"AB-{number:03d}" for number in range(block.first, block.last + 1)}
    assert held.isdisjoint(labels)
    assert offline(spool, hall_file, "AB.1").label in held
    spool.settle(hall_file)
    sound(hall_file)


def test_what_was_used_of_a_block_is_never_given_out_again(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    used = [offline(spool, hall_file, "AB.1").label for _ in range(3)]
    spool.give_back(hall_file)
    assert spool.blocks() == {}
    labels = [take(hall_file, "AB.1") for _ in range(45)]
    assert set(used).isdisjoint(labels)
    assert len({*labels, *used}) == 48
    with hall_file.reading() as db:
        assert invariants.gaps(db, DAY) == ()
    sound(hall_file)


def test_a_wholly_used_block_is_passed(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    used = [offline(spool, hall_file, "AB.1").label for _ in range(10)]
    assert refusal(spool.issue("more", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
    assert spool.numbers_left("AB", DAY) == 0
    assert spool.numbers_left("BA", DAY) == 10
    spool.tend(hall_file)
    assert spool.numbers_left("AB", DAY) == 10
    assert set(used).isdisjoint([take(hall_file, "AB.1") for _ in range(60)])


def test_a_fresh_spool_never_inherits_numbers(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    given = offline(spool, hall_file, "AB.1").label
    path = spool.path
    spool.close()
    path.unlink()
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as fresh:
        fresh.tend(hall_file)
        assert offline(fresh, hall_file, "AB.1").label != given
        assert given not in [take(hall_file, "AB.1") for _ in range(40)]


def test_two_kiosks_hold_different_numbers(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    with Spool(tmp_path / "local", hall_file.hall_id, "K2") as other:
        spool.tend(hall_file)
        other.tend(hall_file)
        assert set(spool.blocks()).isdisjoint(other.blocks())


def test_leases_of_yesterday_are_dropped(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    hall_file.clock.advance(days=1)
    assert refusal(spool.issue("r", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
    spool.tend(hall_file)
    assert {block.day for block in spool.blocks()} == {"2026-11-24"}


def test_a_closed_day_needs_no_numbers(spool: Spool, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    spool.tend(hall_file)
    acts.close_day(hall_file, "c")
    spool.tend(hall_file)
    assert spool.blocks() == {}
    with hall_file.reading() as db:
        assert db.execute("SELECT count(*) FROM leases WHERE returned = 0").fetchone()[0] == 0
    with hall_file.writing():
        pass
    assert leases.take(hall_file, "K1", spool.id, {}) == ()


def test_tending_writes_nothing_when_nothing_is_due(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    before, local = (hall_file.path.read_bytes(), spool.path.read_bytes())
    spool.tend(hall_file)
    assert (hall_file.path.read_bytes(), spool.path.read_bytes()) == (before, local)


def test_a_kiosk_holds_numbers_of_what_it_offers(tmp_path: Path) -> None:
    from dataclasses import replace

    hall = small_hall()
    hall = replace(hall, kiosk={"K1": replace(hall.kiosk["K1"], agencies=("BA",))})
    with open_hall(tmp_path / "hall", hall) as hall_file, Spool(tmp_path, hall_file.hall_id, "K1") as spool:
        spool.tend(hall_file)
        assert {block.prefix for block in spool.blocks()} == {"BA"}


def test_the_policy_grows_with_the_day() -> None:
    slow, busy = policy(10, 240, 2, 10, 30), policy(900, 240, 2, 10, 30)
    assert (slow.blocks, busy.blocks) == (1, 6)
    assert slow.headroom > slow.move_below
    assert busy.headroom > slow.headroom
    assert policy(50, 1, 1, 10, 30) == policy(50, 60, 1, 10, 30)  # a rush at the door is not taken for the day


# -- what the kiosk decides alone --------------------------------------------------------------------------------


def test_what_could_not_be_had_cannot_be_had_offline(tmp_path: Path) -> None:
    hall = small_hall(
        services={"AB.1": Service({"id": "KTP"}, 6.0, quota=2), "BA.2": Service({"id": "x"}, 5, closed=True)}
    )
    with open_hall(tmp_path / "hall", hall) as hall_file, Spool(tmp_path, hall_file.hall_id, "K1") as spool:
        take(hall_file, "AB.1")
        spool.tend(hall_file)
        offline(spool, hall_file, "AB.1")
        now = hall_file.clock()
        assert refusal(spool.issue("a", Order(("AB.1",)), now)) is Refusal.QUOTA_USED_UP
        assert refusal(spool.issue("b", Order(("BA.2",)), now)) is Refusal.NOT_OFFERED
        assert refusal(spool.issue("c", Order(("AB.2", "AB.2")), now)) is Refusal.SAME_SERVICE_TWICE
        with pytest.raises(UsageFault):
            spool.issue("d", Order(("ZZ.1",)), now)
        lines = spool.lines(now)
        assert lines is not None
        assert lines.waiting("AB.1") == 2


def test_disturbances_and_pauses_are_known_offline(spool: Spool, hall_file: HallFile) -> None:
    acts.disturb_service(hall_file, "d", "AB.1", {"id": "Server"})
    spool.tend(hall_file)
    assert refusal(spool.issue("r", Order(("AB.1",)), hall_file.clock())) is Refusal.DISTURBED
    assert spool.hall() == small_hall()


def test_service_times_and_counters_are_known_offline(spool: Spool, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    press(hall_file, "1")
    hall_file.clock.advance(minutes=4)
    acts.finish(hall_file, "f", Target(counter="1"))
    spool.tend(hall_file)
    assert offline(spool, hall_file, "AB.1").steps[0].warning is None


# -- settling ------------------------------------------------------------------------------------------------


def test_offline_visitors_stand_where_they_arrived(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    with Spool(tmp_path / "local", hall_file.hall_id, "K2") as other:
        before = take(hall_file, "AB.1")
        spool.tend(hall_file)
        other.tend(hall_file)
        hall_file.clock.advance(minutes=1)
        first = offline(spool, hall_file, "AB.1").label
        hall_file.clock.advance(minutes=1)
        second = offline(other, hall_file, "AB.1").label
        hall_file.clock.advance(minutes=1)
        third = offline(spool, hall_file, "AB.1").label
        hall_file.clock.advance(minutes=1)
        after = take(hall_file, "AB.1")
        other.settle(hall_file)
        spool.settle(hall_file)
        order = [press(hall_file, "1").label for _ in range(5)]
    assert order == [before, first, second, third, after]


def test_those_who_came_first_of_all_stand_first(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    first = offline(spool, hall_file, "AB.1").label
    hall_file.clock.advance(minutes=1)
    later = take(hall_file, "AB.1")
    spool.settle(hall_file)
    assert [press(hall_file, "1").label for _ in range(2)] == [first, later]


def test_settling_again_changes_nothing(spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    spool.tend(hall_file)
    offline(spool, hall_file, "AB.1")
    with monkeypatch.context() as power_cut:
        power_cut.setattr(Spool, "mark_settled", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            spool.settle(hall_file)
    before = hall_file.path.read_bytes()
    (settled,) = spool.settle(hall_file)
    assert settled.refused is None
    assert hall_file.path.read_bytes() == before


def test_settling_long_after_its_request_was_forgotten(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    answer = offline(spool, hall_file, "AB.1")
    kept = spool.pending()
    spool.settle(hall_file)
    with hall_file.writing() as db:
        db.execute("DELETE FROM requests")
    with sqlite3.connect(spool.path) as db:
        db.execute("UPDATE acts SET settled_at = NULL")
    (settled,) = spool.settle(hall_file)
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
        (settled,) = spool.settle(hall_file)
    assert settled.refused is None
    sound(hall_file)


def test_a_refusal_is_said_in_the_audit_also_when_it_opens_the_day(spool: Spool, hall_file: HallFile) -> None:
    spool.finish("f", "AB-009", counter="1", now=hall_file.clock())
    hall_file.clock.advance(days=1)
    (settled,) = spool.settle(hall_file)
    assert settled.refused is not None
    with hall_file.reading() as db:
        (told,) = [event for event in events_after(db, 0) if event.what is What.SETTLE_REFUSED]
        assert (told.label, told.reason, told.day) == ("AB-009", settled.refused.code, "2026-11-24")


def test_a_label_that_somebody_else_has_is_refused_and_said(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    answer = offline(spool, hall_file, "AB.1")
    number = int(answer.label.partition("-")[2])
    with hall_file.writing() as db:
        db.execute("DELETE FROM leases")
    for _ in range(number):
        take(hall_file, "AB.1")
    (settled,) = spool.settle(hall_file)
    assert settled.refused is not None
    assert settled.refused.code is Refusal.LABEL_TAKEN
    assert answer.label in settled.refused.sentence["id"]
    with hall_file.reading() as db:
        assert events_after(db, 0)[-1].what is What.SETTLE_REFUSED


def test_a_ticket_of_a_day_that_is_over_stands_in_the_record(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    answer = offline(spool, hall_file, "AB.1", "BA.1")
    hall_file.clock.advance(days=1)
    take(hall_file, "AB.1")
    (settled,) = spool.settle(hall_file)
    assert settled.refused is None
    assert step_state(hall_file, answer.label) == "expired"
    sound(hall_file)


def test_a_number_committed_twice_unknowingly_is_one_visitor(spool: Spool, hall_file: HallFile) -> None:
    """The share died inside COMMIT of the kiosk's try; the paper bears the number that came from the spool."""
    spool.tend(hall_file)
    over_the_share = acts.issue(hall_file, "press", Order(("AB.1",), kiosk="K1"))
    assert isinstance(over_the_share, Issued)
    paper = offline(spool, hall_file, "AB.1", request="press")
    spool.settle(hall_file)
    assert step_state(hall_file, over_the_share.label) == "cancelled"
    assert step_state(hall_file, paper.label) == "waiting"
    sound(hall_file)


def test_a_phantom_that_was_served_meanwhile_stays(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    over_the_share = acts.issue(hall_file, "press", Order(("AB.1",), kiosk="K1"))
    assert isinstance(over_the_share, Issued)
    press(hall_file, "1")
    acts.finish(hall_file, "f", Target(counter="1"))
    offline(spool, hall_file, "AB.1", request="press")
    spool.settle(hall_file)
    assert step_state(hall_file, over_the_share.label) == "done"


def test_a_block_with_a_number_that_is_not_settled_is_not_let_go(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    label = offline(spool, hall_file, "AB.1").label
    spool.hold(())
    assert [block.prefix for block in spool.blocks()] == ["AB"]
    leases.give_back(hall_file, spool.id, spool.blocks())
    assert label not in [take(hall_file, "AB.1") for _ in range(50)]


def test_asking_for_blocks_that_are_there_takes_none(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    held = spool.blocks()
    assert set(leases.take(hall_file, "K1", spool.id, held)) == set(held)


def test_a_number_refused_over_the_share_and_given_offline_is_kept(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    acts.pause_hall(hall_file, "p", {"id": "Salat"})
    acts.issue(hall_file, "press", Order(("AB.1",), kiosk="K1"))
    paper = offline(spool, hall_file, "AB.1", request="press")
    spool.settle(hall_file)
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
        assert [settled.refused for settled in spool.settle(hall_file)] == [None, None, None]
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
        codes = [settled.refused.code for settled in spool.settle(hall_file) if settled.refused]
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
        (settled,) = spool.settle(hall_file)
    assert settled.refused is None


def test_a_share_that_goes_again_leaves_the_rest_pending(
    spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool.tend(hall_file)
    for _ in range(3):
        offline(spool, hall_file, "AB.1")
    real, tries = transaction._once, []  # pyright: ignore[reportPrivateUsage]

    def gone(*arguments: object) -> object:
        tries.append(1)
        if len(tries) > 1:
            raise errors.fault(Kind.GONE)
        return real(*arguments)  # pyright: ignore[reportArgumentType]

    with monkeypatch.context() as cut:
        cut.setattr(transaction, "_once", gone)
        with pytest.raises(EnvironmentFault):
            spool.settle(hall_file)
    assert len(spool.pending()) == 2
    spool.settle(hall_file)
    sound(hall_file)


def test_the_rules_of_patience_do_not_hold_offline(tmp_path: Path) -> None:
    with open_hall(tmp_path / "hall", small_hall(calls=CallRule(calls_before_no_show=3))) as hall_file:
        label = take(hall_file, "AB.1")
        press(hall_file, "1")
        with Spool(tmp_path, hall_file.hall_id, "counter 1") as spool:
            spool.no_show("n", label, counter="1", now=hall_file.clock())
            (settled,) = spool.settle(hall_file)
        assert settled.refused is None


# -- the spool's own file ---------------------------------------------------------------------------------------


def test_the_spool_is_used_from_any_thread(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    now, labels = hall_file.clock(), []
    workers = [
        threading.Thread(target=lambda n=n: labels.append(spool.issue(f"{n}", Order(("AB.1",)), now))) for n in range(8)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len({answer.label for answer in labels if isinstance(answer, Issued)}) == 8


def test_a_spool_of_a_newer_program_is_left_alone(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    with sqlite3.connect(spool.path) as db:
        db.execute("UPDATE meta SET value = '9' WHERE name = 'version'")
    with pytest.raises(EnvironmentFault) as raised:
        Spool(tmp_path / "local", hall_file.hall_id, "K1")
    assert raised.value.kind is Kind.NEWER_SCHEMA


def test_a_disk_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(EnvironmentFault, match="This PC's own file"):
        Spool(tmp_path / "file", "0" * 32, "K1")


@pytest.mark.parametrize("rubbish", [b"this is no database" * 100, b"\xa5" * 40_960])
def test_a_spool_that_is_rubbish_is_set_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, hall_file: HallFile, rubbish: bytes
) -> None:
    path = path_of(tmp_path, hall_file.hall_id, "K1")
    path.write_bytes(rubbish)
    with Spool(tmp_path, hall_file.hall_id, "K1") as fresh:
        fresh.tend(hall_file)
        offline(fresh, hall_file, "AB.1")
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes() == rubbish
    assert "was damaged" in caplog.text
    caplog.clear()


def test_of_a_damaged_spool_the_acts_go_on_and_the_numbers_do_not(
    tmp_path: Path, spool: Spool, hall_file: HallFile, caplog: pytest.LogCaptureFixture
) -> None:
    spool.tend(hall_file)
    papers = [offline(spool, hall_file, "AB.1") for _ in range(3)]
    spool.close()
    with contextlib.closing(sqlite3.connect(spool.path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'blocks'").fetchone()[0]
    raw = bytearray(spool.path.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    spool.path.write_bytes(raw)
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as fresh:
        assert fresh.id != spool.id
        assert [kept.answer for kept in fresh.pending()] == papers
        assert fresh.blocks() == {}
        fresh.tend(hall_file)
        later = [offline(fresh, hall_file, "AB.1").label for _ in range(10)]
        fresh.settle(hall_file)
    assert set(later).isdisjoint(paper.label for paper in papers)
    assert "3 unsent acts were saved" in caplog.text
    caplog.clear()
    sound(hall_file)


def test_a_copy_of_a_spool_has_no_numbers(tmp_path: Path, spool: Spool, hall_file: HallFile, caplog) -> None:
    spool.tend(hall_file)
    paper = offline(spool, hall_file, "AB.1")
    (tmp_path / "clone").mkdir()
    copy = path_of(tmp_path / "clone", hall_file.hall_id, "K1")
    copy.write_bytes(spool.path.read_bytes())
    with Spool(tmp_path / "clone", hall_file.hall_id, "K1") as clone:
        assert clone.blocks() == {}
        assert refusal(clone.issue("c", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
        spool.settle(hall_file)
        assert [one.refused for one in clone.settle(hall_file)] == [None]  # the same press, answered the same
        clone.tend(hall_file)
        other = offline(clone, hall_file, "AB.1").label
    assert other != paper.label
    assert offline(spool, hall_file, "AB.1").label != other
    assert "was copied" in caplog.text
    caplog.clear()
    sound(hall_file)


def test_the_acts_of_one_hall_are_never_settled_in_another(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    offline(spool, hall_file, "AB.1")
    with open_hall(tmp_path / "other") as other:
        for act in (spool.settle, spool.tend, spool.give_back):
            with pytest.raises(EnvironmentFault, match="another hall") as raised:
                act(other)
            assert raised.value.kind is Kind.WRONG_HALL
        with other.reading() as db:
            assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 0
    assert len(spool.pending()) == 1


def test_a_block_that_the_file_forgot_is_let_go(spool: Spool, hall_file: HallFile) -> None:
    spool.tend(hall_file)
    held = spool.blocks()
    with hall_file.writing() as db:
        db.execute("DELETE FROM leases WHERE spool = ?", (spool.id,))
    spool.tend(hall_file)
    with hall_file.reading() as db:
        leased = {tuple(row) for row in db.execute("SELECT prefix, first FROM leases WHERE returned = 0")}
    assert held
    assert {(block.prefix, block.first) for block in spool.blocks()} == leased


def test_two_programs_of_one_kiosk_do_not_tend_at_once(
    tmp_path: Path, spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one would give back what the first has leased and not yet written down."""
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as twin, Spool(tmp_path, hall_file.hall_id, "K2") as other:
        real = leases.take

        def meanwhile(*arguments: object) -> object:
            taken = real(*arguments)  # pyright: ignore[reportArgumentType]
            monkeypatch.undo()
            twin.tend(hall_file)
            other.tend(hall_file)
            return taken

        monkeypatch.setattr(leases, "take", meanwhile)
        spool.tend(hall_file)
        assert spool.blocks()
        assert set(spool.blocks()).isdisjoint(other.blocks())


def test_a_fault_inside_is_this_pcs(spool: Spool) -> None:
    with sqlite3.connect(spool.path) as db:
        db.execute("DROP TABLE acts")
    with pytest.raises(EnvironmentFault, match="This PC's own file"):
        spool.pending()


def test_old_settled_acts_go(spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.store.spool._KEPT_SETTLED", 3)
    for number in range(6):
        spool.note(f"{number}", "words", now=hall_file.clock())
    spool.settle(hall_file)
    assert len(spool.settled()) == 3


def test_another_halls_spool_under_this_halls_name_is_set_aside(
    tmp_path: Path, spool: Spool, hall_file: HallFile, caplog: pytest.LogCaptureFixture
) -> None:
    take(hall_file, "AB.1")
    spool.tend(hall_file)
    kept = offline(spool, hall_file, "AB.1")
    spool.close()
    with open_hall(tmp_path / "other") as other:
        mine = path_of(tmp_path / "local", other.hall_id, "K1")
        content = spool.path.read_bytes()
        spool.path.rename(mine)
        with Spool(tmp_path / "local", other.hall_id, "K1") as fresh:
            assert fresh.pending() == ()
            assert fresh.hall() is None
            assert fresh.id != spool.id
            assert fresh.settle(other) == ()
    assert "another hall's" in caplog.text
    (aside,) = (tmp_path / "local").glob("*of-another-hall*")
    assert aside.read_bytes() == content
    aside.rename(spool.path)
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as again:
        assert [act.label for act in again.pending()] == [kept.label]
