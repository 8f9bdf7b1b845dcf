"""Labels and tables as all of the officer's windows have them."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget


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
    made.setWordWrap(False)
    made.verticalHeader().hide()
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return made
