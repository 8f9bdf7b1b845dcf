"""What a share needs of SQLite: its profile, the order of locks on SMB, and the system calls that are replaced."""

import ctypes
import fcntl
import sqlite3
import subprocess
import sys

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite.connection import connect
from shared.store.sqlite.locking import smb_lock_order, stale_writer_fence, system_calls
from shared.store.sqlite.share import mounts_linux, share_profile
from shared.store.sqlite.share.mount import Mount, ShareKind
from tests.helpers.store.mount_lines import CIFS, NFS

pytestmark = pytest.mark.usefixtures("no_fstab")


@pytest.fixture
def order():
    smb_lock_order.install()
    smb_lock_order.install()
    yield
    smb_lock_order.remove()


class TestRecipes:
    def test_each_kind_of_share_has_its_own(self):
        smb, nfs = share_profile.of(mounts_linux.parse(CIFS)), share_profile.of(mounts_linux.parse(NFS))
        local = share_profile.of(Mount(ShareKind.LOCAL, "ext4", "/", ""))
        assert (smb.journal, smb.synchronous, smb.direct, smb.smb) == ("delete", "FULL", True, True)
        assert (nfs.journal, nfs.synchronous, nfs.direct, nfs.smb) == ("persist", "FULL", True, False)
        assert (local.journal, local.synchronous, local.direct, local.smb) == ("delete", "EXTRA", False, False)

    def test_the_first_connection_on_smb_finds_everything_in_place(self):
        code = (
            "from shared.store.sqlite.share import share_profile, mounts_linux\n"
            "from shared.store.sqlite.locking import smb_lock_order, stale_writer_fence, read_only_guard\n"
            f"share_profile.prepare(share_profile.of(mounts_linux.parse({CIFS!r})))\n"
            "print(*(len(m) for m in (smb_lock_order._installed, stale_writer_fence._calls, read_only_guard._calls)))"
        )
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ended.stdout.split() == ["1", "5", "2"]


class TestTheLockOrder:
    def test_commits_and_exclusion_work_through_it(self, order, tmp_path):
        path = tmp_path / "x.db"
        sqlite3.connect(path).close()
        path.touch()
        one = connect(path)
        one.execute("CREATE TABLE t (a)")
        code = (
            "import sys; from pathlib import Path\n"
            "from shared.store.sqlite.locking import smb_lock_order; smb_lock_order.install()\n"
            "from shared.store.sqlite.connection import connect\nc = connect(Path(sys.argv[1]))\n"
            "c.execute('BEGIN'); c.execute('SELECT * FROM t').fetchall(); print('in', flush=True); sys.stdin.readline()"
        )
        reader = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert reader.stdout.readline() == "in\n"
        one.execute("BEGIN IMMEDIATE")
        one.execute("INSERT INTO t VALUES (1)")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            one.execute("COMMIT")  # refused: its own read lock is there again
        assert one.execute("SELECT count(*) FROM t").fetchone()[0] == 1
        reader.communicate("\n")
        one.execute("COMMIT")
        assert one.execute("SELECT count(*) FROM t").fetchone()[0] == 1
        one.close()

    def ranges(self, script):
        """What the replacement asks of the server; ``script`` answers each call with 0 or an errno."""
        asked = []

        def original(_descriptor, command, argument):
            if command == fcntl.F_SETLK and argument:
                wanted = smb_lock_order._Range.from_address(argument)
                asked.append((wanted.type, wanted.start))
            number = script.pop(0) if script else 0
            ctypes.set_errno(number)
            return -1 if number else 0

        return asked, smb_lock_order._in_windows_order(original)

    def test_the_read_lock_is_dropped_before_the_write_lock_is_asked_for(self):
        asked, call = self.ranges([])
        wanted = smb_lock_order._Range(fcntl.F_WRLCK, 0, smb_lock_order.SHARED_FIRST, smb_lock_order.SHARED_SIZE, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(wanted)) == 0
        assert [kind for kind, _ in asked] == [fcntl.F_UNLCK, fcntl.F_WRLCK]

    def test_a_refusal_takes_the_read_lock_back_and_says_why(self):
        asked, call = self.ranges([0, 13, 0])
        wanted = smb_lock_order._Range(fcntl.F_WRLCK, 0, smb_lock_order.SHARED_FIRST, smb_lock_order.SHARED_SIZE, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(wanted)) == -1
        assert [kind for kind, _ in asked] == [fcntl.F_UNLCK, fcntl.F_WRLCK, fcntl.F_RDLCK]
        assert ctypes.get_errno() == 13

    def test_a_read_lock_that_does_not_come_back_is_an_input_output_error(self):
        _asked, call = self.ranges([0, 11, 5])
        wanted = smb_lock_order._Range(fcntl.F_WRLCK, 0, smb_lock_order.SHARED_FIRST, smb_lock_order.SHARED_SIZE, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(wanted)) == -1
        assert ctypes.get_errno() == 5

    def test_all_else_goes_straight_through(self):
        asked, call = self.ranges([])
        other = smb_lock_order._Range(fcntl.F_WRLCK, 0, smb_lock_order.PENDING, 1, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(other)) == 0
        assert call(3, fcntl.F_GETFD, None) == 0
        assert asked == [(fcntl.F_WRLCK, smb_lock_order.PENDING)]


class TestSystemCalls:
    def test_a_sqlite_out_of_reach_is_said_with_the_way_out(self, monkeypatch):
        monkeypatch.setattr(system_calls, "_library", lambda: None)
        with pytest.raises(EnvironmentFault) as caught:
            smb_lock_order.install()
        assert caught.value.kind is Kind.UNSAFE_SHARE
        assert "Debian" in caught.value.remedy

    def test_a_library_without_the_function_is_no_library(self, monkeypatch):
        monkeypatch.setattr(system_calls.ctypes, "CDLL", lambda _name: object())
        assert system_calls._library.__wrapped__() is None

    def test_a_call_that_this_build_lacks_is_left_alone(self):
        replaced = system_calls.Replaced("nosuchcall", stale_writer_fence._WRITE, stale_writer_fence._fenced)
        replaced.restore()

    def test_the_fence_opens_again(self):
        stale_writer_fence.start_deadline(stale_writer_fence.now() - stale_writer_fence.SECONDS - 1)
        assert stale_writer_fence.deadline_passed()
        stale_writer_fence.clear_deadline()
        assert not stale_writer_fence.deadline_passed()
