"""No test leaves a process behind: each that one starts ends with this one at the latest, and a leftover is told."""

import os
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Any

from shared import tether

_started = subprocess.Popen.__init__


def _tethered(self: Any, *arguments: Any, **more: Any) -> None:
    # the kernel means the thread that starts it; such a thread of a test may end before
    if threading.current_thread() is threading.main_thread() and more.get("preexec_fn") is None:
        more["preexec_fn"] = tether.to_this_process()
    _started(self, *arguments, **more)


def tether_all() -> None:
    """From now on whatever this process starts ends with it, and this process with a test run that leads it."""
    subprocess.Popen.__init__ = _tethered
    if "PYTEST_XDIST_WORKER" in os.environ:
        tether.end_with_parent()


AT_PLAY: list[Future[None]] = []
"""Tests that are played side by side in this process, whichever of them pytest is looking at."""


def others_at_play() -> bool:
    """Whether a living process may be another test's."""
    return not all(played.done() for played in AT_PLAY)


def children() -> dict[int, str]:
    """The living processes that this one started, without those that multiprocessing keeps for the next time."""
    server, tracker = forkserver._forkserver, resource_tracker._resource_tracker
    kept = {getattr(server, "_forkserver_pid", None), getattr(tracker, "_pid", None)}
    return {pid: told for pid, told in _living() if pid not in kept}


def _living() -> Iterator[tuple[int, str]]:
    # those of the main thread: tests that are played side by side have threads of their own; when such a thread ends,
    # the kernel gives what it left behind to the main one
    for pid in _read(Path(f"/proc/self/task/{os.getpid()}/children")).split():
        status = _read(Path("/proc", pid, "stat")).rpartition(")")[2].split()
        if status and status[0] != "Z":
            yield int(pid), _read(Path("/proc", pid, "cmdline")).replace("\0", " ")


def _read(path: Path) -> str:
    """Of whoever may have ended by now."""
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
