"""Bars on one hall file, any presses in any order, held keys and undo races: held against a model of the queue.

Three real programs without their processes: two windows at counter 1 and one at counter 2, which serve the same line.
The short form is among the tests, the long one is ``./run soak``.
"""

import contextlib
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from counter.desk.acts import Act
from counter.desk.details import NONE, Details
from shared.store import acts
from shared.store.sqlite.maintenance import invariants
from tests.helpers.screens.desk import Station, Waiter, make_place, working

WINDOWS = {"first": "1", "again": "1", "second": "2"}
"""The windows, each with its counter."""
PRESSES: dict[Act, Details] = {
    Act.NEXT: NONE,
    Act.RECALL: NONE,
    Act.START: NONE,
    Act.FINISH: NONE,
    Act.NO_SHOW: NONE,
    Act.CANCEL: NONE,
    Act.HOLD: Details(reason="fotokopi"),
    Act.TRANSFER: Details(to_service="BA.1", sure=True),
    Act.UNDO: NONE,
}
AT = ("called", "serving")
LEADS_TO = {
    Act.START: ("called", "serving"),
    Act.FINISH: (AT, "done"),
    Act.NO_SHOW: ("called", "no_show"),
    Act.CANCEL: (AT, "cancelled"),
    Act.HOLD: (AT, "held"),
    Act.TRANSFER: (AT, "transferred"),
}

Visit = tuple[str, str, int]
"""State, counter (empty unless somebody is there), and a number that changes with every change."""


@dataclass(frozen=True)
class Last:
    """What the last act at a counter did: the visits as they were, and as it left them."""

    before: dict[str, Visit]
    after: dict[str, Visit]


@dataclass
class Queue:
    """The queue in twenty lines: what must be true after a press that the screen showed as it is."""

    visits: dict[str, Visit] = field(default_factory=dict)
    last: dict[str, Last] = field(default_factory=dict)
    changes: int = 0

    def copy(self) -> "Queue":
        return replace(self, visits=dict(self.visits), last=dict(self.last))

    def at(self, counter: str) -> str:
        return next((label for label, (state, at, _) in self.visits.items() if at == counter and state in AT), "")

    def comes(self, label: str) -> None:
        self.visits[label] = ("waiting", "", 0)

    def press(self, act: Act, counter: str, seen: str) -> None:
        """``seen`` is whom the screen showed there: an act that would touch somebody else changes nothing."""
        here = self.at(counter)
        if act is Act.UNDO:
            self._undo(counter, here)
        elif act is Act.NEXT:
            called = min((label for label, visit in self.visits.items() if visit[0] == "waiting"), default="")
            if called and (not here or here == seen):
                gone = {here: ("done", "")} if here else {}
                self._change(counter, gone | {called: ("called", counter)})
        elif here and here == seen and act is Act.RECALL:
            self.changes += self.visits[here][0] == "called"
            if self.visits[here][0] == "called":
                self.visits[here] = (*self.visits[here][:2], self.changes)
        elif here and here == seen and self.visits[here][0] in LEADS_TO[act][0]:
            to = LEADS_TO[act][1]
            if act is Act.START:
                self.changes += 1
                self.visits[here] = (to, counter, self.changes)
            else:
                self._change(counter, {here: (to, "")})

    def _change(self, counter: str, to: dict[str, tuple[str, str]]) -> None:
        before = {label: self.visits[label] for label in to}
        self.changes += 1
        after = {label: (*visit, self.changes) for label, visit in to.items()}
        self.visits |= after
        self.last[counter] = Last(before, after)

    def _undo(self, counter: str, here: str) -> None:
        last = self.last.get(counter)
        if last is None or (here and here not in last.before):
            return
        if all(self.visits[label] == visit for label, visit in last.after.items()):
            self.visits |= last.before
            del self.last[counter]

    def told(self) -> dict[str, tuple[str, str]]:
        return {label: (state, at) for label, (state, at, _) in sorted(self.visits.items())}


class TwoBars(RuleBasedStateMachine):
    """People who come, and officers who press whatever comes to their mind."""

    def __init__(self) -> None:
        super().__init__()
        self.running = contextlib.ExitStack()
        folder = self.running.enter_context(tempfile.TemporaryDirectory(prefix="antrean-bars-"))
        self.queue = Queue()
        self.windows: dict[str, Station] = {}
        waiter: Any = Waiter()
        for name, counter in WINDOWS.items():
            local = Path(folder) / name  # each window is a PC of its own
            local.mkdir()
            if not self.windows:
                self.place = make_place(Path(folder) / "hall")
                for number in ("1", "2"):
                    self.place.does(lambda f, n=number: acts.open_counter(f, f"open-{n}", n, "Sari"), device=number)
            self.windows[name] = self.running.enter_context(
                working(waiter, self.place, counter=counter, officer="Sari", local=local)
            )

    def teardown(self) -> None:
        self.running.close()

    # -- what the file and the screens say

    def in_file(self) -> dict[str, tuple[str, str]]:
        def look(file: Any) -> dict[str, tuple[str, str]]:
            with file.reading() as db:
                rows = db.execute(
                    "SELECT t.label, s.state, s.counter FROM steps s JOIN tickets t ON t.id = s.ticket"
                    " WHERE s.service = 'AB.1' ORDER BY t.label"
                ).fetchall()
                assert invariants.check(db) == ()
            return {label: (state, counter if state in AT else "") for label, state, counter in rows}

        found = self.place.does(look)
        assert isinstance(found, dict)
        return found

    def all_see_it(self) -> None:
        """The news has come through to every window."""
        for name, window in self.windows.items():
            here = self.queue.at(WINDOWS[name])
            state = self.queue.visits[here][0] if here else ""

            def shown(window: Station = window, here: str = here, state: str = state) -> bool:
                view = window.desk.view
                visitor = view.current if view is not None else None
                return window.desk.busy is None and (
                    (visitor.label, visitor.state.value) == (here, state) if visitor else not here
                )

            window.until(shown)
            undoable = self.queue.last.get(WINDOWS[name])
            window.until(lambda w=window, u=undoable: (w.desk.undo_offer() is not None) is (u is not None))

    def press(self, window: str, act: Act, times: int = 1) -> str:
        """The bar's own way from a key: whom did the screen show?"""
        station = self.windows[window]
        view = station.desk.view
        seen = view.current.label if view is not None and view.current is not None else ""
        for _ in range(times):
            if act is Act.UNDO:
                station.desk.undo()
            else:
                station.desk.press(act, PRESSES[act])
        return seen

    def settle(self) -> None:
        for station in self.windows.values():
            station.settle()

    # -- what happens

    @rule()
    def somebody_comes(self) -> None:
        self.queue.comes(self.place.issue())

    @rule(
        window=st.sampled_from(list(WINDOWS)),
        act=st.sampled_from([Act.NEXT, Act.NEXT, *PRESSES, Act.UNDO]),
        held=st.integers(1, 6),
    )
    def a_key(self, window: str, act: Act, held: int) -> None:
        """Pressed by somebody who sees what is true; told as ``held`` presses, as X11 tells one of a held key."""
        seen = self.press(window, act, held)
        self.settle()
        self.queue.press(act, WINDOWS[window], seen)

    @rule(
        one=st.sampled_from(list(WINDOWS)),
        other=st.sampled_from(list(WINDOWS)),
        acts_pressed=st.tuples(st.sampled_from(list(PRESSES)), st.sampled_from(list(PRESSES))),
    )
    def two_keys_at_once(self, one: str, other: str, acts_pressed: tuple[Act, Act]) -> None:
        """In two windows before either has seen the other's: it is as if one had come after the other."""
        if one == other:
            return
        pressed = [(act, name, self.press(name, act)) for name, act in zip((one, other), acts_pressed, strict=True)]
        self.settle()
        outcomes = []
        for order in (pressed, pressed[::-1]):
            queue = self.queue.copy()
            offered = dict(queue.last)
            for act, name, seen in order:
                counter = WINDOWS[name]
                if act is Act.UNDO and queue.last.get(counter) is not offered.get(counter):
                    continue  # it named the act that the screen offered, and another came between
                queue.press(act, counter, seen)
            outcomes.append(queue)
        told = self.in_file()
        self.queue = next((queue for queue in outcomes if queue.told() == told), self.queue)
        assert self.queue.told() == told, (pressed, [queue.told() for queue in outcomes])

    @rule()
    def ten_seconds_go_by(self) -> None:
        self.place.clock.advance(seconds=30)
        self.queue.last.clear()

    @invariant()
    def the_file_is_what_the_model_says_and_every_screen_shows_it(self) -> None:
        assert self.in_file() == self.queue.told()
        self.all_see_it()


def runs(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


class TwoBarsLong(TwoBars):
    """The same, for long."""


TwoBars.TestCase.settings = runs(2, 8)
TwoBarsLong.TestCase.settings = runs(60, 40)
TestTwoBars = TwoBars.TestCase
TestTwoBarsLong = pytest.mark.timeout(3000)(pytest.mark.soak(TwoBarsLong.TestCase))
