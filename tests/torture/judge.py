"""Everything that must hold after a torture: seen from outside, told to a model, and lived on in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shared.clock import Clock
from shared.domain.answers import Issued, Refused
from shared.domain.words import Refusal
from shared.faults import EnvironmentFault
from shared.store import acts
from shared.store.record import answers_json
from shared.store.sqlite.connection import FILE, HallFile
from shared.store.sqlite.maintenance import invariants
from tests.torture import model, outside, world
from tests.torture.diary import Entry, Watched


@dataclass(slots=True)
class Findings:
    """What is wrong after a torture, and how much was tried.

    Attributes:
        done: acts that were shown as done, by what they are.
        broken: further sentences: an invariant, the file's integrity, a history that no order explains.
        told: what else presses were told: refusals, faults, nothing at all.
        counted: what the torture itself counted (kills, disks, outages).
        skipped: why nothing could be tried here.
    """

    done: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    skipped: str = ""

    @property
    def wrong(self) -> list[str]:
        """Everything, in plain words."""
        kinds = {"lost": self.lost, "doubled": self.doubled, "stuck": self.stuck, "unseen": self.unseen}
        return [f"{kind}: {line}" for kind, found in kinds.items() for line in found] + self.broken

    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    def add(self, other: "Findings", where: str = "") -> None:
        """What was found in another place, too."""
        for name in ("lost", "doubled", "stuck", "unseen", "broken"):
            getattr(self, name).extend(f"{where}{line}" for line in getattr(other, name))
        for name in ("done", "told", "counted"):
            getattr(self, name).update(getattr(other, name))

    def __str__(self) -> str:
        if self.skipped:
            return self.skipped
        tried = ", ".join(f"{count} {what}" for what, count in self.counted.items())
        done = ", ".join(f"{count} {what}" for what, count in sorted(self.done.items()))
        zero = (
            f"{len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.stuck)} stuck, {len(self.unseen)} unseen,"
            f" {len(self.broken)} otherwise broken"
        )
        told = ", ".join(f"{what} {count}" for what, count in self.told.most_common())
        shown = f"{sum(self.done.values())} acts shown as done ({done or 'none'})"
        lines = [
            f"{tried}; " if tried else "",
            f"{shown}: {zero}",
        ]
        lines += [f"; told besides: {told}" if told else "", *(f"\n    {line}" for line in self.wrong[:20])]
        return "".join(lines)


def judge(
    folder: Path,
    entries: Sequence[Entry],
    displays: Iterable[Watched] = (),
    *,
    clock: Clock = world.noon,
    linear: bool = True,
    all_known: bool = True,
) -> Findings:
    """Judge a hall after a torture. ``linear``: no number was leased; ``all_known``: every act has an entry."""
    found = Findings()
    for entry in entries:
        if entry.done:
            found.done[entry.what] += 1
        elif entry.heard:
            found.told[f"refused {entry.refused}" if entry.refused else str(entry.fault)] += 1
        else:
            found.told["nothing"] += 1
    path = folder / FILE
    found.stuck += outside.locked(path)
    with outside.opened(path) as db:
        _look(db, found)
        found.lost += outside.lost(db, entries)
        found.doubled += outside.doubled(db, entries)
        found.unseen += outside.unseen(db, displays)
        found.broken += outside.ghosts(db, entries) if all_known else []
        known = dict(db.execute("SELECT id, answer FROM requests").fetchall())
    if linear:
        for agency in world.SERVICES:
            why = model.explain(history(agency, entries, known))
            found.broken += [f"{agency}: {why}"] if why else []
    _live_on(folder, clock, found)
    with outside.opened(path) as db:
        _look(db, found)
    return found


def _look(db, found: Findings) -> None:
    found.broken += [*outside.whole(db), *outside.story(db)]
    found.doubled += [*outside.labels(db), *outside.counters(db)]
    db.row_factory = outside.sqlite3.Row
    found.broken += [f"{one.rule}: {one.detail}" for one in invariants.check(db)]
    db.row_factory = None


def history(agency: str, entries: Iterable[Entry], known: dict[str, str]) -> list[model.Act]:
    """The issues and calls of one agency as the model wants them.

    What became of an act that nobody heard the answer of, the file knows by its request id: done before its client
    was dead, or never.
    """
    found: list[model.Act] = []
    for entry in entries:
        if entry.agency != agency or entry.what == "finish":
            continue
        label, refused, ended = entry.label, entry.refused, entry.ended
        if not entry.heard or entry.fault is not None:
            if entry.request not in known:
                continue
            answer = answers_json.decode(known[entry.request])
            label = getattr(answer, "label", None)
            refused = answer.code if isinstance(answer, Refused) else None
            ended = entry.ended if not entry.heard else float("inf")
        if label:
            found.append(model.Act(entry.what, entry.begun, ended, int(label.split("-")[1])))
        elif refused == Refusal.NOTHING_WAITING:
            found.append(model.Act(entry.what, entry.begun, ended, model.NOTHING))
    return found


def _live_on(folder: Path, clock: Clock, found: Findings) -> None:
    """Nothing is stuck: a number can be taken, everybody who waits can be called and finished."""
    try:
        with HallFile.open(folder, device="judge", clock=clock) as file:
            for agency, service in world.SERVICES.items():
                _serve_all(file, agency, service, found)
    except EnvironmentFault as fault:
        found.stuck.append(fault.sentence)


def _serve_all(file: HallFile, agency: str, service: str, found: Findings) -> None:
    taken = acts.issue(file, acts.new_request(), acts.Order((service,)))
    if not isinstance(taken, Issued):
        found.stuck.append(f"no number can be taken: {taken}")
    for counter in world.COUNTERS[agency]:
        acts.finish(file, acts.new_request(), acts.Target(counter=counter), ended=acts.VisitEnd.FINISH)
    counter = world.COUNTERS[agency][0]
    for _ in range(1_000_000):
        if isinstance(acts.call_next(file, acts.new_request(), counter, ended=acts.VisitEnd.FINISH), Refused):
            break
    acts.finish(file, acts.new_request(), acts.Target(counter=counter), ended=acts.VisitEnd.FINISH)
    with file.reading() as db:
        left = db.execute(
            "SELECT count(*) FROM steps WHERE service = ? AND state NOT IN ('done', 'no_show', 'cancelled')", (service,)
        ).fetchone()[0]
    found.stuck += [f"{left} steps of {service} cannot be called"] if left else []
