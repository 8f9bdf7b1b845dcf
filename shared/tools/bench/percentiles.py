"""Percentiles."""

import math
from collections.abc import Sequence


def percentile(values: Sequence[float], part: float) -> float:
    """The nearest-rank percentile of sorted values; ``part`` from 0 to 1."""
    return values[max(0, math.ceil(part * len(values)) - 1)]


def spread(values: Sequence[float]) -> dict[str, float | int | None]:
    """p50, p95, p99, max and how many; all None for nothing. Milliseconds in, milliseconds out."""
    if not values:
        return {"p50": None, "p95": None, "p99": None, "max": None, "count": 0}
    ordered = sorted(values)
    return {
        "p50": round(percentile(ordered, 0.50), 2),
        "p95": round(percentile(ordered, 0.95), 2),
        "p99": round(percentile(ordered, 0.99), 2),
        "max": round(ordered[-1], 2),
        "count": len(ordered),
    }


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return percentile(sorted(values), 0.5)
