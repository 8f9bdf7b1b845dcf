"""One touch as a visitor leaves: four faces, perhaps one of five reasons. Counted by the hour, never by the ticket.

It is the hall's daily pulse and no survey: the Ministry's index (``skm``) is never computed from it.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shared.domain.rounding import half_up


class Face(StrEnum):
    """The four faces, best first. There is none half way."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    POOR = "poor"
    BAD = "bad"


class Cause(StrEnum):
    """What it was about most: the five that can be named with one more touch."""

    WAIT = "wait"
    STAFF = "staff"
    CLARITY = "clarity"
    RESULT = "result"
    PLACE = "place"


class Where(StrEnum):
    """Where it was given: at a counter, of the service there, or at an exit kiosk, of the hall."""

    COUNTER = "counter"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class Rating:
    """One touch: everything that is kept of it. ``service`` and ``agency`` are empty at an exit."""

    day: str
    hour: int
    zone: str
    channel: Where
    face: Face
    service: str = ""
    agency: str = ""
    cause: Cause | None = None
    doubtful: bool = False


REST_MS = 3_000
"""Touches that come sooner than this after a rating are no further rating."""
BURST_MS = 15_000
BURST = 5
"""More touches than this within the burst's time are nobody's opinion."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a touch of a face means: whether it is a rating, and whether it stands in a burst."""

    counts: bool
    doubtful: bool


class Touches:
    """The touches of one screen, in steady milliseconds: who is too quick, and which of them are a burst."""

    def __init__(self) -> None:
        self._late: deque[int] = deque()
        self._rated: int | None = None

    def touch(self, at: int) -> Touch:
        """A face, or where one was, is touched."""
        while self._late and at - self._late[0] > BURST_MS:
            self._late.popleft()
        self._late.append(at)
        counts = self._rated is None or at - self._rated >= REST_MS
        if counts:
            self._rated = at
        return Touch(counts, len(self._late) > BURST)


LEAST_FOR_OFFICERS, LEAST_FOR_AGENCIES = 10, 5
"""Sums of fewer ratings are not shown to them: nobody is to be told from them."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Some ratings: how many by face and by cause, without the doubtful ones, which are only counted."""

    ratings: int
    faces: Mapping[Face, int]
    causes: Mapping[Cause, int]
    doubtful: int


def total(counted: Iterable[tuple[Rating, int]]) -> Sum:
    """The sum of ratings, each with how often it was given."""
    faces, causes, doubtful = Counter[Face](), Counter[Cause](), 0
    for rating, count in counted:
        if rating.doubtful:
            doubtful += count
            continue
        faces[rating.face] += count
        if rating.cause is not None:
            causes[rating.cause] += count
    return Sum(faces.total(), {face: faces[face] for face in Face}, {cause: causes[cause] for cause in Cause}, doubtful)


def may_be_shown(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """Which of these sums may stand beside their total: none below ``least``, and none that the others would tell.

    What is not shown must itself be at least ``least`` together, or it could be had by subtraction.
    """
    shown = {key: count for key, count in counts.items() if count >= least}
    hidden = sum(counts.values()) - sum(shown.values())
    while shown and 0 < hidden < least:
        smallest = min(shown, key=lambda key: (shown[key], key))
        hidden += shown.pop(smallest)
    return frozenset(shown)


def response_rate(ratings: int, asked: int) -> Decimal | None:
    """How many of a hundred who could have rated did, to one decimal; None where nobody could."""
    return half_up(Fraction(100 * ratings, asked), 1) if asked else None


def with_cause(rating: Rating, cause: Cause) -> Rating:
    """The same rating, now with its cause."""
    return replace(rating, cause=cause)


def as_doubtful(rating: Rating) -> Rating:
    """The same rating, found to be part of a burst."""
    return replace(rating, doubtful=True)
