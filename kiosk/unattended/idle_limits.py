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
    """How long a page waits for a touch; 0 means without limit: an untouched start page has nothing to reset.

    The page ``number`` is the ticket's, once there is one; ``rate`` is the first page of an exit kiosk.
    """
    if page in ("start", "rate") and not touched:
        return 0
    usual = (TICKET_MS if settled else PRINTING_MS) if page == "number" else CHOOSING_MS
    return usual * (SLOWER if eased else 1)


class Patience(QObject):
    """Sets the idle watch by the page, and makes the kiosk forget.

    Between two touches the count begins anew only where this page's limit itself becomes another one (the paper is
    out, the text is larger): whatever else changes on the screen by itself is no visitor.
    """

    def __init__(self, kiosk: KioskModel, idle: IdleWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._idle = idle
        self._touched = False  # since the last visitor was forgotten
        self._counting: tuple[object, ...] = ()
        kiosk.page_changed.connect(self.look)
        kiosk.ticket.changed.connect(self.look)
        kiosk.comfort.changed.connect(self.look)
        idle.warned.connect(self._warn)
        idle.touched.connect(self._come)
        idle.idled.connect(self._end)

    @Slot()
    def look(self) -> None:
        """Count from now, if another limit than before applies."""
        page, settled = self._page(), self._kiosk.ticket.paperSettled
        eased = self._kiosk.comfort.eased
        counting = (page, self._touched, settled, eased)
        if counting == self._counting:
            return
        self._counting = counting
        patience = patience_ms(page, touched=self._touched, settled=settled, eased=eased)
        if patience:
            self._idle.start(patience)
        else:
            self._idle.stop()

    def _page(self) -> str:
        shown = self._kiosk.page
        return "number" if shown == "ticket" and self._kiosk.ticket.state == "issued" else shown

    @Slot()
    def _come(self) -> None:
        """Somebody is there, or back: the question itself sees to the touch that answers it."""
        self._touched = True
        self._kiosk.welcome.end()
        self._kiosk.screen.touch()
        self.look()

    @Slot()
    def _warn(self) -> None:
        if self._page() != "number" and self._kiosk.begun:
            self._kiosk.ask_still_there()

    @Slot()
    def _end(self) -> None:
        self._touched = False
        self._kiosk.forget()
        self._counting = ()  # where the hall is still asked for a number, the count begins anew
        self.look()
