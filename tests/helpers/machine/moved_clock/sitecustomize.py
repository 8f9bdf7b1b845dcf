"""For a program that a test starts with this folder in PYTHONPATH: its PC's clock is off by what a file says.

``MOVED_CLOCK`` names the file; the seconds in it may change while the program runs. Files keep the true time, as
those of another PC's share do.
"""

import os
import pathlib
import time

_true = time.time_ns


def _moved() -> int:
    try:
        off = float(pathlib.Path(os.environ["MOVED_CLOCK"]).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        off = 0.0
    return _true() + int(off * 1_000_000_000)


if "MOVED_CLOCK" in os.environ:
    time.time_ns = _moved
