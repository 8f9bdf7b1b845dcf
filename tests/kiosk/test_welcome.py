"""What the kiosk shows while nobody uses it."""

from dataclasses import replace

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.needs import Welcome
from tests.helpers.screens.kiosk import Stage
from tests.kiosk.test_layout import not_whole


def test_the_untouched_start_page_greets_with_pledge_hours_and_notices(stage: Stage) -> None:
    stage.model.welcome.show()
    stage.settle()
    assert stage.words("greeting") == "Selamat datang di MPP Sungai Rindang"
    assert "standar pelayanan" in stage.words("welcome:pledge")
    assert "08.00" in stage.words("welcome:hours")
    assert "gratis" in stage.words("welcome:notices")
    assert not_whole(stage) == []
    stage.model.welcome.end()
    stage.settle()
    assert "welcome" not in stage.names()


def test_a_finger_that_ends_the_greeting_touches_nothing_below(stage: Stage) -> None:
    stage.model.welcome.show()
    stage.settle()
    stage.tap(stage.window.contentItem().boundingRect().center().toPoint())
    stage.settle()
    assert stage.model.page == "start"


def test_the_hall_s_own_colour_is_behind_the_greeting(stage: Stage, sample: Hall) -> None:
    stage.model.hall_told(replace(sample, welcome=Welcome(colour="#5A1E6E")))
    assert stage.model.welcome.colour == "#5A1E6E"
    stage.model.welcome.show()
    stage.settle()
    assert stage.words("greeting") == "MPP Sungai Rindang"
