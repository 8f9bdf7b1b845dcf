"""What the kiosk shows while nobody uses it: greeting, pledge, today's hours, notices. A touch ends it."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.start.logo_file import LogoFile
from shared.clock import Clock
from shared.domain.calendar import business_day, hours_on
from shared.domain.hall_data.hall import Hall
from shared.qt.language import Language
from shared.qt.properties import Property
from shared.text.dates import time_of_day_words

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class WelcomeModel(QObject):
    """Waits on the untouched start page, then greets, if the hall's file says so."""

    changed = Signal()

    def __init__(self, clock: Clock, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._language = language
        self._hall: Hall | None = None
        self._shown = False
        self._folder: Path | None = None
        self._logo = ""
        self._logo_file = LogoFile(self)
        self._logo_file.told.connect(self._logo_told)
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self.show)
        language.changed.connect(self.changed)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data, new or changed."""
        first, self._hall = self._hall is None, hall
        if first:
            self.wait()
        self._read_logo()
        self.changed.emit()

    def look_in(self, folder: Path) -> None:
        """The hall's folder, with its logo."""
        self._folder = folder
        self._read_logo()

    def _read_logo(self) -> None:
        name = self._hall.welcome.logo if self._hall else ""
        if name and self._folder is not None:
            self._logo_file.read(self._folder / name)
        else:
            self._logo_told("")

    @Slot(str)
    def _logo_told(self, address: str) -> None:
        if address != self._logo:
            self._logo = address
            self.changed.emit()

    @Slot()
    def wait(self) -> None:
        """The start page stands and nobody touches it: count from now."""
        if self._hall is not None and self._hall.welcome.after_seconds:
            self._waiting.start(self._hall.welcome.after_seconds * 1000)

    @Slot()
    def show(self) -> None:
        """Greet."""
        self._shown = True
        self._read_logo()  # one that was still being copied is whole now
        self.changed.emit()

    @Slot()
    def end(self) -> None:
        """Somebody is there."""
        self._waiting.stop()
        if self._shown:
            self._shown = False
            self.changed.emit()

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """The greeting covers the screen."""
        return self._shown

    @Property(str, notify=changed)
    def colour(self) -> str:
        """The hall's own colour; empty for the program's."""
        return self._hall.welcome.colour if self._hall else ""

    @Property(str, notify=changed)
    def logo(self) -> str:
        """The hall's logo as an address of a picture; empty without one."""
        return self._logo

    @Property(str, notify=changed)
    def motif(self) -> str:
        """The pattern under the greeting; empty for none."""
        return self._hall.welcome.motif if self._hall else ""

    @Property(str, notify=changed)
    def greeting(self) -> str:
        """The hall's greeting, or its name."""
        if self._hall is None:
            return ""
        return self._language.of(self._hall.welcome.greeting or self._hall.hall.name)

    @Property(str, notify=changed)
    def pledge(self) -> str:
        """The hall's service pledge."""
        pledge = self._hall.hall.pledge if self._hall else None
        return self._language.of(pledge) if pledge else ""

    @Property(str, notify=changed)
    def notices(self) -> str:
        """What visitors should know these days, a line each."""
        notices = self._hall.welcome.notices.values() if self._hall else ()
        return "\n".join(self._language.of(notice) for notice in notices)

    @Property(str, notify=changed)
    def hours(self) -> str:
        """Today's opening hours; empty on a day without any."""
        if self._hall is None:
            return ""
        hours = hours_on(self._hall, business_day(self._hall, self._clock()))
        if hours is None:
            return ""
        span = f"{time_of_day_words(hours.open)}–{time_of_day_words(hours.close)}"
        return self.tr("Open today: {0}").format(span)
