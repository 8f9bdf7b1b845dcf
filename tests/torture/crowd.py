"""(g) A crowd for minutes, (f) in which PCs' clocks jump by hours, also over midnight."""

import random
import time
from pathlib import Path

from shared.clock import Clock, machine_clock
from shared.store.sqlite import create
from tests.helpers.hall import hall_at_noon
from tests.torture import judge, outside, processes, world
from tests.torture.diary import entries, watched
from tests.torture.judge import Findings

_JUMP_SECONDS = (0.05, 0.6)
"""How long a PC's clock stays where it jumped to."""


def crowd(place: Path, workers: int, seconds: float, seed: int = 1) -> Findings:
    """This many processes at once for this long, each of which issues, calls and finishes; two displays watch."""
    folder, start = world.make(place), time.monotonic()
    return _live(place, folder, world.SharedClock(start), workers, seconds, seed, 0.0)


def clocks(place: Path, workers: int, seconds: float, hours: float = 14.0, seed: int = 1) -> Findings:
    """The same on the machine's own clock, which jumps back and forth by up to this many hours in half of the PCs."""
    folder = place / "hall"
    create.create(folder, hall_at_noon(), machine_clock)
    found = _live(place, folder, machine_clock, workers, seconds, seed, hours)
    with outside.opened(folder / "hall.db") as db:
        days = db.execute("SELECT count(*) FROM days").fetchone()[0]
        expired = db.execute("SELECT count(*) FROM steps WHERE state = 'expired'").fetchone()[0]
    if days != 1 or expired:
        found.broken.append(f"a wrong clock ended the day: {days} days were opened, {expired} people sent home")
    found.counted["presses told that a clock is wrong"] = found.told["clock"]
    return found


def _live(place: Path, folder: Path, clock: Clock, workers: int, seconds: float, seed: int, hours: float) -> Findings:
    diaries = [place / f"diary-{number}" for number in range(workers)]
    ended = place / "ended"
    watching = [
        processes.start(world.watch, folder, place / f"display-{zone}", clock, zone, ended)
        for zone in world.ZONES.values()
    ]
    running = [
        processes.start(_work, folder, diary, clock, seed * 1000 + number, seconds, hours if number % 2 else 0.0)
        for number, diary in enumerate(diaries)
    ]
    found = Findings()
    for number, process in enumerate(running):
        process.join(seconds + world.PATIENCE + 30)
        if process.exitcode != 0:
            found.stuck.append(f"worker {number} did not come to its end: {process.exitcode}")
        process.kill()
    world.end_watching(folder, ended, clock)
    for process in watching:
        process.join(60)
        process.kill()
    pressed = entries(diaries)
    longest = max((one.ended - one.begun for one in pressed if one.heard), default=0.0)
    found.counted.update({"processes": workers, "ms the longest press": round(longest * 1000)})
    seen = [display for path in place.glob("display-*") if (display := watched(path))]
    found.add(judge.judge(folder, pressed, seen, clock=clock))
    if len(seen) != len(watching):
        found.unseen.append(f"{len(watching) - len(seen)} displays never began to watch")
    return found


def _work(folder: Path, diary: Path, clock: Clock, seed: int, seconds: float, hours: float) -> None:
    if hours:
        _jumping(seed, hours)
    world.work(folder, diary, clock, seed, seconds)


def _jumping(seed: int, hours: float) -> None:
    """From now on this process's machine clock jumps. The monotonic clock does not, as on a real PC."""
    chance, honest = random.Random(seed), time.time_ns
    jump = until = 0.0

    def wrong() -> int:
        nonlocal jump, until
        if time.monotonic() > until:
            until = time.monotonic() + chance.uniform(*_JUMP_SECONDS)
            jump = chance.choice((0.0, chance.uniform(-hours, hours)))
        return honest() + int(jump * 3_600_000_000_000)

    time.time_ns = wrong
