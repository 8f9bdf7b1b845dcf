"""Every error of SQLite and of the system has its kind, and a commit that was cut off says what is known of it."""

import contextlib
import errno
import sqlite3

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store.hall_faults import HalfCommit
from shared.store.sqlite import change_counter_file, errors, remains
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking import stale_writer_fence
from tests.helpers.store.raw_file import NOTE, events, header
from tests.helpers.store.sqlite_errors import coded


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
        fault = errors.sorted_fault(coded(sqlite3.OperationalError("x"), code))
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
                fault = errors.sorted_fault(coded(sqlite3.OperationalError("x"), code))
                assert fault.remedy, name

    def test_an_error_without_code_is_a_bug(self):
        assert errors.kind_of(sqlite3.ProgrammingError("x")) is Kind.BUG

    def test_a_commit_that_was_cut_off_says_so_and_the_file_is_opened_anew(self, file, monkeypatch):
        def cut(sql, *arguments):
            if sql == "COMMIT":
                raise coded(sqlite3.OperationalError("disk I/O error"), sqlite3.SQLITE_IOERR_FSYNC)
            return sqlite3.Connection.execute(db, sql, *arguments)

        with pytest.raises(HalfCommit) as caught, file.writing() as db:
            db.execute(NOTE)
            db.execute = cut
        assert caught.value.kind is Kind.GONE
        assert events(file) == 0

    def test_a_commit_on_a_full_disk_is_certainly_not_done(self, file):
        def full(sql, *arguments):
            if sql == "COMMIT":
                raise coded(sqlite3.OperationalError("full"), sqlite3.SQLITE_FULL)
            return sqlite3.Connection.execute(db, sql, *arguments)

        with pytest.raises(EnvironmentFault) as caught, file.writing() as db:
            db.execute(NOTE)
            db.execute = full
        del file._connection.execute
        assert caught.value.kind is Kind.FULL
        assert not isinstance(caught.value, HalfCommit)

    def test_malformed_is_believed_only_when_a_fresh_connection_says_it_too(self, file):
        def stale(sql, *_arguments):
            raise coded(sqlite3.DatabaseError("malformed"), sqlite3.SQLITE_CORRUPT)

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
            monkeypatch.setattr(stale_writer_fence, "deadline_passed", lambda: True)
            raise coded(sqlite3.DatabaseError("malformed"), sqlite3.SQLITE_CORRUPT)
        monkeypatch.undo()
        assert caught.value.kind is Kind.GONE
        assert events(file) == 5000

    def test_what_does_not_fit_together_after_a_freeze_is_no_bug(self, file, monkeypatch):
        with pytest.raises(EnvironmentFault) as caught, file.reading() as db:
            monkeypatch.setattr(stale_writer_fence, "deadline_passed", lambda: True)
            db.execute("SELECT a_column_of_another_time FROM events")
        monkeypatch.undo()
        assert caught.value.kind is Kind.SLOW
        assert events(file) == 0

    def test_the_poll_says_that_the_share_is_gone(self, file, monkeypatch):
        def gone(_self):
            raise OSError(errno.ESTALE, "stale")

        monkeypatch.setattr(change_counter_file.ChangeCounterFile, "counter", gone)
        with pytest.raises(EnvironmentFault) as caught:
            file.change_counter()
        assert caught.value.kind is Kind.GONE


@pytest.mark.parametrize("number", [32, 33])
def test_a_file_that_windows_gives_to_one_program_alone_is_held(number):
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = number
    assert errors.kind_of(error) is Kind.HELD


def test_a_refused_byte_says_that_somebody_has_locked_it():
    assert errors.is_range_lock(PermissionError(errno.EACCES, "no"))
    assert not errors.is_range_lock(OSError(errno.EIO, "no"))


@pytest.mark.parametrize("damage", ["empty", "none"])
def test_a_file_that_does_not_name_its_hall_is_no_hall(folder, damage):
    with contextlib.closing(sqlite3.connect(folder / "hall.db")) as db, db:
        change = "UPDATE meta SET value = ''" if damage == "empty" else "DELETE FROM meta"
        db.execute(f"{change} WHERE name = 'hall_id'")
    with pytest.raises(EnvironmentFault) as caught:
        HallFile.open(folder, device="here", clock=machine_clock)
    assert caught.value.kind is Kind.NO_HALL
    assert "antrean restore" in caught.value.remedy


def test_backups_that_cannot_be_looked_at_are_not_promised(tmp_path, monkeypatch):
    def gone(_path, _pattern):
        raise OSError(errno.EHOSTDOWN, "Host is down")

    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "hall-20261123-090000.db").touch()
    assert remains.missing(tmp_path) == remains.ONLY_BACKUPS
    assert "`antrean restore` brings the newest backup back" in remains.way_out(tmp_path)
    monkeypatch.setattr(type(tmp_path), "glob", gone)
    assert remains.missing(tmp_path) is None
    assert "bring a copy from elsewhere in with `antrean restore FILE`" in remains.way_out(tmp_path)
