"""``antrean check`` of the share: how it is served, its room, clocks and programs, and whether its locks hold."""

import contextlib
import json
import os

import pytest

from shared.check import locks, partner, served, share
from shared.clock import machine_clock
from shared.store.live_program import LiveProgram
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.share import heartbeats, mounts_linux
from shared.store.sqlite.share.mount import Mount, ShareKind
from shared.store.sqlite.share.trust import Severity


@pytest.fixture
def file(folder):
    with HallFile.open(folder, device="check", clock=machine_clock) as opened:
        yield opened


class TestTheShare:
    def served(self, folder, samba="", exports="", lease=""):
        files = []
        for name, text in (("smb.conf", samba), ("exports", exports), ("lease", lease)):
            files.append(folder / name)
            files[-1].write_text(text)
        return {one.key: one for one in served.by_this_pc(folder / "hall", *files)}

    def test_a_folder_that_samba_offers_needs_leases_off(self, tmp_path):
        share = f"[other]\n path = /srv\n[Hall]\n  path = {tmp_path}\n"
        found = self.served(tmp_path, share)["exported"]
        assert found.weight is Severity.WARN
        assert "smb2 leases = no, oplocks = no, level2 oplocks = no is missing" in found.sentence
        assert "smb2 leases = no" in found.remedy
        found = self.served(tmp_path, f"[global]\n smb2  Leases = No\n; oplocks = no\n{share} oplocks = off\n")
        assert "and level2 oplocks = no is missing" in found["exported"].sentence
        off = " smb2 leases = no\n oplocks = no\n level2 oplocks = no\n"
        assert self.served(tmp_path, f"[global]\n{off}{share}")["exported"].weight is Severity.GOOD
        assert self.served(tmp_path, f"[global]\n{off}[x]\npath = {tmp_path}x\n") == {}

    @pytest.mark.parametrize("key", ["locking", "posix locking"])
    def test_a_samba_without_locks_is_refused(self, tmp_path, key):
        found = self.served(tmp_path, f"[hall]\npath = {tmp_path}\n{key} = no\n")["exported_locks"]
        assert found.weight is Severity.REFUSE
        assert f"{key} = no" in found.remedy

    def test_a_folder_that_nfs_offers(self, tmp_path):
        assert self.served(tmp_path) == {}
        sound = f"# {tmp_path}\n{tmp_path} 10.0.0.0/8(rw,sync)\n"
        assert {key: one.weight for key, one in self.served(tmp_path, "", sound, "15\n").items()} == {
            "exported": Severity.GOOD
        }
        found = self.served(tmp_path, "", sound.replace("sync", "async"), "90\n")
        assert {key: one.weight for key, one in found.items()} == {
            "exported_async": Severity.WARN,
            "nfs_lease": Severity.WARN,
        }
        assert "90 s" in found["nfs_lease"].sentence

    @pytest.mark.parametrize(("seconds", "weight"), [(90, Severity.WARN), (15, Severity.GOOD)])
    def test_the_lease_that_an_nfs_server_told_its_client(self, tmp_path, seconds, weight):
        table = tmp_path / "mountstats"
        table.write_text(
            "device /dev/sda mounted on / with fstype ext4\n"
            "device s:/other mounted on /mnt/other with fstype nfs4 statvers=1.1\n\tnfsv4:\tbm0=0x1,lease_time=7\n"
            "device s:/hall mounted on /mnt/hall with fstype nfs4 statvers=1.1\n"
            f"\topts:\trw,vers=4.2\n\tnfsv4:\tbm0=0xfdffbfff,sessions,lease_time={seconds},lease_expired=0\n"
        )
        mount = Mount(ShareKind.NFS, "nfs4", "/mnt/hall", "s:/hall")
        (found,) = served.by_nfs_server(mount, table)
        assert (found.weight, found.numbers) == (weight, {"lease_seconds": seconds})
        assert list(served.by_nfs_server(Mount(ShareKind.NFS, "nfs4", "/x", "s:/x"), table)) == []
        assert list(served.by_nfs_server(Mount(ShareKind.LOCAL, "ext4", "/", ""), table)) == []

    def test_a_network_mount_is_not_looked_up_there(self, tmp_path, monkeypatch):
        monkeypatch.setattr(mounts_linux, "mount_of", lambda _folder: Mount(ShareKind.UNTRIED, "ceph", "/x", "mon"))
        assert [one.key for one in share.mount(tmp_path)] == ["untried"]

    @pytest.mark.parametrize(
        ("free", "weight"), [(10**10, Severity.GOOD), (10**8, Severity.WARN), (10**6, Severity.REFUSE)]
    )
    def test_room(self, tmp_path, monkeypatch, free, weight):
        monkeypatch.setattr(share.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": free}))
        assert share.room(tmp_path).weight is weight

    @pytest.mark.parametrize(
        ("skew", "weight"),
        [(100, Severity.GOOD), (-5_000, Severity.WARN), (5_000, Severity.WARN), (10**6, Severity.REFUSE)],
    )
    def test_clocks(self, tmp_path, monkeypatch, skew, weight):
        monkeypatch.setattr(share, "skew_ms", lambda _folder: skew)
        assert next(share.clocks(tmp_path)).weight is weight

    def test_the_clocks_of_others_are_told_once_a_pc(self, tmp_path):
        def program(pc, skew, *, locked=True):
            return LiveProgram(1, "K1", pc, 1, 1, machine_clock(), skew, locked)

        seen = (
            program("a", 9000),
            program("a", 9000),
            program("b", 10),
            program("c", 9000, locked=False),
            program("d", None),
        )
        assert [one.key for one in share.clocks(tmp_path, seen)] == ["clock", "clock_of_peer"]

    def test_a_long_wait_is_told(self, file, monkeypatch):
        ticks = iter(range(100))
        monkeypatch.setattr(share.time, "perf_counter", lambda: next(ticks) * 2.0)
        assert share.lock_wait(file, 3).weight is Severity.WARN

    def test_programs_in_the_hall_are_counted(self, file, folder):
        one = heartbeats.FileHeartbeat(folder, device="K1", clock=machine_clock)
        one.enter()
        seen = []
        (found,) = share.canary(file, 0.01, seen)
        assert found.numbers == {"programs": 1, "ended": 0}
        assert len(seen) == 1
        one.leave()

    def test_programs_that_ended_without_a_word_are_told(self, file, folder):
        mark = json.dumps({"device": "K1", "pc": "a", "pid": 1, "beat": 7}).encode().ljust(heartbeats.SLOT_BYTES, b"\0")
        (folder / heartbeats.FILE).write_bytes(mark * 3)
        (found,) = share.canary(file, 0, [])
        assert found.weight is Severity.GOOD
        assert found.numbers == {"programs": 0, "ended": 3}
        assert "3 ended without signing off" in found.sentence

    def test_a_deaf_program_is_refused(self, file, monkeypatch):
        monkeypatch.setattr(
            share,
            "deaf",
            lambda *_: (LiveProgram(1, "K1", "pc-9", 1, 1, machine_clock(), None, locked=False),),
        )
        (found,) = share.canary(file, 0, [])
        assert found.weight is Severity.REFUSE
        assert "pc-9" in found.sentence


class TestTheLocks:
    def test_a_share_without_locks_fails_the_trial(self, folder, monkeypatch):
        monkeypatch.setattr(
            locks, "STEPS", (("here", "write", "ok", ""), ("there", "write", "ok", "nobody is kept out"))
        )
        with locks.trial_file(folder) as path, partner.started(path) as there:
            found = locks.lock_trial(path, there)
        assert found.weight is Severity.REFUSE
        assert found.numbers["came"] == "busy"
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_a_partner_that_ends_or_says_nothing_is_told(self, folder, monkeypatch):
        with locks.trial_file(folder) as path:
            with partner.started(path / "none") as there:
                assert "hall" in there.answer("read") or "folder" in there.answer("read")
                assert there.answer("read") in ("it ended", "")
            with partner.started(path) as there:
                assert there.answer("write") == "ok"
                assert there.answer("read", 0) == "no answer within 0 s"

    def test_a_page_that_is_not_seen_at_once_is_refused(self, folder, monkeypatch):
        with locks.trial_file(folder) as path, partner.started(path) as there:
            assert locks.freshness(path, there).numbers == {"looks": locks.LOOKS}
            with monkeypatch.context() as patch:
                patch.setattr(locks, "_rows", lambda _connection: 0)
                assert locks.freshness(path, there).weight is Severity.REFUSE
            with monkeypatch.context() as patch:
                patch.setattr(locks.change_counter_file.ChangeCounterFile, "counter", lambda _self: b"\0\0\0\1")
                assert "look 1" in locks.freshness(path, there).sentence
            with monkeypatch.context() as patch:
                patch.setattr(partner.Partner, "answer", lambda _self, _command: "disk I/O error")
                assert "disk I/O error" in locks.freshness(path, there).sentence

    def test_a_write_that_fails_is_no_time_to_be_told(self, folder):
        with locks.trial_file(folder) as path, contextlib.closing(partner.opened(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            found = locks.write_speed(path, 3)
        assert found.weight is Severity.REFUSE
        assert "busy" in found.sentence

    def test_what_killed_checks_left_is_swept_away(self, folder):
        old, new = folder / ".check-0123abcd", folder / ".check-4567cdef"
        old.mkdir()
        new.mkdir()
        os.utime(old, (1, 1))
        with locks.trial_file(folder):
            assert not old.exists()
            assert new.exists()

    def test_an_error_is_answered_as_it_is(self, folder):
        with locks.trial_file(folder) as path:
            connection = partner.opened(path)
            assert "no transaction" in partner.answer(connection, "commit")
            connection.execute("DROP TABLE trial")
            assert "no such table" in partner.answer(connection, "read")
            assert not connection.in_transaction
            connection.close()

    def test_slow_writes_are_told(self, folder, monkeypatch):
        ticks = iter(range(1000))
        monkeypatch.setattr(locks.time, "perf_counter", lambda: float(next(ticks)))
        with locks.trial_file(folder) as path:
            assert locks.write_speed(path, 3).weight is Severity.WARN
