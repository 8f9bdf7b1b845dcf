"""A small hall under torture, and the people in it: who issues, calls, finishes, watches."""

import contextlib
import os
import queue
import random
import time
from functools import partial
from pathlib import Path
from typing import Any

from shared.clock import Clock, parse_instant
from shared.domain.words import Instant
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.live.thread import PollPace, StoreThread
from shared.store.offline.settle import tend
from shared.store.offline.spool import Spool
from shared.store.record.events import Event, What, newest
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import small_hall
from tests.torture.diary import Diary, lines

NOON = int(parse_instant("2026-11-23T12:00:00+08:00"))
SERVICES = {"AB": "AB.1", "BA": "BA.1"}
COUNTERS = {"AB": ("1", "2"), "BA": ("3", "4")}
ZONES = {"AB": "A", "BA": "B"}
KINDS = ("issue", "next", "finish")


AT_LEAST = 12
"""Acts of each worker, however busy the machine is..."""
PATIENCE = 40.0
"""...while so many seconds more are not over."""


def noon() -> Instant:
    """A clock that stands: a PC may have been up for days, and the hall closes at four."""
    return Instant(NOON)


class SharedClock:
    """Noon at ``start`` (monotonic seconds), the same in all processes; ``off`` by this many ms on this PC."""

    def __init__(self, start: float) -> None:
        self._start, self.off = start, 0

    def __call__(self) -> Instant:
        return Instant(NOON + self.off + int((time.monotonic() - self._start) * 1000))


def make(folder: Path, journal: str | None = None) -> Path:
    """A fresh hall in a folder; ``journal`` is the mode that another kind of share would need."""
    place = folder / "hall"
    create.create(place, small_hall(), noon)
    if journal is not None:
        with HallFile.open(place, device="setup", clock=noon) as file, file.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('journal', ?)", (journal,))
    return place


def act(file: HallFile, request: str, what: str, agency: str, counter: str) -> Any:
    """One act of the store."""
    if what == "issue":
        return acts.issue(file, request, acts.Order((SERVICES[agency],)))
    if what == "next":
        return acts.call_next(file, request, counter, ended=acts.VisitEnd.FINISH)
    return acts.finish(file, request, acts.Target(counter=counter), ended=acts.VisitEnd.FINISH)


def press(file: HallFile, diary: Diary, what: str, agency: str, counter: str) -> Any:
    """One act with its two lines in the diary: the answer, or the fault that was told."""
    request = acts.new_request()
    diary.begin(request, what, agency, counter)
    try:
        answer = act(file, request, what, agency, counter)
    except EnvironmentFault as fault:
        answer = fault
    diary.end(request, answer)
    return answer


def work(folder: Path, diary: Path, clock: Clock, seed: int, seconds: float, kinds: tuple[str, ...] = KINDS) -> None:
    """A worker's life: acts of these kinds at random until its time is over (each gets a few in), or it is killed."""
    chance = random.Random(seed)
    book = Diary(diary)
    end = time.monotonic() + seconds
    with opened(folder, f"worker {seed}", clock, end) as file:
        done = 0
        while time.monotonic() < end or (done < AT_LEAST and time.monotonic() < end + PATIENCE):
            done += 1
            agency = chance.choice(list(SERVICES))
            press(file, book, chance.choice(kinds), agency, chance.choice(COUNTERS[agency]))


def opened(folder: Path, device: str, clock: Clock, until: float) -> HallFile:
    """The file, as soon as others let us in: a program tries until it succeeds."""
    while True:
        try:
            return HallFile.open(folder, device=device, clock=clock)
        except EnvironmentFault:
            if time.monotonic() > until:
                raise


def watch(folder: Path, diary: Path, clock: Clock, zone: str, ended: Path) -> None:
    """A display's life: it writes down every call of its zone, and goes on where it was when it was killed.

    It ends once the file ``ended`` is there and everything that had happened by then was seen.
    """
    cursor = None
    for line in lines(diary):
        cursor = line.get("cursor", line.get("watch", cursor))
    book = Diary(diary)
    if cursor is None:
        with HallFile.open(folder, device=f"display {zone}", clock=clock) as file, file.reading() as db:
            cursor = newest(db)
        book.write(watch=cursor, zone=zone)

    def news(events: tuple[Event, ...]) -> None:
        calls = [event.sequence for event in events if event.what is What.CALLED and event.data["zone"] == zone]
        book.write(seen=calls, cursor=events[-1].sequence)

    thread = StoreThread(folder, f"display {zone}", clock, pace=PollPace.DISPLAY, on_news=news, cursor=cursor)
    thread.start()
    while not ended.exists():
        time.sleep(0.05)
    last, deadline = int(ended.read_text()), time.monotonic() + 30
    while (thread.cursor or 0) < last and time.monotonic() < deadline:
        time.sleep(0.02)
    thread.stop(5)


def end_watching(folder: Path, ended: Path, clock: Clock = noon) -> None:
    """Tell the displays that nothing more will happen, and what they must have seen."""
    with HallFile.open(folder, device="end", clock=clock) as file, file.reading() as db:
        last = newest(db)
    fresh = ended.with_suffix(".new")
    fresh.write_text(str(last))
    os.replace(fresh, ended)  # noqa: PTH105


def ask(thread: StoreThread, operation: Any, seconds: float, patience: float | None = None) -> Any:
    """Submit and wait: the answer, the fault, or None when none came in time."""
    came: queue.Queue[Any] = queue.Queue()
    thread.submit(operation, came.put, patience)
    with contextlib.suppress(queue.Empty):
        return came.get(timeout=seconds)
    return None


class Desk:
    """A kiosk with its spool: presses that the file does not take within ``patience`` get a leased number."""

    def __init__(self, folder: Path, diary: Path, clock: Clock, name: str, local: Path, patience: float = 1.0) -> None:
        self.clock, self._patience = clock, patience
        self._book = Diary(diary)
        self.thread = StoreThread(folder, name, clock, pace=PollPace.KIOSK)
        self.thread.start()
        hall_id: Any = None
        while not isinstance(hall_id, str):  # the share may be gone just now
            hall_id = ask(self.thread, lambda file: file.hall_id, 60)
        self.spool = Spool(local, hall_id, name)

    def tend(self) -> None:
        """Settle, see the lines, renew the numbers."""
        ask(self.thread, partial(tend, self.spool), 60)

    def issue(self, agency: str) -> Any:
        """A visitor's press: a number from the file, or one of ours."""
        request, order = acts.new_request(), acts.Order((SERVICES[agency],))
        self._book.begin(request, "issue", agency)
        answer = ask(self.thread, lambda file: acts.issue(file, request, order), 60, self._patience)
        settled = True
        if answer is None or isinstance(answer, EnvironmentFault):
            answer, settled = self.spool.issue(request, order, self.clock()), False
        self._book.end(request, answer, settled=settled)
        return answer

    def close(self) -> None:
        """End of the day's work."""
        self.thread.stop(5)
        self.spool.close()
