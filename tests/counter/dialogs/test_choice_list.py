"""A list to choose from: every entry stands whole, also in newer words and in a list of any width."""

from PySide6.QtWidgets import QApplication, QStyle, QWidget
from pytestqt.qtbot import QtBot

from counter import screen_text
from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.localise import Localiser
from counter.style import style, widgets
from shared.qt import fonts

NOTE = "BA.2  ·  BPJS Kesehatan"
SHORT = ListChoice("BA.2", "Perubahan data/faskes/kelas", NOTE)
LONG = ListChoice("BA.2", SHORT.name, f"{NOTE}  ·  0 menunggu  ·  tunggu 0-2 mnt  ·  1 loket melayani")


def stands_whole(found: ChoiceList) -> bool:
    shown = found.list
    beside = shown.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, shown) + 1
    row = shown.visualItemRect(shown.item(0))
    width = min(row.width(), shown.viewport().width()) - 2 * (style.ROW_PADDING + beside)
    lines = [line for part in found.choices[0].words.split("\n") for line in widgets.lines(part, shown.font(), width)]
    return row.height() >= len(lines) * shown.fontMetrics().height() + 2 * style.ROW_MARGIN


def test_entries_stand_whole_in_newer_words_at_any_width(qtbot: QtBot) -> None:
    fonts.use(QApplication.instance())  # pyright: ignore[reportArgumentType]
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.setStyleSheet(style.style())
    found = ChoiceList(Localiser("id", "Asia/Makassar"), screen_text.TRANSFER_SEARCH, [SHORT] * 9, parent)
    parent.show()
    for width in range(300, 560, 4):
        found.put([SHORT] * 9)
        found.resize(width, 300)
        found.put([LONG] * 9)
        qtbot.waitUntil(lambda: stands_whole(found))
