"""All acts, in any order, against a model that knows nothing of SQL: states, counters, places, who may be called.

The model keeps each step's state and line in plain Python. After every act the file is checked from the outside
(``invariants``), and the model and the file say the same of every step and counter.
"""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from shared.domain.answers import Called, CounterChanged, Issued, Refused, StepMoved
from shared.domain.words import Refusal
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import DAY, open_hall
from tests.helpers.store import contents

COUNTERS = {"1": ("AB.1", "AB.2", "AB.3"), "2": ("AB.1", "AB.2", "AB.3"), "3": ("BA.1", "BA.2"), "4": ("BA.1", "BA.2")}
LEGAL = {
    "start": ({"called"}, "serving"),
    "finish": ({"called", "serving"}, "done"),
    "no_show": ({"called"}, "no_show"),
    "hold": ({"called", "serving"}, "held"),
    "resume": ({"held"}, "waiting"),
    "return_step": ({"called", "serving", "held"}, "waiting"),
    "cancel": ({"waiting", "called", "serving", "held"}, "cancelled"),
    "rejoin": ({"no_show"}, "waiting"),
}
"""The moves again, written down by hand: a change of the program's own table has to be made here too."""

services = st.sampled_from(["AB.1", "AB.2", "BA.1", "BA.2"])
counters = st.sampled_from(sorted(COUNTERS))


@dataclass
class Step:
    label: str
    service: str
    state: str = "waiting"
    counter: str | None = None
    to_counter: str | None = None


class Hall(RuleBasedStateMachine):
    labels = Bundle("labels")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.opened = open_hall(self.folder)
        self.hall_file = self.opened.__enter__()
        self.steps: dict[int, Step] = {}
        self.presses = 0
        self.given = {"AB": 0, "BA": 0}
        self.calls: list[int] = []
        self.closed = False
        self.ended: dict[int, str] = {}

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    def request(self) -> str:
        self.presses += 1
        return str(self.presses)

    # -- what the model knows ------------------------------------------------------------------------------

    def at(self, counter: str) -> int | None:
        here = [
            key for key, step in self.steps.items() if step.counter == counter and step.state in ("called", "serving")
        ]
        assert len(here) <= 1
        return here[0] if here else None

    def busy(self, label: str, but: int | None = None) -> bool:
        return any(
            step.label == label and step.state in ("called", "serving") and key != but
            for key, step in self.steps.items()
        )

    def callable_at(self, counter: str) -> set[int]:
        present = self.at(counter)
        return {
            key
            for key, step in self.steps.items()
            if step.state == "waiting"
            and (step.to_counter == counter or (step.to_counter is None and step.service in COUNTERS[counter]))
            and not self.busy(step.label, present)
        }

    # -- acts ------------------------------------------------------------------------------------------------

    @initialize(target=labels)
    def first(self) -> object:
        return multiple(*[self.issue(["AB.1"], priority=False) for _ in range(2)])

    @rule(target=labels, wanted=st.lists(services, min_size=1, max_size=3, unique=True), priority=st.booleans())
    def issue(self, wanted: list[str], priority: bool) -> str:
        answer = acts.issue(self.hall_file, self.request(), Order(tuple(wanted), priority=priority))
        if self.closed:
            assert isinstance(answer, Refused)
            assert answer.code is Refusal.DAY_CLOSED
            return "AB-001"
        assert isinstance(answer, Issued)
        prefix = wanted[0][:2]
        self.given[prefix] += 1
        assert answer.label == f"{prefix}-{self.given[prefix]:03d}"
        assert sorted(step.service for step in answer.steps) == sorted(wanted)
        for step in answer.steps:
            self.steps[step.step] = Step(answer.label, step.service)
        return answer.label

    @rule(counter=counters)
    def call_next(self, counter: str) -> None:
        may, present, request = self.callable_at(counter), self.at(counter), self.request()
        answer = acts.call_next(self.hall_file, request, counter)
        if self.closed or not may:
            assert isinstance(answer, Refused)
            assert answer.code is (Refusal.DAY_CLOSED if self.closed else Refusal.NOTHING_WAITING)
        else:
            assert isinstance(answer, Called)
            assert answer.step in may
            self.calls.append(answer.call)
            if present is not None:
                self.steps[present].state = "done"
            self.steps[answer.step].state, self.steps[answer.step].counter = "called", counter
        assert acts.call_next(self.hall_file, request, counter) == answer

    @rule(counter=counters, label=labels)
    def call_named(self, counter: str, label: str) -> None:
        may = {key for key in self.callable_at(counter) if self.steps[key].label == label}
        present = self.at(counter)
        answer = acts.call_named(self.hall_file, self.request(), counter, label, "why")
        if isinstance(answer, Refused):
            assert self.closed or not may
            return
        assert answer.step in may
        if present is not None:
            self.steps[present].state = "done"
        self.calls.append(answer.call)
        self.steps[answer.step].state, self.steps[answer.step].counter = "called", counter

    @rule(act=st.sampled_from(["start", "finish", "no_show", "hold", "return_step", "cancel"]), counter=counters)
    def at_counter(self, act: str, counter: str) -> None:
        present = self.at(counter)
        answer = self.do(act, Target(counter=counter))
        if present is None:
            assert isinstance(answer, Refused)
            assert answer.code is Refusal.NOTHING_CURRENT
        else:
            self.judge(act, answer, present)

    @rule(act=st.sampled_from(sorted(LEGAL)), label=labels)
    def on_label(self, act: str, label: str) -> None:
        answer = self.do(act, Target(label=label))
        legal = {key for key, s in self.steps.items() if s.label == label and s.state in LEGAL[act][0]}
        if isinstance(answer, Refused):
            assert not legal
            assert answer.code is Refusal.ILLEGAL_MOVE
        else:
            assert answer.step in legal
            self.judge(act, answer, answer.step)

    def do(self, act: str, target: Target) -> StepMoved | Refused:
        more = {"reason": "why"} if act == "hold" else {}
        return getattr(acts, act)(self.hall_file, self.request(), target, **more)

    def judge(self, act: str, answer: StepMoved | Refused, key: int) -> None:
        starts, end = LEGAL[act]
        if self.steps[key].state in starts:
            assert isinstance(answer, StepMoved)
            assert (answer.step, answer.state) == (key, end)
            self.steps[key].state = end
        else:
            assert isinstance(answer, Refused)
            assert answer.code is Refusal.ILLEGAL_MOVE

    @rule(counter=counters, to=services)
    def transfer(self, counter: str, to: str) -> None:
        present = self.at(counter)
        answer = acts.transfer(self.hall_file, self.request(), Target(counter=counter), to_service=to)
        if present is None or self.steps[present].service == to:
            assert isinstance(answer, Refused)
            return
        assert isinstance(answer, StepMoved)
        self.steps[present].state = "transferred"
        assert answer.next_step is not None
        self.steps[answer.next_step] = Step(self.steps[present].label, to)

    @rule(counter=counters)
    def open_or_close(self, counter: str) -> None:
        answer = acts.close_counter(self.hall_file, self.request(), counter)
        if self.at(counter) is not None:
            assert isinstance(answer, Refused)
            assert answer.code is Refusal.COUNTER_BUSY
        else:
            assert isinstance(answer, CounterChanged)
            acts.open_counter(self.hall_file, self.request(), counter)

    @rule(label=labels, to=services)
    def add_step(self, label: str, to: str) -> None:
        answer = acts.add_step(self.hall_file, self.request(), label, to)
        open_already = any(
            s.label == label and s.service == to and s.state in ("waiting", "called", "serving", "held")
            for s in self.steps.values()
        )
        if open_already:
            assert isinstance(answer, Refused)
            assert answer.code is Refusal.SAME_SERVICE_TWICE
        else:
            assert isinstance(answer, StepMoved)
            self.steps[answer.step] = Step(label, to)

    @rule()
    def close_and_open_again(self) -> None:
        answer = acts.close_day(self.hall_file, self.request())
        if self.closed:
            assert isinstance(answer, Refused)
            acts.open_day(self.hall_file, self.request())
            self.closed = False
            for number, state in self.ended.items():
                step = self.steps[number]
                here = [one for one in self.steps.values() if one.label == step.label and one.service == step.service]
                if not any(one.state in ("waiting", "called", "serving", "held") for one in here):
                    step.state = state
            self.ended = {}
            return
        self.closed = True
        for number, step in self.steps.items():
            if step.state in ("waiting", "held"):
                self.ended[number] = step.state
                step.state = "expired"

    # -- what always holds -----------------------------------------------------------------------------------

    @invariant()
    def file_and_model_agree(self) -> None:
        with self.hall_file.reading() as db:
            assert invariants.check(db) == ()
            assert contents.gaps(db, DAY) == ()
            found = dict(db.execute("SELECT id, state FROM steps").fetchall())
            numbers = [number for (number,) in db.execute("SELECT number FROM calls ORDER BY number")]
        assert found == {key: step.state for key, step in self.steps.items()}
        assert numbers == self.calls == list(range(1, len(self.calls) + 1))


TestLegalMoves = Hall.TestCase
TestLegalMoves.settings = settings(
    max_examples=18, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
