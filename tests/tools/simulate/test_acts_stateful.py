"""Any acts in any order, through the real store: what must always hold is looked up in the file after each."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shared.domain.answers import Called, Issued, Refused, StepMoved
from shared.domain.hall_data.hall import CallRule, PriorityRule, Service
from shared.domain.words import Instant, StepState
from shared.store import acts
from shared.store.acts import Order, Target
from shared.store.questions.counter import SHOWN, counter_view
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.maintenance import invariants
from tests.helpers.hall import StandingClock, small_hall
from tests.helpers.server import both


def _rounded(row: Iterable[object]) -> tuple[object, ...]:
    """What is added and taken away again is the same but for the last digits."""
    return tuple(round(value, 4) if isinstance(value, float) else value for value in row)


SERVICES = st.lists(
    st.sampled_from(["AB.1", "AB.2", "AB.3", "AB.9", "BA.1", "BA.2"]), min_size=1, max_size=3, unique=True
)
COUNTERS = st.sampled_from(["1", "2", "3", "4"])
MINUTES = st.integers(0, 12)
BOUND = 20
COUNTERS_OF_A_SERVICE = 2


class AnyActs(RuleBasedStateMachine):
    """Visitors, officers and a supervisor who do whatever comes to their mind."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="antrean-acts-")
        self.clock = StandingClock()
        priority = PriorityRule(ordinary=1, priority=2, cap=2, bound_minutes=BOUND, reserve=1.5)
        cashier = Service({"id": "Kasir", "en": "Cashier"}, 3.0, after=("AB.1",))
        self.hall = small_hall(priority=priority, calls=CallRule(grace_minutes=10), services={"AB.9": cashier})
        create.create(Path(self._folder.name), self.hall, self.clock)
        self.file = HallFile.open(Path(self._folder.name), device="test", clock=self.clock)
        self.shown: dict[int, StepState] = {}
        self.labels: dict[str, int] = {}
        self.presses = 0

    def teardown(self) -> None:
        self.file.close()
        self._folder.cleanup()

    def press(self) -> str:
        self.presses += 1
        return f"press {self.presses}"

    def named(self, number: int) -> str:
        """One of the labels that were given out."""
        return sorted(self.labels)[number % len(self.labels)]

    def said(self, answer: object) -> None:
        """What an officer was told: from now on it has to be in the file."""
        if isinstance(answer, StepMoved):
            self.shown[answer.step] = answer.state
            if answer.next_step is not None:
                self.shown[answer.next_step] = StepState.WAITING

    @initialize()
    def counters_open(self) -> None:
        for counter in "1234":
            acts.open_counter(self.file, self.press(), counter, f"officer {counter}")

    @rule(minutes=MINUTES)
    def time_goes_by(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(services=SERVICES, priority=st.booleans())
    def a_visitor_takes_a_number(self, services: list[str], priority: bool) -> None:
        answer = acts.issue(self.file, self.press(), Order(tuple(services), priority))
        if isinstance(answer, Issued):
            assert answer.label not in self.labels
            self.labels[answer.label] = answer.ticket
            self.shown.update({step.step: StepState.WAITING for step in answer.steps})

    @rule(counter=COUNTERS, twice=st.booleans())
    def an_officer_presses_next(self, counter: str, twice: bool) -> None:
        press = self.press()
        at_counter = [step for step, state in self._at(counter)]
        answer = acts.call_next(self.file, press, counter)
        if twice:
            assert acts.call_next(self.file, press, counter) == answer
        if isinstance(answer, Called):
            for step in at_counter:
                self.shown[step] = StepState.DONE
            self.shown[answer.step] = StepState.CALLED

    def _at(self, counter: str) -> list[tuple[int, str]]:
        with self.file.reading() as db:
            found = db.execute(
                "SELECT id, state FROM steps WHERE counter = ? AND state IN ('called', 'serving')", (counter,)
            )
            return [tuple(row) for row in found.fetchall()]

    @rule(counter=COUNTERS, label=st.integers(1, 9), why=st.sampled_from(["", "sakit"]))
    def an_officer_calls_out_of_turn(self, counter: str, label: int, why: str) -> None:
        if not self.labels:
            return
        name = self.named(label)
        at_counter = [step for step, _ in self._at(counter)]
        answer = acts.call_named(self.file, self.press(), counter, name, why)
        if isinstance(answer, Called):
            assert why
            for step in at_counter:
                self.shown[step] = StepState.DONE
            self.shown[answer.step] = StepState.CALLED

    @rule(
        counter=COUNTERS,
        act=st.sampled_from(["start", "finish", "no_show", "recall", "cancel", "return_step", "resume", "rejoin"]),
    )
    def an_officer_acts_on_the_current_visitor(self, counter: str, act: str) -> None:
        self.said(getattr(acts, act)(self.file, self.press(), Target(counter=counter)))

    @rule(
        label=st.integers(1, 9), act=st.sampled_from(["start", "finish", "cancel", "return_step", "resume", "rejoin"])
    )
    def an_officer_acts_on_a_number(self, label: int, act: str) -> None:
        if self.labels:
            self.said(getattr(acts, act)(self.file, self.press(), Target(label=self.named(label))))

    @rule(label=st.integers(1, 9), to=COUNTERS)
    def somebody_who_waits_is_sent_to_a_counter(self, label: int, to: str) -> None:
        if self.labels:
            self.said(acts.transfer(self.file, self.press(), Target(label=self.named(label)), to_counter=to))

    @rule(counter=COUNTERS, minutes=st.one_of(st.none(), MINUTES))
    def an_officer_puts_a_visitor_aside(self, counter: str, minutes: int | None) -> None:
        until = None if minutes is None else Instant(self.clock() + minutes * 60_000)
        self.said(acts.hold(self.file, self.press(), Target(counter=counter), "berkas kurang", until))

    @rule(
        counter=COUNTERS,
        service=st.sampled_from(["AB.1", "AB.2", "BA.1"]),
        to=st.one_of(st.none(), COUNTERS),
        anyway=st.sampled_from([None, False, True]),
    )
    def an_officer_sends_a_visitor_on(self, counter: str, service: str, to: str | None, anyway: bool | None) -> None:
        self.said(acts.transfer(self.file, self.press(), Target(counter=counter), service, to, anyway=anyway))

    @rule(label=st.integers(1, 9), to=COUNTERS, moves_to=st.one_of(st.none(), COUNTERS))
    def somebody_is_sent_to_an_officer(self, label: int, to: str, moves_to: str | None) -> None:
        """And the officer may sit down elsewhere."""
        if self.labels:
            who = f"officer {to}"
            self.said(acts.transfer(self.file, self.press(), Target(label=self.named(label)), to_officer=who))
            if moves_to is not None:
                acts.open_counter(self.file, self.press(), moves_to, who)

    @rule(counter=COUNTERS, service=st.sampled_from(["", "AB.2", "BA.1"]), undone=st.booleans())
    def an_officer_serves_somebody_without_a_number(self, counter: str, service: str, undone: bool) -> None:
        at_counter, press = [step for step, _ in self._at(counter)], self.press()
        answer = acts.serve_person(self.file, press, counter, service)
        if isinstance(answer, Called):
            self.labels[answer.label] = answer.ticket
            self.shown.update(dict.fromkeys(at_counter, StepState.DONE) | {answer.step: StepState.SERVING})
        if isinstance(answer, Called) and undone:
            assert not isinstance(acts.undo(self.file, self.press(), counter, of=press), Refused)
            with self.file.reading() as db:
                self.shown = {row["id"]: StepState(row["state"]) for row in db.execute("SELECT id, state FROM steps")}
            assert self.shown[answer.step] is StepState.CANCELLED
            assert [step for step, _ in self._at(counter)] == at_counter

    @rule(counter=COUNTERS, service=st.sampled_from(["AB.1", "AB.9", "BA.1"]))
    def an_officer_sends_a_visitor_to_the_cashier(self, counter: str, service: str) -> None:
        self.said(acts.continue_at(self.file, self.press(), counter, service))

    @rule(label=st.integers(1, 9), service=st.sampled_from(["AB.1", "AB.9", "BA.1"]), add=st.booleans())
    def an_officer_changes_a_visit(self, label: int, service: str, add: bool) -> None:
        if self.labels:
            self.said((acts.add_step if add else acts.drop_step)(self.file, self.press(), self.named(label), service))

    @rule(label=st.integers(1, 9), services=SERVICES)
    def an_officer_puts_a_visit_in_another_order(self, label: int, services: list[str]) -> None:
        if self.labels:
            assert acts.reorder_steps(self.file, self.press(), self.named(label), services) is not None

    @rule(
        counter=COUNTERS,
        act=st.sampled_from(
            ["call_next", "finish", "no_show", "cancel", "return_step", "hold", "transfer", "continue_at"]
        ),
        between=st.sampled_from([None, None, "start", "recall", "call_next", "close_counter"]),
        other=COUNTERS,
    )
    def an_officer_takes_an_act_back(self, counter: str, act: str, between: str | None, other: str) -> None:
        """Everything is as it was, or it is refused and nothing changes."""
        before, here = self._rows(), Target(counter=counter)
        how = {
            "call_next": (counter,),
            "hold": (here, "fotokopi"),
            "transfer": (here, "BA.2"),
            "continue_at": (counter, "AB.9"),
        }.get(act, (here,))
        press = self.press()
        if isinstance(getattr(acts, act)(self.file, press, *how), Refused):
            assert self._rows() == before
            return
        if between is not None:
            target = other if between in ("call_next", "close_counter") else Target(counter=other)
            getattr(acts, between)(self.file, self.press(), target)
        left = self._rows()
        answer = acts.undo(self.file, self.press(), counter, of=press)
        if isinstance(answer, Refused):
            assert between is not None, answer
            assert self._rows() == left
        elif between is None:
            assert self._rows() == before
        with self.file.reading() as db:
            self.shown = {row["id"]: StepState(row["state"]) for row in db.execute("SELECT id, state FROM steps")}

    def _rows(self) -> dict[str, list[tuple[object, ...]]]:
        """What visitors and officers can notice. A tally of noughts is as good as none."""
        wanted = {
            "steps": "*", "tallies": "*", "calls": "*", "counters": "counter, status, officer, since, back_at, step",
            "paces": "service, hour, count, seconds, squares",
        }  # fmt: skip
        with self.file.reading() as db:
            found = {
                table: sorted((_rounded(row) for row in db.execute(f"SELECT {columns} FROM {table}")), key=str)
                for table, columns in wanted.items()
            }
        found["tallies"] = [row for row in found["tallies"] if any(row[2:])]
        return found

    @rule()
    def the_hall_is_emptied(self) -> None:
        """Whoever did what before: with every counter open, everybody who waits or was set aside is called."""
        with self.file.reading() as db:
            held = db.execute(
                "SELECT label, service FROM steps s JOIN tickets t ON t.id = s.ticket WHERE state = 'held'"
            )
            aside = [Target(label=label, service=service) for label, service in held.fetchall()]
        for target in aside:
            self.said(acts.resume(self.file, self.press(), target))
        for counter in "1234":
            self.said(acts.finish(self.file, self.press(), Target(counter=counter)))
            acts.open_counter(self.file, self.press(), counter)
        called = True
        while called:
            called = False
            for counter in "1234":
                called |= isinstance(acts.call_next(self.file, self.press(), counter), Called)
                self.said(acts.finish(self.file, self.press(), Target(counter=counter)))
        with self.file.reading() as db:
            assert db.execute("SELECT count(*) FROM steps WHERE state IN ('waiting', 'held')").fetchone()[0] == 0

    @rule(counter=COUNTERS, act=st.sampled_from(["close_counter", "take_break", "end_break", "open_counter"]))
    def a_counter_comes_or_goes(self, counter: str, act: str) -> None:
        assert getattr(acts, act)(self.file, self.press(), counter) is not None

    @invariant()
    def no_two_tickets_bear_the_same_label(self) -> None:
        with self.file.reading() as db:
            twice = db.execute("SELECT day, label FROM tickets GROUP BY day, label HAVING count(*) > 1").fetchall()
        assert not twice

    @invariant()
    def nobody_is_at_two_counters_and_no_counter_has_two(self) -> None:
        with self.file.reading() as db:
            rows = db.execute("SELECT ticket, counter FROM steps WHERE state IN ('called', 'serving')").fetchall()
            standing = dict(db.execute("SELECT counter, step FROM counters WHERE step IS NOT NULL").fetchall())
        assert len({row["ticket"] for row in rows}) == len(rows)
        assert {row["counter"] for row in rows} == set(standing)

    @invariant()
    def what_was_shown_as_done_is_in_the_file(self) -> None:
        with self.file.reading() as db:
            states = {row["id"]: StepState(row["state"]) for row in db.execute("SELECT id, state FROM steps")}
        resumed = {step for step, state in self.shown.items() if state is StepState.HELD}
        for step, state in self.shown.items():
            assert states[step] is state or step in resumed

    @invariant()
    def tallies_are_what_the_steps_are(self) -> None:
        with self.file.reading() as db:
            counted = db.execute("SELECT service, state, count(*) AS n FROM steps GROUP BY service, state").fetchall()
            tallies = {row["service"]: row for row in db.execute("SELECT * FROM tallies").fetchall()}
        for row in counted:
            assert tallies[row["service"]][row["state"]] == row["n"]

    @invariant()
    def nobody_is_overtaken_beyond_the_bound(self) -> None:
        """Who is passed over for priority had lost little enough before: never more than the bound with this visit."""
        with self.file.reading() as db:
            rows = db.execute(
                "SELECT c.at, c.service, c.number, c.reason, s.call, s.ended_at FROM calls c"
                " JOIN steps s ON s.id = c.step ORDER BY c.number"
            ).fetchall()
        told = [(row, json.loads(row["reason"])) for row in rows]
        calls = [(row, reason["passed_over"]) for row, reason in told if reason["rule"] == "priority_turn"]
        for number, (call, over) in enumerate(calls):
            worst = self.hall.service[call["service"]].minutes * self.hall.rules.priority.reserve
            assert worst <= BOUND
            for label in over:
                before = [c for c, passed in calls[:number] if label in passed and c["call"] == c["number"]]
                lost = sum(min(c["ended_at"] or call["at"], call["at"]) - c["at"] for c in before) / 60_000
                assert (lost + worst) / COUNTERS_OF_A_SERVICE <= BOUND

    @invariant()
    def nothing_that_can_be_called_is_forgotten(self) -> None:
        """A waiting step of a visit that is free and waits for nothing is ready to be called."""
        with self.file.reading() as db:
            stuck = db.execute(
                "SELECT s.id FROM steps s WHERE s.state = 'waiting' AND s.ready = 0 AND NOT EXISTS"
                " (SELECT 1 FROM steps o WHERE o.ticket = s.ticket AND o.id <> s.id"
                "  AND o.state IN ('waiting', 'called', 'serving', 'held'))"
            ).fetchall()
        assert not stuck

    @invariant()
    def counts_and_lists_never_disagree(self) -> None:
        """Each counter counts whom it lists, and everybody who waits is in somebody's list."""
        with self.file.reading() as db:
            views = [counter_view(db, self.hall, counter, self.clock()) for counter in "1234"]
            waiting = {row[0] for row in db.execute("SELECT id FROM steps WHERE state = 'waiting' AND ready = 1")}
        for view in views:
            assert view.waiting_in_all == len(view.line) or len(view.line) == SHOWN
        assert waiting <= {row.step for view in views for row in (*view.line, *view.sent)}

    @invariant()
    def the_file_is_what_the_store_says_of_it(self) -> None:
        with self.file.reading() as db:
            assert invariants.check(db) == ()


AnyActs.TestCase.settings = settings(
    max_examples=8 if both.url() else 25,  # a server is asked many times for each of the invariants
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestAnyActs = pytest.mark.timeout(600)(AnyActs.TestCase)
