"""The driver: real touches, clicks and keys from outside, into QML and widgets alike."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from shared.qt import remote_control

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # what the offscreen platform says of every window

QML = """
import QtQuick
import QtQuick.Controls.Basic

Window {
    visible: true; width: 300; height: 400
    Column {
        Button { objectName: "take"; property int times: 0; text: "Take " + times; onClicked: times++ }
        Rectangle {
            objectName: "tile"; width: 80; height: 60
            property string text: ""
            TapHandler { acceptedDevices: PointerDevice.TouchScreen; onTapped: parent.text = "touched" }
        }
        Button { objectName: "off"; enabled: false; text: "Off" }
        ListView {
            objectName: "list"; width: 200; height: 90; clip: true; model: 30
            delegate: Text {
                required property int index; objectName: "row:" + index; text: index; height: 30; width: 90
            }
        }
        Text { objectName: "hidden"; visible: false; text: "x" }
    }
}
"""


class Line:
    """A driver's end of the socket, while this process turns the event loop."""

    def __init__(self, qtbot: Any, path: Path) -> None:
        self.qtbot = qtbot
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(str(path))
        self.socket.setblocking(False)

    def ask(self, do: str, **request: Any) -> dict[str, Any]:
        self.socket.sendall(json.dumps({"do": do, **request}).encode() + b"\n")
        return self.heard()[0]

    def heard(self, count: int = 1) -> list[dict[str, Any]]:
        received = b""

        def whole() -> bool:
            nonlocal received
            try:
                received += self.socket.recv(65536)
            except BlockingIOError:
                return False
            return received.count(b"\n") == count

        self.qtbot.waitUntil(whole)
        return [json.loads(answer) for answer in received.splitlines()]

    def strike(self, do: str, name: str) -> None:
        """Aim, then strike, as a driver does."""
        self.qtbot.waitUntil(lambda: "ok" in self.ask(do, name=name))

    def words(self, name: str) -> str:
        return self.ask("read", name=name).get("value", "")


@pytest.fixture
def line(qtbot, qapp, tmp_path) -> Iterator[Line]:
    (tmp_path / "main.qml").write_text(QML, encoding="utf-8")
    engine = QQmlApplicationEngine()
    engine.load(QUrl.fromLocalFile(str(tmp_path / "main.qml")))
    bar = QWidget(objectName="bar")
    column = QVBoxLayout(bar)
    button, field = QPushButton("next 0", bar), QLineEdit(bar)
    button.setObjectName("next")
    field.setObjectName("field")
    column.addWidget(button)
    column.addWidget(field)
    presses: list[int] = []

    def pressed() -> None:
        presses.append(1)
        button.setText(f"next {len(presses)}")
        dialog = QDialog(bar)
        dialog.setObjectName("question")
        QPushButton("Yes", dialog, objectName="yes").clicked.connect(dialog.accept)
        dialog.exec()  # an event loop of its own: the driver must go on

    button.clicked.connect(pressed)
    qtbot.addWidget(bar)
    bar.show()
    qtbot.waitExposed(bar)
    driving = remote_control.install(qapp, lambda: [engine.rootObjects()[0], bar], tmp_path / "drive")
    end = Line(qtbot, tmp_path / "drive")
    yield end
    end.socket.close()
    shiboken6.delete(driving)
    shiboken6.delete(engine)


def test_a_touch_is_a_touch_and_a_click_a_click(line):
    line.strike("touch", "take")
    line.strike("click", "take")
    assert line.words("take") == "Take 2"
    line.strike("click", "tile")
    assert line.words("tile") == ""
    line.strike("touch", "tile")
    assert line.words("tile") == "touched"


@pytest.mark.parametrize("name", ["hidden", "nowhere", "off", "row:29"])
def test_what_nobody_could_touch_is_refused(line, name):
    assert "error" in line.ask("touch", name=name)


def test_what_was_not_drawn_since_it_was_aimed_at_is_not_touched(line):
    """On a busy machine both requests are there before a fresh page has found its places."""
    line.socket.sendall(2 * (json.dumps({"do": "touch", "name": "tile"}).encode() + b"\n"))
    answers = line.heard(2)
    assert all("error" in answer for answer in answers)
    line.strike("touch", "tile")
    assert line.words("tile") == "touched"


def test_a_finger_drags_a_list(line):
    line.ask("drag", name="list", by=[0, -80])
    line.qtbot.waitUntil(lambda: not any(n["name"] == "row:0" for n in line.ask("names", prefix="row:")["names"]))


def test_keys_go_to_the_window_of_a_widget(line):
    line.strike("click", "field")
    line.ask("type", name="field", text="Ab1")
    line.ask("key", name="field", key="Backspace")
    assert line.words("field") == "Ab"


def test_a_dialog_that_turns_a_loop_of_its_own_is_answered(line, tmp_path):
    """The driving end is a thread of its own, as it is a process of its own in life: this one is inside the dialog."""
    heard: list[dict[str, Any]] = []

    def drive() -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as end:
            end.settimeout(10)
            end.connect(str(tmp_path / "drive"))
            answers = end.makefile("r", encoding="utf-8")

            def ask_until(wanted: str, **request: Any) -> None:
                for _ in range(100):
                    end.sendall(json.dumps(request).encode() + b"\n")
                    answer = json.loads(answers.readline())
                    if wanted in answer:
                        heard.append(answer)
                        return
                    time.sleep(0.05)

            ask_until("ok", do="click", name="next")
            ask_until("value", do="read", name="yes")
            ask_until("ok", do="click", name="yes")
            ask_until("error", do="read", name="yes")
            ask_until("value", do="read", name="next")

    driving = threading.Thread(target=drive, daemon=True)
    driving.start()
    line.qtbot.waitUntil(lambda: not driving.is_alive())
    assert [answer.get("value") for answer in heard] == [None, "Yes", None, None, "next 1"]


def test_pictures_of_a_window_and_of_another_by_name(line, tmp_path):
    assert line.ask("grab", path=str(tmp_path / "a.png"))["size"] == [300, 400]
    assert "size" in line.ask("grab", path=str(tmp_path / "b.png"), window="bar")
    assert (tmp_path / "b.png").read_bytes().startswith(b"\x89PNG")
    assert "error" in line.ask("grab", path=str(tmp_path / "c.png"), window="nobody")


@pytest.mark.parametrize("request_line", [b"no json\n", b'{"do": "fly"}\n', b"[]\n", b"{}\n"])
def test_nonsense_is_answered_with_an_error(line, request_line):
    line.socket.sendall(request_line)
    assert "error" in line.heard()[0]
