"""(e) A full disk, a disk made read-only, a permission taken away, in the middle of the day; then mended.

A small tmpfs is filled until this many pages are free, for real; and at every system call of an act the disk says that
it is full, read-only, or that this user may not (root, as whom tests may run, is refused nothing by real
permissions; a process of user ``nobody`` is, and is tried, too).
"""

import contextlib
import errno
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.offline.settle import settle, tend
from shared.store.offline.spool import Spool
from shared.store.sqlite.connection import HallFile
from tests.helpers.machine.processes import python
from tests.torture import judge, outside, processes, world
from tests.torture.diary import Diary, entries
from tests.torture.freezing import prepared
from tests.torture.judge import Findings
from tests.torture.share import between

PAGE = 4096
TOLD = {errno.ENOSPC: {"full"}, errno.EDQUOT: {"full"}, errno.EROFS: {"read_only"}, errno.EACCES: {"read_only"}}
"""What somebody is told of each; SQLite hides the reason of some calls, which are told as ``gone`` then."""
_SPOOL_PAGES = (0, 1, 2, 3, 4, 5, 6, 8, 10)
_WRITING = frozenset({"write", "pwrite64", "ftruncate", "sync"})
_MAKING = frozenset({"open", "unlink"})


@contextlib.contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A tmpfs of its own. PermissionError where this user may not mount one."""
    place.mkdir(parents=True)
    ended = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False
    )
    if ended.returncode != 0:
        raise PermissionError(ended.stderr.decode())
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def _fill(ballast: Path, leave: int) -> None:
    """Fill the disk except for this many pages."""
    with ballast.open("wb", buffering=0) as out:
        with contextlib.suppress(OSError):
            while True:
                out.write(bytes(PAGE))
        out.truncate(max(0, out.tell() - leave * PAGE))


def _presses(file: HallFile, book: Diary, times: int = 1) -> set[str]:
    """Issue, call, finish; the faults that were told."""
    answers = [world.press(file, book, what, "AB", "1") for _ in range(times) for what in world.KINDS]
    return {answer.kind.value for answer in answers if isinstance(answer, EnvironmentFault)}


def full(place: Path, pages: range = range(13)) -> Findings:
    """Fill the disk under a running program but for some pages, press on, then make room again."""
    found = Findings()
    for leave in pages:
        with small_disk(place / f"{leave}", "3m") as disk:
            folder, book = world.make(disk), Diary(place / f"diary-{leave}")
            with HallFile.open(folder, device="here", clock=world.noon) as file:
                _presses(file, book)
                _fill(disk / "ballast", leave)
                told = _presses(file, book, 60)
                with outside.opened(folder / "hall.db") as db:  # even with no room the file is whole, and can be read
                    found.broken += outside.whole(db)
                (disk / "ballast").unlink()
                later = _presses(file, book, 2)
            found.broken += [] if told == {"full"} else [f"with {leave} pages left it is told {told or 'nothing'}"]
            found.stuck += [f"with room again it is told {later}"] if later else []
            found.add(judge.judge(folder, entries([place / f"diary-{leave}"])), f"{leave} pages left: ")
            found.counted["full disks"] += 1
    return found


def full_spool(place: Path) -> Findings:
    """The PC's own disk is full when a kiosk wants to give out a number from its spool."""
    found = Findings()
    folder = world.make(place)
    with small_disk(place / "own", "1m") as disk:  # noqa: SIM117 - closed before the disk goes
        with HallFile.open(folder, device="K1", clock=world.noon) as file, Spool(disk, file.hall_id, "K1") as spool:
            tend(spool, file)
            labels: list[str] = []
            for leave in _SPOOL_PAGES:
                _fill(disk / "ballast", leave)
                for number in range(2):
                    with contextlib.suppress(EnvironmentFault):
                        answer: Any = spool.issue(f"{leave} {number}", acts.Order(("AB.1",)), world.noon())
                        labels.append(answer.label)
                (disk / "ballast").unlink()
            again: Any = spool.issue("again", acts.Order(("AB.1",)), world.noon())
            labels.append(again.label)
            settle(spool, file)
            with file.reading() as db:
                there = {row[0] for row in db.execute("SELECT label FROM tickets")}
    found.lost += sorted(set(labels) - there)
    found.doubled += [f"{label} was shown twice" for label in set(labels) if labels.count(label) > 1]
    found.add(judge.judge(folder, [], linear=False, all_known=False))
    found.done["issue"] += len(labels)
    found.counted["full disks of a kiosk"] = len(_SPOOL_PAGES)
    return found


def read_only(place: Path) -> Findings:
    """Remount the disk read-only under a running program, and back."""
    found = Findings()
    with small_disk(place / "disk", "20m") as disk:
        folder, book = world.make(disk), Diary(place / "diary")
        with HallFile.open(folder, device="here", clock=world.noon) as file:
            _presses(file, book)
            # an open descriptor for writing keeps a disk from turning read-only by itself; a second mount does it
            subprocess.run(["mount", "--bind", disk, disk], check=True)
            subprocess.run(["mount", "-o", "remount,bind,ro", disk], check=True)
            file.close()
            told = _presses(file, book, 2)
            subprocess.run(["umount", "-l", disk], check=True)
            file.close()
            later = _presses(file, book, 2)
        found.broken += [] if told == {"read_only"} else [f"read-only, it is told {told or 'nothing'}"]
        found.stuck += [f"writable again, it is told {later}"] if later else []
        found.add(judge.judge(folder, entries([place / "diary"])), "read-only: ")
    found.counted["read-only disks"] = 1
    return found


_AS_NOBODY = """
import json, os, sys
from pathlib import Path
from shared.faults import EnvironmentFault
from shared.store.sqlite.connection import HallFile
from tests.torture import world
from tests.torture.diary import Diary
book = Diary(Path(sys.argv[2]))
HallFile.open(Path(sys.argv[1]), device="root", clock=world.noon).close()  # nobody may not read Python's own modules
os.setgid(65534); os.setuid(65534)
file = HallFile.open(Path(sys.argv[1]), device="nobody", clock=world.noon)
for line in sys.stdin:
    if line.strip() == "anew":
        file.close()
    told = [world.press(file, book, what, "AB", "1") for what in world.KINDS]
    print(json.dumps([one.kind.value for one in told if isinstance(one, EnvironmentFault)]), flush=True)
"""


def permission(place: Path) -> Findings:
    """Take the right to write away from a running program's user, of the folder or of the file, and give it back."""
    found = Findings()
    for parent in (place, *list(place.parents)[:-2]):
        parent.mkdir(exist_ok=True)
        with contextlib.suppress(OSError):
            parent.chmod(parent.stat().st_mode | 0o055)
    for what, closed in (("folder", 0o555), ("file", 0o444)):
        here = place / what
        here.mkdir(mode=0o755)
        folder = world.make(here)
        folder.chmod(0o777)
        (folder / "hall.db").chmod(0o666)
        process = python(_AS_NOBODY, str(folder), str(here / "diary"))
        target, opened = (folder, 0o777) if what == "folder" else (folder / "hall.db", 0o666)

        def ask(request: str, process: Any = process) -> set[str]:
            process.stdin.write(request + "\n")
            process.stdin.flush()
            return set(json.loads(process.stdout.readline() or '["died"]'))

        found.stuck += [f"before: {before}"] if (before := ask("go on")) else []
        target.chmod(closed)
        told = ask("go on" if what == "folder" else "anew")
        target.chmod(opened)
        later = ask("go on")
        process.communicate()
        if not told or not told <= {"read_only", "gone"}:
            found.broken.append(f"without the right to write the {what} it is told {told or 'nothing'}")
        found.stuck += [f"with the right again it is told {later}"] if later else []
        found.add(judge.judge(folder, entries([here / "diary"])), f"{what}: ")
        found.counted["permissions taken"] += 1
    return found


# -- at every system call --------------------------------------------------------------------------------------


def refused_at_steps(place: Path, every: int = 1) -> Findings:
    """From each step of an act on the disk refuses to be written, for each reason; then it takes everything again."""
    found, cases = Findings(), []
    for what in world.KINDS:
        (place / f"count-{what}").mkdir(parents=True)
        (steps,) = processes.each(_refused, [(place / f"count-{what}", what, None, errno.ENOSPC)], 1, 60)
        assert isinstance(steps, int), steps
        cases += [
            (place / f"{what}-{step}-{why}", what, step, why)
            for turn, why in enumerate(TOLD)
            for step in range(turn % every, steps, every)
        ]
    for case, answer in zip(cases, processes.each(_refused, cases, 2, 120), strict=True):
        where = f"{os.strerror(case[3])} from step {case[2]} of {case[1]} on: "
        if isinstance(answer, Findings):
            found.add(answer, where)
        else:
            found.stuck.append(f"{where}{answer!r}")
    return found


def _refused(place: Path, what: str, step: int | None, why: int) -> Any:
    place.mkdir(exist_ok=True)
    folder, book = prepared(place), Diary(place / "diary")
    counted, armed = 0, False
    names = _WRITING if why in (errno.ENOSPC, errno.EDQUOT) else _WRITING | _MAKING

    def before(name: str) -> int:
        nonlocal counted
        if not armed:
            return 0
        counted += name in names
        return why if step is not None and counted > step and name in names else 0

    with between(before, folder), HallFile.open(folder, device="here", clock=world.noon) as file:
        armed = True
        answer = world.press(file, book, what, "AB", "1")
        if step is None:
            return counted
        armed = False
        later = _presses(file, book)
    found = judge.judge(folder, entries([place / "before", place / "diary"]))
    told = answer.kind if isinstance(answer, EnvironmentFault) else None
    found.broken += [] if told in (None, Kind.GONE) or told.value in TOLD[why] else [f"it is told {told}"]
    found.stuck += [f"afterwards it is told {later}"] if later else []
    found.counted["refusals of a disk"] = 1
    if found.sound():
        shutil.rmtree(place)
    return found
