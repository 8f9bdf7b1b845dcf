"""The read-only guard: after a dead PC's unfinished write was undone, no kernel opens the file for writing any more."""

import ctypes
import dataclasses
import os
import shutil
import sqlite3
import stat
import subprocess
import sys

import pytest

from shared.clock import machine_clock
from shared.faults import EnvironmentFault, Kind
from shared.store.sqlite import create, file_handle, opening
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.locking import read_only_guard, smb_lock_order, stale_writer_fence
from shared.store.sqlite.maintenance import restore
from shared.store.sqlite.share import mounts_linux, share_profile
from shared.store.sqlite.share.mount import ShareKind
from tests.helpers.hall import small_hall
from tests.helpers.machine.linux import linux
from tests.helpers.store.sqlite_errors import coded

NOTE = "INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', ?)"
ROWS = 200
_DROP_FROM_BOUNDS, _OVERRIDE = 24, 1  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE


@pytest.fixture
def smb(monkeypatch):
    """Every folder is used as one on an SMB share."""
    real = share_profile.choose
    monkeypatch.setattr(
        share_profile, "choose", lambda folder: dataclasses.replace(real(folder), smb=True, direct=False)
    )
    yield
    for one in (smb_lock_order, stale_writer_fence, read_only_guard):
        one.remove()


@pytest.fixture
def torn(tmp_path):
    """A hall whose writer died in the middle of COMMIT: half of its pages are in the file, the journal is hot."""
    alive = tmp_path / "alive"
    create.create(alive, small_hall(), machine_clock)
    db = sqlite3.connect(alive / FILE, isolation_level=None)
    db.executemany(NOTE, [("old" + "x" * 500,)] * ROWS)
    db.execute("PRAGMA cache_size=5")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE events SET device = 'new' || substr(device, 4)")  # more than the cache holds: pages are written
    shutil.copytree(alive, tmp_path / "hall")
    db.execute("ROLLBACK")
    db.close()
    assert (tmp_path / "hall" / f"{FILE}-journal").stat().st_size > 0
    return tmp_path / "hall"


def barred(folder):
    return not (folder / FILE).stat().st_mode & stat.S_IWUSR


def devices(folder):
    with HallFile.open(folder, device="look", clock=machine_clock) as file, file.reading() as db:
        rows = db.execute("SELECT substr(device, 1, 3), count(*) FROM events WHERE what = 'note' GROUP BY 1")
        return dict(map(tuple, rows))


def test_whoever_undoes_a_dead_pcs_write_lowers_the_bar_first(smb, torn, monkeypatch):
    seen = []
    lower = read_only_guard.lower

    def watched(path):
        seen.append(b"new" + b"x" * 20 in path.read_bytes())
        lower(path)

    monkeypatch.setattr(read_only_guard, "lower", watched)
    assert devices(torn) == {"old": ROWS}
    assert seen[0], "the dead PC's pages were still there when the bar came down"
    assert barred(torn)


def test_elsewhere_the_file_keeps_its_rights(torn):
    assert devices(torn) == {"old": ROWS}
    assert not barred(torn)


def test_the_hall_goes_on_behind_the_bar(smb, torn):
    with HallFile.open(torn, device="here", clock=machine_clock) as file:
        assert barred(torn)
        with file.writing() as db:
            db.execute(NOTE, ("own",))
            journal = torn / f"{FILE}-journal"
            assert journal.stat().st_mode & stat.S_IWUSR, "the next one must be able to undo it"
    assert devices(torn) == {"old": ROWS, "own": 1}
    assert barred(torn)


def drop_roots_privilege():
    """Without it root, too, is refused a file that is read-only; nothing to do for everybody else."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDS, _OVERRIDE, 0, 0, 0)


def as_everybody(folder, code):
    preparation = (
        "import dataclasses, sqlite3, sys; from pathlib import Path; from shared.clock import machine_clock\n"
        "from shared.store.sqlite.share import share_profile as recipe\n"
        "from shared.store.sqlite.connection import HallFile\n"
        "real = recipe.choose; folder = Path(sys.argv[1])\n"
        "recipe.choose = lambda place: dataclasses.replace(real(place), smb=True, direct=False)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", preparation + code, str(folder)],
        capture_output=True, text=True, preexec_fn=drop_roots_privilege, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


@linux("its other user is one of Linux")
def test_opening_it_for_writing_is_refused_but_to_us(smb, torn):
    devices(torn)
    said = as_everybody(
        torn,
        "try: open(folder / 'hall.db', 'r+b'); print('opened')\n"
        "except PermissionError: print('refused')\n"
        "with HallFile.open(folder, device='here', clock=machine_clock) as file:\n"
        f'    with file.writing() as db: db.execute("{NOTE}", ("own",))\n'
        "print('written')\n",
    )
    assert said == ["refused", "written"]
    assert barred(torn)
    assert devices(torn) == {"old": ROWS, "own": 1}


@linux("its other user is one of Linux")
def test_a_bar_that_another_pc_lowers_in_between_is_lifted_again(smb, torn):
    devices(torn)
    said = as_everybody(
        torn,
        "from shared.store.sqlite.locking import read_only_guard as bar; from shared.store.sqlite import opening\n"
        "tries = []\n"
        "def connect(*arguments, **options):\n"
        "    tries.append(1)\n"
        "    if len(tries) == 1: bar.lower(folder / 'hall.db')  # just before SQLite opens the file\n"
        "    return real_connect(*arguments, **options)\n"
        "real_connect = opening.connect; opening.connect = connect\n"
        "with HallFile.open(folder, device='here', clock=machine_clock) as file:\n"
        f'    with file.writing() as db: db.execute("{NOTE}", ("own",))\n'
        "print(len(tries))\n",
    )
    assert said == ["2"]
    assert barred(torn)


def test_a_handle_that_the_bar_shut_out_is_opened_anew_and_told_as_gone(smb, torn):
    """After the link was away the kernel may not open the file for it: that is no lack of rights of this PC."""
    with HallFile.open(torn, device="here", clock=machine_clock) as file:

        def refused(_sql, *_arguments):
            raise coded(sqlite3.OperationalError("attempt to write a readonly database"), sqlite3.SQLITE_READONLY)

        file._connection.execute = refused
        with pytest.raises(EnvironmentFault) as caught, file.writing():
            pass
        assert caught.value.kind is Kind.GONE
        with file.writing() as db:
            db.execute(NOTE, ("own",))


@linux("its other user is one of Linux")
def test_who_may_not_lift_the_bar_is_told_how_and_reads_on(smb, torn):
    devices(torn)
    said = as_everybody(
        torn,
        "from shared.faults import EnvironmentFault\n"
        "def denied(self, mode): raise PermissionError(1, 'not yours')\n"
        "Path.chmod = denied\n"
        "file = HallFile(folder, device='here', clock=machine_clock)\n"
        "with file.reading() as db: print(db.execute('SELECT count(*) FROM events').fetchone() is not None)\n"
        "for _ in range(2):\n"
        "    try:\n"
        f'        with file.writing() as db: db.execute("{NOTE}", ("own",))\n'
        "    except EnvironmentFault as fault: print(fault.kind.value, 'uid=' in fault.remedy)\n",
    )
    assert said == ["True", "read_only", "True", "read_only", "True"]


def test_a_ruin_behind_the_bar_is_written_over_by_restore(torn, monkeypatch):
    target = torn / FILE
    target.chmod(0o444)
    real = mounts_linux.mount_of
    monkeypatch.setattr(mounts_linux, "mount_of", lambda folder: dataclasses.replace(real(folder), kind=ShareKind.SMB))
    lifted = []
    lift = read_only_guard.unlocked

    def watched(path, *, smb):
        lifted.append(smb)
        return lift(path, smb=smb)

    monkeypatch.setattr(read_only_guard, "unlocked", watched)
    restore._write_over(target, iter([b"p" * 4096, b"q" * 10]))
    assert target.read_bytes() == b"p" * 4096 + b"q" * 10
    assert lifted == [True]
    assert barred(torn)


def test_where_the_mark_cannot_be_set_or_lifted_it_is_said_or_left(tmp_path, monkeypatch, caplog):
    def refused(_path, _mode):
        raise PermissionError(1, "Operation not permitted")

    path = tmp_path / FILE
    path.touch(0o444)
    monkeypatch.setattr(type(path), "chmod", refused)
    read_only_guard.lower(path)
    assert f"{path} could not be made read-only against a PC that comes back: Operation not permitted" in caplog.text
    with read_only_guard.unlocked(path) as lifted:
        assert lifted is False


def test_a_bar_that_another_pc_lowers_while_the_file_is_opened_is_lifted_again(smb, tmp_path, monkeypatch):
    create.create(tmp_path, small_hall(), machine_clock)
    opened = []
    real = opening.connect

    def meanwhile(path, **how):
        opened.append(path)
        if len(opened) == 1:
            read_only_guard.lower(path)
        return real(path, **how)

    monkeypatch.setattr(opening, "connect", meanwhile)
    monkeypatch.setattr(opening.system_calls, "is_read_only", lambda _handle: len(opened) == 1)
    with HallFile.open(tmp_path, device="K1", clock=machine_clock) as file, file.reading() as db:
        assert db.execute("SELECT count(*) FROM events").fetchone()[0] == 0
    assert len(opened) == 2
    assert barred(tmp_path)


def test_a_refused_write_is_told_by_what_bars_it(smb, tmp_path, monkeypatch):
    create.create(tmp_path, small_hall(), machine_clock)
    refused = coded(sqlite3.OperationalError("readonly"), sqlite3.SQLITE_READONLY)
    with HallFile.open(tmp_path, device="K1", clock=machine_clock) as file:
        read_only_guard.lower(file.path)
        with monkeypatch.context() as kernel:
            kernel.setattr(file_handle.system_calls, "is_read_only", lambda _handle: True)
            told = file._sort(refused)
        assert "is marked read-only, since a PC died in the middle of a write" in told.sentence
        assert "chmod u+w" in told.remedy
        assert file._sort(refused).kind is Kind.GONE, "the link was away: we may open the file again"

        def gone(_path):
            raise OSError(112, "Host is down")

        with monkeypatch.context() as share:
            share.setattr(read_only_guard, "is_read_only", gone)
            assert file._sort(refused).kind is Kind.READ_ONLY
        alone = PermissionError(13, "in use")
        alone.winerror = 32
        assert file._sort(alone).kind is Kind.HELD
