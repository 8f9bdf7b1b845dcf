"""Damage of every kind: what can be saved is saved, the result is sound, and ``restore`` takes it."""

import contextlib
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.offline.settle import give_back, settle, tend
from shared.store.offline.spool import Spool
from shared.store.record import hall_rows
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.maintenance import backup, copying, invariants, restore, salvage
from tests.helpers.days import day
from tests.helpers.hall import StandingClock, open_hall
from tests.helpers.machine.processes import ROOT
from tests.helpers.store.contents import content, problems
from tests.helpers.store.offline import offline
from tests.store.acts.test_calling import press, take

PAGE = 4096


class Before(NamedTuple):
    """A hall of ten days with a backup, and fifteen numbers since."""

    good: bytes
    made: Path
    tickets: int
    clock: StandingClock


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    clock = StandingClock()
    with open_hall(tmp_path_factory.mktemp("before"), clock=clock) as hall_file:
        for _ in range(10):
            day(hall_file, tickets=25)
        made = backup.backup(hall_file)
        for _ in range(15):
            take(hall_file, "AB.1")
        press(hall_file, "1")
        press(hall_file, "2")
    good = hall_file.path.read_bytes()
    return Before(good, made.path, len(content(hall_file.path)["tickets"]), clock)


def zeroed(good: bytes, *pages: int, fill: int = 0) -> bytes:
    raw = bytearray(good)
    for page in pages:
        raw[(page - 1) * PAGE : page * PAGE] = bytes([fill]) * PAGE
    return bytes(raw)


def flipped(good: bytes, seed: int, times: int) -> bytes:
    raw, chance = bytearray(good), random.Random(seed)
    for _ in range(times):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def root(good: bytes, name: str) -> int:
    db = sqlite3.connect(":memory:")
    with contextlib.closing(db):
        db.deserialize(good)
        return db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "beginning zero": lambda good: zeroed(good, 1),
    "beginning rubbish": lambda good: zeroed(good, 1, fill=0xA5),
    "first 100 bytes zero": lambda good: bytes(100) + good[100:],
    "list of tables zero": lambda good: good[:100] + bytes(PAGE - 100) + good[PAGE:],
    "half of the file": lambda good: good[: len(good) // 2],
    "cut within a page": lambda good: good[:-1000],
    "one page": lambda good: good[:PAGE],
    "nothing": lambda _good: b"",
    "second half zero": lambda good: good[: len(good) // 2] + bytes(len(good) - len(good) // 2),
    "a few bytes": lambda good: flipped(good, 1, 12),
    "many bytes": lambda good: flipped(good, 2, 200),
    "a word in the list of tables": lambda good: good.replace(b"priority INTEGER", b"priori\xf4y INTEGER"),
    "ten pages": lambda good: zeroed(good, *random.Random(3).sample(range(2, len(good) // PAGE), 10), fill=0xA5),
    **{
        f"root of {name}": lambda good, name=name: zeroed(good, root(good, name))
        for name in ("tickets", "steps", "events", "calls", "meta", "hall_data", "pulse", "numbers", "leases",
                     "steps_in_line", "one_visit_per_counter", "_sqlite_migrations")
    },
}  # fmt: skip


def ruined(folder: Path, raw: bytes) -> Path:
    folder.mkdir()
    (folder / FILE).write_bytes(raw)
    return folder / FILE


def goes_on(folder: Path, clock: StandingClock) -> HallFile:
    """The hall works, its file is sound; answers it closed."""
    with HallFile.open(folder, device="after", clock=clock) as hall_file:
        acts.issue(hall_file, acts.new_request(), acts.Order(("AB.1",)))
        with hall_file.reading() as db:
            assert copying.sound(db) is None
    return hall_file


@pytest.mark.parametrize("damage", DAMAGE)
def test_whatever_happened_to_the_file_a_backup_goes_back_into_it(tmp_path: Path, before: Before, damage: str) -> None:
    path = ruined(tmp_path / "hall", DAMAGE[damage](before.good))
    inode = path.stat().st_ino
    loss = restore.restore(path.parent, before.made, device="cli", clock=before.clock)
    goes_on(path.parent, before.clock)
    assert path.stat().st_ino == inode
    assert problems(path) == ()
    assert not loss.readable


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_can_be_read_is_saved_and_restored(tmp_path: Path, before: Before, damage: str) -> None:
    path = ruined(tmp_path / "hall", DAMAGE[damage](before.good))
    raw = path.read_bytes()
    report = salvage.salvage(path, tmp_path / "saved.db", before.made)
    assert path.read_bytes() == raw
    assert report.wrong is None
    assert len(content(tmp_path / "saved.db")["tickets"]) >= before.tickets - 15  # never fewer than the backup has
    lost_news = {"call_without_event", "event_unlike_step"}  # events of the last minutes can be gone for good
    assert {problem.rule for problem in problems(tmp_path / "saved.db")} <= lost_news
    restore.restore(path.parent, tmp_path / "saved.db", device="cli", clock=before.clock)
    goes_on(path.parent, before.clock)


@pytest.mark.parametrize(
    "damage",
    ["beginning zero", "beginning rubbish", "first 100 bytes zero", "list of tables zero", "cut within a page",
     "root of tickets", "root of steps", "root of steps_in_line"],
)  # fmt: skip
def test_not_one_ticket_is_lost_where_tables_can_be_had_or_rebuilt(tmp_path: Path, before: Before, damage: str) -> None:
    path = ruined(tmp_path / "hall", DAMAGE[damage](before.good))
    salvage.salvage(path, tmp_path / "saved.db")
    assert len(content(tmp_path / "saved.db")["tickets"]) == before.tickets


@pytest.mark.parametrize("call", ["NULL", "0"])
def test_a_step_whose_row_lost_its_call_knows_it_again(tmp_path: Path, before: Before, call: str) -> None:
    path = ruined(tmp_path / "hall", before.good)
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute(f"UPDATE steps SET call = {call} WHERE call IS NOT NULL").rowcount > 0
        db.commit()
    assert {problem.rule for problem in problems(path)} == {"call_without_step"}
    salvage.salvage(path, tmp_path / "saved.db", None)
    assert problems(tmp_path / "saved.db") == ()


def test_hall_data_that_can_be_read_but_makes_no_hall_comes_from_the_backup(tmp_path: Path, before: Before) -> None:
    path = ruined(tmp_path / "hall", before.good)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("""UPDATE hall_data SET data = '{"oops": 1}' WHERE section = 'counter'""")
        db.commit()
    assert salvage.salvage(path, tmp_path / "saved.db", before.made).wrong is None
    with contextlib.closing(sqlite3.connect(tmp_path / "saved.db")) as db:
        assert hall_rows.load(db).counter


def test_an_event_whose_label_became_a_number_is_left_out() -> None:
    row = {"day": "2026-11-23", "what": "called", "ticket": 1, "label": 7, "step": None}
    assert not salvage._likely("events", row)


def test_a_lost_steps_table_is_filled_from_the_backup_but_not_with_what_has_changed_since(
    tmp_path: Path, before: Before
) -> None:
    (tmp_path / "good.db").write_bytes(before.good)
    path = ruined(tmp_path / "hall", zeroed(before.good, root(before.good, "steps")))
    salvage.salvage(path, tmp_path / "saved.db", before.made)
    columns = "id, ticket, service, state, counter, call, called_at, ended_at"
    rows: list[list[tuple[object, ...]]] = []
    for name in ("good.db", "saved.db"):
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as db:
            rows.append(db.execute(f"SELECT {columns} FROM steps ORDER BY id").fetchall())
    assert rows[0] == rows[1]
    assert problems(tmp_path / "saved.db") == ()


def test_services_in_another_order_are_no_damage(tmp_path: Path) -> None:
    with open_hall(tmp_path, clock=StandingClock()) as hall_file:
        label = take(hall_file, "AB.1", "BA.1")
        acts.reorder_steps(hall_file, acts.new_request(), label, ("BA.1", "AB.1"))
        steps = content(hall_file.path)["steps"]
    report = salvage.salvage(hall_file.path, tmp_path / "saved.db")
    (saved,) = (table for table in report.tables if table.table == "steps")
    assert (saved.read, saved.broken) == (2, 0)
    assert content(tmp_path / "saved.db")["steps"] == steps


def test_of_a_hall_without_its_data_and_without_a_backup_nothing_is_left_behind(tmp_path: Path, before: Before) -> None:
    path = ruined(tmp_path / "hall", zeroed(before.good, root(before.good, "hall_data")))
    with pytest.raises(EnvironmentFault, match="hall's own data") as raised:
        salvage.salvage(path, tmp_path / "saved.db")
    assert "--fill" in raised.value.remedy
    assert not (tmp_path / "saved.db").exists()


def test_a_commit_that_was_cut_off_is_undone_in_what_is_saved(tmp_path: Path, before: Before) -> None:
    path = ruined(tmp_path / "hall", before.good)
    code = (
        "import os, sys, sqlite3; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('PRAGMA cache_size=1'); db.execute('BEGIN'); db.execute('DELETE FROM events'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.with_name(f"{FILE}-journal").exists()
    report = salvage.salvage(path, tmp_path / "saved.db")
    events = next(one for one in report.tables if one.table == "events")
    (tmp_path / "good.db").write_bytes(before.good)
    assert events.read == len(content(tmp_path / "good.db")["events"])


def test_a_hall_whose_file_is_gone_comes_back_from_a_backup(tmp_path: Path, before: Before) -> None:
    (tmp_path / "hall").mkdir()
    restore.restore(tmp_path / "hall", before.made, device="cli", clock=before.clock)
    goes_on(tmp_path / "hall", before.clock)
    with pytest.raises(EnvironmentFault) as raised:
        restore.restore(tmp_path / "nowhere", before.made, device="cli", clock=before.clock)
    assert raised.value.kind is Kind.NO_HALL


def test_numbers_of_a_damaged_file_are_not_given_out_again(tmp_path: Path, before: Before) -> None:
    path = ruined(tmp_path / "hall", zeroed(before.good, 1))
    loss = restore.restore(path.parent, before.made, device="cli", clock=before.clock)
    assert (loss.tickets, loss.labels[0], loss.labels[-1]) == (15, "AB-001", "AB-015")
    with HallFile.open(path.parent, device="after", clock=before.clock) as hall_file:
        assert take(hall_file, "AB.1") == "AB-016"


# -- restores that are cut off, and what kiosks hold meanwhile -------------------------------------------------

_RESTORE = """
import sys
from pathlib import Path
from shared.store.sqlite.maintenance import restore
from tests.helpers.hall import StandingClock
print("on", flush=True)
restore.restore(Path(sys.argv[1]), Path(sys.argv[2]), device="cli", clock=StandingClock(int(sys.argv[3])))
"""


@pytest.mark.parametrize("sound", [True, False])
def test_a_restore_that_is_killed_at_any_moment_can_be_done_again(tmp_path: Path, before: Before, sound: bool) -> None:
    raw = before.good if sound else zeroed(before.good, root(before.good, "steps"))
    path = ruined(tmp_path / "hall", raw)
    after = 0.0
    for _ in range(3):
        (path.parent / f"{FILE}-journal").unlink(missing_ok=True)
        path.write_bytes(raw)
        process = subprocess.Popen(
            [sys.executable, "-c", _RESTORE, str(path.parent), str(before.made), str(before.clock())],
            cwd=ROOT, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.kill()
        process.communicate()
        after += 0.04
        if sound:  # before or after, never in between
            goes_on(path.parent, before.clock)
            assert problems(path) == ()
        restore.restore(path.parent, before.made, device="cli", clock=before.clock)
        goes_on(path.parent, before.clock)
        assert problems(path) == ()


def test_bytes_written_over_a_ruin_are_no_hall_until_the_last_of_them(
    tmp_path: Path, before: Before, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ruined(tmp_path / "hall", zeroed(before.good, root(before.good, "steps")))
    monkeypatch.setattr(restore, "_PIECE", 16 * PAGE)
    pieces = len(before.made.read_bytes()) // (16 * PAGE) + 1
    real = restore._write_over  # pyright: ignore[reportPrivateUsage]
    for after in range(pieces):

        def cut(target: Path, source: "list[bytes]", after: int = after) -> None:
            def some() -> "object":
                for number, piece in enumerate(source):
                    if number == after:
                        raise KeyboardInterrupt
                    yield piece

            real(target, some())  # pyright: ignore

        with monkeypatch.context() as power, pytest.raises(KeyboardInterrupt):
            power.setattr(restore, "_write_over", cut)
            restore.restore(path.parent, before.made, device="cli", clock=before.clock)
        with pytest.raises(EnvironmentFault) as raised:
            HallFile.open(path.parent, device="after", clock=before.clock)
        assert raised.value.kind is Kind.CORRUPT
    restore.restore(path.parent, before.made, device="cli", clock=before.clock)
    goes_on(path.parent, before.clock)


@pytest.mark.parametrize("sound", [True, False])
def test_what_kiosks_hold_and_gave_out_outlives_a_restore(tmp_path: Path, sound: bool) -> None:
    clock = StandingClock()
    with open_hall(tmp_path / "hall", clock=clock) as hall_file, Spool(tmp_path, hall_file.hall_id, "K1") as spool:
        take(hall_file, "AB.1")
        made = backup.backup(hall_file)
        tend(spool, hall_file)
        papers = [offline(spool, hall_file, "AB.1").label for _ in range(3)]
        settle(spool, hall_file)
        papers.append(offline(spool, hall_file, "AB.1").label)
        hall_file.close()
        if not sound:
            raw = (tmp_path / "hall" / FILE).read_bytes()
            (tmp_path / "hall" / FILE).write_bytes(zeroed(raw, root(raw, "paces")))
        restore.restore(tmp_path / "hall", made.path, device="cli", clock=clock)
        with open_hall(tmp_path / "hall", clock=clock) as again:
            labels = [take(again, "AB.1") for _ in range(40)]
            give_back(spool, again)
            labels += [take(again, "AB.1") for _ in range(40)]
            with again.reading() as db:
                assert invariants.check(db) == ()
        assert set(papers).isdisjoint(labels)
        assert len(set(labels)) == 80


def test_somebody_who_writes_during_a_restore_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = StandingClock()
    with open_hall(tmp_path / "hall", clock=clock) as hall_file:
        take(hall_file, "AB.1")
        made = backup.backup(hall_file)
    real = restore.keep_aside

    def meanwhile(folder: Path, at: StandingClock) -> Path:
        aside = real(folder, at)
        code = 'import sys, sqlite3; db = sqlite3.connect(sys.argv[1]); db.execute("INSERT INTO events (at, day, what,'
        code += " device) VALUES (1, '2026-11-23', 'note', 'x')\"); db.commit()"
        subprocess.run([sys.executable, "-c", code, str(folder / FILE)], check=True)
        return aside

    monkeypatch.setattr(restore, "keep_aside", meanwhile)
    with pytest.raises(EnvironmentFault, match="wrote to the hall's file meanwhile"):
        restore.restore(tmp_path / "hall", made.path, device="cli", clock=clock)
    assert {row[3] for row in content(hall_file.path)["events"]} >= {"note"}
