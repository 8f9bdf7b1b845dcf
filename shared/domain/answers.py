"""What an act answers: frozen records that are also stored, as JSON, beside the request id that caused them.

A refusal that a visitor or officer can meet is a *returned* :class:`Refused`, never an exception.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.words import Instant, Refusal, StepState, Text


@dataclass(frozen=True, slots=True)
class Refused:
    """The hall said no: nothing was changed."""

    code: Refusal
    sentence: Text
    back_at: Instant | None = None  # when to come back, if that is known
    details: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class IssuedStep:
    """One step of a fresh ticket.

    ``wait_minutes`` is (low, high), whole minutes; None where nobody serves and nobody is expected by the timetable.
    ``ahead`` counts the people behind that range: all whom the counters of this service call first, for whatever
    service.
    """

    step: int
    service: str
    ahead: int
    wait_minutes: tuple[int, int] | None
    warning: Refusal | None = None  # e.g. BEYOND_CLOSING when the hall only warns


@dataclass(frozen=True, slots=True)
class Issued:
    """A number was taken. ``ticket`` is :func:`shared.domain.ticket.ticket_id` of day and label.

    ``booked_for`` is the time of the booking that was checked in: the number is called then, not before.
    """

    ticket: int
    label: str
    day: str
    taken_at: Instant
    priority: bool
    visual: bool
    lang: str
    steps: tuple[IssuedStep, ...]
    booked_for: Instant | None = None

    @property
    def waits_for_booking(self) -> bool:
        """The visitor came before the booked time: that is when the number is called, whoever else waits."""
        return self.booked_for is not None and self.booked_for > self.taken_at


@dataclass(frozen=True, slots=True)
class Reason:
    """Why this step and no other: stored with the call, shown to officer and auditor."""

    rule: str  # "arrival", "priority_turn", "priority_aged", "booking", "transfer", "return", "named" ...
    waited_seconds: int
    passed_over: tuple[str, ...] = ()  # labels that had waited longer
    because: tuple[str, ...] = ()  # for each label passed over, why: "priority", "fresh", "not_due", "weight" ...
    why: str = ""  # the officer's own reason, for a named call


@dataclass(frozen=True, slots=True)
class Called:
    """A step was called to a counter. ``call`` numbers grow by one over the life of the hall."""

    call: int
    ticket: int
    step: int
    label: str
    service: str
    counter: str
    zone: str
    priority: bool
    visual: bool
    lang: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class StepMoved:
    """A step has a new state (or was called again: the state is then still CALLED)."""

    ticket: int
    step: int
    label: str
    service: str
    state: StepState
    counter: str | None = None
    call: int | None = None
    next_step: int | None = None  # the successor after a transfer
    next_service: str | None = None


@dataclass(frozen=True, slots=True)
class CounterChanged:
    """A counter was opened, closed or sent on a break."""

    counter: str
    status: str
    officer: str | None
    back_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class HallChanged:
    """The state of the hall, of its day or of a service changed. ``what`` is the kind of event."""

    what: str
    day: str
    service: str | None = None
    back_at: Instant | None = None
    changes: tuple[str, ...] = ()  # keys of records, or labels, that it touched


@dataclass(frozen=True, slots=True)
class BookingsTaken:
    """A file of bookings was read into the hall; each code as it was written.

    ``used`` and ``cancelled`` were left as they are; ``missing`` are open bookings of the file's days that it lacks.
    """

    what: str
    day: str
    new: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingChanged:
    """One booking was moved or cancelled; its state now (or its last one)."""

    what: str
    code: str
    service: str
    day: str
    at: Instant
    priority: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """An act at a counter was taken back. ``states`` are those of the visitors now, by label."""

    counter: str
    act: str
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VisitNoted:
    """A visit has a note for the next officer; an empty one was taken away."""

    ticket: int
    label: str
    note: str


Answer = (
    Issued | Called | StepMoved | CounterChanged | HallChanged | BookingsTaken | BookingChanged | Undone | VisitNoted
)
"""What an act that was done answers."""
