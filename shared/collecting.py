"""Python's garbage collector, put off for a while."""

import contextlib
import gc
from collections.abc import Generator


@contextlib.contextmanager
def paused() -> Generator[None]:
    """Nobody looks for circles of garbage meanwhile; afterwards it is as it was, on or off."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
