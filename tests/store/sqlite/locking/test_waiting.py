"""A turn in the file is waited for up to a deadline, and nobody keeps it longer than the fence allows."""

import contextlib
import time

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store.hall_faults import HalfCommit
from shared.store.sqlite.connection import FILE, HallFile, connect
from shared.store.sqlite.locking import local_lock, stale_writer_fence
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import WINDOWS, linux
from tests.helpers.machine.processes import holder
from tests.helpers.store.raw_file import NOTE, events


class TestWaiting:
    @pytest.mark.parametrize("how", ["write", "read"])
    def test_another_program_of_this_pc_is_waited_for_up_to_the_deadline(self, file, folder, how):
        with holder(folder, how):
            begun = time.monotonic()
            with pytest.raises(EnvironmentFault) as caught, file.writing(0.3):
                pass
            assert caught.value.kind is Kind.BUSY
            assert time.monotonic() - begun >= 0.29  # not 0.3: under Windows this clock goes by steps

    def test_it_goes_on_when_the_other_one_is_killed(self, file, folder):
        with holder(folder, "write") as process:
            process.kill()
            with file.writing() as db:
                db.execute(NOTE)
        assert events(file) == 1

    def test_another_pc_has_the_file(self, file, folder):
        other = connect(folder / FILE)  # past this PC's lock, as another PC would be
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentFault) as caught, file.writing(0.2):
            pass
        assert caught.value.kind is Kind.BUSY
        assert not file.waiting_for_turn
        other.execute("ROLLBACK")
        other.execute("BEGIN")
        other.execute("SELECT * FROM meta").fetchall()
        with pytest.raises(EnvironmentFault) as caught, file.writing(0.2) as db:
            db.execute(NOTE)  # a reader of another PC holds the commit up
        assert caught.value.kind is Kind.BUSY
        other.close()
        assert events(file) == 0

    def test_a_reader_who_stays_longer_than_the_fence_allows_is_another_program_and_not_a_slow_share(
        self, file, folder, monkeypatch
    ):
        monkeypatch.setattr(stale_writer_fence, "SECONDS", 0.2)
        other = connect(folder / FILE)
        other.execute("BEGIN")
        other.execute("SELECT * FROM meta").fetchall()
        with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
            db.execute(NOTE)
        other.close()
        assert caught.value.kind is Kind.HELD
        assert events(file) == 0

    def test_a_hot_reader_is_told_busy_too(self, file, folder):
        other = connect(folder / FILE)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentFault) as caught, file.reading(0.1):
            pass
        assert caught.value.kind is Kind.BUSY
        other.close()

    def test_a_file_that_was_busy_while_it_was_opened_is_opened_anew(self, folder, monkeypatch):
        monkeypatch.setattr("shared.store.sqlite.opening.DEADLINE_SECONDS", 0.1)
        with contextlib.closing(connect(folder / FILE)) as other:
            other.execute("BEGIN EXCLUSIVE")
            file = HallFile(folder, device="late", clock=machine_clock)
            with pytest.raises(EnvironmentFault) as caught:
                file.reach()
            assert caught.value.kind is Kind.BUSY
            other.execute("ROLLBACK")
        with file, file.reading() as db:
            assert file.hall(db) == small_hall()


class TestTheFence:
    def test_a_transaction_that_lasted_too_long_is_not_committed(self, file, monkeypatch):
        with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
            db.execute(NOTE)
            now = stale_writer_fence.now
            monkeypatch.setattr(stale_writer_fence, "now", lambda: now() + stale_writer_fence.SECONDS + 1)
        monkeypatch.undo()
        assert caught.value.kind is Kind.SLOW
        assert not isinstance(caught.value, HalfCommit)
        assert events(file) == 0

    def test_behind_the_fence_sqlite_itself_writes_nothing(self, file, monkeypatch):
        stale_writer_fence.install()
        stale_writer_fence.install()
        try:
            commit = file._connection.execute

            def freeze_then(sql, *arguments):
                if sql == "COMMIT":  # frozen inside of it: the fence closes under the running commit
                    monkeypatch.setattr(stale_writer_fence, "deadline_passed", lambda: True)
                return commit(sql, *arguments)

            real = stale_writer_fence.deadline_passed
            with pytest.raises(HalfCommit) as caught, file.writing() as db:
                db.execute(NOTE)
                db.execute = freeze_then
            assert caught.value.kind is Kind.SLOW
            monkeypatch.setattr(stale_writer_fence, "deadline_passed", real)
        finally:
            stale_writer_fence.remove()
        assert events(file) == 0


class TestTheLocalLock:
    def test_one_holder_at_a_time_and_any_user_may_open_it(self, tmp_path):
        with local_lock.LocalLock("x", tmp_path) as one, local_lock.LocalLock("x", tmp_path) as two:
            assert one.acquire(0)
            assert one.held
            assert not two.acquire(0.01)
            one.release()
            one.release()
            assert two.acquire(0)
        if not WINDOWS:  # there the folder says who may
            assert (tmp_path / "antrean-x.lock").stat().st_mode & 0o777 == 0o444

    def test_readers_stand_beside_each_other_and_keep_a_writer_out(self, tmp_path):
        with local_lock.LocalLock("x", tmp_path) as one, local_lock.LocalLock("x", tmp_path) as two:
            assert one.acquire(0, shared=True)
            assert two.acquire(0, shared=True)
            two.release()
            assert not two.acquire(0.01)
            one.release()
            assert two.acquire(0)
            assert not one.acquire(0.01, shared=True)

    def test_a_place_that_cannot_be_written_is_said(self, tmp_path):
        with pytest.raises(EnvironmentFault) as caught:
            local_lock.LocalLock("x", tmp_path / "nothing")
        assert caught.value.kind is Kind.READ_ONLY
        (tmp_path / "antrean-x.lock").mkdir()
        with pytest.raises(EnvironmentFault):
            local_lock.LocalLock("x", tmp_path)

    @linux("Windows has one such folder")
    def test_it_lies_where_all_programs_of_the_pc_meet(self, monkeypatch, tmp_path):
        from shared.store.sqlite.locking import local_lock_linux

        assert local_lock_linux.directory().is_dir()
        monkeypatch.setattr(local_lock_linux, "DIRECTORIES", (str(tmp_path / "no"),))
        assert local_lock_linux.directory().is_dir()

    @linux("Windows has one such folder")
    def test_a_place_for_administrators_alone_is_none_for_all(self, monkeypatch, tmp_path):
        from shared.store.sqlite.locking import local_lock_linux

        mine, everybodys = tmp_path / "mine", tmp_path / "everybodys"
        mine.mkdir(mode=0o755)
        everybodys.mkdir()
        everybodys.chmod(0o1777)
        monkeypatch.setattr(local_lock_linux, "DIRECTORIES", (str(mine), str(everybodys)))
        assert local_lock_linux.directory() == everybodys
