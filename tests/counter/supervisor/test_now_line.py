"""The line that says where nobody serves and which counter would help."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter.localise import Localiser
from counter.supervisor.now_line import NowLine, sentences
from shared.domain.words import Instant
from shared.store.questions.hall_now import HallNow, ServiceNow, Suggestion
from tests.helpers.hall import MORNING

ALONE = ServiceNow("BA.1", 3, 41, 0, None, None, False, None)
BUSY = ServiceNow("AB.1", 9, 20, 1, 41, Instant(MORNING + 3_600_000), False, 90)
NOW = HallNow(
    MORNING, 12, 41, 90, Instant(MORNING + 3_600_000), False, (ALONE, BUSY),
    (Suggestion("3", "BA.1", None, 6), Suggestion("7", "AB.1", 41, 18)),
)  # fmt: skip


def test_who_is_left_alone_comes_first_then_what_helps() -> None:
    told = list(sentences(NOW, Localiser("en", "Asia/Makassar")))
    assert told[0] == "Nobody serves BA.1: 3 waiting, the longest 41 min."
    assert told[1] == "Open counter 3 for BA.1: wait about 6 minutes."
    assert told[2] == "Open counter 7 for AB.1: longest wait 41 to 18 minutes."
    assert "90 %" in told[-1]


def test_an_empty_hall_says_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = NowLine(window)
    window.show()
    line.show_now(HallNow(MORNING, 0, 0, None, None, False, (), ()), Localiser("en", "Asia/Makassar"))
    assert not line.isVisible()
    line.show_now(NOW, Localiser("en", "Asia/Makassar"))
    assert line.isVisible()
    assert line.accessibleName().startswith("Nobody serves BA.1")
