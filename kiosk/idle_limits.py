"""How long the kiosk waits for a visitor: longer for those who need more time, short once the number is taken."""

from PySide6.QtCore import QObject, Slot

from kiosk.kiosk_model import KioskModel
from shared.qt.idle import IdleWatch

CHOOSING_MS = 60_000
"""A minute without a touch; the last quarter of it with a question on the screen."""
WARN_MS = 15_000
TICKET_MS = 20_000
"""The number is shown this long after the paper's fate is known."""
PRINTING_MS = 60_000
SLOWER = 2
"""Larger text, contrast or reach mode: people who need more time."""


def patience_ms(page: str, *, touched: bool, settled: bool, eased: bool) -> int:
    """How long a page waits for a touch; 0 means without limit: an untouched start page has nothing to reset."""
    if page == "start" and not touched:
        return 0
    if page == "ticket":
        return (TICKET_MS if settled else PRINTING_MS) * (SLOWER if eased else 1)
    return CHOOSING_MS * (SLOWER if eased else 1)


class Patience(QObject):
    """Sets the idle watch by the page, and makes the kiosk forget."""

    def __init__(self, kiosk: KioskModel, idle: IdleWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._idle = idle
        kiosk.page_changed.connect(self.begin)
        kiosk.comfort.changed.connect(self.begin)
        kiosk.order.changed.connect(self.begin)
        idle.warned.connect(self._warn)
        idle.touched.connect(kiosk.stay)
        idle.idled.connect(kiosk.forget)

    @Slot()
    def begin(self) -> None:
        """Count from now, as long as this page allows."""
        kiosk = self._kiosk
        something = kiosk.comfort.changedAnything or kiosk.order.count > 0 or kiosk.assistance.state != ""
        settled = kiosk.ticket.paperSettled
        patience = patience_ms(kiosk.page, touched=something, settled=settled, eased=kiosk.comfort.eased)
        if patience:
            self._idle.start(patience)
        else:
            self._idle.stop()

    @Slot()
    def _warn(self) -> None:
        if self._kiosk.page != "ticket":
            self._kiosk.ask_still_there()
