"""What became of each call on this screen: when it was painted, when it was spoken. Pure; time is passed in.

The latest go into the screen's report each second; all of them are handed out in batches for the hall's file, and kept
until it has them.
"""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, replace

from shared.domain.words import Instant

LATEST = 24
MOST = 2000
"""Calls that wait for the hall's file at most: a day with the share gone."""


@dataclass(frozen=True, slots=True)
class Accounted:
    """One call on this screen; None where that did not happen (yet).

    ``shown_ms`` and ``spoken_ms``: how late at most, judged by this PC's steady clock alone; None if it cannot be told.
    """

    call: int
    noticed_at: Instant | None = None
    shown_at: Instant | None = None
    spoken_at: Instant | None = None
    shown_ms: int | None = None
    spoken_ms: int | None = None


@dataclass(slots=True)
class _Called:
    """When a call was surely not in the file yet, on the steady clock: at first, and before it was last called out."""

    first: int | None
    last: int | None
    answered: bool = False


class CallAccount:
    """The calls of this screen, the latest last."""

    def __init__(self) -> None:
        self._latest: OrderedDict[int, Accounted] = OrderedDict()
        self._open: OrderedDict[int, Accounted] = OrderedDict()
        self._called: OrderedDict[int, _Called] = OrderedDict()

    @property
    def latest(self) -> tuple[Accounted, ...]:
        """The last few calls."""
        return tuple(self._latest.values())

    def called(self, call: int, absent_at: int | None) -> None:
        """It was called out, for the first time or again, after ``absent_at`` on the steady clock (None: unknown)."""
        known = self._called.get(call)
        self._called[call] = _Called(known.first if known else absent_at, absent_at)
        self._called.move_to_end(call)
        if len(self._called) > MOST:
            self._called.popitem(last=False)

    def noticed(self, call: int, at: Instant) -> None:
        """The call's event came; its first time counts."""
        known = self._of(call)
        if known.noticed_at is None:
            self._keep(replace(known, noticed_at=at))

    def shown(self, call: int, at: Instant, steady: int) -> None:
        """The call was painted; its first time counts."""
        known, called = self._of(call), self._called.get(call)
        if known.shown_at is None:
            late = None if called is None or called.first is None else steady - called.first
            self._keep(replace(known, shown_at=at, shown_ms=late))

    def spoken(self, call: int, at: Instant, steady: int) -> None:
        """The first word of the call is heard; the last time counts, as for a call that is repeated.

        How late it is counts for the first sentence after it was called out, not for a repetition that was planned.
        """
        known, called = self._of(call), self._called.get(call)
        late = known.spoken_ms
        if called is not None and not called.answered:
            called.answered = True
            late = None if called.last is None else steady - called.last
        self._keep(replace(known, spoken_at=at, spoken_ms=late))

    def only(self, due: Collection[int]) -> None:
        """Other calls than these need not be shown any more."""
        for call in [one.call for one in self._latest.values() if not one.shown_at and one.call not in due]:
            del self._latest[call]

    def batch(self) -> tuple[Accounted, ...]:
        """What the hall's file does not have yet."""
        return tuple(self._open.values())

    def kept(self, batch: tuple[Accounted, ...]) -> None:
        """The hall's file has these."""
        for one in batch:
            if self._open.get(one.call) == one:
                del self._open[one.call]

    def _of(self, call: int) -> Accounted:
        return self._open.get(call) or self._latest.get(call) or Accounted(call)

    def _keep(self, one: Accounted) -> None:
        for book, most in ((self._latest, LATEST), (self._open, MOST)):
            book[one.call] = one
            book.move_to_end(one.call)
            if len(book) > most:
                book.popitem(last=False)
