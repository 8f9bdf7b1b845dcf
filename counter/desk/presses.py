"""One press, one request id: what keeps a double press, a held key or an impatient officer from acting twice.

Pure: the monotonic clock is passed in. A press is *under way* until the file has answered. The same act
pressed again while it is under way, or within ``SAME_PRESS_SECONDS`` of the press that was just answered, is
the same press. A press whose answer never came keeps its request id: pressing again asks the file the same
question, and the file answers what it did, until a fresh look at the file has shown what is true.
"""

from collections.abc import Callable
from dataclasses import dataclass

from counter.desk.acts import Act

SAME_PRESS_SECONDS = 0.7
"""Two presses of one button this close are one press: a double click, a bouncing key."""

SLOW_SECONDS = 1.0
"""An answer that takes longer is called slow, in words."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press of one button, from the finger to the file's answer.

    Attributes:
        act: what was pressed.
        request: the id that the file remembers it by.
        label: the number it was meant for, or None (next, break ...).
        begun: monotonic seconds.
        seen: the number that the officer's screen showed at the counter, empty for nobody.
    """

    act: Act
    request: str
    label: str | None
    begun: float
    seen: str = ""


class Presses:
    """The presses of this bar: at most one under way, the last of each act, and those without an answer."""

    def __init__(self, monotonic: Callable[[], float], new_request: Callable[[], str]) -> None:
        self._monotonic = monotonic
        self._new_request = new_request
        self._last: dict[Act, float] = {}
        self._unanswered: dict[tuple[Act, str | None], str] = {}
        self.under_way: Press | None = None

    def begin(self, act: Act, label: str | None, seen: str = "") -> Press | None:
        """A new press, or None if it is not a new one."""
        now = self._monotonic()
        last = self._last.get(act)
        if self.under_way is not None or (last is not None and now - last < SAME_PRESS_SECONDS):
            return None
        request = self._unanswered.get((act, label)) or self._new_request()
        self._last[act] = now
        self.under_way = Press(act, request, label, now, seen)
        return self.under_way

    def answered(self, press: Press) -> bool:
        """The file said yes or no. False when that press was given up before."""
        self._unanswered.pop((press.act, press.label), None)
        return self._end(press)

    def unanswered(self, press: Press) -> bool:
        """No answer came: nobody knows whether it was done. False when that press was given up before."""
        self._unanswered[press.act, press.label] = press.request
        return self._end(press)

    def asks_back(self, act: Act) -> None:
        """The officer is asked something: the answer is a press of its own, however soon it comes."""
        self._last.pop(act, None)

    def truth_seen(self) -> None:
        """The file was read again: what the officer sees is true, so the next press is a new one."""
        self._unanswered.clear()

    def _end(self, press: Press) -> bool:
        if self.under_way is not press:
            return False
        self.under_way = None
        return True
