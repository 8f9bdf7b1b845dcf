"""The small words that the whole program shares: instants, states, refusals, texts.

Code and screens use the same words; ``GLOSSARY.md`` fixes each of them.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NewType

Instant = NewType("Instant", int)
"""A moment, in milliseconds since 1970-01-01T00:00Z. The domain never asks a clock for it."""

TimeOfDay = NewType("TimeOfDay", int)
"""Minutes after the midnight that begins the business day; past 1,440 for a hall that closes after midnight."""

Text = Mapping[str, str]
"""The same words by language code; ``id`` (Indonesian) is always there."""

AT_ONCE = 2
"""Minutes: a shorter wait is told as none. Only with such a wait may a screen say that nobody waits."""

LONG = 120
"""Minutes: a wait beyond this is no figure that anybody plans with; another day or service is offered instead."""


class StepState(StrEnum):
    """Where a step stands. The legal moves between states are one table: ``moves.MOVES``."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    NO_SHOW = "no_show"
    HELD = "held"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class CounterStatus(StrEnum):
    """Whether a counter takes visitors now."""

    CLOSED = "closed"
    OPEN = "open"
    BREAK = "break"


class VisitEnd(StrEnum):
    """What became of a visitor who was called and did not get a "start": said by the officer, never guessed."""

    FINISH = "finish"
    NO_SHOW = "no-show"


class Refusal(StrEnum):
    """Why the hall says no: a code that programs match and ``sentences`` turns into plain words."""

    # number-taking (availability)
    NOT_YET_OPEN = "not_yet_open"
    HALL_CLOSED_TODAY = "hall_closed_today"
    HOLIDAY = "holiday"
    AFTER_CLOSING = "after_closing"
    CUT_OFF = "cut_off"
    BREAK = "break"
    NOT_TODAY = "not_today"
    NOT_OFFERED = "not_offered"
    AGENCY_CLOSED = "agency_closed"
    QUOTA_USED_UP = "quota_used_up"
    DISTURBED = "disturbed"
    NO_COUNTER = "no_counter"
    LAST_OFFICER_ON_BREAK = "last_officer_on_break"
    BEYOND_CLOSING = "beyond_closing"
    LONG_WAIT = "long_wait"
    HALL_PAUSED = "hall_paused"
    DAY_CLOSED = "day_closed"
    SAME_SERVICE_TWICE = "same_service_twice"
    # calling and the officer's acts
    NOTHING_WAITING = "nothing_waiting"
    COUNTER_BUSY = "counter_busy"
    COUNTER_CLOSED = "counter_closed"
    COUNTER_TAKEN = "counter_taken"
    COUNTER_ON_BREAK = "counter_on_break"
    NOTHING_CURRENT = "nothing_current"
    ILLEGAL_MOVE = "illegal_move"
    VISIT_BUSY = "visit_busy"
    WAITS_FOR_EARLIER_STEP = "waits_for_earlier_step"
    RECALL_TOO_SOON = "recall_too_soon"
    RECALL_LIMIT = "recall_limit"
    NO_SHOW_TOO_SOON = "no_show_too_soon"
    STILL_CALLED = "still_called"
    GRACE_OVER = "grace_over"
    REASON_NEEDED = "reason_needed"
    WRONG_COUNTER = "wrong_counter"
    NO_SUCH_TICKET = "no_such_ticket"
    NOT_HELD_HERE = "not_held_here"
    NO_SUCH_BOOKING = "no_such_booking"
    NO_SUCH_SURVEY = "no_such_survey"
    FORMS_DIFFER = "forms_differ"
    FORMS_THERE = "forms_there"
    NO_SUCH_FOLLOW_UP = "no_such_follow_up"
    # reports
    NO_DATA = "no_data"
    FUTURE_PERIOD = "future_period"
    BOOKING_USED = "booking_used"
    BOOKED_FOR_ANOTHER_DAY = "booked_for_another_day"
    BOOKING_CANCELLED = "booking_cancelled"
    BOOKING_WITHOUT_SERVICE = "booking_without_service"
    NOTHING_TO_BRING_BACK = "nothing_to_bring_back"
    NOTHING_TO_UNDO = "nothing_to_undo"
    UNDO_TOO_LATE = "undo_too_late"
    UNDO_OVERTAKEN = "undo_overtaken"
    TIME_IS_PAST = "time_is_past"
    OUTCOME_NEEDED = "outcome_needed"
    OFFICER_AWAY = "officer_away"
    PERSONAL_DATA = "personal_data"
    NOT_CONFIRMED = "not_confirmed"
    # who may do what
    NOT_ALLOWED = "not_allowed"
    WRONG_PIN = "wrong_pin"
    LOCKED_OUT = "locked_out"
    # offline
    NO_NUMBERS_LEASED = "no_numbers_leased"
    SHARE_GONE = "share_gone"
    LABEL_TAKEN = "label_taken"
