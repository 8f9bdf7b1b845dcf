"""Which small counts are not published, and which others with them, so that none can be reckoned from what is.

A hidden count could be found again by taking its neighbours from a total, also from one in another table: the
Mondays' days add up to the Mondays' hours. So everything that is published together is looked at together.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

FEWEST = 5
"""Fewer visits than this are not published."""
_PRIME = 2_147_483_647
"""Whether a count follows from the others is reckoned modulo this, exactly enough: all factors are 1 and -1."""

Key = TypeVar("Key", bound=Hashable)
Balance = tuple[Collection[Key], Collection[Key]]
"""Two groups of counts that add up to the same."""


def suppressed(
    counts: Mapping[Key, int], totals: Iterable[Collection[Key]], balances: Sequence[Balance[Key]] = ()
) -> set[Key]:
    """The counts that are not shown: those of few, and of each group with a known total so many that no one follows.

    Where any is hidden, at least two are, and together they are at least ``FEWEST``. A count of 0 tells of nobody.
    """
    present = {key: count for key, count in counts.items() if count}
    known: list[Balance[Key]] = [(group, ()) for group in totals]
    equations = [
        ([key for key in left if key in present], [key for key in right if key in present])
        for left, right in (*known, *balances)
    ]
    gone = {key for key, count in present.items() if count < FEWEST}
    while True:
        more = next(_wanted(present, equations, len(known), gone), None)
        if more is None:
            return gone
        gone.add(more)


def _wanted(
    present: Mapping[Key, int], equations: Sequence[tuple[list[Key], list[Key]]], totals: int, gone: set[Key]
) -> Iterator[Key]:
    """What has to be hidden as well: the smallest that is left of a group which tells too much."""
    for at, (left, right) in enumerate(equations):
        sides = ((left, right), (right, left)) if at >= totals else ((left, right),)
        for group, other in sides:
            hidden = [key for key in group if key in gone]
            known = gone.isdisjoint(other)
            if hidden and known and (len(hidden) < 2 or sum(present[key] for key in hidden) < FEWEST):
                yield from _smallest(present, (group, other), gone)
    for key in _determined(equations, gone):
        for left, right in equations:
            if key in left or key in right:
                yield from _smallest(present, (left, right), gone)


def _smallest(present: Mapping[Key, int], sides: Iterable[list[Key]], gone: set[Key]) -> Iterator[Key]:
    """The smallest count that is still shown, of the first side that has one."""
    for side in sides:
        shown = [key for key in side if key not in gone]
        if shown:
            yield min(shown, key=lambda key: present[key])


def _determined(equations: Iterable[tuple[list[Key], list[Key]]], gone: set[Key]) -> list[Key]:
    """The hidden counts that follow from the equations: those that stand alone in one once all are solved."""
    solved: dict[Key, dict[Key, int]] = {}
    for left, right in equations:
        row = {key: 1 for key in left if key in gone} | {key: _PRIME - 1 for key in right if key in gone}
        for pivot, other in solved.items():
            _take(row, other, pivot)
        if row:
            pivot, factor = next(iter(row.items()))
            inverse = pow(factor, -1, _PRIME)
            row = {key: value * inverse % _PRIME for key, value in row.items()}
            for other in solved.values():
                _take(other, row, pivot)
            solved[pivot] = row
    return [pivot for pivot, row in solved.items() if len(row) == 1]


def _take(row: dict[Key, int], other: Mapping[Key, int], pivot: Key) -> None:
    """Take the other row from this one so often that its pivot is gone."""
    times = row.get(pivot, 0)
    for key, value in other.items() if times else ():
        left = (row.get(key, 0) - times * value) % _PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)
