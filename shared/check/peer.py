"""Two PCs prove the share together: both add to one counter and make one table grow, then the sums must agree.

Each PC runs ``antrean check --with-peer``. They meet in a folder of the share (each leaves a name there); then all
write to a trial file for some seconds as fast as they come to turns. Stale pages, deaf locks and lost writes show up
as sums that differ, a torn file, or an error.
"""

import contextlib
import json
import os
import secrets
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from shared.check import partner
from shared.check.item import Item, good, refuse, warn
from shared.faults import Kind
from shared.store import errors, retry
from shared.store.connection import HallConnection

FOLDER = ".check-peers"
SECONDS = 20.0
WAIT_SECONDS = 120.0
_REMEDY = "Do not run a hall on this share. Correct the mounts of both PCs (`antrean check` on each), then try again."


def trial(
    folder: Path, *, seconds: float = SECONDS, wait: float = WAIT_SECONDS, tell: Callable[[str], None] = print
) -> Item:
    """Wait for another PC's check, then write together with it."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    me = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(3)}"
    mine = place / f"{me}.here"
    mine.write_text("here", encoding="utf-8")
    try:
        tell(f"Waiting up to {wait:.0f} s for `antrean check --with-peer` on another PC ...")
        others = _meet(place, me, wait)
        if not others:
            return warn("peer", "No other PC took part.", "Start `antrean check --with-peer` on a second PC meanwhile.")
        path = _trial_file(place, [me, *others])
        counted = _write(path, me, seconds)
        (place / f"{me}.sum").write_text(json.dumps(counted), encoding="utf-8")
        sums = _sums(place, others, seconds)
        return _verdict(path, {me: counted, **sums}, others)
    finally:
        _tidy(place, me)


def _meet(place: Path, me: str, wait: float) -> list[str]:
    """The names of those who are there too."""
    deadline = time.monotonic() + wait
    while time.monotonic() < deadline:
        names = [name.removesuffix(".here") for name in os.listdir(place) if name.endswith(".here")]  # noqa: PTH208
        others = [name for name in names if name != me]
        if others:
            time.sleep(1.0)  # a third one may be about to come
            return others
        time.sleep(0.2)
    return []


def _trial_file(place: Path, names: list[str]) -> Path:
    """The trial file, made by whoever's name comes first."""
    path = place / "trial.db"
    if names[0] == min(names):
        made = place / f"{names[0]}.new"
        made.touch()
        connection = partner.opened(made)
        connection.execute("CREATE TABLE total (n INTEGER NOT NULL) STRICT")
        connection.execute(
            "CREATE TABLE grown (id INTEGER PRIMARY KEY, who TEXT NOT NULL, filler TEXT NOT NULL) STRICT"
        )
        connection.execute("INSERT INTO total VALUES (0)")
        connection.close()
        made.rename(path)
    deadline = time.monotonic() + 15
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return path


def _write(path: Path, me: str, seconds: float) -> int:
    """Add until the time is over; how many additions were acknowledged."""
    connection = partner.opened(path)
    done = 0
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            done += _add(connection, me)
    finally:
        connection.close()
    return done


def _add(connection: HallConnection, me: str) -> int:
    """One addition with fair retries; 1 when it was acknowledged."""
    for _ in retry.turns(10):
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE total SET n = n + 1").close()
            connection.execute("INSERT INTO grown (who, filler) VALUES (?, ?)", (me, "x" * 200)).close()
            break
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
    else:
        return 0
    for _ in retry.turns(5, first_ms=2, longest_ms=5):
        try:
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
        else:
            return 1
    connection.execute("ROLLBACK")
    return 0


def _sums(place: Path, others: list[str], seconds: float) -> dict[str, int]:
    """What the others say that they added; -1 for one who never said it."""
    deadline = time.monotonic() + seconds + 20
    found: dict[str, int] = {}
    while len(found) < len(others) and time.monotonic() < deadline:
        for name in others:
            path = place / f"{name}.sum"
            if name not in found and path.exists() and (text := path.read_text(encoding="utf-8")):
                found[name] = json.loads(text)
        time.sleep(0.2)
    return {name: found.get(name, -1) for name in others}


def _verdict(path: Path, counted: dict[str, int], others: list[str]) -> Item:
    """Lay what everybody says against the file."""
    silent = [name for name in others if counted[name] < 0]
    if silent:
        return refuse(
            "peer", f"{', '.join(silent)} did not come to the end of the trial.", "Look at that PC; try again."
        )
    try:
        with contextlib.closing(partner.opened(path)) as connection:
            total, rows, sound = _look(connection)
    except sqlite3.Error as error:
        return refuse("peer", f"The trial file was damaged: {error}.", _REMEDY)
    wanted = sum(counted.values())
    if (total, rows, sound) != (wanted, wanted, "ok"):
        sentence = f"Writes were lost: {wanted} were acknowledged, the file has {total} and {rows} ({sound})."
        return refuse("peer", sentence, _REMEDY, acknowledged=wanted, counted=total, rows=rows)
    names = len(others) + 1
    return good("peer", f"{names} PCs wrote {wanted} times together; nothing was lost.", acknowledged=wanted, pcs=names)


def _look(connection: HallConnection) -> tuple[int, int, str]:
    """The counter, the rows and the soundness of the trial file, at one moment between the others' commits."""
    last: sqlite3.Error | None = None
    for _ in retry.turns(partner.OPENING_SECONDS):
        try:
            row = connection.execute("SELECT n, (SELECT count(*) FROM grown) FROM total").fetchone()
            sound = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
            last = error
        else:
            return int(row[0]), int(row[1]), sound
    raise errors.fault(Kind.BUSY) from last


def _tidy(place: Path, me: str) -> None:
    """The last one to leave clears the folder away."""
    (place / f"{me}.here").unlink(missing_ok=True)
    if not any(name.endswith(".here") for name in os.listdir(place)):  # noqa: PTH208
        shutil.rmtree(place, ignore_errors=True)
