"""The places of the large cards in their panel: pure geometry, so that tests can check overlaps and sizes.

One card fills the panel. Two share it; a visitor who wishes to be called visibly gets the larger part. Three and
four stand in two rows of two, a visible one again with a whole half for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

VISIBLE_PART = 0.62


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle in parts of the panel, 0 to 1."""

    x: float
    y: float
    width: float
    height: float


WHOLE = Cell(0, 0, 1, 1)


def cells(visible: Sequence[bool]) -> tuple[Cell, ...]:
    """A cell for each of 0 to 4 cards, in order; ``visible``: the visitor wishes to be called visibly."""
    count = len(visible)
    if count > 4:
        raise ValueError(f"{count} cards do not fit")
    if count <= 1:
        return (WHOLE,) * count
    if count == 2:
        part = 0.5 if visible[0] == visible[1] else VISIBLE_PART if visible[0] else 1 - VISIBLE_PART
        return Cell(0, 0, 1, part), Cell(0, part, 1, 1 - part)
    large = visible.index(True) if visible.count(True) == 1 else None
    if count == 3 and large is None:
        large = 2  # the newest
    if large is None:
        return tuple(Cell(0.5 * (i % 2), 0.5 * (i // 2), 0.5, 0.5) for i in range(4))
    others = count - 1
    part = VISIBLE_PART if others < 3 else 0.5
    small = [Cell(i / others, part, 1 / others, 1 - part) for i in range(others)]
    return tuple(Cell(0, 0, 1, part) if i == large else small.pop(0) for i in range(count))
