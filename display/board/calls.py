"""A call as the displays know it: all of it comes from one event, so picture and voice cannot disagree."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.domain.speech import Spoken
from shared.domain.words import Instant, StepState
from shared.store.record.events import Event, What


class Stand(StrEnum):
    """The state of a call, as the public sees it."""

    CALLED = "called"
    SERVING = "serving"
    OVER = "over"  # served, or the visitor did not come
    GONE = "gone"  # taken back: nobody is to go there any more


STANDS: dict[What, Stand] = {
    What.STARTED: Stand.SERVING,
    What.FINISHED: Stand.OVER,
    What.NO_SHOW: Stand.OVER,
    What.EXPIRED: Stand.OVER,
    What.HELD: Stand.GONE,
    What.RETURNED: Stand.GONE,
    What.TRANSFERRED: Stand.GONE,
    What.CANCELLED: Stand.GONE,
}
"""What the events after a call make of it."""
UNDONE_TO: dict[str, Stand] = {StepState.CALLED: Stand.CALLED, StepState.SERVING: Stand.SERVING}
"""What a call is again once the act after it was undone; a call that was undone itself is taken back."""


@dataclass(frozen=True, slots=True)
class Call:
    """One time that a number was called out. ``sequence`` orders them; ``times`` is 2 and more for a recall.

    A ``quiet`` one calls nobody: the person stands at the counter already. It is in the list, not large and not said.
    """

    sequence: int
    call: int
    ticket: int
    step: int
    label: str
    counter: str
    zone: str
    service: str
    agency: str
    priority: bool
    visual: bool
    lang: str
    times: int
    at: Instant
    quiet: bool = False

    @classmethod
    def from_event(cls, event: Event) -> "Call":
        """What a ``called`` or ``recalled`` event says; KeyError when it says too little (a bug of the writer)."""
        data: Any = event.data
        return cls(
            sequence=event.sequence,
            call=int(event.call or 0),
            ticket=int(event.ticket or 0),
            step=int(event.step or 0),
            label=str(data["label"]),
            counter=str(data["counter"]),
            zone=str(data["zone"]),
            service=str(data["service"]),
            agency=str(data["agency"]),
            priority=bool(data["priority"]),
            visual=bool(data["visual"]),
            lang=str(data["lang"]),
            times=int(data.get("times") or 1),
            at=event.at,
            quiet=bool(data.get("quiet")),
        )

    @property
    def again(self) -> bool:
        """Whether this is a recall."""
        return self.times > 1

    def spoken(self, with_agency: bool = False) -> Spoken:
        """What the voice says of it: what the board shows, nothing else."""
        return Spoken(self.label, self.counter, self.priority, self.again, self.agency if with_agency else "")
