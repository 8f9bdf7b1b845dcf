"""A window with the emulated printer's newest paper: ``python -m shared.tools.demo.paper_window FOLDER``."""

import signal
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

_LOOK_MS = 300


class PaperWindow(QScrollArea):
    """Shows the newest ticket in a folder, as it comes out of the printer."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._newest: Path | None = None
        self._paper = QLabel("The emulated printer: take a number at the kiosk, the ticket appears here.")
        self._paper.setWordWrap(True)
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setWindowTitle("Antrean: printer")
        self.setGeometry(1530, 570, 380, 480)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def look(self) -> None:
        """See whether another ticket was cut."""
        tickets = sorted(self._folder.glob("*.png"), key=lambda path: path.stat().st_mtime_ns)
        if not tickets or tickets[-1] == self._newest:
            return
        picture = QPixmap(str(tickets[-1]))
        if picture.isNull():  # half written: it is complete at the next look
            return
        self._newest = tickets[-1]
        self._paper.setPixmap(picture)
        self.setWindowTitle(f"Antrean: printer, ticket {len(tickets)}")


def main() -> int:
    """Show the window until it is closed."""
    app = QApplication(sys.argv[:1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = PaperWindow(Path(sys.argv[1]))
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
