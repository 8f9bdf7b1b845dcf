"""What makes the screen easier for one visitor: language, larger text, high contrast, reach mode. Reset after each."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.tiles import LanguageRow
from shared.qt.language import Language, name_of
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.qt.theme import Theme

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


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
        self._larger = self._contrast = self._reach = False
        self._languages = RowsModel(LanguageRow, parent=self)
        self._fill()

    def set_languages(self, codes: tuple[str, ...]) -> None:
        """The hall's languages, its first one first."""
        if codes and codes != self._codes:
            self._codes = codes
            self._fill()

    def forget(self) -> None:
        """The next visitor begins as the hall wants."""
        self._set(larger=False, contrast=False, reach=False)
        self.useLanguage(self._codes[0])

    @Slot(str)
    def useLanguage(self, code: str) -> None:  # noqa: N802 - QML's name
        """Speak another language."""
        if code in self._codes and code != self._language.code:
            self._language.use(code)
            self._fill()

    @Slot()
    def toggleLarger(self) -> None:  # noqa: N802 - QML's name
        """Larger text, or back."""
        self._set(larger=not self._larger, contrast=self._contrast, reach=self._reach)

    @Slot()
    def toggleContrast(self) -> None:  # noqa: N802 - QML's name
        """High contrast, or back."""
        self._set(larger=self._larger, contrast=not self._contrast, reach=self._reach)

    @Slot()
    def toggleReach(self) -> None:  # noqa: N802 - QML's name
        """Everything to touch in the lower part of the screen, or back."""
        self._set(larger=self._larger, contrast=self._contrast, reach=not self._reach)

    @Property(bool, notify=changed)
    def larger(self) -> bool:
        """Text is larger."""
        return self._larger

    @Property(bool, notify=changed)
    def contrast(self) -> bool:
        """Contrast is high."""
        return self._contrast

    @Property(bool, notify=changed)
    def reach(self) -> bool:
        """What can be touched is low on the screen."""
        return self._reach

    @Property(bool, notify=changed)
    def changedAnything(self) -> bool:  # noqa: N802 - QML's name
        """Whether anything is not as the hall has it."""
        return self._larger or self._contrast or self._reach or self._language.code != self._codes[0]

    @property
    def eased(self) -> bool:
        """Somebody who may need more time: larger text, contrast or reach."""
        return self._larger or self._contrast or self._reach

    @Property(QObject, constant=True)
    def languages(self) -> QObject:
        """The languages to choose from."""
        return self._languages

    def _set(self, *, larger: bool, contrast: bool, reach: bool) -> None:
        if (larger, contrast, reach) == (self._larger, self._contrast, self._reach):
            return
        self._larger, self._contrast, self._reach = larger, contrast, reach
        self._theme.set_larger(larger)
        self._theme.set_high_contrast(contrast)
        self.changed.emit()

    def _fill(self) -> None:
        now = self._language.code
        self._languages.set_rows([LanguageRow(code, name_of(code), code == now) for code in self._codes])
        self.changed.emit()
