"""The file is opened, or refused with nothing touched: whatever stands in its place, and whoever else uses it."""

import contextlib
import dataclasses
import errno
import os
import sqlite3

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite import create, identity, journal_mode, schema
from shared.store.sqlite.connection import FILE, HallFile, connect
from shared.store.sqlite.locking import read_only_guard, smb_lock_order, stale_writer_fence
from shared.store.sqlite.share import share_profile
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import WINDOWS, linux
from tests.helpers.machine.processes import holder
from tests.helpers.store.raw_file import NOTE, events, header
from tests.helpers.store.sqlite_errors import coded


def opening(folder):
    with pytest.raises(EnvironmentFault) as caught:
        HallFile.open(folder, device="here", clock=machine_clock)
    assert caught.value.sentence
    assert caught.value.remedy
    return caught.value.kind


class TestOpening:
    def test_a_pc_that_froze_in_the_middle_of_it_is_slow_and_opens_it_the_next_time(self, folder, monkeypatch):
        learn = identity.FileIdentity.learn

        def frozen(self, db):
            monkeypatch.setattr(stale_writer_fence, "deadline_passed", lambda: True)
            return learn(self, db)

        with monkeypatch.context() as this_pc:
            this_pc.setattr(identity.FileIdentity, "learn", frozen)
            assert opening(folder) is Kind.SLOW
        monkeypatch.undo()
        with HallFile.open(folder, device="here", clock=machine_clock) as file:
            assert events(file) == 0

    def test_a_folder_that_is_not_there(self, tmp_path):
        assert opening(tmp_path / "nothing") is Kind.NO_HALL

    def test_a_folder_without_a_hall_stays_empty(self, tmp_path):
        assert opening(tmp_path) is Kind.NO_HALL
        assert list(tmp_path.iterdir()) == []

    def test_a_file_in_place_of_the_folder(self, tmp_path):
        (tmp_path / "file").touch()
        assert opening(tmp_path / "file") is Kind.NO_HALL

    def test_an_empty_file_is_an_init_that_did_not_end(self, tmp_path):
        (tmp_path / FILE).touch()
        assert opening(tmp_path) is Kind.NO_HALL

    def test_anything_else_than_sqlite_is_damage(self, tmp_path):
        (tmp_path / FILE).write_bytes(b"hello" * 100)
        assert opening(tmp_path) is Kind.CORRUPT

    def test_an_sqlite_file_of_others_is_no_hall(self, tmp_path):
        other = sqlite3.connect(tmp_path / FILE)
        other.execute("CREATE TABLE t (a)")
        other.close()
        assert opening(tmp_path) is Kind.NO_HALL

    def test_a_newer_schema_is_refused_and_nothing_is_touched(self, folder):
        header(folder, 60, (schema.VERSION + 1).to_bytes(4, "big"))
        before = (folder / FILE).read_bytes()
        assert opening(folder) is Kind.NEWER_SCHEMA
        assert (folder / FILE).read_bytes() == before
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_wal_is_refused_before_sqlite_makes_its_files(self, folder):
        header(folder, 18, b"\x02\x02")
        assert opening(folder) is Kind.UNSAFE_SHARE
        assert [path.name for path in folder.iterdir()] == [FILE]

    def test_a_damaged_page_is_corrupt(self, folder):
        header(folder, 4096 * 1 + 0, b"\xff" * 4096 * 4)
        assert opening(folder) is Kind.CORRUPT

    def test_an_unreadable_file(self, folder, monkeypatch):
        def refuse(*_arguments):
            raise PermissionError(errno.EACCES, "denied")

        monkeypatch.setattr(os, "open", refuse)
        assert opening(folder) is Kind.READ_ONLY

    def test_an_unsafe_folder_is_refused_with_the_remedy(self, tmp_path):
        create.create(tmp_path / "hall", small_hall(), machine_clock)
        (tmp_path / "hall").rename(tmp_path / "OneDrive - Dinas")
        assert opening(tmp_path / "OneDrive - Dinas") is Kind.UNSAFE_SHARE

    def test_a_journal_mode_of_another_kind_of_share_is_refused(self, folder, monkeypatch):
        with contextlib.closing(connect(folder / FILE)) as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('journal', 'delete')")
        monkeypatch.setattr(share_profile, "journal_for", lambda _mount: share_profile.PERSIST)
        assert opening(folder) is Kind.UNSAFE_SHARE

    def test_a_hall_that_keeps_its_journal_keeps_it_everywhere(self, folder):
        with contextlib.closing(connect(folder / FILE)) as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('journal', 'persist')")
        with HallFile.open(folder, device="here", clock=machine_clock) as file:
            with file.writing() as db:
                db.execute(NOTE)
            assert (folder / "hall.db-journal").exists()
            assert file.recipe.journal == "persist"


class TestAFileThatBecomesAnother:
    """What somebody else does to the file while this program has it open."""

    @pytest.mark.parametrize("how", ["reading", "writing"])
    def test_a_newer_program_migrated_it(self, file, folder, how):
        with contextlib.closing(connect(folder / FILE)) as newer:
            newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        with pytest.raises(EnvironmentFault) as caught, getattr(file, how)() as db:
            db.execute(NOTE)
        assert caught.value.kind is Kind.NEWER_SCHEMA

    @pytest.mark.parametrize("how", ["reading", "writing"])
    def test_somebody_switched_it_to_wal(self, file, folder, how):
        other = sqlite3.connect(folder / FILE)
        assert other.execute("PRAGMA journal_mode=WAL").fetchone()[0] == "wal"
        other.close()
        with pytest.raises(EnvironmentFault) as caught, getattr(file, how)():
            pass
        assert caught.value.kind is Kind.UNSAFE_SHARE
        assert "WAL" in caught.value.sentence

    @linux("Windows has no pipes among its files")
    def test_a_pipe_or_a_folder_in_its_place_is_no_hall_and_nobody_waits(self, tmp_path):
        os.mkfifo(tmp_path / FILE)
        assert opening(tmp_path) is Kind.NO_HALL
        (tmp_path / FILE).unlink()
        (tmp_path / FILE).mkdir()
        assert opening(tmp_path) is Kind.NO_HALL

    def test_a_name_that_is_too_long_is_no_hall(self, tmp_path):
        assert opening(tmp_path / ("x" * 300)) is Kind.NO_HALL


class TestOpeningMeetsOthers:
    """The first look at the file may find it in use, damaged, or going away."""

    @linux("Windows lets nobody remove an open file")
    def test_a_file_that_goes_away_while_it_is_asked_again_is_gone_and_not_damaged(self, file):
        with pytest.raises(EnvironmentFault) as caught, file.reading():
            (file.folder / FILE).unlink()
            raise coded(sqlite3.DatabaseError("malformed"), sqlite3.SQLITE_CORRUPT)
        assert caught.value.kind is Kind.NO_HALL

    def test_a_program_of_this_pc_that_keeps_the_lock_is_busy(self, folder, monkeypatch):
        monkeypatch.setattr("shared.store.sqlite.opening.DEADLINE_SECONDS", 0.1)
        with holder(folder, "write"):
            assert opening(folder) is Kind.BUSY

    def test_an_error_while_connecting_is_sorted(self, folder, monkeypatch):
        def cannot(*_arguments, **_named):
            raise coded(sqlite3.OperationalError("unable to open database file"), sqlite3.SQLITE_CANTOPEN)

        monkeypatch.setattr("shared.store.sqlite.opening.connect", cannot)
        assert opening(folder) is Kind.GONE

    def test_an_error_on_the_way_in_is_not_busy(self, file):
        def broken(_sql, *_arguments):
            raise coded(sqlite3.OperationalError("disk I/O error"), sqlite3.SQLITE_IOERR_READ)

        file._connection.execute = broken
        with pytest.raises(EnvironmentFault) as caught, file.reading():
            pass
        assert caught.value.kind is Kind.GONE
        assert events(file) == 0

    def test_the_recipe_for_smb_is_put_in_place_before_the_first_connection(self, folder, monkeypatch):
        chosen = dataclasses.replace(share_profile.choose(folder), smb=True)
        monkeypatch.setattr(share_profile, "choose", lambda _folder: chosen)
        try:
            with HallFile.open(folder, device="here", clock=machine_clock) as file:
                assert bool(smb_lock_order._installed) is not WINDOWS
                with file.writing() as db:
                    db.execute(NOTE)
                assert events(file) == 1
        finally:
            smb_lock_order.remove()
            stale_writer_fence.remove()
            read_only_guard.remove()


class TestTheJournalMode:
    def test_it_is_written_with_nobody_there(self, folder):
        journal_mode.agree(folder, share_profile.PERSIST, machine_clock)
        with HallFile.open(folder, device="here", clock=machine_clock) as file:
            assert file.recipe.journal == share_profile.PERSIST
