"""The places of the large cards in their panel: pure geometry, so that tests can check overlaps and sizes.

Cards stand one above the other, newest first, each as wide as the panel: so number and counter stay larger than a line
of the list however many there are. A visitor who wishes to be called visibly gets the highest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

VISIBLE_PART = 0.62
"""Of two cards, what the one of a visitor gets who wishes to be called visibly."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle in parts of the panel, 0 to 1."""

    x: float
    y: float
    width: float
    height: float


def cells(visible: Sequence[bool]) -> tuple[Cell, ...]:
    """A cell for each of 0 to 4 cards, in order; ``visible``: the visitor wishes to be called visibly."""
    count = len(visible)
    if count > 4:
        raise ValueError(f"{count} cards do not fit")
    weight = VISIBLE_PART / (1 - VISIBLE_PART)
    weights = [weight if one else 1.0 for one in visible]
    found: list[Cell] = []
    top = 0.0
    for one in weights:
        height = one / sum(weights)
        found.append(Cell(0, top, 1, height))
        top += height
    return tuple(found)
