"""A random day from a seed: visitors, their services, the officers' shifts, one agency that is interrupted."""

import datetime
import math
import random
from dataclasses import dataclass

from shared.domain import calendar
from shared.domain.hall_data.hall import DayHours, Hall
from shared.domain.words import Instant, TimeOfDay
from shared.tools.simulate import shape
from shared.tools.simulate.plan import DayPlan, Interruption, Matter, PlannedVisit, Shift


@dataclass(frozen=True, slots=True)
class ArrivalHabits:
    """What a simulated public is like. Shares are of visits, spreads are coefficients of variation."""

    priority: float = 0.08
    visual: float = 0.01
    second_matter: float = 0.12
    further_matter: float = 0.2
    same_agency: float = 0.3
    leaves: float = 0.03
    late: float = 0.03
    cashier: float = 0.04
    hold: float = 0.01
    transfer: float = 0.01
    spread: float = 0.5
    shortest: float = 0.25
    longest: float = 2.3
    pace_of_agency: float = 0.12


CASHIER = "AR"
"""The agency of the samples whose first service takes payments; halls without it have no payment loops."""


def day_plan(hall: Hall, day: datetime.date, visits: int, seed: int, habits: ArrivalHabits | None = None) -> DayPlan:
    """The plan of one day. ``visits`` are those of an ordinary day; the weekday and holidays change them."""
    hours = calendar.hours_on(hall, day)
    if hours is None:
        raise ValueError(f"the hall is closed on {day}")
    maker = _Maker(hall, day, hours, seed, habits or ArrivalHabits())
    count = round(visits * shape.day_factor(hall, day))
    return DayPlan(
        day=day,
        visits=maker.visits(count),
        shifts=maker.shifts(),
        stops=maker.stops(),
        kiosks=max(1, len(hall.kiosk), math.ceil(count / 500)),
        closes=calendar.instant_of(hall, day, hours.close),
    )


class _Maker:
    """Draws a day; each purpose has its own random numbers, so that one does not disturb the other."""

    def __init__(self, hall: Hall, day: datetime.date, hours: DayHours, seed: int, habits: ArrivalHabits) -> None:
        self._hall, self._day, self._hours, self._habits = hall, day, hours, habits
        self._seed = f"{seed} {day.isoformat()}"
        self._midnight = calendar.instant_of(hall, day, TimeOfDay(0))
        served = [s for s in hall.service if calendar.served_on(hall, day, s)]
        self._services = {
            agency: own for agency in hall.agency if (own := [s for s in served if hall.agency_of(s) == agency])
        }
        pace = self._dice("pace")
        self._pace = {agency: self._near_one(pace, habits.pace_of_agency) for agency in hall.agency}
        rush = self._dice("rush")
        self._rush = rush.choice(served) if served and shape.after_long_holiday(hall, day) else None

    def _dice(self, purpose: str) -> random.Random:
        return random.Random(f"{self._seed} {purpose}")

    @staticmethod
    def _near_one(dice: random.Random, spread: float) -> float:
        return math.exp(dice.gauss(0, spread) - spread * spread / 2)

    def _at(self, minutes: float) -> Instant:
        return Instant(self._midnight + round(minutes * 60_000))

    # -- visitors -------------------------------------------------------------------------------------------

    def visits(self, count: int) -> list[PlannedVisit]:
        """The day's visitors in order of arrival."""
        times = shape.arrivals(self._hall, self._hours, count, self._dice("arrivals"))
        return [self._visit(number, self._at(time)) for number, time in enumerate(times, 1)]

    def _visit(self, number: int, at: Instant) -> PlannedVisit:
        dice, habits = self._dice(f"visitor {number}"), self._habits
        wanted = self._wanted(dice)
        leaves = dice.uniform(20, 90) * 60 if dice.random() < habits.leaves else None
        late = dice.uniform(4, 25) * 60 if dice.random() < habits.late else None
        return PlannedVisit(
            number=number,
            at=at,
            matters=tuple(self._matter(service, dice) for service in wanted),
            priority=dice.random() < habits.priority,
            visual=dice.random() < habits.visual,
            walk_seconds=dice.uniform(15, 60),
            leaves_after=leaves,
            away_seconds=late,
        )

    def _wanted(self, dice: random.Random) -> list[str]:
        """The services of one visit: mostly one, sometimes up to four."""
        wanted = [self._service(dice)]
        more = self._habits.second_matter
        while len(wanted) < 4 and dice.random() < more:
            agency = self._hall.agency_of(wanted[0]) if dice.random() < self._habits.same_agency else None
            another = self._service(dice, agency)
            if another not in wanted:
                wanted.append(another)
            more = self._habits.further_matter
        return wanted

    def _service(self, dice: random.Random, agency: str | None = None) -> str:
        if agency is None:
            agencies = list(self._services)
            agency = shape.pick(agencies, [self._share(a) for a in agencies], dice)
        own = self._services[agency]
        return shape.pick(own, [self._service_share(s) for s in own], dice)

    def _share(self, agency: str) -> float:
        share = self._hall.agency[agency].share
        if self._rush is None or self._hall.agency_of(self._rush) != agency:
            return share
        own = self._services[agency]
        plain = sum(self._hall.service[s].share for s in own)
        return share * sum(self._service_share(s) for s in own) / plain

    def _service_share(self, service: str) -> float:
        return self._hall.service[service].share * (shape.RUSH_OF_ONE_SERVICE if service == self._rush else 1.0)

    def _matter(self, service: str, dice: random.Random) -> Matter:
        seconds = self._seconds(service, dice)
        habits, agency = self._habits, self._hall.agency_of(service)
        kind = dice.random()
        part, other = dice.uniform(0.3, 0.8), dice.random()
        cashier = f"{CASHIER}.1"
        if kind < habits.cashier and cashier in self._hall.service and agency != CASHIER:
            return Matter(service, seconds, part * seconds, self._seconds(cashier, dice))
        kind -= habits.cashier
        if 0 <= kind < habits.hold:
            return Matter(service, seconds, hold_after=part * seconds, hold_seconds=600 + 1200 * other)
        kind -= habits.hold
        others = [s for s in self._services[agency] if s != service]
        if 0 <= kind < habits.transfer and others:
            return Matter(service, seconds, moved_to=others[int(other * len(others))])
        return Matter(service, seconds)

    def _seconds(self, service: str, dice: random.Random) -> float:
        """Counter time: log-normal around the catalogue's minutes, within sensible limits."""
        habits = self._habits
        sigma = math.sqrt(math.log(1 + habits.spread**2))
        times = math.exp(dice.gauss(0, sigma) - sigma * sigma / 2)
        pace = self._pace[self._hall.agency_of(service)]
        return self._hall.service[service].minutes * 60 * min(max(times * pace, habits.shortest), habits.longest)

    # -- officers -------------------------------------------------------------------------------------------

    def shifts(self) -> list[Shift]:
        """Who is at which counter and when; sometimes a counter of a larger agency stays empty."""
        return [shift for counter in self._hall.counter if (shift := self._shift(counter)) is not None]

    def _shift(self, counter: str) -> Shift | None:
        agency = self._hall.counter[counter].agency
        hours = calendar.hours_on(self._hall, self._day, agency)
        if hours is None or agency not in self._services:
            return None
        dice = self._dice(f"officer {counter}")
        sisters = sum(c.agency == agency for c in self._hall.counter.values())
        absent, comes_late, goes_early = dice.random(), dice.random(), dice.random()
        if sisters >= 3 and absent < 0.05:
            return None
        opens = hours.open + dice.uniform(-3, 5) + (dice.uniform(20, 60) if comes_late < 0.04 else 0)
        closes = hours.close - (dice.uniform(30, 90) if sisters >= 3 and goes_early < 0.05 else 0)
        breaks = [(span.start + 0.0, span.end + dice.uniform(0, 4)) for span in hours.breaks]
        short = dice.uniform(hours.open + 60, hours.close - 60)
        if not any(begin - 30 < short < end + 20 for begin, end in breaks):
            breaks.append((short, short + dice.uniform(8, 15)))
        spans = tuple((self._at(begin), self._at(end)) for begin, end in sorted(breaks))
        return Shift(counter, f"officer {counter}", self._at(opens), self._at(closes), spans)

    def stops(self) -> list[Interruption]:
        """One agency whose system is down for a while."""
        dice = self._dice("stop")
        agency = dice.choice(list(self._services))
        hours = calendar.hours_on(self._hall, self._day, agency)
        assert hours is not None  # it has services today
        begins = dice.uniform(hours.open + 45, hours.close - 120)
        ends = begins + dice.uniform(20, 60)
        counters = tuple(c for c, window in self._hall.counter.items() if window.agency == agency)
        return [Interruption(agency, tuple(self._services[agency]), counters, self._at(begins), self._at(ends))]
