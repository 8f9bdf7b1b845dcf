from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shared.qt.idle import IdleWatch


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[IdleWatch]:
    watch = IdleWatch(1040, 1000)  # a second in which a loaded machine, too, gets a touch through
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    yield watch
    watch.stop()
    application.removeEventFilter(watch)


def touch(widget: QWidget) -> None:
    where = QPointF(3, 3)
    QCoreApplication.sendEvent(
        widget,
        QMouseEvent(
            QEvent.Type.MouseButtonPress,
            where,
            where,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )


def test_it_warns_and_then_tells(qtbot: QtBot, watch: IdleWatch) -> None:
    with qtbot.waitSignals([watch.warned, watch.idled], order="strict"):
        watch.start()
    assert not watch.running


def test_a_touch_after_the_warning_takes_it_back(qtbot: QtBot, watch: IdleWatch) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(watch.warned):
        watch.start()
    with qtbot.waitSignal(watch.touched):
        touch(widget)
    with qtbot.waitSignal(watch.idled):
        pass


def test_a_key_counts_as_a_touch(qtbot: QtBot, watch: IdleWatch) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitSignal(watch.warned):
        watch.start()
    with qtbot.waitSignal(watch.touched):
        QCoreApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
        )


def test_once_stopped_nobody_is_idle(qtbot: QtBot, watch: IdleWatch) -> None:
    watch.start()
    watch.stop()
    with qtbot.assertNotEmitted(watch.idled, wait=1200):
        pass


def test_patience_can_be_set_anew(qtbot: QtBot, watch: IdleWatch) -> None:
    with qtbot.assertNotEmitted(watch.idled, wait=1200):
        watch.start(10_000)
