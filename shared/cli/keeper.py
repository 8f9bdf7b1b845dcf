"""Keeps a screen program running: started again at once when it was killed, has crashed, or its screen hangs.

It speaks the service manager's protocol to its program (``shared.qt.watchdog``), which is how it knows that the
screen's thread still works, and ends with the program when that was left on purpose. On Linux it has loaded the
program's modules itself and begins each life by a fork: a fifth of the work of a fresh start, also on a busy PC. It
makes no Qt object and no thread, so there is hardly anything in it that could fail.
"""

import contextlib
import gc
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from types import FrameType
from typing import NoReturn, Protocol

from shared import launcher, tether
from shared.win32 import job, watchdog_address

ON_PURPOSE = frozenset({0, 2})
"""Left with the PIN or by a signal; or started with a command line that will not become right by itself."""
HANGS_SECONDS = 20.0
"""So long without a sign of life, and the program is killed."""
BEGINS_SECONDS = 90.0
"""Time until its first sign: a PC that has just been switched on is slow."""
RESTS = (0.0, 0.5, 1.0, 2.0)
"""Seconds before it is started again, by how often it died soon after its start; the last one is repeated."""
_SOUND_LIFE = 30.0
_LOOK = 0.2
_ENDS_SECONDS = 10.0
_KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
"""Windows ends a program at once, whichever it is told."""
_log = logging.getLogger("antrean.keeper")


class Life(Protocol):
    """One running program."""

    def poll(self) -> int | None:
        """Its exit code, below 0 for a signal; None while it runs."""
        ...

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""
        ...


Begin = Callable[[dict[str, str]], Life]
"""Starts the program with these additions to its environment."""


def command(arguments: Sequence[str]) -> Begin:
    """A program as a command of its own."""

    def begin(more: dict[str, str]) -> Life:
        around = {**os.environ, **more}
        if sys.platform == "win32":
            job.end_with_this_process()
            return subprocess.Popen(arguments, env=around, creationflags=subprocess.CREATE_NO_WINDOW)
        bound = tether.to_this_process()
        return subprocess.Popen(arguments, env=around, preexec_fn=bound)  # noqa: PLW1509 - no threads

    return begin


def forked(run: Callable[[], int]) -> Begin:
    """A program as a fork of this process, which has loaded its modules; Linux alone, and without threads here."""
    gc.freeze()  # what is loaded stays shared between the lives

    def begin(more: dict[str, str]) -> Life:
        starter = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            _live(run, more, starter)
        return _Fork(pid)

    return begin


def _live(run: Callable[[], int], more: dict[str, str], starter: int) -> NoReturn:
    """In the fork: the program, and nothing of the keeper."""
    code = 1
    try:
        tether.end_with_parent(starter)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.environ.update(more)
        code = run()
    except BaseException as error:  # noqa: BLE001 - whatever it was, this process ends here
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


class _Fork:
    """A forked program, as ``subprocess`` would show it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """See :class:`Life`."""
        if self._code is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code

    def send_signal(self, sig: int) -> None:
        """See :class:`Life`."""
        if self.poll() is None:
            os.kill(self._pid, sig)


def keep(begin: Begin, *, hangs: float = HANGS_SECONDS) -> int:
    """Run a program until it is left on purpose; its exit code. The first start may fail with 3 (no usable hall)."""
    with _told_to_end() as ending, _listening() as (address, heard):
        watched = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": str(int(hangs * 1_000_000))} if heard is not None else {}
        deaths, ever_ready = 0, False
        while True:
            begun = time.monotonic()
            code, ready = _watch(begin(watched), heard, ending, hangs)
            ever_ready = ever_ready or ready
            if ending() or code in ON_PURPOSE or (code == 3 and not ever_ready):
                return max(code, 0)
            if launcher.wants_another_start(code):
                return launcher.start_again(sys.argv[1:])
            deaths = 0 if time.monotonic() - begun > _SOUND_LIFE else deaths + 1
            _log.warning("the program ended with %s; it is started again", code)
            time.sleep(RESTS[min(deaths, len(RESTS) - 1)])


def _watch(life: Life, heard: socket.socket | None, ending: Callable[[], bool], hangs: float) -> tuple[int, bool]:
    """One life to its end: the exit code, and whether its screen was ever shown."""
    ready, until = False, time.monotonic() + BEGINS_SECONDS
    while (code := life.poll()) is None:
        if ending():
            return _ended(life), ready
        if _sign(heard):
            ready, until = True, time.monotonic() + hangs
        elif heard is not None and time.monotonic() > until:
            _log.warning("the program gives no sign of life; it is killed")
            life.send_signal(_KILL)
            until = time.monotonic() + hangs
    return code, ready


def _sign(heard: socket.socket | None) -> bool:
    """Whether the program gave a sign of life within a moment."""
    if heard is None:
        time.sleep(_LOOK)
        return False
    try:
        return bool(heard.recv(4096))
    except OSError:  # nothing came in time
        return False


def _ended(life: Life) -> int:
    """The service manager or a person ends it: the program closes in order, or is killed."""
    life.send_signal(signal.SIGTERM)
    until = time.monotonic() + _ENDS_SECONDS
    killed = False
    while (code := life.poll()) is None:
        if not killed and time.monotonic() > until:
            life.send_signal(_KILL)
            killed = True
        time.sleep(0.02)
    return code


@contextlib.contextmanager
def _listening() -> Generator[tuple[str, socket.socket | None]]:
    """Where the program's signs of life arrive: a socket of this PC, which under Windows has a port and no name."""
    if sys.platform != "linux":
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as heard:
            heard.bind(("127.0.0.1", 0))
            heard.settimeout(_LOOK)
            yield f"{watchdog_address.ON_THIS_PC}{heard.getsockname()[1]}", heard
        return
    name = f"antrean-keeper-{os.getpid()}-{secrets.token_hex(4)}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(f"\0{name}")  # an abstract name: nothing lies on the disk
        heard.settimeout(_LOOK)
        yield f"@{name}", heard


@contextlib.contextmanager
def _told_to_end() -> Generator[Callable[[], bool]]:
    """Whether a signal asked this process to end."""
    told: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(told)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
