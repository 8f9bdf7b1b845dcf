"""Pictures of every page of the kiosk that somebody looked at, one sheet for each screen and mode.

A change that shows is looked at again. The sheets are kept small, because Qt's releases differ in single pixels of
letters. After a wanted change: ``ANTREAN_GOLDEN=write ./run looks tests/kiosk/test_golden.py``, and look at each before
it is committed; with ``ANTREAN_GOLDEN_LARGE=FOLDER`` they are written there too, large enough to be read.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from shared.domain.booking import Booking
from shared.domain.words import Instant
from shared.store.acts.bookings import import_bookings
from shared.store.acts.counters import open_counter
from shared.store.acts.interruptions import pause_hall
from shared.store.record.transaction import new_request
from tests.display.board.test_golden import SHARE, differing
from tests.helpers.hall import MORNING
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage
from tests.kiosk.conftest import MakeStage
from tests.kiosk.test_layout import mounted, pages

FOLDER = Path(__file__).parent / "golden"
SMALL, LARGE = 10, 4
"""How many times smaller a page is on a sheet that is kept, and on one to be looked at."""
SCREENS: dict[str, tuple[tuple[int, int], float]] = {
    "portrait": (PORTRAIT, 21.5),
    "landscape": (LANDSCAPE, 21.5),
    "1024x768": ((1024, 768), 17.0),
    "15-inch": ((1366, 768), 15.0),
}
MODES: dict[str, tuple[str, ...]] = {
    "plain": (),
    "larger": ("Larger",),
    "largest": ("Larger", "Larger"),
    "contrast": ("Contrast",),
    "reach": ("Reach",),
    "largest-contrast-reach": ("Larger", "Larger", "Contrast", "Reach"),
}
SHEETS = [
    pytest.param(screen, mode, lang, id=f"{screen} {mode} {lang}")
    for at, screen in enumerate(SCREENS)
    for number, mode in enumerate(MODES)
    for lang in (("id", "en") if mode == "plain" else (("id", "en")[(at + number) % 2],))
]
"""Both languages as they are, and by turns in what changes how they are shown."""


def stands(stage: Stage, *toggles: str) -> None:
    """The hall at work, and the screen as somebody wants it."""
    for counter in stage.hall.counter:
        open_counter(stage.desk.hall_file, new_request(), counter)
    booking = (Booking("K7", "AB.3", "2026-11-23", Instant(MORNING + 600_000)),)
    import_bookings(stage.desk.hall_file, new_request(), booking)
    stage.model.ask_offers()
    for toggle in toggles:
        getattr(stage.model.comfort, f"toggle{toggle}")()


def every_page(stage: Stage, toggles: tuple[str, ...]) -> Iterator[None]:
    """Idle, each page there is, and the start page of a hall that rests."""
    stage.model.welcome.show()
    yield
    stage.model.welcome.end()
    for _ in pages(stage):
        yield
    pause_hall(stage.desk.hall_file, new_request(), {"id": "Latihan evakuasi", "en": "Evacuation drill"})
    lang = stage.model.lang
    stage.model.forget()
    stage.model.comfort.useLanguage(lang)
    for toggle in toggles:
        getattr(stage.model.comfort, f"toggle{toggle}")()
    stage.model.ask_offers()
    yield


def sheet(pictures: list[QImage], times: int) -> QImage:
    """All of them on one picture, in order."""
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    one = QSize(pictures[0].width() // times, pictures[0].height() // times)
    across = 10 if one.height() > one.width() else 6
    whole = QImage(across * one.width(), -(-len(pictures) // across) * one.height(), QImage.Format.Format_RGB888)
    whole.fill(Qt.GlobalColor.black)
    painter = QPainter(whole)
    for at, picture in enumerate(pictures):
        place = at % across * one.width(), at // across * one.height()
        painter.drawImage(*place, picture.scaled(one, keep, smooth))
    painter.end()
    return whole


@pytest.mark.looks
@pytest.mark.parametrize(("screen", "mode", "lang"), SHEETS)
def test_the_pictures_are_the_ones_that_were_looked_at(
    make_stage: MakeStage, screen: str, mode: str, lang: str
) -> None:
    size, inches = SCREENS[screen]
    stage = make_stage(size, lang)
    stage.model.hall_told(mounted(stage.hall, inches, None))
    stands(stage, *MODES[mode])
    pictures: list[QImage] = []
    for _ in every_page(stage, MODES[mode]):
        for _ in range(2):
            stage.settle()
        pictures.append(stage.window.grabWindow())
    name = f"{screen}-{mode}-{lang}.jpg"
    if large := os.environ.get("ANTREAN_GOLDEN_LARGE"):
        assert sheet(pictures, LARGE).save(str(Path(large) / name), quality=85)
    if os.environ.get("ANTREAN_GOLDEN") == "write":
        assert sheet(pictures, SMALL).save(str(FOLDER / name), quality=60)
    golden = QImage(str(FOLDER / name)).convertToFormat(QImage.Format.Format_RGB888)
    now = sheet(pictures, SMALL)
    assert golden.size() == now.size()
    assert differing(now, golden) <= SHARE
