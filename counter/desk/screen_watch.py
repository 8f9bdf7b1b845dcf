"""Whether the call of this counter stands on a display and was spoken, as the displays tell beside the hall's file.

Asked once a second from the call until it was spoken, half a minute at most; the hall's file is not touched for it.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter import screen_text
from counter.desk.counter_model import CounterModel
from counter.screen_text import Word
from shared.domain.words import StepState
from shared.qt.worker import StoreWorker
from shared.store.engine import Engine
from shared.store.health_report import HealthReport

EVERY_MS = 1000
MOST_LOOKS = 30


class ScreenWatch(QObject):
    """Follows the call of one counter.

    Signals:
        changed: another answer.
    """

    changed = Signal()

    def __init__(self, model: CounterModel, worker: StoreWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._worker = model, worker
        self._call: tuple[int, int] | None = None  # the call and how often it was called out
        self._word: Word | None = None
        self._looks = 0
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)
        model.view_changed.connect(self._follow)

    @property
    def word(self) -> Word | None:
        """What is known of the present call; None before anything is."""
        return self._word

    @Slot()
    def _follow(self) -> None:
        visitor = self._model.view.current if self._model.view is not None else None
        call = visitor.call if visitor is not None and visitor.state is StepState.CALLED else None
        now = None if call is None or visitor is None else (call, visitor.times)
        if now == self._call:
            return
        self._call, self._word, self._looks = now, None, 0
        if now is None:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        if self._call is None or self._looks > MOST_LOOKS or self._word == screen_text.SHOWN_AND_SPOKEN:
            self._timer.stop()
            return
        hall = self._model.hall
        if hall is None or self._asked or self._model.counter not in hall.counter:
            return
        zone = hall.zone_of(self._model.counter)
        devices = [code for code, display in hall.display.items() if not display.zones or zone in display.zones]
        call = self._call
        self._asked = True
        self._worker.do(lambda file: _reports(file, devices), lambda found: self._came(call, found), self._not_now)

    def _not_now(self, _error: Exception) -> None:
        self._asked = False

    def _came(self, asked: tuple[int, int], found: Mapping[str, HealthReport]) -> None:
        self._asked = False
        if asked != self._call:
            return
        told = [row for one in found.values() for row in one.data.get("calls", ()) if row and row[0] == asked[0]]
        spoken, shown = (any(len(row) > at and row[at] for row in told) for at in (2, 1))
        word = screen_text.SHOWN_AND_SPOKEN if spoken else screen_text.SHOWN if shown else None
        if word != self._word:
            self._word = word
            self.changed.emit()


def _reports(file: Engine, devices: list[str]) -> Mapping[str, HealthReport]:
    try:
        return file.reports(devices)
    except OSError:
        return {}
