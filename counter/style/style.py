"""How the bar looks: the theme's colours as Qt style, and the sizes of a bar at the edge of an officer's screen.

Colours and their contrasts are the theme's (and are tested there). Sizes are the bar's own: the theme's are made
for a finger on a kiosk, these for a mouse beside other programs.
"""

from dataclasses import dataclass

from PySide6.QtGui import QFont

from shared.qt.fonts import FAMILY, tabular
from shared.qt.palette import Palette
from shared.qt.theme import Theme


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels, already times the size of text."""

    tiny: int
    small: int
    body: int
    strong: int
    main: int
    number: int
    number_floor: int  # no name makes the number smaller than this
    key_row: int
    main_row: int
    strip: int
    card: int  # the visitor's card is at least this wide
    body_height: int  # card and buttons beside each other
    radius: int = 7


def sizes() -> Sizes:
    """The sizes in force: ordinary or larger text."""
    scale = Theme.instance().textScale

    def text(pixels: float) -> int:
        return round(pixels * scale)

    return Sizes(
        tiny=text(12),
        small=text(13),
        body=text(15),
        strong=text(16),
        main=text(20),
        number=text(58),
        number_floor=text(40),
        key_row=text(34),
        main_row=text(52),
        strip=text(30),
        card=text(260),
        body_height=text(154),
    )


def colours() -> Palette:
    """The palette in force."""
    return Theme.instance().palette


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal, *, digits: bool = False) -> QFont:
    """The hall's font; ``digits`` gives all digits one width, so that numbers do not jump."""
    answer = QFont(FAMILY)
    answer.setPixelSize(pixels)
    answer.setWeight(weight)
    return tabular(answer) if digits else answer


BOLD = QFont.Weight.Bold
HEAVY = QFont.Weight.ExtraBold
SEMI = QFont.Weight.DemiBold

ROW_PADDING, ROW_MARGIN = 8, 6
"""Pixels beside, and above and below, the words of a list's row."""


def style() -> str:
    """The style sheet of the bar, its dialogs and its window."""
    p, s = colours(), sizes()
    return f"""
    * {{ font-family: "{FAMILY}"; font-size: {s.body}px; color: {p.ink}; }}
    QWidget#bar, QDialog, QWidget#listsWindow {{ background: {p.paper}; }}
    QWidget#bar, QDialog {{ border: 1px solid {p.line}; }}
    QToolTip {{ background: {p.card}; color: {p.ink}; border: 1px solid {p.line}; padding: 4px; }}
    QLineEdit, QTimeEdit, QComboBox {{
        background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px; padding: 6px 8px;
        selection-background-color: {p.accent}; selection-color: {p.on_accent};
    }}
    QLineEdit {{ placeholder-text-color: {p.quiet}; }}
    QLineEdit:focus, QTimeEdit:focus, QListView:focus, QTableView:focus {{ border: 2px solid {p.accent}; }}
    QListView, QTableView {{
        background: {p.card}; border: 1px solid {p.line}; border-radius: {s.radius}px; outline: none;
        selection-background-color: {p.accent_soft}; selection-color: {p.ink}; gridline-color: {p.hair};
    }}
    QListView::item {{ padding: {ROW_MARGIN}px {ROW_PADDING}px; }}
    QTableView::item {{ padding: 0 8px; }}
    QListView::item:selected, QTableView::item:selected {{ background: {p.accent_soft}; color: {p.ink}; }}
    QHeaderView::section {{
        background: {p.paper}; color: {p.quiet}; border: none; border-bottom: 1px solid {p.line};
        padding: 6px 8px; font-size: {s.small}px; font-weight: 600;
    }}
    QMenu {{ background: {p.card}; border: 1px solid {p.line}; padding: 4px; }}
    QMenu::item {{ padding: 7px 26px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {p.accent_soft}; color: {p.ink}; }}
    QMenu::item:disabled {{ color: {p.off_ink}; }}
    QMenu::separator {{ height: 1px; background: {p.hair}; margin: 4px 8px; }}
    QRadioButton {{ padding: 5px 4px; spacing: 8px; }}
    QRadioButton:focus, QCheckBox:focus {{ background: {p.accent_soft}; border-radius: 4px; }}
    QTabBar::tab {{
        background: transparent; color: {p.quiet}; padding: 8px 16px; border: none;
        border-bottom: 3px solid transparent; font-weight: 600;
    }}
    QTabBar::tab:selected {{ color: {p.ink}; border-bottom: 3px solid {p.accent}; }}
    QTabBar::tab:focus {{ background: {p.accent_soft}; }}
    QTabWidget::pane {{ border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; }}
    QScrollBar::handle:vertical {{ background: {p.line}; border-radius: 5px; min-height: 30px; margin: 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    """
