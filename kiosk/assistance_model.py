"""The button that calls an officer to the screen."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.hall_client import HallClient
from shared.qt.properties import Property
from shared.store.record.events import Event, What

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class AssistanceModel(QObject):
    """The call for help: once for each visitor."""

    changed = Signal()

    def __init__(self, kiosk: str, hall_client: HallClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._hall_client = hall_client
        self._state = ""

    @Property(str, notify=changed)
    def state(self) -> str:
        """Empty, ``calling``, ``told`` (the staff), ``coming`` (it was accepted) or ``nobody`` (could not be told)."""
        return self._state

    @Slot()
    def call(self) -> None:
        """Ask the staff to come."""
        if self._state == "":
            self._set("calling")
            self._hall_client.call_help(self._answered)

    def news_told(self, events: Sequence[Event]) -> None:
        """What happened in the hall: somebody may be on the way."""
        accepted = any(e.what is What.HELP_ACCEPTED and e.data.get("place") == self._kiosk for e in events)
        if accepted and self._state in ("calling", "told"):
            self._set("coming")

    def _answered(self, told: bool) -> None:
        if self._state == "calling":
            self._set("told" if told else "nobody")

    def forget(self) -> None:
        """The visitor is gone."""
        self._set("")

    def _set(self, state: str) -> None:
        self._state = state
        self.changed.emit()
