"""Lay what clients were shown against what is in the file: lost, doubled, stuck, unseen, integrity."""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store import invariants
from shared.store.connection import HallFile

_STUCK = frozenset(
    {"counter_step", "step_without_counter", "closed_with_visitor", "busy_but_ready", "alone_but_not_ready"}
)
_DOUBLED = frozenset(
    {
        "label_twice",
        "visit_at_two_counters",
        "counter_with_two_visits",
        "call_event_twice",
        "step_called_while_called",
        "issued_twice",
    }
)


@dataclass(slots=True)
class Verdict:
    """How often each promise was broken; ``details`` say where."""

    lost: int = 0
    doubled: int = 0
    stuck: int = 0
    unseen: int = 0
    integrity: int = 0
    details: list[str] = field(default_factory=list[str])

    @property
    def sound(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.doubled or self.stuck or self.unseen or self.integrity)

    def add(self, what: str, detail: str) -> None:
        """One more."""
        setattr(self, what, getattr(self, what) + 1)
        self.details.append(f"{what}: {detail}")


def read(path: Path) -> Mapping[str, Any]:
    """A client's answer; UsageFault when the file is none."""
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageFault(
            f"{path} cannot be read as a client's answer: {error}.", "Keep `bench client --json > FILE`."
        ) from None
    if not isinstance(found, dict) or "acts" not in found:
        raise UsageFault(f"{path} is no answer of `bench client`.", "Keep `bench client --json > FILE`.")
    return cast("Mapping[str, Any]", found)


def verdict(folder: Path, clock: Clock, claims: Sequence[Mapping[str, Any]]) -> Verdict:
    """The verdict on these claims."""
    found = _patiently(folder, clock, claims)
    try:
        with HallFile.open(folder, device="verdict", clock=clock) as file, file.writing(10):
            pass  # nobody's lock stayed behind
    except EnvironmentFault as fault:
        if fault.kind is not Kind.BUSY:
            raise
        found.add("stuck", "the file cannot be written: somebody's lock stayed behind")
    return found


def _patiently(folder: Path, clock: Clock, claims: Sequence[Mapping[str, Any]], tries: int = 3) -> Verdict:
    """Read the whole file; a share that has just come back may break off once more."""
    try:
        return _read_through(folder, clock, claims)
    except EnvironmentFault as fault:
        if fault.kind is not Kind.GONE or tries == 1:
            raise
        time.sleep(1)
        return _patiently(folder, clock, claims, tries - 1)


def _read_through(folder: Path, clock: Clock, claims: Sequence[Mapping[str, Any]]) -> Verdict:
    found = Verdict()
    with HallFile.open(folder, device="verdict", clock=clock) as file, file.reading(30) as db:
        judge(db, claims, found)
    return found


def judge(db: sqlite3.Connection, claims: Iterable[Mapping[str, Any]], found: Verdict) -> None:
    """Count what is wrong into ``found``."""
    for problem in invariants.check(db):
        what = "stuck" if problem.rule in _STUCK else "doubled" if problem.rule in _DOUBLED else "integrity"
        found.add(what, f"{problem.rule} {problem.detail}")
    every = [cast("Mapping[str, Any]", act) for claim in claims for act in claim["acts"]]
    _acts(db, [act for act in every if act["act"] in ("issue", "next")], found)
    for claim in claims:
        _watched(db, claim, found)


def _acts(db: sqlite3.Connection, every: list[Mapping[str, Any]], found: Verdict) -> None:
    """Each act that was shown as done is in the file, once, and was shown to one client only."""
    labels, calls = Counter[str](), Counter[int]()
    for act in every:
        if act["act"] == "issue":
            labels[act["label"]] += 1
            there = db.execute("SELECT 1 FROM tickets WHERE label = ?", (act["label"],)).fetchone()
            if not there and act.get("settled", True):  # else it waits in the client's spool, which says so
                found.add("lost", f"ticket {act['label']} (request {act['request']})")
        else:
            calls[act["call"]] += 1
            row = db.execute("SELECT label FROM calls WHERE number = ?", (act["call"],)).fetchone()
            if row is None or row[0] != act["label"]:
                found.add("lost", f"call {act['call']} of {act['label']} (request {act['request']})")
    for name, times in [*labels.items(), *calls.items()]:
        if times > 1:
            found.add("doubled", f"{name} was shown to {times} presses")


def _watched(db: sqlite3.Connection, claim: Mapping[str, Any], found: Verdict) -> None:
    """A display saw every call between its beginning and its end, each once, in order."""
    marks = {act["act"]: act["call"] for act in claim["acts"] if act["act"] in ("watch", "end")}
    if "watch" not in marks:
        return
    seen = [act["call"] for act in claim["acts"] if act["act"] == "seen"]
    last = marks.get("end", max(seen, default=marks["watch"]))
    rows = db.execute("SELECT number FROM calls WHERE number > ? AND number <= ?", (marks["watch"], last))
    for (number,) in rows:
        if number not in seen:
            found.add("unseen", f"call {number} by {claim['name']}")
    for number, times in Counter(seen).items():
        if times > 1:
            found.add("doubled", f"call {number} came {times} times to {claim['name']}")
    if seen != sorted(seen):
        found.add("doubled", f"calls came out of order to {claim['name']}")
