"""(a) Kill -9: at random instants of issuing, calling and finishing processes, at every system call of an act, and of
kiosks that give out leased numbers and settle them."""

import errno
import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from shared.store.offline.settle import give_back
from shared.store.sqlite.connection import HallFile
from tests.torture import judge, outside, processes, world
from tests.torture.board import BEFORE, Board, Place
from tests.torture.diary import Diary, entries, watched
from tests.torture.freezing import prepared
from tests.torture.judge import Findings
from tests.torture.share import between

AIMS = (None, Place.ASKING, Place.INSIDE, Place.COMMIT, Place.AFTER)
"""Where a kill is aimed at; None: anywhere in the victim's life."""
_AIMING_SECONDS = 0.5


@dataclass
class _Victim:
    kind: str
    slot: int
    diary: Path
    process: Any


class _Hall:
    """The hall with its living workers, and what became of the dead."""

    def __init__(self, place: Path, seed: int) -> None:
        self.folder, self.place, self.start = world.make(place), place, time.monotonic()
        self.board, self.seed = Board(), seed
        self.living: list[_Victim] = []
        self.deaths: dict[Path, float] = {}
        self.found = Findings()
        self.ended = place / "ended"
        self._born = 0

    def worker(self, kind: str) -> None:
        """One more process that issues, calls or finishes."""
        self._born += 1
        diary = self.place / f"diary-{self._born}"
        self._begin(kind, diary, _worker, self.folder, diary, self.start, self.seed * 100_000 + self._born, kind)

    def display(self, zone: str) -> None:
        """A display, or the same one again after its death."""
        diary = self.place / f"display-{zone}"
        self._begin(zone, diary, _display, self.folder, diary, self.start, zone, self.ended)

    def _begin(self, kind: str, diary: Path, target: Any, *arguments: Any) -> None:
        taken = {victim.slot for victim in self.living}
        slot = next(number for number in range(len(taken) + 1) if number not in taken)
        self.board.set(slot, Place.OPENING)
        self.living.append(_Victim(kind, slot, diary, processes.start(target, self.board, slot, *arguments)))

    def kill(self, victim: _Victim) -> Place:
        """Now; where it stood."""
        if victim.process.exitcode is not None:  # it should have lived for ever
            self.found.broken.append(f"{victim.diary.name} ({victim.kind}) ended by itself: {victim.process.exitcode}")
            self.living.remove(victim)
            return self.board.at(victim.slot)
        os.kill(victim.process.pid, signal.SIGKILL)
        victim.process.join()
        self.deaths[victim.diary] = time.monotonic()
        self.living.remove(victim)
        place = self.board.at(victim.slot)
        if place is Place.COMMIT and (self.folder / "hall.db-journal").exists():
            self.found.counted["journals left behind"] += 1
        return place

    def judged(self, *, linear: bool = True) -> Findings:
        """Kill the workers, let the displays see the end, and judge."""
        for victim in [one for one in self.living if one.kind in world.KINDS]:
            self.kill(victim)
        world.end_watching(self.folder, self.ended)
        for display in self.living:
            display.process.join(60)
            if display.process.exitcode != 0:
                self.found.unseen.append(f"display {display.kind} did not come to its end: {display.process.exitcode}")
            display.process.kill()
        pressed = entries(sorted(self.place.glob("diary-*")), self.deaths)
        seen = [display for path in self.place.glob("display-*") if (display := watched(path))]
        self.found.counted["numbers from a spool"] = sum(one.done and not one.settled for one in pressed)
        found = judge.judge(self.folder, pressed, seen, clock=world.SharedClock(self.start), linear=linear)
        found.add(self.found)
        return found


def _worker(board: Board, slot: int, folder: Path, diary: Path, start: float, seed: int, kind: str) -> None:
    board.stand(slot)
    world.work(folder, diary, world.SharedClock(start), seed, 3600.0, (kind,))


def _display(_board: Board, _slot: int, folder: Path, diary: Path, start: float, zone: str, ended: Path) -> None:
    world.watch(folder, diary, world.SharedClock(start), zone, ended)


def kill(place: Path, times: int, seed: int = 1) -> Findings:
    """Kill -9 this many times among two issuing, two calling and two finishing processes; displays are killed, too."""
    hall, chance = _Hall(place, seed), random.Random(seed)
    for kind in (*world.KINDS, *world.KINDS):
        hall.worker(kind)
    for zone in world.ZONES.values():
        hall.display(zone)
    for number in range(times):
        kind, aim = world.KINDS[number % len(world.KINDS)], chance.choice(AIMS)
        victim = chance.choice([one for one in hall.living if one.kind == kind])
        if aim is None:
            time.sleep(chance.uniform(0.005, 0.06))
        else:
            _wait_for(hall.board, victim.slot, aim, chance.expovariate(1 / 0.0003))
        stood = hall.kill(victim)
        hall.found.counted[f"{kind} killed {'before' if stood in BEFORE else stood.name.lower()}"] += 1
        hall.worker(kind)
        if number % 10 == 9:
            display = chance.choice([one for one in hall.living if one.kind in world.ZONES.values()])
            hall.kill(display)
            hall.found.counted["displays killed"] += 1
            hall.display(display.kind)
    hall.found.counted["kills"] = times
    return hall.judged()


def _wait_for(board: Board, slot: int, aim: Place, further: float) -> None:
    """Until the victim stands there, and some microseconds more: a busy wait, for a sleep is longer than a commit."""
    until = time.monotonic() + _AIMING_SECONDS
    while board.at(slot) is not aim and time.monotonic() < until:
        pass
    until = time.monotonic() + further
    while time.monotonic() < until:
        pass


# -- at every system call --------------------------------------------------------------------------------------


def kill_at_steps(place: Path, every: int = 1) -> Findings:
    """A process kills itself ahead of each system call of opening the file, issuing, calling and finishing."""
    found = Findings()
    for what in ("open", *world.KINDS):
        counted = place / f"count-{what}"
        counted.mkdir(parents=True)
        (steps,) = processes.each(_act_to, [(prepared(counted), what, None)], 1, 60)
        for step in range(0, steps, every):
            here = place / f"{what}-{step}"
            here.mkdir()
            folder = prepared(here)
            child = processes.start(_act_to, folder, what, step)
            child.join(60)
            found.counted[f"{what} steps"] += child.exitcode == -signal.SIGKILL
            after = _after(folder, here / "diary", what)
            found.add(after, f"{what}, step {step}: ")
            if after.sound():
                shutil.rmtree(here)
    return found


def _act_to(folder: Path, what: str, die_at: int | None) -> int:
    """Do it, and die ahead of one of its system calls; how many there were."""
    counted = 0
    armed = what == "open"

    def before(_name: str) -> int:
        nonlocal counted
        if armed:
            if counted == die_at:
                os.kill(os.getpid(), signal.SIGKILL)
            counted += 1
        return 0

    book = Diary(folder.parent / "diary")
    with between(before, folder), HallFile.open(folder, device="dying", clock=world.noon) as file:
        if what != "open":
            armed = True
            book.begin("the press", what, "AB", "1")
            book.end("the press", world.act(file, "the press", what, "AB", "1"))
        armed = False
    return counted


def _after(folder: Path, diary: Path, what: str) -> Findings:
    """The same press again gives one outcome, done once; then everything is judged."""
    pressed = entries([folder.parent / "before", diary], {diary: time.monotonic()})
    with outside.opened(folder / "hall.db") as db:
        done = db.execute("SELECT count(*) FROM requests WHERE id = 'the press'").fetchone()[0]
    if what != "open":
        with HallFile.open(folder, device="again", clock=world.noon) as file:
            again = [world.act(file, "the press", what, "AB", "1") for _ in range(2)]
        found = judge.judge(folder, pressed, linear=False)
        found.broken += [] if again[0] == again[1] and type(again[0]).__name__ != "Refused" else [f"again: {again}"]
        found.counted["done already"] += done
        return found
    return judge.judge(folder, pressed)


# -- kiosks with their spools ----------------------------------------------------------------------------------


def kill_kiosks(place: Path, times: int, seed: int = 1) -> Findings:
    """Kill kiosks while the share comes and goes under them: in issuing, in their spool, in settling."""
    hall, chance = _Hall(place, seed), random.Random(seed)
    hall.worker("next")
    hall.worker("finish")
    hall.display("A")
    kiosks = [_Kiosk(hall, name) for name in ("K1", "K2")]
    for number in range(times):
        kiosk = kiosks[number % len(kiosks)]
        kiosk.live()
        for _ in range(chance.randrange(1, 4)):
            kiosk.gone(chance.random() < 0.6)
            time.sleep(chance.uniform(0.0, 0.5))
        kiosk.die()
    for kiosk in kiosks:
        kiosk.die()
        told = place / f"settled-{kiosk.name}"
        diary = place / f"diary-{kiosk.name}-end"
        processes.start(_settle, hall.folder, diary, hall.start, kiosk.name, told).join(120)
        hall.found.stuck += [] if told.exists() else [f"{kiosk.name} could not settle"]
    found = hall.judged(linear=False)
    found.broken += [] if found.counted["numbers from a spool"] else ["no number came from a spool: nothing was tried"]
    return found


_AWAY, _READY = 0, 1


class _Kiosk:
    """A kiosk's PC, as its killer sees it; its spool outlives it."""

    def __init__(self, hall: _Hall, name: str) -> None:
        self.name, self._hall, self._lives = name, hall, 0
        self._flags = Board()
        self._process: Any = None
        self._diary = hall.place

    def live(self) -> None:
        """It is started, and has seen the share."""
        if self._process is not None:
            return
        self._lives += 1
        self._diary = self._hall.place / f"diary-{self.name}-{self._lives}"
        self._flags.set(_AWAY, 0)
        self._flags.set(_READY, 0)
        hall = self._hall
        self._process = processes.start(
            _kiosk, self._flags, hall.folder, self._diary, hall.start, self.name, self._lives
        )
        until = time.monotonic() + 60
        while not self._flags.at(_READY) and time.monotonic() < until:
            time.sleep(0.01)

    def gone(self, away: bool) -> None:
        """The share is away from it, or back."""
        self._flags.set(_AWAY, away)

    def die(self) -> None:
        """Kill -9."""
        if self._process is None:
            return
        if self._process.exitcode is not None:
            self._hall.found.broken.append(f"{self.name} ended by itself: {self._process.exitcode}")
        self._process.kill()
        self._process.join()
        self._process = None
        self._hall.deaths[self._diary] = time.monotonic()
        self._hall.found.counted["kiosks killed"] += 1


def _kiosk(flags: Board, folder: Path, diary: Path, start: float, name: str, life: int) -> None:
    """A kiosk's life, with its share gone now and then."""
    chance = random.Random(f"{name} {life}")
    with between(lambda _name: errno.EIO if flags.at(_AWAY) else 0, folder):
        clock = world.SharedClock(start)
        desk = world.Desk(folder, diary, clock, name, folder.parent / "local")
        desk.tend()
        flags.set(_READY, 1)
        while True:
            clock.off = int(chance.uniform(-2, 2) * 3_600_000) if name == "K2" else 0  # that PC's clock jumps
            desk.issue("AB")
            if chance.random() < 0.3:
                desk.tend()
            time.sleep(chance.uniform(0, 0.03))


def _settle(folder: Path, diary: Path, start: float, name: str, told: Path) -> None:
    """The kiosk is started once more and settles what its spool holds."""
    desk = world.Desk(folder, diary, world.SharedClock(start), name, folder.parent / "local")
    desk.tend()
    if not desk.spool.pending():
        world.ask(desk.thread, partial(give_back, desk.spool), 60)
        told.write_text("settled")
    desk.close()
