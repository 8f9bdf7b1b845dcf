"""Waiting for a turn: short random sleeps up to a deadline.

SQLite's own busy handler sleeps in fixed, growing steps, and some of many writers wait for seconds; random times up to
2, 4, 8 ... 40 ms let everybody through. No lock is held while sleeping here.
"""

import random
import time
from collections.abc import Iterator

FIRST_MS = 2.0
LONGEST_MS = 40.0
_random = random.Random()  # jitter


def turns(seconds: float, first_ms: float = FIRST_MS, longest_ms: float = LONGEST_MS) -> Iterator[float]:
    """Yield the seconds left, with random sleeps in between; ends when the deadline has passed.

    There is always one turn, even with no time at all.
    """
    deadline = time.monotonic() + seconds
    step = first_ms
    while True:
        left = deadline - time.monotonic()
        yield max(left, 0.0)
        left = deadline - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(_random.uniform(0, step) / 1000, left))
        step = min(step * 2, longest_ms)
