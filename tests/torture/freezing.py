"""(d) A client frozen (SIGSTOP) in the middle of a transaction, then waking: on the same PC, where its locks stay, and
on another PC, whose locks the server gave to others meanwhile."""

import os
import shutil
import signal
import time
from pathlib import Path

from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking import local_lock_linux, smb_lock_order, stale_writer_fence
from tests.torture import judge, processes, world
from tests.torture.diary import Diary, entries
from tests.torture.judge import Findings
from tests.torture.share import AWAY, between, drop_locks


def freeze(place: Path, seconds: float, patience: float = stale_writer_fence.SECONDS) -> tuple[Findings, str]:
    """Freeze a program between its writes and COMMIT for so long, with others of this PC; what it said on waking."""
    folder, start = world.make(place), time.monotonic()
    ours, theirs = processes.pipe()
    frozen = processes.start(_hold, folder, theirs, patience)
    assert ours.poll(20)
    ours.recv()
    os.kill(frozen.pid, signal.SIGSTOP)
    diary = place / "diary-0"
    other = processes.start(world.work, folder, diary, world.SharedClock(start), 1, seconds + 3)
    time.sleep(seconds)
    os.kill(frozen.pid, signal.SIGCONT)
    ours.send("go on")
    said = ours.recv() if ours.poll(20) else "nothing"
    other.join(seconds + 60)
    exitcode = other.exitcode
    other.kill()
    frozen.join(10)
    frozen.kill()
    found = judge.judge(folder, entries([diary]), clock=world.SharedClock(start))
    found.stuck += [] if exitcode == 0 else [f"the other program did not come to its end: {exitcode}"]
    return found, said


def _hold(folder: Path, ready, patience: float) -> None:
    stale_writer_fence.SECONDS = patience
    told = "committed"
    try:
        with HallFile.open(folder, device="frozen", clock=world.noon) as file, file.writing() as db:
            db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'frozen')")
            ready.send("in")
            ready.recv()
    except Exception as error:  # noqa: BLE001 - told to the parent
        told = str(getattr(error, "kind", error))
    ready.send(told)


# -- at every system call, with the locks lost ---------------------------------------------------------------------


def freeze_at_steps(
    place: Path, seconds: float, patience: float = stale_writer_fence.SECONDS, every: int = 1, at_once: int = 64
) -> Findings:
    """A PC freezes ahead of each system call of each act, loses its locks to others, and goes on after this long."""
    cases: list[tuple[Path, str, int, float, float]] = []
    for what in world.KINDS:
        here = place / f"count-{what}"
        here.mkdir(parents=True)
        (steps,) = processes.each(_sleeper, [(prepared(here), what, None, patience)], 1, 60)
        cases += [(place / f"{what}-{step}", what, step, seconds, patience) for step in range(0, steps, every)]
    found = Findings()
    for case, answer in zip(cases, processes.each(_case, cases, at_once, seconds + 600), strict=True):
        where = f"{case[1]}, step {case[2]}: "
        if isinstance(answer, Findings):
            found.add(answer, where)
        else:
            found.stuck.append(f"{where}{answer!r}")
    return found


def prepared(place: Path) -> Path:
    """A hall with somebody at counter 1 and somebody who waits."""
    folder = world.make(place)
    with HallFile.open(folder, device="before", clock=world.noon) as file:
        book = Diary(place / "before")
        for what in ("issue", "next", "issue"):
            world.press(file, book, what, "AB", "1")
    return folder


def at_pc(place: Path, name: str) -> None:
    """From now on this process runs on a PC of its own: nobody on another one sees its local lock."""
    folder = place / name
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)  # where all users of that PC meet
    local_lock_linux.DIRECTORIES = (str(folder),)
    assert local_lock_linux.directory() == folder


def _sleeper(folder: Path, what: str, freeze_at: int | None, patience: float) -> int:
    """On a PC with an SMB mount's share profile: do it, and freeze ahead of one of its calls; how many there were."""
    at_pc(folder.parent, "pc-a")
    smb_lock_order.install()
    stale_writer_fence.install()
    counted, armed = 0, False

    def before(_name: str) -> int:
        nonlocal counted
        if armed:
            if counted == freeze_at:
                drop_locks()
                os.kill(os.getpid(), signal.SIGSTOP)
            counted += 1
        return 0

    book = Diary(folder.parent / "diary")
    with between(before, folder), HallFile.open(folder, device="sleeper", clock=world.noon) as file:
        stale_writer_fence.SECONDS, armed = patience, True
        world.press(file, book, what, "AB", "1")
        calls, armed = counted, False
    return calls


def _case(place: Path, what: str, step: int, seconds: float, patience: float) -> Findings:
    place.mkdir()
    folder = prepared(place)
    sleeper = processes.start(_sleeper, folder, what, step, patience)
    _pid, status = os.waitpid(sleeper.pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        return Findings(stuck=["it never came to this step"])
    at_pc(place, "pc-b")
    woken = time.monotonic() + seconds
    others = Diary(place / "others")
    found = Findings()
    with HallFile.open(folder, device="other", clock=world.noon) as file:
        _press_all(file, others)
        time.sleep(max(0.0, woken - time.monotonic()))
        os.kill(sleeper.pid, signal.SIGCONT)
        _press_all(file, others)
        sleeper.join(150)
        if sleeper.exitcode != 0:
            found.stuck.append(f"the sleeper did not come to its end: {sleeper.exitcode}")
            sleeper.kill()
        _press_all(file, others)
    pressed = entries([place / "before", place / "diary", place / "others"])
    found.add(judge.judge(folder, pressed))
    found.counted["freezes"] = 1
    found.broken += [f"the others were told {one.fault}" for one in pressed if one.fault and one.counter != "1"]
    found.broken += [f"it was told {one.fault}" for one in pressed if one.fault and one.fault not in AWAY]
    if found.sound():
        shutil.rmtree(place)
    return found


def _press_all(file: HallFile, book: Diary) -> None:
    for what in ("issue", "issue", "next", "finish", "next"):
        world.press(file, book, what, "AB", "2")
