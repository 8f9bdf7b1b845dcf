"""The trials of two processes of this PC on a separate file in the hall's folder.

Each must be kept out while the other has the lock, and each must see at once what the other wrote.
"""

import contextlib
import secrets
import shutil
import time
from collections.abc import Generator
from pathlib import Path

from shared.check import partner
from shared.check.item import Item, good, refuse, warn
from shared.store.sqlite import change_counter_file
from shared.store.sqlite.share import mounts_linux, share_profile

COMMITS = 20
LOOKS = 5
FOLDER = ".check-"
LEFT_SECONDS = 600.0
"""A trial's folder older than this was left behind by a check that was killed."""
STEPS = (
    # who, command, the expected answer, what another answer would mean
    ("there", "write", "ok", "a writer alone is let in"),
    ("here", "write", "busy", "two writers at once are kept apart"),
    ("here", "read", "ok", "a reader is let in while a writer prepares"),
    ("there", "commit", "busy", "a commit waits for the reader"),
    ("here", "end", "ok", "the reader goes"),
    ("there", "commit", "ok", "then the commit is done"),
    ("here", "write", "ok", "then the next writer is let in"),
    ("there", "write", "busy", "and keeps the other out"),
    ("here", "commit", "ok", "until it is done"),
)


@contextlib.contextmanager
def trial_file(folder: Path) -> Generator[Path]:
    """A fresh database in the hall's folder, removed afterwards. OSError when nothing can be made there."""
    place = folder / f"{FOLDER}{secrets.token_hex(4)}"
    place.mkdir()
    try:
        _sweep(folder, place)
        path = place / "trial.db"
        path.touch()
        connection = partner.opened(path)
        connection.execute("CREATE TABLE trial (id INTEGER PRIMARY KEY, n INTEGER NOT NULL DEFAULT 0) STRICT")
        connection.close()
        yield path
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _sweep(folder: Path, mine: Path) -> None:
    """Remove what killed checks left behind; their age is told by the share's own clock."""
    now = mine.stat().st_mtime
    for place in folder.glob(f"{FOLDER}????????"):
        with contextlib.suppress(OSError):
            if now - place.stat().st_mtime > LEFT_SECONDS:
                shutil.rmtree(place)


def lock_trial(path: Path, there: partner.Partner) -> Item:
    """Play :data:`STEPS` with a second process."""
    with contextlib.closing(partner.opened(path)) as here:
        for number, (who, command, wanted, meaning) in enumerate(STEPS, 1):
            came = partner.answer(here, command) if who == "here" else there.answer(command)
            if came != wanted:
                return refuse(
                    "locks",
                    f"The lock trial of two processes failed at step {number}: {meaning} - but it was {came!r}.",
                    "Look at the mount's options above; on SMB leave out nobrl, on NFS local_lock; see docs/share.md.",
                    step=number,
                    came=came,
                )
    return good("locks", "Two processes on this PC exclude each other as they must.", steps=len(STEPS))


def freshness(path: Path, there: partner.Partner) -> Item:
    """Whether a commit of another process is seen at once: by SQLite, and by the poll that takes no lock."""
    chosen = share_profile.of(mounts_linux.mount_of(path.parent))
    with contextlib.closing(partner.opened(path)) as here:
        poll = change_counter_file.of(path, direct=chosen.direct)
        try:
            for look in range(1, LOOKS + 1):
                rows, counter = _rows(here), poll.counter()
                came = {there.answer(command) for command in ("write", "commit")}
                if came != {"ok"}:
                    return refuse("stale", f"A second process could not write: {came!r}.", _REMEDY, look=look)
                if _rows(here) != rows + 1 or poll.counter() == counter:
                    return refuse(
                        "stale", f"What another process wrote was not seen (look {look}).", _REMEDY, look=look
                    )
        finally:
            here.close()  # before the poll's descriptor: closing that one drops SQLite's locks
            poll.done()
    return good("stale", "What another process wrote is seen at once.", looks=LOOKS)


_REMEDY = "This PC shows old pages: look at the mount's options above (cache, actimeo); `--with-peer` tries two PCs."


def _rows(connection: partner.HallConnection) -> int:
    return int(connection.execute("SELECT count(*) FROM trial").fetchone()[0])


def write_speed(path: Path, commits: int = COMMITS) -> Item:
    """Measure this many small commits on the trial file."""
    times: list[float] = []
    with contextlib.closing(partner.opened(path)) as connection:
        for _ in range(commits):
            begun = time.perf_counter()
            came = {partner.answer(connection, command) for command in ("write", "commit")}
            times.append((time.perf_counter() - begun) * 1000)
            if came != {"ok"}:
                remedy = "Look at the mount, the free space and the rights of this user in the folder."
                return refuse("write_speed", f"A write to the share failed: {came - {'ok'}}.", remedy)
    times.sort()
    middle, worst = times[len(times) // 2], times[-1]
    numbers = {"p50_ms": round(middle, 2), "max_ms": round(worst, 2)}
    sentence = f"A write takes {middle:.1f} ms, at worst {worst:.0f} ms ({commits} tried)."
    if middle > 100 or worst > 2000:
        remedy = "Look at the cable, the switch, Wi-Fi in between, and other work of the server's disk."
        return warn("write_speed", sentence + " That is slow.", remedy, **numbers)
    return good("write_speed", sentence, **numbers)
