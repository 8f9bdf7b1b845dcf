"""The words of what a supervisor changes for this day: English sources, which the Indonesian catalogue translates."""

from counter.screen_text import QT_TRANSLATE_NOOP

MOVE_OFFICER = QT_TRANSLATE_NOOP("Counter", "Move an officer")
MOVE_NOTE = QT_TRANSLATE_NOOP(
    "Counter", "The first counter closes, the other opens under the same name. Nobody is moved away from a visitor."
)
WHO_MOVES = QT_TRANSLATE_NOOP("Counter", "Who: type a name or a counter")
MOVES_TO = QT_TRANSLATE_NOOP("Counter", "To which counter")
SAME_COUNTER = QT_TRANSLATE_NOOP("Counter", "Choose another counter than where the officer is.")

TODAY = QT_TRANSLATE_NOOP("Counter", "Quota and hours today")
TODAY_NOTE = QT_TRANSLATE_NOOP("Counter", "For this day alone: tomorrow the usual ones hold again.")
WHAT_TODAY = QT_TRANSLATE_NOOP("Counter", "What: type a service or an agency")
HOURS_OF_ALL = QT_TRANSLATE_NOOP("Counter", "Hours of the whole hall")
HOURS_OF = QT_TRANSLATE_NOOP("Counter", "Hours: {name}")
QUOTA_OF = QT_TRANSLATE_NOOP("Counter", "Quota: {name}")
NOW_HOURS = QT_TRANSLATE_NOOP("Counter", "today {opens} to {closes}")
NOW_CLOSED = QT_TRANSLATE_NOOP("Counter", "closed today")
NOW_QUOTA = QT_TRANSLATE_NOOP("Counter", "today {quota}, given out {taken}")
NOW_NO_QUOTA = QT_TRANSLATE_NOOP("Counter", "no quota today, given out {taken}")
CHANGED_TODAY = QT_TRANSLATE_NOOP("Counter", "changed for today")
AS_USUAL = QT_TRANSLATE_NOOP("Counter", "As on other days again")
QUOTA = QT_TRANSLATE_NOOP("Counter", "Numbers today")
OPENS = QT_TRANSLATE_NOOP("Counter", "Opens")
CLOSES = QT_TRANSLATE_NOOP("Counter", "Closes")
LAST_NUMBER = QT_TRANSLATE_NOOP("Counter", "Last number, if not by the rule")
HOURS_MISSING = QT_TRANSLATE_NOOP("Counter", "Write times such as 08.00; closing comes after opening.")

IMPORT = QT_TRANSLATE_NOOP("Counter", "Import bookings")
CHOOSE_FILE = QT_TRANSLATE_NOOP("Counter", "Choose a file")
FILES = QT_TRANSLATE_NOOP("Counter", "Tables (*.xlsx *.csv *.txt *.tsv)")
DAY_ENDED = QT_TRANSLATE_NOOP("Counter", "{time}  The day is closed.")
CHECKPOINT = QT_TRANSLATE_NOOP("Counter", "Checkpoint of the audit, to be kept outside the hall: {sequence}:{words}.")
CHECKPOINT_PRINTED = QT_TRANSLATE_NOOP("Counter", "It was printed at {printer}.")
CHECKPOINT_NOT_PRINTED = QT_TRANSLATE_NOOP("Counter", "It was not printed at {printer}: write it down.")
NOT_IMPORTED = QT_TRANSLATE_NOOP("Counter", "Nothing was taken over. Correct this in the file:")
MORE_WRONG = QT_TRANSLATE_NOOP("Counter", "... and {n} more lines")
IMPORTED = QT_TRANSLATE_NOOP(
    "Counter",
    "{time}  Bookings taken: {new} new, {moved} moved, {same} as they were, {used} used, {cancelled} cancelled, "
    "{missing} not in this file",
)

REPORT = QT_TRANSLATE_NOOP("Counter", "Report")
REPORT_NOTE = QT_TRANSLATE_NOOP("Counter", "Visits, waits and service times, as a file. It names nobody.")
REPORT_KIND = QT_TRANSLATE_NOOP("Counter", "What")
REPORT_OF_DAY = QT_TRANSLATE_NOOP("Counter", "Report of a day")
REPORT_OF_WEEK = QT_TRANSLATE_NOOP("Counter", "Report of a week")
REPORT_OF_MONTH = QT_TRANSLATE_NOOP("Counter", "Report of a month")
REPORT_OF_YEAR = QT_TRANSLATE_NOOP("Counter", "Report of a year")
REPORT_ROWS = QT_TRANSLATE_NOOP("Counter", "Table of some days (CSV)")
REPORT_FROM = QT_TRANSLATE_NOOP("Counter", "Day, or first day")
REPORT_TO = QT_TRANSLATE_NOOP("Counter", "Last day")
REPORT_BY = QT_TRANSLATE_NOOP("Counter", "One row for each")
BY_DAY = QT_TRANSLATE_NOOP("Counter", "day")
BY_MONTH = QT_TRANSLATE_NOOP("Counter", "month")
BY_SERVICE = QT_TRANSLATE_NOOP("Counter", "service")
BY_AGENCY = QT_TRANSLATE_NOOP("Counter", "agency")
BY_COUNTER = QT_TRANSLATE_NOOP("Counter", "counter")
BY_HOUR = QT_TRANSLATE_NOOP("Counter", "hour of the day")
WHOLE_HALL = QT_TRANSLATE_NOOP("Counter", "All agencies")
REPORT_AGENCY = QT_TRANSLATE_NOOP("Counter", "Agency")
SAVE_AS = QT_TRANSLATE_NOOP("Counter", "Save as …")
DAYS_TURNED = QT_TRANSLATE_NOOP("Counter", "The first day is after the last.")
REPORTED = QT_TRANSLATE_NOOP("Counter", "{time}  Report saved: {file}")
