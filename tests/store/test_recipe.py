"""What the share asks of SQLite: its recipe, the order of locks on SMB, and the system calls that are replaced."""

import ctypes
import fcntl
import sqlite3
import subprocess
import sys

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store import fence, locks_linux, mounts, recipe, system_calls
from shared.store.connection import connect
from shared.store.mounts import Mount, ShareKind
from tests.helpers.mount_lines import CIFS, NFS

pytestmark = pytest.mark.usefixtures("no_fstab")


@pytest.fixture
def order():
    locks_linux.install()
    locks_linux.install()
    yield
    locks_linux.remove()


class TestRecipes:
    def test_each_kind_of_share_has_its_own(self):
        smb, nfs = recipe.of(mounts.parse(CIFS)), recipe.of(mounts.parse(NFS))
        local = recipe.of(Mount(ShareKind.LOCAL, "ext4", "/", ""))
        assert (smb.journal, smb.synchronous, smb.direct, smb.smb) == ("delete", "FULL", True, True)
        assert (nfs.journal, nfs.synchronous, nfs.direct, nfs.smb) == ("persist", "FULL", True, False)
        assert (local.journal, local.synchronous, local.direct, local.smb) == ("delete", "EXTRA", False, False)

    def test_the_first_connection_on_smb_finds_everything_in_place(self):
        code = (
            "from shared.store import recipe, mounts, locks_linux, fence, bar;"
            f"recipe.prepare(recipe.of(mounts.parse({CIFS!r})));"
            "print(len(locks_linux._installed), len(fence._calls), len(bar._calls))"
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
            "import sys; from pathlib import Path; from shared.store import locks_linux; locks_linux.install()\n"
            "from shared.store.connection import connect\nc = connect(Path(sys.argv[1]))\n"
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
                wanted = locks_linux._Range.from_address(argument)
                asked.append((wanted.type, wanted.start))
            number = script.pop(0) if script else 0
            ctypes.set_errno(number)
            return -1 if number else 0

        return asked, locks_linux._in_windows_order(original)

    def test_the_read_lock_is_dropped_before_the_write_lock_is_asked_for(self):
        asked, call = self.ranges([])
        wanted = locks_linux._Range(fcntl.F_WRLCK, 0, locks_linux.SHARED_FIRST, locks_linux.SHARED_SIZE, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(wanted)) == 0
        assert [kind for kind, _ in asked] == [fcntl.F_UNLCK, fcntl.F_WRLCK]

    def test_a_refusal_takes_the_read_lock_back_and_says_why(self):
        asked, call = self.ranges([0, 13, 0])
        wanted = locks_linux._Range(fcntl.F_WRLCK, 0, locks_linux.SHARED_FIRST, locks_linux.SHARED_SIZE, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(wanted)) == -1
        assert [kind for kind, _ in asked] == [fcntl.F_UNLCK, fcntl.F_WRLCK, fcntl.F_RDLCK]
        assert ctypes.get_errno() == 13

    def test_a_read_lock_that_does_not_come_back_is_an_input_output_error(self):
        _asked, call = self.ranges([0, 11, 5])
        wanted = locks_linux._Range(fcntl.F_WRLCK, 0, locks_linux.SHARED_FIRST, locks_linux.SHARED_SIZE, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(wanted)) == -1
        assert ctypes.get_errno() == 5

    def test_all_else_goes_straight_through(self):
        asked, call = self.ranges([])
        other = locks_linux._Range(fcntl.F_WRLCK, 0, locks_linux.PENDING, 1, 0)
        assert call(3, fcntl.F_SETLK, ctypes.addressof(other)) == 0
        assert call(3, fcntl.F_GETFD, None) == 0
        assert asked == [(fcntl.F_WRLCK, locks_linux.PENDING)]


class TestSystemCalls:
    def test_a_sqlite_out_of_reach_is_said_with_the_way_out(self, monkeypatch):
        monkeypatch.setattr(system_calls, "_library", lambda: None)
        with pytest.raises(EnvironmentFault) as caught:
            locks_linux.install()
        assert caught.value.kind is Kind.UNSAFE_SHARE
        assert "Debian" in caught.value.remedy

    def test_a_library_without_the_function_is_no_library(self, monkeypatch):
        monkeypatch.setattr(system_calls.ctypes, "CDLL", lambda _name: object())
        assert system_calls._library.__wrapped__() is None

    def test_a_call_that_this_build_lacks_is_left_alone(self):
        replaced = system_calls.Replaced("nosuchcall", fence._WRITE, fence._fenced)
        replaced.restore()

    def test_the_fence_opens_again(self):
        fence.raise_fence(fence.now() - fence.SECONDS - 1)
        assert fence.closed()
        fence.lower()
        assert not fence.closed()
