"""The window of several halls: totals above, one row for each hall below."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from counter import screen_text
from counter.halls import halls_words
from counter.halls.halls_model import HallsModel
from counter.style import style, widgets
from counter.supervisor.supervisor_window import Fact
from shared.qt.language import Language
from shared.qt.theme import Theme
from shared.text.languages import ENGLISH, FIRST

_WORDS = {0: (0.45, 190), 1: (0.55, 230)}
"""The columns of words: which part of the room each gets, and how many pixels at least; words wrap in them."""


class HallsWindow(QWidget):
    """It shows, and changes nothing."""

    def __init__(self, model: HallsModel, language: Language) -> None:
        super().__init__()
        self.setObjectName("halls")
        self.model = model
        self.title, self.clock = (widgets.label(self, name) for name in ("title", "clock"))
        self.notice = widgets.label(self, "notice", wrap=True)
        self.facts = {
            "halls": Fact("halls", halls_words.FACT_HALLS, self),
            "waiting": Fact("waiting", screen_text.FACT_WAITING, self),
            "open": Fact("open", screen_text.FACT_OPEN, self),
            "troubled": Fact("troubled", halls_words.FACT_TROUBLED, self),
        }
        self.other_language = QPushButton(self)
        self.other_language.setObjectName("language")
        self.other_language.clicked.connect(lambda: language.use(FIRST if language.code == ENGLISH else ENGLISH))
        self.table = widgets.table(self, "table_halls", model.table)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        for column in _WORDS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._lay_out()
        language.changed.connect(lambda: self.retranslate(language.code))
        model.changed.connect(self.draw)
        Theme.instance().changed.connect(self.apply_theme)
        self._ticking = QTimer(self, interval=1000)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self.setMinimumSize(600, 330)
        self.resize(1300, 640)
        self.retranslate(language.code)
        self.apply_theme()

    def _lay_out(self) -> None:
        top, facts = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title, 1)
        top.addWidget(self.clock)
        top.addWidget(self.other_language)
        facts.setSpacing(12)
        for fact in self.facts.values():
            facts.addWidget(fact, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 20)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.notice)
        whole.addLayout(facts)
        whole.addWidget(self.table, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns of words share the room that the numbers leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header, scale = self.table.horizontalHeader(), Theme.instance().textScale
        numbers = sum(header.sectionSize(column) for column in range(header.count()) if column not in _WORDS)
        room = self.table.viewport().width() - numbers
        for column, (part, least) in _WORDS.items():
            header.resizeSection(column, round(max(least * scale, room * part)))

    def retranslate(self, lang: str) -> None:
        """Another language."""
        self.model.retranslate(lang)
        translate = self.model.localiser.translate
        self.setWindowTitle(translate(halls_words.TITLE))
        self.title.setText(translate(halls_words.TITLE))
        self.table.setAccessibleName(translate(halls_words.TITLE))
        self.other_language.setText(translate(screen_text.LANGUAGE))
        for fact in self.facts.values():
            fact.label.setText(translate(fact.word))
        self.draw()

    def apply_theme(self) -> None:
        """Apply the theme's colours and sizes."""
        p, s = style.colours(), style.sizes()
        self.setPalette(Theme.instance().widget_palette())
        self.setStyleSheet(
            style.style()
            + f"""
            QWidget#halls {{ background: {p.paper}; }}
            QLabel#title {{ font-size: {s.strong + 8}px; font-weight: 800; }}
            QLabel#clock {{ font-size: {s.strong + 4}px; font-weight: 800; }}
            QLabel#notice {{ color: {p.quiet}; }}
            QTableView {{ alternate-background-color: {p.paper}; }}
            QPushButton {{ background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px;
                padding: 4px 12px; font-weight: 600; }}
            QPushButton:focus {{ border: 2px solid {p.ink}; }}
            """
        )
        for fact in self.facts.values():
            fact.apply_theme()
        self.table.verticalHeader().setMinimumSectionSize(s.body * 2 + 8)
        self.model.draw()

    def draw(self) -> None:
        """The totals as the halls were last told."""
        model = self.model
        known = [row for row in model.rows if "hall_id" in row]
        fresh = [row for row in known if not model.is_old(row)]
        self.facts["halls"].show_number(len(model.rows))
        self.facts["waiting"].show_number(sum(row["waiting"] for row in fresh))
        self.facts["open"].show_number(sum(row["open_counters"] for row in fresh))
        self.facts["troubled"].show_number(sum(bool(model.remarks(row)) for row in model.rows))
        word = halls_words.ASKING if model.is_waiting else halls_words.NOTHING
        self.notice.setText(model.localiser.translate(word))
        self.notice.setVisible(model.is_waiting or not model.rows)
        self._fit()
        self._tick()

    def _tick(self) -> None:
        self.clock.setText(self.model.localiser.time(self.model.clock()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing goes on without its window."""
        self._ticking.stop()
        self.model.close()
        super().closeEvent(event)
