"""The file: opened or refused with nothing touched, short transactions, every error sorted."""

import dataclasses
import errno
import os
import sqlite3
import time
from pathlib import Path

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store import bar, errors, fence, hall_rows, journal, local_lock, locks_linux, pollfd, recipe, schema
from shared.store.connection import FILE, HallFile, connect
from shared.store.errors import HalfCommit
from tests.helpers.hall import small_hall
from tests.helpers.processes import holder
from tests.helpers.statements import half_read

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'here')"


@pytest.fixture
def folder(tmp_path):
    hall_rows.create(tmp_path / "hall", small_hall(), machine_clock)
    return tmp_path / "hall"


@pytest.fixture
def file(folder):
    with HallFile.open(folder, device="here", clock=machine_clock) as opened:
        yield opened


def opening(folder):
    with pytest.raises(EnvironmentFault) as caught:
        HallFile.open(folder, device="here", clock=machine_clock)
    assert caught.value.sentence
    assert caught.value.remedy
    return caught.value.kind


def header(folder, offset, content):
    with (folder / FILE).open("r+b") as raw:
        raw.seek(offset)
        raw.write(content)


def events(file):
    with file.reading() as db:
        return db.execute("SELECT count(*) FROM events").fetchone()[0]


class TestOpening:
    def test_a_folder_that_is_not_there(self, tmp_path):
        assert opening(tmp_path / "nothing") is Kind.NO_HALL

    def test_a_folder_without_a_hall_stays_empty(self, tmp_path):
        assert opening(tmp_path) is Kind.NO_HALL
        assert list(tmp_path.iterdir()) == []

    def test_a_file_in_place_of_the_folder(self, tmp_path):
        (tmp_path / "file").touch()
        assert opening(tmp_path / "file") is Kind.NO_HALL

    def test_an_empty_file_is_an_init_that_did_not_end(self, tmp_path):
        (tmp_path / FILE).touch()
        assert opening(tmp_path) is Kind.NO_HALL

    def test_anything_else_than_sqlite_is_damage(self, tmp_path):
        (tmp_path / FILE).write_bytes(b"hello" * 100)
        assert opening(tmp_path) is Kind.CORRUPT

    def test_an_sqlite_file_of_others_is_no_hall(self, tmp_path):
        other = sqlite3.connect(tmp_path / FILE)
        other.execute("CREATE TABLE t (a)")
        other.close()
        assert opening(tmp_path) is Kind.NO_HALL

    def test_a_newer_schema_is_refused_and_nothing_is_touched(self, folder):
        header(folder, 60, (schema.VERSION + 1).to_bytes(4, "big"))
        before = (folder / FILE).read_bytes()
        assert opening(folder) is Kind.NEWER_SCHEMA
        assert (folder / FILE).read_bytes() == before
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_wal_is_refused_before_sqlite_makes_its_files(self, folder):
        header(folder, 18, b"\x02\x02")
        assert opening(folder) is Kind.UNSAFE_SHARE
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_a_damaged_page_is_corrupt(self, folder):
        header(folder, 4096 * 1 + 0, b"\xff" * 4096 * 4)
        assert opening(folder) is Kind.CORRUPT

    def test_an_unreadable_file(self, folder, monkeypatch):
        def refuse(*_arguments):
            raise PermissionError(errno.EACCES, "denied")

        monkeypatch.setattr(os, "open", refuse)
        assert opening(folder) is Kind.READ_ONLY

    def test_an_unsafe_folder_is_refused_with_the_remedy(self, tmp_path):
        hall_rows.create(tmp_path / "hall", small_hall(), machine_clock)
        (tmp_path / "hall").rename(tmp_path / "OneDrive - Dinas")
        assert opening(tmp_path / "OneDrive - Dinas") is Kind.UNSAFE_SHARE

    def test_a_journal_mode_of_another_kind_of_share_is_refused(self, folder, monkeypatch):
        with connect(folder / FILE) as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('journal', 'delete')")
        monkeypatch.setattr(recipe, "journal_for", lambda _mount: recipe.PERSIST)
        assert opening(folder) is Kind.UNSAFE_SHARE

    def test_a_hall_that_keeps_its_journal_keeps_it_everywhere(self, folder):
        with connect(folder / FILE) as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('journal', 'persist')")
        with HallFile.open(folder, device="here", clock=machine_clock) as file:
            with file.writing() as db:
                db.execute(NOTE)
            assert (folder / "hall.db-journal").exists()
            assert file.recipe.journal == "persist"


class TestTransactions:
    def test_a_block_that_ends_is_kept_and_one_that_raises_is_not(self, file):
        with file.writing() as db:
            db.execute(NOTE)
        with pytest.raises(ValueError, match="no"), file.writing() as db:
            db.execute(NOTE)
            raise ValueError("no")
        assert events(file) == 1
        assert file.commits == 1

    def test_a_cursor_does_not_outlive_its_transaction(self, file, folder):
        with file.writing() as db:
            db.executemany(NOTE.replace("'here'", "?"), [("a",), ("b",)])
        with file.reading() as db:
            half_read = db.execute("SELECT * FROM events")
            next(half_read)
        with pytest.raises(sqlite3.ProgrammingError):
            next(half_read)
        with HallFile.open(folder, device="two", clock=machine_clock) as other, other.writing(0.5) as db:
            db.execute(NOTE)  # nothing of the reader is left in its way

    def test_sqlite_itself_says_so(self, file):
        with file.writing() as db:
            db.executemany(NOTE.replace("'here'", "?"), [("a",), ("b",)])
        with file.reading() as db:
            kept = db.execute("SELECT device FROM events")
            next(kept)
            assert half_read(db) == ["SELECT device FROM events"]
        assert half_read(file._connection) == []

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


class TestAFileThatBecomesAnother:
    """What somebody else does to the file while this program has it open."""

    @pytest.mark.parametrize("how", ["reading", "writing"])
    def test_a_newer_program_migrated_it(self, file, folder, how):
        with connect(folder / FILE) as newer:
            newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        with pytest.raises(EnvironmentFault) as caught, getattr(file, how)() as db:
            db.execute(NOTE)
        assert caught.value.kind is Kind.NEWER_SCHEMA

    @pytest.mark.parametrize("how", ["reading", "writing"])
    def test_somebody_switched_it_to_wal(self, file, folder, how):
        other = sqlite3.connect(folder / FILE)
        assert other.execute("PRAGMA journal_mode=WAL").fetchone()[0] == "wal"
        other.close()
        with pytest.raises(EnvironmentFault) as caught, getattr(file, how)():
            pass
        assert caught.value.kind is Kind.UNSAFE_SHARE
        assert "WAL" in caught.value.sentence

    def test_a_pipe_or_a_folder_in_its_place_is_no_hall_and_nobody_waits(self, tmp_path):
        os.mkfifo(tmp_path / FILE)
        assert opening(tmp_path) is Kind.NO_HALL
        (tmp_path / FILE).unlink()
        (tmp_path / FILE).mkdir()
        assert opening(tmp_path) is Kind.NO_HALL

    def test_a_name_that_is_too_long_is_no_hall(self, tmp_path):
        assert opening(tmp_path / ("x" * 300)) is Kind.NO_HALL


class TestWaiting:
    @pytest.mark.parametrize("how", ["write", "read"])
    def test_another_program_of_this_pc_is_waited_for_up_to_the_deadline(self, file, folder, how):
        with holder(folder, how):
            begun = time.monotonic()
            with pytest.raises(EnvironmentFault) as caught, file.writing(0.3):
                pass
            assert caught.value.kind is Kind.BUSY
            assert time.monotonic() - begun >= 0.3

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

    def test_a_reader_who_stays_longer_than_the_fence_allows_is_busy_and_not_a_slow_share(
        self, file, folder, monkeypatch
    ):
        monkeypatch.setattr(fence, "SECONDS", 0.2)
        other = connect(folder / FILE)
        other.execute("BEGIN")
        other.execute("SELECT * FROM meta").fetchall()
        with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
            db.execute(NOTE)
        other.close()
        assert caught.value.kind is Kind.BUSY
        assert events(file) == 0

    def test_a_hot_reader_is_told_busy_too(self, file, folder):
        other = connect(folder / FILE)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentFault) as caught, file.reading(0.1):
            pass
        assert caught.value.kind is Kind.BUSY
        other.close()

    def test_a_file_that_was_busy_while_it_was_opened_is_opened_anew(self, folder, monkeypatch):
        monkeypatch.setattr("shared.store.opening.DEADLINE_SECONDS", 0.1)
        with connect(folder / FILE) as other:
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
            monkeypatch.setattr(fence, "now", lambda: time.clock_gettime(time.CLOCK_BOOTTIME) + fence.SECONDS + 1)
        monkeypatch.undo()
        assert caught.value.kind is Kind.SLOW
        assert not isinstance(caught.value, HalfCommit)
        assert events(file) == 0

    def test_behind_the_fence_sqlite_itself_writes_nothing(self, file, monkeypatch):
        fence.install()
        fence.install()
        try:
            commit = file._connection.execute

            def freeze_then(sql, *arguments):
                if sql == "COMMIT":  # frozen inside of it: the fence closes under the running commit
                    monkeypatch.setattr(fence, "closed", lambda: True)
                return commit(sql, *arguments)

            real = fence.closed
            with pytest.raises(HalfCommit) as caught, file.writing() as db:
                db.execute(NOTE)
                db.execute = freeze_then
            assert caught.value.kind is Kind.SLOW
            monkeypatch.setattr(fence, "closed", real)
        finally:
            fence.remove()
        assert events(file) == 0


class TestErrors:
    @pytest.mark.parametrize(
        ("code", "kind"),
        [
            (sqlite3.SQLITE_BUSY, Kind.BUSY),
            (sqlite3.SQLITE_BUSY_SNAPSHOT, Kind.BUSY),
            (sqlite3.SQLITE_IOERR_WRITE, Kind.GONE),
            (sqlite3.SQLITE_IOERR_NOMEM, Kind.BUG),
            (sqlite3.SQLITE_IOERR_CORRUPTFS, Kind.GONE),
            (sqlite3.SQLITE_IOERR_DATA, Kind.CORRUPT),
            (sqlite3.SQLITE_CORRUPT_INDEX, Kind.CORRUPT),
            (sqlite3.SQLITE_CANTOPEN_ISDIR, Kind.GONE),
            (sqlite3.SQLITE_READONLY_ROLLBACK, Kind.READ_ONLY),
            (sqlite3.SQLITE_PROTOCOL, Kind.BUSY),
            (sqlite3.SQLITE_NOMEM, Kind.BUG),
            (sqlite3.SQLITE_SCHEMA, Kind.BUG),
            (sqlite3.SQLITE_TOOBIG, Kind.BUG),
            (sqlite3.SQLITE_MISUSE, Kind.BUG),
            (sqlite3.SQLITE_FULL, Kind.FULL),
            (sqlite3.SQLITE_READONLY_DIRECTORY, Kind.READ_ONLY),
            (sqlite3.SQLITE_READONLY_DBMOVED, Kind.WRONG_HALL),
            (sqlite3.SQLITE_CORRUPT, Kind.CORRUPT),
            (sqlite3.SQLITE_NOTADB, Kind.CORRUPT),
            (sqlite3.SQLITE_CANTOPEN, Kind.GONE),
            (sqlite3.SQLITE_CONSTRAINT, Kind.BUG),
        ],
    )
    def test_every_code_has_its_kind(self, code, kind):
        error = sqlite3.OperationalError("x")
        error.sqlite_errorcode = code
        fault = errors.sorted_fault(error)
        assert fault.kind is kind
        assert fault.sentence.endswith(".")

    @pytest.mark.parametrize(
        ("number", "kind"),
        [
            (errno.ENOSPC, Kind.FULL),
            (errno.EROFS, Kind.READ_ONLY),
            (errno.ESTALE, Kind.GONE),
            (errno.EIO, Kind.GONE),
            (errno.EHOSTDOWN, Kind.GONE),
            (errno.ETIMEDOUT, Kind.GONE),
            (errno.EDQUOT, Kind.FULL),
            (errno.EPERM, Kind.READ_ONLY),
            (errno.EMFILE, Kind.BUG),
            (errno.ENOMEM, Kind.BUG),
            (None, Kind.GONE),
        ],
    )
    def test_every_errno_has_its_kind(self, number, kind):
        assert errors.kind_of(OSError(number, "x")) is kind

    def test_every_code_that_sqlite_knows_is_sorted(self):
        """No surprise is possible: each of the codes has a kind, and a sentence with a remedy."""
        for name in dir(sqlite3):
            code = getattr(sqlite3, name)
            if name.startswith("SQLITE_") and isinstance(code, int) and code > 0:
                error = sqlite3.OperationalError("x")
                error.sqlite_errorcode = code
                fault = errors.sorted_fault(error)
                assert fault.remedy, name

    def test_an_error_without_code_is_a_bug(self):
        assert errors.kind_of(sqlite3.ProgrammingError("x")) is Kind.BUG

    def test_a_commit_that_was_cut_off_says_so_and_the_file_is_opened_anew(self, file, monkeypatch):
        def cut(sql, *arguments):
            if sql == "COMMIT":
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
                raise error
            return sqlite3.Connection.execute(db, sql, *arguments)

        with pytest.raises(HalfCommit) as caught, file.writing() as db:
            db.execute(NOTE)
            db.execute = cut
        assert caught.value.kind is Kind.GONE
        assert events(file) == 0

    def test_a_commit_on_a_full_disk_is_certainly_not_done(self, file):
        def full(sql, *arguments):
            if sql == "COMMIT":
                error = sqlite3.OperationalError("full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return sqlite3.Connection.execute(db, sql, *arguments)

        with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
            db.execute(NOTE)
            db.execute = full
        del file._connection.execute
        assert caught.value.kind is Kind.FULL
        assert not isinstance(caught.value, HalfCommit)

    def test_malformed_is_believed_only_when_a_fresh_connection_says_it_too(self, file):
        def stale(sql, *_arguments):
            error = sqlite3.DatabaseError("malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error

        with pytest.raises(EnvironmentFault) as caught, file.reading() as db:
            stale("SELECT 1", db)
        assert caught.value.kind is Kind.GONE
        header(file.folder, 4096, b"\xff" * 4096 * 4)
        with pytest.raises(EnvironmentFault) as caught, file.reading() as db:
            stale("SELECT 1", db)
        assert caught.value.kind is Kind.CORRUPT

    def test_a_large_file_is_not_asked_again_for_longer_than_a_transaction_may_last(self, file, monkeypatch):
        with file.writing() as db:
            db.executemany(NOTE.replace("'here'", "?"), [("x" * 500,)] * 5000)

        with pytest.raises(EnvironmentFault) as caught, file.reading():
            monkeypatch.setattr(fence, "closed", lambda: True)
            error = sqlite3.DatabaseError("malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        monkeypatch.undo()
        assert caught.value.kind is Kind.GONE
        assert events(file) == 5000

    def test_the_poll_says_that_the_share_is_gone(self, file, monkeypatch):
        def gone(_self):
            raise OSError(errno.ESTALE, "stale")

        monkeypatch.setattr(pollfd.PollDescriptor, "counter", gone)
        with pytest.raises(EnvironmentFault) as caught:
            file.change_counter()
        assert caught.value.kind is Kind.GONE


class TestSwappedFiles:
    def test_a_file_replaced_by_a_copy_is_found(self, file, folder):
        copy = (folder / FILE).read_bytes()
        file.check_identity()
        (folder / "new").write_bytes(copy)
        (folder / "new").rename(folder / FILE)
        with pytest.raises(EnvironmentFault) as caught:
            file.check_identity()
        assert caught.value.kind is Kind.WRONG_HALL
        file.check_identity()  # nothing is open now
        with file.writing() as db:  # the same hall's: it is used from now on
            db.execute(NOTE)
        with connect(folder / FILE) as fresh:
            assert fresh.execute("SELECT count(*) FROM events").fetchone()[0] == 1

    def test_a_deleted_file_is_found(self, file, folder):
        (folder / FILE).unlink()
        with pytest.raises(EnvironmentFault) as caught:
            file.check_identity()
        assert caught.value.kind is Kind.WRONG_HALL
        with pytest.raises(EnvironmentFault) as caught, file.reading():
            pass
        assert caught.value.kind is Kind.NO_HALL

    def test_another_halls_file_in_its_place_is_never_written(self, file, folder, tmp_path):
        hall_rows.create(tmp_path / "other", small_hall(), machine_clock)
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
        hall_rows.create(tmp_path / "other", small_hall(), machine_clock)
        with connect(tmp_path / "other" / FILE) as lived:
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
    def test_it_is_made_once_and_again_after_a_change(self, file):
        first = file.learn_hall()
        with file.reading() as db:
            assert file.hall(db) is first
        assert file.learn_hall() is first
        with file.writing() as db:
            db.execute("UPDATE pulse SET hall_version = hall_version + 1")
        with file.reading() as db:
            second = file.hall(db)
        assert second is not first
        assert second == first
        assert file.learn_hall() is second


class TestTheLocalLock:
    def test_one_holder_at_a_time_and_any_user_may_open_it(self, tmp_path):
        with local_lock.LocalLock("x", tmp_path) as one, local_lock.LocalLock("x", tmp_path) as two:
            assert one.acquire(0)
            assert one.held
            assert not two.acquire(0.01)
            one.release()
            one.release()
            assert two.acquire(0)
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

    def test_it_lies_where_all_programs_of_the_pc_meet(self, monkeypatch, tmp_path):
        assert local_lock.directory().is_dir()
        monkeypatch.setattr(local_lock, "DIRECTORIES", (str(tmp_path / "no"),))
        assert local_lock.directory().is_dir()

    def test_a_place_for_administrators_alone_is_none_for_all(self, monkeypatch, tmp_path):
        mine, everybodys = tmp_path / "mine", tmp_path / "everybodys"
        mine.mkdir(mode=0o755)
        everybodys.mkdir()
        everybodys.chmod(0o1777)
        monkeypatch.setattr(local_lock, "DIRECTORIES", (str(mine), str(everybodys)))
        assert local_lock.directory() == everybodys


class TestThePollsDescriptor:
    def test_it_is_shared_in_the_process_and_closed_by_the_last(self, folder):
        one = pollfd.of(folder / FILE, direct=False)
        two = pollfd.of(folder / FILE, direct=False)
        assert one is two
        assert one.links() == 1
        one.done()
        assert len(two.counter()) == 4
        two.done()
        with pytest.raises(OSError, match="Bad file"):
            two.counter()

    def test_direct_reading_sees_the_same(self, folder):
        plain = pollfd.of(folder / FILE, direct=False)
        expected = plain.header()
        plain.done()
        try:
            direct = pollfd.of(folder / FILE, direct=True)
        except OSError:
            pytest.skip("this file system has no O_DIRECT")
        assert direct.header() == expected
        direct.done()


class TestOpeningMeetsOthers:
    """The first look at the file may find it in use, damaged, or going away."""

    def test_a_file_that_goes_away_while_it_is_asked_again_is_gone_and_not_damaged(self, file):
        with pytest.raises(EnvironmentFault) as caught, file.reading():
            (file.folder / FILE).unlink()
            error = sqlite3.DatabaseError("malformed")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error
        assert caught.value.kind is Kind.NO_HALL

    def test_a_program_of_this_pc_that_keeps_the_lock_is_busy(self, folder, monkeypatch):
        monkeypatch.setattr("shared.store.opening.DEADLINE_SECONDS", 0.1)
        with holder(folder, "write"):
            assert opening(folder) is Kind.BUSY

    def test_an_error_while_connecting_is_sorted(self, folder, monkeypatch):
        def cannot(*_arguments, **_named):
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error

        monkeypatch.setattr("shared.store.opening.connect", cannot)
        assert opening(folder) is Kind.GONE

    def test_an_error_on_the_way_in_is_not_busy(self, file):
        def broken(_sql, *_arguments):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
            raise error

        file._connection.execute = broken
        with pytest.raises(EnvironmentFault) as caught, file.reading():
            pass
        assert caught.value.kind is Kind.GONE
        assert events(file) == 0

    def test_the_recipe_for_smb_is_put_in_place_before_the_first_connection(self, folder, monkeypatch):
        chosen = dataclasses.replace(recipe.choose(folder), smb=True)
        monkeypatch.setattr(recipe, "choose", lambda _folder: chosen)
        try:
            with HallFile.open(folder, device="here", clock=machine_clock) as file:
                assert locks_linux._installed
                with file.writing() as db:
                    db.execute(NOTE)
                assert events(file) == 1
        finally:
            locks_linux.remove()
            fence.remove()
            bar.remove()


class TestTheJournalMode:
    def test_it_is_written_with_nobody_there(self, folder):
        journal.agree(folder, recipe.PERSIST, machine_clock)
        with HallFile.open(folder, device="here", clock=machine_clock) as file:
            assert file.recipe.journal == recipe.PERSIST
