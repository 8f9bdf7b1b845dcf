"""``antrean check``: what it finds, what it says to do, what it leaves behind (nothing)."""

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from shared.check import hall_state, item, pc, run, share
from shared.clock import machine_clock
from shared.domain.hall_data.hall import Agency, Printer, Service
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.live_program import LiveProgram
from shared.store.sqlite import create, journal_mode
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.share import heartbeats, share_profile
from shared.store.sqlite.share.trust import Severity
from tests.helpers.checking import checked, command
from tests.helpers.hall import small_hall


@pytest.fixture
def file(folder):
    with HallFile.open(folder, device="check", clock=machine_clock) as opened:
        yield opened


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
        assert {path.name for path in folder.iterdir()} == {FILE, heartbeats.FILE}

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
        assert found["hall"].weight is Severity.REFUSE
        assert found["locks"].weight is Severity.GOOD
        assert found["peer"].weight is Severity.WARN
        assert list(tmp_path.iterdir()) == []

    def test_a_file_that_cannot_be_written_is_found(self, folder, file):
        before = (folder / FILE).read_bytes()
        assert share.lock_wait(file).weight is Severity.GOOD
        assert (folder / FILE).read_bytes() == before
        file._connection.execute("PRAGMA query_only=ON")  # as SQLite opens what it may only read
        found = next(run.guarded("lock_wait", lambda: [share.lock_wait(file)]))
        assert found.weight is Severity.REFUSE
        assert found.numbers == {"fault": "read_only"}
        assert found.sentence.startswith("The wait for a turn in the hall's file: This PC may not write")

    def test_a_damaged_hall_is_exit_3_with_everything_else_told(self, folder):
        with (folder / FILE).open("r+b") as raw:
            raw.seek(4096)
            raw.write(b"\xff" * 20000)
        code, out, _ = command(folder)
        assert code == 3
        assert "BAD " in out
        assert "Two processes on this PC exclude each other" in out
        assert "Do not run a hall like this" in out

    def test_an_unsafe_share_ends_there(self, tmp_path):
        create.create(tmp_path / "hall", small_hall(), machine_clock)
        (tmp_path / "hall").rename(tmp_path / "Dropbox")
        found = checked(tmp_path / "Dropbox")
        assert found["synced_folder"].weight is Severity.REFUSE
        assert "locks" not in found
        assert run.worst(found.values()) is Severity.REFUSE

    def test_a_fault_on_the_way_is_an_item(self):
        def gone():
            raise OSError(5, "io")

        def refused():
            raise EnvironmentFault(Kind.UNSAFE_SHARE, "No.", "Yes.")

        assert next(run.guarded("x", gone)).numbers == {"fault": "gone"}
        assert next(run.guarded("room", refused)).sentence == "The free space: No."
        assert run.worst(()) is Severity.GOOD

    def test_a_share_that_goes_away_during_the_canary_is_told(self, folder, monkeypatch):
        def gone(*_arguments):
            raise OSError(5, "io")

        monkeypatch.setattr(share, "canary", gone)
        assert checked(folder)["canary"].weight is Severity.REFUSE


class TestThisPc:
    def test_fonts_and_sound(self, tmp_path):
        assert pc.fonts().weight is Severity.GOOD
        assert pc.fonts(tmp_path).weight is Severity.WARN
        cards = tmp_path / "cards"
        assert pc.sound(cards).weight is Severity.WARN
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
        create.create(tmp_path / "hall", hall, machine_clock)
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
        assert run.worst(items) is Severity.REFUSE


class TestTheJournal:
    def test_it_is_agreed_with_nobody_there(self, folder):
        code, _, _ = command(folder, "--journal", "persist")
        assert code == 0
        with HallFile.open(folder, device="here", clock=machine_clock) as file:
            assert file.recipe.journal == share_profile.PERSIST

    def test_an_unknown_mode_is_a_usage_fault(self, folder):
        with pytest.raises(UsageFault):
            journal_mode.agree(folder, "wal", machine_clock)
        assert command(folder, "--journal", "wal")[0] == 2

    def test_a_new_hall_bears_the_mode_of_its_share_and_pcs_of_another_are_told_what_to_do(self, folder, monkeypatch):
        with HallFile.open(folder, device="server", clock=machine_clock) as file:
            assert file.recipe.journal == share_profile.DELETE
        monkeypatch.setattr(
            share_profile, "journal_for", lambda _mount: share_profile.PERSIST
        )  # the same folder over NFS
        with pytest.raises(EnvironmentFault) as caught:
            HallFile.open(folder, device="K1", clock=machine_clock)
        assert caught.value.kind is Kind.UNSAFE_SHARE
        assert f"--hall {folder} --journal persist" in caught.value.remedy
        with pytest.raises(UsageFault, match="Over "):
            journal_mode.agree(folder, share_profile.DELETE, machine_clock)
        journal_mode.agree(folder, share_profile.PERSIST, machine_clock)
        with HallFile.open(folder, device="K1", clock=machine_clock) as file:
            assert file.recipe.journal == share_profile.PERSIST
        monkeypatch.undo()
        with HallFile.open(folder, device="server", clock=machine_clock) as file:
            assert file.recipe.journal == share_profile.PERSIST

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
        there = LiveProgram(1, "K1", "pc-1", 1, 1, machine_clock(), None, locked=True)
        monkeypatch.setattr(heartbeats, "live_programs", lambda *_arguments, **_named: (there,))
        with pytest.raises(EnvironmentFault) as caught:
            journal_mode.agree(folder, "persist", machine_clock)
        assert caught.value.kind is Kind.BUSY
        assert "K1 on pc-1" in caught.value.sentence


def test_an_item_keeps_its_numbers():
    assert item.good("x", "y", ms=1.5).numbers == {"ms": 1.5}
    assert item.refuse("x", "y", "z").weight is Severity.REFUSE
