"""Runs a day's plan through the real acts of the store, on a virtual clock.

The simulation knows only what people in the hall know: a visitor sees whether a number was given, an officer sees what
``next`` answers. All rules are the real ones.
"""

import heapq
from collections.abc import Callable

from shared.domain.answers import Issued, IssuedStep, Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, Refusal, StepState
from shared.store import acts
from shared.store.engine import Engine
from shared.tools.simulate.day_log import DayRecord, StepRecord
from shared.tools.simulate.plan import DayPlan, Interruption, Matter, PlannedVisit
from shared.tools.simulate.virtual_clock import Agenda, VirtualClock
from shared.tools.simulate.virtual_counters import Counters, Guest

_SECOND = 1000
_MINUTE = 60 * _SECOND
PATIENCE_AT_THE_DOOR = 100 * _MINUTE
AFTER_CLOSING = 150 * _MINUTE
"""How long officers go on with those who still wait when the hall has closed."""


_TOLD_EVERY = 10
Tell = Callable[[float], None]
"""Hears how far a run is, from 0 to 1."""


class DayRun:
    """One day in one hall file. :meth:`run` answers what happened."""

    def __init__(
        self, hall_file: Engine, hall: Hall, clock: VirtualClock, plan: DayPlan, tell: Tell | None = None
    ) -> None:
        """``tell`` hears now and then which part of the day's visitors has come, from 0 to 1."""
        self._tell = tell
        self._file, self._hall, self._plan = hall_file, hall, plan
        self._agenda = Agenda(clock)
        self._kiosks = [Instant(0)] * plan.kiosks
        self._record = DayRecord(plan.day, plan.closes, visits=len(plan.visits))
        self._counters = Counters(hall_file, hall, plan, self._agenda, self._record)

    def run(self) -> DayRecord:
        """Run the day to its end and close it."""
        for visit in self._plan.visits:
            self._agenda.at(visit.at, lambda v=visit: self._want_number(v, v.at))
        if self._tell is not None:
            for number in range(0, len(self._plan.visits), _TOLD_EVERY):
                part = number / len(self._plan.visits)
                self._agenda.at(self._plan.visits[number].at, lambda part=part: self._told(part))
        self._counters.plan_shifts()
        for stop in self._plan.stops:
            self._agenda.at(stop.begins, lambda s=stop: self._disturb(s))
        self._agenda.run(Instant(self._plan.closes + AFTER_CLOSING))
        self._counters.leave_open()
        self._close()
        return self._record

    def _told(self, part: float) -> None:
        if self._tell is not None:
            self._tell(part)

    def _want_number(self, visit: PlannedVisit, came: Instant) -> None:
        """Stand in line for a kiosk."""
        free = heapq.heappop(self._kiosks)
        touched = Instant(max(free, self._agenda.now) + round(self._plan.kiosk_seconds * _SECOND))
        heapq.heappush(self._kiosks, touched)
        self._agenda.at(touched, lambda: self._take_number(visit, came))

    def _take_number(self, visit: PlannedVisit, came: Instant) -> None:
        services = tuple(m.service for m in visit.matters)
        order = acts.Order(services, visit.priority, visit.visual)
        answer = acts.issue(self._file, self._record.press_id(), order)
        if isinstance(answer, Refused):
            self._no_number(visit, came, answer)
            return
        guest = Guest(visit, answer.label, {}, {})
        for step in answer.steps:
            matter = next(m for m in visit.matters if m.service == step.service)
            self._join(guest, answer, step, matter)
        self._counters.wake(services)

    def _no_number(self, visit: PlannedVisit, came: Instant, refused: Refused) -> None:
        """Wait for the kiosks when that is soon, or go home."""
        soon = refused.code in (Refusal.NOT_YET_OPEN, Refusal.BREAK, Refusal.HALL_PAUSED)
        if soon and refused.back_at is not None and refused.back_at - came < PATIENCE_AT_THE_DOOR:
            self._agenda.at(refused.back_at, lambda: self._want_number(visit, came))
        else:
            self._record.refused[refused.code.value] += 1

    def _join(self, guest: Guest, ticket: Issued, step: IssuedStep, matter: Matter) -> None:
        self._counters.join(guest, step.step, matter)
        if step.warning is not None:
            self._record.warned[step.warning.value] += 1
        counters_there = max(1, self._counters.serving(step.service))
        self._record.steps[step.step] = StepRecord(
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

    def _disturb(self, stop: Interruption) -> None:
        reason = {"id": "jaringan terputus", "en": "the network is down"}
        for service in stop.services:
            acts.disturb_service(self._file, self._record.press_id(), service, reason, stop.ends)
        for counter in stop.counters:
            self._counters.interrupt(counter, stop.ends)
        self._agenda.at(stop.ends, lambda: self._restore(stop))

    def _restore(self, stop: Interruption) -> None:
        for service in stop.services:
            acts.restore_service(self._file, self._record.press_id(), service)

    def _close(self) -> None:
        """The day is closed, and steps that were not reached are counted."""
        acts.close_day(self._file, self._record.press_id())
        with self._file.reading() as db:
            day = self._plan.day.isoformat()
            for step, state in db.execute("SELECT id, state FROM steps WHERE day = ?", (day,)).fetchall():
                if step in self._record.steps:
                    self._record.steps[step].end = StepState(state)
