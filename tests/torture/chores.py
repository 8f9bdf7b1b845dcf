"""(a) Kill -9 of a PC that does the hall's chores: its hourly backup, its look at the file, its archive."""

import os
import random
import signal
import time
from pathlib import Path

from shared.domain.words import Instant
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import backup, schedule
from tests.torture import judge, outside, processes, world
from tests.torture.diary import entries
from tests.torture.judge import Findings

_HOUR = 3_600_000


def kill_chores(place: Path, times: int, seed: int = 1) -> Findings:
    """This many PCs die while they do the chores, beside others who work; then one does them all."""
    folder, start, chance = world.make(place), time.monotonic(), random.Random(seed)
    clock = world.SharedClock(start)
    working = [
        processes.start(world.work, folder, place / f"diary-{number}", clock, seed * 1000 + number, 3600.0)
        for number in range(2)
    ]
    found = Findings()
    for number in range(times):
        doing = processes.start(_do, folder, start, number)
        time.sleep(chance.uniform(0.02, 1.2))
        if doing.exitcode is None:
            os.kill(doing.pid, signal.SIGKILL)
            found.counted["killed in their chores"] += 1
            doing.join()
        else:
            found.broken.append(f"the chores ended by themselves with {doing.exitcode}")
    deaths = {}
    for number, process in enumerate(working):
        found.stuck += [f"worker {number} ended by itself: {process.exitcode}"] if process.exitcode is not None else []
        process.kill()
        process.join()
        deaths[place / f"diary-{number}"] = time.monotonic()
    _all_whole(folder, found)
    with HallFile.open(folder, device="last", clock=lambda: Instant(clock() + 4 * _HOUR)) as file:
        done = {one.name: one for one in schedule.do_due(file)}
    with outside.opened(folder / "hall.db") as db:
        undone = db.execute("SELECT name FROM chores WHERE done_at IS NULL OR done_at < claimed_at").fetchall()
    found.stuck += [f"{name} was claimed by somebody who died, and is never done" for (name,) in undone]
    if "hourly_backup" not in done or not all(one.ok for one in done.values()):
        found.stuck.append(f"the chores cannot be done any more: {done}")
    found.counted["backups"] = _all_whole(folder, found)
    found.add(judge.judge(folder, entries(sorted(place.glob("diary-*")), deaths), clock=clock))
    return found


def _do(folder: Path, start: float, number: int) -> None:
    """The chores of an hour of its own, again and again."""
    hours = 0
    base = world.SharedClock(start)

    def clock() -> Instant:
        return Instant(base() + (number + hours) % 3 * _HOUR + number * 1000)

    with HallFile.open(folder, device=f"PC {number}", clock=clock) as file:
        while True:
            schedule.do_due(file)
            backup.backup(file)
            hours += 1


def _all_whole(folder: Path, found: Findings) -> int:
    """Whatever bears the name of a backup is one; how many there are."""
    named = backup.backups_in(folder / backup.FOLDER)
    for path in named:
        with outside.opened(path) as db:
            wrong = [
                line for look in (outside.whole, outside.labels, outside.counters, outside.story) for line in look(db)
            ]
        found.broken += [f"{path.name}: {line}" for line in wrong]
    return len(named)
