"""Who is in the hall, the canary for locks that do not reach the server, the share's clock."""

import dataclasses
import json
import os
import time
from importlib import metadata

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store import live_program
from shared.store.live import presence
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.share import heartbeat_file, heartbeats, share_clock
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import linux
from tests.helpers.machine.processes import python


@pytest.fixture
def file(tmp_path):
    create.create(tmp_path / "hall", small_hall(), machine_clock)
    with HallFile.open(tmp_path / "hall", device="here", clock=machine_clock) as opened:
        yield opened


class TestWhoIsThere:
    def presence(self, folder, device="A"):
        return heartbeats.FileHeartbeat(folder, device=device, clock=machine_clock)

    def test_a_living_program_is_seen_and_a_dead_one_is_not(self, tmp_path):
        code = (
            "import sys; from pathlib import Path; from shared.clock import machine_clock; "
            "from shared.store.sqlite.share import heartbeats as alive\n"
            "p = alive.FileHeartbeat(Path(sys.argv[1]), device='B', clock=machine_clock); print(p.enter(), flush=1)\n"
            "sys.stdin.readline()"
        )
        assert heartbeats.live_programs(tmp_path, clock=machine_clock) == ()
        process = python(code, str(tmp_path))
        assert process.stdout.readline() == "True\n"
        (living,) = heartbeats.live_programs(tmp_path, clock=machine_clock)
        assert (living.device, living.pid, living.locked) == ("B", process.pid, True)
        process.kill()
        process.communicate()
        assert heartbeats.live_programs(tmp_path, clock=machine_clock) == ()

    def test_two_in_one_process_have_slots_of_their_own_and_leave_no_mark(self, tmp_path):
        one, two = self.presence(tmp_path), self.presence(tmp_path)
        assert one.enter()
        assert two.enter()
        assert one.slot != two.slot
        assert all(program.locked for program in one.programs())
        one.leave()
        assert len(two.programs()) == 1
        two.leave()

    def test_a_full_house_is_said_and_a_beat_without_slot_is_nothing(self, tmp_path, monkeypatch):
        monkeypatch.setattr(heartbeats, "SLOTS", 1)
        one, two = self.presence(tmp_path), self.presence(tmp_path)
        assert one.enter()
        assert not two.enter()
        two.beat()
        two.leave()
        one.leave()

    @pytest.mark.parametrize(
        "record",
        [
            b"{broken",
            b"[1]",
            b"\xff\xfe",
            b"[" * 512,
            b'"text"',
        ],
    )
    def test_garbage_in_the_side_file_is_passed_over(self, tmp_path, record):
        (tmp_path / heartbeats.FILE).write_bytes(b"{broken".ljust(512, b"\0") + record.ljust(512, b"\0"))
        one = self.presence(tmp_path)
        assert one.programs() == ()
        one.leave()

    @pytest.mark.parametrize(
        "record",
        [
            {"device": 7, "pc": None, "pid": "abc", "beat": [], "at": {}, "skew": "much"},
            {"pid": 1e400, "beat": -(10**30), "at": float("nan"), "skew": 10**400},
            {},
        ],
    )
    def test_odd_values_in_a_record_are_taken_for_unknown(self, tmp_path, record):
        (tmp_path / heartbeats.FILE).write_bytes(json.dumps(record).encode().ljust(512, b"\0"))
        one = self.presence(tmp_path)
        (found,) = one.programs()
        assert (found.device, found.pc, found.pid, found.beat, found.at, found.skew_ms) == ("?", "?", 0, 0, 0, None)
        assert not found.locked
        assert live_program.deaf((found,), (found,)) == ()
        one.leave()

    def test_names_are_fit_for_a_slot_and_for_a_screen(self, tmp_path):
        one = self.presence(tmp_path, "\x1b[2J\n" + "\N{SNOWMAN}" * 300)
        one.enter()
        (found,) = one.programs()
        assert found.device == "[2J" + "\N{SNOWMAN}" * 37
        one.leave()

    @linux("Windows lets nobody remove an open file")
    def test_a_side_file_that_was_taken_away_is_noticed_at_the_next_beat(self, tmp_path):
        one = self.presence(tmp_path)
        one.enter()
        (tmp_path / heartbeats.FILE).unlink()
        with pytest.raises(OSError, match="replaced"):
            one.beat()
        one.leave()
        again = self.presence(tmp_path)
        again.enter()
        assert (tmp_path / heartbeats.FILE).exists()
        again.leave()

    @linux("Windows lets nobody rename an open file")
    def test_another_program_that_still_holds_the_old_one_does_not_lead_back_to_it(self, tmp_path):
        one, two = self.presence(tmp_path), self.presence(tmp_path, "B")
        one.enter()
        two.enter()
        (tmp_path / heartbeats.FILE).replace(tmp_path / "moved")
        one.leave()
        again = self.presence(tmp_path)
        again.enter()
        again.beat()
        with pytest.raises(OSError, match="replaced"):
            two.beat()
        two.leave()
        again.leave()
        assert self.presence(tmp_path).programs() == ()

    def test_a_share_that_does_not_answer_is_left_all_the_same(self, tmp_path, monkeypatch):
        def gone(_side):
            raise OSError(5, "gone")

        one, two = self.presence(tmp_path), self.presence(tmp_path, "B")
        monkeypatch.setattr(heartbeat_file.SideFile, "is_in_place", gone)
        one.leave()
        two.leave()
        monkeypatch.undo()
        again = self.presence(tmp_path)
        assert again.programs() == ()
        again.leave()

    @pytest.mark.parametrize("make", [os.mkdir, *([os.mkfifo] if hasattr(os, "mkfifo") else [])])
    def test_what_is_no_file_is_said_and_holds_nobody_fast(self, tmp_path, make):
        make(tmp_path / heartbeats.FILE)
        with pytest.raises(OSError, match=r"ordinary file|directory|Permission denied"):
            self.presence(tmp_path)

    def test_a_heart_that_beats_without_its_lock_is_deaf(self, tmp_path):
        one = self.presence(tmp_path)
        one.enter()
        before = one.programs()
        one.beat()
        after = one.programs()
        assert live_program.deaf(before, after) == ()
        strip = [tuple(dataclasses.replace(program, locked=False) for program in seen) for seen in (before, after)]
        assert [program.device for program in live_program.deaf(*strip)] == ["A"]
        assert live_program.deaf(strip[1], strip[1]) == ()
        assert live_program.deaf((), strip[1]) == ()
        one.leave()

    def test_a_mark_without_a_lock_is_looked_at_again_soon(self, file, monkeypatch):
        kept = presence.Presence(file, canary_seconds=3600)
        kept.tick()
        mark = {"device": "K9", "pc": "pc-9", "pid": 1, "beat": 1, "at": 1, "skew": None}
        with (file.folder / heartbeats.FILE).open("r+b") as side:
            side.seek(200 * heartbeats.SLOT_BYTES)
            side.write(json.dumps(mark).encode().ljust(heartbeats.SLOT_BYTES, b"\0"))
        kept._beat_at = kept._canary_at = 0.0
        kept.tick()
        assert kept._canary_at <= time.monotonic() + 2 * live_program.BEAT_SECONDS
        kept._beat_at = kept._canary_at = 0.0
        kept.tick()  # it did not move: somebody who ended
        assert kept._canary_at > time.monotonic() + 3000
        kept.leave()

    @linux("Windows' folder says who may write")
    def test_whoever_may_write_to_the_hall_may_write_to_the_side_file(self, tmp_path):
        (tmp_path / "hall.db").touch()
        (tmp_path / "hall.db").chmod(0o660)
        self.presence(tmp_path).leave()
        assert (tmp_path / heartbeats.FILE).stat().st_mode & 0o777 == 0o660
        (tmp_path / heartbeats.FILE).unlink()
        (tmp_path / "hall.db").chmod(0o440)
        self.presence(tmp_path).leave()
        assert (tmp_path / heartbeats.FILE).stat().st_mode & 0o200

    @linux("the lock of Linux, with the server's answer")
    def test_a_lock_that_the_server_denies_by_eacces_is_taken(self, tmp_path, monkeypatch):
        one = self.presence(tmp_path)

        def deny(*_arguments):
            raise PermissionError

        monkeypatch.setattr(heartbeat_file.fcntl, "lockf", deny)
        assert not one._file.lock(3)
        monkeypatch.undo()
        one.leave()

    def test_the_company_beats_and_the_canary_stops_a_deaf_hall_for_as_long_as_it_is_deaf(self, file, monkeypatch):
        kept = presence.Presence(file, canary_seconds=0.0)
        kept.tick()
        kept.tick()
        assert len(heartbeats.live_programs(file.folder, clock=machine_clock)) == 0  # oneself does not count
        with monkeypatch.context() as patch:
            patch.setattr(presence, "deaf", lambda _before, after: after)
            for _ in range(2):
                with pytest.raises(EnvironmentFault) as caught:
                    kept.tick()
                assert caught.value.kind is Kind.UNSAFE_SHARE
                assert "here on " in caught.value.sentence
            kept._beat_at = time.monotonic() + 60
            with pytest.raises(EnvironmentFault):
                kept.tick()  # between two looks it is as it was
            kept._beat_at = 0.0
        kept.tick()
        kept.leave()
        kept.leave()

    def test_a_deaf_heart_is_found_in_the_side_file(self, file):
        """A program of another PC whose locks stay there: its mark moves, its byte is free."""
        kept = presence.Presence(file, canary_seconds=0.0)
        kept.tick()

        def mark(beat):
            record = {"device": "K9", "pc": "pc-9", "pid": 1, "beat": beat, "at": 1, "skew": None}
            with (file.folder / heartbeats.FILE).open("r+b") as side:
                side.seek(200 * heartbeats.SLOT_BYTES)
                side.write(json.dumps(record).encode().ljust(heartbeats.SLOT_BYTES, b"\0"))

        mark(1)
        kept.tick()
        mark(2)
        with pytest.raises(EnvironmentFault, match="K9 on pc-9"):
            kept.tick()
        kept.tick()  # it does not change: a dead program is no danger
        kept.leave()

    def test_the_company_is_quiet_between_beats_and_without_a_share(self, file, monkeypatch):
        kept = presence.Presence(file)
        kept.tick()
        kept.tick()

        def gone(*_arguments):
            raise OSError(5, "gone")

        monkeypatch.setattr(presence.Presence, "_stir", gone)
        kept._beat_at = 0.0
        kept.tick()
        assert kept._presence is None

    def test_it_beats_more_often_than_it_listens(self, file, monkeypatch):
        kept = presence.Presence(file, canary_seconds=3600)
        for _ in range(3):
            kept._beat_at = 0.0
            kept.tick()
        monkeypatch.setattr(presence, "deaf", None)  # not asked
        (found,) = kept._presence.programs()
        assert found.beat == 3
        kept.leave()


class TestTheSharesClock:
    @pytest.mark.parametrize(
        ("off", "low", "high"), [(0, -50, 50), (3_600_000, 3_599_000, 3_601_000), (-9000, -9100, -8900)]
    )
    def test_skew_is_measured_against_the_shares_stamp(self, tmp_path, monkeypatch, off, low, high):
        monkeypatch.setattr(share_clock, "machine_clock", lambda: machine_clock() + off)
        assert low <= share_clock.skew_ms(tmp_path) <= high
        assert list(tmp_path.iterdir()) == []


def test_without_an_answer_of_the_disk_or_of_the_installation_nothing_is_said(tmp_path, monkeypatch):
    def never_installed(_name):
        raise metadata.PackageNotFoundError("antrean")

    assert live_program.free_mb(tmp_path) >= 0
    assert live_program.free_mb(tmp_path / "gone") is None
    assert live_program.this_version()
    monkeypatch.setattr(metadata, "version", never_installed)
    assert live_program.this_version() == ""
