"""Runs a day's plan through the real acts of the store, on a virtual clock.

The simulation knows only what people in the hall know: a visitor sees whether a number was given, an officer sees what
``next`` answers. All rules are the real ones.
"""

import heapq
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.domain.answers import Called, Issued, IssuedStep, Refused, StepMoved
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal, StepState
from shared.store import acts
from shared.store.acts import Target
from shared.store.engine import Engine
from shared.tools.simulate.day_log import CounterRecord, DayRecord, StepRecord
from shared.tools.simulate.plan import DayPlan, Interruption, Matter, PlannedVisit, Shift

_NEVER = Instant(0)
_SECOND = 1000
_MINUTE = 60 * _SECOND
RECALL_AFTER = 60 * _SECOND
NO_SHOW_AFTER = 60 * _SECOND
BETWEEN_VISITORS = 10 * _SECOND
PATIENCE_AT_THE_DOOR = 100 * _MINUTE
AFTER_CLOSING = 150 * _MINUTE
"""How long officers go on with those who still wait when the hall has closed."""


class VirtualClock:
    """The time of the simulated day; the hall file asks it like any other clock."""

    def __init__(self, start: Instant) -> None:
        self.now = start

    def __call__(self) -> Instant:
        """The present of the simulated day."""
        return self.now


@dataclass(slots=True)
class _Guest:
    """A visitor inside the hall."""

    visit: PlannedVisit
    label: str
    matters: dict[int, Matter]
    left: dict[int, float]  # seconds still needed, by step
    away_until: Instant = _NEVER
    has_been_away: bool = False


@dataclass(slots=True)
class _Window:
    """A counter with its officer."""

    shift: Shift
    is_open: bool = False
    on_break: bool = False
    busy: bool = False
    break_due: Instant | None = None  # the break that begins when the visitor has left, until then
    closing: bool = False
    opened_at: Instant = _NEVER
    called_at: Instant = _NEVER
    idle_since: int = 0

    @property
    def idle(self) -> bool:
        return self.is_open and not self.on_break and not self.busy


class DayRun:
    """One day in one hall file. :meth:`run` answers what happened."""

    def __init__(self, hall_file: Engine, hall: Hall, clock: VirtualClock, plan: DayPlan) -> None:
        self._file, self._hall, self._clock, self._plan = hall_file, hall, clock, plan
        self._queue: list[tuple[Instant, int, Callable[[], None]]] = []
        self._turn = itertools.count()
        self._guests: dict[int, _Guest] = {}
        self._windows = {shift.counter: _Window(shift) for shift in plan.shifts}
        self._serving: dict[str, list[_Window]] = {
            service: [w for w in self._windows.values() if service in hall.services_of(w.shift.counter)]
            for service in hall.service
        }
        self._kiosks = [Instant(0)] * plan.kiosks
        self.record = DayRecord(plan.day, plan.closes, visits=len(plan.visits))

    def run(self) -> DayRecord:
        """Run the day to its end and close it."""
        for visit in self._plan.visits:
            self._at(visit.at, lambda v=visit: self._want_number(v, v.at))
        for window in self._windows.values():
            self._at(window.shift.opens, lambda w=window: self._open(w))
            self._at(window.shift.closes, lambda w=window: self._want_to_close(w))
            for begins, ends in window.shift.breaks:
                self._at(begins, lambda w=window, e=ends: self._want_break(w, e))
        for stop in self._plan.stops:
            self._at(stop.begins, lambda s=stop: self._disturb(s))
        end = Instant(self._plan.closes + AFTER_CLOSING)
        while self._queue:
            at, _, act = heapq.heappop(self._queue)
            if at > end:
                break
            self._clock.now = max(self._clock.now, at)
            act()
        self._finish_day(end)
        return self.record

    # -- clockwork ------------------------------------------------------------------------------------------

    def _at(self, when: Instant, act: Callable[[], None]) -> None:
        heapq.heappush(self._queue, (when, next(self._turn), act))

    def _in(self, milliseconds: float, act: Callable[[], None]) -> None:
        self._at(Instant(self._clock.now + round(milliseconds)), act)

    def _request(self) -> str:
        """The id of a press: the same day of the same seed has the same ids."""
        self.record.acts += 1
        return f"{self._plan.day.isoformat()}-{self.record.acts}"

    # -- kiosk ----------------------------------------------------------------------------------------------

    def _want_number(self, visit: PlannedVisit, came: Instant) -> None:
        """Stand in line for a kiosk."""
        free = heapq.heappop(self._kiosks)
        touched = Instant(max(free, self._clock.now) + round(self._plan.kiosk_seconds * _SECOND))
        heapq.heappush(self._kiosks, touched)
        self._at(touched, lambda: self._take_number(visit, came))

    def _take_number(self, visit: PlannedVisit, came: Instant) -> None:
        services = tuple(m.service for m in visit.matters)
        order = acts.Order(services, visit.priority, visit.visual)
        answer = acts.issue(self._file, self._request(), order)
        if isinstance(answer, Refused):
            self._no_number(visit, came, answer)
            return
        guest = _Guest(visit, answer.label, {}, {})
        for step in answer.steps:
            matter = next(m for m in visit.matters if m.service == step.service)
            self._join(guest, answer, step, matter)
        self._wake(services)

    def _no_number(self, visit: PlannedVisit, came: Instant, refused: Refused) -> None:
        """Wait for the kiosks when that is soon, or go home."""
        soon = refused.code in (Refusal.NOT_YET_OPEN, Refusal.BREAK, Refusal.HALL_PAUSED)
        if soon and refused.back_at is not None and refused.back_at - came < PATIENCE_AT_THE_DOOR:
            self._at(refused.back_at, lambda: self._want_number(visit, came))
        else:
            self.record.refused[refused.code.value] += 1

    def _join(self, guest: _Guest, ticket: Issued, step: IssuedStep, matter: Matter) -> None:
        self._guests[step.step] = guest
        guest.matters[step.step] = matter
        guest.left[step.step] = matter.seconds
        if step.warning is not None:
            self.record.warned[step.warning.value] += 1
        counters_there = max(1, len(self._serving[step.service]))
        self.record.steps[step.step] = StepRecord(
            label=ticket.label,
            step=step.step,
            service=step.service,
            priority=ticket.priority,
            position=ticket.steps.index(step) + 1,
            taken_at=ticket.taken_at,
            estimate=step.wait_minutes,
            naive=self._in_line(step.service) * self._hall.service[step.service].minutes / counters_there,
        )

    def _in_line(self, service: str) -> int:
        """How many waited for this very service when the last number was taken."""
        with self._file.reading() as db:
            row = db.execute(
                "SELECT waiting FROM tallies WHERE day = ? AND service = ?", (self._plan.day.isoformat(), service)
            ).fetchone()
        return int(row[0]) - 1

    # -- counters -------------------------------------------------------------------------------------------

    def _open(self, window: _Window) -> None:
        shift = window.shift
        acts.open_counter(self._file, self._request(), shift.counter, shift.officer)
        window.is_open, window.opened_at = True, self._clock.now
        window.idle_since = next(self._turn)
        self.record.counters.setdefault(shift.counter, CounterRecord(shift.counter))
        self._next(window)

    def _want_break(self, window: _Window, ends: Instant) -> None:
        if not window.is_open:
            return
        window.break_due = max(ends, window.break_due or ends)
        if window.idle:
            self._take_break(window)

    def _take_break(self, window: _Window) -> None:
        due = window.break_due
        assert due is not None  # its callers looked
        window.break_due = None
        back = Instant(max(due, self._clock.now + 3 * _MINUTE))
        acts.take_break(self._file, self._request(), window.shift.counter, back, window.shift.officer)
        window.on_break = True
        self._stood_open(window)
        self._at(back, lambda: self._back(window))

    def _back(self, window: _Window) -> None:
        window.on_break = False
        window.opened_at = self._clock.now
        acts.end_break(self._file, self._request(), window.shift.counter, window.shift.officer)
        self._free(window)

    def _want_to_close(self, window: _Window) -> None:
        window.closing = True
        if window.idle:
            self._next(window)

    def _close(self, window: _Window) -> None:
        acts.close_counter(self._file, self._request(), window.shift.counter, window.shift.officer)
        window.is_open = False
        self._stood_open(window)

    def _stood_open(self, window: _Window) -> None:
        self.record.counters[window.shift.counter].spans.append((window.opened_at, self._clock.now))

    def _free(self, window: _Window) -> None:
        """The officer is free: a break that was due, or the next visitor."""
        window.busy = False
        window.idle_since = next(self._turn)
        if window.break_due is not None:
            self._take_break(window)
        else:
            self._next(window)

    def _wake(self, services: Mapping[str, object] | tuple[str, ...]) -> None:
        """Officers without a visitor press ``next`` again; the one idle longest comes first."""
        idle = {id(w): w for s in services for w in self._serving.get(s, ()) if w.idle}
        for window in sorted(idle.values(), key=lambda w: w.idle_since):
            if window.idle:
                self._next(window)

    def _next(self, window: _Window) -> None:
        early = window.closing and self._clock.now < self._plan.closes
        answer = None
        if not early:
            answer = acts.call_next(self._file, self._request(), window.shift.counter, window.shift.officer)
        if isinstance(answer, Called):
            self._called(window, answer)
        elif window.closing:
            self._close(window)
        elif isinstance(answer, Refused) and answer.back_at is not None:
            self._at(answer.back_at, lambda: self._next(window) if window.idle else None)

    def _called(self, window: _Window, call: Called) -> None:
        window.busy, window.called_at = True, self._clock.now
        self.record.calls.append((self._clock.now, call.zone))
        record = self.record.steps[call.step]
        if record.called_at is None:
            record.called_at, record.counter = self._clock.now, call.counter
            record.rule, record.passed_over = call.reason.rule, len(call.reason.passed_over)
        guest = self._guests[call.step]
        if self._is_there(guest):
            self._in(guest.visit.walk_seconds * _SECOND, lambda: self._start(window, guest, call.step))
        else:
            self.record.missed.add(guest.label)
            self._in(RECALL_AFTER, lambda: self._recall(window, guest, call))

    def _is_there(self, guest: _Guest) -> bool:
        now, visit = self._clock.now, guest.visit
        if visit.leaves_after is not None and now > visit.at + visit.leaves_after * _SECOND:
            return False
        if visit.away_seconds is not None and not guest.has_been_away:
            guest.has_been_away = True
            guest.away_until = Instant(now + round(visit.away_seconds * _SECOND))
        return now >= guest.away_until

    def _recall(self, window: _Window, guest: _Guest, call: Called) -> None:
        answer = acts.recall(self._file, self._request(), Target(counter=window.shift.counter))
        if isinstance(answer, Refused) and answer.back_at is not None:
            self._at(answer.back_at, lambda: self._recall(window, guest, call))
            return
        if isinstance(answer, StepMoved):
            self.record.recalls += 1
            self.record.calls.append((self._clock.now, call.zone))
        self._in(NO_SHOW_AFTER, lambda: self._no_show(window, guest, call))

    def _no_show(self, window: _Window, guest: _Guest, call: Called) -> None:
        answer = acts.no_show(self._file, self._request(), Target(counter=window.shift.counter))
        if isinstance(answer, Refused):
            again = answer.back_at or Instant(self._clock.now + NO_SHOW_AFTER)
            late = self._clock.now - window.called_at > 10 * _MINUTE
            self._at(again, lambda: self._recall(window, guest, call) if not late else self._give_up(window, call))
            return
        self._ended(call.step, StepState.NO_SHOW)
        if guest.away_until > self._clock.now:
            self._at(guest.away_until, lambda: self._come_back(guest, call))
        self._leave(window, guest)

    def _give_up(self, window: _Window, call: Called) -> None:
        """With rules that never allow a no-show the officer cancels the number."""
        acts.cancel(self._file, self._request(), Target(counter=window.shift.counter), "did not come")
        self._ended(call.step, StepState.CANCELLED)
        self._free(window)

    def _come_back(self, guest: _Guest, call: Called) -> None:
        answer = acts.rejoin(self._file, self._request(), Target(label=guest.label))
        if isinstance(answer, Refused):
            self.record.grace_over += answer.code is Refusal.GRACE_OVER
            return
        self.record.steps[call.step].end = None
        self._wake((call.service,))

    # -- at the counter -------------------------------------------------------------------------------------

    def _start(self, window: _Window, guest: _Guest, step: int) -> None:
        acts.start(self._file, self._request(), Target(counter=window.shift.counter))
        matter, left = guest.matters[step], guest.left[step]
        done = matter.seconds - left
        if matter.moved_to is not None:
            self._in(_MINUTE, lambda: self._transfer(window, guest, step, matter))
        elif matter.cashier_after is not None and done == 0:
            self._in(matter.cashier_after * _SECOND, lambda: self._to_cashier(window, guest, step, matter))
        elif matter.hold_after is not None and done == 0:
            self._in(matter.hold_after * _SECOND, lambda: self._hold(window, guest, step, matter))
        else:
            self._in(left * _SECOND, lambda: self._finish(window, guest, step))

    def _finish(self, window: _Window, guest: _Guest, step: int) -> None:
        acts.finish(self._file, self._request(), Target(counter=window.shift.counter))
        self._ended(step, StepState.DONE)
        counter = self.record.counters[window.shift.counter]
        counter.served += 1
        self._leave(window, guest)

    def _leave(self, window: _Window, guest: _Guest) -> None:
        """The visitor goes; the officer pauses for a moment; the visitor's other lines may call."""
        self.record.counters[window.shift.counter].busy_ms += self._clock.now - window.called_at
        self._in(BETWEEN_VISITORS, lambda: self._free(window))
        self._wake(tuple(m.service for m in guest.matters.values()))

    def _to_cashier(self, window: _Window, guest: _Guest, step: int, matter: Matter) -> None:
        service = self._cashier()
        answer = acts.continue_at(self._file, self._request(), window.shift.counter, service)
        if isinstance(answer, Refused) or answer.next_step is None:
            self._in(
                (matter.seconds - (matter.cashier_after or 0)) * _SECOND, lambda: self._finish(window, guest, step)
            )
            return
        guest.left[step] = matter.seconds - (matter.cashier_after or 0)
        self._new_step(guest, answer.next_step, Matter(service, matter.cashier_seconds))
        self._leave(window, guest)

    def _cashier(self) -> str:
        return next(s for s in self._hall.service if s.startswith("AR."))

    def _hold(self, window: _Window, guest: _Guest, step: int, matter: Matter) -> None:
        until = Instant(self._clock.now + round(matter.hold_seconds * _SECOND))
        target = Target(counter=window.shift.counter)
        acts.hold(self._file, self._request(), target, "berkas kurang", until)
        guest.left[step] = matter.seconds - (matter.hold_after or 0)
        self._at(until, lambda: self._wake((matter.service,)))
        self._leave(window, guest)

    def _transfer(self, window: _Window, guest: _Guest, step: int, matter: Matter) -> None:
        target = Target(counter=window.shift.counter)
        answer = acts.transfer(self._file, self._request(), target, to_service=matter.moved_to)
        if isinstance(answer, Refused) or answer.next_step is None:
            self._in(matter.seconds * _SECOND, lambda: self._finish(window, guest, step))
            return
        self._ended(step, StepState.TRANSFERRED)
        self._new_step(guest, answer.next_step, Matter(matter.moved_to or matter.service, matter.seconds))
        self._leave(window, guest)

    def _new_step(self, guest: _Guest, step: int, matter: Matter) -> None:
        """A step that the hall added on the way: no range was given for it."""
        self._guests[step] = guest
        guest.matters[step] = matter
        guest.left[step] = matter.seconds
        self.record.steps[step] = StepRecord(
            guest.label, step, matter.service, guest.visit.priority, len(guest.matters), self._clock.now
        )

    def _ended(self, step: int, state: StepState) -> None:
        record = self.record.steps[step]
        record.end, record.ended_at = state, self._clock.now

    # -- the day --------------------------------------------------------------------------------------------

    def _disturb(self, stop: Interruption) -> None:
        reason = {"id": "jaringan terputus", "en": "the network is down"}
        for service in stop.services:
            acts.disturb_service(self._file, self._request(), service, reason, stop.ends)
        for counter in stop.counters:
            if counter in self._windows:
                self._want_break(self._windows[counter], stop.ends)
        self._at(stop.ends, lambda: self._restore(stop))

    def _restore(self, stop: Interruption) -> None:
        for service in stop.services:
            acts.restore_service(self._file, self._request(), service)

    def _finish_day(self, end: Instant) -> None:
        """Open counters are left, the day is closed, and steps that were not reached are counted."""
        self._clock.now = max(self._clock.now, end)
        for window in self._windows.values():
            if window.is_open and not window.on_break:
                self._stood_open(window)
        acts.close_day(self._file, self._request())
        with self._file.reading() as db:
            day = self._plan.day.isoformat()
            for step, state in db.execute("SELECT id, state FROM steps WHERE day = ?", (day,)).fetchall():
                if step in self.record.steps:
                    self.record.steps[step].end = StepState(state)
