"""(a) Processes that are killed at random instants, (d) frozen inside a transaction, (f) with clocks that jump,
(g) a crowd for minutes."""

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

from shared.clock import machine_clock
from shared.store import fence
from shared.store.connection import HallFile
from tests.torture import world

_context = multiprocessing.get_context("fork")


def _start(target, *arguments):
    process = _context.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process


def kill(place: Path, times: int, seed: int = 1, at_once: int = 3) -> world.Findings:
    """Kill -9 so many times, ``at_once`` workers living at any time."""
    folder, start, chance = world.make(place), time.monotonic(), random.Random(seed)
    diaries: list[Path] = []
    living = []

    def one_more() -> None:
        diaries.append(place / f"diary-{len(diaries)}")
        living.append(_start(world.work, folder, diaries[-1], start, seed * 10_000 + len(diaries), 600.0))

    for _ in range(at_once):
        one_more()
    for _ in range(times):
        time.sleep(chance.uniform(0.005, 0.06))
        victim = living.pop(chance.randrange(len(living)))
        os.kill(victim.pid, signal.SIGKILL)
        victim.join()
        one_more()
    for process in living:
        process.kill()
        process.join()
    return world.judge(folder, diaries, start)


def crowd(
    place: Path, processes: int, seconds: float, jump_hours: float = 0.0, *, linear: bool = True
) -> world.Findings:
    """So many workers at once for so long; their clocks may jump."""
    folder, start = world.make(place), time.monotonic()
    diaries = [place / f"diary-{number}" for number in range(processes)]
    running = [
        _start(world.work, folder, diary, start, number + 1, seconds, jump_hours)
        for number, diary in enumerate(diaries)
    ]
    for process in running:
        process.join(seconds + 60)
        process.kill()
    return world.judge(folder, diaries, start, linear=linear)


def _hold(folder: Path, ready, patience: float) -> None:
    """Stand in the middle of a write transaction until thawed, then try to commit."""
    fence.SECONDS = patience
    told = "committed"
    try:
        with HallFile.open(folder, device="frozen", clock=machine_clock) as file, file.writing() as db:
            db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'frozen')")
            ready.send("in")
            ready.recv()
    except Exception as error:  # noqa: BLE001 - told to the parent
        told = str(getattr(error, "kind", error))
    ready.send(told)


def freeze(place: Path, seconds: float, patience: float = fence.SECONDS) -> tuple[world.Findings, str]:
    """SIGSTOP a process inside its transaction for so long; what it said on waking, and the judgement."""
    folder, start = world.make(place), time.monotonic()
    ours, theirs = _context.Pipe()
    frozen = _start(_hold, folder, theirs, patience)
    assert ours.poll(20)
    ours.recv()
    os.kill(frozen.pid, signal.SIGSTOP)
    diary = place / "diary-0"
    other = _start(world.work, folder, diary, start, 1, seconds + 3)
    time.sleep(seconds)
    os.kill(frozen.pid, signal.SIGCONT)
    ours.send("go on")
    assert ours.poll(20)
    said = ours.recv()
    other.join(seconds + 60)
    other.kill()
    frozen.join(10)
    frozen.kill()
    return world.judge(folder, [diary], start), said
