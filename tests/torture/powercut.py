"""(b) The power goes at every write and sync boundary of recorded commits: what may be on the disk then is opened.

What was written but not yet synced may have reached the disk wholly, not at all, in part, or torn within a page; a new
journal may not yet be in its folder; a deletion whose folder was not synced may be undone.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shared.store import acts, invariants
from shared.store.connection import FILE, HallFile
from tests.torture import world
from tests.torture.recorder import Step, recording

SECTOR = 512


@dataclass
class Disk:
    """One file as the disk has it for sure, and what may or may not have reached it."""

    synced: bytearray | None = None
    pending: list[Step] = field(default_factory=list)
    undone: bytes | None = None  # what comes back if its deletion never reached the disk

    def apply(self, step: Step) -> None:
        if step.what == "sync":
            self.synced = _played(self.synced, self.pending)
            self.pending = []
            self.undone = None
        elif step.what == "delete":
            gone = _played(self.synced, self.pending)
            self.undone = None if step.durable else bytes(gone)
            self.synced, self.pending = None, []
        else:
            self.pending.append(step)


def _played(before: bytearray | None, steps: list[Step]) -> bytearray:
    content = bytearray(before or b"")
    for step in steps:
        if step.what == "truncate":
            del content[step.offset :]
            content.extend(bytes(max(0, step.offset - len(content))))
        else:
            content.extend(bytes(max(0, step.offset + len(step.content) - len(content))))
            content[step.offset : step.offset + len(step.content)] = step.content
    return content


def record(place: Path, rounds: int) -> tuple[bytes, list[Step]]:
    """The file before, and every step of so many rounds of issuing, calling and finishing; ``mark`` = it was told."""
    folder = world.make(place)
    steps: list[Step] = []
    with recording(steps), HallFile.open(folder, device="here", clock=world.SharedClock(0)) as file:
        acts.issue(file, "first", acts.Order(("AB.1",)))
        steps.clear()
        before = (folder / FILE).read_bytes()
        for number in range(rounds):
            issued = acts.issue(file, f"i{number}", acts.Order(("AB.1",)))
            steps.append(Step("mark", f"ticket {issued.label}"))
            called = acts.call_next(file, f"n{number}", "1")
            steps.append(Step("mark", f"call {called.call}"))
            acts.finish(file, f"f{number}", acts.Target(counter="1"))
            steps.append(Step("mark", f"finish {number}"))
    return before, steps


def disks(before: bytes, steps: list[Step], end: int) -> dict[str, Disk]:
    """What the disk has for sure, and what not, when the power goes after ``end`` steps."""
    found: dict[str, Disk] = {}
    for step in steps[:end]:
        if step.what != "mark":
            name = "journal" if step.path.endswith("-journal") else "file"
            found.setdefault(name, Disk(bytearray(before) if name == "file" else None)).apply(step)
    return found


def images(
    found: dict[str, Disk], before: bytes, chance: random.Random, more: int
) -> Iterator[tuple[bytes, bytes | None]]:
    """File and journal as they may be found: all, nothing, and ``more`` random parts of what was not synced."""
    file, journal = found.get("file", Disk(bytearray(before))), found.get("journal", Disk())
    choices = [lambda steps: steps, lambda _steps: []] + [lambda steps: _part(steps, chance)] * more
    for choose in choices:
        content = bytes(_played(file.synced, choose(file.pending)))
        if journal.synced is None and not journal.pending:
            kept = None
        elif journal.synced is None and choose is choices[1]:
            kept = None  # not even its name reached the folder
        else:
            kept = bytes(_played(journal.synced, choose(journal.pending)))
        yield content, kept
    if journal.undone is not None:
        yield bytes(_played(file.synced, file.pending)), journal.undone


def _part(steps: list[Step], chance: random.Random) -> list[Step]:
    """Some of the writes, each perhaps torn at a sector."""
    kept: list[Step] = []
    for step in steps:
        fate = chance.random()
        if fate < 0.4 or step.what == "truncate":
            kept.append(step)
        elif fate < 0.6 and len(step.content) > SECTOR:
            cut = chance.randrange(1, len(step.content) // SECTOR + 1) * SECTOR
            kept.append(Step("write", step.path, step.offset, step.content[:cut]))
    return kept


def check(place: Path, rounds: int, more: int, *, every: int = 1, seed: int = 1) -> tuple[int, list[str]]:
    """Cut the power everywhere; how many disks were opened, and what was wrong with them."""
    before, steps = record(place, rounds)
    chance = random.Random(seed)
    opened, wrong = 0, []
    for end in range(0, len(steps) + 1, every):
        told = [step.path for step in steps[:end] if step.what == "mark"]
        for content, journal in images(disks(before, steps, end), before, chance, more):
            opened += 1
            wrong += [f"after step {end}: {problem}" for problem in _open(place / "after", content, journal, told)]
    return opened, wrong


def _open(folder: Path, content: bytes, journal: bytes | None, told: list[str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / f"{FILE}-journal").unlink(missing_ok=True)
    (folder / FILE).write_bytes(content)
    if journal is not None:
        (folder / f"{FILE}-journal").write_bytes(journal)
    try:
        with HallFile.open(folder, device="after", clock=world.SharedClock(0)) as file:
            with file.reading() as db:
                wrong = [f"{one.rule} {one.detail}" for one in invariants.check(db)]
                labels = {f"ticket {row[0]}" for row in db.execute("SELECT label FROM tickets")}
                calls = {f"call {row[0]}" for row in db.execute("SELECT number FROM calls")}
                finished = db.execute("SELECT count(*) FROM events WHERE what = 'finished'").fetchone()[0]
            lost = [what for what in told if what.startswith(("ticket", "call")) and what not in labels | calls]
            if finished < sum(what.startswith("finish") for what in told):
                lost.append("a finish")
            wrong += [f"{what} was told and is lost" for what in lost]
            acts.issue(file, "afterwards", acts.Order(("AB.1",)))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        return [repr(error)]
    return wrong
