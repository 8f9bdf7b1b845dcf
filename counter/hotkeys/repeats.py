"""Which of a key's presses are a finger's: an X server tells a held key as many presses, each with its time."""

from dataclasses import dataclass

QUIET_MS = 120
"""A key that was released for less than this was not pressed again: it repeats, or bounces."""

LONGEST_REPEAT_MS = 2_000
"""A held key repeats sooner than this: one that was silent for longer was released, and nobody told us."""


@dataclass(slots=True)
class Finger:
    """One key, by the times that the X server or the desktop gives: its clock, not this program's."""

    down: bool = False
    released: int | None = None
    pressed: int | None = None

    def press(self, time: int) -> bool:
        """Whether this is a new press."""
        soon = self.released is not None and (time - self.released) % 2**32 < QUIET_MS
        silent = self.pressed is None or (time - self.pressed) % 2**32 >= LONGEST_REPEAT_MS
        new = (not self.down or silent) and not soon
        self.down, self.pressed = True, time
        return new

    def release(self, time: int) -> None:
        """The key is up, or repeats."""
        self.down, self.released = False, time
