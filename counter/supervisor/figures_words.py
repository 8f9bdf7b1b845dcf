"""The words of the window of figures: English sources, which the Indonesian catalogue translates."""

from counter.screen_text import QT_TRANSLATE_NOOP

FIGURES = QT_TRANSLATE_NOOP("Counter", "Figures and reports")
TODAY = QT_TRANSLATE_NOOP("Counter", "Today beside the usual day")
MONTH = QT_TRANSLATE_NOOP("Counter", "This month")
SERVICE = QT_TRANSLATE_NOOP("Counter", "A service, this month")
CHOOSE_SERVICE = QT_TRANSLATE_NOOP("Counter", "Which service")
EXPORT = QT_TRANSLATE_NOOP("Counter", "Save as PDF and Excel")
CANCEL = QT_TRANSLATE_NOOP("Counter", "Cancel")
READING = QT_TRANSLATE_NOOP("Counter", "Counting the days")
WRITING = QT_TRANSLATE_NOOP("Counter", "Writing the files")
CANCELLED = QT_TRANSLATE_NOOP("Counter", "Cancelled; nothing was written.")
SAVED = QT_TRANSLATE_NOOP("Counter", "Saved in {folder}: {files}")
