"""A kiosk that is heard and steered by keys, and what it said."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.reader.keys import Keys
from kiosk.reader.reader import Reader
from kiosk.reader.speaking import spoken_line
from tests.helpers.screens.kiosk import Stage

KEY = Qt.Key


@dataclass
class ByEar:
    """``said`` are the lines that a visitor heard, as ``> key`` and what followed it."""

    stage: Stage
    said: list[str] = field(default_factory=list)
    hushes: int = 0
    _clock: int = 60_000

    def __post_init__(self) -> None:
        stage = self.stage
        self.keys = Keys(stage.model, stage.window, stage.window)
        self.reader = Reader(stage.model, self.keys, stage.window, stage.window)
        stage.window.setProperty("reader", self.reader)
        self.reader.said.connect(lambda phrases: self.said.append(spoken_line(phrases)))
        self.reader.hushed.connect(self._hushed)

    def _hushed(self) -> None:
        self.hushes += 1

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.said.append(f"> {Qt.Key(key).name.removeprefix('Key_')}")
            QTest.keyClick(self.stage.window, key)
            self.rest()

    def rest(self) -> None:
        """Until everything was said that follows."""
        QTest.qWait(90)
        self.stage.settle()

    def write(self, text: str) -> None:
        """As fingers do: with a pause after each."""
        for character in text:
            QTest.keyClick(self.stage.window, character)
            QTest.qWait(60)
        self.stage.settle()

    def scan(self, code: str) -> None:
        """As a scanner does: all at once, with Enter."""
        for at, character in enumerate(f"{code}\r", 1):
            key = KEY.Key_Return if character == "\r" else KEY(ord(character.upper()))
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(self._clock + at * 4)  # the scanner's own pace, however busy this machine is
            QCoreApplication.sendEvent(self.stage.window, event)
        self._clock += 60_000
        self.stage.settle()

    @property
    def focus(self) -> str:
        """The name of what is in focus."""
        item = self.stage.window.activeFocusItem()
        return item.objectName() if isinstance(item, QQuickItem) else ""

    def seek(self, name: str, key: Qt.Key = KEY.Key_Down) -> None:
        """On and on to a stop."""
        for _ in range(80):
            if self.focus == name:
                return
            self.press(key)
        raise AssertionError(f"{name} was not met; the focus is on {self.focus}")


def accessible_words(stage: Stage) -> list[str]:
    """Every name and remark in the accessible tree of the window."""
    words: list[str] = []
    for item in stage.items():
        told = QAccessible.queryAccessibleInterface(item)
        if told is not None:
            words += [told.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    return [word for word in words if word]


def golden(path: Path, lines: list[str], *, renew: bool) -> None:
    """The lines are those of the file but for positions; ``renew`` writes them there.

    One key more on a page moves every position: ``test_positions_are_counted`` holds those.
    """
    lines = [re.sub(r"\d+ (dari|of) \d+\.|(Di halaman ini|On this page): \d+", r"# \1\2", line) for line in lines]
    if renew:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept = path.read_text(encoding="utf-8").splitlines()
    assert kept == lines, f"something else is said: look at it, then write {path.name} anew with ANTREAN_RENEW=1"
