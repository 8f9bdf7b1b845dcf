"""A whole question to the simulator: some days under one set of rules, or the same days under two."""

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.domain.hall_data.hall import BeyondClosing, Hall
from shared.tools.simulate import fairness, outcome
from shared.tools.simulate.generate import day_plan
from shared.tools.simulate.many_days import run_days
from shared.tools.simulate.plan import DayPlan
from shared.tools.simulate.shape import open_days
from shared.tools.simulate.virtual_day import Tell

USUAL_VISITS = {"sungai-rindang": 420, "graha-segara": 2200}
"""Visits of an ordinary day of each sample: what its counters can serve with some reserve."""
FIRST_DAY = datetime.date(2026, 11, 25)
"""A Wednesday: its visits are exactly those of an ordinary day."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which days. ``visits`` are those of an ordinary day; weekdays and holidays change them."""

    visits: int
    seed: int
    days: int = 1
    first: datetime.date = FIRST_DAY


def plans(hall: Hall, question: Question) -> list[DayPlan]:
    """The days' plans."""
    days = open_days(hall, question.first, question.days)
    return [day_plan(hall, day, question.visits, question.seed) for day in days]


def answer(
    hall: Hall, days: Sequence[DayPlan], *, with_fairness: bool = True, tell: Tell | None = None
) -> dict[str, Any]:
    """Run plans under a hall's rules and answer all figures."""
    records = run_days(hall, days, tell=tell)
    bounds = bound_reports(hall, days) if with_fairness and hall.rules.priority.priority else []
    return outcome.figures(hall, records, bounds)


def bound_reports(hall: Hall, days: Sequence[DayPlan]) -> list[fairness.BoundReport]:
    """What priority costs the others: each day with it and without it, each visitor with one service."""
    # The kiosk must not refuse a long wait on one day and accept it on the other.
    alike = _never_refusing(hall)
    simple = [fairness.alone(plan) for plan in days]
    with_it = run_days(alike, simple)
    without = run_days(fairness.without_priority(alike), simple)
    return [fairness.compare(hall, one, other) for one, other in zip(with_it, without, strict=True)]


def _never_refusing(hall: Hall) -> Hall:
    taking = dataclasses.replace(hall.rules.taking, beyond_closing=BeyondClosing.IGNORE)
    return dataclasses.replace(hall, rules=dataclasses.replace(hall.rules, taking=taking))
