"""The hall's date and time in words, as the kiosk's header shows them."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from shared.clock import Clock
from shared.domain.calendar import local
from shared.domain.hall_data.hall import Hall
from shared.qt.language import Language
from shared.qt.properties import Property
from shared.text.dates import clock_and_zone, date_words

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class ClockModel(QObject):
    """The time in the hall's own zone, in the language in force. Empty until the hall is known."""

    changed = Signal()

    def __init__(self, clock: Clock, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._language = language
        self._hall: Hall | None = None
        self._text = ""
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.tell)
        language.changed.connect(self.tell)

    def start(self) -> None:
        """Begin to follow time."""
        self._tick.start()

    def set_hall(self, hall: Hall) -> None:
        """The hall's data, new or changed."""
        self._hall = hall
        self.tell()

    @Property(str, notify=changed)
    def text(self) -> str:
        """The date and the time."""
        return self._text

    @Property(str, notify=changed)
    def shortText(self) -> str:  # noqa: N802 - QML's name
        """The time alone."""
        return self._text.rpartition(" · ")[2]

    @Slot()
    def tell(self) -> None:
        """Say the present."""
        if self._hall is None:
            return
        at = local(self._hall, self._clock())
        text = f"{date_words(at, self._language.code)} · {clock_and_zone(at, self._language.code)}"
        if text != self._text:
            self._text = text
            self.changed.emit()
