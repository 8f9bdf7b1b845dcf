import pytest
from pytestqt.qtbot import QtBot

from kiosk.idle_limits import CHOOSING_MS, PRINTING_MS, SLOWER, TICKET_MS, Patience, patience_ms
from kiosk.leaving import FILE, LOCK_MS, VARIABLE, LeaveModel, leave_pin
from kiosk.paper_words import Paper, PaperState
from shared.qt.idle import IdleWatch
from tests.helpers.screens.kiosk import Stage

# ----- patience


@pytest.mark.parametrize(
    ("page", "touched", "settled", "eased", "expected"),
    [
        ("start", False, True, False, 0),
        ("start", True, True, False, CHOOSING_MS),
        ("agency", False, True, False, CHOOSING_MS),
        ("order", True, True, True, CHOOSING_MS * SLOWER),
        ("ticket", True, False, False, PRINTING_MS),
        ("ticket", True, True, False, TICKET_MS),
        ("ticket", True, True, True, TICKET_MS * SLOWER),
    ],
)
def test_how_long_a_page_waits(page: str, touched: bool, settled: bool, eased: bool, expected: int) -> None:
    assert patience_ms(page, touched=touched, settled=settled, eased=eased) == expected


class Idle(IdleWatch):
    """An idle watch that tells what patience it was given, and can count faster."""

    def __init__(self, faster: int = 1) -> None:
        super().__init__(60_000, 15_000 // faster)
        self._faster = faster
        self.asked: list[int] = []

    def start(self, idle_ms: int | None = None) -> None:
        self.asked.append(idle_ms or 0)
        super().start((idle_ms or 60_000) // self._faster)


def test_an_idle_kiosk_forgets_everything_and_speaks_indonesian_again(qtbot: QtBot, stage: Stage) -> None:
    idle = Idle()
    patience = Patience(stage.model, idle)
    stage.touch("lang:en")
    for ease in ("larger", "contrast", "reach"):
        stage.touch(ease)
    stage.touch("agency:AB")
    stage.touch("service:AB.3")
    stage.touch("priority:yes")
    assert idle.asked[-1] == CHOOSING_MS * SLOWER
    IdleWatch.start(idle, 50)
    qtbot.waitUntil(lambda: stage.model.page == "start" and not idle.running, timeout=3000)
    assert stage.model.order.count == 0
    assert not stage.model.order.priority
    assert not stage.model.comfort.changedAnything
    assert (stage.language.code, stage.theme.larger, stage.theme.highContrast) == ("id", False, False)
    assert patience.parent() is None


def test_the_kiosk_asks_before_it_forgets_and_a_touch_keeps_the_choice(qtbot: QtBot, stage: Stage) -> None:
    idle = Idle()
    _patience = Patience(stage.model, idle)
    stage.touch("agency:AB")
    idle.warned.emit()
    stage.settle()
    assert "stay" in stage.names()
    stage.touch("stay")
    assert (stage.model.page, stage.model.stillThere) == ("agency", False)
    idle.warned.emit()
    stage.settle()
    stage.touch("leave")
    assert stage.model.page == "start"


def test_the_number_stays_until_its_paper_is_known_and_then_some_seconds(qtbot: QtBot, stage: Stage) -> None:
    idle = Idle()
    _patience = Patience(stage.model, idle)
    stage.touch("popular:AB.1")
    stage.touch("take")
    assert idle.asked[-1] == PRINTING_MS
    issued = stage.model.ticket.issued
    assert issued is not None
    stage.printing.told.emit(issued.ticket, PaperState(Paper.PRINTED))
    assert idle.asked[-1] == TICKET_MS
    idle.warned.emit()
    assert not stage.model.stillThere


def test_an_untouched_start_page_waits_for_ever(qtbot: QtBot, stage: Stage) -> None:
    idle = Idle()
    patience = Patience(stage.model, idle)
    patience.begin()
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
