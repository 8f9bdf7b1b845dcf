"""``python -m bench.pages``: how many pages of hall.db each question reads, once another PC has written.

After a commit of another PC SQLite does not use its cache, so each page of the next reading is a request on the share.
The pages are counted in SQLite's own table of system calls, in a hall early in its day and late in it.
"""

import argparse
import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared.clock import Clock
from shared.domain.answers import Called, Issued
from shared.store import acts, questions
from shared.store.record.events import events_after, newest
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking.system_calls import Replaced
from shared.tools.bench.whole_hall import own_hall

_PREAD = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
PAGE = 4096
EARLY, LATE = 40, 4000
"""Tickets of the day."""
BACKLOG = 60
"""How many of them wait at the moment of the questions."""


class Pages:
    """Counts the whole pages that SQLite reads in this process."""

    def __init__(self) -> None:
        self.read = 0
        self._replaced = Replaced("pread64", _PREAD, self._counting)

    def _counting(self, original: Any) -> Callable[..., int]:
        def call(descriptor: int, buffer: int, size: int, offset: int) -> int:
            self.read += size == PAGE
            return original(descriptor, buffer, size, offset)

        return call

    def close(self) -> None:
        """Count no more."""
        self._replaced.restore()


def table(early: int = EARLY, late: int = LATE) -> dict[str, tuple[int, int]]:
    """Pages of each question with this many tickets taken today, early and late."""
    with own_hall() as (folder, clock):
        counters = _counters(folder, clock)
        _fill(folder, clock, counters, early)
        first = _ask(folder, clock, counters[0])
        _fill(folder, clock, counters, late - early)
        last = _ask(folder, clock, counters[0])
    return {name: (first[name], last[name]) for name in first}


def _counters(folder: Path, clock: Clock) -> list[str]:
    with HallFile.open(folder, device="pages", clock=clock) as file, file.reading() as db:
        return list(file.hall(db).counter)


def _fill(folder: Path, clock: Clock, counters: list[str], tickets: int) -> None:
    """A day's tickets, most of them called; nothing is synced, because only the rows matter."""
    with HallFile.open(folder, device="pages", clock=clock) as file:
        with file.reading() as db:
            hall = file.hall(db)
            services = [one for one in hall.service if not hall.service[one].closed]
        assert file._connection is not None  # pyright: ignore[reportPrivateUsage]
        file._connection.execute("PRAGMA synchronous=OFF")  # pyright: ignore[reportPrivateUsage]
        taken = 0
        for number in range(tickets):
            service = services[number % len(services)]
            taken += isinstance(acts.issue(file, acts.new_request(), acts.Order((service,))), Issued)
            if taken > BACKLOG:
                for tried in range(len(counters)):
                    counter = counters[(number + tried) % len(counters)]
                    if isinstance(
                        acts.call_next(file, acts.new_request(), counter, ended=acts.VisitEnd.FINISH), Called
                    ):
                        break


def _ask(folder: Path, clock: Clock, counter: str) -> dict[str, int]:
    """Each question after a commit of somebody else."""
    pages = Pages()
    found: dict[str, int] = {}
    try:
        with (
            HallFile.open(folder, device="asks", clock=clock) as file,
            HallFile.open(folder, device="writes", clock=clock) as other,
        ):
            for name, question in _questions(file, counter).items():
                for _ in range(2):  # the first time the schema is read, too
                    _disturb(other)
                    before = pages.read
                    question()
                    found[name] = pages.read - before
    finally:
        pages.close()
    return found


def _questions(file: HallFile, counter: str) -> dict[str, Callable[[], object]]:
    def asking(question: Callable[[Any, Any], object]) -> Callable[[], object]:
        def ask() -> object:
            with file.reading() as db:
                return question(db, file.hall(db))

        return ask

    now = file.clock
    return {
        "news (the feed)": asking(lambda db, _hall: events_after(db, newest(db) - 1, 500)),
        "counter": asking(lambda db, hall: questions.counter_view(db, hall, counter, now())),
        "kiosk": asking(lambda db, hall: questions.kiosk_view(db, hall, now())),
        "display": asking(lambda db, hall: questions.board(db, hall, (), now(), limit=0)),
        "display, at its start": asking(lambda db, hall: questions.board(db, hall, (), now())),
        "supervisor": asking(lambda db, hall: questions.state(db, hall, now())),
    }


def _disturb(other: HallFile) -> None:
    """A commit of another program: nothing in our cache is used any more."""
    with other.writing() as db:
        db.execute(
            "INSERT INTO events (at, day, what, device) VALUES (?, (SELECT day FROM pulse), 'note', 'w')",
            (other.clock(),),
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--tickets", type=int, default=LATE, help="tickets of the whole day")
    late = parser.parse_args().tickets
    print(f"| question | pages after {EARLY} tickets | after {late} |\n|---|---:|---:|")
    for name, (first, last) in table(EARLY, late).items():
        print(f"| {name} | {first} | {last} |")


if __name__ == "__main__":
    main()
