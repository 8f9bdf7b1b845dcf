"""A list of a few entries that always shows all of them whole."""

from PySide6.QtWidgets import QListWidget, QWidget


class ShortList(QListWidget):
    """Call :meth:`fit` when its entries are in."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)

    def fit(self, most: int = 99) -> None:
        """As high as all entries (``most`` of them at once) and as wide as the longest, in the style's font."""
        self.ensurePolished()
        edge = 2 * self.frameWidth() + 6
        self.setFixedHeight(min(self.count(), most) * self.sizeHintForRow(0) + edge)
        self.setMinimumWidth(self.sizeHintForColumn(0) + edge + 16)
