"""Compare what clients were shown with what is in the file: lost, doubled, stuck, unseen, integrity."""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.engine import Db
from shared.store.engine_choice import opened_engine
from shared.store.sqlite.maintenance import invariants

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
_SPOOLED = "/spool"  # the ending of a request id whose act is settled from a spool
_KEYS: Mapping[str, tuple[type, ...]] = {
    "request": (str, type(None)),
    "act": (str,),
    "label": (str, type(None)),
    "call": (int, type(None)),
    "settled": (bool,),
}
_NEEDS = {"issue": ("request", "label"), "next": ("request", "label", "call"), "seen": ("label", "call")}

Claim = Mapping[str, Any]
"""What a client answered."""
Act = Mapping[str, Any]
"""One of its acts."""


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


def read(path: Path) -> Claim:
    """A client's answer; UsageFault if the file is not one."""
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is not JSON"
        raise UsageFault(
            f"{path} cannot be read as a client's answer: {said}.", "Keep `antrean bench client --json > FILE`."
        ) from None
    wrong = next(_wrongs(found), "")
    if wrong:
        raise UsageFault(
            f"{path} is not an answer of `antrean bench client`: {wrong}.", "Keep `antrean bench client --json > FILE`."
        )
    return cast("Claim", found)


def _wrongs(found: object) -> Iterator[str]:
    """Why this is not a client's answer."""
    if not isinstance(found, dict):
        yield "it is not a JSON object"
        return
    claim = cast("dict[str, Any]", found)
    every, watched = claim.get("acts"), claim.get("watched", [])
    if not isinstance(claim.get("name"), str):
        yield "it has no name"
    if not isinstance(watched, list) or not all(isinstance(call, int) for call in cast("list[Any]", watched)):
        yield "watched is not a list of call numbers"
    if not isinstance(every, list):
        yield "it has no list of acts"
        return
    for number, act in enumerate(cast("list[Any]", every), 1):
        told = cast("dict[str, Any]", act) if isinstance(act, dict) else {}
        improper = [key for key, kinds in _KEYS.items() if key not in told or not isinstance(told[key], kinds)]
        missing = improper or [key for key in _NEEDS.get(told["act"], ()) if told[key] is None]
        if missing:
            yield f"act {number} has no proper {missing[0]}"


def verdict(folder: Path, clock: Clock, claims: Sequence[Claim]) -> Verdict:
    """The verdict on these claims. A file that is too damaged to be read counts as one fault of its integrity."""
    found = Verdict()
    try:
        found = _patiently(folder, clock, claims)
        with opened_engine(folder, device="verdict", clock=clock) as file, file.writing(10):
            pass  # no lock was left behind
    except EnvironmentFault as fault:
        if fault.kind in (Kind.BUSY, Kind.HELD):
            found.add("stuck", "the file cannot be written: a lock was left behind")
        elif fault.kind is Kind.CORRUPT:
            found.add("integrity", fault.sentence)
        else:
            raise
    return found


def _patiently(folder: Path, clock: Clock, claims: Sequence[Claim], tries: int = 3) -> Verdict:
    """Read the whole file; a share that has just come back may fail once more."""
    try:
        return _read_through(folder, clock, claims)
    except EnvironmentFault as fault:
        if fault.kind is not Kind.GONE or tries == 1:
            raise
        time.sleep(1)
        return _patiently(folder, clock, claims, tries - 1)


def _read_through(folder: Path, clock: Clock, claims: Sequence[Claim]) -> Verdict:
    found = Verdict()
    with opened_engine(folder, device="verdict", clock=clock) as file, file.reading(30) as db:
        judge(db, claims, found)
    return found


def judge(db: Db, claims: Iterable[Claim], found: Verdict) -> None:
    """Count what is wrong into ``found``."""
    for problem in invariants.check(db):
        what = "stuck" if problem.rule in _STUCK else "doubled" if problem.rule in _DOUBLED else "integrity"
        found.add(what, f"{problem.rule} {problem.detail}")
    every = list(claims)
    acts = [cast("Act", act) for claim in every for act in claim["acts"]]
    _issued(db, [act for act in acts if act["act"] == "issue"], found)
    _called(db, [act for act in acts if act["act"] == "next"], found)
    for claim in every:
        _watched(db, claim, found)


def _issued(db: Db, every: list[Act], found: Verdict) -> None:
    """Each number that was shown is in the file, by that very press, and was shown to one press only."""
    today = db.execute("SELECT day FROM pulse").fetchone()[0]
    shown = Counter[tuple[str, str]]()
    for act in every:
        known = _answered(db, act)
        shown[today if known is None else known["day"], act["label"]] += 1
        there = known is not None and _is_ticket(db, known["ticket"], act)
        if not there and act["settled"]:  # else it waits in the client's spool, which says so
            found.add("lost", f"ticket {act['label']} (request {act['request']})")
    for (_day, label), times in shown.items():
        if times > 1:
            found.add("doubled", f"ticket {label} was shown to {times} presses")


def _called(db: Db, every: list[Act], found: Verdict) -> None:
    """Each call that was shown is in the file, by that very press, and was shown to one press only."""
    shown = Counter[int]()
    for act in every:
        shown[act["call"]] += 1
        known = _answered(db, act)
        if known is None or known["call"] != act["call"] or not _is_call(db, act):
            found.add("lost", f"call {act['call']} of {act['label']} (request {act['request']})")
    for call, times in shown.items():
        if times > 1:
            found.add("doubled", f"call {call} was shown to {times} presses")


def _answered(db: Db, act: Act) -> Mapping[str, Any] | None:
    """What the file says that this press was answered with this label; request ids are kept for two business days."""
    rows = db.execute(
        "SELECT requests.answer FROM requests, pulse WHERE requests.day IN (pulse.day, pulse.previous_day)"
        " AND requests.id IN (?, ?)",
        (act["request"], act["request"] + _SPOOLED),
    )
    answers = [cast("Mapping[str, Any]", json.loads(answer)) for (answer,) in rows]
    return next((one for one in answers if one.get("label") == act["label"]), None)


def _is_ticket(db: Db, ticket: int, act: Act) -> bool:
    row = db.execute("SELECT label FROM tickets WHERE id = ?", (ticket,)).fetchone()
    return row is not None and row[0] == act["label"]


def _is_call(db: Db, act: Act) -> bool:
    row = db.execute("SELECT label FROM calls WHERE number = ?", (act["call"],)).fetchone()
    return row is not None and row[0] == act["label"]


def _watched(db: Db, claim: Claim, found: Verdict) -> None:
    """A display saw every call between its beginning and its end, each once, in order, and no other."""
    acts = [act for act in claim["acts"] if act["act"] == "seen"]
    for act in acts:
        if not _is_call(db, act):
            found.add("lost", f"call {act['call']} of {act['label']}, which {claim['name']} showed")
    seen = [act["call"] for act in acts]
    watched: Sequence[int] = claim.get("watched", ())
    if watched:
        last = watched[1] if len(watched) > 1 else max(seen, default=watched[0])
        rows = db.execute("SELECT number FROM calls WHERE number > ? AND number <= ?", (watched[0], last))
        there = set(seen)
        for (number,) in rows:
            if number not in there:
                found.add("unseen", f"call {number} by {claim['name']}")
    for number, times in Counter(seen).items():
        if times > 1:
            found.add("doubled", f"call {number} came {times} times to {claim['name']}")
    if seen != sorted(seen):
        found.add("doubled", f"calls came out of order to {claim['name']}")
