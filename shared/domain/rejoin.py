"""Where a step joins a line that it did not just arrive in: transferred, returned, late, resumed."""

from collections.abc import Sequence

from shared.domain.hall_data.hall import Rejoin


def place(rule: Rejoin, line: Sequence[float], original: float, *, end: float, after: int = 0) -> float:
    """The place in line under a rule.

    Args:
        rule: FRONT before everybody, AFTER ``after`` others, ARRIVAL at the original place, END behind everybody.
        line: the places of those who wait in that line now, in any order.
        original: the place that the step had by arrival.
        end: a place behind everybody: the sequence of the event that this act writes.
        after: how many go first, under AFTER.

    Places are real numbers, so a step fits between any two others and nobody else is moved. Where a line is shorter
    than ``after``, the step joins its end.
    """
    ordered = sorted(line)
    if rule is Rejoin.ARRIVAL:
        return original
    if rule is Rejoin.END or not ordered:
        return end
    ahead = 0 if rule is Rejoin.FRONT else after
    if ahead == 0:
        return ordered[0] - 1.0
    if ahead >= len(ordered):
        return end
    return (ordered[ahead - 1] + ordered[ahead]) / 2
