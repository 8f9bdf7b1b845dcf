"""Whether what is played is to end now: the sound process sets it when it is told to, each output looks often."""

import threading
import time

NOW = threading.Event()


def came_before(moment: float) -> bool:
    """Wait until a moment of the steady clock; whether it was to end meanwhile."""
    return NOW.wait(max(moment - time.monotonic(), 0.0))
