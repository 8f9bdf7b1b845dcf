from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.unattended.idle_limits import CHOOSING_MS, PRINTING_MS, SLOWER, TICKET_MS, WARN_MS, Patience, patience_ms
from kiosk.unattended.leaving import FILE, LOCK_MS, VARIABLE, LeaveModel, leave_pin
from shared.qt.idle import IdleWatch
from shared.store.acts.interruptions import disturb_service
from shared.store.acts.issue import Order, issue
from shared.store.record.transaction import new_request
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.test_touches import booked

# ----- patience


@pytest.mark.parametrize(
    ("page", "touched", "settled", "eased", "expected"),
    [
        ("start", False, True, False, 0),
        ("start", True, True, False, CHOOSING_MS),
        ("agency", False, True, False, CHOOSING_MS),
        ("order", True, True, True, CHOOSING_MS * SLOWER),
        ("ticket", True, True, False, CHOOSING_MS),
        ("number", True, False, False, PRINTING_MS),
        ("number", True, True, False, TICKET_MS),
        ("number", True, True, True, TICKET_MS * SLOWER),
    ],
)
def test_how_long_a_page_waits(page: str, touched: bool, settled: bool, eased: bool, expected: int) -> None:
    assert patience_ms(page, touched=touched, settled=settled, eased=eased) == expected


class Idle(IdleWatch):
    """The idle watch of a running kiosk; it tells what patience it was given, and can count faster from a moment on."""

    def __init__(self) -> None:
        super().__init__(CHOOSING_MS, WARN_MS)
        self._faster = 1
        self.asked: list[int] = []

    def start(self, idle_ms: int | None = None) -> None:
        self.asked.append(idle_ms or CHOOSING_MS)
        super().start(self.asked[-1] // self._faster)

    def hurry(self) -> None:
        """A minute is some 400 ms from now on."""
        self._faster, self._warn_ms = 150, WARN_MS // 150
        super().start(self.asked[-1] // self._faster)


@pytest.fixture
def idle(qtbot: QtBot, stage: Stage) -> Iterator[Idle]:
    """A watch that sees what the application sees, as in the program, and the patience that goes by it."""
    idle = Idle()
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(idle)
    patience = Patience(stage.model, idle)
    yield idle
    patience.deleteLater()
    idle.stop()
    application.removeEventFilter(idle)


def way_to(stage: Stage, page: str) -> None:
    """By touches, from the start, to a page with something on it that the next visitor must not find."""
    stage.touch("lang:en")
    touches = {
        "start": [],
        "turned": ["larger", "turn:next"],
        "agency": ["agency:AB"],
        "why": ["agency:AB", "service:AB.2"],
        "search": ["search", "key:P"],
        "booking": ["booking", "key:K"],
        "order": ["popular:AB.1", "priority:yes", "visual"],
        "questions": ["larger", "agency:AB", "service:AB.3", "onward", "priority:yes", "visual"],
        "another": ["popular:AB.1", "add"],
        "refused": ["booking", "key:K", "checkin"],
        "ticket": ["popular:AB.1", "take"],
        "help": ["help", "call"],
    }
    for name in touches[page]:
        stage.touch(name)


def is_new(stage: Stage) -> bool:
    """Nothing of the visitor before is left."""
    model = stage.model
    shown = stage.names()
    first_page = "turn:back" not in shown or not stage.find("turn:back").isEnabled()
    return (
        (model.page, model.order.count, model.bookingCode, model.catalogue.query) == ("start", 0, "", "")
        and not (model.order.priority or model.order.visual or model.comfort.changedAnything or model.stillThere)
        and (stage.language.code, model.assistance.state, model.ticket.label) == ("id", "", "")
        and first_page
    )


PAGES = [
    "start", "turned", "agency", "why", "search", "booking", "order", "questions", "another", "refused", "ticket",
    "help",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_reset_while_the_live_refresh_runs(qtbot: QtBot, stage: Stage, idle: Idle, page: str) -> None:
    disturb_service(stage.desk.hall_file, new_request(), "AB.2", {"id": "listrik padam"})
    booked(stage, "K7")
    way_to(stage, page)
    assert not is_new(stage)
    asked: list[str] = []
    stage.model.changed.connect(lambda: asked.append("still there") if stage.model.stillThere else None)
    refresh = QTimer(interval=20)  # much more often than it happens, lines that change with each
    refresh.timeout.connect(lambda: (take_one(stage), stage.model.ask_offers()))
    refresh.start()
    stage.printing.settle()
    idle.hurry()
    qtbot.waitUntil(lambda: is_new(stage))
    refresh.stop()
    assert bool(asked) == (page != "ticket")
    assert not idle.running


def take_one(stage: Stage) -> None:
    """Somebody else comes: every line that the screen shows changes."""
    issue(stage.desk.hall_file, new_request(), Order(("AB.1",)))


def test_larger_text_doubles_the_time_and_the_reset_is_complete(qtbot: QtBot, stage: Stage, idle: Idle) -> None:
    for ease in ("larger", "contrast", "reach"):
        stage.touch(ease)
    stage.touch("agency:AB")
    stage.touch("service:AB.3")
    stage.touch("onward")
    stage.touch("priority:yes")
    assert idle.asked[-1] == CHOOSING_MS * SLOWER
    idle.hurry()
    qtbot.waitUntil(lambda: is_new(stage))
    assert (stage.theme.larger, stage.theme.highContrast) == (False, False)


def test_the_question_can_be_answered_either_way(qtbot: QtBot, stage: Stage, idle: Idle) -> None:
    for answer, page in (("stay", "agency"), ("leave", "start")):
        stage.model.showAgency("AB")
        idle.warned.emit()
        stage.settle()
        stage.touch(answer)
        assert (stage.model.page, stage.model.stillThere) == (page, False)


def test_a_key_answers_the_question_too(qtbot: QtBot, stage: Stage, idle: Idle) -> None:
    stage.touch("agency:AB")
    idle.warned.emit()
    stage.settle()
    QTest.keyClick(stage.window, Qt.Key.Key_Down)
    stage.settle()
    assert (stage.model.page, stage.model.stillThere) == ("agency", False)


def test_the_number_stays_until_its_paper_is_known_and_then_some_seconds(stage: Stage, idle: Idle) -> None:
    stage.touch("popular:AB.1")
    stage.touch("take")
    assert idle.asked[-1] == PRINTING_MS
    stage.printing.settle()
    assert idle.asked[-1] == TICKET_MS


def test_what_changes_by_itself_does_not_count(stage: Stage, idle: Idle) -> None:
    stage.touch("popular:AB.1")
    counted = len(idle.asked)
    stage.model.hall_told(stage.hall)
    stage.model.ask_offers()
    stage.model.order.changed.emit()
    stage.model.comfort.changed.emit()
    stage.model.ticket.changed.emit()
    stage.model.page_changed.emit()
    assert len(idle.asked) == counted


def test_nobody_is_forgotten_while_the_hall_is_asked_for_their_number(stage: Stage, idle: Idle) -> None:
    stage.touch("popular:AB.1")
    stage.desk.hold = True
    stage.touch("take")
    idle.idled.emit()
    assert (stage.model.page, idle.running) == ("ticket", True)
    stage.desk.answer()
    stage.settle()
    assert stage.words("number") == "AB-001"


def test_an_untouched_start_page_waits_for_ever(stage: Stage, idle: Idle) -> None:
    stage.model.ask_offers()
    assert not idle.running


# ----- the PIN


@pytest.fixture
def left() -> list[bool]:
    return []


@pytest.fixture
def leaving(qtbot: QtBot, left: list[bool]) -> LeaveModel:
    return LeaveModel("135790", lambda: left.append(True))


def type_in(model: LeaveModel, digits: str) -> None:
    for digit in digits:
        model.type(digit)


def test_the_right_pin_leaves(leaving: LeaveModel, left: list[bool]) -> None:
    leaving.begin()
    type_in(leaving, "13579<90")
    assert leaving.typed == 6 or left
    assert left == [True]
    assert not leaving.open


def test_three_wrong_pins_lock_the_pad(leaving: LeaveModel, left: list[bool]) -> None:
    for at in range(3):
        leaving.begin()
        assert leaving.open
        type_in(leaving, "000000")
        assert leaving.wrong == (at < 3)
    assert not leaving.open
    leaving.begin()
    assert not leaving.open
    assert left == []
    assert LOCK_MS >= 60_000


def test_without_a_pin_there_is_no_pad(qtbot: QtBot) -> None:
    model = LeaveModel("", lambda: pytest.fail("left"))
    model.begin()
    assert not model.open
    model.type("1")
    assert model.typed == 0


def test_cancelling_forgets_what_was_typed(leaving: LeaveModel) -> None:
    leaving.begin()
    type_in(leaving, "135")
    leaving.cancel()
    leaving.begin()
    assert leaving.typed == 0


def test_the_pin_comes_from_this_pc(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    assert leave_pin(folder) == ""
    (folder / FILE).write_text("4711\n")
    assert leave_pin(folder) == "4711"
    monkeypatch.setenv(VARIABLE, "08150")
    assert leave_pin(folder) == "08150"
    for unusable in ("12", "abcd", "123456789"):
        monkeypatch.setenv(VARIABLE, unusable)
        assert leave_pin(folder) == ""
