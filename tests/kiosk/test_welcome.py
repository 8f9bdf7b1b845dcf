"""What the kiosk shows while nobody uses it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.needs import Welcome
from tests.helpers.screens.kiosk import Stage, place
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


def test_the_hall_s_logo_and_motif_are_drawn(stage: Stage, qtbot: QtBot, sample: Hall, tmp_path: Path) -> None:
    Image.new("RGBA", (300, 100), "#FF0000").save(tmp_path / "logo.png")
    stage.model.welcome.look_in(tmp_path)
    stage.model.hall_told(replace(sample, welcome=Welcome(logo="logo.png", motif="diamonds")))
    qtbot.waitUntil(lambda: stage.model.welcome.logo != "")
    stage.model.welcome.show()
    stage.settle()
    picture = stage.window.grabWindow()
    middle = place(stage.find("welcome:logo")).center().toPoint()
    assert picture.pixelColor(middle).name() == "#ff0000"
    strip = place(stage.find("welcome:motif")).toRect()
    row = {picture.pixel(x, strip.center().y()) for x in range(strip.left(), strip.right())}
    assert len(row) > 1
    assert not_whole(stage) == []


@pytest.mark.parametrize("broken", [None, b"", b"no picture"])
def test_a_broken_logo_is_logged_and_stops_nothing(
    stage: Stage,
    qtbot: QtBot,
    sample: Hall,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    broken: bytes | None,
) -> None:
    if broken is not None:
        (tmp_path / "logo.png").write_bytes(broken)
    stage.model.welcome.look_in(tmp_path)
    stage.model.hall_told(replace(sample, welcome=Welcome(logo="logo.png")))
    qtbot.waitUntil(lambda: "greets without the logo" in caplog.text)
    stage.model.welcome.show()
    stage.settle()
    assert stage.words("greeting") == "MPP Sungai Rindang"
    assert "welcome:logo" not in stage.names()
