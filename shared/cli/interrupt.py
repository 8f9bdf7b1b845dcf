"""Ctrl-C and SIGTERM end a command within two seconds, even while the operating system blocks it.

A thread inside a call on a share that does not answer gets no signal, and a process with such a thread may not even end
when it is killed. So a command does its work in a second process. The first one never touches the share: it waits,
receives every signal, passes it on, and ends when the time is over. A process that remains ends as soon as the system's
call returns. That is as safe as a power cut: the next program to open the file undoes what was half done.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from shared import tether
from shared.text.plain_lines import at_terminal as told
from shared.win32 import ctrl_c

SECONDS = 1.5
_LONGEST = 15.0
"""Time for a command that received the signal and ends the programs that it started."""


def guarded(work: Callable[[], int]) -> int:
    """The exit code of ``work``, done in a process of its own; once, on the main thread, with no other one running."""
    if sys.platform == "win32":
        ctrl_c.end_in_time(SECONDS, _say_given_up)
    if sys.platform != "linux":
        return work()
    asks = {number for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if not _is_ignored(number)}
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {*asks, signal.SIGCHLD})
    heard, hears = os.pipe()
    starter = os.getpid()
    child = os.fork()
    if child != 0:
        os.close(hears)
        os.set_blocking(heard, False)
        _end_as(_Guard(child, heard, asks).wait())
    os.close(heard)
    _work_alone(starter, hears, interrupted=signal.SIGINT in asks)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return work()


def _is_ignored(number: int) -> bool:
    """A signal that our parent told us to ignore stays ignored."""
    return signal.getsignal(number) is signal.SIG_IGN


def _work_alone(starter: int, hears: int, *, interrupted: bool) -> None:
    """In the new process: it never outlives the first one, and reacts to Ctrl-C once.

    A terminal gives the signal to both processes, and the other one passes it on.
    """

    def heed(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, lambda _number, _frame: None)
        os.write(hears, b"!")
        signal.default_int_handler(number, frame)

    tether.end_with_parent(starter)
    if interrupted:
        signal.signal(signal.SIGINT, heed)


def _end_as(status: int) -> NoReturn:
    """End as the other process did: with its code, or by its signal."""
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        with contextlib.suppress(OSError):  # SIGKILL cannot be set
            signal.signal(-code, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {-code})
        os.kill(os.getpid(), -code)
    os._exit(code if code >= 0 else 128 - code)


class _Guard:
    """Waits for the process that works."""

    def __init__(self, child: int, heard: int, asks: set[signal.Signals]) -> None:
        self._child, self._heard = child, heard
        self._signals = {*asks, signal.SIGCHLD}
        self._asked: int | None = None
        self._asked_at = 0.0
        self._has_heard = False

    def wait(self) -> int:
        """How it ended, as ``waitpid`` says it; it is killed if it did not end within the time."""
        while True:
            ended, status = os.waitpid(self._child, os.WNOHANG)
            if ended:
                return status
            if self._asked is not None and self._is_over():
                return self._give_up(self._asked)
            self._listen()

    def _listen(self) -> None:
        """Wait for a signal, or for the end of its time."""
        asked = self._asked is not None
        got = signal.sigtimedwait(self._signals, 0.1) if asked else signal.sigwaitinfo(self._signals)
        if got is None or got.si_signo == signal.SIGCHLD:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, got.si_signo)
        if self._asked is None:
            self._asked, self._asked_at = got.si_signo, time.monotonic()

    def _is_over(self) -> bool:
        lasted = time.monotonic() - self._asked_at
        if lasted < SECONDS:
            return False
        return lasted > _LONGEST or not self._heeds() or self._is_held_fast()

    def _heeds(self) -> bool:
        """Whether it reacts to the signal: a process that is blocked by the system does not."""
        with contextlib.suppress(BlockingIOError):
            self._has_heard = self._has_heard or os.read(self._heard, 1) != b""
        return self._has_heard

    def _is_held_fast(self) -> bool:
        """Whether one of its threads is inside a call that nothing interrupts (state D)."""
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{self._child}/task").iterdir():
                if (thread / "stat").read_text().rpartition(")")[2].split()[0] == "D":
                    return True
        return False

    def _give_up(self, asked: int) -> int:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        _say_given_up()
        return 130 << 8 if asked == signal.SIGINT else asked


def _say_given_up() -> None:
    ended = told("Ended while the operating system blocked it in a call on the share.")
    remedy = told("Whether the act was done can be seen when the share is back: see `antrean state`.")
    os.write(
        2,
        f"antrean: {ended}\n  {remedy}\n".encode(),
    )
