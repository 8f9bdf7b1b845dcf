"""The words of the window of several halls: English sources, which the Indonesian catalogue translates."""

from counter.screen_text import QT_TRANSLATE_NOOP

TITLE = QT_TRANSLATE_NOOP("Counter", "Halls side by side")
COLUMN_HALL = QT_TRANSLATE_NOOP("Counter", "Hall")
COLUMN_PROGRAMS = QT_TRANSLATE_NOOP("Counter", "Programs")
COLUMN_AS_OF = QT_TRANSLATE_NOOP("Counter", "As of")
COLUMN_REMARK = QT_TRANSLATE_NOOP("Counter", "To look at")
FACT_HALLS = QT_TRANSLATE_NOOP("Counter", "halls")
FACT_TROUBLED = QT_TRANSLATE_NOOP("Counter", "to look at")
OLD = QT_TRANSLATE_NOOP("Counter", "OLD: nothing newer came")
AFTER_CLOSING = QT_TRANSLATE_NOOP("Counter", "the line ends after closing")
LEFT_ALONE = QT_TRANSLATE_NOOP("Counter", "people wait and nobody serves: {services}")
DAY_CLOSED = QT_TRANSLATE_NOOP("Counter", "the day is closed")
NO_PROGRAM = QT_TRANSLATE_NOOP("Counter", "no program runs")
NO_ANSWER = QT_TRANSLATE_NOOP("Counter", "does not answer")
ASKING = QT_TRANSLATE_NOOP("Counter", "Asking the halls …")
NOTHING = QT_TRANSLATE_NOOP("Counter", "No hall was found.")
