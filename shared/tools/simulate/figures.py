"""Small statistics, so that all reports calculate in the same way."""

import math
from collections.abc import Iterable, Sequence


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which ``part`` of the values lie (nearest rank); 0 of nothing."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def spread(values: Iterable[float]) -> dict[str, float | int]:
    """Count, median, p90, p95 and the most, in minutes with one decimal."""
    found = list(values)
    return {
        "count": len(found),
        "median": round(quantile(found, 0.5), 1),
        "p90": round(quantile(found, 0.9), 1),
        "p95": round(quantile(found, 0.95), 1),
        "most": round(max(found, default=0.0), 1),
    }


def part(some: float, whole: float) -> float:
    """A share with three decimals; 0 of nothing."""
    return round(some / whole, 3) if whole else 0.0
