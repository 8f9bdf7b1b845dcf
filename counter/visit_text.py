"""More words of the officer's bar: what opens beside the loop of every visit. As in :mod:`counter.screen_text`."""

from counter.screen_text import QT_TRANSLATE_NOOP

# keys of the whole desktop
KEYS = QT_TRANSLATE_NOOP("Counter", "Keys in every program ...")
KEYS_TITLE = QT_TRANSLATE_NOOP("Counter", "Keys that work in every program")
KEYS_LIST = QT_TRANSLATE_NOOP("Counter", "Action and its key")
KEYS_FIELD = QT_TRANSLATE_NOOP("Counter", "Press the new key for the marked action; Backspace takes none")
KEYS_SAVE = QT_TRANSLATE_NOOP("Counter", "Use these keys")
KEYS_USUAL = QT_TRANSLATE_NOOP("Counter", "As the hall says")
KEY_WORKS = QT_TRANSLATE_NOOP("Counter", "{key} works in every program")
KEY_OFF = QT_TRANSLATE_NOOP("Counter", "no key")
KEY_HELD = QT_TRANSLATE_NOOP("Counter", "{key} is held by another program: choose another key")
KEY_TWICE = QT_TRANSLATE_NOOP("Counter", "{key} has another action already: choose another key")
KEY_NONE = QT_TRANSLATE_NOOP("Counter", "{key} cannot be a key for every program: add Ctrl, Alt or a function key")
KEY_NOT_HERE = QT_TRANSLATE_NOOP("Counter", "{key}: this desktop gives programs no such keys")
KEY_ASKED = QT_TRANSLATE_NOOP("Counter", "{key}: the desktop has been asked for it")
KEY_NOT_GIVEN = QT_TRANSLATE_NOOP("Counter", "{key}: the desktop gave no key; choose one in the desktop's settings")
KEYS_NOT_HERE = QT_TRANSLATE_NOOP(
    "Counter",
    "This desktop gives programs no keys. Set a shortcut in its settings instead, with the command: {command}",
)
KEYS_HELD = QT_TRANSLATE_NOOP("Counter", "Another program holds a key: {keys}. Choose others in the menu (Alt+M).")

# acts beside the loop
SERVE = QT_TRANSLATE_NOOP("Counter", "Serve without a number ...")
ISSUE = QT_TRANSLATE_NOOP("Counter", "Give out a number ...")
CHECK_IN = QT_TRANSLATE_NOOP("Counter", "Check in a booking ...")
CASHIER = QT_TRANSLATE_NOOP("Counter", "To the cashier and back to me ...")
VISIT_NOTE = QT_TRANSLATE_NOOP("Counter", "Note for the next officer ...")
VISIT = QT_TRANSLATE_NOOP("Counter", "Steps and history of the visit ...")
ADD_STEP = QT_TRANSLATE_NOOP("Counter", "Add a service ...")
DROP_STEP = QT_TRANSLATE_NOOP("Counter", "Drop the service")
REORDER = QT_TRANSLATE_NOOP("Counter", "Another order")
DONE_SERVED = QT_TRANSLATE_NOOP("Counter", "{label} is being served, without waiting")
DONE_ISSUED = QT_TRANSLATE_NOOP("Counter", "Number {label} given out ({target})")
PAPER_OUT = QT_TRANSLATE_NOOP("Counter", "The ticket of {label} came out at kiosk {kiosk}.")
PAPER_SENT = QT_TRANSLATE_NOOP(
    "Counter", "The ticket of {label} went to kiosk {kiosk}; its printer cannot tell if it is out."
)
PAPER_UNSURE = QT_TRANSLATE_NOOP(
    "Counter", "Nobody knows whether the ticket of {label} came out at kiosk {kiosk}: look there. The number is valid."
)
PAPER_NOT = QT_TRANSLATE_NOOP(
    "Counter", "The ticket of {label} was not printed at kiosk {kiosk}. Write the number down; it is valid."
)
DONE_CASHIER = QT_TRANSLATE_NOOP("Counter", "{label} goes to {target} and comes back here")
DONE_NOTED = QT_TRANSLATE_NOOP("Counter", "Note on {label}")
DONE_ADDED = QT_TRANSLATE_NOOP("Counter", "{label}: {target} added")
DONE_DROPPED = QT_TRANSLATE_NOOP("Counter", "{label}: {target} dropped")
DONE_REORDERED = QT_TRANSLATE_NOOP("Counter", "{target}: other order of services")
BECAUSE_DIRECT = QT_TRANSLATE_NOOP("Counter", "Served at once at the counter, without waiting with a number.")
NOTE_STANDS = QT_TRANSLATE_NOOP("Counter", "Note of the officer before: {note}")
NOTE_MARK = QT_TRANSLATE_NOOP("Counter", "note: {note}")

# outcome
OUTCOME_TITLE = QT_TRANSLATE_NOOP("Counter", "What came of number {label}?")
OUTCOME_LIST = QT_TRANSLATE_NOOP("Counter", "Outcome: its number key, or arrows and Enter")
OUTCOME_NONE = QT_TRANSLATE_NOOP("Counter", "Without an outcome")
ACCEPT_OUTCOME = QT_TRANSLATE_NOOP("Counter", "Finish")

# dialogs
SERVE_TITLE = QT_TRANSLATE_NOOP("Counter", "Serve a person without a number")
SERVE_NOTE = QT_TRANSLATE_NOOP("Counter", "A number is given out and counted; nobody is called.")
ACCEPT_SERVE = QT_TRANSLATE_NOOP("Counter", "Serve")
SEARCH_SERVICE = QT_TRANSLATE_NOOP("Counter", "Which service: type a part of its name")
IS_PRIORITY = QT_TRANSLATE_NOOP("Counter", "Priority lane")
IS_VISUAL = QT_TRANSLATE_NOOP("Counter", "Call visibly as well")
VISITOR_LANGUAGE = QT_TRANSLATE_NOOP("Counter", "The visitor's language")
PAPER = QT_TRANSLATE_NOOP("Counter", "Paper")
PAPER_NONE = QT_TRANSLATE_NOOP("Counter", "On the screen only")
PAPER_AT = QT_TRANSLATE_NOOP("Counter", "Printed at kiosk {kiosk}")
ISSUE_TITLE = QT_TRANSLATE_NOOP("Counter", "Give out a number")
ISSUE_MORE = QT_TRANSLATE_NOOP("Counter", "Add another service")
ISSUE_CHOSEN = QT_TRANSLATE_NOOP("Counter", "Services: {services}")
ACCEPT_ISSUE = QT_TRANSLATE_NOOP("Counter", "Give out")
CHECK_IN_TITLE = QT_TRANSLATE_NOOP("Counter", "Check in a booking")
CHECK_IN_CODE = QT_TRANSLATE_NOOP("Counter", "Code of the booking")
CODE_FIRST = QT_TRANSLATE_NOOP("Counter", "Type the code of the booking.")
ACCEPT_CHECK_IN = QT_TRANSLATE_NOOP("Counter", "Check in")
CASHIER_TITLE = QT_TRANSLATE_NOOP("Counter", "{label}: where to, and then back to this counter?")
ACCEPT_CASHIER = QT_TRANSLATE_NOOP("Counter", "Send and expect back")
NOTE_TITLE = QT_TRANSLATE_NOOP("Counter", "Note on {label} for the next officer")
NOTE_FIELD = QT_TRANSLATE_NOOP("Counter", "What should the next officer know? Nothing about who the visitor is")
NOTE_RULE = QT_TRANSLATE_NOOP("Counter", "No name, NIK, phone, e-mail or address. An empty note is taken away.")
NOTE_PERSONAL = QT_TRANSLATE_NOOP("Counter", "This seems to be personal data ({found}). Write it without.")
ACCEPT_NOTE = QT_TRANSLATE_NOOP("Counter", "Keep the note")
ADD_TITLE = QT_TRANSLATE_NOOP("Counter", "Add a service to the visit of {label}")
ACCEPT_ADD = QT_TRANSLATE_NOOP("Counter", "Add")
WAITS = QT_TRANSLATE_NOOP("Counter", "wait {least}-{most} min")
MANNED = QT_TRANSLATE_NOOP("Counter", "{n} counters serve")
OFFICER_AT = QT_TRANSLATE_NOOP("Counter", "officer at {counter}")
OFFICER_AWAY = QT_TRANSLATE_NOOP("Counter", "at no counter now")

# the visit
VISIT_TITLE = QT_TRANSLATE_NOOP("Counter", "Visit of {label}")
VISIT_STEPS = QT_TRANSLATE_NOOP("Counter", "Steps")
VISIT_HISTORY = QT_TRANSLATE_NOOP("Counter", "History today")
VISIT_NONE = QT_TRANSLATE_NOOP("Counter", "The visit is being read ...")
VISIT_AHEAD = QT_TRANSLATE_NOOP("Counter", "{n} ahead")
VISIT_AT = QT_TRANSLATE_NOOP("Counter", "at {counter}")
VISIT_FOR = QT_TRANSLATE_NOOP("Counter", "for officer {officer}")
VISIT_TAKEN = QT_TRANSLATE_NOOP("Counter", "Number taken at {time}")
VISIT_BOOKED = QT_TRANSLATE_NOOP("Counter", "booked for {time}")
WRITE_NOTE = QT_TRANSLATE_NOOP("Counter", "Note ...")
SEND_STEP = QT_TRANSLATE_NOOP("Counter", "Transfer ...")
STEP_UP = QT_TRANSLATE_NOOP("Counter", "Earlier")
STEP_DOWN = QT_TRANSLATE_NOOP("Counter", "Later")
STEP_FIRST = QT_TRANSLATE_NOOP("Counter", "Mark a step that still waits.")
BY = QT_TRANSLATE_NOOP("Counter", "by {officer}")

# the queue
QUEUE_TITLE = QT_TRANSLATE_NOOP("Counter", "Who waits, by service and lane")
COLUMN_LANE = QT_TRANSLATE_NOOP("Counter", "Lane")
COLUMN_WAITING = QT_TRANSLATE_NOOP("Counter", "Waiting")
COLUMN_LONGEST = QT_TRANSLATE_NOOP("Counter", "Longest wait / promise")
COLUMN_PROMISE = QT_TRANSLATE_NOOP("Counter", "Promise")
COLUMN_COUNTERS = QT_TRANSLATE_NOOP("Counter", "Counters")
COLUMN_TURN = QT_TRANSLATE_NOOP("Counter", "Turn and why")
LANE_ORDINARY = QT_TRANSLATE_NOOP("Counter", "ordinary")
LANE_PRIORITY = QT_TRANSLATE_NOOP("Counter", "priority")
PROMISE_KEPT = QT_TRANSLATE_NOOP("Counter", "kept")
PROMISE_NEAR = QT_TRANSLATE_NOOP("Counter", "nearly over")
PROMISE_BROKEN = QT_TRANSLATE_NOOP("Counter", "over")
LONGEST = QT_TRANSLATE_NOOP("Counter", "{longest} of {target} min")
TURN = QT_TRANSLATE_NOOP("Counter", "{place}. {why}")
VISIT_ROW = QT_TRANSLATE_NOOP("Counter", "Visit ...")

# the queue wakes
WOKE = QT_TRANSLATE_NOOP("Counter", "Somebody waits again: {n}")
TRAY = QT_TRANSLATE_NOOP("Counter", "{counter}: {n} waiting")
TRAY_SHOW = QT_TRANSLATE_NOOP("Counter", "Show the bar")
WAKE_SOUND = QT_TRANSLATE_NOOP("Counter", "Soft sound when somebody waits again")
