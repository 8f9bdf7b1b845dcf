"""This PC's own files: what an older Antrean or a damaged disk left in them goes on.

The two scripts in ``older`` are dumps of files that were written by the programs before there was an outbox: a kiosk's
spool with two numbers, a note and a finished visit, and a kiosk's print jobs with one confirmed paper, one of which
nobody knows, and what was found out about the printer.
"""

import contextlib
import socket
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.acts import Order
from shared.store.offline import outbox
from shared.store.offline.local_file import VERSION, LocalFile, bring_forward
from shared.store.offline.settle import settle, tend
from shared.store.offline.spool import Spool, path_of
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import HallPlace, LocalPrintJobStore
from shared.store.record.events import What, events_after
from shared.store.record.job_rows import Asked, JobState
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import StandingClock
from tests.helpers.store.offline import offline
from tests.store.acts.test_calling import press
from tests.store.acts.test_moving import sound

OLDER = Path(__file__).parent / "older"
T = TypeVar("T")
SPOOL = "c46b6cfe7683b3a9"
CONFIRMED, UNKNOWN = 12754467300012, 12754467300013


def older(name: str, path: Path) -> Path:
    """A file as the older program left it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript((OLDER / name).read_text(encoding="utf-8"))
    return path


def older_spool(folder: Path, hall_file: HallFile) -> Path:
    """That of kiosk K1 on this PC in this hall."""
    path = older("spool.sql", path_of(folder, hall_file.hall_id, "K1"))
    facts = {"hall": hall_file.hall_id, "place": f"{socket.gethostname()} {path.stat().st_ino}"}
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.executemany("UPDATE meta SET value = ? WHERE name = ?", [(value, name) for name, value in facts.items()])
    return path


def damage(path: Path, table: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    raw = bytearray(path.read_bytes())
    raw[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(raw)


class Link:
    """A way to the hall's file that can be cut."""

    def __init__(self, hall_file: HallFile) -> None:
        self.hall_file, self.gone = hall_file, True

    def __call__(self, operation: Callable[[HallFile], T]) -> T:
        if self.gone:
            raise EnvironmentFault(Kind.GONE, "The share is gone.", "")
        return operation(self.hall_file)


def in_the_hall(hall_file: HallFile, what: What) -> list[object]:
    with hall_file.reading() as db:
        return [event.reason or event.label for event in events_after(db, 0) if event.what is what]


# -- an older Antrean's --------------------------------------------------------------------------------------


def test_an_older_spool_goes_on_where_it_was(tmp_path: Path, hall_file: HallFile, clock: StandingClock) -> None:
    for number in range(2):
        acts.issue(hall_file, f"{number}", Order(("AB.1",)))
    press(hall_file, "1")
    clock.advance(minutes=5)
    older_spool(tmp_path / "local", hall_file)
    with hall_file.writing() as db:
        leased = "INSERT INTO leases (day, prefix, first, last, kiosk, spool, at) VALUES (?, ?, 31, 40, 'K1', ?, 0)"
        db.executemany(leased, [("2026-11-23", prefix, SPOOL) for prefix in ("AB", "BA")])
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as spool:
        assert spool.id == SPOOL
        assert [kept.request for kept in spool.pending()] == ["old 0", "old 1", "old note", "old finish"]
        assert [(block.first, used) for block, used in spool.blocks().items()] == [(31, 2), (31, 0)]
        assert offline(spool, hall_file, "AB.1", request="old 1").label == "AB-032"  # the same press
        assert offline(spool, hall_file, "AB.1").label == "AB-033"
        assert [one.refused for one in settle(spool, hall_file)] == [None] * 5
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as spool:
        assert spool.pending() == ()
        assert len(spool.settled()) == 5
        tend(spool, hall_file)
        assert [used for used in spool.blocks().values() if used] == [3], "the next outage goes on there"
    assert "genset menyala — 20'" in in_the_hall(hall_file, What.NOTE)
    assert in_the_hall(hall_file, What.FINISHED) == ["AB-001"]
    sound(hall_file)


def test_older_print_jobs_go_to_the_hall_once(tmp_path: Path, hall_file: HallFile) -> None:
    link = Link(hall_file)
    local = LocalPrintJobStore(older("print_jobs.sql", tmp_path / "jobs.db"))
    jobs = Jobs(HallPlace(link, "K1"), local, "K1", hall_file.clock)
    assert jobs.holds("P1")
    assert jobs.printer("P1").quarantined
    assert [job.state for job in jobs.of_ticket(UNKNOWN)] == [JobState.UNKNOWN]
    assert jobs.claim(CONFIRMED, "AB-012", 1, Asked.ISSUE) is None
    link.gone = False
    assert jobs.settle() == 9
    assert in_the_hall(hall_file, What.PRINT_FATE) == ["marker", "unplugged"]
    record = jobs.printer("P1")
    assert (record.used_mm, record.identity, record.trouble, record.quarantined) == (
        100.0,
        "EPSON TM",
        "paper_out",
        True,
    )
    assert jobs.holds("P1")
    assert Jobs(HallPlace(link, "K1"), local, "K1", hall_file.clock).settle() == 0


def test_programs_that_bring_an_older_file_forward_at_once_do_it_once(tmp_path: Path) -> None:
    path = older("print_jobs.sql", tmp_path / "jobs.db")
    counts: list[int] = []

    def begin() -> None:
        with LocalFile(path) as file, file.reading() as db:
            counts.append(len(outbox.pending(db)))

    programs = [threading.Thread(target=begin) for _ in range(8)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert counts == [9] * 8


def test_a_file_that_was_written_anew_without_its_version_keeps_what_waits_in_it(
    tmp_path: Path, hall_file: HallFile
) -> None:
    """As a technician does it with SQLite's own tool: a dump does not tell the version."""
    older_spool(tmp_path / "local", hall_file)
    Spool(tmp_path / "local", hall_file.hall_id, "K1").close()
    path = path_of(tmp_path / "local", hall_file.hall_id, "K1")
    with contextlib.closing(sqlite3.connect(path)) as db:
        told = "\n".join(db.iterdump())
        wanted = db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    path.write_bytes(b"")  # its place on the disk stays
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(told)
        assert db.execute("PRAGMA user_version").fetchone()[0] == 0
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as spool:
        assert spool.id == SPOOL
        assert [kept.request for kept in spool.pending()] == ["old 0", "old 1", "old note", "old finish"]
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall() == wanted
        assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION


# -- a damaged one -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("forward", [False, True])
def test_of_a_damaged_older_spool_the_acts_go_on(
    tmp_path: Path, hall_file: HallFile, caplog: pytest.LogCaptureFixture, forward: bool
) -> None:
    path = older_spool(tmp_path / "local", hall_file)
    if forward:
        Spool(tmp_path / "local", hall_file.hall_id, "K1").close()
    damage(path, "blocks")
    with Spool(tmp_path / "local", hall_file.hall_id, "K1") as spool:
        assert [kept.request for kept in spool.pending()] == ["old 0", "old 1", "old note", "old finish"]
        assert spool.blocks() == {}
        assert spool.id != SPOOL
    assert "4 unsent acts were saved" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("forward", [False, True])
def test_of_damaged_print_jobs_what_waits_and_what_a_printer_holds_go_on(
    tmp_path: Path, hall_file: HallFile, caplog: pytest.LogCaptureFixture, forward: bool
) -> None:
    path = older("print_jobs.sql", tmp_path / "jobs.db")
    if forward:
        LocalFile(path).close()
    damage(path, "print_jobs")
    link = Link(hall_file)
    jobs = Jobs(HallPlace(link, "K1"), LocalPrintJobStore(path), "K1", hall_file.clock)
    assert jobs.holds("P1")
    assert jobs.claim(12754467300014, "AB-014", 1, Asked.ISSUE) is not None
    link.gone = False
    assert jobs.settle() == 10
    assert in_the_hall(hall_file, What.PRINT_FATE) == ["marker", "unplugged"]
    assert len(list(tmp_path.glob("jobs.db.damaged-*"))) == 1
    assert "9 unsent acts were saved" in caplog.text
    caplog.clear()


def test_print_jobs_that_are_damaged_while_they_are_used_are_set_aside_at_the_next_use(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "jobs.db"
    jobs = Jobs(None, LocalPrintJobStore(path), "K1", StandingClock())
    assert jobs.claim(CONFIRMED, "AB-012", 1, Asked.ISSUE) is not None
    damage(path, "print_jobs")
    with pytest.raises(EnvironmentFault) as raised:
        jobs.of_ticket(CONFIRMED)
    assert raised.value.kind is Kind.CORRUPT
    assert jobs.claim(UNKNOWN, "AB-013", 1, Asked.ISSUE) is not None
    assert "was damaged" in caplog.text
    caplog.clear()


def test_print_jobs_of_a_newer_program_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "jobs.db"
    LocalFile(path).close()
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 9")
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault) as raised:
        Jobs(None, LocalPrintJobStore(path), "K1", StandingClock()).claim(CONFIRMED, "AB-012", 1, Asked.ISSUE)
    assert raised.value.kind is Kind.NEWER_SCHEMA
    assert path.read_bytes() == before


def test_a_file_that_another_program_brought_forward_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "spool.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        others: list[str] = []

        def meanwhile(sql: str) -> None:
            if not others:
                others.append(sql)
                LocalFile(path).close()

        db.set_trace_callback(lambda sql: meanwhile(sql) if sql.startswith("BEGIN") else None)
        bring_forward(db)
        db.set_trace_callback(None)
        assert others
        assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert db.execute("SELECT count(*) FROM outbox").fetchone()[0] == 0


def test_a_folder_in_the_place_of_the_file_is_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "spool.db").mkdir()
    with pytest.raises(EnvironmentFault) as told:
        LocalFile(tmp_path / "spool.db")
    assert str(tmp_path / "spool.db") in told.value.sentence
    assert (tmp_path / "spool.db").is_dir()
