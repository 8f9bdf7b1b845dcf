"""What the officer is asked before a press counts, because the press may be a slip."""

from dataclasses import dataclass, field, replace
from enum import Enum

from counter.desk.acts import Act
from counter.desk.details import Details
from shared.domain import patience
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Instant, Refusal, StepState, Text, VisitEnd
from shared.store.questions.counter import CounterView, StepLine

ENDS_THE_VISIT = frozenset({Act.NEXT, Act.FINISH, Act.NAMED, Act.SERVE})
"""Acts that take the visitor at the counter for served."""
CALLS = frozenset({Act.NEXT, Act.NAMED, Act.SERVE})


TAKES_OVER = frozenset({Act.OPEN, Act.UNDO})
"""Acts that do not ask whose counter it is: the answer to that question, and what takes a slip back."""


class About(Enum):
    """What a question is about."""

    ENDED = "ended"  # served, or did not come?
    NOT_OPEN = "not open"  # the counter is closed or on a break: open it and call?
    TAKEN = "taken"  # another officer has the counter: take it over?
    WHO = "who"  # the program starts, and somebody sat here before: who sits here?
    OUTCOME = "outcome"  # what came of the service?
    TARGET_NOT_OPEN = "target not open"  # nobody serves at the counter to which the visitor is to be sent


@dataclass(frozen=True, slots=True)
class SlipQuestion:
    """A press that waits for the officer's answer.

    Attributes:
        label: the number, or the other officer, that it is about; empty if none.
        sentence: what the hall said.
        calls_missing: how often that number must still be called before it may be a no-show.
    """

    about: About
    act: Act
    details: Details
    label: str = ""
    calls_missing: int = 0
    sentence: Text = field(default_factory=dict[str, str])


def taken(view: CounterView | None, officer: str) -> str | None:
    """The other officer who has the counter now, if one does."""
    if view is None or view.status is not CounterStatus.OPEN or not view.officer or not officer:
        return None
    return view.officer if view.officer != officer else None


def who_sits(view: CounterView, officer: str) -> SlipQuestion | None:
    """What a program asks at its start: another officer has the counter, or nobody was named and somebody sat here."""
    other = taken(view, officer)
    if other is not None:
        return SlipQuestion(About.TAKEN, Act.OPEN, Details(officer=officer), other)
    return SlipQuestion(About.WHO, Act.OPEN, Details()) if not officer and view.officer else None


def question(
    act: Act, details: Details, view: CounterView | None, hall: Hall | None, now: Instant, officer: str
) -> SlipQuestion | None:
    """What is to be asked first; None when the press may go on."""
    if view is None or hall is None:
        return None
    other = None if act in TAKES_OVER or details.sure else taken(view, officer)
    if other is not None:
        return SlipQuestion(About.TAKEN, Act.OPEN, Details(officer=officer), other)
    visitor = view.current
    if act in ENDS_THE_VISIT and details.ended is None and visitor is not None and visitor.state is StepState.CALLED:
        refused = patience.still_called(hall, visitor.label, visitor.times, visitor.last_at or visitor.at, now)
        if refused is not None:
            return of_refusal(act, details, refused)
    if visitor is not None and _asks_outcome(act, details, visitor, hall):
        return SlipQuestion(About.OUTCOME, act, details, visitor.label)
    if act in CALLS and not details.sure and view.status is not CounterStatus.OPEN:
        return SlipQuestion(About.NOT_OPEN, act, details)
    return None


def _asks_outcome(act: Act, details: Details, visitor: StepLine, hall: Hall) -> bool:
    """At the end of a service that has outcomes: whoever finishes it is asked, others only where the hall needs one."""
    if act not in ENDS_THE_VISIT or details.outcome is not None or details.ended is VisitEnd.NO_SHOW:
        return False
    needed = act is Act.FINISH or hall.rules.calls.outcome_needed
    return needed and bool(hall.outcomes_of(visitor.service))


def of_answer(act: Act, details: Details, refused: Refused) -> SlipQuestion | None:
    """What a refusal asks the officer; None for one that only says no."""
    if refused.code is Refusal.STILL_CALLED:
        return of_refusal(act, details, refused)
    if refused.code is Refusal.OUTCOME_NEEDED:
        return SlipQuestion(About.OUTCOME, act, replace(details, outcome=None), str(refused.details["label"]))
    absent = (Refusal.COUNTER_CLOSED, Refusal.COUNTER_ON_BREAK)
    if act is Act.TRANSFER and refused.code in absent and not details.sure:
        return SlipQuestion(About.TARGET_NOT_OPEN, act, details, details.label or "", sentence=refused.sentence)
    return None


def of_refusal(act: Act, details: Details, refused: Refused) -> SlipQuestion:
    """The same question, asked by the file: another window called meanwhile."""
    label, missing = str(refused.details["label"]), int(refused.details["calls_missing"])
    return SlipQuestion(About.ENDED, act, details, label, missing)
