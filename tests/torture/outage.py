"""(c) The share goes away at every step - opening, polling, reading, issuing, calling, finishing, a kiosk's leasing and
its press - and comes back; others write meanwhile, so that this PC's cached pages are stale then.

Two kinds of mount: calls *fail* at once (soft), or *hang* until the share is back (hard), with the locks given to
others after eight seconds. Each case is a PC of its own: a process with the real store thread and an SMB share profile.
"""

import shutil
import threading
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from shared.domain.answers import Issued
from shared.faults import EnvironmentFault
from shared.store import acts, questions
from shared.store.live.thread import PollPace, ShareState, StoreThread
from shared.store.offline.settle import give_back, tend
from shared.store.offline.spool import Spool
from shared.store.record.events import Event
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.locking import smb_lock_order, stale_writer_fence
from tests.torture import judge, outside, processes, world
from tests.torture.diary import Diary, entries
from tests.torture.freezing import at_pc, prepared
from tests.torture.judge import Findings
from tests.torture.share import AWAY, Share, between

DURATIONS = (0.2, 3.0, 30.0, 120.0)
_LONG = 10.0
LOADED = 150.0
"""Seconds after which something is called stuck: a machine with a hundred cases at once is slow, and waits for none."""
SCENES = ("open", "poll", "read", "issue", "next", "finish", "lease", "kiosk")
PATIENCE = 1.0
"""How long a kiosk's visitor waits for the file."""


@dataclass(frozen=True, slots=True)
class Case:
    """The share goes in this scene, ahead of this step, for this many seconds."""

    place: Path
    scene: str
    step: int
    seconds: float
    hangs: bool

    def __str__(self) -> str:
        return f"{self.scene}, step {self.step}, {'hangs' if self.hangs else 'fails'} {self.seconds:g} s: "


def outages(
    place: Path, durations: tuple[float, ...] = DURATIONS, every: int = 1, at_once: int = 64, seed: int = 1
) -> Findings:
    """Every step of every scene for each duration, in both kinds of mount.

    The kinds take turns in the outages that are long, and where not every step is tried: a step that fails for half a
    minute hangs for two, and the other way round with the next seed.
    """
    found, cases = Findings(), []
    for scene in SCENES:
        (place / f"count-{scene}").mkdir(parents=True)
        (steps,) = processes.each(_counted, [(place / f"count-{scene}", scene)], 1, 60)
        assert isinstance(steps, int), steps
        found.counted[f"steps to {scene}"] = steps
        for turn, seconds in enumerate(durations):
            for step in range(turn % every, steps, every):
                hangs = (step // every + turn + seed) % 2 == 1
                kinds = (False, True) if every == 1 and seconds < _LONG else (hangs,)
                cases += [Case(place / f"{scene}-{step}-{seconds}-{k}", scene, step, seconds, k) for k in kinds]
    cases.sort(key=lambda case: -case.seconds)  # the short ones fill the time in which the long ones sleep
    patience = max(durations) + 4 * LOADED
    for case, answer in zip(cases, processes.each(outage, [(case,) for case in cases], at_once, patience), strict=True):
        if isinstance(answer, Findings):
            found.add(answer, str(case))
        else:
            found.stuck.append(f"{case}{answer!r}")
    return found


def _counted(place: Path, scene: str) -> int:
    """How many steps a scene has."""
    pc = _Pc(Case(place, scene, 0, 0.0, hangs=False))
    with between(pc.share.before, pc.folder):
        pc.play(lambda: setattr(pc.share, "counted", 0))
        counted = pc.share.counted
        pc.thread.stop(5)
    return max(1, min(counted, 3) if scene == "poll" else counted)


class _Pc:
    """The PC from which the share goes away."""

    def __init__(self, case: Case) -> None:
        self.case, self.folder = case, prepared(case.place)
        at_pc(case.place, "pc-a")
        smb_lock_order.install()
        stale_writer_fence.install()
        self.share = Share(only="poll" if case.scene == "poll" else "")
        self.states: list[ShareState] = []
        self.news: list[Event] = []
        self.book = Diary(case.place / "diary")
        self.spool: Spool | None = None
        with HallFile.open(self.folder, device="K1", clock=world.noon) as file:
            self.hall_id = file.hall_id
            with file.reading() as db:
                self.first = db.execute("SELECT max(sequence) FROM events").fetchone()[0]
        self.thread = StoreThread(
            self.folder, "K1", world.noon, pace=PollPace.COUNTER, cursor=self.first,
            on_news=self.news.extend, on_share=self.states.append,
        )  # fmt: skip
        self.answer: Any = None

    def play(self, go: Any) -> None:
        """The scene; ``go`` is called where its steps begin."""
        scene = self.case.scene
        if scene == "open":
            go()
        self.thread.start()
        if scene != "open":
            self._until(lambda: bool(self.states))
        if scene in ("lease", "kiosk"):
            self.spool = Spool(self.case.place / "local", self.hall_id, "K1")
            if scene == "kiosk":
                world.ask(self.thread, partial(tend, self.spool), 30)
        if scene != "open":
            go()
        if scene in ("open", "poll"):
            self._until(lambda: any(state.ok for state in self.states) and self.share.counted > 3)
        elif scene == "read":
            self.answer = world.ask(self.thread, _board, self.case.seconds + LOADED)
        elif scene == "lease":
            assert self.spool is not None
            self.answer = world.ask(self.thread, partial(tend, self.spool), self.case.seconds + LOADED)
        else:
            self.press("the press", "issue" if scene == "kiosk" else scene)

    def _until(self, true: Any) -> None:
        until = time.monotonic() + self.case.seconds + LOADED
        while not true() and time.monotonic() < until:
            time.sleep(0.05)

    def press(self, request: str, what: str) -> None:
        """A press on this PC, as its screen does it."""
        self.book.begin(request, what, "AB", "1")
        patience = PATIENCE if self.spool is not None else None
        answer = world.ask(
            self.thread, lambda file: world.act(file, request, what, "AB", "1"), self.case.seconds + LOADED, patience
        )
        settled = True
        if self.spool is not None and (answer is None or isinstance(answer, EnvironmentFault)):
            order = acts.Order((world.SERVICES["AB"],))
            answer, settled = self.spool.issue(request, order, world.noon()), False
        if answer is not None:
            self.book.end(request, answer, settled=settled)
        self.answer = answer


def _board(file: HallFile) -> Any:
    with file.reading() as db:
        return questions.board(db, file.hall(db), {"A", "B"}, world.noon())


def outage(case: Case) -> Findings:
    """One case, in a process of its own."""
    case.place.mkdir()
    ours, theirs = processes.pipe()
    other = processes.start(_other, case.place, theirs)  # before there are threads
    pc, found = _Pc(case), Findings()
    with between(pc.share.before, pc.folder):
        scene = _in_background(lambda: pc.play(lambda: pc.share.goes_after(case.step, case.seconds, hangs=case.hangs)))
        pc.share.went.wait(30)
        ours.send(pc.folder)
        scene.join(case.seconds + LOADED)
        found.stuck += ["the scene never ended"] if scene.is_alive() else []
        others = ours.recv() if ours.poll(LOADED + 30) else "no answer"
        found.stuck += [] if others == "done" else [f"the other PC could not go on: {others}"]
        pc.share.stays()  # the steps of a scene are some more or fewer each time
        found.counted["of which never came to their step"] = not pc.share.went.is_set()
        _afterwards(pc, found)
        pc.thread.stop(5)
    other.join(5)
    other.kill()
    pressed = entries([case.place / name for name in ("before", "diary", "others")])
    found.add(judge.judge(pc.folder, pressed, linear=pc.spool is None))
    told = {one.fault for one in pressed} | {state.kind for state in pc.states}
    found.broken += [f"it was told {one}, and was only away" for one in told - {None, *AWAY}]
    found.counted["outages"] = 1
    if found.sound():
        shutil.rmtree(case.place)
    found.counted["of which hang"] = case.hangs
    return found


def _in_background(work: Any) -> Any:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _other(place: Path, orders: Any) -> None:
    """Another PC writes as soon as the file lets it."""
    at_pc(place, "pc-b")
    folder = orders.recv()
    try:
        book, until = Diary(place / "others"), time.monotonic() + LOADED
        with world.opened(folder, "other", world.noon, until) as file:
            for what in ("issue", "next", "issue", "finish", "issue", "next"):
                while isinstance(world.press(file, book, what, "AB", "2"), EnvironmentFault):
                    if time.monotonic() > until:
                        raise TimeoutError(what)  # noqa: TRY301
    except Exception as error:  # noqa: BLE001 - told to the parent
        orders.send(repr(error))
        return
    orders.send("done")


def _afterwards(pc: _Pc, found: Findings) -> None:
    """The share is back: the screen says so, a press is done, every event was told once, the spool is empty."""
    until = time.monotonic() + LOADED
    if pc.spool is not None:
        while (pc.spool.pending() or not pc.spool.blocks()) and time.monotonic() < until:
            world.ask(pc.thread, partial(tend, pc.spool), 60)
            time.sleep(0.05)
        found.stuck += [f"{len(pc.spool.pending())} acts stay in the spool"] if pc.spool.pending() else []
        world.ask(pc.thread, partial(give_back, pc.spool), 60)
    spool, pc.spool = pc.spool, None  # from here on a press waits for the file
    answer, number = None, 0
    while not isinstance(answer, Issued) and time.monotonic() < until:
        number += 1
        pc.press(f"after {number}", "issue")
        answer = pc.answer
        time.sleep(0.05)
    found.stuck += [] if isinstance(answer, Issued) else [f"afterwards a press is answered {answer!r}"]
    with outside.opened(pc.folder / "hall.db") as db:
        due = [row[0] for row in db.execute("SELECT sequence FROM events WHERE sequence > ?", (pc.first,))]
    while len(pc.news) < len(due) and time.monotonic() < until:
        time.sleep(0.02)
    told = [event.sequence for event in pc.news]
    found.unseen += [] if told[: len(due)] == due else [f"events {due} were told as {told}"]
    pc.spool = None if pc.case.scene == "lease" else spool
    state = pc.states[-1] if pc.states else None
    found.stuck += [] if state is not None and state.ok else [f"the screen still says {state}"]
