"""Words of the tables that say how the hall stands now: English sources, which the catalogue translates."""

from counter.screen_text import QT_TRANSLATE_NOOP

COLUMN_LONGEST = QT_TRANSLATE_NOOP("Counter", "Longest wait")
COLUMN_KEPT = QT_TRANSLATE_NOOP("Counter", "Promise kept")
COLUMN_ENDS = QT_TRANSLATE_NOOP("Counter", "Line ends")
COLUMN_OPEN = QT_TRANSLATE_NOOP("Counter", "Counters open")
COLUMN_ALONE = QT_TRANSLATE_NOOP("Counter", "Waits, nobody serves")
COLUMN_ZONE = QT_TRANSLATE_NOOP("Counter", "Zone")
COLUMN_ROLE = QT_TRANSLATE_NOOP("Counter", "Role")
COLUMN_MAY_SERVE = QT_TRANSLATE_NOOP("Counter", "May serve")
TAB_ZONES = QT_TRANSLATE_NOOP("Counter", "Zones")
TAB_OFFICERS = QT_TRANSLATE_NOOP("Counter", "Officers")
AFTER_CLOSING = QT_TRANSLATE_NOOP("Counter", "{time}, after closing")
NOBODY_SERVES = QT_TRANSLATE_NOOP("Counter", "nobody serves")
PERCENT = QT_TRANSLATE_NOOP("Counter", "{n} %")
OF_ALL = QT_TRANSLATE_NOOP("Counter", "{n} of {all}")
EVERY_COUNTER = QT_TRANSLATE_NOOP("Counter", "all counters")
AT_NO_COUNTER = QT_TRANSLATE_NOOP("Counter", "at no counter")
