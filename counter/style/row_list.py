"""A list whose rows are as high as their words need, however narrow it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counter.style.style import ROW_PADDING


class RowHeights(QStyledItemDelegate):
    """Qt breaks the words of a row to measure it as if the style had no padding, and so cuts the last line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """With the room that its words really have."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -2 * ROW_PADDING, 0)  # pyright: ignore[reportAttributeAccessIssue]
        return super().sizeHint(narrower, index)


def row_list(parent: QWidget, name: str) -> QListWidget:
    """An empty one; nothing in it is cut, nothing in it scrolls sideways."""
    made = QListWidget(parent)
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setItemDelegate(RowHeights(made))
    return made
