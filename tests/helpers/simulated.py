"""Simulated days in a small hall's file: what reports are tried on."""

import datetime
from pathlib import Path

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall, PriorityRule
from shared.domain.words import TimeOfDay
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.tools.simulate.generate import ArrivalHabits, day_plan
from shared.tools.simulate.shape import open_days
from shared.tools.simulate.virtual_clock import VirtualClock
from shared.tools.simulate.virtual_day import DayRun
from tests.helpers.hall import small_hall

LIVELY = ArrivalHabits(priority=0.25, second_matter=0.3)
"""Many in the priority lane and many with two matters, so that few visits show all kinds."""


def simulated(
    folder: Path, first: str, days: int, visits: int, seed: int, hall: Hall | None = None
) -> tuple[HallFile, VirtualClock, list[str]]:
    """An open hall's file with so many days in it; the clock stands at the end of the last."""
    hall = hall or small_hall(priority=PriorityRule(bound_minutes=90))
    plans = open_days(hall, datetime.date.fromisoformat(first), days)
    clock = VirtualClock(calendar.instant_of(hall, plans[0], TimeOfDay(5 * 60)))
    create.create(folder, hall, clock)
    hall_file = HallFile.open(folder, device="simulate", clock=clock)
    for day in plans:
        clock.now = max(clock.now, calendar.instant_of(hall, day, TimeOfDay(5 * 60)))
        DayRun(hall_file, hall, clock, day_plan(hall, day, visits, seed, LIVELY)).run()
    return hall_file, clock, [day.isoformat() for day in plans]
