"""The hall in figures: today beside the usual day, this month, a service's page; saved as files with one button.

The command ``antrean report`` counts, in a process of its own: the window and the store stay free, and what takes long
shows how far it is and can be cancelled.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter.editor.side_command import SideCommand
from counter.localise import Localiser
from counter.screen_text import Word
from counter.style import style, widgets
from counter.supervisor import figures_words
from counter.supervisor.acts import hall_words
from counter.supervisor.fitting_grid import FittingGrid
from shared.domain.hall_data.hall import Hall
from shared.qt.theme import Theme
from shared.reports import inks

PAGES: Mapping[str, tuple[Word, Sequence[str]]] = {
    "today": (figures_words.TODAY, ("day",)),
    "month": (figures_words.MONTH, ("month",)),
    "service": (figures_words.SERVICE, ("month",)),
}
"""The pages, with their words and the kind of report behind each."""
_CARD_EMS, _CHART_EMS = 17, 40
"""So wide is one at least, in heights of the text."""
_LANGUAGES = {"id": "id", "en": "en"}
"""A report's language for each of a screen: another one has it in Indonesian."""


class ChartView(QWidget):
    """One chart, as wide as there is room; its words are there for who cannot see it."""

    def __init__(self, chart: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._drawn = QSvgRenderer(QByteArray(chart["svg"].encode()), self)
        self.setAccessibleName(chart["title"])
        self.setAccessibleDescription(chart["alt"])
        self.setToolTip(chart["alt"])

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its shape asks for."""
        size = self._drawn.defaultSize()
        return round(width * size.height() / max(1, size.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """On paper, whatever the theme: its inks are those of the printed report."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(inks.HEAT[0]))
        self._drawn.render(painter, self.rect())


class FiguresWindow(QWidget):
    """A row of pages above, ten figures and the charts below."""

    def __init__(self, hall: Hall, folder: Path, localiser: Localiser, export_to: Path | None = None) -> None:
        super().__init__()
        self.setObjectName("figures")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hall, self._folder, self._localiser = hall, folder, localiser
        self._export_to = export_to or Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.command: SideCommand | None = None
        self.pages = {name: self._page_button(name, word) for name, (word, _) in PAGES.items()}
        self.service = QComboBox(self)
        self.service.setObjectName("service")
        self.service.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, one in hall.service.items():
            self.service.addItem(f"{code}  {localiser.text(one.name)}", code)
        self.export, self.cancel = (self._button(name) for name in ("export", "cancel"))
        self.progress = QProgressBar(self)
        self.progress.setObjectName("progress")
        self.head, self.answer = (widgets.label(self, name, wrap=True) for name in ("head", "answer"))
        self.cards: list[QFrame] = []
        self.charts: list[ChartView] = []
        self._lay_out()
        self._retranslate()
        self.service.currentIndexChanged.connect(lambda: self.show_page("service"))
        self.export.clicked.connect(self._export)
        self.cancel.clicked.connect(self._stopped)
        Theme.instance().changed.connect(self._apply_theme)
        self._apply_theme()
        self.resize(1040, 820)
        self.show_page("today")

    # ----- building

    def _page_button(self, name: str, word: Word) -> QPushButton:
        button = self._button(f"page_{name}")
        button.setText(self._localiser.translate(word))
        button.setCheckable(True)
        button.clicked.connect(lambda: self.show_page(name))
        return button

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        top = QHBoxLayout()
        for button in self.pages.values():
            group.addButton(button)
            top.addWidget(button)
        top.addStretch(1)
        second = QHBoxLayout()
        second.addWidget(self.service, 1)
        second.addStretch(0)
        second.addWidget(self.export)
        beside = QHBoxLayout()
        beside.addWidget(self.progress, 1)
        beside.addWidget(self.cancel)
        self._inside = QWidget(self)
        self._inside.setObjectName("inside")
        self._below = QVBoxLayout(self._inside)
        area = QScrollArea(self)
        area.setObjectName("area")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addLayout(second)
        whole.addLayout(beside)
        whole.addWidget(self.answer)
        whole.addWidget(self.head)
        whole.addWidget(area, 1)

    def _retranslate(self) -> None:
        translate = self._localiser.translate
        self.setWindowTitle(translate(figures_words.FIGURES))
        self.export.setText(translate(figures_words.EXPORT))
        self.cancel.setText(translate(figures_words.CANCEL))
        self.service.setAccessibleName(translate(figures_words.CHOOSE_SERVICE))

    def _apply_theme(self) -> None:
        p, s = style.colours(), style.sizes()
        self.setPalette(Theme.instance().widget_palette())
        self.setStyleSheet(
            style.style()
            + f"""
            QWidget#figures, QWidget#inside, QScrollArea#area {{ background: {p.paper}; border: none; }}
            QLabel#head {{ font-size: {s.strong}px; font-weight: 700; }}
            QFrame[card="true"] {{ background: {p.card}; border: 1px solid {p.hair}; border-left: 4px solid {p.accent};
                border-radius: {s.radius}px; }}
            QLabel[part="value"] {{ font-size: {s.strong * 2}px; font-weight: 800; }}
            QLabel[part="name"] {{ font-weight: 700; }}
            QLabel[part="change"] {{ color: {p.quiet}; }}
            QPushButton {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px;
                padding: 6px 12px; font-weight: 600; }}
            QPushButton:checked {{ background: {p.accent}; color: {p.on_accent}; border: 2px solid {p.accent}; }}
            QPushButton:focus {{ border: 2px solid {p.ink}; }}
            QPushButton:disabled {{ color: {p.quiet}; }}
            """
        )

    # ----- what is shown

    def show_page(self, name: str) -> None:
        """Count a page anew; what was being counted is stopped."""
        self.pages[name].setChecked(True)
        self.service.setVisible(name == "service")
        self._run(["--charts"], figures_words.READING, self._show)

    def _page(self) -> str:
        return next(name for name, button in self.pages.items() if button.isChecked())

    def _run(self, more: Sequence[str], doing: Word, then: Callable[[dict[str, Any]], None]) -> None:
        self._stop()
        name = self._page()
        one = ["--service", str(self.service.currentData())] if name == "service" else []
        lang = self._localiser.text(_LANGUAGES)
        arguments = ["report", *PAGES[name][1], "--hall", str(self._folder), "--lang", lang, "--progress", *one, *more]
        self.answer.hide()
        self.progress.setFormat(f"{self._localiser.translate(doing)} %p%")
        self.progress.setValue(0)
        self._busy(True)
        self.command = SideCommand(arguments, self)
        self.command.progress.connect(self.progress.setValue)

        def done(answer: dict[str, Any], code: int) -> None:
            self._busy(False)
            if code == 0:
                then(answer)
            else:
                self._tell(self._fault(answer))

        self.command.done.connect(done)

    def _fault(self, answer: dict[str, Any]) -> str:
        sentence: Any = answer.get("sentence") or self._localiser.translate(hall_words.UNEXPECTED)
        words = self._localiser.told(sentence) if isinstance(sentence, str) else self._localiser.text(sentence)
        if answer.get("refused"):
            self._clear()
        return f"{words} {self._localiser.told(answer.get('remedy', ''))}".strip()

    def _busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.export.setEnabled(not busy)

    def _clear(self) -> None:
        self.head.clear()
        self.cards, self.charts = [], []
        while (item := self._below.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show(self, answer: dict[str, Any]) -> None:
        self._clear()
        self.head.setText(widgets.breakable("\n".join([answer["heading"], *answer["marks"]])))
        em = style.sizes().body
        cards = FittingGrid(self._inside, (5, 2), _CARD_EMS * em)
        for figure in answer["figures"]:
            card = self._card(figure, cards)
            cards.add(card)
            self.cards.append(card)
        self._below.addWidget(cards)
        charts = FittingGrid(self._inside, (2, 1), _CHART_EMS * em)
        for chart in answer["charts"]:
            charts.add(self._titled(chart, charts))
        self._below.addWidget(charts)
        self._below.addStretch(1)

    def _titled(self, chart: Mapping[str, str], parent: QWidget) -> QWidget:
        both = QWidget(parent)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        title = widgets.label(both, "", chart["title"], wrap=True)
        title.setProperty("part", "name")
        view = ChartView(chart, both)
        self.charts.append(view)
        column.addWidget(title)
        column.addWidget(view)
        column.addStretch(1)
        return both

    def _card(self, figure: dict[str, Any], parent: QWidget) -> QFrame:
        card = QFrame(parent)
        card.setProperty("card", True)
        card.setAccessibleName(f"{figure['name']}: {figure['shown']}. {figure['sentence']} {figure['change']}".strip())
        column = QVBoxLayout(card)
        parts = (("name", figure["name"]), ("value", figure["shown"]), ("change", figure["change"]))
        for part, words in (*parts, ("sentence", figure["sentence"])):
            if words:
                label = widgets.label(card, part, words, wrap=True)
                label.setProperty("part", part)
                column.addWidget(label)
        column.addStretch(1)
        return card

    # ----- files

    def _export(self) -> None:
        """Both files with one press, into this user's documents."""
        name = f"antrean-{self._page()}"
        if self._page() == "service":
            name += f"-{self.service.currentData()}"
        files = {suffix: self._export_to / f"{name}.{suffix}" for suffix in ("pdf", "xlsx")}
        options = [part for suffix, path in files.items() for part in (f"--{suffix}", str(path))]
        self._run(options, figures_words.WRITING, self._saved)

    def _saved(self, answer: dict[str, Any]) -> None:
        names = ", ".join(Path(path).name for path in answer["files"])
        self._tell(self._localiser.translate(figures_words.SAVED, folder=self._export_to, files=names))

    def _tell(self, words: str) -> None:
        self.answer.setText(widgets.breakable(words))
        self.answer.setAccessibleName(words)
        self.answer.show()

    def _stopped(self) -> None:
        self._stop()
        self._tell(self._localiser.translate(figures_words.CANCELLED))

    def _stop(self) -> None:
        if self.command is not None:
            self.command.close()
            self.command = None
        self._busy(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing goes on without its window."""
        self._stop()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: its words at once, its figures with the next page."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
