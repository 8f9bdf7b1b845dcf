"""Seeded random fault scripts against two emulated printers, and what must hold after each of them."""

import contextlib
import dataclasses
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from printers.emulator.traits import ECHOING, MUTE, SLOW, Traits, traits_of
from printers.models.model import Answer, model
from shared.store.offline.local_file import bring_forward
from shared.store.printing.stores import LocalPrintJobStore
from shared.store.record.job_rows import FATES, Asked, JobState
from tests.helpers.printing.print_world import World, atoms, paper, reference

ALL = frozenset(Answer)
PAPER_FATES = FATES - {JobState.FAILED_CLEAN}
"""Fates after which paper may have come out."""
LOOKS = (
    (Traits(), "epson-tm-t20iii"),
    (Traits(on_paper_end="clear"), "xprinter-xp-80"),
    (Traits(on_paper_end="stop", buffer=1024), "epson-tm-t20iii"),
    (Traits(answers=ALL - {Answer.MARKER, Answer.CLEAR, Answer.RECOVER}, init_clears_asb=True), "epson-tm-t20ii"),
    (Traits(answers=frozenset({Answer.EOT, Answer.GSR}), dots=384, speed_mm=60, near_end_sensor=False), "generic-58"),
    (Traits(answers=frozenset({Answer.EOT}), dots=384, speed_mm=60), "zjiang-zj-5870"),
    (Traits(answers=frozenset()), "star-tsp600-escpos"),
    (Traits(answers=ALL - {Answer.CLEAR}, asb_at_power_on=True, buffer=512), "generic-80"),
    (MUTE, "generic-80"),
    (dataclasses.replace(MUTE, dots=384, cutter=False, near_end_sensor=False), "generic-58"),
    (SLOW, "generic-80"),
    (Traits(speed_mm=30, answer_seconds=2.0), "epson-tm-t20iii"),
    (Traits(speed_mm=50, answer_seconds=0.7, answers=frozenset({Answer.EOT, Answer.GSR, Answer.ASB})), "generic-80"),
    (ECHOING, "generic-80"),
    (ECHOING, "epson-tm-t20iii"),
    (Traits(echoes=True), "epson-tm-t20iii"),
    (traits_of(model("custom-vkp80")), "custom-vkp80"),
    (Traits(outlives_link=False), "epson-tm-t20iii"),
    (Traits(answers=frozenset({Answer.EOT, Answer.GSR}), outlives_link=False), "generic-80"),
    (Traits(answers=frozenset({Answer.GSR}), speed_mm=40), "generic-80"),
)


def faults(chance: random.Random) -> list[dict[str, Any]]:
    """One mishap, and what staff or time do about it a little later (``heal``)."""
    when = chance.choice(
        ({}, {"after_bytes": chance.randint(1, 400)}, {"after_dots": chance.randint(1, 500)}, {"at_cut": True})
    )
    seconds = chance.choice((0.1, 0.5, 2.0, 6.0))
    kinds = [chance.choice(("every", "eot1", "eot2", "eot4", "marker", "gsr", "asb"))]
    return chance.choice(
        (
            [{"name": "paper_out", **when}, {"name": "load_paper"}],
            [{"name": "near_end", "flap": 0.3}],
            [{"name": "cover", **when}, {"name": "cover", "open": False}],
            [{"name": "cutter_jam"}, {"name": "cutter_fix"}],
            [{"name": "fatal", **when}, {"name": "fatal", "on": False}],
            [{"name": "hot", "seconds": seconds * 3, **when}],
            [{"name": "power_cycle", "seconds": seconds, **when}],
            [{"name": "unplug", **when}, {"name": "plug"}],
            [{"name": "hang_up", "how": chance.choice(("eof", "reset")), **when}],
            [{"name": "refuse"}, {"name": "refuse", "on": False}],
            [{"name": "deaf"}, {"name": "deaf", "on": False}],
            [{"name": "stall", **when}, {"name": "stall", "on": False}],
            [{"name": "mute", "kinds": kinds}, {"name": "forget"}],
            [{"name": "late", "kinds": kinds, "seconds": 1.3}, {"name": "forget"}],
            [{"name": "double", "kinds": kinds}, {"name": "forget"}],
            [{"name": "garble", "kinds": kinds}, {"name": "forget"}],
            [{"name": "split", "seconds": 0.1}, {"name": "forget"}],
            [{"name": "in_front", "hex": "10000000"}, {"name": "forget"}],
            [{"name": "inside", "hex": "1311"}, {"name": "forget"}],
            [{"name": "noise", "hex": "ff8000a5"}],
            [{"name": "wrong_marker", "letters": "QQQQ"}],
            [{"name": "feed_button"}, {"name": "feed_button", "on": False}],
            [{"name": "take"}],
        )
    )


class MemoryPlace(LocalPrintJobStore):
    """The jobs' file in memory: 2,000 scripts do not wait for a disk."""

    def __init__(self) -> None:
        super().__init__(Path(), waits=False)
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.row_factory = sqlite3.Row
        bring_forward(self._db)

    def write(self, body: Callable[..., Any]) -> Any:
        return body(self._db)

    def read(self, body: Callable[..., Any]) -> Any:
        return body(self._db)

    def close(self) -> None:
        self._db.close()


def make(seed: int, jobs: MemoryPlace) -> World:
    """A world of one or two printers for a seed."""
    chance = random.Random(seed)
    chosen = [chance.choice(LOOKS) for _place in range(chance.choice((1, 2, 2)))]
    return World(
        Path(),
        seed=seed,
        traits=tuple(traits for traits, _code in chosen),
        models=tuple(model(code) for _look, code in chosen),
        tcp=tuple(chance.random() < 0.5 for _look in chosen),
        renders=tuple("raster" if chance.random() < 0.3 else "native" for _look in chosen),
        place=jobs,
    )


def play(seed: int) -> list[str]:
    """One script from its seed; answers what did not hold, in words."""
    with contextlib.closing(MemoryPlace()) as jobs:
        return _play(make(seed, jobs), seed)


def _play(world: World, seed: int) -> list[str]:
    chance = random.Random(seed + 1)
    clock = 0.0
    for number in range(1, chance.randint(2, 5) + 1):
        clock += chance.choice((0.0, 0.3, 2.0, 9.0))
        show = chance.choice((("number", "copy", "date"), ("number", "qr", "copy", "date")))
        world.at(clock, lambda number=number, show=show: world.print(paper(number, show=show)))
    for _mishap in range(chance.randint(1, 4)):
        printer = chance.randrange(len(world.engines))
        at = chance.uniform(0, clock + 2)
        first, *heals = faults(chance)
        world.at(at, (printer, first))
        for heal in heals:
            world.at(at + chance.uniform(0.2, 25), (printer, heal))
    if chance.random() < 0.3:  # killed at any moment, and started again
        world.at(chance.uniform(0, clock + 4), world.restart)
    for moment in (30.0, 60.0, 90.0):
        world.at(clock + moment, lambda: _press_ready(world))
    world.run(clock + 1)
    world.settle(400)
    world.run(40)  # what was given up may still come out
    return _judge(world, seed)


def _press_ready(world: World) -> None:
    for slot in world.dispatcher.slots.values():
        if slot.quarantined:
            slot.driver.ready()


def _judge(world: World, seed: int) -> list[str]:
    """No ticket without a fate, no confirmed without whole paper, no paper without a job that tells of it."""
    wrong = [f"{handle.paper.label}: no fate" for handle in world.handles if handle.fate is None]
    wrong += _judge_papers(world)
    for handle in (*world.handles, *world.lost):
        papers = [job for job in world.jobs.of_ticket(handle.paper.ticket) if job.state in PAPER_FATES]
        if len({job.copy for job in papers}) != len(papers):
            wrong.append(f"{handle.paper.label}: one copy has two papers")
        copies = {job.copy for job in papers if job.state in {JobState.CONFIRMED, JobState.UNVERIFIED}}
        if any(
            job.state is JobState.REPLACED and job.reason not in {f"copy {copy}" for copy in copies} for job in papers
        ):
            wrong.append(f"{handle.paper.label}: replaced by a copy that did not come out")
        if any(job.asked is Asked.FAILOVER and job.copy == 1 for job in papers):
            wrong.append(f"{handle.paper.label}: a failover without a copy mark")
    return [f"seed {seed}: {words}" for words in wrong]


def _judge_papers(world: World) -> list[str]:
    """Whether each paper is what its jobs say of it."""
    wrong: list[str] = []
    strips = [atoms(world.strip(place)) for place in range(len(world.engines))]
    traits = {f"P{place + 1}": engine.traits for place, engine in enumerate(world.engines)}
    for active, rendered in world.renderings:
        job = next(job for job in world.jobs.of_ticket(active.ticket) if job.id == active.job)
        if job.state not in FATES:
            wrong.append(f"{job.label} copy {job.copy}: {job.state} is not a fate")
        content = reference(rendered, traits[active.printer])
        place = int(active.printer[1:]) - 1
        whole = strips[place].count(content)
        if job.state is JobState.CONFIRMED and whole < 1 and job.printer == active.printer:
            wrong.append(f"{job.label} copy {job.copy}: confirmed and not whole on the paper of {active.printer}")
        others = [other for other in world.jobs.of_ticket(active.ticket) if other.copy == job.copy]
        told = [other for other in others if other.state in PAPER_FATES and other.printer == active.printer]
        if whole and not told:
            wrong.append(
                f"{job.label} copy {job.copy}: on the paper of {active.printer} without a job that tells of it"
            )
        if all(other.state is JobState.FAILED_CLEAN for other in others) and whole:
            wrong.append(f"{job.label} copy {job.copy}: failed clean and on paper")
        if sum(strip.count(content) for strip in strips) > 1:
            wrong.append(f"{job.label} copy {job.copy}: printed twice")
    return wrong
