"""Whether this kiosk can give paper at all: said before a number is taken, with the neighbour that can."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.hall_client import HallClient
from kiosk.printing import Printing
from kiosk.unattended.under_finger import UnderFinger
from shared.domain.hall_data.hall import Hall
from shared.qt.language import Language
from shared.qt.properties import Property

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class PaperOutlook(QObject):
    """No paper will come out of this kiosk's printers now, and where it would."""

    changed = Signal()

    def __init__(
        self,
        hall_client: HallClient,
        printing: Printing,
        language: Language,
        finger: UnderFinger,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hall_client = hall_client
        self._language = language
        self._finger = finger
        self._hall: Hall | None = None
        self._none = False
        self._neighbour = ""
        printing.paper_known.connect(self._known)
        language.changed.connect(self.changed)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data."""
        self._hall = hall
        self.changed.emit()

    def refresh(self) -> None:
        """Another kiosk may have run out meanwhile."""
        if self._none:
            self._hall_client.kiosk_with_paper(self._found)

    @Property(bool, notify=changed)
    def none(self) -> bool:
        """This kiosk has printers, and none of them can print."""
        return self._none

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """What that means for a visitor; empty while there is paper."""
        if not self._none:
            return ""
        told = self.tr("No paper tickets here now. Your number counts all the same: write it down or photograph it.")
        kiosk = self._hall.kiosk.get(self._neighbour) if self._hall else None
        if self._hall is None or kiosk is None:
            return told
        zone = self._hall.zone.get(kiosk.zone)
        where = self._language.of(zone.name) if zone else ""
        there = self.tr("On paper: at kiosk {0}, {1}.")
        return f"{told} {there.format(self._neighbour, where)}"

    @Slot(bool)
    def _known(self, can_print: bool) -> None:
        self._finger.when_lifted(partial(self._set_known, can_print))

    def _set_known(self, can_print: bool) -> None:
        self._none = not can_print
        if can_print:
            self._neighbour = ""
        self.changed.emit()
        self.refresh()

    def _found(self, neighbour: str) -> None:
        self._finger.when_lifted(partial(self._set_neighbour, neighbour))

    def _set_neighbour(self, neighbour: str) -> None:
        if neighbour != self._neighbour:
            self._neighbour = neighbour
            self.changed.emit()
