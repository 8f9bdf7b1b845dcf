"""Each call that SQLite makes of the operating system fails in each way: sorted, said, and never left in doubt."""

import ctypes
import errno
import os
import resource
import sqlite3
from pathlib import Path

import pytest

from shared.domain.answers import Issued
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.hall_faults import HalfCommit
from shared.store.sqlite import errors
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking import stale_writer_fence, system_calls
from shared.store.sqlite.locking.system_calls import Replaced
from shared.store.sqlite.share import free_space_probe
from shared.store.sqlite.sqlite_connection import HallConnection
from tests.helpers.hall import open_hall
from tests.helpers.machine.processes import holder
from tests.helpers.store.sqlite_errors import coded

_INT, _P, _SIZE, _LONG = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64
KINDS = {
    "open": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _INT, _INT, use_errno=True),
    "pwrite64": stale_writer_fence._PWRITE,
    "pread64": ctypes.CFUNCTYPE(ctypes.c_ssize_t, _INT, _P, _SIZE, _LONG, use_errno=True),
    "ftruncate": stale_writer_fence._TRUNCATE,
    "unlink": stale_writer_fence._UNLINK,
    "fcntl": ctypes.CFUNCTYPE(_INT, _INT, _INT, _P, use_errno=True),
}
GONE = (errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.ETIMEDOUT, errno.ENXIO)


class Failing:
    """A system call of SQLite that fails from now on, with that number."""

    def __init__(self, name, number):
        def make(original):
            def call(*arguments):
                if self.broken:
                    ctypes.set_errno(number)
                    return -1
                return original(*arguments)

            return call

        self.broken = False
        self._replaced = Replaced(name, KINDS[name], make)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.broken = False
        self._replaced.restore()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Nobody waits eight seconds for a lock here."""
    for way in (HallFile.reading, HallFile.writing):
        monkeypatch.setattr(way, "__defaults__", (0.05,))


def tickets(hall_file):
    with hall_file.reading() as db:
        return db.execute("SELECT count(*) FROM tickets").fetchone()[0]


@pytest.mark.parametrize(
    ("call", "number", "kind"),
    [
        *(("pwrite64", number, Kind.GONE) for number in GONE),
        ("pwrite64", errno.ENOSPC, Kind.FULL),
        ("pwrite64", errno.EDQUOT, Kind.FULL),
        ("pwrite64", errno.EFBIG, Kind.FULL),
        ("pwrite64", errno.EROFS, Kind.READ_ONLY),
        ("open", errno.ENOSPC, Kind.FULL),
        ("open", errno.EDQUOT, Kind.FULL),
        ("open", errno.EACCES, Kind.READ_ONLY),
        ("open", errno.EROFS, Kind.READ_ONLY),
        ("open", errno.EMFILE, Kind.BUG),
        ("open", errno.ESTALE, Kind.GONE),
        ("unlink", errno.EIO, Kind.GONE),
        ("fcntl", errno.EAGAIN, Kind.BUSY),
        ("fcntl", errno.ENOLCK, Kind.BUSY),
        ("fcntl", errno.EIO, Kind.GONE),
    ],
)
def test_an_act_that_meets_it_is_said_and_afterwards_done_once(tmp_path, call, number, kind):
    with open_hall(tmp_path) as hall_file, Failing(call, number) as share:
        assert isinstance(acts.issue(hall_file, "first", acts.Order(("AB.1",))), Issued)
        share.broken = True
        with pytest.raises(EnvironmentFault) as caught:
            acts.issue(hall_file, "press", acts.Order(("AB.1",)))
        assert caught.value.kind is kind
        assert caught.value.sentence.endswith(".")
        assert caught.value.remedy
        share.broken = False
        if not isinstance(caught.value, HalfCommit):
            assert tickets(hall_file) == 1  # it was said to be not done
        answer = acts.issue(hall_file, "press", acts.Order(("AB.1",)))
        assert answer.label == "AB-002"
        assert tickets(hall_file) == 2


@pytest.mark.parametrize(
    ("call", "number"), [*(("pread64", number) for number in GONE), ("fcntl", errno.EIO), ("fcntl", errno.ESTALE)]
)
def test_a_question_that_meets_it_is_said_and_asked_anew(tmp_path, call, number):
    with open_hall(tmp_path) as hall_file, Failing(call, number) as share:
        assert tickets(hall_file) == 0
        hall_file.close()  # nothing is in this PC's own cache
        share.broken = True
        with pytest.raises(EnvironmentFault) as caught:
            tickets(hall_file)
        assert caught.value.kind is Kind.GONE
        share.broken = False
        assert tickets(hall_file) == 0


def test_a_lock_that_cannot_be_given_back_does_not_hold_up_the_hall(hall_file):
    """The share is away for the very call that ends a transaction: SQLite says nothing, and its lock stands."""
    with Failing("fcntl", errno.EIO) as share:
        with hall_file.reading() as db:
            db.execute("SELECT count(*) FROM tickets").fetchone()
            share.broken = True
        share.broken = False
        with holder(hall_file.folder, "write") as other:
            assert other.communicate("\n", timeout=20) == ("out\n", None)
    assert tickets(hall_file) == 0


def test_a_pc_without_files_left_says_so_and_goes_on_later(tmp_path):
    with open_hall(tmp_path) as hall_file:
        assert tickets(hall_file) == 0
        kept = resource.getrlimit(resource.RLIMIT_NOFILE)
        top = os.dup(0)
        resource.setrlimit(resource.RLIMIT_NOFILE, (top, kept[1]))
        try:
            with pytest.raises(EnvironmentFault) as caught:
                acts.issue(hall_file, "press", acts.Order(("AB.1",)))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, kept)
            os.close(top)
        assert caught.value.kind is Kind.BUG
        assert "open files" in caught.value.sentence
        assert isinstance(acts.issue(hall_file, "press", acts.Order(("AB.1",))), Issued)


def test_no_memory_inside_of_sqlite_is_said(tmp_path):
    with open_hall(tmp_path) as hall_file:
        with pytest.raises(EnvironmentFault) as caught, hall_file.reading():
            raise MemoryError  # what sqlite3 makes of SQLITE_NOMEM
        assert caught.value.kind is Kind.BUG
        assert "memory" in caught.value.sentence
        assert tickets(hall_file) == 0


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, Kind.FULL), (errno.EDQUOT, Kind.FULL), (errno.EIO, Kind.GONE)]
)
def test_a_disk_that_is_full_only_when_pages_are_synced_is_full_and_the_act_is_certainly_not_done(
    tmp_path, monkeypatch, number, kind
):
    """NFS: the server's "no room" comes at the sync, in COMMIT, where SQLite knows of an i/o error only."""
    with open_hall(tmp_path) as hall_file:
        assert tickets(hall_file) == 0
        execute = HallConnection.execute

        def unsynced(self, sql, *arguments):
            if sql == "COMMIT" and self.total_changes > 0:
                execute(self, "ROLLBACK")
                raise coded(sqlite3.OperationalError("disk I/O error"), sqlite3.SQLITE_IOERR_FSYNC)
            return execute(self, sql, *arguments)

        def refuse(_descriptor):
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as share:
            share.setattr(HallConnection, "execute", unsynced)
            share.setattr(os, "fsync", refuse)
            with pytest.raises(EnvironmentFault) as caught:
                acts.issue(hall_file, "press", acts.Order(("AB.1",)))
        assert caught.value.kind is kind
        assert isinstance(caught.value, HalfCommit) == (kind is Kind.GONE)
        assert tickets(hall_file) == 0
        assert [path.name for path in hall_file.folder.iterdir() if path.name.startswith(".room")] == []


def test_a_folder_in_which_nothing_may_be_deleted_is_read_only(tmp_path, monkeypatch):
    def refuse(_path, **_named):
        raise PermissionError(errno.EACCES, "denied")

    with monkeypatch.context() as share:
        share.setattr(os, "unlink", refuse)
        share.setattr(Path, "unlink", refuse)
        refused = free_space_probe.refusal(tmp_path)
    assert errors.kind_of(refused) is Kind.READ_ONLY
    assert free_space_probe.refusal(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    with open_hall(tmp_path) as hall_file, Failing("unlink", errno.EACCES) as share:
        monkeypatch.setattr(free_space_probe, "refusal", lambda _folder: refused)
        share.broken = True
        with pytest.raises(EnvironmentFault) as caught:
            acts.issue(hall_file, "press", acts.Order(("AB.1",)))
        assert caught.value.kind is Kind.READ_ONLY
        share.broken = False
        assert acts.issue(hall_file, "press", acts.Order(("AB.1",))).label == "AB-001"


def test_without_sqlites_library_errors_are_sorted_by_their_code_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(system_calls, "_library", lambda: None)
    with open_hall(tmp_path) as hall_file:
        assert tickets(hall_file) == 0
        assert hall_file._connection.handle is None
        assert system_calls.system_errno(None) == 0


def test_damage_is_not_believed_while_the_share_cannot_be_asked_again(tmp_path, monkeypatch):
    with open_hall(tmp_path) as hall_file:
        execute = HallConnection.execute

        def cut(self, sql, *arguments):
            if "quick_check" in sql:
                raise coded(sqlite3.OperationalError("disk I/O error"), sqlite3.SQLITE_IOERR_READ)
            return execute(self, sql, *arguments)

        monkeypatch.setattr(HallConnection, "execute", cut)
        with pytest.raises(EnvironmentFault) as caught, hall_file.reading():
            raise coded(sqlite3.DatabaseError("malformed"), sqlite3.SQLITE_CORRUPT)
        assert caught.value.kind is Kind.GONE
