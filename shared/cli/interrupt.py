"""Ctrl-C ends a command also while the operating system holds it fast in a call on a share that does not answer.

Python runs its own handler between two of its steps only, and a thread inside such a call takes none for minutes. The
interpreter's wake-up descriptor hears the signal at once; a small thread gives the handler its chance, then ends the
process. That is as safe as pulling the plug: the next one to open the file rolls back what was half done.
"""

import os
import signal
import socket
import sys
import threading
from types import FrameType

SECONDS = 2.0
_heeded = threading.Event()


def watch() -> None:
    """Begin; once, on the main thread. Who started us so that Ctrl-C is not heeded is obeyed."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    ears, mouth = socket.socketpair()
    mouth.setblocking(False)
    signal.signal(signal.SIGINT, _interrupted)
    signal.set_wakeup_fd(mouth.detach(), warn_on_full_buffer=False)
    threading.Thread(target=_listen, args=(ears,), name="interrupt", daemon=True).start()


def _interrupted(number: int, frame: FrameType | None) -> None:
    _heeded.set()
    signal.default_int_handler(number, frame)


def _listen(ears: socket.socket) -> None:
    while True:
        asked = ears.recv(1)[0] == signal.SIGINT
        if asked and not _heeded.wait(SECONDS) and signal.getsignal(signal.SIGINT) is _interrupted:
            sys.stderr.write(
                "antrean: Ended while the share did not answer.\n"
                "  Whether the act was done shows when the share is back: see `antrean state`.\n"
            )
            sys.stderr.flush()
            os._exit(130)
        _heeded.clear()
