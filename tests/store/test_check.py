"""``antrean check``: what it finds, what it says to do, what it leaves behind (nothing)."""

import json
import os
import subprocess
import sys
import threading

import pytest

from shared.check import hall_state, item, locks, partner, pc, peer, run, share
from shared.clock import machine_clock
from shared.domain.hall import Agency, Printer, Service
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import alive, hall_rows, journal, mounts, recipe
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
        for key in ("share", "locks", "room", "lock_wait", "poll", "schema", "journal", "integrity", "hall", "canary"):
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
        hall_rows.create(tmp_path / "Dropbox" / "hall", small_hall(), machine_clock)
        found = checked(tmp_path / "Dropbox" / "hall")
        assert found["synced_folder"].weight is Weight.REFUSE
        assert "locks" not in found
        assert run.worst(found.values()) is Weight.REFUSE

    def test_a_fault_on_the_way_is_an_item(self):
        def gone():
            raise OSError(5, "io")

        def refused():
            raise EnvironmentFault(Kind.UNSAFE_SHARE, "No.", "Yes.")

        assert next(run.guarded("x", gone)).numbers == {"fault": "gone"}
        assert next(run.guarded("x", refused)).sentence == "No."
        assert run.worst(()) is Weight.GOOD

    def test_a_share_that_goes_away_during_the_canary_is_told(self, folder, monkeypatch):
        def gone(*_arguments):
            raise OSError(5, "io")

        monkeypatch.setattr(share, "canary", gone)
        assert checked(folder)["canary"].weight is Weight.REFUSE


class TestTheShare:
    def test_an_exported_folder_needs_leases_off(self, tmp_path):
        samba, nfs = tmp_path / "smb.conf", tmp_path / "exports"
        assert list(share._exported(tmp_path, samba, nfs)) == []
        samba.write_text(f"[other]\n path = /srv\n[hall]\n  path = {tmp_path}\n")
        assert "smb2 leases = no" in next(share._exported(tmp_path / "hall", samba, nfs)).remedy
        samba.unlink()
        nfs.write_text(f"# {tmp_path}\n{tmp_path} *(rw)\n")
        assert next(share._exported(tmp_path, samba, nfs)).key == "exported"

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
        found, seen = share.canary(file, 0.01)
        assert found.numbers["programs"] == 1
        assert len(seen) == 1
        one.leave()

    def test_a_deaf_program_is_refused(self, file, monkeypatch):
        monkeypatch.setattr(
            alive, "deaf", lambda *_: (alive.Program(1, "K1", "pc-9", 1, 1, machine_clock(), None, locked=False),)
        )
        found, _ = share.canary(file, 0)
        assert found.weight is Weight.REFUSE
        assert "pc-9" in found.sentence


class TestTheLocks:
    def test_a_share_without_locks_fails_the_trial(self, folder, monkeypatch):
        monkeypatch.setattr(
            locks, "STEPS", (("here", "write", "ok", ""), ("there", "write", "ok", "nobody is kept out"))
        )
        with locks.trial_file(folder) as path:
            found = locks.lock_trial(path)
        assert found.weight is Weight.REFUSE
        assert found.numbers["came"] == "busy"
        assert [path.name for path in folder.iterdir()] == [FILE]

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
        with (folder / FILE).open("r+b") as raw:
            raw.seek(-4096, os.SEEK_END)
            raw.write(b"\xff" * 64)
        items = list(run.guarded("file", lambda: hall_state.file_itself(file)))
        assert run.worst(items) is Weight.REFUSE


class TestWithAPeer:
    def trial(self, folder, found, **named):
        found.append(peer.trial(folder, tell=lambda _line: None, **named))

    def test_nobody_comes(self, folder):
        assert peer.trial(folder, seconds=0.1, wait=0.3, tell=print).weight is Weight.WARN
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_two_write_together_and_the_sums_agree(self, folder):
        code = (
            "import sys; from pathlib import Path; from shared.check import peer; "
            "found = peer.trial(Path(sys.argv[1]), seconds=1.5, wait=30, tell=lambda line: None); "
            "print(found.weight.value, found.numbers)"
        )
        two = [python(code, str(folder)) for _ in range(2)]
        for process in two:
            told, _ = process.communicate(timeout=60)
            assert told.startswith("good"), told
        assert [path.name for path in folder.iterdir()] == [FILE]

    @pytest.mark.parametrize(("sums", "word"), [({"a": 5, "b": 1}, "lost"), ({"a": 1, "b": -1}, "did not come")])
    def test_sums_that_differ_are_refused(self, folder, sums, word):
        path = self.trial_file(folder)
        found = peer._verdict(path, sums, ["b"])
        assert found.weight is Weight.REFUSE
        assert word in found.sentence

    def trial_file(self, folder):
        place = folder / peer.FOLDER
        place.mkdir()
        return peer._trial_file(place, ["a", "b"])

    def test_a_torn_trial_file_is_refused(self, folder):
        path = self.trial_file(folder)
        path.write_bytes(path.read_bytes()[:4096])
        assert peer._verdict(path, {"a": 0}, []).weight is Weight.REFUSE

    def test_a_busy_file_is_waited_for_and_given_up(self, folder, monkeypatch):
        path = self.trial_file(folder)
        monkeypatch.setattr(peer.retry, "turns", lambda _seconds, **_named: iter([0.0]))
        one, two = partner.opened(path), partner.opened(path)
        two.execute("BEGIN IMMEDIATE")
        assert peer._add(one, "a") == 0
        two.execute("ROLLBACK")
        two.execute("BEGIN")
        two.execute("SELECT * FROM total").fetchall()
        assert peer._add(one, "a") == 0
        two.execute("ROLLBACK")
        assert peer._add(one, "a") == 1
        one.execute("DROP TABLE total")
        with pytest.raises(Exception, match="no such table"):
            peer._add(one, "a")
        one.close()
        two.close()

    def test_one_who_never_says_his_sum_is_minus_one(self, tmp_path, monkeypatch):
        moments = iter([0.0, 0.0, 1e9, 1e9])
        monkeypatch.setattr(peer.time, "monotonic", lambda: next(moments))
        assert peer._sums(tmp_path, ["b"], 0.0) == {"b": -1}

    def test_whose_name_comes_later_waits_for_the_file(self, tmp_path):
        threading.Timer(0.2, (tmp_path / "trial.db").touch).start()
        assert peer._trial_file(tmp_path, ["b", "a"]).exists()

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
