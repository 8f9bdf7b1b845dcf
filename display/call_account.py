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
    """One call on this screen; None where that did not happen (yet)."""

    call: int
    noticed_at: Instant | None = None
    shown_at: Instant | None = None
    spoken_at: Instant | None = None


class CallAccount:
    """The calls of this screen, the latest last."""

    def __init__(self) -> None:
        self._latest: OrderedDict[int, Accounted] = OrderedDict()
        self._open: OrderedDict[int, Accounted] = OrderedDict()

    @property
    def latest(self) -> tuple[Accounted, ...]:
        """The last few calls."""
        return tuple(self._latest.values())

    def noticed(self, call: int, at: Instant) -> None:
        """The call's event came; its first time counts."""
        known = self._of(call)
        if known.noticed_at is None:
            self._keep(replace(known, noticed_at=at))

    def shown(self, call: int, at: Instant) -> None:
        """The call was painted; its first time counts."""
        known = self._of(call)
        if known.shown_at is None:
            self._keep(replace(known, shown_at=at))

    def spoken(self, call: int, at: Instant) -> None:
        """The first word of the call is heard; the last time counts, as for a call that is repeated."""
        known = self._of(call)
        self._keep(replace(known, spoken_at=at))

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
