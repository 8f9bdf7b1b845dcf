"""Ctrl-C under Windows ends a command in time, even while a call on the share blocks it.

Windows cannot fork, so the command is its own process here. Python notes Ctrl-C and acts when the main thread comes
back to it; Windows tells it on a thread of its own, which looks whether the main thread moves, and ends the process if
it does not.
"""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from shared.win32.kernel import DWORD, kernel32

_LOOK = 0.1
_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, DWORD)
_kept: list[Any] = []


def end_in_time(seconds: float, say: Callable[[], None]) -> None:
    """From now on: after Ctrl-C a main thread that stands still for that long is ended, with code 130."""

    def told(_event: int) -> int:
        threading.Thread(target=_watch, args=(seconds, say), daemon=True).start()
        return 0  # and now Python's own

    handler = _HANDLER(told)
    _kept.append(handler)
    kernel32.SetConsoleCtrlHandler(handler, True)


def _watch(seconds: float, say: Callable[[], None]) -> None:
    place, since = _place(), time.monotonic()
    while time.monotonic() - since < seconds:
        time.sleep(_LOOK)
        if (now := _place()) != place:
            place, since = now, time.monotonic()
    say()
    os._exit(130)


def _place() -> object:
    """Where in its code the main thread is."""
    frames = sys._current_frames()  # pyright: ignore[reportPrivateUsage] - documented, no other way
    frame = frames.get(threading.main_thread().ident or 0)
    return None if frame is None else (id(frame), frame.f_lasti)
