"""A child process ends with the process that started it, however that one ends: normally, interrupted, or killed.

On Linux the kernel does it on request. It watches the thread that started the process, so this has to be a thread that
lives as long as its program. A child of multiprocessing is started by one process for another (a fork server for
whoever asked it), and the kernel's promise comes too late when the server died first: it watches its leader itself too.
"""

import ctypes
import functools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess

_SET_DEATH_SIGNAL = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def end_with_parent(parent: int | None = None) -> None:
    """Asked by the started process itself: ``parent``, or the one that multiprocessing knows, may be gone already."""
    if _prctl is not None:
        _prctl(_SET_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)
    if leader := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=(leader,), name="tether", daemon=True).start()


def _end_after(leader: BaseProcess) -> None:
    leader.join()
    os._exit(1)


def to_this_process() -> Callable[[], None] | None:
    """The ``preexec_fn`` of a command that shall end with this process."""
    return functools.partial(end_with_parent, os.getpid()) if sys.platform == "linux" else None
