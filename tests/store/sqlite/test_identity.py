"""A file that is put in the place of the hall's, at rest or under running programs: found, said, nothing written."""

import contextlib
import shutil
import sqlite3
import types

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store.live.feed import Feed
from shared.store.sqlite import create, identity, migrations, schema
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.maintenance import restore
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import linux
from tests.helpers.store.sqlite_errors import coded

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'here')"


@pytest.fixture
def folder(tmp_path):
    create.create(tmp_path / "hall", small_hall(), machine_clock)
    return tmp_path / "hall"


@pytest.fixture
def file(folder):
    with HallFile.open(folder, device="here", clock=machine_clock) as opened:
        write(opened)
        yield opened


def write(file):
    with file.writing() as db:
        db.execute(NOTE)


def by_hand(path, *statements):
    """What somebody does with SQLite's own tool."""
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


def refused(call):
    with pytest.raises(EnvironmentFault) as caught:
        call()
    assert caught.value.remedy
    return caught.value


def opening(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    fault = refused(lambda: HallFile.open(folder, device="other", clock=machine_clock))
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    return fault


class TestAtTheDoor:
    @pytest.mark.parametrize("version", [0, schema.VERSION + 1, -1])
    def test_another_schema(self, folder, version):
        by_hand(folder / FILE, f"PRAGMA user_version={version}")
        assert opening(folder).kind is (Kind.NEWER_SCHEMA if version else Kind.NO_HALL)

    def test_a_change_that_this_program_does_not_know(self, folder):
        row = f"VALUES ('{migrations.SET}', '9999_x', '')"
        by_hand(folder / FILE, f"INSERT INTO _sqlite_migrations (migration_set, name, applied_at) {row}")
        fault = opening(folder)
        assert fault.kind is Kind.NEWER_SCHEMA
        assert "9999_x" in fault.sentence

    def test_every_change_of_this_program_is_known(self, folder):
        with HallFile.open(folder, device="here", clock=machine_clock) as file, file.reading() as db:
            applied = {name for (name,) in db.execute("SELECT name FROM _sqlite_migrations").fetchall()}
        assert applied == migrations.KNOWN

    @pytest.mark.parametrize(
        "tables", [("x (a)",), ("meta (name, value)", "_sqlite_migrations (id, migration_set, name)")]
    )
    def test_our_mark_on_other_tables(self, tmp_path, tables):
        marks = (f"PRAGMA application_id={schema.APPLICATION}", f"PRAGMA user_version={schema.VERSION}")
        by_hand(tmp_path / FILE, *marks, *(f"CREATE TABLE {table}" for table in tables))
        fault = opening(tmp_path)
        assert fault.kind is Kind.NO_HALL
        assert "tables" in fault.sentence

    def test_a_file_without_a_halls_id(self, folder):
        by_hand(folder / FILE, "DELETE FROM meta WHERE name = 'hall_id'")
        assert opening(folder).kind is Kind.NO_HALL

    def test_a_share_that_goes_away_while_it_is_looked_at(self, folder):
        error = coded(sqlite3.OperationalError("disk I/O error"), sqlite3.SQLITE_IOERR)

        def execute(sql):
            if not sql.startswith("PRAGMA"):
                raise error
            return types.SimpleNamespace(fetchone=lambda: (schema.VERSION,))

        seen = identity.FileIdentity(folder / FILE)
        for look in (seen.learn, seen.confirm):
            seen.hall_id = "known"
            with pytest.raises(sqlite3.OperationalError, match="I/O"):
                look(types.SimpleNamespace(execute=execute))

    def test_another_halls_file_put_there_between_two_openings(self, folder, tmp_path):
        create.create(tmp_path / "other", small_hall(), machine_clock)
        seen = identity.FileIdentity(folder / FILE)
        with contextlib.closing(sqlite3.connect(folder / FILE)) as db:
            seen.learn(db)
        first = seen.hall_id
        shutil.copy(tmp_path / "other" / FILE, folder / FILE)
        with contextlib.closing(sqlite3.connect(folder / FILE)) as db:
            assert refused(lambda: seen.learn(db)).kind is Kind.WRONG_HALL
        assert seen.hall_id == first

    @pytest.mark.parametrize("left", [b"", b"rubbish" * 1000])
    def test_a_leftover_of_write_ahead_logging(self, folder, left):
        (folder / f"{FILE}-wal").write_bytes(left)
        fault = opening(folder)
        assert fault.kind is Kind.UNSAFE_SHARE
        assert f"{FILE}-wal" in fault.sentence


class TestARestore:
    """It is no way past the door, though it may open a hall whose file is damaged or gone."""

    def restored(self, folder, backup):
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        fault = refused(lambda: restore.restore(folder, backup, device="cli", clock=machine_clock))
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        return fault

    @pytest.mark.parametrize("there", [True, False])
    def test_into_a_folder_where_no_hall_may_be(self, folder, tmp_path, there):
        shutil.copy(folder / FILE, tmp_path / "backup.db")
        (tmp_path / "Dropbox").mkdir()
        if there:
            shutil.copy(folder / FILE, tmp_path / "Dropbox")
        assert self.restored(tmp_path / "Dropbox", tmp_path / "backup.db").kind is Kind.UNSAFE_SHARE

    @pytest.mark.parametrize("content", [None, b"", b"ruin" * 5000])
    def test_beside_a_leftover_of_write_ahead_logging(self, folder, tmp_path, content):
        shutil.copy(folder / FILE, tmp_path / "backup.db")
        (folder / FILE).unlink()
        if content is not None:
            (folder / FILE).write_bytes(content)
        (folder / f"{FILE}-wal").write_bytes(b"x" * 100)
        assert self.restored(folder, tmp_path / "backup.db").kind is Kind.UNSAFE_SHARE


class TestUnderARunningProgram:
    def put(self, folder, other):
        """``cp``: the same file, other bytes."""
        (folder / FILE).write_bytes(other.read_bytes())
        return other.read_bytes()

    def acts(self, file):
        return (lambda: write(file), file.learn_hall, Feed(file, 0).poll, file.reach)

    def untouched(self, file, content):
        for act in self.acts(file):
            fault = refused(act)
            assert (file.path).read_bytes() == content
        return fault

    def test_another_halls_file(self, file, folder, tmp_path):
        create.create(tmp_path / "other", small_hall(), machine_clock)
        content = self.put(folder, tmp_path / "other" / FILE)
        assert self.untouched(file, content).kind is Kind.WRONG_HALL

    def test_another_applications_file(self, file, folder, tmp_path):
        by_hand(tmp_path / "x.db", "CREATE TABLE x (a)", "INSERT INTO x VALUES (1)")
        content = self.put(folder, tmp_path / "x.db")
        assert self.untouched(file, content).kind in (Kind.WRONG_HALL, Kind.NO_HALL)

    def test_an_older_copy_of_the_same_hall(self, file, folder, tmp_path):
        shutil.copy(folder / FILE, tmp_path / "older.db")
        for _ in range(3):
            write(file)
        content = self.put(folder, tmp_path / "older.db")
        fault = self.untouched(file, content)
        assert fault.kind is Kind.WRONG_HALL
        assert "ends at event 1, this program has seen 4" in fault.sentence

    def test_an_older_copy_is_known_by_what_others_wrote_too(self, file, folder, tmp_path):
        shutil.copy(folder / FILE, tmp_path / "older.db")
        with HallFile.open(folder, device="other", clock=machine_clock) as other:
            write(other)
        file.learn_hall()
        assert self.untouched(file, self.put(folder, tmp_path / "older.db")).kind is Kind.WRONG_HALL

    def test_an_older_copy_is_known_after_opening_alone(self, file, folder, tmp_path):
        shutil.copy(folder / FILE, tmp_path / "older.db")
        write(file)
        with HallFile.open(folder, device="other", clock=machine_clock) as other:
            assert self.untouched(other, self.put(folder, tmp_path / "older.db")).kind is Kind.WRONG_HALL

    def test_the_newer_file_put_back_heals_it(self, file, folder, tmp_path):
        shutil.copy(folder / FILE, tmp_path / "older.db")
        write(file)
        shutil.copy(folder / FILE, tmp_path / "newer.db")
        self.put(folder, tmp_path / "older.db")
        refused(lambda: write(file))
        self.put(folder, tmp_path / "newer.db")
        write(file)

    @linux("Windows lets nobody replace an open file")
    def test_an_older_copy_under_its_name(self, file, folder, tmp_path):
        """``mv``: another file of the same name. SQLite itself looks at the path before it writes."""
        shutil.copy(folder / FILE, tmp_path / "older.db")
        write(file)
        (tmp_path / "older.db").replace(folder / FILE)
        content = (folder / FILE).read_bytes()
        assert refused(lambda: write(file)).kind is Kind.GONE
        assert refused(lambda: write(file)).kind is Kind.WRONG_HALL  # opened again by now
        assert (folder / FILE).read_bytes() == content

    def test_a_newer_programs_change(self, file, folder):
        by_hand(folder / FILE, f"PRAGMA user_version={schema.VERSION + 1}")
        content = (folder / FILE).read_bytes()
        assert self.untouched(file, content).kind is Kind.NEWER_SCHEMA

    def test_a_switch_to_write_ahead_logging(self, file, folder):
        by_hand(folder / FILE, "PRAGMA journal_mode=WAL")
        content = (folder / FILE).read_bytes()
        assert self.untouched(file, content).kind is Kind.UNSAFE_SHARE
        by_hand(folder / FILE, "PRAGMA journal_mode=DELETE")
        write(file)

    def test_a_cut_file(self, file, folder):
        content = (folder / FILE).read_bytes()[:8192]
        (folder / FILE).write_bytes(content)
        assert self.untouched(file, content).kind is Kind.CORRUPT
