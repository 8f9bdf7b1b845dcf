"""Every word of the officer's bar: English sources, which the Indonesian catalogue translates.

They stand together so that a translator, and whoever looks for the words of a screen, finds them in one place.
Button words follow the glossary.
"""

from typing import NewType

Word = NewType("Word", str)
"""A source string; :meth:`counter.tongue.Tongue.say` speaks it. ``{name}`` is a place to fill."""


def QT_TRANSLATE_NOOP(_context: str, source: str) -> Word:  # noqa: N802 - the name that lupdate looks for
    """Marks a source string for the catalogue."""
    return Word(source)


# the acts, as buttons
NEXT = QT_TRANSLATE_NOOP("Counter", "Call next")
RECALL = QT_TRANSLATE_NOOP("Counter", "Call again")
START = QT_TRANSLATE_NOOP("Counter", "Start serving")
FINISH = QT_TRANSLATE_NOOP("Counter", "Finish")
NO_SHOW = QT_TRANSLATE_NOOP("Counter", "No-show")
HOLD = QT_TRANSLATE_NOOP("Counter", "Hold")
RETURN = QT_TRANSLATE_NOOP("Counter", "Return to line")
TRANSFER = QT_TRANSLATE_NOOP("Counter", "Transfer")
CANCEL = QT_TRANSLATE_NOOP("Counter", "Cancel")
BREAK = QT_TRANSLATE_NOOP("Counter", "Break")
END_BREAK = QT_TRANSLATE_NOOP("Counter", "Back to work")
LISTS = QT_TRANSLATE_NOOP("Counter", "Lists")
WHY = QT_TRANSLATE_NOOP("Counter", "Why?")
WHY_TITLE = QT_TRANSLATE_NOOP("Counter", "Why number {label}?")

# what a button does, for tooltip and screen reader
NEXT_HINT = QT_TRANSLATE_NOOP("Counter", "Calls the next visitor; the present service is finished.")
RECALL_HINT = QT_TRANSLATE_NOOP("Counter", "Calls the same number once more.")
START_HINT = QT_TRANSLATE_NOOP("Counter", "The visitor is here: the service begins.")
FINISH_HINT = QT_TRANSLATE_NOOP("Counter", "The service for this number is finished.")
NO_SHOW_HINT = QT_TRANSLATE_NOOP("Counter", "The visitor did not come when called; the number may come back.")
HOLD_HINT = QT_TRANSLATE_NOOP("Counter", "Sets the number aside for a while, with a reason.")
RETURN_HINT = QT_TRANSLATE_NOOP("Counter", "Puts the number back into this service's line.")
TRANSFER_HINT = QT_TRANSLATE_NOOP("Counter", "Sends the number on to another service or counter.")
CANCEL_HINT = QT_TRANSLATE_NOOP("Counter", "Cancels this number; it is not called again.")
BREAK_HINT = QT_TRANSLATE_NOOP("Counter", "The counter takes a break with a time of return.")
END_BREAK_HINT = QT_TRANSLATE_NOOP("Counter", "Ends the break and serves again.")
LISTS_HINT = QT_TRANSLATE_NOOP("Counter", "The numbers that wait, are held, or did not come.")
WHY_HINT = QT_TRANSLATE_NOOP("Counter", "Explains why this number was called.")

# why a button is not to be pressed now
NOBODY_HERE = QT_TRANSLATE_NOOP("Counter", "No number is at this counter.")
ALREADY_SERVING = QT_TRANSLATE_NOOP("Counter", "The visitor is being served.")
STILL_SERVING = QT_TRANSLATE_NOOP("Counter", "Finish number {label} first.")
SHARE_GONE_WAIT = QT_TRANSLATE_NOOP("Counter", "The hall's file cannot be reached: wait until it is back.")
NOT_READY = QT_TRANSLATE_NOOP("Counter", "Waiting for the first answer from the hall's file.")
UNSENT_WAIT = QT_TRANSLATE_NOOP("Counter", "The previous action is not yet sent.")

# states
WAITING = QT_TRANSLATE_NOOP("Counter", "Waiting")
CALLED = QT_TRANSLATE_NOOP("Counter", "Called")
SERVING = QT_TRANSLATE_NOOP("Counter", "Being served")
DONE = QT_TRANSLATE_NOOP("Counter", "Done")
NO_SHOW_STATE = QT_TRANSLATE_NOOP("Counter", "No-show")
HELD = QT_TRANSLATE_NOOP("Counter", "Held")
TRANSFERRED = QT_TRANSLATE_NOOP("Counter", "Transferred")
CANCELLED = QT_TRANSLATE_NOOP("Counter", "Cancelled")
EXPIRED = QT_TRANSLATE_NOOP("Counter", "Expired")

# the visitor's card
NOBODY = QT_TRANSLATE_NOOP("Counter", "No call yet")
COUNTER_IS_CLOSED = QT_TRANSLATE_NOOP("Counter", "The counter is closed")
BREAK_UNTIL = QT_TRANSLATE_NOOP("Counter", "Break until {time}")
BREAK_NO_TIME = QT_TRANSLATE_NOOP("Counter", "The counter is on a break")
BREAK_OVER = QT_TRANSLATE_NOOP("Counter", "The break until {time} is over")
PRESS_TO_CALL = QT_TRANSLATE_NOOP("Counter", "Press {key} to call")
PRESS_TO_RETURN = QT_TRANSLATE_NOOP("Counter", "Press {key} to serve again")
PRIORITY = QT_TRANSLATE_NOOP("Counter", "Priority")
VISUAL = QT_TRANSLATE_NOOP("Counter", "Call visibly")
WAITED = QT_TRANSLATE_NOOP("Counter", "Waited {duration}")
CALLED_FOR = QT_TRANSLATE_NOOP("Counter", "Called {duration} ago")
SERVED_FOR = QT_TRANSLATE_NOOP("Counter", "Served for {duration}")
TIMES_CALLED = QT_TRANSLATE_NOOP("Counter", "called {n}×")
MORE_STEPS = QT_TRANSLATE_NOOP("Counter", "After this: {services}")
NOT_YET_SENT = QT_TRANSLATE_NOOP("Counter", "Not yet sent")

# the top line
COUNTER = QT_TRANSLATE_NOOP("Counter", "Counter {counter}")
OFFICER = QT_TRANSLATE_NOOP("Counter", "Officer: {officer}")
NO_OFFICER = QT_TRANSLATE_NOOP("Counter", "No officer signed in")
SIGN_IN = QT_TRANSLATE_NOOP("Counter", "Change officer")
SHARE_OK = QT_TRANSLATE_NOOP("Counter", "Connected")
SHARE_SLOW = QT_TRANSLATE_NOOP("Counter", "Slow")
SHARE_GONE = QT_TRANSLATE_NOOP("Counter", "Cut off since {time}")
SHARE_WAIT = QT_TRANSLATE_NOOP("Counter", "Connecting…")
WAITING_TITLE = QT_TRANSLATE_NOOP("Counter", "Waiting")
NOTHING_WAITS = QT_TRANSLATE_NOOP("Counter", "Nobody waits")
TOTAL_WAITING = QT_TRANSLATE_NOOP("Counter", "{n} waiting")
TOTAL_HELD = QT_TRANSLATE_NOOP("Counter", "{n} held")
TOTAL_ABSENT = QT_TRANSLATE_NOOP("Counter", "{n} no-show")
SERVICE_WAITS = QT_TRANSLATE_NOOP("Counter", "{service}: {n} waiting")
OLD_COUNTS = QT_TRANSLATE_NOOP("Counter", "Data of {time}")

# the line that answers
SENDING = QT_TRANSLATE_NOOP("Counter", "sending…")
RECORDED = QT_TRANSLATE_NOOP("Counter", "recorded")
SLOW_ANSWER = QT_TRANSLATE_NOOP(
    "Counter", "The hall's file is slow to answer. Your action is being sent; no need to press again."
)
SHARE_LOST = QT_TRANSLATE_NOOP(
    "Counter", "The hall's file cannot be reached since {time}. This visitor stays on the screen; calling waits."
)
SHARE_LOST_IDLE = QT_TRANSLATE_NOOP(
    "Counter", "The hall's file cannot be reached since {time}. Calling waits until it is back."
)
SHARE_BACK = QT_TRANSLATE_NOOP("Counter", "The hall's file is back.")
KEPT_BADGE = QT_TRANSLATE_NOOP("Counter", "{act}: not yet sent")
KEPT = QT_TRANSLATE_NOOP("Counter", "{label}: {act} is kept on this PC, not yet sent.")
SENT_LATER = QT_TRANSLATE_NOOP("Counter", "Sent: {label}, {act}.")
SENT_REFUSED = QT_TRANSLATE_NOOP("Counter", "{label}, {act}: the hall's file refused it. {sentence}")
NOT_DONE = QT_TRANSLATE_NOOP("Counter", "Not done: {sentence}")
UNKNOWN_YET = QT_TRANSLATE_NOOP("Counter", "No answer yet for {act}. Once connected, this screen shows what is true.")
BROKEN = QT_TRANSLATE_NOOP(
    "Counter", "The program met an error and has logged it. Check the number on the screen before you go on."
)
DONE_CALLED = QT_TRANSLATE_NOOP("Counter", "{label} called")
DONE_RECALLED = QT_TRANSLATE_NOOP("Counter", "{label} called again")
DONE_STARTED = QT_TRANSLATE_NOOP("Counter", "{label} is being served")
DONE_FINISHED = QT_TRANSLATE_NOOP("Counter", "{label} finished")
DONE_NO_SHOW = QT_TRANSLATE_NOOP("Counter", "{label} marked as no-show")
DONE_HELD = QT_TRANSLATE_NOOP("Counter", "{label} held")
DONE_RETURNED = QT_TRANSLATE_NOOP("Counter", "{label} is back in line")
DONE_TRANSFERRED = QT_TRANSLATE_NOOP("Counter", "{label} transferred to {target}")
DONE_CANCELLED = QT_TRANSLATE_NOOP("Counter", "{label} cancelled")
DONE_RESUMED = QT_TRANSLATE_NOOP("Counter", "{label} waits again")
DONE_REJOINED = QT_TRANSLATE_NOOP("Counter", "{label} came back and waits")
DONE_BREAK = QT_TRANSLATE_NOOP("Counter", "The break has begun")
DONE_BACK = QT_TRANSLATE_NOOP("Counter", "The counter serves again")
DONE_OPENED = QT_TRANSLATE_NOOP("Counter", "Counter opened for {officer}")
DONE_OPENED_PLAIN = QT_TRANSLATE_NOOP("Counter", "Counter opened")
DONE_CLOSED = QT_TRANSLATE_NOOP("Counter", "Counter closed")

# why this number
BECAUSE_ARRIVAL = QT_TRANSLATE_NOOP("Counter", "Order of arrival: it had waited longest.")
BECAUSE_PRIORITY_TURN = QT_TRANSLATE_NOOP("Counter", "The priority lane's turn by the hall's ratio.")
BECAUSE_AGED = QT_TRANSLATE_NOOP("Counter", "It had waited past the bound, so it goes before priority.")
BECAUSE_BOOKING = QT_TRANSLATE_NOOP("Counter", "A booking whose time has come.")
BECAUSE_TRANSFER = QT_TRANSLATE_NOOP("Counter", "Transferred here, near the front by rule.")
BECAUSE_RETURN = QT_TRANSLATE_NOOP("Counter", "Returned to the line, placed by rule.")
BECAUSE_LATE = QT_TRANSLATE_NOOP("Counter", "Came back late, placed by rule.")
BECAUSE_BOUND = QT_TRANSLATE_NOOP(
    "Counter", "The bound on what an ordinary visitor may lose is reached, so it goes before priority."
)
BECAUSE_WEIGHT = QT_TRANSLATE_NOOP("Counter", "This service's turn by the counter's weights.")
BECAUSE_PICKUP = QT_TRANSLATE_NOOP("Counter", "The turn of the short line for collection.")
OVER_PRIORITY = QT_TRANSLATE_NOOP("Counter", "priority goes first")
OVER_FRESH = QT_TRANSLATE_NOOP("Counter", "took the number just now")
OVER_NOT_DUE = QT_TRANSLATE_NOOP("Counter", "a booking that is not due yet")
OVER_WEIGHT = QT_TRANSLATE_NOOP("Counter", "another service's turn")
OVER_PICKUP = QT_TRANSLATE_NOOP("Counter", "the collection line's turn")
OVER_BOOKING = QT_TRANSLATE_NOOP("Counter", "a booking goes first")
BECAUSE_RESUMED = QT_TRANSLATE_NOOP("Counter", "Back after being held.")
BECAUSE_NAMED = QT_TRANSLATE_NOOP("Counter", "Called by the officer out of turn.")
BECAUSE_OTHER = QT_TRANSLATE_NOOP("Counter", "The hall's rule: {rule}.")
BECAUSE_WAITED = QT_TRANSLATE_NOOP("Counter", "It waited {duration}.")
BECAUSE_PASSED = QT_TRANSLATE_NOOP("Counter", "Passed over: {labels} (they came earlier).")
BECAUSE_PASSED_NONE = QT_TRANSLATE_NOOP("Counter", "Nobody was passed over.")
BECAUSE_REASON = QT_TRANSLATE_NOOP("Counter", "The officer's reason: {why}")
CALL_NUMBER = QT_TRANSLATE_NOOP("Counter", "Call number {call}, at {time}.")

# dialogs
ACCEPT_HOLD = QT_TRANSLATE_NOOP("Counter", "Hold this number")
ACCEPT_TRANSFER = QT_TRANSLATE_NOOP("Counter", "Transfer this number")
ACCEPT_BREAK = QT_TRANSLATE_NOOP("Counter", "Begin the break")
ACCEPT_CANCEL = QT_TRANSLATE_NOOP("Counter", "Yes, cancel it")
ACCEPT_CALL = QT_TRANSLATE_NOOP("Counter", "Call this number")
ACCEPT_SIGN_IN = QT_TRANSLATE_NOOP("Counter", "Sign in")
ACCEPT_CLOSE = QT_TRANSLATE_NOOP("Counter", "Close the counter and quit")
ACCEPT_QUIT = QT_TRANSLATE_NOOP("Counter", "Only quit")
BACK = QT_TRANSLATE_NOOP("Counter", "Back")
OK = QT_TRANSLATE_NOOP("Counter", "Close")
HOLD_TITLE = QT_TRANSLATE_NOOP("Counter", "Hold {label}")
HOLD_REASON = QT_TRANSLATE_NOOP("Counter", "Reason")
HOLD_UNTIL = QT_TRANSLATE_NOOP("Counter", "Until")
NO_TIME = QT_TRANSLATE_NOOP("Counter", "No set time")
IN_MINUTES = QT_TRANSLATE_NOOP("Counter", "{n} minutes (at {time})")
AT_TIME = QT_TRANSLATE_NOOP("Counter", "Another time…")
PICK_TIME = QT_TRANSLATE_NOOP("Counter", "Time")
OWN_REASON = QT_TRANSLATE_NOOP("Counter", "Another reason…")
NO_NAMES = QT_TRANSLATE_NOOP("Counter", "Do not write names or anything about health.")
REASON_PAPERS = QT_TRANSLATE_NOOP("Counter", "Completing documents")
REASON_PAY = QT_TRANSLATE_NOOP("Counter", "Paying at the cashier")
REASON_CHECK = QT_TRANSLATE_NOOP("Counter", "Waiting for a check of documents")
REASON_AWAY = QT_TRANSLATE_NOOP("Counter", "The visitor stepped out")
REASON_LATE = QT_TRANSLATE_NOOP("Counter", "Missed the call, is here now")
REASON_ORDER = QT_TRANSLATE_NOOP("Counter", "Asked for by the supervisor")
REASON_CONTINUE = QT_TRANSLATE_NOOP("Counter", "Continues an earlier service")
BREAK_TITLE = QT_TRANSLATE_NOOP("Counter", "Break of counter {counter}")
BREAK_BACK = QT_TRANSLATE_NOOP("Counter", "Back at work")
TRANSFER_TITLE = QT_TRANSLATE_NOOP("Counter", "Transfer {label}")
TRANSFER_SEARCH = QT_TRANSLATE_NOOP("Counter", "Search for a service, an agency or a counter")
TRANSFER_NONE = QT_TRANSLATE_NOOP("Counter", "Nothing matches.")
WAITS_THERE = QT_TRANSLATE_NOOP("Counter", "{n} waiting")
STATUS_OPEN = QT_TRANSLATE_NOOP("Counter", "open")
STATUS_CLOSED = QT_TRANSLATE_NOOP("Counter", "closed")
STATUS_BREAK = QT_TRANSLATE_NOOP("Counter", "on a break")
CANCEL_TITLE = QT_TRANSLATE_NOOP("Counter", "Cancel {label}?")
CANCEL_ASK = QT_TRANSLATE_NOOP(
    "Counter", "This number cannot be called again. The visitor would have to take a new one."
)
NAMED_TITLE = QT_TRANSLATE_NOOP("Counter", "Call a certain number")
NAMED_LABEL = QT_TRANSLATE_NOOP("Counter", "Number")
NAMED_NOTE = QT_TRANSLATE_NOOP("Counter", "A call out of turn is recorded with its reason.")
SIGN_IN_TITLE = QT_TRANSLATE_NOOP("Counter", "Officer at counter {counter}")
SIGN_IN_NAME = QT_TRANSLATE_NOOP("Counter", "The officer's name or code")
SIGN_IN_KEEP = QT_TRANSLATE_NOOP("Counter", "Number {label} stays at this counter.")
QUIT_TITLE = QT_TRANSLATE_NOOP("Counter", "Leave counter {counter}?")
QUIT_CURRENT = QT_TRANSLATE_NOOP(
    "Counter", "Number {label} is still at this counter and is shown again when the program starts."
)
QUIT_PLAIN = QT_TRANSLATE_NOOP("Counter", "The counter can be closed, or stay open.")
QUIT_UNSENT = QT_TRANSLATE_NOOP("Counter", "{n} actions are not yet sent; they are sent when the program starts again.")

# the window of lists
BOOK_TITLE = QT_TRANSLATE_NOOP("Counter", "Lines of counter {counter}")
TAB_WAITING = QT_TRANSLATE_NOOP("Counter", "Waiting ({n})")
TAB_HELD = QT_TRANSLATE_NOOP("Counter", "Held ({n})")
TAB_ABSENT = QT_TRANSLATE_NOOP("Counter", "No-show ({n})")
COLUMN_LABEL = QT_TRANSLATE_NOOP("Counter", "Number")
COLUMN_SERVICE = QT_TRANSLATE_NOOP("Counter", "Service")
COLUMN_SINCE = QT_TRANSLATE_NOOP("Counter", "Since")
COLUMN_WAITED = QT_TRANSLATE_NOOP("Counter", "For")
COLUMN_MARKS = QT_TRANSLATE_NOOP("Counter", "Marks")
COLUMN_NOTE = QT_TRANSLATE_NOOP("Counter", "Note")
FILTER = QT_TRANSLATE_NOOP("Counter", "Search for a number or a service")
CALL_THIS = QT_TRANSLATE_NOOP("Counter", "Call this number…")
RESUME_THIS = QT_TRANSLATE_NOOP("Counter", "Resume")
REJOIN_THIS = QT_TRANSLATE_NOOP("Counter", "Came back")
EMPTY_WAITING = QT_TRANSLATE_NOOP("Counter", "Nobody waits.")
EMPTY_HELD = QT_TRANSLATE_NOOP("Counter", "No number is held.")
EMPTY_ABSENT = QT_TRANSLATE_NOOP("Counter", "No number was missed.")
HELD_AT = QT_TRANSLATE_NOOP("Counter", "{reason}, counter {counter}")
HELD_UNTIL = QT_TRANSLATE_NOOP("Counter", "{reason}, until {time}, counter {counter}")
ABSENT_AT = QT_TRANSLATE_NOOP("Counter", "counter {counter}")
ONLY_COUNTER = QT_TRANSLATE_NOOP("Counter", "only counter {counter}")

# the menu
MENU = QT_TRANSLATE_NOOP("Counter", "Menu")
OPEN_COUNTER = QT_TRANSLATE_NOOP("Counter", "Open the counter")
CLOSE_COUNTER = QT_TRANSLATE_NOOP("Counter", "Close the counter")
LANGUAGE = QT_TRANSLATE_NOOP("Counter", "Bahasa Indonesia")
LARGE_TEXT = QT_TRANSLATE_NOOP("Counter", "Larger text")
MINIMISE = QT_TRANSLATE_NOOP("Counter", "Minimise")
QUIT = QT_TRANSLATE_NOOP("Counter", "Quit")

# durations
SECONDS = QT_TRANSLATE_NOOP("Counter", "{s} s")
MINUTES = QT_TRANSLATE_NOOP("Counter", "{m} min")
HOURS = QT_TRANSLATE_NOOP("Counter", "{h} h {m} min")

# for the screen reader
SAY_VISITOR = QT_TRANSLATE_NOOP("Counter", "Number {label}, {state}, {service}")
SAY_MARK = QT_TRANSLATE_NOOP("Counter", "{text}, {mark}")
SAY_BAR = QT_TRANSLATE_NOOP("Counter", "Bar of counter {counter}")
SAY_ANSWER = QT_TRANSLATE_NOOP("Counter", "Answer")
SAY_LINES = QT_TRANSLATE_NOOP("Counter", "What waits, per service")
SAY_CLOCK = QT_TRANSLATE_NOOP("Counter", "Clock")
SAY_SHARE = QT_TRANSLATE_NOOP("Counter", "Connection to the hall's file")
PLAIN = QT_TRANSLATE_NOOP("Counter", "{text}")
TRANSFER_LIST = QT_TRANSLATE_NOOP("Counter", "Where to")
FROM_LIST = QT_TRANSLATE_NOOP("Counter", "Reason for the call out of turn")
PICK_FIRST = QT_TRANSLATE_NOOP("Counter", "Choose a row first.")
REASON_FIRST = QT_TRANSLATE_NOOP("Counter", "A reason is needed.")
LABEL_FIRST = QT_TRANSLATE_NOOP("Counter", "Type a number, such as AB-012.")
NAME_FIRST = QT_TRANSLATE_NOOP("Counter", "Type the officer's name or code.")
TARGET_FIRST = QT_TRANSLATE_NOOP("Counter", "Choose where to first.")
CONTRAST = QT_TRANSLATE_NOOP("Counter", "High contrast")
HALL_PAUSED = QT_TRANSLATE_NOOP("Counter", "The whole hall is paused: {reason}")
DAY_CLOSED = QT_TRANSLATE_NOOP("Counter", "The service day is closed.")
DISK_FAILED = QT_TRANSLATE_NOOP(
    "Counter", "{label}: {act} could not be kept on this PC. Write it on paper and call a technician."
)
NO_COUNTER = QT_TRANSLATE_NOOP("Counter", "This hall has no counter {counter}.")
NEAREST = QT_TRANSLATE_NOOP("Counter", "There are: {codes}.")
