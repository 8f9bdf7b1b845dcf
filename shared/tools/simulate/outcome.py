"""The figures of simulated days: waits, counters, calls, fairness, estimates, tickets past closing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shared.domain.hall_data.hall import Hall
from shared.domain.words import StepState
from shared.tools.simulate import calibration
from shared.tools.simulate.day_log import CounterRecord, DayRecord, StepRecord
from shared.tools.simulate.fairness import BoundReport
from shared.tools.simulate.figures import part, quantile, spread

_MINUTE = 60_000


def figures(hall: Hall, days: Sequence[DayRecord], bounds: Sequence[BoundReport] = ()) -> dict[str, Any]:
    """Everything that ``antrean simulate`` answers about the days of one hall under one set of rules."""
    return {
        "days": [_day(day) for day in days],
        "waits": waits(days),
        "counters": counters(days),
        "calls_per_minute": calls_per_minute(days),
        "rules": rules(days),
        "fairness": fairness(hall, days, bounds),
        "estimates": calibration.table(days),
        "past_closing": past_closing(days),
        "refused_at_the_kiosk": _sum(day.refused for day in days),
        "warned_at_the_kiosk": _sum(day.warned for day in days),
    }


def _day(day: DayRecord) -> dict[str, Any]:
    ends = Counter((step.end or StepState.WAITING).value for step in day.steps.values())
    return {
        "day": day.day.isoformat(),
        "visits": day.visits,
        "tickets": len({step.label for step in day.steps.values()}),
        "steps": len(day.steps),
        "acts": day.acts,
        "ends": dict(sorted(ends.items())),
        "recalls": day.recalls,
        "came_back_too_late": day.grace_over,
        "wait_median": round(quantile(_waited(day.steps.values()), 0.5), 1),
    }


def _waited(steps: Iterable[StepRecord]) -> list[float]:
    return [step.waited for step in steps if step.waited is not None]


def _steps(days: Iterable[DayRecord]) -> list[StepRecord]:
    return [step for day in days for step in day.steps.values()]


def _sum(counts: Iterable[Counter[str]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items()))


def waits(days: Sequence[DayRecord]) -> dict[str, Any]:
    """Minutes from the number to the first call: in all, by lane, by service and lane."""
    steps = _steps(days)
    by_service: dict[str, Any] = {}
    for service in sorted({step.service for step in steps}):
        own = [step for step in steps if step.service == service]
        by_service[service] = {
            "ordinary": spread(_waited(step for step in own if not step.priority)),
            "priority": spread(_waited(step for step in own if step.priority)),
        }
    return {
        "all": spread(_waited(steps)),
        "ordinary": spread(_waited(step for step in steps if not step.priority)),
        "priority": spread(_waited(step for step in steps if step.priority)),
        "by_service": by_service,
    }


def counters(days: Sequence[DayRecord]) -> dict[str, Any]:
    """For each counter: hours open (breaks left out), the part of them with a visitor, visitors a day."""
    found: dict[str, list[CounterRecord]] = {}
    for day in days:
        for code, record in day.counters.items():
            found.setdefault(code, []).append(record)
    return {
        code: {
            "open_hours": round(sum(r.open_ms for r in records) / len(records) / 60 / _MINUTE, 1),
            "used": part(sum(r.busy_ms for r in records), sum(r.open_ms for r in records)),
            "visitors": round(sum(r.served for r in records) / len(records), 1),
        }
        for code, records in sorted(found.items(), key=lambda item: (len(item[0]), item[0]))
    }


def calls_per_minute(days: Sequence[DayRecord]) -> dict[str, Any]:
    """By zone, recalls included: the mean over the day, the busiest ten minutes, the busiest minute."""
    zones = sorted({zone for day in days for _, zone in day.calls})
    return {zone: _calls_of(zone, days) for zone in zones}


def _calls_of(zone: str, days: Sequence[DayRecord]) -> dict[str, float | int]:
    minutes: Counter[tuple[int, int]] = Counter()
    tens: Counter[tuple[int, int]] = Counter()
    total = span = 0
    for number, day in enumerate(days):
        times = [at for at, where in day.calls if where == zone]
        if not times:
            continue
        total += len(times)
        span += max(1, (times[-1] - times[0]) // _MINUTE)
        minutes.update((number, at // _MINUTE) for at in times)
        tens.update((number, at // (10 * _MINUTE)) for at in times)
    return {
        "calls": total,
        "mean": round(total / span, 2),
        "busiest_ten_minutes": round(max(tens.values()) / 10, 1),
        "busiest_minute": max(minutes.values()),
    }


def rules(days: Sequence[DayRecord]) -> dict[str, int]:
    """How often each rule chose the first call of a step."""
    return _sum(Counter(step.rule for step in day.steps.values() if step.rule) for day in days)


def fairness(hall: Hall, days: Sequence[DayRecord], bounds: Sequence[BoundReport]) -> dict[str, Any]:
    """Calls that passed somebody over, and what priority cost: the same days with it and without it."""
    called = [step for step in _steps(days) if step.called_at is not None]
    found: dict[str, Any] = {
        "first_calls": len(called),
        "in_order_of_arrival": part(sum(not step.passed_over for step in called), len(called)),
        "most_passed_over": max((step.passed_over for step in called), default=0),
        "bound_minutes": hall.rules.priority.bound_minutes,
    }
    if bounds:
        worst = sorted((g for bound in bounds for g in bound.worst), key=lambda g: (-g.minutes, g.label))
        ordinary = sum(bound.ordinary for bound in bounds)
        found["lost_to_priority"] = {
            "ordinary_visitors": ordinary,
            "over_the_bound": sum(bound.over_bound for bound in bounds),
            "most_minutes": round(worst[0].minutes, 1) if worst else 0.0,
            "mean_minutes": _mean([(b.mean_ordinary, b.ordinary) for b in bounds]),
            "priority_gains_minutes": -_mean([(b.mean_priority, b.priority) for b in bounds]),
            "worst": [
                {"label": growth.label, "service": growth.service, "minutes": round(growth.minutes, 1)}
                for growth in worst[:5]
            ],
        }
    return found


def _mean(parts: Iterable[tuple[float, int]]) -> float:
    weighed = list(parts)
    people = sum(count for _, count in weighed)
    return round(sum(value * count for value, count in weighed) / people, 1) if people else 0.0


def past_closing(days: Sequence[DayRecord]) -> dict[str, int]:
    """Steps that were first called after closing, and those that nobody reached."""
    steps = [(day, step) for day in days for step in day.steps.values()]
    return {
        "called_after_closing": sum(s.called_at is not None and s.called_at >= day.closes for day, s in steps),
        "never_called": sum(s.called_at is None for _, s in steps),
        "expired": sum(s.end is StepState.EXPIRED for _, s in steps),
    }


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The main figures of two sets of rules side by side, and what the second changes."""
    paths = {
        "wait median": ("waits", "all", "median"),
        "wait p90": ("waits", "all", "p90"),
        "wait p95": ("waits", "all", "p95"),
        "ordinary median": ("waits", "ordinary", "median"),
        "ordinary p90": ("waits", "ordinary", "p90"),
        "priority median": ("waits", "priority", "median"),
        "priority p90": ("waits", "priority", "p90"),
        "in order of arrival": ("fairness", "in_order_of_arrival"),
        "called after closing": ("past_closing", "called_after_closing"),
        "never called": ("past_closing", "never_called"),
        "estimates held": ("estimates", "all", "held"),
    }
    found: dict[str, Any] = {}
    for name, path in paths.items():
        first, second = _at(one, path), _at(other, path)
        found[name] = {"rules": first, "versus": second, "change": round(second - first, 3)}
    return found


def _at(figures: Mapping[str, Any], path: Sequence[str]) -> float:
    value: Any = figures
    for key in path:
        value = value[key]
    return value
