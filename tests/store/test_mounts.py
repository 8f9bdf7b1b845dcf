"""What a mount says, and what was measured about such a mount."""

import ctypes
import fcntl
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store import fence, locks_linux, mounts, mounts_windows, recipe, system_calls, trust
from shared.store.connection import connect
from shared.store.mounts import Mount, ShareKind
from shared.store.trust import Weight

CIFS = (
    "25 21 0:22 / /mnt/hall\\040share rw,relatime - cifs //10.77.0.1/hall rw,vers=3.1.1,cache=none,username=root,soft,"
    "serverino,echo_interval=2,actimeo=0,closetimeo=0"
)
NFS = "26 21 0:23 / /mnt/nfs rw - nfs4 10.77.0.1:/hall rw,vers=4.2,hard,local_lock=none,lookupcache=pos"


def keys(line, folder="/mnt/x", **changes):
    mount = mounts.parse(line)
    for old, new in changes.get("replace", {}).items():
        mount = mounts.parse(line.replace(old, new))
    return {found.key: found.weight for found in trust.findings(mount, Path(folder), one_pc=False)}


class TestMountinfo:
    def test_the_deepest_and_newest_mount_wins(self, tmp_path):
        place = tmp_path / "a" / "b"
        place.mkdir(parents=True)
        table = tmp_path / "mountinfo"
        table.write_text(
            f"1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 8:2 / {tmp_path}/a rw - xfs /dev/sdb rw\n"
            f"3 1 0:9 / {tmp_path}/a rw - nfs4 server:/x rw,vers=4.2\nnonsense\n"
            f"4 1 8:3 / {tmp_path}/ab rw - vfat /dev/c rw\n"
        )
        assert mounts.mount_of(place, table).kind is ShareKind.NFS
        assert mounts.mount_of(tmp_path, table).root
        table.write_text("")
        assert mounts.mount_of(place, table).kind is ShareKind.UNTRIED
        assert mounts.mount_of(place, tmp_path / "none").kind is ShareKind.UNTRIED

    def test_names_and_options_are_read(self):
        mount = mounts.parse(CIFS)
        assert (mount.kind, mount.point, mount.source) == (ShareKind.SMB, "/mnt/hall share", "//10.77.0.1/hall")
        assert mount.options["cache"] == "none"
        assert mount.network
        assert "soft" in mount.option_line.split(",")

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("ext4", ShareKind.LOCAL),
            ("overlay", ShareKind.LOCAL),
            ("fuseblk", ShareKind.LOCAL),
            ("nfs", ShareKind.NFS),
            ("smb3", ShareKind.SMB),
            ("fuse.sshfs", ShareKind.LOCKLESS),
            ("9p", ShareKind.LOCKLESS),
            ("ceph", ShareKind.UNTRIED),
        ],
    )
    def test_file_systems_are_sorted(self, name, kind):
        assert mounts.kind_of(name) is kind


class TestTrust:
    def test_a_good_mount_of_each_kind(self):
        assert keys(CIFS) == {"share": Weight.GOOD}
        assert keys(NFS) == {"share": Weight.GOOD}
        assert keys("1 0 8:1 / / rw - ext4 /dev/sda rw") == {"share": Weight.GOOD}

    @pytest.mark.parametrize(
        ("line", "old", "new", "key", "weight"),
        [
            (NFS, "local_lock=none", "local_lock=all", "nfs_nolock", Weight.REFUSE),
            (NFS, "hard", "hard,nolock", "nfs_nolock", Weight.REFUSE),
            (NFS, "vers=4.2", "vers=3", "nfs_version", Weight.WARN),
            (NFS, "hard", "soft", "nfs_soft", Weight.WARN),
            (NFS, ",lookupcache=pos", "", "nfs_lookupcache", Weight.WARN),
            (CIFS, "cache=none", "cache=loose", "smb_cache", Weight.REFUSE),
            (CIFS, "actimeo=0", "actimeo=1", "smb_actimeo", Weight.REFUSE),
            (CIFS, "actimeo=0", "acregmax=1,acdirmax=1", "smb_actimeo", Weight.REFUSE),
            (CIFS, "closetimeo=0", "closetimeo=1", "smb_closetimeo", Weight.REFUSE),
            (CIFS, "soft", "soft,nobrl", "smb_nobrl", Weight.REFUSE),
            (CIFS, "vers=3.1.1", "vers=1.0", "smb_version", Weight.WARN),
            (CIFS, "serverino", "noserverino", "smb_serverino", Weight.WARN),
            (CIFS, "echo_interval=2", "echo_interval=60", "smb_echo", Weight.WARN),
            (CIFS, "cifs //10.77.0.1/hall", "fuse.sshfs host:/x", "lockless", Weight.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "virtiofs tag", "lockless", Weight.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "ceph mon:/", "untried", Weight.WARN),
            (CIFS, "rw,relatime - cifs //10.77.0.1/hall rw", "rw - 9p none rw,trans=fd", "virtual_disk", Weight.WARN),
        ],
    )
    def test_each_row_of_what_was_measured(self, line, old, new, key, weight):
        assert old in line
        assert keys(line, replace={old: new}) == {key: weight}
        mount = mounts.parse(line.replace(old, new))
        assert trust.findings(mount, Path("/mnt"), one_pc=False)[0].remedy

    def test_cache_strict_is_as_good(self):
        assert keys(CIFS, replace={"cache=none": "cache=strict"}) == {"share": Weight.GOOD}

    @pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Kantor", "Dropbox", "Nextcloud"])
    def test_synchronised_folders_are_refused(self, name):
        line = "1 0 8:1 / / rw - ext4 /dev/sda rw"
        assert keys(line, f"/home/a/{name}/hall") == {"synced_folder": Weight.REFUSE}

    def test_the_worst_comes_first_and_one_pc_may_take_its_chance(self, monkeypatch):
        mount = mounts.parse(CIFS.replace("soft", "soft,nobrl,noserverino"))
        found = trust.findings(mount, Path("/mnt"), one_pc=False)
        assert [one.key for one in found] == ["smb_nobrl", "smb_serverino"]
        assert trust.refusal(found).key == "smb_nobrl"
        monkeypatch.setenv(trust.ONE_PC, "1")
        assert trust.refusal(trust.findings(mount, Path("/mnt"))) is None


class TestWindows:
    def info(self, **parts):
        return mounts_windows._Remote(protocol=0x20000, major=3, minor=1, **parts)

    def test_a_local_disk_a_share_and_an_offline_copy(self):
        assert mounts_windows.describe(Path("C:/hall"), None).kind is ShareKind.LOCAL
        share = mounts_windows.describe(Path("//server/hall"), self.info(flags=1))
        assert share.kind is ShareKind.WINDOWS
        assert not share.network
        assert {one.key for one in trust.findings(share, Path("hall"))} == {"windows_untried"}
        offline = mounts_windows.describe(Path("//server/hall"), self.info(flags=2))
        assert trust.refusal(trust.findings(offline, Path("hall"))).key == "offline_files"
        other = mounts_windows._Remote(protocol=0x30000)
        assert mounts_windows.describe(Path("Z:/hall"), other).kind is ShareKind.UNTRIED


class TestRecipes:
    def test_each_kind_of_share_has_its_own(self):
        smb, nfs = recipe.of(mounts.parse(CIFS)), recipe.of(mounts.parse(NFS))
        local = recipe.of(Mount(ShareKind.LOCAL, "ext4", "/", ""))
        assert (smb.journal, smb.synchronous, smb.direct, smb.smb) == ("delete", "FULL", True, True)
        assert (nfs.journal, nfs.synchronous, nfs.direct, nfs.smb) == ("persist", "FULL", True, False)
        assert (local.journal, local.synchronous, local.direct, local.smb) == ("delete", "EXTRA", False, False)

    def test_the_first_connection_on_smb_finds_everything_in_place(self):
        code = (
            "from shared.store import recipe, mounts, locks_linux, fence;"
            f"recipe.prepare(recipe.of(mounts.parse({CIFS!r})));"
            "print(len(locks_linux._installed), len(fence._calls))"
        )
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ended.stdout.split() == ["1", "5"]


@pytest.fixture
def order():
    locks_linux.install()
    locks_linux.install()
    yield
    locks_linux.remove()


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
        assert system_calls._library() is None

    def test_a_call_that_this_build_lacks_is_left_alone(self):
        replaced = system_calls.Replaced("nosuchcall", fence._WRITE, fence._fenced)
        replaced.restore()

    def test_the_fence_opens_again(self):
        fence.raise_fence(fence.now() - fence.SECONDS - 1)
        assert fence.closed()
        fence.lower()
        assert not fence.closed()
