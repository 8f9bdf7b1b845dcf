"""A kiosk on its stage: the real QML on the real view models over a real hall file, without threads.

The desk asks the file at once; a number is given when the test says so (``stage.desk.answer()``), or at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop, QPoint, QRectF, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import kiosk.app
from kiosk.kiosk_model import KioskModel
from kiosk.offers import Offers
from kiosk.opinion.exit_opinions import ExitOpinions
from kiosk.paper_words import Paper, PaperState
from kiosk.printing import Printing
from kiosk.start.icon import Icons
from kiosk.unattended.leaving import LeaveModel
from shared.domain.answers import Issued, Refused, StepMoved
from shared.domain.hall_data.hall import Hall
from shared.domain.rating import Rating
from shared.domain.respondents import Traits
from shared.domain.skm import Questionnaire
from shared.qt import fonts
from shared.qt.language import Language
from shared.qt.program import QML
from shared.qt.theme import Theme
from shared.store.acts.bookings import check_in
from shared.store.acts.issue import Order, issue
from shared.store.acts.moving import rejoin, withdraw_number
from shared.store.acts.target import Target
from shared.store.questions.kiosk import kiosk_view
from shared.store.questions.ticket_visit import TicketVisit, visit_of
from shared.store.record.transaction import new_request
from shared.store.sqlite.connection import HallFile

PORTRAIT, LANDSCAPE, SQUARE = (1080, 1920), (1920, 1080), (1280, 1024)


def _as_read(item: QQuickItem) -> str:
    """What it says, without what only holds words together."""
    return str(item.property("text")).replace("\u00a0", " ").replace("\u2060", "")


@dataclass
class PaperBox:
    """What visitors said, as a list. ``rated`` are ratings as they stand, each as it was told last."""

    rated: list[Rating] = field(default_factory=list)
    answered: list[tuple[Questionnaire, dict[str, str]]] = field(default_factory=list)

    def rate(self, rating: Rating, instead: Rating | None = None) -> None:
        if instead is not None:
            self.rated.remove(instead)
        self.rated.append(rating)

    def answer(self, one: Questionnaire, traits: Traits) -> None:
        self.answered.append((one, dict(traits)))


@dataclass
class FileDesk:
    """A desk on a hall file. ``requests`` are all that were made; a held answer waits for :meth:`answer`."""

    hall_file: HallFile
    requests: list[tuple[str, Order]] = field(default_factory=list)
    hold: bool = False
    broken: Exception | None = None
    spool: bool = False
    calls: int = 0
    neighbour: str = ""
    changed_offers: Offers | None = None
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    def survives(self) -> bool:
        return self.spool

    def offers(self, done: Callable[[Offers], None]) -> None:
        if self.changed_offers is not None:
            done(self.changed_offers)
            return
        with self.hall_file.reading() as db:
            view = kiosk_view(db, self.hall_file.hall(db), self.hall_file.clock())
        done(Offers(view.offers, view.bookings))

    def issue(
        self,
        request: str,
        order: Order,
        done: Callable[[Issued | Refused, bool], None],
        fault: Callable[[Exception], None],
    ) -> None:
        self.requests.append((request, order))
        if self.broken is not None:
            fault(self.broken)
        elif self.hold:
            self._waiting.append(lambda: done(issue(self.hall_file, request, order), self.spool))
        else:
            done(issue(self.hall_file, request, order), self.spool)

    def check_in(
        self,
        request: str,
        code: str,
        lang: str,
        done: Callable[[Issued | Refused, bool], None],
        fault: Callable[[Exception], None],
    ) -> None:
        if self.broken is not None:
            fault(self.broken)
        else:
            done(check_in(self.hall_file, request, code, lang=lang, kiosk="K1"), False)

    def withdraw(self, issued: Issued) -> None:
        withdraw_number(self.hall_file, new_request(), issued, "spoilt")

    def kiosk_with_paper(self, done: Callable[[str], None]) -> None:
        done(self.neighbour)

    def visit(
        self, ticket: int, done: Callable[[TicketVisit | None], None], fault: Callable[[Exception], None]
    ) -> None:
        if self.broken is not None:
            fault(self.broken)
            return
        with self.hall_file.reading() as db:
            found = visit_of(db, self.hall_file.hall(db), self.hall_file.clock(), ticket)
        done(found)

    def rejoin(
        self,
        request: str,
        label: str,
        done: Callable[[StepMoved | Refused], None],
        fault: Callable[[Exception], None],
    ) -> None:
        done(rejoin(self.hall_file, request, Target(label=label)))

    def call_help(self, done: Callable[[bool], None]) -> None:
        self.calls += 1
        done(self.broken is None)

    def answer(self) -> None:
        """Give what was held back."""
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()


class StagePrinting(Printing):
    """A printer that prints when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[str] = []
        self.copies: list[str] = []
        self.printers = True
        self._last: Issued | None = None

    @property
    def has_printers(self) -> bool:
        return self.printers

    def begin(self, issued: Issued) -> PaperState:
        self._last = issued
        self.begun.append(issued.label)
        return PaperState(Paper.PRINTING)

    def again(self, issued: Issued) -> PaperState:
        self.copies.append(issued.label)
        return PaperState(Paper.PRINTING)

    def settle(self, paper: Paper = Paper.PRINTED) -> None:
        """What became of the last paper, if there is one."""
        if self._last is not None:
            self.told.emit(self._last.ticket, PaperState(paper))


class Stage:
    """The kiosk's window and everything behind it."""

    def __init__(
        self,
        hall_file: HallFile,
        hall: Hall,
        size: tuple[int, int] = PORTRAIT,
        lang: str = "id",
        box: PaperBox | None = None,
    ) -> None:
        """With a ``box`` it is an exit kiosk, on which time passes as the test says: ``now``, in milliseconds."""
        self.now = 0
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        fonts.use(app)
        self.hall = hall
        self.theme = Theme.instance()
        self.theme.set_still(True)
        self.language = Language(("shared", "kiosk"), "id")
        self.desk = FileDesk(hall_file)
        self.printing = StagePrinting()
        self.left: list[bool] = []
        self.leaving = LeaveModel("2468", lambda: self.left.append(True))
        clock, language = hall_file.clock, self.language
        self.model = KioskModel(
            "K1",
            self.desk,
            self.printing,
            self.leaving,
            clock=clock,
            language=language,
            theme=self.theme,
            opinions=None if box is None else ExitOpinions("K1", box, clock, language, steady=lambda: self.now),
        )
        self.spoilt = self.model._ticket_request.spoilt  # pyright: ignore[reportPrivateUsage]
        self.spoilt.hand.haste_ms = 0
        self.finger = QTest.createTouchDevice()
        self.model.hall_told(hall)
        self.model.comfort.useLanguage(lang)
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(QML))
        self.engine.addImageProvider("icon", Icons())
        self.engine.setInitialProperties({"kiosk": self.model})
        self.engine.load(QUrl.fromLocalFile(str(kiosk.app.QML / "Main.qml")))
        self.language.changed.connect(self.engine.retranslate)
        window = self.engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        self.window = window
        window.resize(*size)
        window.show()
        self._frames = 0
        window.frameSwapped.connect(self._swapped)
        self.model.welcome.end()  # somebody is there; no greeting comes over what a slow test looks at
        self.settle()

    def _swapped(self) -> None:
        self._frames += 1

    def close(self) -> None:
        self.model.comfort.forget()
        self.theme.set_still(False)
        shiboken6.delete(self.engine)
        self.language.close()

    # ----- looking

    def settle(self) -> None:
        """Until the screen is at rest: in two frames on end nothing has moved, and what has to be measured is."""
        QTest.qWait(25)
        still, before = 0, ()
        for _ in range(100):
            self._frame()
            items = list(self.items())
            now = tuple((item.x(), item.y(), item.width(), item.height()) for item in items)
            measured = all(item.property("measured") is not False for item in items)
            still = still + 1 if now == before and measured else 0
            before = now
            if still == 2:
                return
        raise AssertionError("the screen does not come to rest")

    def _frame(self) -> None:
        """The next frame, with what the loop has to do besides; places of columns are found when one is drawn."""
        before = self._frames
        self.window.update()
        for _ in range(500):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            if self._frames > before:
                break
            QTest.qWait(1)
        QApplication.processEvents()

    def items(self) -> Iterator[QQuickItem]:
        """Everything that can be seen."""
        return walk(self.window.contentItem())

    def find(self, name: str) -> QQuickItem:
        """The visible item of that name."""
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"{name} cannot be seen; there are {sorted(self.names())}"
        return found[-1]

    def names(self) -> set[str]:
        return {item.objectName() for item in self.items() if item.objectName()}

    def words(self, name: str) -> str:
        return _as_read(self.find(name))

    def all_words(self) -> list[str]:
        return [_as_read(item) for item in self.items() if item.property("fits") is not None]

    def touchables(self) -> list[QQuickItem]:
        return [item for item in self.items() if item.inherits("QQuickAbstractButton")]

    # ----- doing

    def touch(self, name: str) -> None:
        """A finger on an item."""
        self.tap(place(self.find(name)).center().toPoint())
        self.settle()

    def tap(self, where: QPoint) -> None:
        QTest.touchEvent(self.window, self.finger).press(0, where, self.window)
        QTest.touchEvent(self.window, self.finger).release(0, where, self.window)

    def grab(self, path: Path) -> None:
        self.window.grabWindow().save(str(path))


def walk(item: QQuickItem) -> Iterator[QQuickItem]:
    """An item and all below it that can be seen, those in front last."""
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in sorted(item.childItems(), key=QQuickItem.z):
        yield from walk(child)


def place(item: QQuickItem) -> QRectF:
    """Where an item lies in its window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


__all__ = [
    "LANDSCAPE",
    "PORTRAIT",
    "SQUARE",
    "FileDesk",
    "PaperBox",
    "QtBot",
    "Stage",
    "StagePrinting",
    "place",
    "walk",
]
