"""(e) A full disk, a disk made read-only, a permission taken away, in the middle of the day; then mended."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from shared.domain.answers import Issued
from shared.faults import EnvironmentFault, Kind
from shared.store import acts
from shared.store.connection import HallFile
from tests.torture import world


@contextlib.contextmanager
def small_disk(place: Path, size: str = "2m") -> Iterator[Path]:
    """A tmpfs of its own. PermissionError where this user may not mount one."""
    place.mkdir()
    ended = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False
    )
    if ended.returncode != 0:
        raise PermissionError(ended.stderr.decode())
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def _until(file: HallFile, kinds: tuple[Kind, ...], tries: int = 400) -> tuple[list[str], Kind | None]:
    """Issue until it fails with one of these kinds; the labels that were shown."""
    shown: list[str] = []
    for number in range(tries):
        try:
            answer = acts.issue(file, f"{time.monotonic_ns()}-{number}", acts.Order(("AB.1",)))
        except EnvironmentFault as fault:
            return shown, fault.kind
        assert isinstance(answer, Issued)
        shown.append(answer.label)
    return shown, None


def _whole(folder: Path, shown: list[str]) -> world.Findings:
    found = world.judge(folder, [], 0.0, linear=False)
    with HallFile.open(folder, device="judge", clock=world.SharedClock(0)) as file, file.reading() as db:
        there = {row[0] for row in db.execute("SELECT label FROM tickets")}
    found.lost += [label for label in shown if label not in there]
    return found


def full(place: Path) -> tuple[Kind | None, world.Findings]:
    """Fill the disk under a running program, then make room again."""
    with small_disk(place) as disk:
        folder = world.make(disk)
        with HallFile.open(folder, device="here", clock=world.SharedClock(0)) as file:
            ballast = disk / "ballast"
            with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as out:
                while True:
                    out.write(bytes(4096))
            shown, kind = _until(file, (Kind.FULL,))
            ballast.unlink()
            more, _ = _until(file, (), tries=3)
        return kind, _whole(folder, shown + more)


def read_only(place: Path) -> tuple[Kind | None, world.Findings]:
    """Remount the disk read-only under a running program, and back."""
    with small_disk(place, "20m") as disk:
        folder = world.make(disk)
        with HallFile.open(folder, device="here", clock=world.SharedClock(0)) as file:
            shown, _ = _until(file, (), tries=3)
            remount = ["mount", "-o"]
            # an open descriptor for writing keeps a disk from turning read-only by itself; the second mount does it
            subprocess.run(["mount", "--bind", disk, disk], check=True)
            subprocess.run([*remount, "remount,bind,ro", disk], check=True)
            file.close()
            _none, kind = _until(file, (Kind.READ_ONLY,), tries=2)
            subprocess.run(["umount", "-l", disk], check=True)
            file.close()
            more, _ = _until(file, (), tries=3)
        return kind, _whole(folder, shown + more)


_AS_NOBODY = """
import os, sys
from pathlib import Path
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.connection import HallFile
from tests.torture.world import SharedClock
folder = Path(sys.argv[1])
os.setgid(65534); os.setuid(65534)
file = HallFile.open(folder, device="nobody", clock=SharedClock(0))
for line in sys.stdin:
    try:
        print(acts.issue(file, line.strip(), acts.Order(("AB.1",))).label, flush=True)
    except EnvironmentFault as fault:
        print(fault.kind.value, flush=True)
"""


def permission(place: Path) -> tuple[str, world.Findings]:
    """Take the right to write away from a running program's user, and give it back."""
    from tests.helpers.processes import python

    place.mkdir(mode=0o777)
    folder = world.make(place)
    for path, mode in ((place, 0o755), (folder, 0o777), (folder / "hall.db", 0o666)):
        path.chmod(mode)
    for parent in list(place.parents)[:-2]:
        with contextlib.suppress(OSError):
            parent.chmod(parent.stat().st_mode | 0o055)
    process = python(_AS_NOBODY, str(folder))
    assert process.stdin is not None
    assert process.stdout is not None

    def ask(request: str) -> str:
        process.stdin.write(request + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    shown = [ask("one")]
    os.chmod(folder, 0o555)  # noqa: PTH101 - no journal can be made
    told = ask("two")
    os.chmod(folder, 0o777)  # noqa: PTH101
    shown.append(ask("three"))
    process.communicate()
    return told, _whole(folder, shown)
