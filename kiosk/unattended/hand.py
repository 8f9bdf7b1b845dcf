"""What touches tell of the hand that makes them: one that reads rests for a moment, one that taps at random does not.

A number that nobody read is told from one that a visitor walks away with by three signs:

- *unread*: in all the time that the number stood there, the hand never rested for a second and a half;
- *aimless*: touches came one after the other, without four seconds of rest, from before the number until after it was
  left, and on the way to it, on its page, several of them met nothing that can be touched. A visitor may do one of
  these things; all of them together only a hand that plays does;
- *deserted*: thirty touches without a rest, some of them on nothing, led to it, and its page was not touched again.

A trembling hand comes down several times where it means one touch, and beside the key: it needs a dozen touches to a
number, not thirty, and when it has left the number it stops.
"""

from collections.abc import Callable
from enum import StrEnum

from shared.clock import steady_ms

HASTE_MS = 1500
"""Nobody reads a number in less."""
RUN_MS = 4000
"""Touches with longer rests between them are no run: whoever rests so long may have read."""
ASTRAY = 3
"""So many touches that met nothing, before the number and again on its page, are no visitor's."""
STORM = 30
"""Touches without a rest in which the pages between could be read."""
DESERTED_MS = 10_000
GOES_ON = 8
"""Touches after the number: a finger that trembles on the last key is none that goes on."""


class Attention(StrEnum):
    """Whether the number that was left has been read."""

    READ = "read"
    UNREAD = "unread"
    AIMLESS = "aimless"  # unread, if the run of touches goes on


class Hand:
    """The touches of whoever stands at the kiosk.

    Attributes:
        haste_ms: how long a number has to be looked at; 0 where keys are pressed quicker than people can (tests).
        steady: the clock, in milliseconds.
    """

    def __init__(self, steady: Callable[[], int] = steady_ms) -> None:
        self.haste_ms = HASTE_MS
        self.steady = steady
        self._last = 0  # touch
        self._astray = 0  # in this run
        self._before = 0  # of these, before the number
        self._hasty = self._hasty_astray = 0  # touches without a rest for reading
        self._stormy = False  # such led to the number
        self._shown: int | None = None
        self._since = 0  # the hand rests
        self._rested = 0  # longest, since the number is there

    def touched(self) -> bool:
        """A finger came down; answers whether it goes on with a run of touches."""
        now = self.steady()
        goes_on = now - self._last < RUN_MS
        if not goes_on:
            self._astray = self._before = 0
        if now - self._last >= self.haste_ms:
            self._hasty = self._hasty_astray = 0
        self._hasty += 1
        self._last = now
        self._rest_ends(now)
        return goes_on

    def met_nothing(self) -> None:
        """What was touched last is nothing that can be touched."""
        self._astray += 1
        self._hasty_astray += 1

    def shown(self) -> None:
        """A number stands on the screen."""
        self._shown = self._since = self.steady()
        self._rested, self._before = 0, self._astray
        self._stormy = self._hasty >= STORM and self._hasty_astray >= ASTRAY

    def left(self) -> Attention:
        """The number's page is gone."""
        if self._shown is None:
            return Attention.READ
        now = self.steady()
        deserted = self._stormy and now - self._since >= DESERTED_MS
        self._rest_ends(now)
        self._shown = None
        if self._rested < self.haste_ms or deserted:
            return Attention.UNREAD
        astray = min(self._before, self._astray - self._before)
        return Attention.AIMLESS if self._rested < RUN_MS and astray >= ASTRAY else Attention.READ

    def _rest_ends(self, now: int) -> None:
        if self._shown is not None:
            self._rested = max(self._rested, now - self._since)
            self._since = now
