"""Whether the hall's file can be reached, and since when; its words are in ``shared.text.share_words``."""

from dataclasses import dataclass

from shared.domain.words import Instant, Text
from shared.faults import EnvironmentFault, Kind
from shared.store.hall_faults import Held
from shared.text.dates import wall_clock
from shared.text.share_words import held_words, share_words

REFUSING = frozenset({Kind.FULL, Kind.READ_ONLY})
"""The share answers, and takes no writes."""
LATE = frozenset({Kind.BUSY, Kind.SLOW})
"""One use of the file failed; the next one may do."""
LOST = frozenset(
    {
        Kind.GONE,
        Kind.HELD,
        Kind.CORRUPT,
        Kind.NEWER_SCHEMA,
        Kind.NO_HALL,
        Kind.WRONG_HALL,
        Kind.UNSAFE_SHARE,
        Kind.READ_ONLY,
        Kind.PRETENDED,
    }
)
"""The file cannot be used. The kinds in none of these (a wrong clock, a printer, a bug) say nothing about the share."""


@dataclass(frozen=True, slots=True)
class ShareState:
    """The state of the share. ``ok`` with a kind (busy, slow) means: it works, but the screen should say so.

    Attributes:
        ok: Whether acts reach the file.
        kind: What is wrong; None if nothing is.
        since: Since when it has been like this, by this PC's clock.
        sentence: For the screen.
    """

    ok: bool
    kind: Kind | None
    since: Instant
    sentence: Text


def share_state(ok: bool, kind: Kind | None, since: Instant, sentence: Text | None = None) -> ShareState:
    """The state in the words of its kind, unless it has words of its own."""
    return ShareState(ok, kind, since, sentence or share_words(kind))


def of_fault(fault: EnvironmentFault, now: Instant) -> ShareState:
    """The file cannot be used: the state for a fault."""
    since = fault.since if isinstance(fault, Held) else now
    return ShareState(False, fault.kind, since, sentence(fault))


def sentence(fault: EnvironmentFault) -> Text:
    """The sentence for a fault of the share, the same on every screen."""
    if isinstance(fault, Held):
        return held_words(wall_clock(fault.since, fault.zone))
    return share_words(fault.kind)
