"""A real board window, without a screen: software renderer, bundled fonts, no movement, a clock that stands."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import dataclasses

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtQuickControls2 import QQuickStyle

from display.app import MAIN
from display.board.board_view import BoardView
from display.media import video_view  # noqa: F401 - gives QML its type
from display.stage import Stage
from shared.domain.hall_data.hall import Hall
from shared.qt import fonts
from shared.qt.program import QML
from shared.qt.theme import Theme
from tests.display import on_a_hall
from tests.display.legible import ANY
from tests.helpers.hall import MORNING
from tests.helpers.screens.calls import Events


@dataclasses.dataclass
class Board:
    """A window with its view model, its stage, and the second that its minimum times run by."""

    window: QQuickWindow
    view: BoardView
    stage: Stage
    events: Events
    second: float = 0.0

    def news(self, *events):
        """The feed brings these."""
        self.stage.news(events, self.second)
        self.view.refresh()

    def settle(self):
        """Layouts are computed when a frame is drawn: draw one. Answers the picture."""
        QCoreApplication.processEvents()
        return self.window.grabWindow()

    def items(self):
        """Every item that can be seen."""
        todo = [self.window.contentItem()]
        assert todo[0].width() == self.window.width()
        while todo:
            item = todo.pop()
            if item.isVisible() and item.opacity() > 0:
                yield item
                todo += item.childItems()

    def named(self, name: str) -> list[QQuickItem]:
        """The visible items of that name."""
        return [item for item in self.items() if item.objectName() == name]

    def texts(self) -> list[QQuickItem]:
        """The visible items that show words."""
        return [
            item
            for item in self.items()
            if item.metaObject().indexOfProperty("truncated") >= 0 and item.property("text")
        ]


@pytest.fixture
def make_board(qapp, qtbot):
    """``make_board(hall, zones, width, height, lang, display)``: a shown window."""
    fonts.use(qapp)
    QQuickStyle.setStyle("Basic")
    theme = Theme.instance()
    theme.set_still(True)
    engines, kept = [], []

    def make(hall: Hall, zones=("A",), width=1920, height=1080, lang=None, display=ANY, rating=None) -> Board:
        board: list[Board] = []
        view = BoardView(lambda: MORNING, lang, monotonic=lambda: board[0].second if board else 0.0)
        engine = QQmlApplicationEngine()
        engines.append((engine, view))
        kept.append(rating and (rating, rating.parent()))  # until the engine is gone
        engine.addImportPath(str(QML))
        engine.setInitialProperties({"board": view} | ({"rating": rating} if rating else {}))
        engine.load(QUrl.fromLocalFile(str(MAIN)))
        window = engine.rootObjects()[0]
        window.setGeometry(0, 0, width, height)
        window.show()
        qtbot.waitExposed(window)
        stage = Stage(hall, zones, lambda *_: None)
        board.append(Board(window, view, stage, Events(hall)))
        view.use_display(display)
        view.use_stage(stage)
        board[0].settle()
        return board[0]

    yield make
    for engine, view in engines:
        shiboken6.delete(engine)
        shiboken6.delete(view)
    theme.set_still(False)
    theme.fit(1080, 1920)


@pytest.fixture
def hall(tmp_path):
    """A hall on the disk."""
    return on_a_hall.Hall(tmp_path)


@pytest.fixture
def display_of(qtbot, hall):
    """``display_of(device, loudspeaker)``: the display program without its window, once it has read the hall."""
    made = []

    def make(device="D1", loudspeaker=None):
        made.append(on_a_hall.Display(hall, device, loudspeaker))
        qtbot.waitUntil(lambda: made[-1].view.ready or (device == "D9" and bool(made[-1].halls)))
        return made[-1]

    yield make
    for one in made:
        one.close()
