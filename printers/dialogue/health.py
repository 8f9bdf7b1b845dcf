"""How an idle printer is, from its driver's looks: what was read twice is told, once."""

from collections.abc import Callable
from dataclasses import dataclass, field

from printers.dialogue.condition import Condition
from printers.dialogue.printer_events import Changed, News

LOOK_SECONDS = 4.0  # between two looks at an idle printer
RECHECK_SECONDS = 0.4  # a new reading counts when it still is so after these


@dataclass(slots=True)
class Health:
    """The last condition that was told, and a newer one that waits to be seen again."""

    code: str
    tell: Callable[[News], None]
    now: Callable[[], float]
    condition: Condition = field(default_factory=Condition)
    look_at: float = 0.0
    silent: bool = False  # at the last look
    _reading: Condition | None = None
    _read_at: float = 0.0
    _told: bool = False

    @property
    def settled(self) -> bool:
        """Whether no new reading waits to be seen again."""
        return self._reading is None

    def looked(self, seen: Condition, *, answered: bool, clear: bool) -> None:
        """A look is over. ``clear``: two answers said the same, as two questions without any do."""
        self.silent = not answered
        if clear or not answered:
            self.say(seen)
        else:
            self.notice(seen)

    def next_look(self, begun: float, calm: float) -> None:
        """When to look again: soon if there is news, else this long after the last look began."""
        news = not self.settled or self.silent
        self.look_at = self.now() + RECHECK_SECONDS if news else max(self.now() + RECHECK_SECONDS, begun + calm)

    def notice(self, seen: Condition) -> None:
        """Tell a condition that has lasted."""
        if self._told and self.condition == seen:
            self._reading = None
        elif self._reading == seen:
            if self.now() - self._read_at >= RECHECK_SECONDS:
                self.say(seen)
        else:
            self._reading, self._read_at = seen, self.now()
            self.look_at = min(self.look_at, self.now() + RECHECK_SECONDS)

    def say(self, condition: Condition) -> None:
        """Tell it, unless it was told."""
        news = not self._told or self.condition != condition
        self.condition, self._told, self._reading = condition, True, None
        if news:
            self.tell(Changed(self.code, condition, condition.trouble))
