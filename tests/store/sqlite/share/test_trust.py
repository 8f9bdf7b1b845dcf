"""What was measured about such a mount: trusted, warned of or refused, with the line to write."""

from pathlib import Path

import pytest

from shared.store.sqlite.share import mounts_linux, places, trust
from shared.store.sqlite.share.trust import Severity
from tests.helpers.machine.linux import linux
from tests.helpers.store.mount_lines import CIFS, DISK, NFS

pytestmark = pytest.mark.usefixtures("no_fstab")


def keys(line, folder="/mnt/x", **changes):
    mount = mounts_linux.parse(line)
    for old, new in changes.get("replace", {}).items():
        mount = mounts_linux.parse(line.replace(old, new))
    return {found.key: found.weight for found in trust.findings(mount, Path(folder), one_pc=False)}


class TestTrust:
    def test_a_good_mount_of_each_kind(self):
        assert keys(CIFS) == {"share": Severity.GOOD}
        assert keys(NFS) == {"share": Severity.GOOD}
        assert keys("1 0 8:1 / / rw - ext4 /dev/sda rw") == {"share": Severity.GOOD}

    @pytest.mark.parametrize(
        ("line", "old", "new", "key", "weight"),
        [
            (NFS, "local_lock=none", "local_lock=all", "nfs_nolock", Severity.REFUSE),
            (NFS, "hard", "hard,nolock", "nfs_nolock", Severity.REFUSE),
            (NFS, "vers=4.2", "vers=3", "nfs_version", Severity.WARN),
            (NFS, "local_lock=none", "local_lock=flock", "nfs_nolock", Severity.REFUSE),
            (NFS, "local_lock=none", "local_lock=posix", "nfs_nolock", Severity.REFUSE),
            (NFS, "hard", "soft", "nfs_soft", Severity.WARN),
            (NFS, "hard", "softerr", "nfs_soft", Severity.WARN),
            (NFS, "lookupcache=pos", "lookupcache=all", "nfs_lookupcache", Severity.WARN),
            (NFS, ",lookupcache=pos", "", "nfs_lookupcache", Severity.WARN),
            (CIFS, "cache=none", "cache=loose", "smb_cache", Severity.REFUSE),
            (CIFS, "actimeo=0", "actimeo=1", "smb_actimeo", Severity.REFUSE),
            (CIFS, "actimeo=0", "acregmax=1,acdirmax=1", "smb_actimeo", Severity.REFUSE),
            (CIFS, "closetimeo=0", "closetimeo=1", "smb_closetimeo", Severity.REFUSE),
            (CIFS, "soft", "soft,nobrl", "smb_nobrl", Severity.REFUSE),
            (CIFS, "vers=3.1.1", "vers=1.0", "smb_version", Severity.WARN),
            (CIFS, "cache=none", "cache=singleclient", "smb_cache", Severity.REFUSE),
            (CIFS, "soft", "soft,nostrictsync", "smb_nostrictsync", Severity.WARN),
            (CIFS, "soft", "soft,posix", "smb_posix", Severity.WARN),
            (CIFS, "serverino", "noserverino", "smb_serverino", Severity.WARN),
            (CIFS, ",echo_interval=2", "", "smb_echo", Severity.WARN),
            (CIFS, "echo_interval=2", "echo_interval=60", "smb_echo", Severity.WARN),
            (CIFS, "cifs //10.77.0.1/hall", "fuse.sshfs host:/x", "lockless", Severity.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "virtiofs tag", "lockless", Severity.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "fuse.gvfsd-fuse gvfsd-fuse", "lockless", Severity.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "drvfs C:", "lockless", Severity.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "tmpfs tmpfs", "memory", Severity.WARN),
            (CIFS, "cifs //10.77.0.1/hall", "autofs systemd-1", "unmounted", Severity.REFUSE),
            (CIFS, "cifs //10.77.0.1/hall", "ceph mon:/", "untried", Severity.WARN),
            (CIFS, "rw,relatime - cifs //10.77.0.1/hall rw", "rw - 9p none rw,trans=fd", "virtual_disk", Severity.WARN),
        ],
    )
    def test_each_row_of_what_was_measured(self, line, old, new, key, weight):
        assert old in line
        assert keys(line, replace={old: new}) == {key: weight}
        mount = mounts_linux.parse(line.replace(old, new))
        assert trust.findings(mount, Path("/mnt"), one_pc=False)[0].remedy

    def test_what_is_as_good(self):
        assert keys(CIFS, replace={"cache=none": "cache=strict"}) == {"share": Severity.GOOD}
        assert keys(CIFS, replace={"cifs": "smb3"}) == {"share": Severity.GOOD}
        assert keys(CIFS, replace={"vers=3.1.1": "vers=2.0"}) == {"share": Severity.GOOD}
        assert keys(CIFS, replace={"cache=none,": ""}) == {"share": Severity.GOOD}
        assert keys(NFS, replace={"nfs4": "nfs"}) == {"share": Severity.GOOD}
        assert keys(NFS, replace={"lookupcache=pos": "lookupcache=none"}) == {"share": Severity.GOOD}
        assert keys(NFS, replace={"local_lock=none,": ""}) == {"share": Severity.GOOD}

    def test_an_old_nfs_without_locks_has_both_faults(self):
        found = keys(NFS, replace={"vers=4.2,hard": "vers=3,hard,nolock"})
        assert found == {"nfs_nolock": Severity.REFUSE, "nfs_version": Severity.WARN}

    @linux("the line is one for its shell")
    def test_the_remedy_is_the_line_to_write(self):
        mount = mounts_linux.parse(CIFS.replace("cache=none", "cache=loose"))
        remedy = trust.findings(mount, Path("/mnt/hall share/x"), one_pc=False)[0].remedy
        assert remedy.startswith("mount -t cifs -o vers=3.1.1,cache=none,actimeo=0,closetimeo=0,echo_interval=2,")
        assert remedy.endswith(",credentials=/etc/antrean-share //10.77.0.1/hall '/mnt/hall share'")
        lockless = mounts_linux.parse(CIFS.replace("cifs //10.77.0.1/hall", "fuse.sshfs host:/x"))
        remedy = trust.findings(lockless, Path("/mnt/x"), one_pc=False)[0].remedy
        assert "mount -t nfs4 -o vers=4.2,hard,lookupcache=positive SERVER:/FOLDER /mnt/x" in remedy

    def test_the_line_keeps_what_is_the_halls_own_affair(self, monkeypatch):
        own = "uid=998,gid=997,file_mode=0660,dir_mode=0770,port=4455,sec=krb5i,seal"
        mount = mounts_linux.parse(CIFS.replace("cache=none", f"cache=loose,{own}"))
        monkeypatch.setattr(trust, "user", lambda: 998)
        (found,) = trust.findings(mount, Path("/mnt/x"), one_pc=False)
        assert f"echo_interval=2,{own} //10.77.0.1/hall " in found.remedy

    def test_who_does_not_own_the_files_is_told(self, monkeypatch):
        """Only their owner lifts the bar; root always may."""
        told = {}
        for me in (0, 998, 1000):
            monkeypatch.setattr(trust, "user", lambda me=me: me)
            told[me] = keys(CIFS, replace={"actimeo=0": "actimeo=0,uid=998,gid=998"})
        good = {"share": Severity.GOOD}
        assert told == {0: good, 998: good, 1000: {"smb_owner": Severity.WARN}}
        mount = mounts_linux.parse(CIFS.replace("actimeo=0", "actimeo=0,uid=998,gid=998"))
        assert ",uid=1000,gid=1000," in trust.findings(mount, Path("/mnt/x"), one_pc=False)[0].remedy

    def test_a_line_that_root_is_told_names_the_programs_user(self, monkeypatch):
        monkeypatch.setattr(trust, "user", lambda: 0)
        mount = mounts_linux.parse(CIFS.replace("cache=none", "cache=loose,uid=0,gid=0"))
        assert ",uid=antrean,gid=antrean," in trust.findings(mount, Path("/mnt/x"), one_pc=False)[0].remedy

    @pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Kantor", "Dropbox", "Nextcloud"])
    def test_synchronised_folders_are_refused(self, name):
        assert keys(DISK, f"/home/a/{name}/hall") == {"synced_folder": Severity.REFUSE}

    @pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache"])
    def test_synchronised_folders_of_any_name_are_known_by_their_marks(self, tmp_path, mark):
        (tmp_path / "mine" / mark).mkdir(parents=True)
        (tmp_path / "mine" / "hall").mkdir()
        assert keys(DISK, tmp_path / "mine" / "hall") == {"synced_folder": Severity.REFUSE}
        assert keys(DISK, tmp_path) == {"share": Severity.GOOD}

    @linux("Windows lets administrators alone make such links")
    def test_a_link_is_followed_into_a_synchronised_folder(self, tmp_path):
        (tmp_path / "Dropbox" / "hall").mkdir(parents=True)
        (tmp_path / "link").symlink_to("Dropbox/hall")
        assert keys(DISK, tmp_path / "link") == {"synced_folder": Severity.REFUSE}

    def test_a_synchronised_folder_is_known_from_where_one_stands(self, tmp_path, monkeypatch):
        (tmp_path / "Dropbox" / "hall").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "Dropbox")
        assert keys(DISK, "hall") == {"synced_folder": Severity.REFUSE}

    def test_windows_says_where_its_onedrive_is(self, tmp_path, monkeypatch):
        monkeypatch.setenv("OneDriveCommercial", str(tmp_path))
        assert keys(DISK, tmp_path / "hall") == {"synced_folder": Severity.REFUSE}

    @linux("Windows has no table of mounts")
    def test_a_share_of_fstab_that_is_not_mounted_is_found(self, tmp_path, monkeypatch):
        table = tmp_path / "fstab"
        table.write_text(
            "# a comment\n\nUUID=1 / ext4 defaults 0 1\n"
            f"#//server/old {tmp_path}/hall\\040share cifs cache=none 0 0\n"
            f"//server/hall {tmp_path}/hall\\040share cifs cache=none 0 0\n"
        )
        monkeypatch.setattr(places, "FSTAB", table)
        assert keys(DISK, tmp_path / "hall share" / "a") == {"not_mounted": Severity.REFUSE}
        found = trust.findings(mounts_linux.parse(DISK), tmp_path / "hall share", one_pc=False)
        assert "//server/hall is not mounted" in found[0].sentence
        assert keys(DISK, tmp_path) == {"share": Severity.GOOD}
        mounted = DISK.replace("/ / rw", f"/ {tmp_path}/hall\\040share rw")
        assert keys(mounted, tmp_path / "hall share" / "a") == {"share": Severity.GOOD}
        monkeypatch.setattr(places, "FSTAB", tmp_path / "none")
        assert keys(DISK, tmp_path / "hall share") == {"share": Severity.GOOD}

    def test_the_worst_comes_first_and_one_pc_may_take_its_chance(self, monkeypatch):
        mount = mounts_linux.parse(CIFS.replace("soft", "soft,nobrl,noserverino"))
        found = trust.findings(mount, Path("/mnt"), one_pc=False)
        assert [one.key for one in found] == ["smb_nobrl", "smb_serverino"]
        assert trust.refusal(found).key == "smb_nobrl"
        monkeypatch.setenv(trust.ONE_PC, "1")
        assert trust.refusal(trust.findings(mount, Path("/mnt"))) is None
