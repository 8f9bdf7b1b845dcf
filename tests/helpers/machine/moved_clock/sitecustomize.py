"""For a program that a test starts with this folder in PYTHONPATH: its PC's clock is off by what a file says.

``MOVED_CLOCK`` names the file; the seconds in it may change while the program runs. Files keep the true time, as
those of another PC's share do. ``slept 900``: the PC slept for so long, so the clock that goes on during sleep is ahead
too, while timers stood still.
"""

import os
import pathlib
import time

_true, _true_of = time.time_ns, time.clock_gettime_ns


def _off(*, steady: bool) -> int:
    try:
        words = pathlib.Path(os.environ["MOVED_CLOCK"]).read_text(encoding="utf-8").split()
        return int(float(words[-1]) * 1_000_000_000) if not steady or "slept" in words else 0
    except (OSError, ValueError, IndexError):
        return 0


def _moved() -> int:
    return _true() + _off(steady=False)


def _moved_of(clock: int) -> int:
    return _true_of(clock) + (_off(steady=True) if clock == time.CLOCK_BOOTTIME else 0)


if "MOVED_CLOCK" in os.environ:
    time.time_ns, time.clock_gettime_ns = _moved, _moved_of
