"""The words of the supervisor's acts: English sources, which the Indonesian catalogue translates."""

from counter.screen_text import QT_TRANSLATE_NOOP

PAUSE = QT_TRANSLATE_NOOP("Counter", "Pause the hall")
RESUME = QT_TRANSLATE_NOOP("Counter", "Resume the hall")
DISTURB = QT_TRANSLATE_NOOP("Counter", "Mark a disturbance")
RESTORE = QT_TRANSLATE_NOOP("Counter", "End a disturbance")
CLOSE_COUNTER = QT_TRANSLATE_NOOP("Counter", "Close a counter")
BRING_BACK = QT_TRANSLATE_NOOP("Counter", "Bring a number back")
MESSAGE = QT_TRANSLATE_NOOP("Counter", "Message to the staff")
ANNOUNCE = QT_TRANSLATE_NOOP("Counter", "Tell on the displays")
ANNOUNCE_NOTE = QT_TRANSLATE_NOOP("Counter", "It stands on every display until then. Without words it is taken back.")
ANNOUNCE_WHERE = QT_TRANSLATE_NOOP("Counter", "Where")
AS_NOTICE = QT_TRANSLATE_NOOP("Counter", "As a notice")
AS_RUNNING_TEXT = QT_TRANSLATE_NOOP("Counter", "As the running text")
CLOSE_DAY = QT_TRANSLATE_NOOP("Counter", "Close the day")
OPEN_DAY = QT_TRANSLATE_NOOP("Counter", "Open the day again")

PAUSE_NOTE = QT_TRANSLATE_NOOP("Counter", "No numbers are given out and nobody is called until you resume.")
RESUME_NOTE = QT_TRANSLATE_NOOP("Counter", "Numbers are given out and called again.")
DISTURB_NOTE = QT_TRANSLATE_NOOP("Counter", "No numbers are given out for the service; who waits keeps the place.")
RESTORE_NOTE = QT_TRANSLATE_NOOP("Counter", "Numbers are given out for the service again.")
CLOSE_COUNTER_NOTE = QT_TRANSLATE_NOOP("Counter", "A counter with a visitor is not closed: it says so.")
BRING_BACK_NOTE = QT_TRANSLATE_NOOP(
    "Counter", "For a visit that ended by mistake: it waits again at its old place. It is kept in the audit."
)
OPEN_DAY_NOTE = QT_TRANSLATE_NOOP("Counter", "Those whose visits the closing ended wait again, at their places.")
ENDS_NOBODY = QT_TRANSLATE_NOOP("Counter", "Nobody waits. Numbers are given out again on the next day of service.")
ENDS_THESE = QT_TRANSLATE_NOOP("Counter", "This ends the visits of {n} who wait or are held: {labels}.")

PUBLIC_REASON = QT_TRANSLATE_NOOP("Counter", "What the public is told")
UNTIL = QT_TRANSLATE_NOOP("Counter", "Until when, if known")
WHICH_SERVICE = QT_TRANSLATE_NOOP("Counter", "Service: type a part of its name")
WHICH_COUNTER = QT_TRANSLATE_NOOP("Counter", "Counter: type its number or agency")
WHICH_NUMBER = QT_TRANSLATE_NOOP("Counter", "Number (such as AB-012)")
MESSAGE_WORDS = QT_TRANSLATE_NOOP("Counter", "Words for the staff, without any name")

REASON_MISSING = QT_TRANSLATE_NOOP("Counter", "Write in Indonesian what the public is told.")
CHOICE_MISSING = QT_TRANSLATE_NOOP("Counter", "Choose one of the list.")
WORDS_MISSING = QT_TRANSLATE_NOOP("Counter", "Write the message first.")

DONE = QT_TRANSLATE_NOOP("Counter", "{time}  {act} {about}· recorded")
WAIT_FOR_SHARE = QT_TRANSLATE_NOOP("Counter", "Not now: the queue's file cannot be reached.")
UNEXPECTED = QT_TRANSLATE_NOOP("Counter", "Not done: an error in Antrean itself. The log on this PC has the details.")
UNDER_WAY = QT_TRANSLATE_NOOP("Counter", "Sending: {act}")
ACTS = QT_TRANSLATE_NOOP("Counter", "Acts")
