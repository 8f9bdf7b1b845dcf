"""Two PCs prove the share together: both add to one counter and make one table grow, then the sums must agree.

Each PC runs ``antrean check --with-peer``. They meet in a folder of the share (``meeting``); then all write to a trial
file for some seconds, as fast as they get their turns. Old pages, locks without effect and lost writes show up as
different sums, a damaged file, or an error. At each turn, when nobody else can write, both SQLite and the poll without
a lock must read the newest commit.
"""

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.check import partner
from shared.check.item import Item, good, refuse, warn
from shared.check.meeting import FILE, Meeting, host_of, pc_of
from shared.faults import Kind
from shared.store import backoff, hall_faults
from shared.store.sqlite import change_counter_file, errors
from shared.store.sqlite.connection import HallConnection
from shared.store.sqlite.share import mounts_linux, share_profile

SECONDS = 20.0
WAIT_SECONDS = 120.0
_REMEDY = "Do not run a hall on this share. Correct the mounts of both PCs (`antrean check` on each), then try again."


@dataclass(slots=True)
class Turns:
    """What one PC did and saw. ``stale``: how often a page, ``old_polls``: how often the poll was out of date."""

    added: int = 0
    stale: int = 0
    old_polls: int = 0


def trial(
    folder: Path, *, seconds: float = SECONDS, wait: float = WAIT_SECONDS, tell: Callable[[str], None] = print
) -> Iterator[Item]:
    """Wait for another PC's check, then write together with it. OSError if the share does not allow it."""
    with contextlib.closing(Meeting(folder)) as meeting:
        tell(f"Waiting up to {wait:.0f} s for `antrean check --with-peer` on another PC ...")
        members = meeting.gather(wait, make_table)
        if not members:
            remedy = "Start `antrean check --with-peer` on a second PC within that time."
            yield warn("peer", f"No other PC took part within {wait:.0f} s: nothing was proven between PCs.", remedy)
            return
        others = [name for name in members if name != meeting.me]
        tell(f"Writing together with {', '.join(sorted(map(host_of, others)))} for {seconds:.0f} s ...")
        path = meeting.place / FILE
        turns = _write(path, meeting.me, seconds)
        meeting.say(json.dumps(turns.added))
        sums = _sums(meeting, others, seconds)
        yield sums_agree(path, {meeting.me: turns.added, **sums}, others)
        yield polls_fresh(turns)


def make_table(path: Path) -> None:
    """The trial file, complete before others are told of it."""
    path.touch()
    with contextlib.closing(partner.opened(path)) as connection:
        connection.execute("CREATE TABLE total (n INTEGER NOT NULL) STRICT")
        connection.execute(
            "CREATE TABLE grown (id INTEGER PRIMARY KEY, who TEXT NOT NULL, filler TEXT NOT NULL) STRICT"
        )
        connection.execute("INSERT INTO total VALUES (0)")


def _write(path: Path, me: str, seconds: float) -> Turns:
    """Add until the time is over."""
    turns = Turns()
    poll = change_counter_file.of(path, direct=share_profile.of(mounts_linux.mount_of(path.parent)).direct)
    try:
        with contextlib.closing(partner.opened(path)) as connection:
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                add_one(connection, me, turns, poll)
    finally:
        poll.done()  # after the connection: closing this descriptor drops SQLite's locks
    return turns


def add_one(connection: HallConnection, me: str, turns: Turns, poll: change_counter_file.ChangeCounterFile) -> bool:
    """One addition with fair retries; returns whether it was acknowledged."""
    for _ in backoff.turns(10):
        try:
            connection.execute("BEGIN IMMEDIATE")
            # now nobody else can commit: the header moved by one for each addition, and by what making the file took
            counter = int.from_bytes(poll.counter(), "big")
            (total,) = connection.execute("UPDATE total SET n = n + 1 RETURNING n").fetchone()
            grown = connection.execute("INSERT INTO grown (who, filler) VALUES (?, ?)", (me, "x" * 200)).lastrowid
            break
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
    else:
        return False
    for _ in backoff.turns(5, first_ms=2, longest_ms=5):
        try:
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
        else:
            turns.added += 1
            turns.stale += total != grown
            turns.old_polls += counter != total - 1 + _MADE
            return True
    connection.execute("ROLLBACK")
    return False


_MADE = 3
"""Commits that :func:`make_table` takes."""


def _sums(meeting: Meeting, others: list[str], seconds: float) -> dict[str, int]:
    """How many each of the others has added; -1 for one without an answer."""
    deadline = time.monotonic() + seconds + 20
    found: dict[str, int] = {}
    while len(found) < len(others) and time.monotonic() < deadline:
        for name in others:
            if name not in found and (text := meeting.said(name)):
                found[name] = int(json.loads(text))
        time.sleep(0.2)
    return {name: found.get(name, -1) for name in others}


def sums_agree(path: Path, counted: dict[str, int], others: list[str]) -> Item:
    """Compare everybody's results with the file."""
    silent = [name for name in others if counted[name] < 0]
    if silent:
        who = ", ".join(map(host_of, silent))
        return refuse("peer", f"{who} did not come to the end of the trial.", "Look at that PC; try again.")
    try:
        with contextlib.closing(partner.opened(path)) as connection:
            total, rows, sound = _look(connection)
    except sqlite3.Error as error:
        return refuse("peer", f"The trial file was damaged: {error}.", _REMEDY)
    wanted = sum(counted.values())
    if (total, rows, sound) != (wanted, wanted, "ok"):
        sentence = f"Writes were lost: {wanted} were acknowledged, the file has {total} and {rows} ({sound})."
        return refuse("peer", sentence, _REMEDY, acknowledged=wanted, counted=total, rows=rows)
    pcs = len(set(map(pc_of, counted)))
    sentence = f"{len(counted)} programs on {pcs} PCs wrote {wanted} times together; nothing was lost."
    if pcs == 1:
        sentence = f"{len(counted)} programs of this PC wrote {wanted} times together; nothing was lost."
        remedy = "That says nothing about other PCs: start `antrean check --with-peer` on a second one."
        return warn("peer", sentence, remedy, acknowledged=wanted, pcs=pcs)
    return good("peer", sentence, acknowledged=wanted, pcs=pcs)


def polls_fresh(turns: Turns) -> Item:
    """Whether this PC saw at each turn what was committed before."""
    if not turns.added:
        remedy = "A program holds the share for long: look at the other PCs and at the server's locks; try again."
        return refuse("peer_turns", "This PC did not come to a single turn in the trial.", remedy)
    numbers = {"turns": turns.added, "stale": turns.stale, "old_polls": turns.old_polls}
    if turns.stale or turns.old_polls:
        sentence = f"Of {turns.added} turns this PC read {turns.stale} old pages and {turns.old_polls} old headers."
        return refuse("peer_stale", sentence, _REMEDY, **numbers)
    sentence = f"At each of {turns.added} turns this PC saw at once what was committed before, also without a lock."
    return good("peer_stale", sentence, **numbers)


def _look(connection: HallConnection) -> tuple[int, int, str]:
    """The counter, the rows and the soundness of the trial file, at one moment between the others' commits."""
    last: sqlite3.Error | None = None
    for _ in backoff.turns(partner.OPENING_SECONDS):
        try:
            row = connection.execute("SELECT n, (SELECT count(*) FROM grown) FROM total").fetchone()
            sound = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        except sqlite3.OperationalError as error:
            if errors.kind_of(error) is not Kind.BUSY:
                raise
            last = error
        else:
            return int(row[0]), int(row[1]), sound
    raise hall_faults.fault(Kind.BUSY) from last
