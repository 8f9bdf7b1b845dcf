"""The kiosk's printer, as the view model sees it: begin, once more, and signals about the paper."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from shared.domain.answers import Issued
from shared.domain.hall import Hall

from kiosk.paper_words import Paper, PaperState


class Printing(Protocol):
    """What the view model needs of a printer; ``told`` carries (ticket id, PaperState)."""

    told: SignalInstance

    def set_hall(self, hall: Hall) -> None:
        """The hall's data: which printers, what the paper says."""
        ...

    def begin(self, issued: Issued) -> PaperState:
        """Print a fresh ticket; answers how things stand at once."""
        ...

    def again(self, issued: Issued) -> PaperState:
        """Print it once more, marked as a copy."""
        ...


class ScreenOnly(QObject):
    """A kiosk without a printer: the number stands on the screen."""

    told = Signal(object, object)

    def set_hall(self, hall: Hall) -> None:
        """Nothing depends on it."""

    def begin(self, issued: Issued) -> PaperState:
        """No paper."""
        return PaperState(Paper.NONE)

    def again(self, issued: Issued) -> PaperState:
        """No paper."""
        return PaperState(Paper.NONE)
