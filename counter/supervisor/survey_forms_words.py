"""The words of the window for paper forms: English sources, which the Indonesian catalogue translates."""

from counter.screen_text import QT_TRANSLATE_NOOP

PAPER = QT_TRANSLATE_NOOP("Counter", "Paper survey forms")
PILE = QT_TRANSLATE_NOOP("Counter", "Pile of forms")
PILE_HINT = QT_TRANSLATE_NOOP("Counter", "Its name on the envelope, as AB.1 of 24 November")
SERVICE = QT_TRANSLATE_NOOP("Counter", "Service")
DAY = QT_TRANSLATE_NOOP("Counter", "Filled in on")
BY = QT_TRANSLATE_NOOP("Counter", "Typed by")
LINE = QT_TRANSLATE_NOOP("Counter", "Form {n}: nine answers, then who answered")
LINE_HINT = QT_TRANSLATE_NOOP("Counter", "443344334 p 34 sma swasta pagi  (Enter; - for a blank)")
TYPED = QT_TRANSLATE_NOOP("Counter", "{n} forms typed")
WAITING = QT_TRANSLATE_NOOP("Counter", "Waiting for a second person: {piles}")
NONE_WAITING = QT_TRANSLATE_NOOP("Counter", "No pile waits for a second person.")
ANSWERS = QT_TRANSLATE_NOOP("Counter", "{n} answers of 9")
BLANK = QT_TRANSLATE_NOOP("Counter", "Blank: {elements}. The form is kept and does not count in the IKM.")
WHOLE = QT_TRANSLATE_NOOP("Counter", "Whole: {who}")
NOBODY = QT_TRANSLATE_NOOP("Counter", "nothing about who answered")
FORM = QT_TRANSLATE_NOOP("Counter", "Form")
GIVEN = QT_TRANSLATE_NOOP("Counter", "Answers")
WHO = QT_TRANSLATE_NOOP("Counter", "Who answered")
LOOKED_UP = QT_TRANSLATE_NOOP("Counter", "Looked up again")
HAND_IN = QT_TRANSLATE_NOOP("Counter", "Ctrl+Enter  Hand in the pile")
CORRECT = QT_TRANSLATE_NOOP("Counter", "F2  Correct this form")
FIRST_DONE = QT_TRANSLATE_NOOP(
    "Counter", "{pile}: {n} forms are kept. They count when a second person has typed them too."
)
SECOND_DONE = QT_TRANSLATE_NOOP("Counter", "{pile}: {n} forms were typed alike by two people. They count now.")
DIFFER = QT_TRANSLATE_NOOP(
    "Counter",
    "Not alike: forms {forms}. Look at the paper again: correct the form here (F2), or tick it if yours is right; "
    "then hand in.",
)
NO_PILE = QT_TRANSLATE_NOOP("Counter", "Write the pile's name, at most 40 letters.")
NO_NAME = QT_TRANSLATE_NOOP("Counter", "Write who types.")
NO_FORMS = QT_TRANSLATE_NOOP("Counter", "Type a form first.")
UNFINISHED = QT_TRANSLATE_NOOP("Counter", "A form is half typed: finish it with Enter, or empty the line.")
