"""Pictures of the Lucide set in the colour of words, sharp at every size; see ``icons/LICENSE_ICONS``.

QML asks for ``image://icon/NAME/RRGGBB`` (kiosk/qml/Icon.qml). Not an item of its own: each item that Python makes for
QML stays in memory when its page is gone (PySide6 6.11).
"""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent / "icons"
USUAL = QSize(64, 64)


class Icons(QQuickImageProvider):
    """Paints one picture by its SVG; that of ``folder`` where there is no such picture."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N802, N803 - Qt's names
        """A square picture of ``NAME/RRGGBB``."""
        name, _, colour = id.partition("/")
        path = FOLDER / f"{name}.svg"
        text = (path if path.exists() else FOLDER / "folder.svg").read_text(encoding="utf-8")
        picture = QImage(
            requestedSize if requestedSize.width() > 0 else USUAL, QImage.Format.Format_ARGB32_Premultiplied
        )
        picture.fill(0)  # nothing: what lies below is seen
        painter = QPainter(picture)
        drawing = QSvgRenderer(text.replace("currentColor", f"#{colour}").encode())
        drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
        painter.end()
        size.setWidth(picture.width())
        size.setHeight(picture.height())
        return picture
