"""A small hall under torture: the workers' diaries, and everything that must hold afterwards."""

import contextlib
import json
import math
import os
import random
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.clock import parse_instant
from shared.domain.answers import Called, Issued, Refused
from shared.domain.words import Instant, Refusal
from shared.faults import EnvironmentFault
from shared.store import acts, answers_json, hall_rows, invariants
from shared.store.connection import HallFile
from tests.helpers.hall import small_hall
from tests.torture import model

NOON = int(parse_instant("2026-11-23T12:00:00+08:00"))
SERVICES = {"AB": "AB.1", "BA": "BA.1"}
COUNTERS = {"AB": ("1", "2"), "BA": ("3", "4")}


class SharedClock:
    """Noon at ``start`` (monotonic seconds), the same in all processes; ``jump`` puts this PC's clock wrong."""

    def __init__(self, start: float, jump_hours: float = 0.0, seed: int = 0) -> None:
        self._start, self._jump, self._random = start, jump_hours, random.Random(seed)

    def __call__(self) -> Instant:
        off = self._random.uniform(-self._jump, self._jump) * 3_600_000 if self._jump else 0
        return Instant(NOON + int((time.monotonic() - self._start) * 1000) + int(off))


def make(folder: Path) -> Path:
    """A fresh hall in a folder."""
    hall_rows.create(folder / "hall", small_hall(), lambda: Instant(NOON))
    return folder / "hall"


class Diary:
    """What a worker wrote down before and after each act: it survives the worker's death."""

    def __init__(self, path: Path) -> None:
        self._out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, **line: Any) -> None:
        os.write(self._out, (json.dumps(line | {"at": time.monotonic()}) + "\n").encode())


def press(file: HallFile, diary: Diary, what: str, agency: str, counter: str) -> Any:
    """One act with its two lines in the diary."""
    request = acts.new_request()
    diary.write(begin=request, what=what, agency=agency)
    try:
        if what == "issue":
            answer = acts.issue(file, request, acts.Order((SERVICES[agency],)))
        elif what == "next":
            answer = acts.call_next(file, request, counter)
        else:
            answer = acts.finish(file, request, acts.Target(counter=counter))
    except EnvironmentFault as fault:
        diary.write(end=request, fault=fault.kind.value)
        return fault
    told = {"label": getattr(answer, "label", None), "call": getattr(answer, "call", None)}
    diary.write(end=request, done=isinstance(answer, Issued | Called), refused=_code(answer), **told)
    return answer


def _code(answer: Any) -> str | None:
    return answer.code.value if isinstance(answer, Refused) else None


def work(folder: Path, diary: Path, start: float, seed: int, seconds: float, jump_hours: float = 0.0) -> None:
    """A worker's life: issue, call and finish at random until its time is over, or it is killed."""
    chance = random.Random(seed)
    book = Diary(diary)
    clock = SharedClock(start, jump_hours, seed)
    end = time.monotonic() + seconds
    with contextlib.suppress(EnvironmentFault), HallFile.open(folder, device=f"worker {seed}", clock=clock) as file:
        while time.monotonic() < end:
            agency = chance.choice(list(SERVICES))
            counter = chance.choice(COUNTERS[agency])
            press(file, book, chance.choice(("issue", "issue", "next", "next", "finish")), agency, counter)


@dataclass
class Findings:
    """What is wrong after a torture, and how much was tried."""

    acts: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    def sound(self) -> bool:
        return not (self.lost or self.doubled or self.stuck or self.broken)

    def __str__(self) -> str:
        told = f"{self.acts} acts, {len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.stuck)} stuck"
        wrong = [*self.lost, *self.doubled, *self.stuck, *self.broken]
        return f"{told}; faults told: {dict(self.faults) or 'none'}" + "".join(f"\n  {line}" for line in wrong[:10])


def judge(folder: Path, diaries: list[Path], start: float, *, linear: bool = True) -> Findings:
    """Everything that must hold, seen from the outside."""
    found = Findings()
    begun, ended = _read(diaries, found)
    with HallFile.open(folder, device="judge", clock=SharedClock(start)) as file:
        with file.reading(30) as db:
            found.broken += [f"{one.rule}: {one.detail}" for one in invariants.check(db)]
            _shown(db, begun, ended, found)
            told = {row[0]: row[1] for row in db.execute("SELECT id, answer FROM requests")}
        if linear:
            for agency in SERVICES:
                why = model.explain(_history(agency, begun, ended, told))
                found.broken += [f"{agency}: {why}"] if why else []
        _empty(file, found)
        with file.reading(30) as db:
            found.broken += [f"{one.rule}: {one.detail}" for one in invariants.check(db)]
    return found


def _read(diaries: list[Path], found: Findings) -> tuple[dict[str, Any], dict[str, Any]]:
    begun: dict[str, Any] = {}
    ended: dict[str, Any] = {}
    for diary in diaries:
        for line in diary.read_text().splitlines() if diary.exists() else ():
            with contextlib.suppress(ValueError):  # the last line of one who died while writing it
                entry = json.loads(line)
                (begun if "begin" in entry else ended)[entry.get("begin") or entry["end"]] = entry
    found.acts = len(ended)
    found.faults.update(entry["fault"] for entry in ended.values() if "fault" in entry)
    return begun, ended


def _shown(db: sqlite3.Connection, begun: dict[str, Any], ended: dict[str, Any], found: Findings) -> None:
    """Every act that was shown as done is in the file, and shown once."""
    labels, calls = Counter[str](), Counter[int]()
    for request, entry in ended.items():
        if not entry.get("done"):
            continue
        if begun[request]["what"] == "issue":
            labels[entry["label"]] += 1
            if not db.execute("SELECT 1 FROM tickets WHERE label = ?", (entry["label"],)).fetchone():
                found.lost.append(f"ticket {entry['label']}")
        else:
            calls[entry["call"]] += 1
            if not db.execute(
                "SELECT 1 FROM calls WHERE number = ? AND label = ?", (entry["call"], entry["label"])
            ).fetchone():
                found.lost.append(f"call {entry['call']} of {entry['label']}")
    found.doubled += [f"{name} shown {times} times" for name, times in [*labels.items(), *calls.items()] if times > 1]
    twice = db.execute(
        "SELECT label, count(*) FROM calls JOIN steps ON steps.id = calls.step GROUP BY step HAVING count(*) > 1"
    )
    found.doubled += [f"{label} called {times} times" for label, times in twice]


def _history(agency: str, begun: dict[str, Any], ended: dict[str, Any], told: dict[str, str]) -> list[model.Act]:
    """The issues and calls of one agency as the model wants them.

    What became of an act whose client died, the file knows by its request id: done at some time after it was begun,
    or never.
    """
    history: list[model.Act] = []
    for request, first in begun.items():
        if first["agency"] != agency or first["what"] == "finish":
            continue
        last = ended.get(request, {})
        known = last if "label" in last else _flat(told.get(request))
        if known.get("label"):
            answer = int(known["label"].split("-")[1])
        elif known.get("refused") == Refusal.NOTHING_WAITING:
            answer = model.NOTHING
        else:
            continue  # never done, or refused for another reason: nothing happened
        history.append(model.Act(first["what"], first["at"], last["at"] if "label" in last else math.inf, answer))
    return history


def _flat(answer: str | None) -> dict[str, Any]:
    """The label or the refusal in an answer as the file keeps it."""
    known = None if answer is None else answers_json.decode(answer)
    return {"label": getattr(known, "label", None), "refused": _code(known)}


def _empty(file: HallFile, found: Findings) -> None:
    """Nothing is stuck: everybody who still waits can be called and finished, and the file lets go."""
    try:
        for agency, service in SERVICES.items():
            counter = COUNTERS[agency][0]
            for other in COUNTERS[agency]:
                acts.finish(file, acts.new_request(), acts.Target(counter=other))
            for _ in range(100_000):
                answer = acts.call_next(file, acts.new_request(), counter)
                if isinstance(answer, Refused):
                    break
            acts.finish(file, acts.new_request(), acts.Target(counter=counter))
            with file.reading() as db:
                left = db.execute(
                    "SELECT count(*) FROM steps WHERE service = ? AND state NOT IN ('done', 'no_show')", (service,)
                ).fetchone()[0]
            found.stuck += [f"{left} steps of {service} cannot be called"] if left else []
    except EnvironmentFault as fault:
        found.stuck.append(fault.sentence)
