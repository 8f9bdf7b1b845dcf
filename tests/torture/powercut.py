"""(b) The power goes at every write and sync boundary of recorded commits, and again while the file is being mended;
every disk that may be found then is opened.

Five recordings: the hall's file as on a local disk (journal deleted, folder synced), as on NFS (journal kept), as on
SMB with the power of a PC gone (journal deleted, the server has it) or the server's own (which may forget a deletion,
and with it the last act of all, but no more), and a kiosk's spool.
"""

import contextlib
import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.domain.answers import Issued
from shared.store import acts
from shared.store.offline.settle import tend
from shared.store.offline.spool import Spool, path_of
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.maintenance import invariants
from shared.store.sqlite.share import share_profile
from tests.torture import outside, processes, world
from tests.torture.cuts import Image, images
from tests.torture.judge import Findings
from tests.torture.recorder import Step, recording


@dataclasses.dataclass(slots=True)
class Recorded:
    """The file before, and every step; a step ``mark`` says what was told to somebody at that moment."""

    before: Image
    steps: list[Step]
    hall_id: str = ""


SHARES = {"local": ("delete", "EXTRA"), "nfs": ("persist", "FULL"), "smb": ("delete", "FULL")}
SHARES["server"] = SHARES["smb"]
SUBJECTS = (*SHARES, "spool")


@contextlib.contextmanager
def _as_on(share: str) -> Iterator[None]:
    """HallFile uses the journal mode and the syncing of that kind of share."""
    journal, synchronous = SHARES[share]
    of = share_profile.of
    share_profile.of = lambda mount: dataclasses.replace(of(mount), journal=journal, synchronous=synchronous)
    try:
        yield
    finally:
        share_profile.of = of


def record_hall(place: Path, share: str, rounds: int) -> Recorded:
    """Rounds of issuing, calling and finishing."""
    with _as_on(share):
        folder = world.make(place, SHARES[share][0])
        steps: list[Step] = []
        with recording(steps), HallFile.open(folder, device="here", clock=world.noon) as file:
            acts.issue(file, "first", acts.Order(("AB.1",)))
            steps.clear()
            before = _found(folder / FILE)
            for number in range(rounds):
                for what in world.KINDS:
                    answer = world.act(file, f"{what} {number}", what, "AB", "1")
                    steps.append(Step("mark", f"{what} {answer.label}"))
        return Recorded(before, steps)


def _found(path: Path) -> Image:
    journal = path.with_name(f"{path.name}-journal")
    return Image(path.read_bytes(), journal.read_bytes() if journal.exists() else None)


def record_spool(place: Path, rounds: int) -> Recorded:
    """A kiosk gives out numbers without the share, and settles one of them."""
    folder, local = world.make(place), place / "local"
    with HallFile.open(folder, device="K1", clock=world.noon) as file, Spool(local, file.hall_id, "K1") as spool:
        tend(spool, file)
        hall_id = file.hall_id
    steps: list[Step] = []
    with recording(steps), Spool(local, hall_id, "K1") as spool:
        steps.clear()
        before = _found(spool.path)
        for number in range(rounds):
            answer = spool.issue(f"press {number}", acts.Order(("AB.1",)), world.noon())
            assert isinstance(answer, Issued)
            steps.append(Step("mark", f"issue {answer.label}"))
            spool.finish(f"finish {number}", answer.label, counter="1", now=world.noon())
            steps.append(Step("mark", f"finish {answer.label}"))
            spool.mark_settled(spool.pending()[0], '{"kind":"hall"}', world.noon())
            steps.append(Step("mark", "settled"))
    return Recorded(before, steps, hall_id)


def check(
    place: Path, subject: str, rounds: int, more: int, every: int = 1, again: float = 1.0, seed: int = 1
) -> Findings:
    """Cut the power everywhere in a recording; in this many of the places again, at every step of the repair."""
    place.mkdir()
    recorded = record_spool(place, rounds) if subject == "spool" else record_hall(place, subject, rounds)
    chance, found, seen = random.Random(seed), Findings(), set[int]()
    found.counted[f"steps of {subject}"] = len(recorded.steps)
    # a spool knows its own file: what is found lies where it lay
    after, last = place / ("local" if subject == "spool" else "after"), subject == "smb"
    for end in range(0, len(recorded.steps) + 1, every):
        told = [step.path for step in recorded.steps[:end] if step.what == "mark"]
        told = told[:-1] if subject == "server" else told
        for number, image in enumerate(images(recorded.before, recorded.steps, end, chance, more, deletions_last=last)):
            key = hash((image.file, image.journal, len(told)))
            if key in seen:
                continue
            seen.add(key)
            where = f"{subject}, after step {end}: "
            mending = _open(after, subject, recorded.hall_id, image, told, found, where)
            if number == 0 and image.journal is not None and chance.random() < again:
                _cut_again(after, subject, recorded.hall_id, image, mending, told, found, where, chance, last)
    return found


def _cut_again(
    after: Path, subject: str, hall_id: str, image: Image, mending: list[Step], told: list[str], found: Findings,
    where: str, chance: random.Random, last: bool,
) -> None:  # fmt: skip
    """The power goes while the journal is being rolled back."""
    for end in range(1, len(mending)):
        for again in images(image, mending, end, chance, 1, deletions_last=last):
            found.counted["disks cut again in the mending"] += 1
            _open(after, subject, hall_id, again, told, found, f"{where}cut again after {end}: ")


def _open(
    folder: Path, subject: str, hall_id: str, image: Image, told: list[str], found: Findings, where: str
) -> list[Step]:
    """Open what was found and judge it; the steps that opening it took."""
    folder.mkdir(exist_ok=True)
    path = path_of(folder, hall_id, "K1") if subject == "spool" else folder / FILE
    path.write_bytes(image.file)
    journal = path.with_name(f"{path.name}-journal")
    journal.unlink(missing_ok=True)
    if image.journal is not None:
        journal.write_bytes(image.journal)
    found.counted["disks opened"] += 1
    mending: list[Step] = []
    try:
        wrong = _spool(folder, hall_id, told, mending) if subject == "spool" else _hall(folder, subject, told, mending)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        wrong = [repr(error)]
    found.lost += [where + line for line in wrong if line.endswith("is lost")]
    found.broken += [where + line for line in wrong if not line.endswith("is lost")]
    return mending


def _hall(folder: Path, subject: str, told: list[str], mending: list[Step]) -> list[str]:
    with _as_on(subject):
        with recording(mending), HallFile.open(folder, device="after", clock=world.noon):
            pass
        wrong = outside.locked(folder / FILE)
        with outside.opened(folder / FILE) as db:
            for look in (outside.whole, outside.labels, outside.counters, outside.story):
                wrong += look(db)
            happened = {(what, label) for what, label in db.execute("SELECT what, label FROM events")}
        words = {"issue": "issued", "next": "called", "finish": "finished"}
        for line in told:
            what, label = line.split()
            if (words[what], label) not in happened:
                wrong.append(f"{line} was told and is lost")
        with HallFile.open(folder, device="after", clock=world.noon) as file:
            with file.reading() as db:
                wrong += [f"{one.rule} {one.detail}" for one in invariants.check(db)]
            acts.issue(file, "afterwards", acts.Order(("AB.1",)))
    return wrong


def _spool(folder: Path, hall_id: str, told: list[str], mending: list[Step]) -> list[str]:
    with recording(mending), Spool(folder, hall_id, "K1") as spool:
        pass
    with outside.opened(spool.path) as db:
        wrong = outside.whole(db)
        there = {(act, label) for act, label in db.execute("SELECT act, label FROM outbox")}
        settled = db.execute("SELECT count(*) FROM outbox WHERE settled_at IS NOT NULL").fetchone()[0]
    for line in told:
        what, _, label = line.partition(" ")
        if what != "settled" and (what, label) not in there:
            wrong.append(f"{line} was told and is lost")
    wrong += [f"{path.name} was set aside" for path in folder.glob("*.damaged*")]
    wrong += ["a settling that was done is lost"] if settled < told.count("settled") else []
    with Spool(folder, hall_id, "K1") as spool:
        answer: Any = spool.issue("afterwards", acts.Order(("AB.1",)), world.noon())
    if not isinstance(answer, Issued) or ("issue", answer.label) in there:
        wrong.append(f"the next number is {answer}")
    return wrong


def powercuts(place: Path, rounds: int, more: int, every: int = 1, again: float = 1.0, seed: int = 1) -> Findings:
    """All five, two at a time."""
    cases = [(place / subject, subject, rounds, more, every, again, seed) for subject in SUBJECTS]
    found = Findings()
    for subject, answer in zip(SUBJECTS, processes.each(check, cases, 2, 3600), strict=True):
        if isinstance(answer, Findings):
            found.add(answer)
        else:
            found.stuck.append(f"{subject}: {answer!r}")
    return found
