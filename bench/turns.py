"""``python -m bench.turns``: how evenly the programs of one PC get their turns in the hall's file.

Sixteen programs write without a pause while every core is busy with something else; the waits for a turn are measured.
The same run also measures a lock that is tried again after random short sleeps, as it was before there was a line:
there the last one served is likely to be served again.
"""

import argparse
import contextlib
import multiprocessing
import os
import time
from collections.abc import Generator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from shared import tether
from shared.clock import Clock
from shared.store import backoff
from shared.store.sqlite import file_handle
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking import local_lock
from shared.tools.bench.percentiles import median, percentile
from shared.tools.bench.whole_hall import own_hall, prime

WRITERS, LOAD_A_CORE, SECONDS = 16, 2, 10.0
PATIENCE = 60.0
"""How long a writer waits here: longer than a press would, so that the longest wait is seen and not cut off."""
_context: Any = multiprocessing.get_context("fork")


class Trying(local_lock.LocalLock):
    """The lock without a line: tried again and again."""

    def acquire(self, seconds: float, *, shared: bool = False) -> bool:
        """As it was before there was a line."""
        for _ in backoff.turns(seconds, first_ms=0.5, longest_ms=4):
            if self._enter(shared):
                self._held = True
                break
        return self._held


def table(writers: int = WRITERS, seconds: float = SECONDS) -> list[tuple[str, dict[str, float]]]:
    """Waits for a turn in milliseconds, tried for and in line."""
    kinds = (("tried for", Trying), ("in line", local_lock.LocalLock))
    return [(name, measured(kind, writers, seconds)) for name, kind in kinds]


def measured(kind: type[local_lock.LocalLock], writers: int, seconds: float) -> dict[str, float]:
    """One kind of lock under one load."""
    with own_hall() as (folder, clock), _busy_cores():
        prime(folder, clock, ["1"], 1)  # the day is open
        pipes: list[Connection] = []
        running: list[Any] = []
        for _ in range(writers):
            ours, theirs = _context.Pipe()
            running.append(_context.Process(target=_write, args=(kind, folder, clock, seconds, theirs), daemon=True))
            running[-1].start()
            theirs.close()
            pipes.append(ours)
        each: list[list[float]] = [pipe.recv() for pipe in pipes]
        for process in running:
            process.join()
    waits = sorted(wait for of_one in each for wait in of_one)
    turns = sorted(len(of_one) for of_one in each)
    middle = median(waits)
    return {
        "turns": len(waits),
        "median": middle,
        "p99": percentile(waits, 0.99),
        "longest": waits[-1],
        "ratio": waits[-1] / middle,
        "fewest": turns[0] / (len(waits) / writers),
    }


@contextlib.contextmanager
def _busy_cores() -> Generator[None]:
    """Other processes that use every core while the block runs."""
    others = [_context.Process(target=_compute, daemon=True) for _ in range((os.cpu_count() or 1) * LOAD_A_CORE)]
    for other in others:
        other.start()
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.join()


def _compute() -> None:
    tether.end_with_parent()
    while True:
        sum(range(10_000))


def _write(kind: type[local_lock.LocalLock], folder: Path, clock: Clock, seconds: float, out: Connection) -> None:
    """Write without a pause; returns the wait for each turn."""
    tether.end_with_parent()
    file_handle.LocalLock = kind
    waits: list[float] = []
    with HallFile.open(folder, device="turns", clock=clock) as file:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            begun = time.monotonic()
            with file.writing(PATIENCE) as db:
                waits.append((time.monotonic() - begun) * 1000)
                db.execute(
                    "INSERT INTO events (at, day, what, device) VALUES (?, (SELECT day FROM pulse), 'note', 'turns')",
                    (clock(),),
                )
    out.send(waits)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.turns", description=__doc__)
    parser.add_argument("--writers", type=int, default=WRITERS, help="programs that write")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="seconds for each kind of lock")
    asked = parser.parse_args()
    print("\n".join(lines(table(asked.writers, asked.seconds))))


def lines(found: list[tuple[str, dict[str, float]]]) -> list[str]:
    """The table."""
    head = "| the lock is | turns | median wait, ms | p99 | longest | longest ÷ median | fewest turns ÷ an even share |"
    rows = [
        f"| {name} | {row['turns']:.0f} | {row['median']:.1f} | {row['p99']:.1f} | {row['longest']:.1f} "
        f"| {row['ratio']:.1f} | {row['fewest']:.2f} |"
        for name, row in found
    ]
    return [head, "|---|---:|---:|---:|---:|---:|---:|", *rows]


if __name__ == "__main__":
    main()
