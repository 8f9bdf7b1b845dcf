"""How good the range given with a number was: how often it held, how wide it was, and a naive estimate beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.tools.simulate.day_log import DayRecord, StepRecord
from shared.tools.simulate.figures import part, quantile

BANDS: tuple[tuple[str, float, float], ...] = (
    ("0-5", 0, 5),
    ("5-15", 5, 15),
    ("15-30", 15, 30),
    ("30-60", 30, 60),
    ("60-120", 60, 120),
    ("over 120", 120, float("inf")),
)
"""Bands of the middle of the range, in minutes."""
WIDE_MINUTES, WIDE_PART = 10.0, 0.6
"""A range is narrow enough up to this many minutes, or up to this part of its middle."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A range that was given, the wait that followed, in minutes."""

    low: float
    high: float
    waited: float

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.high - self.low


def guesses(days: Iterable[DayRecord]) -> list[tuple[StepRecord, Guess, Guess]]:
    """For each step that was called: our range and the naive one.

    The naive one is people ahead of the same service times its mean, over its counters, give or take 30 % or five
    minutes: what a plain average would say.
    """
    found: list[tuple[StepRecord, Guess, Guess]] = []
    for day in days:
        for step in day.steps.values():
            waited = step.waited
            if waited is None or step.estimate is None or step.naive is None:
                continue
            half = max(5.0, 0.3 * step.naive)
            naive = Guess(max(0.0, step.naive - half), step.naive + half, waited)
            found.append((step, Guess(*step.estimate, waited), naive))
    return found


def measure(ranges: Sequence[Guess]) -> dict[str, float | int]:
    """How good a set of ranges was. ``narrow`` is the share no wider than ten minutes or 60 % of its middle."""
    count = len(ranges)
    held = sum(g.low <= g.waited <= g.high for g in ranges)
    narrow = sum(g.width <= max(WIDE_MINUTES, WIDE_PART * g.middle) for g in ranges)
    return {
        "count": count,
        "held": part(held, count),
        "called_earlier": part(sum(g.waited < g.low for g in ranges), count),
        "called_later": part(sum(g.waited > g.high for g in ranges), count),
        "median_width": round(quantile([g.width for g in ranges], 0.5), 1),
        "median_middle": round(quantile([g.middle for g in ranges], 0.5), 1),
        "narrow": part(narrow, count),
        "mean_error": round(sum(abs(g.waited - g.middle) for g in ranges) / count, 1) if count else 0.0,
    }


def table(days: Iterable[DayRecord]) -> dict[str, object]:
    """The calibration of some days: in all, by band, by lane, and the naive estimate on the same tickets."""
    found = guesses(days)
    ours = [ours for _, ours, _ in found]
    bands = {name: measure([g for g in ours if low <= g.middle < high]) for name, low, high in BANDS}
    return {
        "all": measure(ours),
        "naive": measure([naive for _, _, naive in found]),
        "by_middle_minutes": {name: figures for name, figures in bands.items() if figures["count"]},
        "ordinary": measure([g for step, g, _ in found if not step.priority]),
        "priority": measure([g for step, g, _ in found if step.priority]),
    }
