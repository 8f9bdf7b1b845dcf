"""Labels and tables as all of the officer's windows have them."""

import re

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from counter.style.row_list import RowHeights

_LONG_WORD = re.compile(r"\S{12}(?=\S{5})")


def breakable(text: str) -> str:
    """The same with unseen places to break in words longer than any of a dictionary; labels break at spaces only."""
    return _LONG_WORD.sub(lambda part: f"{part[0]}\u200b", text)


def lines(text: str, font: QFont, width: int) -> list[str]:
    """A text in lines of at most this many pixels, for what does not wrap by itself (a button's words)."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return found


def label(parent: QWidget, name: str = "", text: str = "", *, wrap: bool = False) -> QLabel:
    """Words, never markup: names and reasons come from the hall's data and from people."""
    made = QLabel(text, parent)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def table(parent: QWidget, name: str, model: QAbstractItemModel) -> QTableView:
    """Whole rows to choose from, one at a time, each column as wide as what it holds; the tab key leaves it."""
    made = QTableView(parent)
    made.setObjectName(name)
    made.setModel(model)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setTabKeyNavigation(False)
    made.setShowGrid(False)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.verticalHeader().hide()
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # long names wrap
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.setItemDelegate(RowHeights(made))
    later = QTimer(made, singleShot=True, interval=0)
    later.timeout.connect(made.resizeRowsToContents)  # Qt measures them before a column has the width that is left
    header.sectionResized.connect(later.start)
    return made
