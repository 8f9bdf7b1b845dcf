"""``antrean check``: what it finds, what it says to do, what it leaves behind (nothing)."""

import concurrent.futures
import contextlib
import itertools
import json
import os
import sqlite3
import subprocess
import sys
import types
from pathlib import Path

import pytest

from shared.check import hall_state, item, locks, meeting, partner, pc, peer, run, served, share
from shared.clock import machine_clock
from shared.domain.hall import Agency, Printer, Service
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import alive, hall_rows, journal, mounts, pollfd, recipe
from shared.store.connection import FILE, HallFile
from shared.store.mounts import Mount, ShareKind
from shared.store.trust import Weight
from tests.helpers.hall import small_hall
from tests.helpers.processes import ROOT, python


@pytest.fixture
def folder(tmp_path):
    hall_rows.create(tmp_path / "hall", small_hall(), machine_clock)
    return tmp_path / "hall"


@pytest.fixture
def file(folder):
    with HallFile.open(folder, device="check", clock=machine_clock) as opened:
        yield opened


def checked(folder, **wishes):
    wishes.setdefault("quick", True)
    return {one.key: one for one in run.check(folder, machine_clock, run.Wishes(**wishes), print)}


def command(folder, *more, **environment):
    ended = subprocess.run(
        [sys.executable, "-m", "shared.cli", "check", "--hall", str(folder), "--quick", *more],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


class TestTheWhole:
    def test_a_sound_hall_on_a_disk_and_nothing_is_left_behind(self, folder):
        code, out, _ = command(folder, "--json", ANTREAN_CLOCK="2026-11-23T09:00:00+08:00")
        told = json.loads(out)
        weights = {one["key"]: one["weight"] for one in told["items"]}
        assert code == 0
        assert weights["pretended_clock"] == "warn"
        trials = ("locks", "stale", "write_speed", "room", "lock_wait", "poll")
        for key in (*trials, "schema", "journal", "integrity", "hall", "canary", "clock"):
            assert weights[key] == "good", told
        assert {path.name for path in folder.iterdir()} == {FILE, alive.FILE}

    def test_plain_words_say_loudly_what_is_pretended(self, folder):
        code, out, _ = command(folder, ANTREAN_CLOCK="2026-11-23T09:00:00+08:00")
        assert code == 0
        assert "LOOK ANTREAN_CLOCK IS SET" in out
        assert "-> For a real hall: unset ANTREAN_CLOCK" in out

    def test_no_folder_is_exit_3(self, tmp_path):
        code, _, err = command(tmp_path / "nothing")
        assert code == 3
        assert "There is no hall" in err

    @pytest.mark.parametrize(
        ("named", "word"), [("hall.db", "is a file"), ("//server/hall", "Mount the share"), ("smb://s/x", "Mount")]
    )
    def test_what_is_no_folder_of_this_pc(self, folder, named, word):
        with pytest.raises(EnvironmentFault) as caught:
            checked(folder / named if named == FILE else Path(named))
        assert caught.value.kind is Kind.NO_HALL
        assert word in str(caught.value)

    def test_a_folder_without_a_hall_is_tried_all_the_same(self, tmp_path):
        found = checked(tmp_path, with_peer=True, peer_wait=0.1)
        assert found["hall"].weight is Weight.REFUSE
        assert found["locks"].weight is Weight.GOOD
        assert found["peer"].weight is Weight.WARN
        assert list(tmp_path.iterdir()) == []

    def test_a_file_that_cannot_be_written_is_found(self, folder, file):
        before = (folder / FILE).read_bytes()
        assert share.lock_wait(file).weight is Weight.GOOD
        assert (folder / FILE).read_bytes() == before
        file._connection.execute("PRAGMA query_only=ON")  # as SQLite opens what it may only read
        found = next(run.guarded("lock_wait", lambda: [share.lock_wait(file)]))
        assert found.weight is Weight.REFUSE
        assert found.numbers == {"fault": "read_only"}
        assert found.sentence.startswith("The wait for one's turn in the hall's file: This PC may not write")

    def test_a_damaged_hall_is_exit_3_with_everything_else_told(self, folder):
        with (folder / FILE).open("r+b") as raw:
            raw.seek(4096)
            raw.write(b"\xff" * 20000)
        code, out, _ = command(folder)
        assert code == 3
        assert "BAD " in out
        assert "Two processes on this PC keep each other out" in out
        assert "Do not run a hall like this" in out

    def test_an_unsafe_share_ends_there(self, tmp_path):
        hall_rows.create(tmp_path / "hall", small_hall(), machine_clock)
        (tmp_path / "hall").rename(tmp_path / "Dropbox")
        found = checked(tmp_path / "Dropbox")
        assert found["synced_folder"].weight is Weight.REFUSE
        assert "locks" not in found
        assert run.worst(found.values()) is Weight.REFUSE

    def test_a_fault_on_the_way_is_an_item(self):
        def gone():
            raise OSError(5, "io")

        def refused():
            raise EnvironmentFault(Kind.UNSAFE_SHARE, "No.", "Yes.")

        assert next(run.guarded("x", gone)).numbers == {"fault": "gone"}
        assert next(run.guarded("room", refused)).sentence == "The free space: No."
        assert run.worst(()) is Weight.GOOD

    def test_a_share_that_goes_away_during_the_canary_is_told(self, folder, monkeypatch):
        def gone(*_arguments):
            raise OSError(5, "io")

        monkeypatch.setattr(share, "canary", gone)
        assert checked(folder)["canary"].weight is Weight.REFUSE


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
        assert found.weight is Weight.WARN
        assert "smb2 leases = no, oplocks = no, level2 oplocks = no is missing" in found.sentence
        assert "smb2 leases = no" in found.remedy
        found = self.served(tmp_path, f"[global]\n smb2  Leases = No\n; oplocks = no\n{share} oplocks = off\n")
        assert "and level2 oplocks = no is missing" in found["exported"].sentence
        off = " smb2 leases = no\n oplocks = no\n level2 oplocks = no\n"
        assert self.served(tmp_path, f"[global]\n{off}{share}")["exported"].weight is Weight.GOOD
        assert self.served(tmp_path, f"[global]\n{off}[x]\npath = {tmp_path}x\n") == {}

    @pytest.mark.parametrize("key", ["locking", "posix locking"])
    def test_a_samba_without_locks_is_refused(self, tmp_path, key):
        found = self.served(tmp_path, f"[hall]\npath = {tmp_path}\n{key} = no\n")["exported_locks"]
        assert found.weight is Weight.REFUSE
        assert f"{key} = no" in found.remedy

    def test_a_folder_that_nfs_offers(self, tmp_path):
        assert self.served(tmp_path) == {}
        sound = f"# {tmp_path}\n{tmp_path} 10.0.0.0/8(rw,sync)\n"
        assert {key: one.weight for key, one in self.served(tmp_path, "", sound, "15\n").items()} == {
            "exported": Weight.GOOD
        }
        found = self.served(tmp_path, "", sound.replace("sync", "async"), "90\n")
        assert {key: one.weight for key, one in found.items()} == {
            "exported_async": Weight.WARN,
            "nfs_lease": Weight.WARN,
        }
        assert "90 s" in found["nfs_lease"].sentence

    @pytest.mark.parametrize(("seconds", "weight"), [(90, Weight.WARN), (15, Weight.GOOD)])
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
        monkeypatch.setattr(mounts, "mount_of", lambda _folder: Mount(ShareKind.UNTRIED, "ceph", "/x", "mon"))
        assert [one.key for one in share.mount(tmp_path)] == ["untried"]

    @pytest.mark.parametrize(("free", "weight"), [(10**10, Weight.GOOD), (10**8, Weight.WARN), (10**6, Weight.REFUSE)])
    def test_room(self, tmp_path, monkeypatch, free, weight):
        monkeypatch.setattr(share.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": free}))
        assert share.room(tmp_path).weight is weight

    @pytest.mark.parametrize(
        ("skew", "weight"), [(100, Weight.GOOD), (-5_000, Weight.WARN), (5_000, Weight.WARN), (10**6, Weight.REFUSE)]
    )
    def test_clocks(self, tmp_path, monkeypatch, skew, weight):
        monkeypatch.setattr(share, "skew_ms", lambda _folder: skew)
        assert next(share.clocks(tmp_path)).weight is weight

    def test_the_clocks_of_others_are_told_once_a_pc(self, tmp_path):
        def program(pc, skew, *, locked=True):
            return alive.Program(1, "K1", pc, 1, 1, machine_clock(), skew, locked)

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
        assert share.lock_wait(file, 3).weight is Weight.WARN

    def test_programs_in_the_hall_are_counted(self, file, folder):
        one = alive.Presence(folder, device="K1", clock=machine_clock)
        one.enter()
        seen = []
        (found,) = share.canary(file, 0.01, seen)
        assert found.numbers == {"programs": 1, "ended": 0}
        assert len(seen) == 1
        one.leave()

    def test_programs_that_ended_without_a_word_are_told(self, file, folder):
        mark = json.dumps({"device": "K1", "pc": "a", "pid": 1, "beat": 7}).encode().ljust(alive.SLOT_BYTES, b"\0")
        (folder / alive.FILE).write_bytes(mark * 3)
        (found,) = share.canary(file, 0, [])
        assert found.weight is Weight.GOOD
        assert found.numbers == {"programs": 0, "ended": 3}
        assert "3 ended without a word" in found.sentence

    def test_a_deaf_program_is_refused(self, file, monkeypatch):
        monkeypatch.setattr(
            alive, "deaf", lambda *_: (alive.Program(1, "K1", "pc-9", 1, 1, machine_clock(), None, locked=False),)
        )
        (found,) = share.canary(file, 0, [])
        assert found.weight is Weight.REFUSE
        assert "pc-9" in found.sentence


class TestTheLocks:
    def test_a_share_without_locks_fails_the_trial(self, folder, monkeypatch):
        monkeypatch.setattr(
            locks, "STEPS", (("here", "write", "ok", ""), ("there", "write", "ok", "nobody is kept out"))
        )
        with locks.trial_file(folder) as path, partner.started(path) as there:
            found = locks.lock_trial(path, there)
        assert found.weight is Weight.REFUSE
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
                assert locks.freshness(path, there).weight is Weight.REFUSE
            with monkeypatch.context() as patch:
                patch.setattr(locks.pollfd.PollDescriptor, "counter", lambda _self: b"\0\0\0\1")
                assert "look 1" in locks.freshness(path, there).sentence
            with monkeypatch.context() as patch:
                patch.setattr(partner.Partner, "answer", lambda _self, _command: "disk I/O error")
                assert "disk I/O error" in locks.freshness(path, there).sentence

    def test_a_write_that_fails_is_no_time_to_be_told(self, folder):
        with locks.trial_file(folder) as path, contextlib.closing(partner.opened(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            found = locks.write_speed(path, 3)
        assert found.weight is Weight.REFUSE
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
            assert locks.write_speed(path, 3).weight is Weight.WARN


class TestThisPc:
    def test_fonts_and_sound(self, tmp_path):
        assert pc.fonts().weight is Weight.GOOD
        assert pc.fonts(tmp_path).weight is Weight.WARN
        cards = tmp_path / "cards"
        assert pc.sound(cards).weight is Weight.WARN
        cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n      at 0x1\n")
        assert "HDA Intel" in pc.sound(cards).sentence

    def test_printers(self, tmp_path):
        with __import__("socket").create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            links = [f"tcp:127.0.0.1:{port}", "tcp:127.0.0.1:1", f"serial:{tmp_path}/tty?baud=9600", "tcp:x", "cups:Q"]
            hall = small_hall(printer={f"P{n}": Printer(link) for n, link in enumerate(links)})
            weights = [one.weight.value for one in pc.printers(hall)]
        assert weights == ["good", "warn", "warn", "warn", "good"]


class TestTheHall:
    def test_problems_of_its_data_are_told(self, tmp_path):
        hall = small_hall(agency={"AB": Agency({"id": "X"}, "A")}, services={"ZZ.1": Service({"id": "Y"}, 5.0)})
        hall_rows.create(tmp_path / "hall", hall, machine_clock)
        with HallFile.open(tmp_path / "hall", device="check", clock=machine_clock) as file:
            assert "hall:service.ZZ.1" in {one.key for one in hall_state.data(file)}

    def test_a_large_file_is_not_read_through(self, file, monkeypatch):
        monkeypatch.setattr(hall_state, "QUICK_CHECK_BYTES", 1)
        assert [one.key for one in hall_state.file_itself(file)] == ["schema", "journal", "size"]

    def test_a_torn_file_is_refused(self, folder, file):
        with file.reading() as db:
            (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'numbers'").fetchone()
        with (folder / FILE).open("r+b") as raw:
            raw.seek((page - 1) * 4096)
            raw.write(b"\xff" * 64)
        items = list(run.guarded("file", lambda: hall_state.file_itself(file)))
        assert run.worst(items) is Weight.REFUSE


class TestWithAPeer:
    def trial(self, folder, **named):
        return list(peer.trial(folder, tell=lambda _line: None, **named))

    def test_nobody_comes(self, folder):
        (found,) = self.trial(folder, seconds=0.1, wait=0.3)
        assert found.weight is Weight.WARN
        assert "No other PC" in found.sentence
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_two_write_together_and_the_sums_agree(self, folder):
        code = (
            "import sys; from pathlib import Path; from shared.check import peer; "
            "found = list(peer.trial(Path(sys.argv[1]), seconds=1.0, wait=60, tell=lambda line: None)); "
            "print([one.weight.value for one in found], found[0].numbers['acknowledged'], found[1].numbers)"
        )
        two = [python(code, str(folder)) for _ in range(2)]
        told = [process.communicate(timeout=90)[0] for process in two]
        assert len({line.split("]")[1].split("{")[0] for line in told}) == 1, told
        for line in told:  # all on this PC: good for nothing between PCs, and said so
            assert line.startswith("['warn', 'good']"), told
            assert "'stale': 0, 'old_polls': 0" in line
        assert [path.name for path in folder.iterdir()] == [FILE]

    def file_of(self, folder):
        path = folder / meeting.FILE
        peer._made(path)
        return path

    def test_programs_of_two_pcs_prove_it_and_of_one_do_not(self, folder):
        here, there = "same.111-1-a", "same.222-1-b"
        assert peer._verdict(self.file_of(folder), {here: 0, there: 0}, [there]).weight is Weight.GOOD
        assert meeting.pc_of("windows.x-1-b") == "windows"

    @pytest.mark.parametrize(("sums", "word"), [((5, 1), "lost"), ((1, -1), "b did not come")])
    def test_sums_that_differ_are_refused(self, folder, sums, word):
        found = peer._verdict(self.file_of(folder), dict(zip(("a.1-1-x", "b.2-1-x"), sums, strict=True)), ["b.2-1-x"])
        assert found.weight is Weight.REFUSE
        assert word in found.sentence

    def test_a_torn_trial_file_is_refused(self, folder):
        path = self.file_of(folder)
        path.write_bytes(path.read_bytes()[:4096])
        assert peer._verdict(path, {"a.1-1-x": 0}, []).weight is Weight.REFUSE

    def test_a_busy_file_is_waited_for_and_given_up(self, folder, monkeypatch):
        path = self.file_of(folder)
        monkeypatch.setattr(peer.retry, "turns", lambda _seconds, **_named: iter([0.0]))
        one, two = partner.opened(path), partner.opened(path)
        turns, poll = peer.Turns(), pollfd.of(path, direct=False)
        two.execute("BEGIN IMMEDIATE")
        assert not peer._add(one, "a", turns, poll)
        two.execute("ROLLBACK")
        two.execute("BEGIN")
        two.execute("SELECT * FROM total").fetchall()
        assert not peer._add(one, "a", turns, poll)
        two.execute("ROLLBACK")
        assert peer._fresh(turns).weight is Weight.REFUSE
        assert peer._add(one, "a", turns, poll)
        assert turns == peer.Turns(added=1)
        assert peer._fresh(turns).weight is Weight.GOOD
        one.execute("DROP TABLE total")
        with pytest.raises(Exception, match="no such table"):
            peer._add(one, "a", turns, poll)
        one.close()
        two.close()
        poll.done()

    def test_old_pages_and_old_headers_are_counted(self, folder):
        path = self.file_of(folder)
        turns, poll = peer.Turns(), pollfd.of(path, direct=False)
        with contextlib.closing(partner.opened(path)) as connection:
            for _ in range(2):
                peer._add(connection, "a", turns, poll)
            assert turns == peer.Turns(added=2)
            old = poll.counter()
            connection.execute("UPDATE total SET n = n - 1")  # as a lost write leaves it
            peer._add(connection, "a", turns, types.SimpleNamespace(counter=lambda: old))
        poll.done()
        assert turns == peer.Turns(added=3, stale=1, old_polls=1)
        found = peer._fresh(turns)
        assert found.weight is Weight.REFUSE
        assert "1 old pages and 1 old headers" in found.sentence

    def test_one_who_never_says_his_sum_is_minus_one(self, folder, monkeypatch):
        moments = iter([0.0, 0.0, 1e9, 1e9])
        with contextlib.closing(meeting.Meeting(folder)) as mine:
            monkeypatch.setattr(peer.time, "monotonic", lambda: next(moments))
            assert peer._sums(mine, ["b"], 0.0) == {"b": -1}

    def test_the_first_name_calls_the_others_and_the_last_one_clears_up(self, folder, monkeypatch):
        monkeypatch.setattr(meeting, "OTHERS_SECONDS", 0.5)
        monkeypatch.setattr(meeting, "STEP_SECONDS", 0.05)
        rooms = [meeting.Meeting(folder) for _ in range(3)]
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            lists = list(pool.map(lambda room: room.gather(20, Path.touch), rooms))
        called = next(filter(None, lists))
        assert [one for one in lists if one] == [called] * len(called)  # who is not in the list came to no trial
        rooms.sort(key=lambda room: room.me not in called)
        assert (rooms[0].place / meeting.FILE).exists()
        rooms[0].say("7")
        assert (rooms[1].said(rooms[0].me), rooms[0].said(rooms[1].me)) == ("7", None)
        for room in rooms[: len(called)]:
            assert room.place.exists()
            room.close()
        for room in rooms[len(called) :]:
            room.close()
        assert not (folder / meeting.FOLDER).exists()

    def test_names_that_stand_still_are_nobody(self, folder, monkeypatch):
        monkeypatch.setattr(meeting, "ALIVE_SECONDS", 0.05)
        left = folder / meeting.FOLDER / "aaa.1-1-1.here"
        left.parent.mkdir()
        left.write_text("7")
        (left.parent / "trial").mkdir()
        os.utime(left.parent / "trial", (1, 1))
        with contextlib.closing(meeting.Meeting(folder)) as mine:
            assert mine.gather(1.0, peer._made) == []
        assert not (folder / meeting.FOLDER).exists()

    def test_others_who_live_and_take_no_part_are_not_waited_for_for_ever(self, folder, monkeypatch):
        monkeypatch.setattr(meeting, "ALIVE_SECONDS", 0.5)
        monkeypatch.setattr(meeting, "OTHERS_SECONDS", 0.1)
        with contextlib.closing(meeting.Meeting(folder)) as mine:
            beats = itertools.count(1)
            first = folder / meeting.FOLDER / " first.1-1-1.here"
            monkeypatch.setattr(meeting.time, "sleep", lambda _seconds: first.write_text(str(next(beats))))
            assert mine.gather(0.01, peer._made) == []
            first.unlink()

    def test_the_command_asks_for_it(self, folder):
        code, out, err = command(folder, "--with-peer", "--peer-wait", "0.2", "--json")
        assert code == 0
        assert "Waiting up to" in err
        assert "peer" in {one["key"] for one in json.loads(out)["items"]}


class TestTheJournal:
    def test_it_is_agreed_with_nobody_there(self, folder):
        code, _, _ = command(folder, "--journal", "persist")
        assert code == 0
        with HallFile.open(folder, device="here", clock=machine_clock) as file:
            assert file.recipe.journal == recipe.PERSIST

    def test_an_unknown_mode_is_a_usage_fault(self, folder):
        with pytest.raises(UsageFault):
            journal.agree(folder, "wal", machine_clock)
        assert command(folder, "--journal", "wal")[0] == 2

    def test_a_new_hall_bears_the_mode_of_its_share_and_pcs_of_another_are_told_what_to_do(self, folder, monkeypatch):
        with HallFile.open(folder, device="server", clock=machine_clock) as file:
            assert file.recipe.journal == recipe.DELETE
        monkeypatch.setattr(recipe, "journal_for", lambda _mount: recipe.PERSIST)  # the same folder over NFS
        with pytest.raises(EnvironmentFault) as caught:
            HallFile.open(folder, device="K1", clock=machine_clock)
        assert caught.value.kind is Kind.UNSAFE_SHARE
        assert f"--hall {folder} --journal persist" in caught.value.remedy
        with pytest.raises(UsageFault, match="Over "):
            journal.agree(folder, recipe.DELETE, machine_clock)
        journal.agree(folder, recipe.PERSIST, machine_clock)
        with HallFile.open(folder, device="K1", clock=machine_clock) as file:
            assert file.recipe.journal == recipe.PERSIST
        monkeypatch.undo()
        with HallFile.open(folder, device="server", clock=machine_clock) as file:
            assert file.recipe.journal == recipe.PERSIST

    @pytest.mark.parametrize("mode", ["delete", "persist"])
    def test_only_a_hall_that_may_be_opened_is_given_one(self, tmp_path, mode):
        assert command(tmp_path / "none", "--journal", mode)[0] == 3
        assert command(tmp_path, "--journal", mode, "--json")[0] == 3
        with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as db:
            db.execute("CREATE TABLE meta (name, value)")
        before = (tmp_path / FILE).read_bytes()
        code, out, err = command(tmp_path, "--journal", mode, "--json")
        assert (code, json.loads(out)["fault"]) == (3, "no_hall")
        assert "Traceback" not in err
        assert (tmp_path / FILE).read_bytes() == before

    def test_programs_in_the_hall_stand_in_its_way(self, folder, monkeypatch):
        there = alive.Program(1, "K1", "pc-1", 1, 1, machine_clock(), None, locked=True)
        monkeypatch.setattr(alive, "live_programs", lambda *_arguments, **_named: (there,))
        with pytest.raises(EnvironmentFault) as caught:
            journal.agree(folder, "persist", machine_clock)
        assert caught.value.kind is Kind.BUSY
        assert "K1 on pc-1" in caught.value.sentence


def test_an_item_keeps_its_numbers():
    assert item.good("x", "y", ms=1.5).numbers == {"ms": 1.5}
    assert item.refuse("x", "y", "z").weight is Weight.REFUSE
