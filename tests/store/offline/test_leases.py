"""Blocks of numbers leased to a kiosk: nobody else gives them out, none twice, and no gap is left."""

from pathlib import Path

import pytest

from shared.domain.leasing import policy
from shared.domain.words import Refusal
from shared.store import acts
from shared.store.acts import Order
from shared.store.offline import leases
from shared.store.offline.kiosk_peaks import Peaks
from shared.store.offline.settle import give_back, settle, tend
from shared.store.offline.spool import Spool
from shared.store.record.events import What, events_after
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import DAY, open_hall, small_hall
from tests.helpers.store import contents
from tests.helpers.store.offline import offline, refusal
from tests.store.acts.test_calling import take
from tests.store.acts.test_moving import sound


def test_before_the_first_contact_there_are_no_numbers(spool: Spool, hall_file: HallFile) -> None:
    assert refusal(spool.issue("r", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
    assert spool.hall() is None
    assert spool.lines(hall_file.clock()) is None


def test_a_number_given_out_offline_is_in_the_file_afterwards(spool: Spool, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    tend(spool, hall_file)
    answer = offline(spool, hall_file, "AB.1", "BA.1", request="r", priority=True)
    assert spool.issue("r", Order(("AB.2",)), hall_file.clock()) == answer
    assert [kept.answer for kept in spool.pending()] == [answer]
    (settled,) = settle(spool, hall_file)
    assert settled.refused is None
    assert spool.pending() == ()
    with hall_file.reading() as db:
        row = db.execute("SELECT label, device, priority FROM tickets WHERE id = ?", (answer.ticket,)).fetchone()
        whats = [event.what for event in events_after(db, 0)]
    assert tuple(row) == (answer.label, "K1", 1)
    assert What.SETTLED in whats
    sound(hall_file)


def test_two_programs_of_one_kiosk_bring_a_number_into_the_file_once(
    spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(hall_file, "AB.1")
    tend(spool, hall_file)
    answer = offline(spool, hall_file, "AB.1")
    with Spool(spool.path.parent, spool.hall_id, "K1") as other:
        seen = other.pending()
        assert len(settle(spool, hall_file)) == 1
        monkeypatch.setattr(other, "pending", lambda: seen)  # it had looked before
        assert settle(other, hall_file) == ()
    with hall_file.reading() as db:
        assert db.execute("SELECT count(*) FROM tickets WHERE label = ?", (answer.label,)).fetchone()[0] == 1
    sound(hall_file)


def test_nobody_else_gives_out_leased_numbers_and_there_are_no_gaps(spool: Spool, hall_file: HallFile) -> None:
    for number in range(120):
        if number % 4 == 0:
            tend(spool, hall_file)
        take(hall_file, "AB.1")
    with hall_file.reading() as db:
        assert contents.gaps(db, DAY) == ()
        leased = [
            tuple(row) for row in db.execute("SELECT first, last FROM leases WHERE prefix = 'AB' AND returned = 0")
        ]
    assert leased
    assert all(first > 120 for first, _ in leased)


def test_numbers_are_skipped_while_a_kiosk_that_is_away_holds_them(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    (block,) = [block for block in spool.blocks() if block.prefix == "AB"]
    labels = [take(hall_file, "AB.1") for _ in range(block.first + 5)]
    held = {f"AB-{number:03d}" for number in range(block.first, block.last + 1)}
    assert held.isdisjoint(labels)
    assert offline(spool, hall_file, "AB.1").label in held
    settle(spool, hall_file)
    sound(hall_file)


def test_what_was_used_of_a_block_is_never_given_out_again(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    used = [offline(spool, hall_file, "AB.1").label for _ in range(3)]
    give_back(spool, hall_file)
    assert spool.blocks() == {}
    labels = [take(hall_file, "AB.1") for _ in range(45)]
    assert set(used).isdisjoint(labels)
    assert len({*labels, *used}) == 48
    with hall_file.reading() as db:
        assert contents.gaps(db, DAY) == ()
    sound(hall_file)


def test_a_wholly_used_block_is_passed(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    used = [offline(spool, hall_file, "AB.1").label for _ in range(10)]
    assert refusal(spool.issue("more", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
    assert spool.numbers_left(hall_file.clock()) == {"BA": 10}
    tend(spool, hall_file)
    assert spool.numbers_left(hall_file.clock()) == {"AB": 10, "BA": 10}
    assert set(used).isdisjoint([take(hall_file, "AB.1") for _ in range(60)])


def test_the_next_outage_goes_on_in_the_block_that_the_last_began(spool: Spool, hall_file: HallFile) -> None:
    labels: list[str] = []
    for _ in range(12):
        tend(spool, hall_file)
        labels.append(offline(spool, hall_file, "AB.1").label)
        settle(spool, hall_file)
    numbers = [int(label.removeprefix("AB-")) for label in labels]
    first = numbers[0]
    assert numbers[:10] == list(range(first, first + 10)), "near each other, however many outages there are"
    assert numbers[10:] == [numbers[10], numbers[10] + 1]
    for number in range(120):
        if number % 4 == 0:
            tend(spool, hall_file)
        assert take(hall_file, "AB.1") not in labels
    with hall_file.reading() as db:
        assert contents.gaps(db, DAY) == ()
    sound(hall_file)


def test_a_fresh_spool_never_inherits_numbers(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    given = offline(spool, hall_file, "AB.1").label
    path = spool.path
    spool.close()
    path.unlink()
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as fresh:
        tend(fresh, hall_file)
        assert offline(fresh, hall_file, "AB.1").label != given
        assert given not in [take(hall_file, "AB.1") for _ in range(40)]


def test_two_kiosks_hold_different_numbers(tmp_path: Path, spool: Spool, hall_file: HallFile) -> None:
    with Spool(tmp_path / "local", hall_file.hall_id, "K2") as other:
        tend(spool, hall_file)
        tend(other, hall_file)
        assert set(spool.blocks()).isdisjoint(other.blocks())


def test_leases_of_yesterday_are_dropped(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    hall_file.clock.advance(days=1)
    assert refusal(spool.issue("r", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
    tend(spool, hall_file)
    assert {block.day for block in spool.blocks()} == {"2026-11-24"}


def test_a_closed_day_needs_no_numbers(spool: Spool, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    tend(spool, hall_file)
    acts.close_day(hall_file, "c")
    tend(spool, hall_file)
    assert spool.blocks() == {}
    with hall_file.reading() as db:
        assert db.execute("SELECT count(*) FROM leases WHERE returned = 0").fetchone()[0] == 0
    with hall_file.writing():
        pass
    assert leases.take(hall_file, "K1", spool.id, {}, Peaks({}, known=True)) == ()


def test_tending_writes_nothing_when_nothing_is_due(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    before, local = (hall_file.path.read_bytes(), spool.path.read_bytes())
    tend(spool, hall_file)
    assert (hall_file.path.read_bytes(), spool.path.read_bytes()) == (before, local)


def test_a_kiosk_holds_numbers_of_what_it_offers(tmp_path: Path) -> None:
    from dataclasses import replace

    hall = small_hall()
    hall = replace(hall, kiosk={"K1": replace(hall.kiosk["K1"], agencies=("BA",))})
    with open_hall(tmp_path / "hall", hall) as hall_file, Spool(tmp_path, hall_file.hall_id, "K1") as spool:
        tend(spool, hall_file)
        assert {block.prefix for block in spool.blocks()} == {"BA"}


def test_the_policy_grows_with_the_day() -> None:
    slow, busy = policy(10, 240, 2, 10, 30, 20), policy(900, 240, 2, 10, 30, 120)
    assert (slow.blocks, busy.blocks) == (1, 6)
    assert slow.headroom > slow.move_below
    assert busy.headroom > slow.headroom
    assert policy(50, 1, 1, 10, 30, 50) == policy(50, 60, 1, 10, 30, 50)  # a rush at the door is not taken for the day


def test_a_block_with_a_number_that_is_not_settled_is_not_let_go(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    label = offline(spool, hall_file, "AB.1").label
    spool.hold(())
    assert [block.prefix for block in spool.blocks()] == ["AB"]
    leases.give_back(hall_file, spool.id, spool.blocks())
    assert label not in [take(hall_file, "AB.1") for _ in range(50)]


def test_asking_for_blocks_that_are_there_takes_none(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    held = spool.blocks()
    assert set(leases.take(hall_file, "K1", spool.id, held, Peaks({}, known=True))) == set(held)


def test_a_block_that_the_file_forgot_is_let_go(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
    held = spool.blocks()
    with hall_file.writing() as db:
        db.execute("DELETE FROM leases WHERE spool = ?", (spool.id,))
    tend(spool, hall_file)
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
            tend(twin, hall_file)
            tend(other, hall_file)
            return taken

        monkeypatch.setattr(leases, "take", meanwhile)
        tend(spool, hall_file)
        assert spool.blocks()
        assert set(spool.blocks()).isdisjoint(other.blocks())
