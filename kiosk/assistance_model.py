"""The button that calls an officer to the screen."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.hall_client import HallClient
from shared.qt.properties import Property

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class AssistanceModel(QObject):
    """The call for help: once for each visitor."""

    changed = Signal()

    def __init__(self, hall_client: HallClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hall_client = hall_client
        self._state = ""

    @Property(str, notify=changed)
    def state(self) -> str:
        """Empty, ``calling``, ``coming`` (the staff were told) or ``nobody`` (they could not be)."""
        return self._state

    @Slot()
    def call(self) -> None:
        """Ask the staff to come."""
        if self._state == "":
            self._set("calling")
            self._hall_client.call_help(lambda told: self._set("coming" if told else "nobody"))

    def forget(self) -> None:
        """The visitor is gone."""
        self._set("")

    def _set(self, state: str) -> None:
        self._state = state
        self.changed.emit()
