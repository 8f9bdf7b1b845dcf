import datetime

import pytest
from PySide6.QtCore import QPoint

from kiosk.unattended.screen_hours import is_dark
from shared.domain import calendar
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Instant, TimeOfDay
from tests.helpers.screens.kiosk import Stage

MONDAY, SUNDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 22)


def at(hall: Hall, time: str, day: datetime.date = MONDAY) -> Instant:
    hours, minutes = map(int, time.split(":"))
    return calendar.instant_of(hall, day, TimeOfDay(hours * 60 + minutes))


@pytest.mark.parametrize(
    ("time", "day", "dark"),
    [
        ("03:00", MONDAY, True),
        ("07:50", MONDAY, False),
        ("10:00", MONDAY, False),
        ("23:00", MONDAY, True),
        ("10:00", SUNDAY, True),
    ],
)
def test_the_screen_is_dark_while_nobody_is_expected(sample: Hall, time: str, day: datetime.date, dark: bool) -> None:
    assert is_dark(sample, at(sample, time, day)) == dark


def test_a_touch_lights_the_dark_screen_and_chooses_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    night = at(stage.hall, "23:00")
    screen = stage.model.screen
    monkeypatch.setattr(screen, "_clock", lambda: night)
    screen.look()
    stage.settle()
    assert "dark" not in stage.names(), "a window on a desktop"
    screen.start()
    screen._lit.stop()  # pyright: ignore[reportPrivateUsage]
    screen.look()
    stage.settle()
    assert "dark" in stage.names()
    stage.tap(QPoint(540, 960))
    stage.settle()
    assert "dark" not in stage.names()
    assert (stage.model.page, stage.model.order.count) == ("start", 0)
    screen._lit.timeout.emit()  # pyright: ignore[reportPrivateUsage]
    screen._lit.stop()  # pyright: ignore[reportPrivateUsage]
    screen.look()
    stage.settle()
    assert "dark" in stage.names()
