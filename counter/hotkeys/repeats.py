"""Which of a key's presses are a finger's: an X server tells a held key as many presses, each with its time."""

from dataclasses import dataclass

QUIET_MS = 120
"""A key that was released for less than this was not pressed again: it repeats, or bounces."""


@dataclass(slots=True)
class Finger:
    """One key, by the times that the X server gives: its clock, not this program's."""

    down: bool = False
    released: int | None = None

    def press(self, time: int) -> bool:
        """Whether this is a new press."""
        soon = self.released is not None and (time - self.released) % 2**32 < QUIET_MS
        new = not self.down and not soon
        self.down = True
        return new

    def release(self, time: int) -> None:
        """The key is up, or repeats."""
        self.down, self.released = False, time
