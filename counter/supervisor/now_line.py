"""The line under the facts: where nobody serves, how long, when it ends, and which counter would help."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QWidget

from counter.localise import Localiser
from counter.screen_text import QT_TRANSLATE_NOOP
from counter.style import style, widgets
from shared.store.questions.hall_now import HallNow

ALONE = QT_TRANSLATE_NOOP("Counter", "Nobody serves {service}: {n} waiting, the longest {minutes} min.")
HELPS = QT_TRANSLATE_NOOP("Counter", "Open counter {counter} for {service}: longest wait {before} to {after} minutes.")
HELPS_ALONE = QT_TRANSLATE_NOOP("Counter", "Open counter {counter} for {service}: wait about {after} minutes.")
LONGEST = QT_TRANSLATE_NOOP("Counter", "Longest wait {minutes} min.")
KEPT = QT_TRANSLATE_NOOP("Counter", "Promise kept: {percent} %.")
ENDS = QT_TRANSLATE_NOOP("Counter", "The lines end about {time}.")
ENDS_LATE = QT_TRANSLATE_NOOP("Counter", "The lines end about {time}, after closing.")
_MOST = 3
"""So many services and suggestions are named; `antrean now` names all."""


def sentences(now: HallNow, localiser: Localiser) -> Iterator[str]:
    """What stands in the line, the most urgent first."""
    translate = localiser.translate
    for one in [one for one in now.services if one.is_left_alone][:_MOST]:
        yield translate(ALONE, service=one.service, n=one.waiting, minutes=one.longest_minutes)
    for hint in now.suggestions[:_MOST]:
        word = HELPS_ALONE if hint.before is None else HELPS
        yield translate(word, counter=hint.counter, service=hint.service, before=hint.before, after=hint.after)
    if now.waiting:
        yield translate(LONGEST, minutes=now.longest_minutes)
    if now.ends_at is not None:
        yield translate(ENDS_LATE if now.beyond_closing else ENDS, time=localiser.time(now.ends_at))
    if now.promise_percent is not None:
        yield translate(KEPT, percent=now.promise_percent)


class NowLine(QLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("now")
        self.setWordWrap(True)
        self.hide()

    def show_now(self, now: HallNow | None, localiser: Localiser) -> None:
        """Say how the hall stands; louder where somebody waits and nobody serves."""
        told = "  ".join(sentences(now, localiser)) if now is not None else ""
        urgent = now is not None and (now.beyond_closing or any(one.is_left_alone for one in now.services))
        p, s = style.colours(), style.sizes()
        self.setStyleSheet(
            f"QLabel#now {{ color: {p.warn if urgent else p.ink}; background: {p.warn_soft if urgent else p.paper};"
            f" font-weight: {700 if urgent else 600}; border-radius: {s.radius}px; padding: 4px 8px; }}"
        )
        self.setText(widgets.breakable(told).replace(" %", "\N{NO-BREAK SPACE}%"))
        self.setAccessibleName(told)
        self.setVisible(bool(told))
