"""(c) The share goes away at every step of an act and comes back, with this PC's cached pages stale meanwhile.

SQLite's system calls of this process fail with an input/output error from a chosen step on, for a while; the poll
fails, too. Another process goes on writing. Afterwards every press has one true answer.
"""

import contextlib
import ctypes
import errno
import os
import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.domain.answers import Called, Issued
from shared.store import acts, pollfd
from shared.store.connection import HallFile
from shared.store.system_calls import Replaced
from shared.store.thread import Pace, StoreThread
from tests.torture import world

_INT, _P, _LONG = ctypes.c_int, ctypes.c_void_p, ctypes.c_int64
_SIZE = ctypes.c_ssize_t
CALLS = {
    "open": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _INT, _INT, use_errno=True),
    "fcntl": ctypes.CFUNCTYPE(_INT, _INT, _INT, _P, use_errno=True),
    "stat": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _P, use_errno=True),
    "fstat": ctypes.CFUNCTYPE(_INT, _INT, _P, use_errno=True),
    "read": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, use_errno=True),
    "pread64": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, _LONG, use_errno=True),
    "write": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, use_errno=True),
    "pwrite64": ctypes.CFUNCTYPE(_SIZE, _INT, _P, ctypes.c_size_t, _LONG, use_errno=True),
    "ftruncate": ctypes.CFUNCTYPE(_INT, _INT, _LONG, use_errno=True),
    "unlink": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, use_errno=True),
}


class Share:
    """The share, which goes away after so many more system calls and stays away for so many seconds."""

    def __init__(self) -> None:
        self.counted = 0
        self._left: int | None = None
        self._seconds = 0.0
        self._back_at = 0.0
        self.went = threading.Event()

    def goes_after(self, calls: int, seconds: float) -> None:
        self.went.clear()
        self._left, self._seconds = calls, seconds

    def gone(self) -> bool:
        self.counted += 1
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                self._left = None
                self._back_at = time.monotonic() + self._seconds
                self.went.set()
        return time.monotonic() < self._back_at

    @contextlib.contextmanager
    def between(self) -> Iterator[None]:
        """Stand between this process's SQLite and the disk."""
        replaced = [Replaced(name, kind, self._failing) for name, kind in CALLS.items()]
        header = pollfd.PollDescriptor.header

        def poll(descriptor: pollfd.PollDescriptor) -> bytes:
            if time.monotonic() < self._back_at:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return header(descriptor)

        pollfd.PollDescriptor.header = poll
        try:
            yield
        finally:
            pollfd.PollDescriptor.header = header
            for one in reversed(replaced):
                one.restore()

    def _failing(self, original: Any) -> Any:
        def call(*arguments: Any) -> int:
            if self.gone():
                ctypes.set_errno(errno.EIO)
                return -1
            return original(*arguments)

        return call


def steps_of_an_act(place: Path) -> int:
    """How many system calls an issue takes: the places at which the share may go away."""
    folder, share = world.make(place), Share()
    with share.between(), HallFile.open(folder, device="count", clock=world.SharedClock(0)) as file:
        acts.issue(file, "warm", acts.Order(("AB.1",)))
        before = share.counted
        acts.issue(file, "counted", acts.Order(("AB.1",)))
        return share.counted - before


def outage(place: Path, step: int, seconds: float) -> list[str]:
    """The share goes at this step of a press for so long, while another program writes; what went wrong."""
    start = time.monotonic()
    folder, share = world.make(place), Share()
    answers: list[Any] = []
    ended = threading.Event()
    with share.between():
        thread = StoreThread(folder, "here", world.SharedClock(start), pace=Pace.COUNTER)
        thread.start()
        _press(thread, "warm")
        share.goes_after(step, seconds)
        thread.submit(
            lambda file: acts.issue(file, "the press", acts.Order(("AB.1",))),
            lambda a: (answers.append(a), ended.set()),
        )
        share.went.wait(2)
        others = _others(folder, start)
        if not ended.wait(seconds + 30):
            thread.stop()
            return [f"step {step}: the press was never answered"]
        after = _press(thread, "after", seconds + 30)
        thread.stop(5)
    wrong = [] if isinstance(after, Issued) else [f"step {step}: afterwards {after!r}"]
    return wrong + _judge(folder, step, answers[0], others)


def _press(thread: StoreThread, request: str, seconds: float = 30.0) -> Any:
    """Press until the share has it."""
    deadline = time.monotonic() + seconds
    while True:
        came = _ask(thread, request, seconds)
        if isinstance(came, Issued) or time.monotonic() > deadline:
            return came
        time.sleep(0.1)


def _ask(thread: StoreThread, request: str, seconds: float) -> Any:
    """One press; its answer, None when there was none in time."""
    came: queue.Queue[Any] = queue.Queue()
    thread.submit(lambda file: acts.issue(file, request, acts.Order(("AB.1",))), came.put)
    with contextlib.suppress(queue.Empty):
        return came.get(timeout=seconds)
    return None


_OTHER = """
import sys, time
from pathlib import Path
from shared.store import acts
from shared.store.connection import HallFile
from tests.torture.world import SharedClock
with HallFile.open(Path(sys.argv[1]), device="other", clock=SharedClock(float(sys.argv[2]))) as file:
    for number in range(3):
        acts.issue(file, f"other {number}", acts.Order(("AB.1",)))
        acts.call_next(file, f"call {number}", "1")
"""


def _others(folder: Path, start: float) -> int:
    """Another program writes meanwhile, as soon as the file lets it; its exit code."""
    from tests.helpers.processes import python

    process = python(_OTHER, str(folder), str(start))
    process.communicate(timeout=60)
    return process.returncode


def _judge(folder: Path, step: int, answer: Any, others: int) -> list[str]:
    findings = world.judge(folder, [], 0.0, linear=False)
    wrong = [] if findings.sound() else [str(findings)]
    wrong += [] if others == 0 else ["the other program failed"]
    with HallFile.open(folder, device="judge", clock=world.SharedClock(0)) as file, file.reading() as db:
        done = db.execute("SELECT answer FROM requests WHERE id = 'the press'").fetchall()
        issued = db.execute("SELECT count(*) FROM events WHERE what = 'issued' AND device = 'here'").fetchone()[0]
    if isinstance(answer, Issued | Called):
        wrong += [] if len(done) == 1 and answer.label in done[0][0] else ["shown as done, but not in the file"]
    elif done:
        wrong.append(f"shown as not done ({answer!r}), but in the file")
    wrong += [] if issued == 2 + len(done) else [f"{issued} tickets of this program"]
    return [f"step {step}: {problem}" for problem in wrong]
