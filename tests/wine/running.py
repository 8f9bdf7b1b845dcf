"""One of the three programs as a window under wine, with a hand at it."""

import contextlib
import json
import os
import select
import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.screen import Screen, screen

PROGRAMS = {  # the screen, a name that stands on its page (the display's: its running text), what else it is told
    "kiosk": ("1080x1920", "welcome", ["--kiosk", "K1", "--renderer", "software"]),
    "counter": ("1366x768", "next", ["--counter", "1", "--officer", "Sari"]),
    "display": ("1920x1080", "band", ["--display", "D1", "--no-sound", "--renderer", "software"]),
}


_ANSWER_SECONDS = 90
"""A hand that gets no answer for so long has lost it: wine's pipes forget an order now and then. The writer stands
still, the program idles in its loop and answers another hand at once.
"""
_TIMES = 4


class Running:
    """The program, its screen, and the door by which its orders come."""

    def __init__(self, seen: Screen, process: "subprocess.Popen[str]", door: str, around: Mapping[str, str]) -> None:
        self.seen, self.process, self.door, self.around = seen, process, door, around
        self._hand = self._new_hand()

    def reach(self) -> None:
        """Another hand: the program behind the door is a new one."""
        self.let_go()
        self._hand = self._new_hand()

    def let_go(self) -> None:
        """End the hand."""
        self._hand.kill()
        for stream in (self._hand.stdin, self._hand.stdout, self._hand.stderr):
            with contextlib.suppress(OSError):  # an order that nobody took
                if stream is not None:
                    stream.close()
        self._hand.wait()

    def _new_hand(self) -> "subprocess.Popen[str]":
        return bed.start(["-m", "tests.wine.hand", self.door], self.around)

    def tell(self, **order: str) -> None:
        """Give an order; nothing is read."""
        assert self._hand.stdin is not None
        self._hand.stdin.write(json.dumps(order) + "\n")
        self._hand.stdin.flush()

    def ask(self, **order: str) -> dict[str, Any]:
        """Give an order; its answer, which is empty when the hand came away: there is another one then."""
        assert self._hand.stdout is not None
        with contextlib.suppress(OSError):
            self.tell(**order)
            ready, _, _ = select.select([self._hand.stdout], [], [], _ANSWER_SECONDS)
            if ready and (answer := self._hand.stdout.readline()):
                return json.loads(answer)
        self.reach()
        return {}

    def sees(self, name: str) -> bool:
        """Whether something of that name is on its page."""
        names: Any = self.ask(do="names").get("names") or []
        return any(str(one["name"]).startswith(name) for one in names)

    def until_shown(self, name: str) -> None:
        """Wait for something of that name."""
        wait_for(lambda: self.sees(name), name, 300)

    def until_painted(self) -> None:
        """Wait until the whole page can be seen."""
        wait_for(self.seen.is_painted, "the page", 600)

    def leave(self) -> int:
        """End it in order; its exit code."""
        for _ in range(_TIMES):
            with contextlib.suppress(OSError):
                self.tell(do="quit")
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self.process.wait(_ANSWER_SECONDS)
            self.reach()
        raise AssertionError("it does not end")


@contextlib.contextmanager
def running(
    folder: Path, program: str, around: Mapping[str, str], *more: str, starter: Sequence[object] = ("-m", "shared.cli"),
    executable: Path | None = None,
) -> Generator[Running]:  # fmt: skip
    """The program on a screen of its own, in the prefix that ``around`` names; ended at the end if it was not left."""
    size, _, told = PROGRAMS[program]
    with screen(folder / f"screen-{time.monotonic_ns()}", size) as seen, contextlib.ExitStack() as stack:
        there = {**around, "DISPLAY": seen.display}
        door = f"antrean-wine-{os.getpid()}-{time.monotonic_ns()}"
        line = [*starter, program, *told, *more, "--drive", door]
        process = stack.enter_context(bed.start(line, there, program=executable))
        stack.callback(process.kill)
        it = Running(seen, process, door, there)
        stack.callback(it.let_go)
        yield it
