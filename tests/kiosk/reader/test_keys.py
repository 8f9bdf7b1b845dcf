"""The whole way by keys alone: the focus is seen, everything is reached, a keyboard types."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.reader.keys import Keys
from kiosk.reader.stops import stops
from shared.domain.booking import Booking
from shared.domain.hall_data.key_names import KeyAct
from shared.domain.words import Instant
from shared.store.acts.bookings import import_bookings
from shared.store.record.transaction import new_request
from tests.helpers.hall import MORNING
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage
from tests.kiosk.conftest import MakeStage

KEY = Qt.Key


def press(stage: Stage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(stage.window, key)
        stage.settle()


def write(stage: Stage, text: str) -> None:
    """As fingers do: with a pause after each."""
    for character in text:
        QTest.keyClick(stage.window, character)
        QTest.qWait(60)
    stage.settle()


def focused(stage: Stage) -> str:
    item = stage.window.activeFocusItem()
    return item.objectName() if isinstance(item, QQuickItem) else ""


@pytest.fixture
def keyed(make_stage: MakeStage) -> Stage:
    return with_keys(make_stage())


def with_keys(stage: Stage) -> Stage:
    stage.keys = Keys(stage.model, stage.window, stage.window)  # pyright: ignore[reportAttributeAccessIssue]
    return stage


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        pytest.param(PORTRAIT, "id", id="portrait id"),
        pytest.param(PORTRAIT, "en", id="portrait en", marks=pytest.mark.looks),
        pytest.param(LANDSCAPE, "id", id="landscape id", marks=pytest.mark.looks),
        pytest.param(LANDSCAPE, "en", id="landscape en", marks=pytest.mark.looks),
    ],
)
def test_every_key_of_every_page_is_reached_by_arrows(make_stage: MakeStage, size: tuple[int, int], lang: str) -> None:
    stage = with_keys(make_stage(size, lang))
    for page in ("start", "agency", "search", "booking", "order", "questions", "help"):
        stage.model.home()
        {
            "start": lambda: None,
            "agency": lambda: stage.model.showAgency("AB"),
            "search": stage.model.search,
            "booking": stage.model.booking,
            "order": lambda: stage.model.choose("AB.3"),
            "questions": lambda: (stage.model.choose("AB.3"), stage.model.askQuestions()),
            "help": stage.model.help,
        }[page]()
        stage.settle()
        wanted = {stop.item.objectName() for stop in stops(stage.window, words=False)}
        reached: set[str] = set()
        for key in (KEY.Key_Tab,) * (len(wanted) + 1):
            QTest.keyClick(stage.window, key)
            reached.add(focused(stage))
        assert reached == wanted, page
        by_arrows: set[str] = set()
        queue = [stops(stage.window, words=False)[0]]
        while queue:  # from each stop each arrow
            stop = queue.pop()
            by_arrows.add(stop.item.objectName())
            for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right):
                stop.item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
                QTest.keyClick(stage.window, key)
                if focused(stage) not in by_arrows:
                    by_arrows.add(focused(stage))
                    queue.append(
                        next(s for s in stops(stage.window, words=False) if s.item.objectName() == focused(stage))
                    )
        assert by_arrows == wanted, page


@pytest.mark.parametrize(
    ("size", "lang"),
    [
        pytest.param(PORTRAIT, "id", id="portrait id"),
        pytest.param(PORTRAIT, "en", id="portrait en", marks=pytest.mark.looks),
        pytest.param(LANDSCAPE, "id", id="landscape id", marks=pytest.mark.looks),
        pytest.param(LANDSCAPE, "en", id="landscape en", marks=pytest.mark.looks),
    ],
)
def test_from_the_start_to_a_number_by_keys(make_stage: MakeStage, size: tuple[int, int], lang: str) -> None:
    keyed = with_keys(make_stage(size, lang))
    press(keyed, KEY.Key_Down)
    assert focused(keyed) == "search"
    while focused(keyed) != "agency:AB":
        press(keyed, KEY.Key_Tab)
    press(keyed, KEY.Key_Return)
    while focused(keyed) != "service:AB.1":
        press(keyed, KEY.Key_Tab)
    press(keyed, KEY.Key_Return)
    assert keyed.model.page == "order"
    press(keyed, KEY.Key_Return)
    assert focused(keyed) == "take"
    press(keyed, KEY.Key_Return)
    assert keyed.words("number") == "AB-001"
    press(keyed, KEY.Key_Escape)
    assert keyed.words("number") == "AB-001"
    assert focused(keyed) == "home"
    press(keyed, KEY.Key_Return)
    assert keyed.model.page == "start"


def test_help_is_near(keyed: Stage) -> None:
    press(keyed, KEY.Key_Up, KEY.Key_Return)
    assert keyed.model.page == "help"
    press(keyed, KEY.Key_Escape)
    assert keyed.model.page == "start"
    press(keyed, KEY.Key_F1)
    assert keyed.model.page == "help"


def test_the_focus_is_seen_on_every_ground(keyed: Stage) -> None:
    keyed.model.choose("AB.3")
    keyed.settle()
    plain = keyed.window.grabWindow()
    for name in ("take", "priority:no", "add", "help"):
        item = keyed.find(name)
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        keyed.settle()
        seen = keyed.window.grabWindow()
        corner = item.mapToScene(item.boundingRect().topLeft())
        row = [seen.pixelColor(int(corner.x() + item.width() / 2), int(corner.y()) + dy) for dy in range(-8, 12)]
        before = [plain.pixelColor(int(corner.x() + item.width() / 2), int(corner.y()) + dy) for dy in range(-8, 12)]
        assert row != before, name


def test_a_keyboard_types_into_the_search(keyed: Stage) -> None:
    write(keyed, "skck")
    assert keyed.model.page == "search"
    assert keyed.words("query") == "skck"
    press(keyed, KEY.Key_Backspace)
    assert keyed.words("query") == "skc"


def test_the_first_letter_begins_a_new_search_from_every_page_of_tiles(keyed: Stage) -> None:
    for go in (keyed.model.home, lambda: keyed.model.showAgency("AB"), keyed.model.showNeeds):
        go()
        write(keyed, "kk")
        assert keyed.words("query") == "kk"


def test_a_keyboard_types_a_booking_and_enter_checks_in(keyed: Stage) -> None:
    import_bookings(
        keyed.desk.hall_file, new_request(), (Booking("K7-P", "AB.3", "2026-11-23", Instant(MORNING + 600_000)),)
    )
    keyed.model.booking()
    keyed.settle()
    write(keyed, "k7-p")
    assert keyed.words("code") == "K7-P"
    press(keyed, KEY.Key_Return)
    assert keyed.words("number") == "AB-001"


def test_escape_leads_back_to_a_code_that_was_refused(keyed: Stage) -> None:
    keyed.model.booking()
    write(keyed, "k7-q")
    press(keyed, KEY.Key_Return)
    assert keyed.model.page == "ticket"
    press(keyed, KEY.Key_Escape)
    assert keyed.model.page == "booking"
    assert keyed.words("code") == "K7-Q"


def test_a_digit_comes_to_the_stop_of_that_number(keyed: Stage) -> None:
    keyed.model.showAgency("AB")
    keyed.settle()
    write(keyed, "2")
    assert focused(keyed) == stops(keyed.window, words=False)[1].item.objectName()


def test_the_hall_maps_its_keypad(keyed: Stage) -> None:
    import dataclasses

    kiosk = dataclasses.replace(keyed.hall.kiosk["K1"], keys={"F13": KeyAct.DOWN, "F14": KeyAct.SELECT})
    keyed.keys.set_kiosk(kiosk)  # pyright: ignore[reportAttributeAccessIssue]
    press(keyed, KEY.Key_F13, KEY.Key_F14)
    assert keyed.model.page == "search"


def test_only_a_key_that_stays_on_or_off_is_said_to_be_chosen_or_not(stage: Stage) -> None:
    chosen = {stop.item.objectName(): stop.chosen for stop in stops(stage.window, words=False)}
    told = ("lang:id", "lang:en", "contrast", "reach", "larger", "officer", "help")
    assert [chosen[name] for name in told] == [True, False, False, False, None, None, None]
