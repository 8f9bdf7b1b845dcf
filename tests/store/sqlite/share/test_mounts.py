"""What a mount says: Linux' table of mounts, the kernel's own numbers, and Windows' answers."""

import ctypes
import os
from pathlib import Path, PureWindowsPath

import pytest

from shared.store.sqlite.share import mounts_by_type, mounts_linux, mounts_windows, trust
from shared.store.sqlite.share.mount import ShareKind, kind_of
from shared.store.sqlite.share.trust import Severity
from tests.helpers.store.mount_lines import CIFS, DISK

pytestmark = pytest.mark.usefixtures("no_fstab")


@pytest.fixture
def tables(tmp_path):
    """Writes a mount table whose lines may name the folder as {here}; answers its path."""

    def write(*lines):
        table = tmp_path / "mountinfo"
        table.write_text("".join(line.replace("{here}", str(tmp_path)) + "\n" for line in lines))
        return table

    return write


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
        assert mounts_linux.mount_of(place, table).kind is ShareKind.NFS
        assert mounts_linux.mount_of(tmp_path, table).root

    def test_the_order_of_lines_does_not_matter_to_depth(self, tmp_path, tables):
        table = tables("2 1 0:9 / {here} rw - nfs4 server:/x rw,vers=4.2", DISK)
        assert mounts_linux.mount_of(tmp_path, table).kind is ShareKind.NFS

    def test_a_number_that_no_table_has_and_a_table_that_is_not_there(self, tmp_path, monkeypatch):
        kind = mounts_linux.mount_of(tmp_path).kind
        monkeypatch.setattr(mounts_linux, "OF_INIT", tmp_path / "none")
        monkeypatch.setattr(mounts_linux, "kernel_number", lambda _descriptor: 10**9)
        assert mounts_linux.mount_of(tmp_path).kind is kind
        assert mounts_linux.mount_of(tmp_path, tmp_path / "none").kind is kind

    def test_a_mount_over_a_folder_above_hides_what_was_mounted_below_it(self, tmp_path, tables):
        place = tmp_path / "a" / "b"
        place.mkdir(parents=True)
        below, above = "2 1 0:9 / {here}/a/b rw - cifs //s/x rw", "3 1 8:2 / {here}/a rw - xfs /dev/sdb rw"
        assert mounts_linux.mount_of(place, tables(DISK, below, above)).file_system == "xfs"
        assert mounts_linux.mount_of(place, tables(DISK, above, below.replace("2 1", "2 3"))).file_system == "cifs"

    def test_blanks_and_odd_characters_in_a_mount_point(self, tmp_path, tables):
        place = tmp_path / "hall share#1\x1c"
        place.mkdir()
        table = tables(DISK, "2 1 0:9 / {here}/hall\\040share\\0431\x1c rw - nfs4 s:/x rw,vers=4.2")
        assert mounts_linux.mount_of(place, table).kind is ShareKind.NFS

    def test_an_automatic_mount_point_is_what_was_mounted_on_it(self, tmp_path, tables):
        automatic = "2 1 0:8 / {here} rw - autofs /etc/auto.hall rw,fd=6,direct"
        shared = "3 2 0:9 / {here} rw - cifs //s/x rw,cache=none"
        assert mounts_linux.mount_of(tmp_path, tables(DISK, automatic, shared)).kind is ShareKind.SMB
        bare = mounts_linux.mount_of(tmp_path, tables(DISK, automatic))
        assert bare.kind is ShareKind.UNMOUNTED
        assert trust.refusal(trust.findings(bare, tmp_path, one_pc=False)).key == "unmounted"

    def test_a_folder_reached_by_a_link_or_from_where_one_stands(self, tmp_path, tables, monkeypatch):
        (tmp_path / "share").mkdir()
        (tmp_path / "link").symlink_to("share")
        table = tables(DISK, "2 1 0:9 / {here}/share rw - nfs4 s:/x rw,vers=4.2")
        assert mounts_linux.mount_of(tmp_path / "link", table).kind is ShareKind.NFS
        monkeypatch.chdir(tmp_path)
        assert mounts_linux.mount_of(Path("share"), table).kind is ShareKind.NFS

    def test_the_kernels_own_number_finds_the_line_in_the_real_table(self, tmp_path, monkeypatch):
        first = mounts_linux.MOUNTINFO.read_text().split("\n")[0]
        monkeypatch.setattr(mounts_linux, "kernel_number", lambda _descriptor: int(first.split(" ")[0]))
        assert mounts_linux.mount_of(tmp_path) == mounts_linux.parse(first)

    def test_the_kernel_tells_its_number(self, tmp_path):
        descriptor = os.open(tmp_path, os.O_RDONLY)
        try:
            assert mounts_linux.kernel_number(descriptor) > 0
        finally:
            os.close(descriptor)
        assert mounts_linux.kernel_number(descriptor) is None

    def test_a_chroot_asks_the_table_of_the_first_process(self, tmp_path, monkeypatch, tables):
        monkeypatch.setattr(mounts_linux, "kernel_number", lambda _descriptor: 77)
        monkeypatch.setattr(mounts_linux, "OF_INIT", tables("77 1 0:9 / /mnt/hall rw - cifs //s/x rw,nobrl"))
        found = mounts_linux.mount_of(tmp_path)
        assert (found.kind, found.point) == (ShareKind.SMB, "/mnt/hall")

    def test_a_disk_that_no_line_covers_is_known_by_its_device_or_its_type(self, tmp_path, tables, monkeypatch):
        device = tmp_path.stat().st_dev
        same = tables(f"5 1 {os.major(device)}:{os.minor(device)} /x /elsewhere rw - ext4 /dev/sda rw")
        found = mounts_linux.mount_of(tmp_path, same)
        assert (found.file_system, found.point, found.root) == ("ext4", "/", True)
        monkeypatch.setattr(mounts_by_type, "type_number", lambda _descriptor: 0xEF53)
        found = mounts_linux.mount_of(tmp_path, tables("6 1 0:99 / /proc rw - proc proc rw"))
        assert (found.kind, found.file_system, found.listed) == (ShareKind.LOCAL, "ext4", False)
        assert {one.weight for one in trust.findings(found, Path("/x"), one_pc=False)} == {Severity.GOOD}

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
        monkeypatch.setattr(mounts_by_type, "type_number", lambda _descriptor: number)
        found = mounts_by_type.mount_of(0, block=block)
        assert found.kind is kind
        refused = trust.refusal(trust.findings(found, Path("/srv/hall"), one_pc=False))
        assert (refused is not None) == (kind in (ShareKind.NFS, ShareKind.SMB))
        assert refused is None or "/srv/hall" in refused.remedy

    def test_the_type_number_is_asked_of_the_kernel(self):
        descriptor = os.open("/proc", os.O_RDONLY)
        try:
            assert mounts_by_type.type_number(descriptor) == 0x9FA0  # PROC_SUPER_MAGIC
        finally:
            os.close(descriptor)
        assert mounts_by_type.type_number(descriptor) is None

    def test_a_system_that_does_not_tell_the_type_number(self, monkeypatch):
        monkeypatch.setattr(mounts_by_type.ctypes, "CDLL", lambda _name: object())
        assert mounts_by_type.type_number(0) is None

    def test_elsewhere_than_on_linux_nothing_is_known(self, monkeypatch):
        monkeypatch.setattr(mounts_by_type.platform, "system", lambda: "Darwin")
        assert mounts_by_type.mount_of(0, block=True).kind is ShareKind.UNTRIED

    def test_names_and_options_are_read(self):
        mount = mounts_linux.parse(CIFS)
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
        assert kind_of(name) is kind

    def test_an_unknown_name_on_a_block_device_is_a_disk_but_not_a_cluster(self):
        assert mounts_linux.parse("1 0 8:1 / /d rw - newfs /dev/sdc rw").kind is ShareKind.LOCAL
        assert mounts_linux.parse("1 0 8:1 / /d rw - gfs2 /dev/sdc rw").kind is ShareKind.UNTRIED
        assert mounts_linux.parse("1 0 0:81 / /d rw - newfs host:/x rw").kind is ShareKind.UNTRIED


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
