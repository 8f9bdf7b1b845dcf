"""High contrast, measured on pictures of every page: each word against the ground that it really stands on."""

from collections import Counter

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from shared.qt import palette
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, Stage, place
from tests.kiosk.conftest import MakeStage
from tests.kiosk.test_layout import covered, pages

ENOUGH = 7.0


def ground(picture: QImage, item: QQuickItem) -> str | None:
    """The colour that most of a word's place has in the picture; None where nothing of it is seen."""
    seen = place(item).toAlignedRect().intersected(picture.rect())
    if seen.width() < 4 or seen.height() < 4:
        return None
    across, down = max(1, seen.width() // 40), max(1, seen.height() // 12)
    points = Counter(
        picture.pixelColor(x, y).name()
        for x in range(seen.left(), seen.right(), across)
        for y in range(seen.top(), seen.bottom(), down)
    )
    return points.most_common(1)[0][0]


def weak(stage: Stage) -> list[str]:
    """Words that do not stand out enough, as painted."""
    picture = stage.window.grabWindow()
    found: list[str] = []
    for item in stage.items():
        text = str(item.property("text") or "").strip()
        if not item.inherits("QQuickText") or not text:
            continue
        under, ink = ground(picture, item), item.property("color")
        assert isinstance(ink, QColor)
        if under is None or under == ink.name():  # large letters fill their own place
            continue
        ratio = palette.contrast(ink.name(), under)
        if ratio < ENOUGH:
            found.append(f"{text!r}: {ink.name()} on {under} is {ratio:.1f}")
    return found


@pytest.mark.parametrize("size", [PORTRAIT, pytest.param(LANDSCAPE, marks=pytest.mark.looks)])
def test_every_word_stands_out_seven_to_one(make_stage: MakeStage, size: tuple[int, int]) -> None:
    stage = make_stage(size)
    stage.model.comfort.toggleContrast()
    faults: dict[str, list[str]] = {}
    for page in pages(stage):
        stage.settle()
        if not covered(stage) and (found := weak(stage)):
            faults[page] = found
    assert faults == {}


def test_the_theme_itself_is_high_in_contrast_everywhere() -> None:
    colours = palette.HIGH_CONTRAST
    marks = {"line"}  # edges, which need less
    low = [
        (over, under)
        for over, under, _ in palette.CONTRASTS
        if over not in marks and palette.contrast(getattr(colours, over), getattr(colours, under)) < ENOUGH
    ]
    assert low == []
