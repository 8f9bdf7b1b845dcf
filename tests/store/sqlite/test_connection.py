"""The file in use: short transactions, a swapped file found, the hall's data made once, the poll's descriptor."""

import contextlib
import errno
import sqlite3
from pathlib import Path

import pytest

from shared.clock import machine_clock
from shared.domain.answers import Issued, Refused
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.record import hall_index
from shared.store.sqlite import change_counter_file, create
from shared.store.sqlite.connection import FILE, HallFile, connect
from shared.store.sqlite.locking import foreign_lock, system_calls
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import linux
from tests.helpers.store.raw_file import NOTE, events
from tests.helpers.store.statements import half_read


class TestTransactions:
    def test_a_block_that_ends_is_kept_and_one_that_raises_is_not(self, file):
        with file.writing() as db:
            db.execute(NOTE)
        with pytest.raises(ValueError, match="no"), file.writing() as db:
            db.execute(NOTE)
            raise ValueError("no")
        assert events(file) == 1
        assert file.commits == 1

    @pytest.mark.parametrize("library", [True, False], ids=["asked", "remembered"])
    @pytest.mark.parametrize("fault", [False, True], ids=["", "after a fault"])
    @pytest.mark.half_read
    def test_a_cursor_does_not_outlive_its_transaction(self, folder, monkeypatch, library, fault):
        if not library:
            monkeypatch.setattr(system_calls, "_library", lambda: None)
        with HallFile.open(folder, device="one", clock=machine_clock) as file:
            with file.writing() as db:
                db.executemany(NOTE.replace("'here'", "?"), [("a",), ("b",)])
            half = None
            with contextlib.suppress(ValueError), file.reading() as db:
                half = db.execute("SELECT * FROM events")
                next(half)
                if fault:
                    raise ValueError
            with pytest.raises(sqlite3.ProgrammingError):
                next(half)
            with HallFile.open(folder, device="two", clock=machine_clock) as other, other.writing(0.5) as db:
                db.execute(NOTE)  # nothing of the reader is left in its way
            assert events(file) == 3

    @pytest.mark.half_read
    def test_sqlite_itself_says_so(self, file):
        with file.writing() as db:
            db.executemany(NOTE.replace("'here'", "?"), [("a",), ("b",)])
        with file.reading() as db:
            kept = db.execute("SELECT device FROM events")
            next(kept)
            assert half_read(db) == ["SELECT device FROM events"]
        with file.reading() as db:
            assert half_read(db) == []

    def test_the_change_counter_moves_with_each_commit_and_only_then(self, file, folder):
        before = file.change_counter()
        assert events(file) == 0
        assert file.change_counter() == before
        with HallFile.open(folder, device="two", clock=machine_clock) as other, other.writing() as db:
            db.execute(NOTE)
        assert file.change_counter() != before

    def test_one_transaction_at_a_time(self, file):
        with file.reading(), pytest.raises(RuntimeError), file.writing():
            pass

    def test_a_constraint_is_a_bug_with_its_cause(self, file):
        with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
            db.execute("INSERT INTO pulse (id, hall_version) VALUES (2, 1)")
        assert caught.value.kind is Kind.BUG
        assert isinstance(caught.value.__cause__, sqlite3.IntegrityError)

    def test_it_lets_go_and_comes_back_by_itself(self, file):
        file.close()
        assert events(file) == 0
        file.close()
        assert len(file.change_counter()) == 4


@linux("Windows lets nobody replace or remove an open file")
class TestSwappedFiles:
    def test_a_file_replaced_by_a_copy_is_found(self, file, folder):
        copy = (folder / FILE).read_bytes()
        file.check_identity()
        (folder / "new").write_bytes(copy)
        (folder / "new").rename(folder / FILE)
        with pytest.raises(EnvironmentFault) as caught:
            file.check_identity()
        assert caught.value.kind is Kind.GONE
        file.check_identity()  # nothing is open now
        with file.writing() as db:  # the same hall's: it is used from now on
            db.execute(NOTE)
        with contextlib.closing(connect(folder / FILE)) as fresh:
            assert fresh.execute("SELECT count(*) FROM events").fetchone()[0] == 1

    def test_a_deleted_file_is_found(self, file, folder):
        (folder / FILE).unlink()
        with pytest.raises(EnvironmentFault) as caught:
            file.check_identity()
        assert caught.value.kind is Kind.GONE
        with pytest.raises(EnvironmentFault) as caught, file.reading():
            pass
        assert caught.value.kind is Kind.NO_HALL

    def test_another_halls_file_in_its_place_is_never_written(self, file, folder, tmp_path):
        create.create(tmp_path / "other", small_hall(), machine_clock)
        (tmp_path / "other" / FILE).rename(folder / FILE)
        before = (folder / FILE).read_bytes()
        with pytest.raises(EnvironmentFault) as caught:
            file.check_identity()
        for _ in range(2):
            with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
                db.execute(NOTE)
            assert caught.value.kind is Kind.WRONG_HALL
        assert (folder / FILE).read_bytes() == before

    def test_another_hall_copied_over_the_open_file_is_found_by_each_act(self, file, folder, tmp_path):
        create.create(tmp_path / "other", small_hall(), machine_clock)
        with contextlib.closing(connect(tmp_path / "other" / FILE)) as lived:
            lived.execute(NOTE)
        (folder / FILE).write_bytes((tmp_path / "other" / FILE).read_bytes())
        with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
            file.hall(db)
            db.execute(NOTE)
        assert caught.value.kind is Kind.WRONG_HALL

    def test_the_share_gone_while_looking_is_sorted(self, file, monkeypatch):
        def gone(*_arguments, **_named):
            raise OSError(errno.EIO, "io")

        monkeypatch.setattr(Path, "stat", gone)
        with pytest.raises(EnvironmentFault) as caught:
            file.check_identity()
        assert caught.value.kind is Kind.GONE


class TestTheHallsData:
    def test_what_follows_from_the_hall_is_calculated_before_the_first_press_holds_the_lock(self, file, monkeypatch):
        def late(_hall):
            raise AssertionError("within the transaction")

        monkeypatch.setattr(hall_index, "HallIndex", late)
        assert acts.issue(file, "press", acts.Order(("AB.1",))).__class__ in (Issued, Refused)

    def test_it_is_made_once_and_again_after_a_change(self, file):
        first = file.learn_hall()
        with file.reading() as db:
            assert file.hall(db) is first
        assert file.learn_hall() is first
        with file.writing() as db:
            db.execute("UPDATE hall_data SET data = replace(data, 'MPP Contoh', 'MPP Lain')")
            db.execute("UPDATE pulse SET hall_version = hall_version + 1")
        with file.reading() as db:
            second = file.hall(db)
        assert (first.hall.name["id"], second.hall.name["id"]) == ("MPP Contoh", "MPP Lain")
        assert file.learn_hall() is second


class TestThePollsDescriptor:
    def test_it_is_shared_in_the_process_and_closed_by_the_last(self, folder):
        one = change_counter_file.of(folder / FILE, direct=False)
        two = change_counter_file.of(folder / FILE, direct=False)
        assert one is two
        assert one.counter() == two.counter()
        one.done()
        assert len(two.counter()) == 4
        two.done()
        with pytest.raises(OSError, match="Bad file"):
            two.counter()

    @linux("Windows has no O_DIRECT")
    def test_direct_reading_sees_the_same(self, folder):
        plain = change_counter_file.of(folder / FILE, direct=False)
        expected = plain.header()
        plain.done()
        try:
            direct = change_counter_file.of(folder / FILE, direct=True)
        except OSError:
            pytest.skip("this file system has no O_DIRECT")
        assert direct.header() == expected
        direct.done()


class TestWhatIsKnownOfTheHall:
    def test_before_the_first_look_the_halls_data_have_no_version(self, folder):
        one = HallFile(folder, device="one", clock=machine_clock)
        assert one.hall_version == 0
        one.reach()
        with one.reading() as db:
            one.hall(db)
        assert one.hall_version > 0
        one.close()

    def test_a_file_without_its_pulse_is_no_hall_that_can_be_used(self, file):
        with file.writing() as db:
            db.execute("DELETE FROM pulse")
        with pytest.raises(EnvironmentFault) as caught, file.reading() as db:
            file.pulse(db)
        assert caught.value.kind is Kind.WRONG_HALL

    @linux("Windows asks in another way")
    def test_a_lock_that_cannot_be_asked_for_is_taken_for_none(self, file, monkeypatch):
        def refused(*_arguments):
            raise OSError(errno.ENOLCK, "No locks available")

        file.reach()
        assert not file._poll.is_locked()
        monkeypatch.setattr(change_counter_file.fcntl, "fcntl", refused)
        assert not file._poll.is_locked()

    def test_a_mark_that_cannot_be_read_is_the_shares_trouble(self, file, monkeypatch):
        def gone(_path):
            raise OSError(errno.EHOSTDOWN, "Host is down")

        file.reach()
        monkeypatch.setattr(foreign_lock, "is_marked", gone)
        with pytest.raises(EnvironmentFault) as caught:
            file.look_for_lock()
        assert caught.value.kind is Kind.GONE

    @pytest.mark.half_read
    def test_a_cursor_of_ones_own_does_not_outlive_its_transaction_either(self, folder, monkeypatch):
        monkeypatch.setattr(system_calls, "_library", lambda: None)
        with HallFile.open(folder, device="one", clock=machine_clock) as file:
            with file.reading() as db:
                cursor = db.cursor()
                cursor.execute("SELECT * FROM hall_data")
                next(cursor)
            with pytest.raises(sqlite3.ProgrammingError):
                next(cursor)
