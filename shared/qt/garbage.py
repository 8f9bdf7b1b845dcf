"""Cyclic garbage is collected on the GUI thread only.

Python collects wherever the next allocation happens to be: also on the store's, a printer's or the voice's thread.
A dialog or a QML object that is freed there destroys its Qt side on the wrong thread, and the process crashes
(PYSIDE-810 and many like it). So the automatic collector is off, and a timer of the GUI thread does its work.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 5_000
"""The young generation is collected this often; the older ones by Python's own counts."""


class GuiGarbage(QObject):
    """Collects garbage on the thread that it lives on, while it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect every generation whose count has passed Python's threshold, oldest first."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Let Python collect again."""
        self._timer.stop()
        gc.enable()
