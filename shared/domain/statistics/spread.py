"""How long something took: exact counts, means and ranks of durations in milliseconds."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_TENTH = 6_000


@dataclass(frozen=True, slots=True)
class Spread:
    """Minutes: how many were measured, their mean, median, 95th percentile and the longest; None without any.

    Ranks are nearest ranks: the smallest value that at least half, or 95 %, of all values do not exceed. Everything is
    rounded to a tenth of a minute, half up.
    """

    count: int
    mean: float | None
    median: float | None
    p95: float | None
    longest: float | None


NOTHING = Spread(0, None, None, None, None)


@dataclass(slots=True)
class Durations:
    """Durations as they can be added up: how many of each tenth of a minute, and their exact sum."""

    tenths: Counter[int] = field(default_factory=Counter[int])
    milliseconds: int = 0

    @classmethod
    def of(cls, milliseconds: Sequence[int]) -> "Durations":
        """Rounding keeps the order, so ranks are taken of rounded values: there are few different ones to sort."""
        return cls(Counter([(one + _TENTH // 2) // _TENTH for one in milliseconds]), sum(milliseconds))

    def add(self, other: "Durations") -> None:
        """Count the other's in."""
        self.tenths.update(other.tenths)
        self.milliseconds += other.milliseconds

    def spread(self) -> Spread:
        """What they are together."""
        count = self.tenths.total()
        if not count:
            return NOTHING
        ordered = sorted(self.tenths.items())
        mean = (2 * self.milliseconds + _TENTH * count) // (2 * _TENTH * count) / 10
        return Spread(count, mean, _rank(ordered, count, 0.5), _rank(ordered, count, 0.95), ordered[-1][0] / 10)


def spread(milliseconds: Sequence[int]) -> Spread:
    """What these durations are together."""
    return Durations.of(milliseconds).spread()


def tenth(part: int, whole: int) -> float:
    """A quotient to a tenth, half up."""
    return (20 * part + whole) // (2 * whole) / 10


def _rank(ordered: Sequence[tuple[int, int]], count: int, part: float) -> float:
    left = max(1, math.ceil(part * count))
    at = 0
    while left > ordered[at][1]:
        left -= ordered[at][1]
        at += 1
    return ordered[at][0] / 10


def share(part: int, whole: int) -> float | None:
    """A part from 0 to 1, to three decimals, half up; None of nothing."""
    return None if not whole else (2000 * part + whole) // (2 * whole) / 1000
