"""The table model: exact changes, marks, notes, times; the lists that show it, by keys."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.details import Details
from counter.lists.line_table import SEARCH_ROLE, LineColumn, LinesModel
from counter.lists.lists_window import ListsWindow
from counter.localise import Localiser
from shared.domain.words import Instant, StepState
from shared.qt.language import Language
from shared.store.questions.counter import StepLine
from tests.helpers.hall import MORNING
from tests.helpers.screens.desk import Place, Station, working

MINUTE = 60_000


def row(number: int, state: StepState = StepState.WAITING, *, minutes: float = 5, **more: object) -> StepLine:
    return StepLine(
        step=number,
        label=f"AB-{number:03d}",
        service="AB.1",
        state=state,
        ticket=number,
        lang="id",
        at=Instant(round(MORNING - minutes * MINUTE)),
        since=Instant(round(MORNING - minutes * MINUTE)),
        **{"priority": False, "visual": False, **more},  # type: ignore[arg-type]
    )


@pytest.fixture
def model(qtmodeltester: ModelTester) -> LinesModel:
    made = LinesModel({"AB.1": "KTP"}.__getitem__)
    made.retranslate(Localiser("en", "Asia/Makassar"))
    qtmodeltester.check(made)
    return made


def labels(model: LinesModel) -> list[str]:
    return [model.row(n).label for n in range(model.rowCount())]


def watch(model: LinesModel) -> list[str]:
    """What the model tells its views, in short."""
    told: list[str] = []
    model.rowsInserted.connect(lambda _p, first, last: told.append(f"+{first}-{last}"))
    model.rowsRemoved.connect(lambda _p, first, last: told.append(f"-{first}-{last}"))
    model.rowsMoved.connect(lambda _p, start, _e, _d, end: told.append(f"{start}>{end}"))
    model.dataChanged.connect(lambda a, b: told.append(f"~{a.row()}:{a.column()}-{b.column()}"))
    model.modelReset.connect(lambda: told.append("reset"))
    return told


def test_only_what_differs_is_told(model: LinesModel) -> None:
    model.show([row(1), row(2), row(3)], MORNING)
    told = watch(model)
    model.show([row(1), row(2), row(3)], MORNING)
    assert told == []
    model.show([row(1), row(3), row(4)], MORNING)
    assert told == ["-1-1", "+2-2"]
    told.clear()
    model.show([row(4), row(1), row(3, priority=True)], MORNING)
    assert told == ["2>0", f"~2:{LineColumn.MARKS}-{LineColumn.MARKS}"]
    assert labels(model) == ["AB-004", "AB-001", "AB-003"]


def test_time_touches_only_the_cells_whose_words_change(model: LinesModel) -> None:
    model.show([row(1, minutes=5), row(2, minutes=5.5)], MORNING)
    told = watch(model)
    model.tick(Instant(MORNING + 30_000))
    assert told == [f"~1:{LineColumn.WAITED}-{LineColumn.WAITED}"]
    assert model.index(1, LineColumn.WAITED).data() == "6 min"


def test_marks_and_notes_in_words(model: LinesModel) -> None:
    held = row(1, StepState.HELD, reason="Payment", counter="2", until=Instant(MORNING + 10 * MINUTE))
    model.show(
        [
            row(1, priority=True, visual=True, to_counter="7"),
            held.__class__(**{**_table(held), "step": 2}),
            held.__class__(**{**_table(held), "step": 3, "until": None}),
            row(4, StepState.NO_SHOW, counter="2"),
            row(5),
        ],
        MORNING,
    )
    notes = [model.index(n, LineColumn.NOTE).data() for n in range(5)]
    assert notes == ["only counter 7", "Payment, until 09:10, counter 2", "Payment, counter 2", "counter 2", ""]
    assert model.index(0, LineColumn.MARKS).data() == "Priority, Call visibly"
    assert model.index(0, LineColumn.SINCE).data() == "08:55"


def _table(row: StepLine) -> dict[str, object]:
    return {name: getattr(row, name) for name in StepLine.__slots__}


def test_search_words_and_screen_reader_words(model: LinesModel) -> None:
    model.show([row(1)], MORNING)
    assert "AB-001 KTP" in model.index(0, 0).data(SEARCH_ROLE)
    assert model.index(0, LineColumn.LABEL).data(Qt.ItemDataRole.AccessibleTextRole) == "Number: AB-001"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(QModelIndex()) is None
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0


def test_another_language_renames_headers_and_cells(model: LinesModel) -> None:
    model.show([row(1, priority=True)], MORNING)
    language = Language(("counter",), "id")
    try:
        model.retranslate(Localiser("id", "Asia/Makassar"))
        assert model.headerData(LineColumn.MARKS, Qt.Orientation.Horizontal) == "Tanda"
        assert model.index(0, LineColumn.MARKS).data() == "Prioritas"
    finally:
        language.close()


# ----- the window


def opened(station: Station) -> None:
    station.qtbot.waitUntil(station.bar.isActiveWindow)
    station.qtbot.keyClick(station.bar, Qt.Key.Key_F11)
    station.qtbot.waitUntil(station.dialogs.lists_window.isActiveWindow)


def test_the_lists_follow_the_hall_and_keep_the_marked_row(qtbot: QtBot, place: Place) -> None:
    for _ in range(3):
        place.issue()
    with working(qtbot, place) as station:
        opened(station)
        page = station.dialogs.lists_window.pages[0]
        assert station.dialogs.lists_window.tabs.tabText(0) == "Menunggu (3)"
        page.table.selectRow(1)
        place.next_at("2")
        place.issue()
        station.until(lambda: labels(page.model) == ["AB-002", "AB-003", "AB-004"])
        marked = page.marked()
        assert marked is not None
        assert marked.label == "AB-002"


def test_a_number_is_found_and_called_by_keys(qtbot: QtBot, place: Place) -> None:
    place.issue()
    place.issue()
    with working(qtbot, place) as station:
        opened(station)
        page = station.dialogs.lists_window.pages[0]
        qtbot.keyClicks(page.search, "002")
        assert page.shown.rowCount() == 1
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        ask = station.dialogs._open
        assert ask is not None
        qtbot.keyClick(ask.focusWidget() or ask, Qt.Key.Key_Return)
        station.until(lambda: station.label() == "AB-002")
        assert place.calls() == [("AB-002", "1")]


def test_held_is_resumed_and_missed_comes_back(qtbot: QtBot, place: Place) -> None:
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        station.press(Act.HOLD, Details(label="AB-001", reason="Membayar"))
        opened(station)
        lists_window = station.dialogs.lists_window
        qtbot.keyClick(lists_window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        qtbot.mouseClick(lists_window.pages[1].button, Qt.MouseButton.LeftButton)  # nothing marked yet: marks the first
        qtbot.mouseClick(lists_window.pages[1].button, Qt.MouseButton.LeftButton)
        station.until(lambda: place.state_of("AB-001") == "waiting")
        station.settle()
        station.press(Act.NEXT)
        station.press(Act.NO_SHOW)
        qtbot.keyClick(lists_window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        lists_window.pages[2].table.selectRow(0)
        qtbot.mouseClick(lists_window.pages[2].button, Qt.MouseButton.LeftButton)
        station.until(lambda: place.state_of("AB-001") == "waiting")
        station.settle()


def test_the_lists_close_and_stand_still(qtbot: QtBot, place: Place) -> None:
    with working(qtbot, place) as station:
        opened(station)
        lists_window = station.dialogs.lists_window
        assert lists_window.pages[0].empty.isVisible()
        assert lists_window.pages[0].empty.text() == "Tidak ada yang menunggu."
        qtbot.keyClick(lists_window, Qt.Key.Key_Escape)
        assert not lists_window.isVisible()
        opened(station)
        lists_window._tick()
        lists_window.close()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_nothing_is_cut_in_the_lists(qtbot: QtBot, place: Place, lang: str) -> None:
    place.issue(priority=True, visual=True)
    with working(qtbot, place, lang=lang) as station:
        station.press(Act.NEXT)
        station.press(Act.HOLD, Details(label="AB-001", reason="Menunggu pemeriksaan berkas"))
        opened(station)
        lists_window = station.dialogs.lists_window
        lists_window.tabs.setCurrentIndex(1)
        qtbot.waitUntil(lambda: assert_readable(lists_window))


def assert_readable(lists_window: ListsWindow) -> None:
    """All cells and words of the window can be read."""
    table = lists_window.pages[1].table
    for column in (each for each in LineColumn if not table.isColumnHidden(each)):
        assert table.sizeHintForColumn(column) <= table.columnWidth(column), column
    assert table.horizontalHeader().length() <= table.viewport().width()
    for page in lists_window.pages:
        assert not page.button.isVisible() or page.button.sizeHint().width() <= page.button.width()
    for label in lists_window.findChildren(QLabel):
        assert not label.isVisible() or label.sizeHint().width() <= label.width()


@pytest.mark.parametrize("at_the_top", [True, False])
def test_the_lists_open_beside_the_bar_and_not_under_it(qtbot: QtBot, place: Place, at_the_top: bool) -> None:
    with working(qtbot, place) as station:
        screen = station.bar.screen().availableGeometry()
        station.bar.move(0, screen.top() if at_the_top else screen.bottom() + 1 - station.bar.height())
        lists = station.dialogs.lists_window
        lists.resize(lists.width(), screen.height())
        qtbot.keyClick(station.bar, Qt.Key.Key_F11)
        qtbot.waitUntil(lists.isVisible)
        assert not lists.frameGeometry().intersects(station.bar.frameGeometry())
        assert screen.contains(lists.frameGeometry())
