"""The small dialogs' common frame: a title, a question, one button that does it and one that goes back.

They never turn an event loop of their own: they open, and tell their answer by a signal. What was asked about is
fixed when a dialog opens; if the counter has another visitor by then, the file refuses rather than act on the
wrong one.
"""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter import screen_text
from counter.desk.details import Details
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style, widgets

_SIDES = 20
_BESIDE = 2 * _SIDES
_LEAST = 60
"""Pixels of what is asked that are always in sight."""


class ContentRoom(QScrollArea):
    """What a dialog asks, whole wherever the screen has room for it; else it scrolls, and its buttons stay in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.setWidget(inside)
        for ground in (inside, self.viewport()):
            ground.setAutoFillBackground(False)
        inside.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """All of it, at the width it has: words that wrap are higher where it is narrow."""
        wanted = self.column.sizeHint()
        width = max(wanted.width(), self.window().minimumWidth() - _BESIDE)
        return QSize(width, max(self.column.totalHeightForWidth(width), wanted.height()))

    def minimumSizeHint(self) -> QSize:
        """A line or two."""
        return QSize(0, min(_LEAST, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something in it became larger or smaller."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ActDialog(QDialog):
    """One question.

    Signals:
        answered: what was chosen: an officer's ``Details``, a supervisor's ``HallOrder``.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget, localiser: Localiser, title: str, accept: Word) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.localiser = localiser
        self._bar = parent
        self.setMinimumWidth(440)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDES, 16, _SIDES, 16)
        whole.setSpacing(10)
        heading = widgets.label(self, "heading", widgets.breakable(title), wrap=True)
        heading.setStyleSheet(f"font-size: {style.sizes().strong + 4}px; font-weight: 800;")
        whole.addWidget(heading)
        self._room = ContentRoom(self)
        self.content = self._room.column
        whole.addWidget(self._room, 1)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.setStyleSheet(f"color: {style.colours().warn}; font-weight: 600;")
        self.problem.hide()
        whole.addWidget(self.problem)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self.back = self.button("back", screen_text.BACK)
        self.back.clicked.connect(self.reject)
        self.accept_button = self.button("accept", accept, main=True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._accept)
        whole.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Beside the bar, not over it: the visitor's number stays in sight."""
        super().showEvent(event)
        room = self._bar.screen().availableGeometry()
        self._take_room(room)
        bar = self._bar.window().frameGeometry()
        left = min(max(bar.center().x() - self.width() // 2, room.left()), room.right() + 1 - self.width())
        self.move(left, self._top(bar, room))

    def _take_room(self, room: QRect) -> None:
        """As large as what it asks, and never larger than the screen."""
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        self.resize(self.sizeHint().expandedTo(self.minimumSize()).boundedTo(room.size()))

    def _top(self, bar: QRect, room: QRect) -> int:
        """Below the bar, else above it, else as low as the screen lets it."""
        below, above = bar.bottom() + 8, bar.top() - self.height() - 8
        lowest = room.bottom() + 1 - self.height()
        if below <= lowest:
            return below
        return above if above >= room.top() else max(lowest, room.top())

    # ----- building

    def roomy(self, height: int) -> int:
        """A height for a list: what is wished, and less on a small screen."""
        return min(height, self._bar.screen().availableGeometry().height() // 5)

    def fitting(self, width: int) -> int:
        """A width that the screen has."""
        return min(width, self._bar.screen().availableGeometry().width() - 16)

    def button(self, name: str, word: Word, *, main: bool = False) -> QPushButton:
        """A button of the bottom line."""
        p, s = style.colours(), style.sizes()
        button = QPushButton(self.localiser.translate(word), self)
        button.setObjectName(name)
        button.setAutoDefault(main)
        ground, ink = (p.accent, p.on_accent) if main else (p.card, p.ink)
        button.setStyleSheet(f"""
            QPushButton {{
                background: {ground}; color: {ink}; border: 1px solid {p.accent if main else p.line};
                border-radius: {s.radius}px; padding: 8px 18px; font-weight: 700; min-height: {s.body}px;
            }}
            QPushButton:hover {{ border: 2px solid {p.ink}; padding: 7px 17px; }}
            QPushButton:focus {{ border: 3px solid {p.ink}; padding: 6px 16px; }}
        """)
        self._buttons.addWidget(button)
        return button

    def line(self, word: Word, buddy: QWidget | None = None, **values: object) -> QLabel:
        """A label above a field."""
        label = widgets.label(self, text=widgets.breakable(self.localiser.translate(word, **values)), wrap=True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if buddy is not None:
            label.setBuddy(buddy)
            label.setStyleSheet("font-weight: 600;")
            for named in (buddy, buddy.focusProxy()):
                if named is not None:
                    named.setAccessibleName(self.localiser.translate(word, **values))
        self.content.addWidget(label)
        if buddy is not None:
            self.content.addWidget(buddy)
        return label

    def beside(self, *fields: tuple[Word, QWidget]) -> None:
        """Fields side by side, each under its label."""
        row = QHBoxLayout()
        row.setSpacing(16)
        whole = self.content
        for word, field in fields:
            self.content = QVBoxLayout()
            self.line(word, field)
            self.content.addStretch(1)
            row.addLayout(self.content, 1)
        self.content = whole
        self.content.addLayout(row)

    # ----- answering

    def details(self) -> object:
        """What was chosen, or (as a ``Word``) what is missing."""
        return Details()

    def _accept(self) -> None:
        chosen = self.details()
        if not isinstance(chosen, str):
            self.accept_button.setEnabled(False)  # one press, one act
            self.answered.emit(chosen)
            self.accept()
            return
        self.problem.setText(self.localiser.translate(Word(chosen)))
        self.problem.show()
        self._take_room(self._bar.screen().availableGeometry())
