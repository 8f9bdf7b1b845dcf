"""A picture of the Lucide set in the colour of words, sharp at every size; see ``icons/LICENSE_ICONS``."""

import functools
from pathlib import Path

from PySide6.QtCore import Property, QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from PySide6.QtSvg import QSvgRenderer

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

FOLDER = Path(__file__).parent / "icons"


@functools.cache
def _drawing(name: str, colour: str) -> QByteArray:
    """The SVG of a picture in a colour; of ``folder`` where there is no such picture."""
    path = FOLDER / f"{name}.svg"
    text = (path if path.exists() else FOLDER / "folder.svg").read_text(encoding="utf-8")
    return QByteArray(text.replace("currentColor", colour).encode())


@QmlElement
class Icon(QQuickPaintedItem):
    """One picture, painted by its SVG; the software renderer can."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour = "", QColor(Qt.GlobalColor.black)
        self.changed.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Draw it as large as the item's shorter side allows, in its middle."""
        if self._name:
            side = min(self.width(), self.height())
            place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            QSvgRenderer(_drawing(self._name, self._colour.name())).render(painter, place)

    @Property(str, notify=changed)
    def name(self) -> str:  # pyright: ignore[reportRedeclaration] - its setter follows
        """Which picture."""
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self.changed.emit()

    @Property(QColor, notify=changed)
    def color(self) -> QColor:  # pyright: ignore[reportRedeclaration] - its setter follows
        """Its colour."""
        return self._colour

    @color.setter
    def color(self, colour: QColor) -> None:
        if colour != self._colour:
            self._colour = colour
            self.changed.emit()
