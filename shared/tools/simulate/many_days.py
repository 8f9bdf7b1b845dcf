"""Runs days one after the other in one hall file of their own: a temporary folder, the real store, a virtual clock."""

import contextlib
import datetime
import tempfile
from collections.abc import Callable, Generator, Iterable
from pathlib import Path

from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.words import TimeOfDay
from shared.store.engine import Engine
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.tools.simulate.day_log import DayRecord
from shared.tools.simulate.plan import DayPlan
from shared.tools.simulate.virtual_clock import VirtualClock
from shared.tools.simulate.virtual_day import DayRun, Tell

_IN_MEMORY = Path("/dev/shm")  # a file there needs no disk; the same functions write it


@contextlib.contextmanager
def hall_in_a_folder(hall: Hall, day: datetime.date) -> Generator[tuple[Engine, VirtualClock]]:
    """A fresh hall file with its clock at the midnight before a day; gone at the end of the block."""
    place = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="antrean-simulate-", dir=place) as folder:
        clock = VirtualClock(calendar.instant_of(hall, day, TimeOfDay(5 * 60)))
        create.create(Path(folder) / "hall", hall, clock)
        with HallFile.open(Path(folder) / "hall", device="simulate", clock=clock) as hall_file:
            yield hall_file, clock


def part_of(tell: Tell | None, number: int, count: int) -> Tell | None:
    """The hearer of one run of several."""
    return None if tell is None else lambda part: tell((number + part) / count)


def run_days(
    hall: Hall,
    plans: Iterable[DayPlan],
    on_day: Callable[[DayRecord], None] | None = None,
    tell: Tell | None = None,
) -> list[DayRecord]:
    """Run plans in order of their days, in one file: what was observed on one day is known on the next."""
    records: list[DayRecord] = []
    ordered = sorted(plans, key=lambda plan: plan.day)
    with hall_in_a_folder(hall, ordered[0].day) as (hall_file, clock):
        for number, plan in enumerate(ordered):
            clock.now = max(clock.now, calendar.instant_of(hall, plan.day, TimeOfDay(5 * 60)))
            record = DayRun(hall_file, hall, clock, plan, part_of(tell, number, len(ordered))).run()
            records.append(record)
            if on_day is not None:
                on_day(record)
    return records
