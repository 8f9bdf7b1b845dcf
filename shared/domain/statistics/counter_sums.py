"""How counters spent their time: what the timetable promises, when they were open, at a visitor, on a break, idle."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.report import Step
from shared.domain.statistics.day_facts import CounterChange, CounterStay, CounterTurn, DayFacts
from shared.domain.statistics.spread import share
from shared.domain.statistics.statistics_rows import CounterRow
from shared.domain.words import Instant, StepState, TimeOfDay

_MINUTE = 60_000
_ENDED_THERE = frozenset({StepState.DONE, StepState.NO_SHOW})
"""Steps whose end is that of their last call; where the others were, the day's stays tell."""
Stretch = tuple[int, int]


@dataclass(slots=True)
class _Sums:
    """Milliseconds of one counter."""

    days: int = 0
    promised: int = 0
    opened: int = 0
    kept: int = 0
    breaks: int = 0
    busy: int = 0
    idle: int = 0
    served: int = 0


@dataclass(slots=True)
class CounterSums:
    """All counters of a hall, or of one agency."""

    hall: Hall
    agency: str | None = None
    _sums: dict[str, _Sums] = field(default_factory=dict[str, _Sums])
    _works: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict[str, tuple[str, tuple[str, ...]]])

    def __post_init__(self) -> None:
        self._works = {code: (one.agency, self.hall.services_of(code)) for code, one in self.hall.counter.items()}

    def day(
        self,
        facts: DayFacts,
        steps: Iterable[Step],
        until: Instant | None = None,
        stays: Iterable[CounterStay] = (),
    ) -> None:
        """One more day: its steps and stays that count; ``until`` is the present on the day that is going on."""
        day = datetime.date.fromisoformat(facts.day)
        visits: defaultdict[str, list[Stretch]] = defaultdict(list)
        done: Counter[str] = Counter()
        for step in steps:
            if step.counter is not None and step.called_at is not None and step.ended_at is not None:
                if step.state in _ENDED_THERE:
                    visits[step.counter].append((step.called_at, step.ended_at))
                done[step.counter] += step.state is StepState.DONE
        for stay in stays:
            visits[stay.counter].append((stay.since, stay.until))
        changes: dict[str, list[CounterChange]] = {}
        for change in facts.changes:
            changes.setdefault(change.counter, []).append(change)
        promises: dict[tuple[str, tuple[str, ...]], list[Stretch]] = {}  # very many counters serve the same
        for counter in dict.fromkeys((*self.hall.counter, *changes, *visits)):
            if self.agency is None or self._agency(counter) == self.agency:
                work = self._works.get(counter)
                if work is not None and work not in promises:
                    promises[work] = _cut(promised_stretches(self.hall, *work, day), until)
                promised = promises[work] if work is not None else []
                busy = visits.get(counter, ())
                last = max([end for _, end in busy], default=0)
                end = self._end(facts, promised, last, until)
                opened, breaks = _stretches(changes.get(counter, ()), end)
                self._add(counter, promised, opened, breaks, busy, done[counter])

    def _agency(self, counter: str) -> str:
        known = self.hall.counter.get(counter)
        return "" if known is None else known.agency

    @staticmethod
    def _end(facts: DayFacts, promised: Sequence[Stretch], last: int, until: Instant | None) -> int:
        """When a counter that nobody closed was open last."""
        if until is not None:
            return until
        if facts.closed_at is not None:
            return max(facts.closed_at, last)
        return max(promised[-1][1] if promised else 0, last)

    def _add(
        self,
        counter: str,
        promised: Sequence[Stretch],
        opened: Sequence[Stretch],
        breaks: Sequence[Stretch],
        busy: Sequence[Stretch],
        served: int,
    ) -> None:
        sums = self._sums.setdefault(counter, _Sums())
        sums.days += bool(promised or opened)
        sums.promised += _length(promised)
        sums.served += served
        if not opened and not breaks:
            return
        at_visitors = _both(joined(busy), opened)
        sums.opened += _length(opened)
        sums.kept += _length(_both(promised, opened))
        sums.breaks += _length(breaks)
        sums.busy += _length(at_visitors)
        sums.idle += _length(opened) - _length(at_visitors)

    def rows(self) -> tuple[tuple[CounterRow, ...], CounterRow]:
        """Each counter that was promised or open, in the order of the hall; and all together."""
        used = {code: sums for code, sums in self._sums.items() if sums.days}
        total = _Sums()
        for sums in used.values():
            for name in _Sums.__slots__:
                setattr(total, name, getattr(total, name) + getattr(sums, name))
        return tuple(self._row(code, sums) for code, sums in used.items()), self._row("total", total)

    def _row(self, code: str, sums: _Sums) -> CounterRow:
        names = ("promised", "opened", "kept", "breaks", "busy", "idle")
        minutes = {name: (getattr(sums, name) + _MINUTE // 2) // _MINUTE for name in names}
        kept = share(minutes["kept"], minutes["promised"])
        return CounterRow(
            code, self._agency(code), sums.days, minutes["promised"], minutes["opened"], minutes["kept"], kept,
            minutes["breaks"], minutes["busy"], minutes["idle"], sums.served,
        )  # fmt: skip


def promised_stretches(hall: Hall, agency: str, services: Iterable[str], day: datetime.date) -> list[Stretch]:
    """When a counter of these services is to be open by the hall's timetable of today: their hours without breaks."""
    hours = calendar.hours_on(hall, day, agency)
    if hours is None:
        return []
    spans = [
        (span.start, span.end)
        for service in services
        if calendar.served_on(hall, day, service)
        for span in calendar.service_spans(hall, day, service)
    ]
    found = joined(spans)
    for pause in hours.breaks:
        found = [part for stretch in found for part in _without(stretch, (pause.start, pause.end))]
    return [
        (calendar.instant_of(hall, day, TimeOfDay(start)), calendar.instant_of(hall, day, TimeOfDay(end)))
        for start, end in found
    ]


def _stretches(changes: Sequence[CounterChange], end: int) -> tuple[list[Stretch], list[Stretch]]:
    """When a counter was open, and when on a break."""
    found: dict[CounterTurn, list[Stretch]] = {CounterTurn.OPENED: [], CounterTurn.BREAK: []}
    state, since = CounterTurn.CLOSED, 0
    for change in changes:
        if change.change is state:
            continue
        if state in found:
            found[state].append((since, max(since, change.at)))
        state, since = change.change, change.at
    if state in found and end > since:
        found[state].append((since, end))
    return found[CounterTurn.OPENED], found[CounterTurn.BREAK]


def _cut(stretches: list[Stretch], until: Instant | None) -> list[Stretch]:
    if until is None:
        return stretches
    return [(start, min(end, until)) for start, end in stretches if start < until]


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time without overlaps, in order."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _without(stretch: Stretch, gap: Stretch) -> list[Stretch]:
    parts = ((stretch[0], min(stretch[1], gap[0])), (max(stretch[0], gap[1]), stretch[1]))
    return [(start, end) for start, end in parts if start < end]


def _both(some: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """The time that is in both."""
    cut = [(max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) < min(b, d)]
    return joined(cut)


def _length(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in stretches)
