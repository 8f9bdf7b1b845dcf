"""What a mount says, and what was measured about such a mount."""

import ctypes
import fcntl
import os
import sqlite3
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store import (
    fence,
    locks_linux,
    mounts,
    mounts_unlisted,
    mounts_windows,
    places,
    recipe,
    system_calls,
    trust,
)
from shared.store.connection import connect
from shared.store.mounts import Mount, ShareKind
from shared.store.trust import Weight


@pytest.fixture(autouse=True)
def _no_fstab(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "FSTAB", tmp_path / "no fstab")


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


@pytest.fixture
def tables(tmp_path):
    """Writes a mount table whose lines may name the folder as {here}; answers its path."""

    def write(*lines):
        table = tmp_path / "mountinfo"
        table.write_text("".join(line.replace("{here}", str(tmp_path)) + "\n" for line in lines))
        return table

    return write


DISK = "1 0 8:1 / / rw - ext4 /dev/sda rw"


class TestMountinfo:
    def test_the_deepest_and_newest_mount_wins(self, tmp_path, tables):
        place = tmp_path / "a" / "b"
        place.mkdir(parents=True)
        table = tables(
            DISK,
            "2 1 8:2 / {here}/a rw - xfs /dev/sdb rw",
            "3 1 0:9 / {here}/a rw - nfs4 server:/x rw,vers=4.2",
            "nonsense",
            "x y 0:9 / {here}/a rw - tmpfs none rw",
            "4 1 8:3 / {here}/ab rw - vfat /dev/c rw",
        )
        assert mounts.mount_of(place, table).kind is ShareKind.NFS
        assert mounts.mount_of(tmp_path, table).root

    def test_the_order_of_lines_does_not_matter_to_depth(self, tmp_path, tables):
        table = tables("2 1 0:9 / {here} rw - nfs4 server:/x rw,vers=4.2", DISK)
        assert mounts.mount_of(tmp_path, table).kind is ShareKind.NFS

    def test_a_number_that_no_table_has_and_a_table_that_is_not_there(self, tmp_path, monkeypatch):
        kind = mounts.mount_of(tmp_path).kind
        monkeypatch.setattr(mounts, "OF_INIT", tmp_path / "none")
        monkeypatch.setattr(mounts, "_number", lambda _descriptor: 10**9)
        assert mounts.mount_of(tmp_path).kind is kind
        assert mounts.mount_of(tmp_path, tmp_path / "none").kind is kind

    def test_a_mount_over_a_folder_above_hides_what_was_mounted_below_it(self, tmp_path, tables):
        place = tmp_path / "a" / "b"
        place.mkdir(parents=True)
        below, above = "2 1 0:9 / {here}/a/b rw - cifs //s/x rw", "3 1 8:2 / {here}/a rw - xfs /dev/sdb rw"
        assert mounts.mount_of(place, tables(DISK, below, above)).file_system == "xfs"
        assert mounts.mount_of(place, tables(DISK, above, below.replace("2 1", "2 3"))).file_system == "cifs"

    def test_blanks_and_odd_characters_in_a_mount_point(self, tmp_path, tables):
        place = tmp_path / "hall share#1\x1c"
        place.mkdir()
        table = tables(DISK, "2 1 0:9 / {here}/hall\\040share\\0431\x1c rw - nfs4 s:/x rw,vers=4.2")
        assert mounts.mount_of(place, table).kind is ShareKind.NFS

    def test_an_automatic_mount_point_is_what_was_mounted_on_it(self, tmp_path, tables):
        automatic = "2 1 0:8 / {here} rw - autofs /etc/auto.hall rw,fd=6,direct"
        shared = "3 2 0:9 / {here} rw - cifs //s/x rw,cache=none"
        assert mounts.mount_of(tmp_path, tables(DISK, automatic, shared)).kind is ShareKind.SMB
        bare = mounts.mount_of(tmp_path, tables(DISK, automatic))
        assert bare.kind is ShareKind.UNMOUNTED
        assert trust.refusal(trust.findings(bare, tmp_path, one_pc=False)).key == "unmounted"

    def test_a_folder_reached_by_a_link_or_from_where_one_stands(self, tmp_path, tables, monkeypatch):
        (tmp_path / "share").mkdir()
        (tmp_path / "link").symlink_to("share")
        table = tables(DISK, "2 1 0:9 / {here}/share rw - nfs4 s:/x rw,vers=4.2")
        assert mounts.mount_of(tmp_path / "link", table).kind is ShareKind.NFS
        monkeypatch.chdir(tmp_path)
        assert mounts.mount_of(Path("share"), table).kind is ShareKind.NFS

    def test_the_kernels_own_number_finds_the_line_in_the_real_table(self, tmp_path, monkeypatch):
        first = mounts.MOUNTINFO.read_text().split("\n")[0]
        monkeypatch.setattr(mounts, "_number", lambda _descriptor: int(first.split(" ")[0]))
        assert mounts.mount_of(tmp_path) == mounts.parse(first)

    def test_the_kernel_tells_its_number(self, tmp_path):
        descriptor = os.open(tmp_path, os.O_RDONLY)
        try:
            assert mounts._number(descriptor) > 0
        finally:
            os.close(descriptor)
        assert mounts._number(descriptor) is None

    def test_a_chroot_asks_the_table_of_the_first_process(self, tmp_path, monkeypatch, tables):
        monkeypatch.setattr(mounts, "_number", lambda _descriptor: 77)
        monkeypatch.setattr(mounts, "OF_INIT", tables("77 1 0:9 / /mnt/hall rw - cifs //s/x rw,nobrl"))
        found = mounts.mount_of(tmp_path)
        assert (found.kind, found.point) == (ShareKind.SMB, "/mnt/hall")

    def test_a_disk_that_no_line_covers_is_known_by_its_device_or_its_type(self, tmp_path, tables, monkeypatch):
        device = tmp_path.stat().st_dev
        same = tables(f"5 1 {os.major(device)}:{os.minor(device)} /x /elsewhere rw - ext4 /dev/sda rw")
        found = mounts.mount_of(tmp_path, same)
        assert (found.file_system, found.point, found.root) == ("ext4", "/", True)
        monkeypatch.setattr(mounts_unlisted, "type_number", lambda _descriptor: 0xEF53)
        found = mounts.mount_of(tmp_path, tables("6 1 0:99 / /proc rw - proc proc rw"))
        assert (found.kind, found.file_system, found.listed) == (ShareKind.LOCAL, "ext4", False)
        assert {one.weight for one in trust.findings(found, Path("/x"), one_pc=False)} == {Weight.GOOD}

    @pytest.mark.parametrize(
        ("number", "block", "kind"),
        [
            (0x6969, False, ShareKind.NFS),
            (0xFF534D42, False, ShareKind.SMB),
            (0x65735546, False, ShareKind.LOCKLESS),
            (0x12345, True, ShareKind.LOCAL),
            (0x12345, False, ShareKind.UNTRIED),
            (0x01161970, True, ShareKind.UNTRIED),
            (None, True, ShareKind.LOCAL),
        ],
    )
    def test_the_kernels_type_number(self, monkeypatch, number, block, kind):
        monkeypatch.setattr(mounts_unlisted, "type_number", lambda _descriptor: number)
        found = mounts_unlisted.mount_of(0, block=block)
        assert found.kind is kind
        refused = trust.refusal(trust.findings(found, Path("/srv/hall"), one_pc=False))
        assert (refused is not None) == (kind in (ShareKind.NFS, ShareKind.SMB))
        assert refused is None or "/srv/hall" in refused.remedy

    def test_the_type_number_is_asked_of_the_kernel(self):
        descriptor = os.open("/proc", os.O_RDONLY)
        try:
            assert mounts_unlisted.type_number(descriptor) == 0x9FA0  # PROC_SUPER_MAGIC
        finally:
            os.close(descriptor)
        assert mounts_unlisted.type_number(descriptor) is None

    def test_a_system_that_does_not_tell_the_type_number(self, monkeypatch):
        monkeypatch.setattr(mounts_unlisted.ctypes, "CDLL", lambda _name: object())
        assert mounts_unlisted.type_number(0) is None

    def test_elsewhere_than_on_linux_nothing_is_known(self, monkeypatch):
        monkeypatch.setattr(mounts_unlisted.platform, "system", lambda: "Darwin")
        assert mounts_unlisted.mount_of(0, block=True).kind is ShareKind.UNTRIED

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
            ("btrfs", ShareKind.LOCAL),
            ("zfs", ShareKind.LOCAL),
            ("vfat", ShareKind.LOCAL),
            ("tmpfs", ShareKind.LOCAL),
            ("fuse", ShareKind.LOCKLESS),
            ("fuse.gvfsd-fuse", ShareKind.LOCKLESS),
            ("fuse.rclone", ShareKind.LOCKLESS),
            ("fuse.glusterfs", ShareKind.UNTRIED),
            ("ocfs2", ShareKind.UNTRIED),
            ("never-heard-of", ShareKind.UNTRIED),
            ("nfs", ShareKind.NFS),
            ("smb3", ShareKind.SMB),
            ("fuse.sshfs", ShareKind.LOCKLESS),
            ("9p", ShareKind.LOCKLESS),
            ("ceph", ShareKind.UNTRIED),
        ],
    )
    def test_file_systems_are_sorted(self, name, kind):
        assert mounts.kind_of(name) is kind

    def test_an_unknown_name_on_a_block_device_is_a_disk_but_not_a_cluster(self):
        assert mounts.parse("1 0 8:1 / /d rw - newfs /dev/sdc rw").kind is ShareKind.LOCAL
        assert mounts.parse("1 0 8:1 / /d rw - gfs2 /dev/sdc rw").kind is ShareKind.UNTRIED
        assert mounts.parse("1 0 0:81 / /d rw - newfs host:/x rw").kind is ShareKind.UNTRIED


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
            (NFS, "local_lock=none", "local_lock=flock", "nfs_nolock", Weight.REFUSE),
            (NFS, "local_lock=none", "local_lock=posix", "nfs_nolock", Weight.REFUSE),
            (NFS, "hard", "soft", "nfs_soft", Weight.WARN),
            (NFS, "hard", "softerr", "nfs_soft", Weight.WARN),
            (NFS, "lookupcache=pos", "lookupcache=all", "nfs_lookupcache", Weight.WARN),
            (NFS, ",lookupcache=pos", "", "nfs_lookupcache", Weight.WARN),
            (CIFS, "cache=none", "cache=loose", "smb_cache", Weight.REFUSE),
            (CIFS, "actimeo=0", "actimeo=1", "smb_actimeo", Weight.REFUSE),
            (CIFS, "actimeo=0", "acregmax=1,acdirmax=1", "smb_actimeo", Weight.REFUSE),
            (CIFS, "closetimeo=0", "closetimeo=1", "smb_closetimeo", Weight.REFUSE),
            (CIFS, "soft", "soft,nobrl", "smb_nobrl", Weight.REFUSE),
            (CIFS, "vers=3.1.1", "vers=1.0", "smb_version", Weight.WARN),
            (CIFS, "cache=none", "cache=singleclient", "smb_cache", Weight.REFUSE),
            (CIFS, "soft", "soft,nostrictsync", "smb_nostrictsync", Weight.WARN),
            (CIFS, "soft", "soft,posix", "smb_posix", Weight.WARN),
            (CIFS, "serverino", "noserverino", "smb_serverino", Weight.WARN),
            (CIFS, ",echo_interval=2", "", "smb_echo", Weight.WARN),
            (CIFS, "echo_interval=2", "echo_interval=60", "smb_echo", Weight.WARN),
            (CIFS, "cifs //10.77.0.1/hall", "fuse.sshfs host:/x", "lockless", Weight.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "virtiofs tag", "lockless", Weight.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "fuse.gvfsd-fuse gvfsd-fuse", "lockless", Weight.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "drvfs C:", "lockless", Weight.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "tmpfs tmpfs", "memory", Weight.WARN),
            (CIFS, "cifs //10.77.0.1/hall", "autofs systemd-1", "unmounted", Weight.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "ceph mon:/", "untried", Weight.WARN),
            (CIFS, "rw,relatime - cifs //10.77.0.1/hall rw", "rw - 9p none rw,trans=fd", "virtual_disk", Weight.WARN),
        ],
    )
    def test_each_row_of_what_was_measured(self, line, old, new, key, weight):
        assert old in line
        assert keys(line, replace={old: new}) == {key: weight}
        mount = mounts.parse(line.replace(old, new))
        assert trust.findings(mount, Path("/mnt"), one_pc=False)[0].remedy

    def test_what_is_as_good(self):
        assert keys(CIFS, replace={"cache=none": "cache=strict"}) == {"share": Weight.GOOD}
        assert keys(CIFS, replace={"cifs": "smb3"}) == {"share": Weight.GOOD}
        assert keys(CIFS, replace={"vers=3.1.1": "vers=2.0"}) == {"share": Weight.GOOD}
        assert keys(CIFS, replace={"cache=none,": ""}) == {"share": Weight.GOOD}
        assert keys(NFS, replace={"nfs4": "nfs"}) == {"share": Weight.GOOD}
        assert keys(NFS, replace={"lookupcache=pos": "lookupcache=none"}) == {"share": Weight.GOOD}
        assert keys(NFS, replace={"local_lock=none,": ""}) == {"share": Weight.GOOD}

    def test_an_old_nfs_without_locks_has_both_faults(self):
        found = keys(NFS, replace={"vers=4.2,hard": "vers=3,hard,nolock"})
        assert found == {"nfs_nolock": Weight.REFUSE, "nfs_version": Weight.WARN}

    def test_the_remedy_is_the_line_to_write(self):
        mount = mounts.parse(CIFS.replace("cache=none", "cache=loose"))
        remedy = trust.findings(mount, Path("/mnt/hall share/x"), one_pc=False)[0].remedy
        assert remedy.startswith("mount -t cifs -o vers=3.1.1,cache=none,actimeo=0,closetimeo=0,echo_interval=2")
        assert remedy.endswith("//10.77.0.1/hall '/mnt/hall share'")
        lockless = mounts.parse(CIFS.replace("cifs //10.77.0.1/hall", "fuse.sshfs host:/x"))
        remedy = trust.findings(lockless, Path("/mnt/x"), one_pc=False)[0].remedy
        assert "mount -t nfs4 -o vers=4.2,hard,lookupcache=positive SERVER:/FOLDER /mnt/x" in remedy

    @pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Kantor", "Dropbox", "Nextcloud"])
    def test_synchronised_folders_are_refused(self, name):
        assert keys(DISK, f"/home/a/{name}/hall") == {"synced_folder": Weight.REFUSE}

    @pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache"])
    def test_synchronised_folders_of_any_name_are_known_by_their_marks(self, tmp_path, mark):
        (tmp_path / "mine" / mark).mkdir(parents=True)
        (tmp_path / "mine" / "hall").mkdir()
        (tmp_path / "link").symlink_to("mine/hall")
        assert keys(DISK, tmp_path / "link") == {"synced_folder": Weight.REFUSE}
        assert keys(DISK, tmp_path) == {"share": Weight.GOOD}

    def test_a_synchronised_folder_is_known_from_where_one_stands(self, tmp_path, monkeypatch):
        (tmp_path / "Dropbox" / "hall").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "Dropbox")
        assert keys(DISK, "hall") == {"synced_folder": Weight.REFUSE}

    def test_windows_says_where_its_onedrive_is(self, tmp_path, monkeypatch):
        monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
        assert keys(DISK, tmp_path / "hall") == {"synced_folder": Weight.REFUSE}

    def test_a_share_of_fstab_that_is_not_mounted_is_found(self, tmp_path, monkeypatch):
        table = tmp_path / "fstab"
        table.write_text(
            "# a comment\n\nUUID=1 / ext4 defaults 0 1\n"
            f"#//server/old {tmp_path}/hall\\040share cifs cache=none 0 0\n"
            f"//server/hall {tmp_path}/hall\\040share cifs cache=none 0 0\n"
        )
        monkeypatch.setattr(places, "FSTAB", table)
        assert keys(DISK, tmp_path / "hall share" / "a") == {"not_mounted": Weight.REFUSE}
        found = trust.findings(mounts.parse(DISK), tmp_path / "hall share", one_pc=False)
        assert "//server/hall is not mounted" in found[0].sentence
        assert keys(DISK, tmp_path) == {"share": Weight.GOOD}
        mounted = DISK.replace("/ / rw", f"/ {tmp_path}/hall\\040share rw")
        assert keys(mounted, tmp_path / "hall share" / "a") == {"share": Weight.GOOD}
        monkeypatch.setattr(places, "FSTAB", tmp_path / "none")
        assert keys(DISK, tmp_path / "hall share") == {"share": Weight.GOOD}

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
        assert share.network
        assert {one.key for one in trust.findings(share, Path("hall"))} == {"windows_untried"}
        offline = mounts_windows.describe(Path("//server/hall"), self.info(flags=2))
        assert trust.refusal(trust.findings(offline, Path("hall"))).key == "offline_files"
        other = mounts_windows._Remote(protocol=0x30000)
        assert mounts_windows.describe(Path("Z:/hall"), other).kind is ShareKind.UNTRIED

    def test_what_windows_fills_in_is_of_the_size_that_it_expects(self):
        assert ctypes.sizeof(mounts_windows._Remote) == 116

    @pytest.mark.parametrize(
        ("folder", "info", "drive", "kind", "key"),
        [
            ("C:\\hall", None, 3, ShareKind.LOCAL, "share"),
            ("Z:\\hall", None, 4, ShareKind.UNTRIED, "untried"),
            ("\\\\server\\antrean\\hall", None, 0, ShareKind.UNTRIED, "untried"),
            ("\\\\server\\antrean\\hall", {"protocol": 0x20000}, 4, ShareKind.WINDOWS, "windows_untried"),
            ("Z:\\hall", {"protocol": 0x20000, "flags": 2}, 4, ShareKind.WINDOWS, "offline_files"),
            ("Z:\\hall", {"protocol": 0x2E0000}, 4, ShareKind.LOCKLESS, "lockless"),
        ],
    )
    def test_each_answer_of_windows(self, folder, info, drive, kind, key):
        kernel = FakeKernel(info, drive)
        found = mounts_windows.mount_of(PureWindowsPath(folder), kernel)
        assert found.kind is kind
        assert trust.findings(found, Path("hall"), one_pc=False)[0].key == key
        assert (kernel.asked_for, kernel.opened, kernel.closed) == (13, folder, [7])

    @pytest.mark.parametrize("handle", [None, ctypes.c_void_p(-1).value])
    def test_a_folder_that_windows_cannot_open(self, handle):
        kernel = FakeKernel(None, 3, handle)
        with pytest.raises(FileNotFoundError):
            mounts_windows.mount_of(PureWindowsPath("C:\\none"), kernel, lambda: FileNotFoundError(2, "not there"))
        assert kernel.closed == []


class FakeKernel:
    """Windows' kernel32 as far as it is asked: ``info`` is what it says of the folder, None for an error."""

    def __init__(self, info, drive, handle=7):
        self.info, self.drive, self.handle = info, drive, handle
        self.closed = []
        self.opened = self.asked_for = None

    def CreateFileW(self, name, access, sharing, security, how, flags, template):  # noqa: N802
        assert (access, sharing, security, how, flags, template) == (0, 7, None, 3, 0x02000000, None)
        self.opened = name
        return self.handle

    def GetFileInformationByHandleEx(self, handle, kind, target, size):  # noqa: N802
        assert (handle.value, size) == (7, 116)
        self.asked_for = kind
        for name, value in (self.info or {}).items():
            setattr(target._obj, name, value)
        return int(self.info is not None)

    def GetDriveTypeW(self, root):  # noqa: N802
        return self.drive

    def CloseHandle(self, handle):  # noqa: N802
        self.closed.append(handle.value)


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
