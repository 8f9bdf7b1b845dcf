"""Reports made side by side, killed, on a full disk, without rights: files whole and of one run, nothing left over."""

import contextlib
import errno
import io
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from shared import folder_turn
from shared.domain.words import Instant
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import month_reports
from shared.whole_files import put_all
from tests.helpers.machine.linux import linux
from tests.helpers.simulated import simulated

NAMES = ("a.csv", "b.pdf", "c.xlsx")
KINDS = ("pdf", "xlsx", "csv")
ROOT = Path(__file__).parents[2]


def a_set(folder: Path, content: bytes) -> dict[Path, bytes]:
    """Files that belong together."""
    return {folder / name: content for name in NAMES}


def of_one(folder: Path, content: bytes) -> bool:
    """Whether the folder holds that set and nothing else."""
    return {path: path.read_bytes() for path in folder.iterdir()} == a_set(folder, content)


def test_a_set_of_files_is_of_the_one_who_wrote_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first stops after its first file, and the second comes."""
    first, second = (threading.Thread(target=put_all, args=[a_set(tmp_path, which)]) for which in (b"first", b"second"))
    between, on = threading.Event(), threading.Event()
    replace = Path.replace

    def slow(self: Path, target: Path) -> Path:
        if threading.current_thread() is first and Path(target).name == NAMES[1]:
            between.set()
            on.wait(30)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", slow)
    first.start()
    assert between.wait(30)
    second.start()
    second.join(0.5)  # as far as it comes
    on.set()
    first.join()
    second.join()
    assert of_one(tmp_path, b"second")


def test_who_has_the_turn_and_stands_still_keeps_nobody_from_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_turn, "PATIENCE", 0.1)
    with folder_turn.turn([tmp_path]):
        half = tmp_path / folder_turn.half_name("a.csv")
        half.write_bytes(b"not finished")
        put_all(a_set(tmp_path, b"whole"))
        assert half.exists()  # it is not a dead one's
        half.unlink()
    assert of_one(tmp_path, b"whole")


def test_what_was_taken_from_one_without_the_turn_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waited in vain and goes on; the one before it ends, and the next with the turn clears away."""
    monkeypatch.setattr(folder_turn, "PATIENCE", 0.0)
    replace, swept = Path.replace, 0

    def with_a_sweep(self: Path, target: Path) -> Path:
        nonlocal swept
        if self != target and not swept:
            swept += 1
            replace(self, target)
            folder_turn._sweep(tmp_path)
            return target
        return replace(self, target)

    with folder_turn.turn([tmp_path]):
        monkeypatch.setattr(Path, "replace", with_a_sweep)
        put_all(a_set(tmp_path, b"whole"))
    assert swept
    assert of_one(tmp_path, b"whole")


@linux("an SMB client of Linux answers so")
def test_a_lock_that_is_refused_as_an_smb_client_does_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    flock, refused = fcntl.flock, 0

    def refuse(door: int, how: int) -> None:
        nonlocal refused
        refused += 1
        if refused < 3:
            raise PermissionError(errno.EACCES, "Permission denied")
        flock(door, how)

    monkeypatch.setattr(fcntl, "flock", refuse)
    with folder_turn.turn([tmp_path]):
        assert refused == 3


@linux("it makes a pipe with a name")
def test_what_is_no_file_is_written_into_and_a_link_stays_one(tmp_path: Path) -> None:
    pipe, link, there = tmp_path / "pipe", tmp_path / "link.csv", tmp_path / "there"
    there.mkdir()
    (there / "a.csv").write_bytes(b"old")
    link.symlink_to(there / "a.csv")
    os.mkfifo(pipe)
    read = list[bytes]()
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put_all({pipe: b"told", link: b"new"})
    reader.join()
    assert read == [b"told"]
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert (there / "a.csv").read_bytes() == b"new"
    assert sorted(path.name for path in (*tmp_path.iterdir(), *there.iterdir())) == [
        "a.csv",
        "link.csv",
        "pipe",
        "there",
    ]


_KILLED = """
import os, sys
from pathlib import Path
from shared.whole_files import put_all
steps = 0
def counted(act):
    def done(*given, **more):
        global steps
        steps += 1
        if steps == int(sys.argv[2]):
            os.kill(os.getpid(), 9)
        return act(*given, **more)
    return done
Path.replace, Path.unlink, os.fsync = counted(Path.replace), counted(Path.unlink), counted(os.fsync)
put_all({Path(sys.argv[1]) / name: b"new" * 50_000 for name in sys.argv[3:]})
"""


@linux("it is killed by a signal")
def test_wherever_one_is_killed_files_are_whole_and_the_next_one_clears_up(tmp_path: Path) -> None:
    killed = 0
    while True:
        put_all(a_set(tmp_path, b"old"))
        ran = subprocess.run([sys.executable, "-c", _KILLED, tmp_path, str(killed + 1), *NAMES], cwd=ROOT, check=False)
        assert {(tmp_path / name).read_bytes() for name in NAMES} <= {b"old", b"new" * 50_000}
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL
        killed += 1
    assert of_one(tmp_path, b"new" * 50_000)
    assert killed > 3 * len(NAMES)  # each on its way to the disk, to its place and gone from its old one
    put_all(a_set(tmp_path, b"next"))
    assert of_one(tmp_path, b"next")


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall with a simulated day."""
    place = tmp_path_factory.mktemp("side") / "hall"
    simulated(place, "2026-11-24", 1, 16, seed=8)[0].close()
    return place


def antrean(hall: Path, *arguments: object, before: Sequence[str] = (), temp: Path) -> "subprocess.Popen[str]":
    """A command line on that hall, in a process of its own, with that folder for what passes."""
    told = {**os.environ, "ANTREAN_CLOCK": "2026-11-24T23:00:00+08:00", "TMPDIR": str(temp)}
    command = [*before, sys.executable, "-m", "shared.cli", *map(str, arguments), "--hall", str(hall)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=told, stdout=pipe, stderr=pipe, text=True)


def report(folder: Path, lang: str) -> list[object]:
    """A month's report as three files, its figures in one of the languages."""
    files = [word for kind in KINDS for word in (f"--{kind}", folder / f"laporan-2026-11.{kind}")]
    return ["report", "month", "2026-11", "--lang", lang, *files]


def lang(path: Path) -> str:
    """Whose run a file is of, if it is whole."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        assert content.rstrip().endswith(b"%%EOF")
        found = re.search(rb"<rdf:li>(id|en)</rdf:li>", content)
        assert found is not None
        return found[1].decode()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            assert book.testzip() is None
            content = book.read("docProps/core.xml")
    return "id" if "Laporan" in content.decode("utf-8-sig") else "en"


@linux("its file cannot be replaced while another opens it elsewhere, which is said")
def test_programs_side_by_side_leave_whole_sets(hall: Path, tmp_path: Path) -> None:
    temp, web, data = (tmp_path / name for name in ("temp", "web", "data"))
    temp.mkdir()
    published = hall / "reports"
    published.mkdir()
    commands = [report(published, "en"), report(published, "id"), ["export-data", data], ["export-data", data],
                ["dashboard", web], ["dashboard", web]]  # fmt: skip
    programs = [antrean(hall, *command, temp=temp) for command in commands]
    with HallFile.open(hall, device="chores", clock=lambda: Instant(1_795_532_400_000)) as file:
        while any(program.poll() is None for program in programs):
            month_reports.make(file, "month_report 2026-11")
    for program in programs:
        _, told = program.communicate()
        assert program.returncode == 0, told
    assert len({lang(published / f"laporan-2026-11.{kind}") for kind in KINDS[:2]}) == 1
    assert sorted(path.name for path in published.iterdir()) == sorted(f"laporan-2026-11.{kind}" for kind in KINDS)
    assert lang(published / "laporan-2026-11.csv") in ("id", "en")
    assert sorted(path.name for path in web.iterdir()) == ["en.html", "index.html"]
    assert all(path.read_text("utf-8").endswith("</html>\n") for path in web.iterdir())
    with contextlib.closing(sqlite3.connect(data / "hall-data.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {f"{name}.csv" for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {path.name for path in data.iterdir()} == {*tables, "hall-data.db", "metadata.json"}
    assert list(temp.iterdir()) == []


def everything(folder: Path) -> list[list[object]]:
    """Every command that makes files of this kind."""
    rows = ["report", "--from", "2026-11-24", "--to", "2026-11-24", "--csv", folder / "rows.csv"]
    hall_file = ["export", folder / "hall.toml"]
    return [report(folder, "id"), ["export-data", folder], ["dashboard", folder], rows, hall_file]


@linux("it mounts a small disk in a namespace of its own")
def test_a_full_disk_is_said_and_what_was_there_stays(hall: Path, tmp_path: Path) -> None:
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("no mount namespaces here (unshare, and the right to use it)")
    script = (
        'mount -t tmpfs -o size=16k none "$0" && printf old >"$0/index.html"'
        ' && printf old >"$0/laporan-2026-11.pdf" && head -c 64k /dev/zero >"$0/filler" 2>/dev/null; "$@"; code=$?;'
        ' for one in index.html laporan-2026-11.pdf; do printf " %s" "$(cat "$0/$one")"; done;'
        ' echo; ls -A "$0"; exit $code'
    )
    for command in everything(tmp_path):
        small = ["unshare", "-rm", "sh", "-c", script, str(tmp_path)]
        shown, told = (program := antrean(hall, *command, before=small, temp=tmp_path)).communicate()
        assert program.returncode == 3, (command, shown, told)
        assert re.search(rf"antrean: .*{re.escape(str(tmp_path))}/\S+", told), told
        assert "Traceback" not in told
        assert shown.split() == ["old"] * 2 + ["filler", "index.html", "laporan-2026-11.pdf"], shown


@linux("root without its privilege is one of Linux")
def test_a_folder_without_rights_is_said(hall: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "rows.csv").write_text("old")
    own.chmod(0o500)
    shut = tmp_path / "shut"
    (shut / "in").mkdir(parents=True)
    shut.chmod(0o600)
    as_user = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    for command in everything(own):
        shown, told = (program := antrean(hall, *command, before=as_user, temp=tmp_path)).communicate()
        assert program.returncode == 3, (command, shown, told)
        assert "antrean: " in told
        assert str(own) in told
        assert "Traceback" not in told
    assert {path.name: path.read_text() for path in own.iterdir()} == {"rows.csv": "old"}
    _, told = (program := antrean(hall, *report(shut / "in", "id"), before=as_user, temp=tmp_path)).communicate()
    assert program.returncode == 3
    assert f"{shut}/in/laporan-2026-11.pdf cannot be written" in told
    shut.chmod(0o700)
