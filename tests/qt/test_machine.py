"""Watchdog, log bridge, full screen, the guard of a public screen, the translator of signals."""

import logging
import os
import signal
import socket
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, qInstallMessageHandler, qWarning
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shared.faults import EnvironmentFault
from shared.qt import messages, screen, watchdog
from shared.qt.signals import EndSignals


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    channel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    channel.bind(str(tmp_path / "notify"))
    channel.settimeout(2)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    return channel


def test_the_service_manager_hears_that_we_are_ready_and_alive(
    qtbot: QtBot, manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "200000")
    dog = watchdog.Watchdog()
    dog.start()
    assert manager.recv(100) == b"READY=1"
    qtbot.wait(250)
    assert manager.recv(100) == b"WATCHDOG=1"
    dog.stop()
    said = b""
    while said != b"STOPPING=1":
        said = manager.recv(100)
    manager.close()


def test_without_a_service_manager_nothing_is_sent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    monkeypatch.setenv("WATCHDOG_USEC", "rubbish")
    assert not watchdog.notify("READY=1")
    assert watchdog.period_ms() is None
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere/notify")
    assert not watchdog.notify("READY=1")


def test_qt_s_messages_go_to_the_log_from_any_thread(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    before = qInstallMessageHandler(None)
    try:
        messages.bridge()
        qWarning("one")
        thread = threading.Thread(target=lambda: qWarning("two"))
        thread.start()
        thread.join()
    finally:
        qInstallMessageHandler(before)
    said = [(record.levelno, record.message) for record in caplog.records if record.name == "antrean.qt"]
    assert said == [(logging.WARNING, "default: one"), (logging.WARNING, "default: two")]


def key(widget: QWidget, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    return QCoreApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, code, held))


def test_a_public_screen_is_left_on_purpose_only(qtbot: QtBot) -> None:
    seen: list[int] = []

    class Screen(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            seen.append(event.key())

    widget = Screen()
    guard = screen.Guard()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.installEventFilter(guard)
    widget.show()
    for code in (Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_F11):
        key(widget, code)
    key(widget, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    assert seen == []
    key(widget, Qt.Key.Key_A)
    assert seen == [Qt.Key.Key_A]
    closing = QCloseEvent()
    QCoreApplication.sendEvent(widget, closing)
    assert not closing.isAccepted()
    assert widget.isVisible()
    guard.leaving = True
    assert widget.close()
    application.removeEventFilter(guard)


def test_without_a_gpu_the_software_renderer_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted, card, chosen in (
        ("auto", False, "software"),
        ("auto", True, "hardware"),
        ("software", True, "software"),
        ("opengl", False, "hardware"),
    ):
        monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
        monkeypatch.setattr(screen.sys, "platform", "linux")
        folder = tmp_path / f"{wanted}{card}"
        folder.mkdir()
        if card:
            (folder / "renderD128").touch()
        assert screen.choose_renderer(wanted, folder) == chosen
        assert os.environ.get("QT_QUICK_BACKEND", "hardware") == chosen
    monkeypatch.setenv("QT_QUICK_BACKEND", "rhi")
    assert screen.choose_renderer("software", tmp_path) == "rhi"


def test_sigterm_reaches_a_loop_at_rest(qtbot: QtBot) -> None:
    ended: list[bool] = []
    signals = EndSignals(lambda: ended.append(True))
    try:
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGTERM)).start()
        qtbot.waitUntil(lambda: bool(ended))
    finally:
        signals.close()
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_a_machine_without_a_screen_is_refused_in_our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen.sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(EnvironmentFault, match="no screen"):
        screen.need_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    screen.need_screen()
