"""The same tests on the other engine: with ANTREAN_TEST_SERVER set, every hall that a test makes is on that server.

Tests that look at the file itself stay on the file: those of the file's own rooms, and those named here.
"""

import contextlib
import hashlib
import itertools
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from shared.clock import Clock, machine_clock
from shared.domain.hall_data.hall import Hall
from shared.faults import UsageFault
from shared.store.engine_choice import server_part
from shared.store.postgres import server_address
from shared.store.postgres.server_address import ServerAddress
from shared.store.record import hall_rows
from shared.store.record.clock_guard import refuse_pretended
from shared.store.sqlite import create
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.maintenance import copying
from tests.helpers.server import doors

SERVER = "ANTREAN_TEST_SERVER"
_number = itertools.count()
_in_use: list[ServerAddress] = []
_spare: list[ServerAddress] = []
_in_file, _open_file, _init_file = create.create, HallFile.open, HallFile.__init__


def url() -> str | None:
    """The server that tests use in place of files; None for files."""
    return os.environ.get(SERVER)


def make_on_server(folder: Path, hall: Hall, clock: Clock) -> None:
    """As ``create.create``: the folder names the server, where the hall has a schema of its own."""
    if (folder / server_address.FILE).exists():
        raise UsageFault(f"{folder} holds a hall already.", "")
    here = [one for one in _spare if doors.is_of(one, url() or "")]
    if here:
        address = here[0]
        _spare.remove(address)
        _fill_again(address, hall, clock)
    else:
        name = hashlib.sha256(f"{folder} {os.getpid()} {next(_number)}".encode()).hexdigest()[:16]
        address = doors.own(ServerAddress(url() or "", f"t_{name}"))
        server_part("server_making").make(address, hall, clock)
    _in_use.append(address)
    folder.mkdir(parents=True, exist_ok=True)
    server_address.write(folder, address)


def copy_hall(source: Path, target: Path) -> None:
    """A hall that was prepared once, as a file, becomes one test's own: on the server where halls are there now."""
    on_server = create.create is make_on_server
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{FILE}*") if on_server else None)
    if on_server:
        with contextlib.closing(sqlite3.connect(source / FILE)) as rows:
            rows.row_factory = sqlite3.Row
            make_on_server(target, hall_rows.load(rows), machine_clock)
            rows.row_factory = None
            with server_part("server_making").opened(_in_use[-1]) as connection, connection.transaction():
                server_part("server_copy").load(connection, rows)


def _fill_again(address: ServerAddress, hall: Hall, clock: Clock) -> None:
    """A schema of an earlier test, emptied: making one anew takes a quarter of a second."""
    refuse_pretended(hall, clock)
    making = server_part("server_making")
    with making.opened(address) as connection, connection.transaction():
        for table in reversed((*copying.KEYS, *copying.SMALL, "undo", "programs", "reports")):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE server_state SET commits = 0, event = 0, call = 0")
        making.fill(server_part("server_rows").ServerDb(connection), hall, clock)


def open_any(folder: Path, *, device: str, clock: Clock) -> object:
    """As ``HallFile.open``, whichever engine holds the hall."""
    if server_address.of_folder(folder) is None:
        return _open_file(folder, device=device, clock=clock)
    return server_part("server_hall").ServerHall.open(folder, device=device, clock=clock)


FILE_ONLY = {
    "tests/store/acts/test_apply_hall.py": {
        "test_a_second_hall_is_not_put_over_the_first": "looks for hall.db",
        "test_two_that_make_a_hall_at_once_make_one": "looks for hall.db",
        "test_what_is_the_same_changes_nothing": "compares the bytes of the file",
    },
    "tests/store/offline/test_leases.py": {"test_tending_writes_nothing_when_nothing_is_due": "compares the bytes"},
    "tests/store/offline/test_settle.py": {"test_settling_again_changes_nothing": "compares the bytes of the file"},
    "tests/store/questions/test_audit.py": {
        "test_what_was_done_past_the_programs_is_found[": "writes into the file; see test_tampering",
        "test_the_programs_go_on_after_an_event_that_was_put_in": "writes into the file",
        "test_of_very_many_faults": "writes into the file",
        "test_a_cut_that_hides_its_trace": "writes into the file",
        "test_a_chain_written_again_with_a_known_key": "writes into the file",
        "test_events_from_before_the_chain": "writes into the file",
        "test_an_event_of_another_course": "writes into the file",
        "test_a_backup_is_a_checkpoint": "restores the file's own backup; see test_upkeep",
        "test_days_in_the_archive": "a server keeps every day in its tables",
    },
    "tests/store/questions/test_questions.py": {
        "test_statisticians_find_views": "asks SQLite for its views; see test_rights",
        "test_the_file_says_its_version": "is about the file's header",
        "test_migrating_twice": "is about the file's own list of changes",
    },
    "tests/store/questions/test_history.py": {
        "test_the_first_day_of_all": "a server keeps every day in its tables",
        "test_the_figures_are_the_same": "a server keeps every day in its tables",
        "test_a_year_in_which_the_hall_was_never_opened": "a server keeps every day in its tables",
        "test_a_report_that_meets_an_archive": "a server keeps every day in its tables",
        "test_days_of_the_past_take_the_live_files_time": "readers hold up nobody on a server",
    },
    "tests/store/live/test_clock_watch.py": {
        "test_a_share_that_cannot_be_told": "moves the file's folder",
        "test_staff_and_log_are_told_once": "changes the stamp of the share's file",
        "test_a_share_that_woke_up_long_ago": "changes the stamp of the share's file",
        "test_a_share_on_which_nothing_can_be_made": "takes the folder's rights away",
        "TestAPretendedClock": "looks for hall.db and the file's backups",
    },
    "tests/store/live/test_feed.py": {
        "test_a_commit_that_died_halfway": "is about SQLite's journal",
        "test_a_reader_that_may_have_lost_its_lock": "is about the file's locks",
    },
    "tests/store/live/test_thread.py": {
        "test_whoever_acts_is_answered_before": "is about the hint; a server sends it with the COMMIT",
        "test_a_setting_that_cannot_be_understood": "is about the hint's setting",
    },
    "tests/store/live/test_thread_outages.py": {"test_": "moves the file away; see tests/e2e/test_server_gone.py"},
    "tests/cli/test_ruins.py": {"test_": "ruins the file"},
    "tests/store/test_portable_sql.py": {"test_": "reads the sources; every statement for both engines"},
    "tests/cli/test_hall.py": {
        "test_init_says_what_it_made": "looks for hall.db; see tests/store/postgres/test_guide.py",
        "test_a_hall_is_named_from_where_one_stands": "tries the share's locks",
    },
    "tests/cli/test_report.py": {
        "test_the_audit_of_a_past_day_is_read_wherever_it_lies": "a server keeps every day in its tables",
    },
}
"""Tests that look at the file itself, by the beginning of their names, and why: they stay on it."""


FILE_ONLY_ROOMS = {
    "tests/store/sqlite": "the file's own rooms",
    "tests/torture": "the file's tortures; a server's are ./run torture server",
    "tests/tools/bench": "measures the file; see test_engines",
    "tests/check": "tries a share and its locks; see tests/store/postgres/test_check_server.py",
}
"""The same for whole folders and modules."""


def is_about_the_file(path: str, name: str) -> bool:
    """Whether a test stays on the file."""
    if any(path.startswith(room) for room in FILE_ONLY_ROOMS):
        return True
    return any(name.startswith(begin) or f"::{begin}" in name for begin in FILE_ONLY.get(path, ()))


def use_server() -> None:
    """From now on in this process."""
    create.create = make_on_server
    HallFile.open = open_any
    HallFile.__init__ = _no_file


def use_files() -> None:
    """For a test that is about the file."""
    create.create, HallFile.open, HallFile.__init__ = _in_file, _open_file, _init_file
    _spare.extend(_in_use)
    _in_use.clear()


def _no_file(self: HallFile, folder: Path, **how: Any) -> None:
    """A test that would try the file once more, unnoticed, fails."""
    assert not (folder / FILE).exists(), (
        f"{folder} holds a file: make halls by copy_hall, or name the test in FILE_ONLY"
    )
    _init_file(self, folder, **how)
