"""The officer's acts: their keys, their words, and in which situation each may be pressed.

Keys follow the keyboard's own groups of four: F1-F4 is the loop of every visit, F5-F8 what happens to a
visitor who is set aside, F9-F12 the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from counter import screen_text, visit_text
from counter.screen_text import Word
from shared.domain.words import CounterStatus, StepState
from shared.store.questions.counter import CounterView


class Act(StrEnum):
    """What an officer can do; the values are the buttons' object names."""

    NEXT = "next"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    HOLD = "hold"
    RETURN = "return"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    BREAK = "break"
    END_BREAK = "end_break"
    OPEN = "open"
    CLOSE = "close"
    NAMED = "named"
    RESUME = "resume"
    REJOIN = "rejoin"
    UNDO = "undo"
    TAKE_BACK = "take_back"
    SERVE = "serve"
    ISSUE = "issue"
    CHECK_IN = "check_in"
    CASHIER = "continue_at"
    VISIT_NOTE = "visit_note"
    ADD_STEP = "add_step"
    DROP_STEP = "drop_step"
    REORDER = "reorder"


@dataclass(frozen=True, slots=True)
class ActLook:
    """One button of the bar."""

    key: str
    word: Word
    hint: Word
    asks: bool = False  # a dialog comes first


BUTTONS: Mapping[Act, ActLook] = {
    Act.NEXT: ActLook("F1", screen_text.NEXT, screen_text.NEXT_HINT),
    Act.RECALL: ActLook("F2", screen_text.RECALL, screen_text.RECALL_HINT),
    Act.START: ActLook("F3", screen_text.START, screen_text.START_HINT),
    Act.FINISH: ActLook("F4", screen_text.FINISH, screen_text.FINISH_HINT),
    Act.NO_SHOW: ActLook("F5", screen_text.NO_SHOW, screen_text.NO_SHOW_HINT),
    Act.HOLD: ActLook("F6", screen_text.HOLD, screen_text.HOLD_HINT, asks=True),
    Act.RETURN: ActLook("F7", screen_text.RETURN, screen_text.RETURN_HINT, asks=True),
    Act.TRANSFER: ActLook("F8", screen_text.TRANSFER, screen_text.TRANSFER_HINT, asks=True),
    Act.CANCEL: ActLook("F9", screen_text.CANCEL, screen_text.CANCEL_HINT, asks=True),
    Act.BREAK: ActLook("F10", screen_text.BREAK, screen_text.BREAK_HINT, asks=True),
}
"""The buttons in the order of the bar and of the tab key."""

END_BREAK = ActLook("F10", screen_text.END_BREAK, screen_text.END_BREAK_HINT)
"""What the break's button is while the counter is on a break."""

STATES: Mapping[StepState, Word] = {
    StepState.WAITING: screen_text.WAITING,
    StepState.CALLED: screen_text.CALLED,
    StepState.SERVING: screen_text.SERVING,
    StepState.DONE: screen_text.DONE,
    StepState.NO_SHOW: screen_text.NO_SHOW_STATE,
    StepState.HELD: screen_text.HELD,
    StepState.TRANSFERRED: screen_text.TRANSFERRED,
    StepState.CANCELLED: screen_text.CANCELLED,
    StepState.EXPIRED: screen_text.EXPIRED,
}
"""A step's states as the bar says them."""

UNDO_KEY = "Ctrl+Z"
SIGN_IN_KEY = "Ctrl+L"
"""Who is here: of the bar and of the supervisor's window."""
MORE: Mapping[Act, tuple[str, Word]] = {
    Act.SERVE: ("Shift+F1", visit_text.SERVE),
    Act.ISSUE: ("Shift+F2", visit_text.ISSUE),
    Act.CHECK_IN: ("Shift+F3", visit_text.CHECK_IN),
    Act.CASHIER: ("Shift+F7", visit_text.CASHIER),
    Act.VISIT_NOTE: ("Shift+F6", visit_text.VISIT_NOTE),
}
"""What is not on the bar but in its menu, each with its key; each asks something first."""
VISIT_KEY = "Shift+F8"
LISTS_KEY = "F11"
WHY_KEY = "F12"

AT_COUNTER = frozenset({StepState.CALLED, StepState.SERVING})
ONLY_CALLED = frozenset({StepState.CALLED})

NEEDS: Mapping[Act, frozenset[StepState]] = {
    Act.RECALL: ONLY_CALLED,
    Act.START: ONLY_CALLED,
    Act.NO_SHOW: ONLY_CALLED,
    Act.FINISH: AT_COUNTER,
    Act.HOLD: AT_COUNTER,
    Act.RETURN: AT_COUNTER,
    Act.TRANSFER: AT_COUNTER,
    Act.CANCEL: AT_COUNTER,
    Act.CASHIER: AT_COUNTER,
    Act.VISIT_NOTE: AT_COUNTER,
}
"""In which state the visitor at this counter must be; a test holds this against the domain's table of moves."""

KEPT_WITHOUT_SHARE = frozenset({Act.FINISH, Act.NO_SHOW})
"""What can be done while the share is gone: kept on this PC and sent later. Calling is not among them."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a button cannot be pressed now."""

    word: Word
    values: Mapping[str, object] = field(default_factory=dict[str, object])


def why_not(act: Act, view: CounterView | None, *, share: bool, unsent: bool, label: str | None = None) -> Why | None:
    """None when the act may be pressed; the file still has the last word.

    Args:
        act: the button.
        view: the counter as last seen in the file; None before the first answer.
        share: whether the hall's file can be reached.
        unsent: whether acts are kept on this PC that the file does not have yet.
        label: the number that is meant, if it need not be the one at the counter.
    """
    if view is None:
        return Why(screen_text.NOT_READY if share else screen_text.SHARE_GONE_WAIT)
    if (not share or unsent) and act not in KEPT_WITHOUT_SHARE:
        return Why(screen_text.UNSENT_WAIT if share else screen_text.SHARE_GONE_WAIT)
    if act in (Act.BREAK, Act.CLOSE) and view.current is not None:
        return Why(screen_text.STILL_SERVING, {"label": view.current.label})
    if act in (Act.BREAK, Act.CLOSE) and view.status is CounterStatus.CLOSED:
        return Why(screen_text.COUNTER_IS_CLOSED)
    needed = NEEDS.get(act)
    if label is not None and (view.current is None or view.current.label != label):
        return None
    return None if needed is None else _needs_visitor(needed, view)


def _needs_visitor(needed: frozenset[StepState], view: CounterView) -> Why | None:
    if view.current is None:
        return Why(screen_text.NOBODY_HERE)
    if view.current.state not in needed:
        return Why(screen_text.ALREADY_SERVING)
    return None
