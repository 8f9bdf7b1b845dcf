"""The lock trial: two processes want the same file at once; each must be kept out while the other is in."""

import contextlib
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

from shared.check import partner
from shared.check.item import Item, good, refuse, warn
from shared.store.connection import HallConnection

COMMITS = 20
STEPS = (
    # who, command, what must come of it, what it would mean otherwise
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
    place = folder / f".check-{secrets.token_hex(4)}"
    place.mkdir()
    try:
        path = place / "trial.db"
        path.touch()
        connection = partner.opened(path)
        connection.execute("CREATE TABLE trial (id INTEGER PRIMARY KEY, n INTEGER NOT NULL DEFAULT 0) STRICT")
        connection.close()
        yield path
    finally:
        shutil.rmtree(place, ignore_errors=True)


def lock_trial(path: Path) -> Item:
    """Play :data:`STEPS` with a second process."""
    here = partner.opened(path)
    process = subprocess.Popen(
        [sys.executable, "-m", "shared.check.partner", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        for number, (who, command, wanted, meaning) in enumerate(STEPS, 1):
            came = partner.answer(here, command) if who == "here" else _ask(process, command)
            if came != wanted:
                return refuse(
                    "locks",
                    f"The lock trial of two processes failed at step {number}: {meaning} - but it was {came!r}.",
                    "Look at the mount's options above; on SMB leave out nobrl, on NFS local_lock; see docs/share.md.",
                    step=number,
                    came=came,
                )
    finally:
        here.close()
        process.communicate(timeout=10)
    return good("locks", "Two processes on this PC keep each other out as they must.", steps=len(STEPS))


def _ask(process: "subprocess.Popen[str]", command: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(command + "\n")
    process.stdin.flush()
    return process.stdout.readline().strip() or "no answer"


def write_speed(path: Path, commits: int = COMMITS) -> Item:
    """Time so many small commits on the trial file."""
    connection: HallConnection = partner.opened(path)
    times: list[float] = []
    for _ in range(commits):
        begun = time.perf_counter()
        for command in ("write", "commit"):
            partner.answer(connection, command)
        times.append((time.perf_counter() - begun) * 1000)
    connection.close()
    times.sort()
    middle, worst = times[len(times) // 2], times[-1]
    numbers = {"p50_ms": round(middle, 2), "max_ms": round(worst, 2)}
    sentence = f"A write takes {middle:.1f} ms, at worst {worst:.0f} ms ({commits} tried)."
    if middle > 100 or worst > 2000:
        remedy = "Look at the cable, the switch, Wi-Fi in between, and what else the server's disk does."
        return warn("write_speed", sentence + " That is slow.", remedy, **numbers)
    return good("write_speed", sentence, **numbers)
