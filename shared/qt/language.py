"""The language of the screen; it can change while the program runs.

Source strings are English; Indonesian is complete (``python -m shared.tools.translations check`` holds that). A hall's
further languages (a regional one) come with its own texts; where the program has no words in it, Indonesian is shown.
One catalogue per part (``shared``, ``kiosk``, ``counter``, ``display``), compiled beside its source.
"""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Signal, Slot

from shared.domain.words import Text
from shared.qt.properties import Property
from shared.text.languages import ADDED, ADDED_NAMES, ENGLISH, FIRST, pick

FOLDER = Path(__file__).parent.parent / "assets" / "translations"
SOURCE = ENGLISH
_log = logging.getLogger("antrean.language")

NAMES = {
    "id": "Bahasa Indonesia",
    "en": "English",
    "jv": "Basa Jawa",
    "su": "Basa Sunda",
    "ban": "Basa Bali",
    "bjn": "Bahasa Banjar",
    "min": "Baso Minang",
    "ar": "العربية",
    "zh": "中文",
}
"""What a language calls itself."""


def name_of(code: str) -> str:
    """What a language calls itself; its code when we do not know."""
    return ADDED_NAMES.get(code) or NAMES.get(code, code)


class FileTranslator(QTranslator):
    """The words of a language that the hall added by a file; other translators stand in for what it lacks."""

    def __init__(self, words: Mapping[str, str], others: Sequence[QTranslator], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._others = others

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Qt installs no translator that is empty."""
        return False

    def translate(
        self, context: str | bytes, source: str | bytes, disambiguation: str | bytes | None = None, n: int = -1
    ) -> str:
        """The words for an English sentence, whatever it stands in."""
        english = source.decode() if isinstance(source, bytes) else str(source)
        own = self._words.get(english)
        if own is not None:
            return own
        found = (other.translate(context, source, disambiguation, n) for other in self._others)  # pyright: ignore[reportArgumentType, reportCallIssue]
        return next((words for words in found if words), english)


class Language(QObject):
    """The language in force. ``changed`` comes after the translators are in place.

    QML asks for ``language.code``; a program connects ``changed`` to ``engine.retranslate``.
    """

    changed = Signal()

    def __init__(self, parts: tuple[str, ...], code: str = FIRST, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._code = ""
        self._loaded: dict[str, list[QTranslator]] = {}  # by catalogue: read once
        self._translators: list[QTranslator] = []
        self.use(code)

    @Property(str, notify=changed)
    def code(self) -> str:
        """The language's code: ``id``, ``en`` ..."""
        return self._code

    @Slot(str)
    def use(self, code: str) -> None:
        """Switch to a language; does nothing when it is in force."""
        if code == self._code:
            return
        self.close()
        self._code = code
        catalogue = FIRST if code != SOURCE else SOURCE
        if catalogue not in self._loaded:
            self._loaded[catalogue] = self._load(catalogue)
        self._translators = self._loaded[catalogue]
        if code in ADDED:
            self._translators = [FileTranslator(ADDED[code], self._translators, self)]
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
        self.changed.emit()

    def of(self, text: Text | None) -> str:
        """A hall's text in the language in force."""
        return pick(text, self._code)

    def close(self) -> None:
        """Remove the translators."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            if isinstance(translator, FileTranslator):  # its words may have changed when it is wanted again
                translator.deleteLater()
        self._translators = []

    def _load(self, catalogue: str) -> list[QTranslator]:
        found: list[QTranslator] = []
        for part in self._parts:
            path = FOLDER / f"{part}_{catalogue}.qm"
            if not path.exists():
                if catalogue != SOURCE:
                    _log.warning("no translation at %s", path)
                continue
            translator = QTranslator(self)
            if translator.load(str(path)):
                found.append(translator)
            else:
                _log.warning("%s is not a translation", path)
        return found
