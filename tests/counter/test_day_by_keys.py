"""A day of 300 visits at one counter, by keys alone: every visit is accounted for at its end."""

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shared.store import acts
from shared.store.questions import audit
from shared.store.sqlite.maintenance import invariants
from tests.helpers.screens.desk import Place, Station, working

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
VISITS = 300
IN_LINE = 5


def key(station: Station, which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key of the bar, until its answer or its dialog is there."""
    station.qtbot.keyClick(station.bar, which, modifiers)
    station.until(lambda: station.desk.busy is None)
    station.ticks.now += 1


def has_the_keys() -> bool:
    """Whether the dialog is up and what is typed goes there."""
    ask, field = QApplication.activeModalWidget(), QApplication.focusWidget()
    return ask is not None and field is not None and field.window() is ask


def asked(station: Station, which: Qt.Key, *then: Qt.Key | str) -> None:
    """A key that asks: what is typed there, and Enter (where Enter goes back, Tab and Space say yes)."""
    key(station, which)
    station.until(has_the_keys)
    for one in then if K.Key_Space in then else (*then, K.Key_Return):
        field = QApplication.focusWidget()
        if isinstance(one, str):
            station.qtbot.keyClicks(field, one)
        else:
            station.qtbot.keyClick(field, one)
    station.until(lambda: QApplication.activeModalWidget() is None and station.desk.busy is None)
    station.until(station.bar.isActiveWindow)
    station.ticks.now += 1


def visit(station: Station, number: int) -> str:
    """One visitor from the call on; answers the state in which the visit ends."""
    key(station, K.Key_F1)
    label = station.label()
    match number % 15:
        case 3:
            key(station, K.Key_F5)
            return "no_show"
        case 5:
            asked(station, K.Key_F9, K.Key_Tab, K.Key_Space)
            return "cancelled"
        case 7:
            key(station, K.Key_F3)
            asked(station, K.Key_F6)
            return "held"
        case 9:
            key(station, K.Key_F3)
            asked(station, K.Key_F8, "npwp")
            return "transferred"
        case 11:  # a slip, and back again
            key(station, K.Key_F3)
            key(station, K.Key_F4)
            key(station, K.Key_Z, CONTROL)
            station.until(lambda: station.label() == label)
        case 13:
            key(station, K.Key_F2)
            key(station, K.Key_F3)
        case _:
            key(station, K.Key_F3)
    if number % 4:  # the others are finished by the next call
        key(station, K.Key_F4)
    return "done"


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_a_day_of_300_visits_by_keys_loses_nobody(qtbot: QtBot, place: Place) -> None:
    ended: Counter[str] = Counter()
    place.does(lambda f: acts.open_counter(f, "tax", "3", "Budi"), device="3")
    with working(qtbot, place) as station:
        for _ in range(IN_LINE):
            place.issue()
        for number in range(VISITS):
            if number < VISITS - IN_LINE:
                place.issue()
            station.until(lambda: station.desk.view is not None and bool(station.desk.view.line))
            ended[visit(station, number)] += 1
            place.clock.advance(seconds=60)
            if number % 60 == 59 and station.label() is None:
                asked(station, K.Key_F10)
                key(station, K.Key_F10)
        key(station, K.Key_F4)

    def look(file: Any) -> tuple[Counter[str], int, object, Any]:
        with file.reading() as db:
            states = db.execute("SELECT state FROM steps WHERE service = 'AB.1'").fetchall()
            tickets = db.execute("SELECT count(*) FROM tickets").fetchone()[0]
            broken = invariants.check(db)
        return Counter(row[0] for row in states), tickets, broken, audit.verify(file)

    found = place.does(look)
    assert isinstance(found, tuple)
    states, tickets, broken, verdict = found
    assert tickets == VISITS
    assert states == ended
    assert len(set(ended)) == 5
    assert broken == ()
    assert verdict.ok
