"""The guide as a window: one page at a time, what takes a while runs beside it, back and next below."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shared.domain.words import Text
from shared.faults import Fault
from shared.qt import fonts
from shared.qt.theme import Theme
from shared.setup.both import both, same
from shared.setup.guide_pages import Choose, Course, Enter, Line, Option, Page, Session, Tell, Work
from shared.setup.told import in_both
from shared.text.languages import pick

_BACK = both("Kembali", "Back")
_NEXT = both("Lanjut", "Next")
_CLOSE = both("Selesai", "Finish")
_TITLE = both("Siapkan Antrean di PC ini", "Set up Antrean on this PC")
_SIGNS = {"ok": "✓", "look": "!", "bad": "✕", "": ""}
SIZE = QSize(820, 640)


class Beside(QThread):
    """Does a page's work; the window stays alive."""

    told = Signal(object)
    done = Signal(object)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """In the other thread. A fault of the work is its outcome."""
        try:
            outcome: Any = self._work.run(self.told.emit)
        except Exception as error:  # noqa: BLE001 - shown on the page, whatever it was
            outcome = error
        self.done.emit(outcome)


class SetupWindow(QWidget):
    """Shows the session's page; answers go back to it."""

    def __init__(self, begin: Callable[[], Course], lang: str) -> None:
        super().__init__()
        self.setObjectName("setup")
        self.lang = lang
        self._session = Session(begin)
        self._beside: Beside | None = None
        self._answer: Callable[[], Any] = lambda: None
        self._heading = QLabel()
        self._words = QLabel(wordWrap=True)
        self._wrong = QLabel(wordWrap=True)
        self._wrong.setObjectName("wrong")
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        self.back = QPushButton()
        self.next = QPushButton()
        self.next.setObjectName("next")
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self._build()
        self.show_page()

    def _build(self) -> None:
        self._heading.setObjectName("heading")
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(14)
        for widget in (self._heading, self._words):
            column.addWidget(widget)
        column.addWidget(self._body, 1)
        column.addWidget(self._wrong)
        column.addLayout(row)
        self.setStyleSheet(_style())
        self.resize(SIZE)

    # ----- the page

    def show_page(self) -> None:
        """The session's page as it is now; a work is begun at once."""
        page = self._session.page
        if page is None:
            self.close()
            return
        self.setWindowTitle(self._say(_TITLE))
        self._wrong.hide()
        self.back.setText(self._say(_BACK))
        self.back.setEnabled(self._session.can_go_back() and not isinstance(page, Work))
        self.next.setText(self._say(_CLOSE if isinstance(page, Tell) and page.last else _NEXT))
        self.next.setEnabled(not isinstance(page, Work))
        match page:
            case Choose():
                self._show(page.heading, page.words, self._options(page))
            case Enter():
                self._show(page.heading, page.words, self._field(page))
            case Tell():
                self._show(page.heading, None, self._lines(page.lines))
                self._answer = lambda: None
                self.next.setFocus()
            case Work():
                self._show(page.words, None, self._progress())
                self._work(page)

    def _show(self, heading: Text, words: Text | None, body: QWidget) -> None:
        self._heading.setText(self._say(heading))
        self._heading.setWordWrap(True)
        self._words.setVisible(words is not None)
        self._words.setText(self._say(words) if words is not None else "")
        self._body.setWidget(body)

    def _options(self, page: Choose) -> QWidget:
        body, column = _column()
        buttons: list[tuple[QRadioButton, Option]] = []
        for option in page.options:
            button = QRadioButton(self._say(option.words))
            button.setChecked(option.key == page.default)
            buttons.append((button, option))
            column.addWidget(button)
            if option.hint is not None:
                hint = QLabel(self._say(option.hint), wordWrap=True)
                hint.setObjectName("hint")
                column.addWidget(hint)
        if not any(button.isChecked() for button, _ in buttons):
            buttons[0][0].setChecked(True)
        column.addStretch(1)
        self._answer = lambda: next(option.key for button, option in buttons if button.isChecked())
        next(button for button, _ in buttons if button.isChecked()).setFocus()
        return body

    def _field(self, page: Enter) -> QWidget:
        body, column = _column()
        field = QLineEdit(page.default)
        if page.secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        column.addWidget(field)
        column.addStretch(1)
        self._answer = field.text
        field.setFocus()
        return body

    def _lines(self, lines: Any) -> QWidget:
        body, column = _column()
        for line in lines:
            column.addWidget(self._line(line))
        column.addStretch(1)
        return body

    def _line(self, line: Line) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 2, 0, 2)
        sign = QLabel(_SIGNS[line.sign])
        sign.setObjectName(line.sign or "plain")
        sign.setFixedWidth(24)
        words = self._say(line.words)
        if line.remedy is not None:
            words += f"\n→ {self._say(line.remedy)}"
        label = QLabel(words, wordWrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return box

    def _progress(self) -> QWidget:
        body, column = _column()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        column.addWidget(bar)
        column.addStretch(1)
        return body

    # ----- going on

    @Slot()
    def go_on(self) -> None:
        """Next, if the answer can be used."""
        page = self._session.page
        if page is None or isinstance(page, Work) or not self.next.isEnabled():
            return
        given = self._answer()
        wrong = page.check(given) if isinstance(page, Enter) and page.check is not None else None
        if wrong is not None:
            self._complain(wrong)
            return
        if isinstance(page, Choose) and given in ("id", "en"):
            self.lang = given
        self._go(lambda: self._session.answer(given))

    @Slot()
    def go_back(self) -> None:
        """To the last question."""
        self._go(self._session.back)

    def _go(self, step: Callable[[], None]) -> None:
        """A step of the guide; a fault on the way is said, and the page stays."""
        try:
            step()
        except Fault as fault:
            self._complain(in_both(f"{fault.sentence} {fault.remedy}".strip()))
            self.next.setEnabled(False)
            return
        self.show_page()

    def _complain(self, words: Text) -> None:
        self._wrong.setText(self._say(words))
        self._wrong.show()

    def _work(self, work: Work) -> None:
        self._beside = Beside(work, self)
        self._beside.told.connect(self._hear)
        self._beside.done.connect(self._worked)
        self._beside.start()

    @Slot(object)
    def _hear(self, words: Text) -> None:
        self._words.setText(self._say(words))
        self._words.show()

    @Slot(object)
    def _worked(self, outcome: Any) -> None:
        if self._beside is not None:
            self._beside.wait()
            self._beside = None
        if isinstance(outcome, Exception) and not isinstance(outcome, Fault):
            self._complain(same(str(outcome)))
            return
        self._go(lambda: self._session.answer(outcome))

    def busy(self) -> bool:
        """Whether a work runs."""
        return self._beside is not None

    def page(self) -> Page | None:
        """What is shown."""
        return self._session.page

    def closeEvent(self, event: QCloseEvent) -> None:
        """A work that runs is waited for: nothing is left half done."""
        if self._beside is not None:
            self._beside.wait()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, once the field that has it is done with it: the next page takes the field away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QTimer.singleShot(0, self, self.go_on)
            return
        super().keyPressEvent(event)

    def _say(self, words: Text) -> str:
        return pick(words, self.lang)


def _column() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 12, 0)
    column.setSpacing(6)
    return body, column


def _style() -> str:
    p = Theme.instance().palette
    return f"""
    QWidget {{ font-family: "{fonts.FAMILY}"; font-size: 17px; color: {p.ink}; background: {p.paper}; }}
    QLabel#heading {{ font-size: 27px; font-weight: 700; }}
    QRadioButton {{ padding: 6px 4px; spacing: 10px; font-size: 18px; }}
    QRadioButton:focus {{ background: {p.accent_soft}; border-radius: 6px; }}
    QLabel#hint {{ color: {p.quiet}; padding-left: 34px; font-size: 15px; }}
    QLabel#wrong {{ color: {p.danger}; background: {p.danger_soft}; padding: 10px; border-radius: 6px; }}
    QLabel#ok {{ color: {p.good}; font-weight: 800; }}
    QLabel#look {{ color: {p.warn}; font-weight: 800; }}
    QLabel#bad {{ color: {p.danger}; font-weight: 800; }}
    QLineEdit {{ background: {p.card}; border: 2px solid {p.line}; border-radius: 7px; padding: 10px; }}
    QLineEdit:focus {{ border-color: {p.accent}; }}
    QPushButton {{ background: {p.card}; border: 2px solid {p.line}; border-radius: 8px; padding: 11px 30px; }}
    QPushButton:focus {{ border-color: {p.accent}; }}
    QPushButton#next {{ background: {p.accent}; color: {p.on_accent}; border-color: {p.accent}; }}
    QPushButton#next:focus {{ border-color: {p.ink}; }}
    QPushButton:disabled {{ color: {p.off_ink}; background: {p.off}; border-color: {p.off}; }}
    QProgressBar {{ border: none; background: {p.hair}; height: 8px; border-radius: 4px; }}
    QProgressBar::chunk {{ background: {p.accent}; border-radius: 4px; }}
    """


def show(begin: Callable[[], Course], lang: str) -> int:
    """Lead through the guide in a window."""
    app = QApplication.instance() or QApplication(["antrean"])
    assert isinstance(app, QApplication)
    fonts.use(app)
    window = SetupWindow(begin, lang)
    window.show()
    return app.exec()
