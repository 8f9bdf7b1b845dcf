"""``Pages``: a column that stands a page at a time where it has too little room."""

import pytest
import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from shared.qt.program import QML

SIX_SIGNS = """
import QtQuick
import Antrean.Ui

Window {
    id: window
    width: 400
    height: 900
    visible: true
    property real room: 200

    Pages {
        objectName: "pages"
        width: 400
        height: window.room

        Repeater {
            model: 6
            delegate: Glyph {
                required property int index
                height: 60
                objectName: "sign" + index
                sign: "clock"
                width: 60
            }
        }
    }
}
"""


@pytest.fixture
def window(qtbot, tmp_path):
    file = tmp_path / "SixSigns.qml"
    file.write_text(SIX_SIGNS, encoding="utf-8")
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML))
    engine.load(QUrl.fromLocalFile(str(file)))
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    yield window
    shiboken6.delete(engine)


def shown(item: QObject, found: list[str] | None = None) -> list[str]:
    """The signs that a person sees, in order."""
    found = [] if found is None else found
    for child in item.childItems():
        if child.objectName().startswith("sign") and child.opacity() == 1:
            found.append(child.objectName())
        shown(child, found)
    return found


def test_signs_that_were_hidden_for_want_of_room_come_back_with_it(window, qtbot):
    root = window.contentItem()
    qtbot.waitUntil(lambda: len(shown(root)) < 6)
    window.setProperty("room", 800.0)
    qtbot.waitUntil(lambda: shown(root) == [f"sign{number}" for number in range(6)])
