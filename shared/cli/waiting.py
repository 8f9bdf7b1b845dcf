"""A command that waits for the share says so: for what, since when, how to end it; and again when it goes on.

The command itself can do nothing while the operating system blocks it. A small thread asks the share meanwhile.
"""

import contextlib
import datetime
import os
import shutil
import sys
import threading
import time
from pathlib import Path

import click

from shared.store.engine import Engine
from shared.text.dates import clock_words
from shared.text.languages import ENGLISH
from shared.text.plain_sentences import at_terminal

BEGIN_SECONDS, EVERY_SECONDS = 2.0, 1.0
"""A command that ends sooner asks nothing; a longer one asks this often."""
UNANSWERED_SECONDS = 4.0
HELD_FAST_SECONDS = 5.0
"""This long inside one call that nothing can interrupt, on a share that answers."""
_NO_SHARE = (FileNotFoundError, NotADirectoryError, PermissionError)
"""The share answers: there is no such folder, or not for this user. The command itself reports that."""


class Watch:
    """The share of one folder, watched for one command."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: Engine | None = None
        self._asked_at: float | None = None
        self._refused = False
        self._told_at: float | None = None
        self._inside: tuple[object, float] = (None, 0.0)
        self._over = threading.Event()

    def begin(self) -> None:
        """From now on, until the command ends."""
        threading.Thread(target=self._ask, name="share-probe", daemon=True).start()
        threading.Thread(target=self._look, name="share-watch", daemon=True).start()

    def end(self) -> None:
        """The command has ended."""
        self._over.set()

    def use(self, file: Engine) -> None:
        """The command works with this file."""
        self._file = file

    def _ask(self) -> None:
        """The free space: no system answers that from its cache."""
        pause = BEGIN_SECONDS
        while not self._over.wait(pause):
            self._asked_at = time.monotonic()
            try:
                shutil.disk_usage(self._folder)
                self._refused = False
            except _NO_SHARE:
                self._refused = False
            except OSError:
                self._refused = True
            self._asked_at = None
            pause = EVERY_SECONDS

    def _look(self) -> None:
        pause = BEGIN_SECONDS
        while not self._over.wait(pause):
            self.tell(self._trouble())
            pause = EVERY_SECONDS

    def _trouble(self) -> str:
        """What the command waits for; empty if it does not wait."""
        now, asked = time.monotonic(), self._asked_at
        if self._refused or (asked is not None and now - asked > UNANSWERED_SECONDS):
            return f"the share with the hall's file, which does not answer ({self._folder})"
        if self._file is not None and self._file.truth_since is not None:
            return "the share, to learn whether the act was done when it went away"
        if now - self._held_since(now) > HELD_FAST_SECONDS:
            return f"the operating system, which blocks it in a call on a file (the hall is in {self._folder})"
        return ""

    def _held_since(self, now: float) -> float:
        """Since when the command has been inside one call that nothing interrupts; ``now`` when it is not."""
        place = _place_of_main() if _is_main_held() else None
        if place is None or place != self._inside[0]:
            self._inside = (place, now)
        return self._inside[1]

    def tell(self, trouble: str) -> None:
        """One line when the waiting begins, one when it ends."""
        if trouble and self._told_at is None:
            self._told_at = time.monotonic()
            since = clock_words(datetime.datetime.now(), ENGLISH, seconds=True)
            told = at_terminal(f"{since} waiting for {trouble}. It goes on by itself; Ctrl-C ends it.")
            click.echo(f"antrean: {told}", err=True)
        elif not trouble and self._told_at is not None:
            lasted = time.monotonic() - self._told_at
            self._told_at = None
            told = at_terminal(f"It goes on after {lasted:.0f} s.")
            click.echo(f"antrean: {told}", err=True)


def _place_of_main() -> object:
    """Where in its code the command is; the same place twice may still be two calls."""
    frames = sys._current_frames()  # pyright: ignore[reportPrivateUsage] - documented, no other way
    frame = frames.get(threading.main_thread().ident or 0)
    return None if frame is None else (id(frame), frame.f_lasti)


def _is_main_held() -> bool:
    """Whether the system says that nothing interrupts what the command does now (state D)."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/self/task/{os.getpid()}/stat").read_text()
        return told.rpartition(")")[2].split()[0] == "D"
    return False


_watches: dict[Path, Watch] = {}


def watch(folder: Path) -> Watch:
    """The watch over the share of that folder, begun with its first mention in this command."""
    if folder not in _watches:
        _watches[folder] = Watch(folder)
        _watches[folder].begin()
        context = click.get_current_context(silent=True)
        if context is not None:
            context.find_root().call_on_close(lambda: _watches.pop(folder).end())
    return _watches[folder]
