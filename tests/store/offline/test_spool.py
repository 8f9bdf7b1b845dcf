"""A kiosk and a counter without the share: what a kiosk decides alone, and the file that its acts are kept in."""

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from shared.domain.answers import Issued
from shared.domain.hall_data.hall import Service
from shared.domain.words import Refusal
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.offline.settle import settle, tend
from shared.store.offline.spool import Spool, path_of
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import open_hall, small_hall
from tests.helpers.store.offline import offline, refusal
from tests.store.acts.test_calling import press, take
from tests.store.acts.test_moving import sound

# -- what the kiosk decides alone ----------------------------------------------------------------------------


def test_what_could_not_be_had_cannot_be_had_offline(tmp_path: Path) -> None:
    hall = small_hall(
        services={"AB.1": Service({"id": "KTP"}, 6.0, quota=2), "BA.2": Service({"id": "x"}, 5, closed=True)}
    )
    with open_hall(tmp_path / "hall", hall) as hall_file, Spool(tmp_path, hall_file.hall_id, "K1") as spool:
        take(hall_file, "AB.1")
        tend(spool, hall_file)
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
    tend(spool, hall_file)
    assert refusal(spool.issue("r", Order(("AB.1",)), hall_file.clock())) is Refusal.DISTURBED
    assert spool.hall() == small_hall()


def test_service_times_and_counters_are_known_offline(spool: Spool, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    press(hall_file, "1")
    hall_file.clock.advance(minutes=4)
    acts.finish(hall_file, "f", Target(counter="1"))
    tend(spool, hall_file)
    assert offline(spool, hall_file, "AB.1").steps[0].warning is None


# -- the spool's own file ------------------------------------------------------------------------------------


def test_the_spool_is_used_from_any_thread(spool: Spool, hall_file: HallFile) -> None:
    tend(spool, hall_file)
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
    with contextlib.closing(sqlite3.connect(spool.path)) as db, db:
        db.execute("PRAGMA user_version = 9")
    with pytest.raises(EnvironmentFault) as raised:
        Spool(tmp_path / "local", hall_file.hall_id, "K1")
    assert raised.value.kind is Kind.NEWER_SCHEMA


def test_a_disk_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(EnvironmentFault, match="This PC's own file"):
        Spool(tmp_path / "file", "0" * 32, "K1")


@pytest.mark.parametrize("rubbish", [b"this is not a database" * 100, b"\xa5" * 40_960])
def test_a_spool_that_is_rubbish_is_set_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, hall_file: HallFile, rubbish: bytes
) -> None:
    path = path_of(tmp_path, hall_file.hall_id, "K1")
    path.write_bytes(rubbish)
    with Spool(tmp_path, hall_file.hall_id, "K1") as fresh:
        tend(fresh, hall_file)
        offline(fresh, hall_file, "AB.1")
    (aside,) = tmp_path.glob("*.damaged-*")
    assert aside.read_bytes() == rubbish
    assert "was damaged" in caplog.text
    caplog.clear()


def test_of_a_damaged_spool_the_acts_go_on_and_the_numbers_do_not(
    tmp_path: Path, spool: Spool, hall_file: HallFile, caplog: pytest.LogCaptureFixture
) -> None:
    tend(spool, hall_file)
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
        tend(fresh, hall_file)
        later = [offline(fresh, hall_file, "AB.1").label for _ in range(10)]
        settle(fresh, hall_file)
    assert set(later).isdisjoint(paper.label for paper in papers)
    assert "3 unsent acts were saved" in caplog.text
    caplog.clear()
    sound(hall_file)


def test_a_copy_of_a_spool_has_no_numbers(tmp_path: Path, spool: Spool, hall_file: HallFile, caplog) -> None:
    tend(spool, hall_file)
    paper = offline(spool, hall_file, "AB.1")
    (tmp_path / "clone").mkdir()
    copy = path_of(tmp_path / "clone", hall_file.hall_id, "K1")
    copy.write_bytes(spool.path.read_bytes())
    with Spool(tmp_path / "clone", hall_file.hall_id, "K1") as clone:
        assert clone.blocks() == {}
        assert refusal(clone.issue("c", Order(("AB.1",)), hall_file.clock())) is Refusal.NO_NUMBERS_LEASED
        settle(spool, hall_file)
        assert [one.refused for one in settle(clone, hall_file)] == [None]  # the same press, answered the same
        tend(clone, hall_file)
        other = offline(clone, hall_file, "AB.1").label
    assert other != paper.label
    assert offline(spool, hall_file, "AB.1").label != other
    assert "was copied" in caplog.text
    caplog.clear()
    sound(hall_file)


def test_a_fault_inside_is_this_pcs(spool: Spool) -> None:
    with contextlib.closing(sqlite3.connect(spool.path)) as db, db:
        db.execute("DROP TABLE outbox")
    with pytest.raises(EnvironmentFault, match="This PC's own file"):
        spool.pending()


def test_old_settled_acts_go(spool: Spool, hall_file: HallFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.store.offline.outbox.KEPT_SETTLED", 3)
    for number in range(6):
        spool.note(f"{number}", "words", now=hall_file.clock())
    settle(spool, hall_file)
    assert len(spool.settled()) == 3


def test_another_halls_spool_under_this_halls_name_is_set_aside(
    tmp_path: Path, spool: Spool, hall_file: HallFile, caplog: pytest.LogCaptureFixture
) -> None:
    take(hall_file, "AB.1")
    tend(spool, hall_file)
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
            assert settle(fresh, other) == ()
    assert "another hall's" in caplog.text
    (aside,) = (tmp_path / "local").glob("*of-another-hall*")
    assert aside.read_bytes() == content
    aside.rename(spool.path)
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as again:
        assert [act.label for act in again.pending()] == [kept.label]


def test_an_order_of_ones_own_that_cannot_be_is_refused_offline_too(tmp_path: Path) -> None:
    hall = small_hall(services={"BA.1": Service({"id": "NPWP"}, 5.0, after=("AB.1",))})
    with open_hall(tmp_path / "hall", hall) as hall_file, Spool(tmp_path, hall_file.hall_id, "K1") as spool:
        tend(spool, hall_file)
        now = hall_file.clock()
        asked = Order(("BA.1", "AB.1"), own_order=True)
        assert refusal(spool.issue("a", asked, now)) is Refusal.WAITS_FOR_EARLIER_STEP
        assert isinstance(spool.issue("b", Order(("AB.1", "BA.1"), own_order=True), now), Issued)


def test_an_act_is_taken_back_only_while_it_waits_here(tmp_path: Path, hall_file: HallFile) -> None:
    take(hall_file, "AB.1")
    label, now = press(hall_file, "1").label, hall_file.clock()
    with Spool(tmp_path, hall_file.hall_id, "1") as spool:
        assert not spool.take_back("never pressed", now, "Diurungkan")
        spool.finish("f", label, counter="1", now=now)
        (kept,) = spool.pending()
        assert spool.mark_settled(kept, "null", now)
        assert not spool.take_back("f", now, "Diurungkan"), "the hall has it"
        assert spool.pending() == ()


def test_a_file_that_does_not_say_whose_it_is_is_no_devices(tmp_path: Path, spool: Spool) -> None:
    with contextlib.closing(sqlite3.connect(spool.path)) as db, db:
        db.execute("DELETE FROM meta WHERE name = 'device'")
    with pytest.raises(EnvironmentFault) as told:
        Spool.at(spool.path, spool.hall_id)
    assert told.value.kind is Kind.CORRUPT
    assert str(spool.path) in told.value.sentence
    assert told.value.remedy == "Start the program that it belongs to."
