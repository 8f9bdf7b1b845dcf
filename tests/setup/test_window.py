"""The guide as a window: the same pages, answered by keys and clicks, in both languages."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from shared.faults import EnvironmentFault, Kind
from shared.setup.both import both, yes_no
from shared.setup.guide_pages import Choose, Course, Enter, Line, Option, Tell, Work
from shared.setup.window import SetupWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform says of every window
LONG = "Pelayanan Administrasi Kependudukan dan Pencatatan Sipil Kabupaten Sungai Rindang " * 3


def course(seen: list[Any]) -> Course:
    """Each kind of page once, with the longest words."""
    lang = yield Choose(
        both("Bahasa", "Language"),
        both("Yang mana?", "Which?"),
        (Option("id", both("Indonesia", "Indonesian")), Option("en", both("Inggris", "English"))),
        "id",
    )
    name = yield Enter(
        both("Nama", "Name"), both(LONG, LONG), check=lambda text: None if text else both("Kosong.", "Empty.")
    )
    value = yield Work(both("Menghitung ...", "Counting ..."), lambda tell: (tell(both("setengah", "half")), 42)[1])
    yield Tell(
        both("Hasil", "Result"), [Line(both(LONG, LONG), sign, both(LONG, LONG)) for sign in ("ok", "look", "bad", "")]
    )
    sure = yield yes_no(both("Yakin", "Sure"), both("Yakin?", "Sure?"))
    seen.append((lang, name, value, sure))


def texts(window: SetupWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_each_page_is_shown_and_answered(qtbot: QtBot):
    seen: list[Any] = []
    window = SetupWindow(lambda: course(seen), "id")
    qtbot.addWidget(window)
    window.show()
    assert "Yang mana?" in texts(window)
    qtbot.mouseClick(window.findChildren(QRadioButton)[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert window.next.text() == "Next"
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert "Empty." in texts(window)
    qtbot.keyClicks(window.findChild(QLineEdit), "Ani")
    field = window.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page(), Tell) and not window.busy())
    for label in window.findChildren(QLabel):
        assert label.width() <= window.width(), label.text()
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.back, Qt.MouseButton.LeftButton)
    assert isinstance(window.page(), Enter)
    field = window.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "Budi")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page(), Tell) and not window.busy())
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.next, Qt.MouseButton.LeftButton)
    assert seen == [("en", "Budi", 42, "yes")]
    assert not window.isVisible()


def test_a_fault_is_a_sentence_on_the_page(qtbot: QtBot):
    def broken() -> Course:
        yield Choose(both("A", "A"), both("B", "B"), (Option("id", both("C", "C")),))
        raise EnvironmentFault(
            Kind.FULL, "/etc/antrean cannot be written (No space left).", "Free some space on that disk."
        )

    window = SetupWindow(broken, "id")
    qtbot.addWidget(window)
    window.show()
    window.go_on()
    assert "/etc/antrean tidak dapat ditulis" in texts(window)
    assert not window.next.isEnabled()
    assert all(button.isVisible() for button in window.findChildren(QPushButton))


@pytest.mark.looks
@pytest.mark.parametrize("lang", ["id", "en"])
def test_pictures(qtbot: QtBot, lang: str, tmp_path: Path):
    """For the eye: each kind of page with the longest words."""
    window = SetupWindow(lambda: course([]), lang)
    qtbot.addWidget(window)
    window.show()
    for at in range(3):
        assert window.grab().save(str(tmp_path / f"{lang}-{at}.png"))
        if isinstance(window.page(), Enter):
            window.findChild(QLineEdit).setText("x")
        window.go_on()
        qtbot.waitUntil(lambda: not window.busy())
