"""This PC's clock against the share's: compared at the start and now and then, told to screens, staff and log.

If it is off by more than is tolerated, the PC uses the share's time. But a share that is behind the open day, or whose
clock two other PCs and this one contradict by the same amount, is wrong itself; then each PC uses its own.
"""

import datetime
import logging
import time
from collections.abc import Callable, Iterable

from shared.clock import TOLERATED_MS, HallClock, machine_clock
from shared.domain.calendar import business_day
from shared.domain.words import Instant, Text
from shared.faults import EnvironmentFault, Kind
from shared.store.acts.interruptions import note
from shared.store.engine import Engine
from shared.store.live_program import LiveProgram, this_pc
from shared.store.record.clock_guard import clock_trouble
from shared.store.record.events import CLOCK_AHEAD
from shared.store.record.transaction import new_request
from shared.text.languages import ENGLISH, pick
from shared.text.share_words import clock_difference_words

_log = logging.getLogger("antrean.store")
SECONDS = 600.0
SECONDS_IN_DOUBT = 30.0
"""This often while the clocks differ, so that the person who sets one of them soon sees the result."""
_ALLIES = 2
"""This many other PCs have to contradict the share's clock as this one does, before the share counts as wrong."""
_FIRST_YEAR = 2020
"""No hall can be in an earlier year: a server without a battery starts in 1970, 2000 or 2010."""


def compare(file: Engine, others: Callable[[], Iterable[LiveProgram]] | None = None) -> int | None:
    """Compare this PC's clock with the share's: how far it is ahead in milliseconds, None if no file can be made there.

    From then on the file's clock uses the share's if the two differ too much. ``others`` are the programs in the hall;
    they are read if needed and not given.
    """
    try:
        ahead = file.skew_ms()
    except OSError:
        return None
    clock = file.clock
    if isinstance(clock, HallClock):
        near = abs(ahead) <= TOLERATED_MS
        if near or _is_heeded(file, ahead, others or file.live_programs):
            clock.learn(ahead)
        else:
            clock.doubt_share()
    return ahead


def _is_heeded(file: Engine, ahead: int, others: Callable[[], Iterable[LiveProgram]]) -> bool:
    """Whether the share's clock, this far behind this PC's, is the better one."""
    there = Instant(machine_clock() - ahead)
    if datetime.datetime.fromtimestamp(there / 1000, datetime.UTC).year < _FIRST_YEAR:
        return False
    with file.reading() as db:
        hall, last = file.hall(db), file.pulse(db)["day"]
    if last is not None and business_day(hall, there) < datetime.date.fromisoformat(last):
        return False
    return not is_outvoted(ahead, others())


def is_outvoted(ahead: int, others: Iterable[LiveProgram]) -> bool:
    """Whether the other PCs contradict the share's clock as this one does, rather than agree with it."""
    here = this_pc()
    skews = {one.pc: one.skew_ms for one in others if one.locked and one.skew_ms is not None and one.pc != here}
    with_me = sum(abs(skew - ahead) <= TOLERATED_MS for skew in skews.values())
    with_share = sum(abs(skew) <= TOLERATED_MS for skew in skews.values())
    return with_me >= _ALLIES and with_me > with_share


def words(file: Engine) -> Text | None:
    """What the person at this PC is told about its clock; None if nothing is wrong."""
    clock, kind = file.clock, clock_trouble(file.learned, file.clock)
    if kind is None or not isinstance(clock, HallClock):
        return None
    return clock_difference_words(clock.ahead_ms, stops=kind is Kind.CLOCK)


def tell(file: Engine, request: str) -> None:
    """One line in the log and one message to the staff: what is wrong with this PC's clock, or that it is right again.

    A message with the same request id is not written twice.
    """
    clock, kind = file.clock, clock_trouble(file.learned, file.clock)
    ahead = clock.ahead_ms if isinstance(clock, HallClock) else 0
    told = pick(words(file), ENGLISH) or "This PC's clock is right again."
    _log.warning("%s", told)
    try:
        note(file, request, told, data={CLOCK_AHEAD: ahead, "clock": kind})
    except EnvironmentFault as fault:
        _log.warning("the staff could not be told of this PC's clock: %s", fault.sentence)


class ClockWatch:
    """Kept by the store's thread while the file is open.

    Attributes:
        kind: what is wrong with this PC's clock (SKEW, CLOCK); None when nothing is.
        ahead_ms: how far it is ahead of the share's, as last measured; None before that.
    """

    def __init__(self, file: Engine) -> None:
        self.kind: Kind | None = None
        self.ahead_ms: int | None = None
        self._file = file
        self._due = 0.0

    def look(self, others: Callable[[], Iterable[LiveProgram]]) -> None:
        """Compare the clocks when it is due, or when this PC's was set meanwhile; tell staff and log what changed."""
        now = time.monotonic()
        if now >= self._due or self._trouble() is not self.kind:
            ahead = compare(self._file, others)
            self.ahead_ms = self.ahead_ms if ahead is None else ahead
            self._due = now + (SECONDS if self._trouble() is None else SECONDS_IN_DOUBT)
        kind = self._trouble()
        if kind is not self.kind:
            self.kind = kind
            tell(self._file, new_request())

    def words(self) -> Text | None:
        """What the person in front of this PC is told."""
        return words(self._file)

    def _trouble(self) -> Kind | None:
        return clock_trouble(self._file.learned, self._file.clock)
