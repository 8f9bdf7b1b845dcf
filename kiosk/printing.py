"""The kiosk's printer, as the view model sees it: begin, once more, and signals about the paper."""

from PySide6.QtCore import QObject, Signal

from kiosk.paper_words import Paper, PaperState
from shared.domain.answers import Issued
from shared.domain.hall import Hall


class Printing(QObject):
    """A kiosk without a printer: the number stands on the screen. One with printers overrides this.

    Signals:
        told: the paper's state changed: (ticket id, :class:`PaperState`).
    """

    told = Signal(object, object)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data: which printers there are, what the paper says."""

    def begin(self, issued: Issued) -> PaperState:
        """Print a fresh ticket; answers how things stand at once."""
        return PaperState(Paper.NONE)

    def again(self, issued: Issued) -> PaperState:
        """Print it once more, marked as a copy."""
        return PaperState(Paper.NONE)

    def close(self) -> None:
        """The program ends."""
