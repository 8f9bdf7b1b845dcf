"""Pictures of the kiosk's main pages that somebody looked at: a change that shows is looked at again.

They are kept a sixth as large, because Qt's releases differ in single pixels of letters. After a wanted change:
``ANTREAN_GOLDEN=write ./run looks tests/kiosk/test_golden.py``, and look at each before it is committed.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from shared.store.acts.counters import open_counter
from shared.store.record.transaction import new_request
from tests.display.board.test_golden import SHARE, differing
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage
from tests.kiosk.conftest import MakeStage

FOLDER = Path(__file__).parent / "golden"
SCREENS = {"landscape": LANDSCAPE, "portrait": PORTRAIT}


def small(picture: QImage) -> QImage:
    kept = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    size = picture.width() // 6, picture.height() // 6
    return picture.scaled(*size, *kept).convertToFormat(QImage.Format.Format_RGB888)


def choose(stage: Stage, *services: str) -> None:
    for service in services:
        stage.model.choose(service)


PAGES: dict[str, Callable[[Stage], None]] = {
    "start": lambda stage: None,
    "idle": lambda stage: stage.model.welcome.show(),
    "service": lambda stage: choose(stage, "AB.3"),
    "summary": lambda stage: choose(stage, "AB.3", "OM.1", "MZ.1", "BZ.1"),
}


@pytest.mark.looks
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("page", PAGES)
def test_the_picture_is_the_one_that_was_looked_at(make_stage: MakeStage, page: str, screen: str, lang: str) -> None:
    stage = make_stage(SCREENS[screen], lang)
    for counter in stage.hall.counter:
        open_counter(stage.desk.hall_file, new_request(), counter)
    stage.model.ask_offers()
    PAGES[page](stage)
    for _ in range(3):
        stage.settle()
    picture = small(stage.window.grabWindow())
    kept = FOLDER / screen / f"{page}-{lang}.png"
    if os.environ.get("ANTREAN_GOLDEN") == "write":
        assert picture.save(str(kept))
    golden = QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB888)
    assert golden.size() == picture.size()
    assert differing(picture, golden) <= SHARE
