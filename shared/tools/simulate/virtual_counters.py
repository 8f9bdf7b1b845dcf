"""The officers of a simulated day: they open, call, serve, pause and close as people do, by the real acts of the store.

An officer sees what ``next`` answers and who comes to the counter, and knows nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.answers import Called, Refused, StepMoved
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal, StepState
from shared.store import acts
from shared.store.acts import Target
from shared.store.engine import Engine
from shared.tools.simulate.day_log import CounterRecord, DayRecord, StepRecord
from shared.tools.simulate.plan import DayPlan, Matter, PlannedVisit, Shift
from shared.tools.simulate.virtual_clock import Agenda

_NEVER = Instant(0)
_SECOND = 1000
_MINUTE = 60 * _SECOND
RECALL_AFTER = 60 * _SECOND
NO_SHOW_AFTER = 60 * _SECOND
BETWEEN_VISITORS = 10 * _SECOND


@dataclass(slots=True)
class Guest:
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


class Counters:
    """All counters of one day, and the visitors who wait for them."""

    def __init__(self, file: Engine, hall: Hall, plan: DayPlan, agenda: Agenda, record: DayRecord) -> None:
        self._file, self._hall, self._agenda, self._record = file, hall, agenda, record
        self._closes = plan.closes
        self._guests: dict[int, Guest] = {}
        self._windows = {shift.counter: _Window(shift) for shift in plan.shifts}
        self._serving: dict[str, list[_Window]] = {
            service: [w for w in self._windows.values() if service in hall.services_of(w.shift.counter)]
            for service in hall.service
        }

    def plan_shifts(self) -> None:
        """Note when each officer opens, closes and has a break."""
        for window in self._windows.values():
            self._agenda.at(window.shift.opens, lambda w=window: self._open(w))
            self._agenda.at(window.shift.closes, lambda w=window: self._want_to_close(w))
            for begins, ends in window.shift.breaks:
                self._agenda.at(begins, lambda w=window, e=ends: self._want_break(w, e))

    def join(self, guest: Guest, step: int, matter: Matter) -> None:
        """A visitor waits in one more line."""
        self._guests[step] = guest
        guest.matters[step] = matter
        guest.left[step] = matter.seconds

    def serving(self, service: str) -> int:
        """How many counters are there for a service today."""
        return len(self._serving[service])

    def interrupt(self, counter: str, ends: Instant) -> None:
        """The officer cannot work until then, if one is there."""
        if counter in self._windows:
            self._want_break(self._windows[counter], ends)

    def leave_open(self) -> None:
        """The day ends while these are still open."""
        for window in self._windows.values():
            if window.is_open and not window.on_break:
                self._stood_open(window)

    def wake(self, services: Mapping[str, object] | tuple[str, ...]) -> None:
        """Officers without a visitor press ``next`` again; the one idle longest comes first."""
        idle = {id(w): w for s in services for w in self._serving.get(s, ()) if w.idle}
        for window in sorted(idle.values(), key=lambda w: w.idle_since):
            if window.idle:
                self._next(window)

    def _open(self, window: _Window) -> None:
        shift = window.shift
        acts.open_counter(self._file, self._record.press_id(), shift.counter, shift.officer)
        window.is_open, window.opened_at = True, self._agenda.now
        window.idle_since = self._agenda.turn()
        self._record.counters.setdefault(shift.counter, CounterRecord(shift.counter))
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
        back = Instant(max(due, self._agenda.now + 3 * _MINUTE))
        acts.take_break(self._file, self._record.press_id(), window.shift.counter, back, window.shift.officer)
        window.on_break = True
        self._stood_open(window)
        self._agenda.at(back, lambda: self._back(window))

    def _back(self, window: _Window) -> None:
        window.on_break = False
        window.opened_at = self._agenda.now
        acts.end_break(self._file, self._record.press_id(), window.shift.counter, window.shift.officer)
        self._free(window)

    def _want_to_close(self, window: _Window) -> None:
        window.closing = True
        if window.idle:
            self._next(window)

    def _close(self, window: _Window) -> None:
        acts.close_counter(self._file, self._record.press_id(), window.shift.counter, window.shift.officer)
        window.is_open = False
        self._stood_open(window)

    def _stood_open(self, window: _Window) -> None:
        self._record.counters[window.shift.counter].spans.append((window.opened_at, self._agenda.now))

    def _free(self, window: _Window) -> None:
        """The officer is free: a break that was due, or the next visitor."""
        window.busy = False
        window.idle_since = self._agenda.turn()
        if window.break_due is not None:
            self._take_break(window)
        else:
            self._next(window)

    def _next(self, window: _Window) -> None:
        early = window.closing and self._agenda.now < self._closes
        answer = None
        if not early:
            answer = acts.call_next(self._file, self._record.press_id(), window.shift.counter, window.shift.officer)
        if isinstance(answer, Called):
            self._called(window, answer)
        elif window.closing:
            self._close(window)
        elif isinstance(answer, Refused) and answer.back_at is not None:
            self._agenda.at(answer.back_at, lambda: self._next(window) if window.idle else None)

    def _called(self, window: _Window, call: Called) -> None:
        window.busy, window.called_at = True, self._agenda.now
        self._record.calls.append((self._agenda.now, call.zone))
        record = self._record.steps[call.step]
        if record.called_at is None:
            record.called_at, record.counter = self._agenda.now, call.counter
            record.rule, record.passed_over = call.reason.rule, len(call.reason.passed_over)
        guest = self._guests[call.step]
        if self._is_there(guest):
            self._agenda.after(guest.visit.walk_seconds * _SECOND, lambda: self._start(window, guest, call.step))
        else:
            self._record.missed.add(guest.label)
            self._agenda.after(RECALL_AFTER, lambda: self._recall(window, guest, call))

    def _is_there(self, guest: Guest) -> bool:
        now, visit = self._agenda.now, guest.visit
        if visit.leaves_after is not None and now > visit.at + visit.leaves_after * _SECOND:
            return False
        if visit.away_seconds is not None and not guest.has_been_away:
            guest.has_been_away = True
            guest.away_until = Instant(now + round(visit.away_seconds * _SECOND))
        return now >= guest.away_until

    def _recall(self, window: _Window, guest: Guest, call: Called) -> None:
        answer = acts.recall(self._file, self._record.press_id(), Target(counter=window.shift.counter))
        if isinstance(answer, Refused) and answer.back_at is not None:
            self._agenda.at(answer.back_at, lambda: self._recall(window, guest, call))
            return
        if isinstance(answer, StepMoved):
            self._record.recalls += 1
            self._record.calls.append((self._agenda.now, call.zone))
        self._agenda.after(NO_SHOW_AFTER, lambda: self._no_show(window, guest, call))

    def _no_show(self, window: _Window, guest: Guest, call: Called) -> None:
        answer = acts.no_show(self._file, self._record.press_id(), Target(counter=window.shift.counter))
        if isinstance(answer, Refused):
            again = answer.back_at or Instant(self._agenda.now + NO_SHOW_AFTER)
            late = self._agenda.now - window.called_at > 10 * _MINUTE
            self._agenda.at(
                again, lambda: self._recall(window, guest, call) if not late else self._give_up(window, call)
            )
            return
        self._ended(call.step, StepState.NO_SHOW)
        if guest.away_until > self._agenda.now:
            self._agenda.at(guest.away_until, lambda: self._come_back(guest, call))
        self._leave(window, guest)

    def _give_up(self, window: _Window, call: Called) -> None:
        """With rules that never allow a no-show the officer cancels the number."""
        acts.cancel(self._file, self._record.press_id(), Target(counter=window.shift.counter), "did not come")
        self._ended(call.step, StepState.CANCELLED)
        self._free(window)

    def _come_back(self, guest: Guest, call: Called) -> None:
        answer = acts.rejoin(self._file, self._record.press_id(), Target(label=guest.label))
        if isinstance(answer, Refused):
            self._record.grace_over += answer.code is Refusal.GRACE_OVER
            return
        self._record.steps[call.step].end = None
        self.wake((call.service,))

    def _start(self, window: _Window, guest: Guest, step: int) -> None:
        acts.start(self._file, self._record.press_id(), Target(counter=window.shift.counter))
        matter, left = guest.matters[step], guest.left[step]
        done = matter.seconds - left
        if matter.moved_to is not None:
            self._agenda.after(_MINUTE, lambda: self._transfer(window, guest, step, matter))
        elif matter.cashier_after is not None and done == 0:
            self._agenda.after(matter.cashier_after * _SECOND, lambda: self._to_cashier(window, guest, step, matter))
        elif matter.hold_after is not None and done == 0:
            self._agenda.after(matter.hold_after * _SECOND, lambda: self._hold(window, guest, step, matter))
        else:
            self._agenda.after(left * _SECOND, lambda: self._finish(window, guest, step))

    def _finish(self, window: _Window, guest: Guest, step: int) -> None:
        acts.finish(self._file, self._record.press_id(), Target(counter=window.shift.counter))
        self._ended(step, StepState.DONE)
        counter = self._record.counters[window.shift.counter]
        counter.served += 1
        self._leave(window, guest)

    def _leave(self, window: _Window, guest: Guest) -> None:
        """The visitor goes; the officer pauses for a moment; the visitor's other lines may call."""
        self._record.counters[window.shift.counter].busy_ms += self._agenda.now - window.called_at
        self._agenda.after(BETWEEN_VISITORS, lambda: self._free(window))
        self.wake(tuple(m.service for m in guest.matters.values()))

    def _to_cashier(self, window: _Window, guest: Guest, step: int, matter: Matter) -> None:
        service = self._cashier()
        answer = acts.continue_at(self._file, self._record.press_id(), window.shift.counter, service)
        if isinstance(answer, Refused) or answer.next_step is None:
            self._agenda.after(
                (matter.seconds - (matter.cashier_after or 0)) * _SECOND, lambda: self._finish(window, guest, step)
            )
            return
        guest.left[step] = matter.seconds - (matter.cashier_after or 0)
        self._new_step(guest, answer.next_step, Matter(service, matter.cashier_seconds))
        self._leave(window, guest)

    def _cashier(self) -> str:
        return next(s for s in self._hall.service if s.startswith("AR."))

    def _hold(self, window: _Window, guest: Guest, step: int, matter: Matter) -> None:
        until = Instant(self._agenda.now + round(matter.hold_seconds * _SECOND))
        target = Target(counter=window.shift.counter)
        acts.hold(self._file, self._record.press_id(), target, "berkas kurang", until)
        guest.left[step] = matter.seconds - (matter.hold_after or 0)
        self._agenda.at(until, lambda: self.wake((matter.service,)))
        self._leave(window, guest)

    def _transfer(self, window: _Window, guest: Guest, step: int, matter: Matter) -> None:
        target = Target(counter=window.shift.counter)
        answer = acts.transfer(self._file, self._record.press_id(), target, to_service=matter.moved_to)
        if isinstance(answer, Refused) or answer.next_step is None:
            self._agenda.after(matter.seconds * _SECOND, lambda: self._finish(window, guest, step))
            return
        self._ended(step, StepState.TRANSFERRED)
        self._new_step(guest, answer.next_step, Matter(matter.moved_to or matter.service, matter.seconds))
        self._leave(window, guest)

    def _new_step(self, guest: Guest, step: int, matter: Matter) -> None:
        """A step that the hall added on the way: no range was given for it."""
        self.join(guest, step, matter)
        self._record.steps[step] = StepRecord(
            guest.label, step, matter.service, guest.visit.priority, len(guest.matters), self._agenda.now
        )

    def _ended(self, step: int, state: StepState) -> None:
        record = self._record.steps[step]
        record.end, record.ended_at = state, self._agenda.now
