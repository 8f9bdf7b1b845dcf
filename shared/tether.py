"""A child process ends with the process that started it, however that one ends: normally, interrupted, or killed.

On Linux the kernel does it on request. It watches the thread that started the process, so this has to be a thread that
lives as long as its program.
"""

import ctypes
import functools
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable

_SET_DEATH_SIGNAL = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def end_with_parent(parent: int | None = None) -> None:
    """Asked by the started process itself: ``parent``, or the one that multiprocessing knows, may be gone already."""
    if _prctl is None:  # pragma: no cover - not Linux
        return
    _prctl(_SET_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
    leader = multiprocessing.parent_process()
    if (parent is not None and os.getppid() != parent) or (leader is not None and not leader.is_alive()):
        os._exit(1)


def to_this_process() -> Callable[[], None] | None:
    """The ``preexec_fn`` of a command that shall end with this process."""
    return functools.partial(end_with_parent, os.getpid()) if sys.platform == "linux" else None
