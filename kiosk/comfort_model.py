"""What makes the screen easier for one visitor: language, larger text, high contrast, reach mode. Reset after each."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.tiles import LanguageRow
from shared.domain.hall_data.hall import Kiosk
from shared.qt.language import Language, name_of
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.qt.theme import Theme

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

STEPS = 3
"""Sizes of text: the usual one and two larger ones."""
REACH_MM = 1100
"""What a hand reaches from a wheelchair, above the floor."""
MIDDLE_MM = 1000
"""Where the middle of a screen is taken to be when the hall does not say how high it is mounted."""


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class ComfortModel(QObject):
    """The visitor's own settings; :meth:`forget` puts the hall's back."""

    changed = Signal()

    def __init__(self, language: Language, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._theme = theme
        self._codes: tuple[str, ...] = ("id", "en")
        self._step = 0
        self._contrast = self._reach = self._aloud = False
        self._edge_mm: int | None = None
        self._languages = RowsModel(LanguageRow, parent=self)
        self._fill()

    def set_languages(self, codes: tuple[str, ...]) -> None:
        """The hall's languages, its first one first."""
        if codes and codes != self._codes:
            self._codes = codes
            self._fill()

    def set_screen(self, kiosk: Kiosk) -> None:
        """The screen's real size, and how high it is mounted."""
        self._theme.set_inches(kiosk.inches)
        self._edge_mm = kiosk.edge_mm
        self.changed.emit()

    def forget(self) -> None:
        """The next visitor begins as the hall wants."""
        self._set(step=0, contrast=False, reach=False)
        self.setAloud(False)
        self.useLanguage(self._codes[0])

    @Slot(str)
    def useLanguage(self, code: str) -> None:  # noqa: N802 - QML's name
        """Speak another language."""
        if code in self._codes and code != self._language.code:
            self._language.use(code)
            self._fill()

    @Slot()
    def toggleLarger(self) -> None:  # noqa: N802 - QML's name
        """Larger text, then larger still, then back."""
        self._set(step=(self._step + 1) % STEPS, contrast=self._contrast, reach=self._reach)

    @Slot()
    def toggleContrast(self) -> None:  # noqa: N802 - QML's name
        """High contrast, or back."""
        self._set(step=self._step, contrast=not self._contrast, reach=self._reach)

    @Slot()
    def toggleReach(self) -> None:  # noqa: N802 - QML's name
        """Everything to touch in the lower part of the screen, or back."""
        self._set(step=self._step, contrast=self._contrast, reach=not self._reach)

    @Slot(bool)
    def setAloud(self, on: bool) -> None:  # noqa: N802 - QML's name
        """Read the screen aloud, or stop."""
        if on != self._aloud:
            self._aloud = on
            self.changed.emit()

    @Property(bool, notify=changed)
    def aloud(self) -> bool:
        """The screen is read aloud."""
        return self._aloud

    @Property(bool, notify=changed)
    def larger(self) -> bool:
        """Text is larger."""
        return self._step > 0

    @Property(int, notify=changed)
    def textStep(self) -> int:  # noqa: N802 - QML's name
        """How much larger text is: 0, 1 or 2 steps."""
        return self._step

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        """Contrast is high."""
        return self._contrast

    @Property(bool, notify=changed)
    def reach(self) -> bool:
        """What can be touched is low on the screen."""
        return self._reach

    @Slot(float, result=float)
    def tooHigh(self, height_mm: float) -> float:  # noqa: N802 - QML's name
        """How many millimetres of a screen of this height, from its top, cannot be reached from a wheelchair."""
        edge = self._edge_mm if self._edge_mm is not None else MIDDLE_MM - height_mm / 2
        return max(0.0, edge + height_mm - REACH_MM)

    @Property(bool, notify=changed)
    def changedAnything(self) -> bool:  # noqa: N802 - QML's name
        """Whether anything is not as the hall has it."""
        return self.eased or self._language.code != self._codes[0]

    @property
    def eased(self) -> bool:
        """Somebody who may need more time: larger text, contrast, reach, or reading aloud."""
        return self._step > 0 or self._contrast or self._reach or self._aloud

    @Property(QObject, constant=True)
    def languages(self) -> QObject:
        """The languages to choose from."""
        return self._languages

    def _set(self, *, step: int, contrast: bool, reach: bool) -> None:
        if (step, contrast, reach) == (self._step, self._contrast, self._reach):
            return
        self._step, self._contrast, self._reach = step, contrast, reach
        self._theme.set_text_step(step)
        self._theme.set_high_contrast(contrast)
        self.changed.emit()

    def _fill(self) -> None:
        now = self._language.code
        self._languages.set_rows([LanguageRow(code, name_of(code), code == now) for code in self._codes])
        self.changed.emit()
